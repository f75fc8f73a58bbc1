import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { fingerprintOf } from '../../electron/storage/databaseRecord.ts'
import { openJournal } from '../../electron/storage/journal.ts'
import { databaseKeyFor } from '../../electron/vault/databaseKey.ts'
import { openVault } from '../../electron/vault/openVault.ts'
import type { VaultStep } from '../../electron/vault/openVault.ts'

const collection = '/org/freedesktop/secrets/collection/login'

beforeAll(() => {
  if (process.env['LINESIDE_IN_BUS'] === undefined) throw new Error('run these tests inside test/keychain/withKeyring.sh')
})

afterEach(() => vi.unstubAllEnvs())

function temporaryDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-keyring-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

const open = (dataDir: string) => openVault({ dataDir, now: () => new Date(), probeTimeoutMs: 3000 })

function vaultOf(step: VaultStep) {
  if (step.state !== 'ready') throw new Error(`${step.state}${step.state === 'needsChoice' ? `: ${step.reason}` : ''}`)
  return step.vault
}

/** Opens a vault in a process of its own, with other environment variables, and gives what it says. */
function openElsewhere(dataDir: string, env: Record<string, string>, wrapper: readonly string[] = []): unknown {
  const script = `
    const { openVault } = await import(${JSON.stringify(new URL('../../electron/vault/openVault.ts', import.meta.url).href)})
    const step = await openVault({ dataDir: ${JSON.stringify(dataDir)}, now: () => new Date(), probeTimeoutMs: 3000 })
    process.stdout.write(JSON.stringify({ state: step.state, reason: step.reason, keychainInUse: step.keychainInUse }))
    process.exit(0)`
  const [command = process.execPath, ...before] = [...wrapper, process.execPath]
  const { DBUS_SESSION_BUS_ADDRESS: _, DISPLAY: __, ...rest } = process.env
  const { stdout, stderr } = spawnSync(command, [...before, '--input-type=module', '--eval', script], {
    encoding: 'utf8', env: { ...rest, ...env },
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

describe('a real Secret Service', () => {
  it('keeps secrets of two directories apart, and forgets them', async () => {
    const [one, two] = [temporaryDirectory(), temporaryDirectory()]
    const first = vaultOf(await open(one))
    expect(first.kind).toBe('keychain')
    await first.set('account.1.password', 'pass word é')
    expect(await vaultOf(await open(one)).get('account.1.password')).toBe('pass word é')
    expect(await vaultOf(await open(two)).get('account.1.password')).toBeUndefined()
    await first.delete('account.1.password')
    await first.delete('account.1.password')
    expect(await first.get('account.1.password')).toBeUndefined()
    expect(readdirSync(one)).toEqual(['vault.json'])
  })

  it('gives the journal the same key at the next start', async () => {
    const dir = temporaryDirectory()
    const start = async () => {
      const { key, created } = await databaseKeyFor(vaultOf(await open(dir)), 'journal')
      const journal = openJournal({ dir, key, migrations: [], now: () => new Date() })
      if (journal.state !== 'open') throw new Error(journal.reason)
      journal.close()
      return { fingerprint: fingerprintOf(key), created, notices: journal.notices }
    }
    const first = await start()
    expect(first).toMatchObject({ created: true, notices: [] })
    expect(await start()).toEqual({ ...first, created: false })
  })

  it('is not taken for an empty one when it is locked', async () => {
    const dir = temporaryDirectory()
    const vault = vaultOf(await open(dir))
    const { key } = await databaseKeyFor(vault, 'journal')
    lockCollection()
    const step = await open(dir)
    if (step.state !== 'needsChoice') throw new Error(step.state)
    expect(['refused', 'slow']).toContain(step.reason)
    expect(step.keychainInUse).toBe(true)
    await expect(databaseKeyFor(vault, 'journal')).rejects.toMatchObject({ name: 'VaultFailure' })
    expect(key).toHaveLength(32)
  })
})

/** Locks the collection for good: unlocking needs a prompt, so the test that does it is the last to use the keychain. */
function lockCollection(): void {
  const { status, stderr } = spawnSync('dbus-send', [
    '--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.Lock', `array:objpath:${collection}`,
  ], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

describe('no Secret Service', () => {
  it('says that there is no bus', () => {
    expect(openElsewhere(temporaryDirectory(), {})).toEqual({ state: 'needsChoice', reason: 'noBus', keychainInUse: false })
  })

  it('says that the bus has no such service', () => {
    const config = join(temporaryDirectory(), 'bus.conf')
    writeFileSync(config, `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
      <allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>`)
    const answer = openElsewhere(temporaryDirectory(), {}, ['dbus-run-session', '--config-file', config, '--'])
    expect(answer).toEqual({ state: 'needsChoice', reason: 'noService', keychainInUse: false })
  })
})
