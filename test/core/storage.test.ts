import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import { NotReady } from '../../electron/services.ts'
import { filesOf } from '../../electron/storage/database.ts'
import { openJournal } from '../../electron/storage/journal.ts'
import { backUpJournal } from '../../electron/storage/journalBackup.ts'
import { journalMigrations } from '../../electron/storage/journalSchema.ts'
import { databaseKeyFor } from '../../electron/vault/databaseKey.ts'
import { openPassphraseVault } from '../../electron/vault/passphraseVault.ts'
import type { LineId } from '../../shared/model/common.ts'
import { noObservations } from '../../shared/model/observation.ts'
import { check, lastOf, lineOf, openOnLab, passphrase, statusOf, synchronise, unhurried, type OnLab } from './coreOnLab.ts'

const show = labShowcase.find(({ key }) => key === 'fibreNoLight') ?? labShowcase[0] as typeof labShowcase[number]

/** A directory in which an engineer has worked: account, pin, observation, report and draft of one line. */
async function worked(on: OnLab): Promise<LineId> {
  const core = await on.open()
  const services = core.services()
  await on.signOn(services)
  const { id } = lineOf(services, show.nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  await check(services, id, show.circuitNid, ['fibreCheck'])
  services.lines.pin(id, true)
  services.lines.saveObservations({ ...noObservations(id), modemPowered: 'yes', note: 'Red lamp' })
  services.tickets.saveDraft({ ...services.tickets.draft(id).draft, comment: 'Half a sentence' })
  await core.close()
  return id
}

/** Opens the journal itself, as the core does. */
async function inJournal(dir: string, act: (db: import('better-sqlite3').Database, key: Uint8Array) => void): Promise<void> {
  const { key } = await databaseKeyFor(await openPassphraseVault(dir, passphrase), 'journal')
  const journal = openJournal({ dir, key, migrations: journalMigrations, now: () => new Date() })
  if (journal.state !== 'open') throw new Error('the journal is damaged')
  act(journal.db, key)
  journal.close()
}

/** Overwrites what follows the first page of a database. */
function damage(path: string): void {
  const bytes = readFileSync(path)
  bytes.fill(0x5a, 4096, Math.min(bytes.length, 24_576))
  writeFileSync(path, bytes)
}
const kinds = (notices: readonly { kind: string }[]) => notices.map(({ kind }) => kind)

test('what the engineer did survives a deleted cache and a removed account', async () => {
  await using on = await openOnLab()
  const id = await worked(on)
  for (const path of filesOf(join(on.dir, 'cache.db'))) rmSync(path, { force: true })
  const core = await on.open()
  expect(kinds((await statusOf(core)).notices)).toEqual([])
  const services = core.services()
  expect(services.lines.facets().lineCount).toBe(0)
  const kept = () => {
    expect(services.lines.open(id).reports).toMatchObject([{ kind: 'fibreCheck', status: 'complete' }])
    expect(services.tickets.draft(id)).toMatchObject({ kept: true, draft: { comment: 'Half a sentence' } })
  }
  const filled = () => {
    expect(services.lines.start().pinned).toMatchObject([{ id }])
    expect(services.lines.open(id)).toMatchObject({ observations: { modemPowered: 'yes', note: 'Red lamp' }, verdict: { lead: { ruleId: 'F1' } } })
  }
  kept()
  const [account] = services.accounts.list()
  if (account === undefined) throw new Error('no account')
  await synchronise(services, account.id)
  filled()

  await services.accounts.remove(account.id, false)
  expect(services.lines.facets().lineCount).toBe(0)
  kept()
  expect((await on.signOn(services, { label: 'Again' })).id).not.toBe(account.id)
  kept()
  filled()
})

test('a damaged cache is rebuilt with a notice, and filled again', async () => {
  await using on = await openOnLab()
  const id = await worked(on)
  damage(join(on.dir, 'cache.db'))
  const core = await on.open()
  const status = await statusOf(core)
  expect(status.journal.state).toBe('open')
  expect(kinds(status.notices)).toEqual(['cacheRebuilt'])
  core.dismissNotice(status.notices[0]?.id ?? '')
  expect((await statusOf(core)).notices).toEqual([])
  const [account] = core.services().accounts.list()
  if (account === undefined) throw new Error('no account')
  await synchronise(core.services(), account.id)
  expect(core.services().lines.open(id).observations.note).toBe('Red lamp')
})

test('a damaged journal is left alone until the engineer chooses; a new one keeps the old aside', async () => {
  await using on = await openOnLab()
  await worked(on)
  const path = join(on.dir, 'journal.db')
  damage(path)
  const before = readFileSync(path)
  const core = await on.open()
  expect((await statusOf(core)).journal).toEqual({ state: 'damaged', reason: 'corrupt', backups: [] })
  expect(() => core.services()).toThrow(NotReady)
  expect(readFileSync(path).equals(before)).toBe(true)

  expect(await core.chooseJournal({ choice: 'startNew' })).toMatchObject({ state: 'open' })
  const { notices } = await statusOf(core)
  expect(kinds(notices)).toEqual(['journalReplaced'])
  expect(readFileSync(notices[0]?.detail ?? '').equals(before)).toBe(true)
  expect(core.services().accounts.list()).toEqual([])
})

test('a damaged journal goes back to a sound backup', async () => {
  await using on = await openOnLab()
  const id = await worked(on)
  await inJournal(on.dir, (db, key) => void backUpJournal(db, key, new Date('2026-11-20T10:00:00Z')))
  damage(join(on.dir, 'journal.db'))
  const core = await on.open()
  const { journal } = await statusOf(core)
  expect(journal).toMatchObject({ state: 'damaged', backups: [{ at: '2026-11-20T10:00:00.000Z' }] })
  await expect(core.chooseJournal({ choice: 'restore', backup: 'elsewhere.db' })).rejects.toMatchObject({ reason: 'backupGone' })
  expect(await core.chooseJournal({ choice: 'restore', backup: journal.backups[0]?.id ?? '' })).toMatchObject({ state: 'open' })
  expect(core.services().lines.open(id).observations.note).toBe('Red lamp')
  expect(core.services().tickets.draft(id).kept).toBe(true)
})

test('a journal of a newer version is refused and not touched', async () => {
  await using on = await openOnLab()
  await worked(on)
  await inJournal(on.dir, db => db.pragma('user_version = 99'))
  const before = readFileSync(join(on.dir, 'journal.db'))
  const core = await on.open()
  expect((await statusOf(core)).journal).toEqual({ state: 'refused', reason: 'newer', backups: [] })
  expect(() => core.services()).toThrow(NotReady)
  expect(await core.chooseJournal({ choice: 'retry' })).toMatchObject({ state: 'refused', reason: 'newer' })
  await core.close()
  expect(readFileSync(join(on.dir, 'journal.db')).equals(before)).toBe(true)
})

test('a wrong passphrase is asked for again, and the right one opens everything', async () => {
  await using on = await openOnLab()
  const id = await worked(on)
  const core = await on.open({ passphrase: 'not the right one' })
  expect((await statusOf(core)).vault).toMatchObject({ state: 'needsPassphrase', wrongPassphrase: true, newPassphrase: false })
  expect(() => core.services()).toThrow(NotReady)
  expect(await core.chooseVault({ choice: 'passphrase', passphrase: 'nor this one' }))
    .toMatchObject({ state: 'needsPassphrase', wrongPassphrase: true })
  expect(await core.chooseVault({ choice: 'passphrase', passphrase })).toMatchObject({ state: 'ready', kind: 'passphrase' })
  expect((await statusOf(core)).journal.state).toBe('open')
  expect(core.services().lines.open(id).observations.note).toBe('Red lamp')
})

test('without a vault nothing is left on the disk, and what was there stays as it was', async () => {
  await using on = await openOnLab()
  await worked(on)
  const contents = () => Object.fromEntries(readdirSync(on.dir, { recursive: true, encoding: 'utf8' })
    .filter(name => !name.startsWith('log') && statSync(join(on.dir, name)).isFile()).map(name => [name, readFileSync(join(on.dir, name)).toString('base64')]))
  const before = contents()
  const core = await on.open({ passphrase: 'not the right one' })
  expect(await core.chooseVault({ choice: 'memory' })).toMatchObject({ state: 'ready', kind: 'memory', persistent: false })
  const services = core.services()
  expect(services.accounts.list()).toEqual([])
  await on.signOn(services)
  services.lines.pin(lineOf(services, show.nid).id, true)
  expect(readdirSync(on.dir).some(name => name.startsWith('session-'))).toBe(true)
  await core.close()
  expect(contents()).toEqual(before)
})
