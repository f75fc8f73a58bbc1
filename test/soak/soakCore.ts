import { z } from 'zod'
import { openCore } from '../../electron/core.ts'
import type { Services } from '../../electron/services.ts'
import { createPassphraseVault, hasPassphraseVault } from '../../electron/vault/passphraseVault.ts'
import { defaultScope } from '../../shared/model/account.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { OutboxEntry } from '../../shared/model/outbox.ts'
import { noFilters } from '../../shared/model/search.ts'
import { plannedTicket } from './plan.ts'

/**
 * The core of a soak, to be killed at any moment: opens the data directory, takes in the planned writes that are not in its outbox
 * yet, waits until all are sent and ends. `node soakCore.ts '{"dir","baseUrl","seed","tickets","nid","keychain","settleMs"}'` prints a
 * line of JSON per thing that happened: `kept` (writes found in the journal), `accepted`, `needsYou`, `done`.
 */
const options = z.object({
  dir: z.string(), baseUrl: z.string(), seed: z.number(), tickets: z.number(), nid: z.string(), keychain: z.boolean(), settleMs: z.number(),
}).parse(JSON.parse(process.argv[2] ?? ''))
const passphrase = 'correct horse battery staple'

const tell = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`)
const unhurried = new AbortController().signal

if (!options.keychain && !hasPassphraseVault(options.dir)) await createPassphraseVault(options.dir, passphrase, { N: 2 ** 10, r: 8, p: 1 })
const core = await openCore({
  dataDirectory: options.dir, host: 'browser', version: '0.0.0', startedAtMs: Date.now(),
  writerWorkerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url),
  outbox: { settleMs: options.settleMs, backOffFirstMs: 40 }, ...(options.keychain ? {} : { passphrase }),
})
const services = core.services()
await signOn(services)
const lineId = lineOf()

const kept = keptWrites(services)
tell({ kept: [...kept.keys()] })
for (let nth = 0; nth < options.tickets; nth++) {
  const planned = plannedTicket(options.seed, nth)
  const keep = (files: typeof planned.files): Promise<string[]> => Promise.all(files.map(async ({ name, bytes }) =>
    (await services.outbox.keepFile({ fileName: name, mediaType: 'text/plain', base64: bytes.toString('base64') })).fileId))
  const ticketKey = `ticket ${nth}`
  let ticketId = kept.get(ticketKey)
  if (ticketId === undefined) {
    ticketId = (await services.outbox.addTicket({
      lineId, subject: planned.subject, comment: planned.comment, contactName: '', contactPhone: '', technicalSpecifications: '',
      fileIds: await keep(planned.files),
    })).id
    tell({ accepted: ticketKey })
  }
  for (const [index, { body, files }] of planned.comments.entries()) {
    const key = `comment ${nth} ${index}`
    if (kept.has(key)) continue
    await services.outbox.addComment({ lineId, ticket: { at: 'outbox', entryId: ticketId }, body, fileIds: await keep(files) })
    tell({ accepted: key })
  }
}
tell({ allAccepted: true })
for await (const { unsent } of services.outbox.changes(unhurried)) {
  if (unsent === 0) break
  for (const entry of services.outbox.page({ states: ['needsYou'], lineId: null, search: '', offset: 0, limit: 200 }).entries) {
    tell({ needsYou: entry.failure, kind: entry.body.kind })
    services.outbox.resend(entry.id)
  }
}
tell({ done: true })
await core.close()
process.exit(0)

async function signOn({ accounts, sync }: Services): Promise<void> {
  if (accounts.list().length === 0) {
    await accounts.add({
      label: 'Lab', colour: 'teal', kind: 'nextpertise', baseUrl: options.baseUrl, username: 'engineer', authentication: 'jwt', scope: defaultScope,
      customerIds: [], resellerIds: [],
    }, { password: 'engineer-pass' })
  }
  for await (const states of sync.states(unhurried)) {
    if (services.lines.facets().lineCount > 0 && found() !== undefined) return
    if (states.some(({ phase }) => phase === 'failed' || phase === 'idle')) for (const { id } of accounts.list()) sync.start(id)
  }
}

function found() {
  return services.lines.search(options.nid, noFilters, 1).hits.find(({ line }) => line.nativeId === options.nid)?.line
}

function lineOf(): LineId {
  const line = found()
  if (line === undefined) throw new Error('the line is not cached')
  return line.id
}

/** What of the plan is in the outbox: ids of entries by their place in the plan. */
function keptWrites({ outbox }: Services): Map<string, string> {
  const entries: OutboxEntry[] = []
  for (let offset = 0; ; offset += 200) {
    const page = outbox.page({ states: [], lineId: null, search: '', offset, limit: 200 })
    entries.push(...page.entries)
    if (page.entries.length < 200) break
  }
  const tickets = new Map(entries.flatMap(({ id, body }) => (body.kind === 'ticket' ? [[id, body.input.subject.slice('Soak '.length)] as const] : [])))
  const keys = new Map([...tickets].map(([id, nth]) => [`ticket ${nth}`, id]))
  const comments = new Map<string, number>()
  for (const { id, body } of entries.toReversed()) {
    if (body.kind !== 'ticketComment' || body.ticket.at !== 'outbox') continue
    const nth = tickets.get(body.ticket.entryId) ?? ''
    const index = comments.get(nth) ?? 0
    comments.set(nth, index + 1)
    keys.set(`comment ${nth} ${index}`, id)
  }
  return keys
}
