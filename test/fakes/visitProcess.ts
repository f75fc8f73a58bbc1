import { statfsSync, writeFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openCore } from '../../electron/core.ts'
import type { Core, Services } from '../../electron/services.ts'
import { asStorageFailure } from '../../electron/storage/storageFailure.ts'
import { createPassphraseVault, hasPassphraseVault } from '../../electron/vault/passphraseVault.ts'
import { defaultScope } from '../../shared/model/account.ts'
import type { LineId } from '../../shared/model/common.ts'
import { noFilters } from '../../shared/model/search.ts'
import { labEngineer, passphrase } from './processes.ts'
import { paintedPng } from './visitFixture.ts'

/**
 * A core with an engineer on a visit, in a process of its own: `node visitProcess.ts '{"dir","baseUrl","nid","does"}'`.
 * - `collect`: adds notes and photos to the visit of the line until it is killed, and prints each once it was confirmed;
 * - `fillDisk`: has a ticket wait, fills the disk that `dir` is on, goes on working, ends and starts there, makes room, and prints
 *   what came of it.
 */
const options = z.object({ dir: z.string(), baseUrl: z.string(), nid: z.string(), does: z.enum(['collect', 'fillDisk']) })
  .parse(JSON.parse(process.argv[2] ?? ''))
const { dir } = options
const tell = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`)
const photo = { fileName: 'outlet.png', mediaType: 'image/png', base64: paintedPng(400, 300).toString('base64') }

if (!hasPassphraseVault(dir)) await createPassphraseVault(dir, passphrase, { N: 2 ** 10, r: 8, p: 1 })
const core = await open()
const lineId = await lineWithAccount(core.services())
if (options.does === 'collect') await collect(core.services())
else await fillDisk(core)

function open(): Promise<Core> {
  return openCore({
    dataDirectory: dir, host: 'browser', version: '0.0.0', startedAtMs: Date.now(), passphrase,
    writerWorkerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url),
    outbox: { settleMs: 600, backOffFirstMs: 30 },
  })
}

async function lineWithAccount({ accounts, sync, lines }: Services): Promise<LineId> {
  if (accounts.list().length === 0) {
    await accounts.add({
      label: 'Lab', colour: 'teal', kind: 'nextpertise', baseUrl: options.baseUrl, username: labEngineer.username, authentication: 'jwt',
      scope: defaultScope, customerIds: [], resellerIds: [],
    }, { password: labEngineer.password })
  }
  const found = () => lines.search(options.nid, noFilters, 1).hits.find(({ line }) => line.nativeId === options.nid)?.line.id
  for await (const states of sync.states(new AbortController().signal)) {
    const id = found()
    if (id !== undefined && states.every(({ phase }) => phase === 'idle')) return id
  }
  throw new Error('the line never came')
}

async function collect({ visits }: Services): Promise<never> {
  const { id, items } = visits.start(lineId)
  tell({ visit: id })
  for (let nth = items.length; ; nth++) {
    visits.addNote(id, null, `note ${nth}`)
    tell({ kept: `note ${nth}` })
    await visits.addFile(id, { ...photo, caption: `photo ${nth}` })
    tell({ kept: `photo ${nth}` })
  }
}

async function fillDisk(first: Core): Promise<void> {
  const { visits, outbox, tickets, accounts } = first.services()
  const stop = new AbortController()
  const { id } = visits.start(lineId)
  visits.addNote(id, null, 'before')
  const written = {
    lineId, subject: 'Dark', comment: 'No light', contactName: '', contactPhone: '' as const, technicalSpecifications: '',
  }
  await cut(true)
  await outbox.addTicket({ ...written, subject: 'Waited', fileIds: [] })
  for await (const all of accounts.reachability(stop.signal)) if (all.some(({ state }) => state === 'unreachable')) break
  const ballast = join(dir, 'ballast')
  const { bavail, bsize } = statfsSync(dir)
  writeFileSync(ballast, Buffer.alloc(Math.max(0, Number(bavail) * Number(bsize) - 200_000)))
  const refused: Record<string, string> = {}
  const attempt = async (name: string, work: () => unknown): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      refused[name] = asStorageFailure(error)?.code ?? String(error)
      return false
    }
  }
  const kept = ['before']
  const long = 'long '.repeat(1500)
  for (let nth = 0; await attempt('note', () => visits.addNote(id, null, `${nth} ${long}`)); nth++) kept.push(`${nth} ${long}`)
  const notesOf = (services: Services): string[] =>
    services.visits.get(id).visit.items.flatMap(item => (item.kind === 'note' ? [item.text] : []))
  for (let size = 65_536; size >= 1; size /= 2) {
    while (await attempt('ballast', () => writeFile(ballast, Buffer.alloc(size), { flag: 'a' }))) { /* Until no such piece fits. */ }
  }
  // What the journal's log has room for is used up too.
  for (let nth = 0; await attempt('note', () => visits.addNote(id, null, `short ${nth}`)); nth++) kept.push(`short ${nth}`)
  await attempt('draft', () => tickets.saveDraft({ ...written, comment: long.repeat(50) }))
  await attempt('ticket', () => outbox.addTicket({ ...written, technicalSpecifications: 'long '.repeat(4000), fileIds: [] }))
  await attempt('photo', () => visits.addFile(id, { ...photo, caption: 'no room' }))
  const whileFull = notesOf(first.services())
  const accepted = outbox.page({ states: [], lineId: null, search: '', offset: 0, limit: 10 }).total
  // With the network back the ticket may not leave: that it did could not be noted.
  await cut(false)
  outbox.sendNow()
  for await (const { notices } of first.status(stop.signal)) if (notices.some(({ kind }) => kind === 'diskFull')) break
  // It ends on the full disk too, and says at the start what is wrong, touching nothing.
  await first.close()
  const still = await open()
  const restarted: string[] = []
  for await (const { vault, journal } of still.status(stop.signal)) {
    restarted.push(vault.state, journal.state, journal.reason ?? '')
    break
  }
  await still.close()
  await rm(ballast)
  const second = await open()
  const afterRestart = notesOf(second.services())
  const rest = second.services()
  rest.visits.addNote(id, null, 'after')
  await rest.visits.addFile(id, { ...photo, caption: 'fits now' })
  await rest.outbox.addTicket({ ...written, fileIds: [] })
  for await (const { unsent } of rest.outbox.changes(stop.signal)) if (unsent === 0) break
  const { items } = rest.visits.get(id).visit
  await second.close()
  tell({
    refused, accepted, restarted, whileFull: same(whileFull, kept), afterRestart: same(afterRestart, kept),
    withRoom: items.slice(-4).flatMap(item =>
      (item.kind === 'note' ? [item.text] : item.kind === 'photo' ? [item.caption] : item.kind === 'write' ? [item.state] : [])),
  })
}

function same(there: readonly string[], kept: readonly string[]): boolean {
  return there.join('\n') === kept.join('\n')
}

/** Cuts the lab's network, or joins it again. Cutting closes every connection, that of this request too. */
async function cut(down: boolean): Promise<void> {
  await fetch(new URL('/lab/faults', options.baseUrl), {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ cut: down }),
  }).catch((error: unknown) => { if (!down) throw error })
}
