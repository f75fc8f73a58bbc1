import type { LineId } from '../../shared/model/common.ts'
import type { OutboxBody, OutboxEntry } from '../../shared/model/outbox.ts'
import type { OutboxService } from '../../electron/services.ts'
import { Conflict, NotFound } from '../../electron/services.ts'
import { fixtureAccount } from './lineBuilders.ts'

/** An outbox that takes everything in and sends nothing; `set` makes its entries what a test wants. */
export function createFakeOutbox(now: () => string): OutboxService & { set(entries: readonly OutboxEntry[]): void; list(): readonly OutboxEntry[] } {
  let entries: readonly OutboxEntry[] = []
  let wake = Promise.withResolvers<void>()
  let version = 0
  const counts = () => ({
    unsent: entries.filter(({ state }) => state !== 'sent' && state !== 'discarded').length,
    needsYou: entries.filter(({ state }) => state === 'needsYou').length,
  })
  const set = (changed: readonly OutboxEntry[]): void => {
    entries = changed
    version += 1
    wake.resolve()
    wake = Promise.withResolvers()
  }
  const put = (entry: OutboxEntry): OutboxEntry => {
    set([entry, ...entries.filter(({ id }) => id !== entry.id)])
    return entry
  }
  const add = async (lineId: LineId, body: OutboxBody): Promise<OutboxEntry> => put({
    id: `entry-${entries.length + 1}`, accountId: fixtureAccount, lineId, lineLabel: 'Dorpsstraat 1, 1234 AB Utrecht', body, thread: `thread-${entries.length}`,
    state: 'waiting', reference: body.kind === 'ticket' ? `LS-7KQ2MX-${entries.length + 1}` : null, remoteId: null, attempts: 0,
    nextAttemptAt: null, createdAt: now(), changedAt: now(), failure: null, conflict: null, visitId: null,
  })
  const existing = (id: string): OutboxEntry => {
    const entry = entries.find(each => each.id === id)
    if (entry === undefined) throw new NotFound('outboxEntry')
    return entry
  }
  return {
    set,
    list: () => entries,
    page({ states, lineId, search, offset, limit }) {
      const found = entries.filter(entry => (states.length === 0 || states.includes(entry.state)) && (lineId === null || entry.lineId === lineId)
        && JSON.stringify(entry).toLowerCase().includes(search.toLowerCase()))
      return { entries: found.slice(offset, offset + limit), total: found.length, ...counts() }
    },
    async *changes(signal) {
      const left = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => left.resolve(), { once: true })
      while (!signal.aborted) {
        const told = version
        yield { entry: null, ...counts() }
        if (told === version) await Promise.race([wake.promise, left.promise])
      }
    },
    addTicket: ({ fileIds, ...input }) => add(input.lineId, { kind: 'ticket', input, attachmentIds: [...fileIds] }),
    addComment: ({ lineId, ticket, body, fileIds }) => add(lineId, { kind: 'ticketComment', ticket, body, attachmentIds: [...fileIds] }),
    changeTicket: ({ lineId, ...rest }) => add(lineId, { kind: 'ticketChange', ...rest }),
    setSolved: ({ lineId, ...rest }) => add(lineId, { kind: 'ticketSolved', ...rest }),
    setTags: ({ lineId, ...rest }) => add(lineId, { kind: 'tags', ...rest }),
    changeContact: ({ lineId, ...rest }) => add(lineId, { kind: 'contact', ...rest }),
    changeOnt: ({ lineId, ...rest }) => add(lineId, { kind: 'ont', ...rest }),
    addCallLog: ({ lineId, ...rest }) => add(lineId, { kind: 'callLog', input: { customerId: '15', ...rest } }),
    isThere: id => put({ ...existing(id), state: 'sent', failure: null }),
    resend: id => put({ ...existing(id), state: 'waiting', failure: null, conflict: null }),
    discard(id) {
      const entry = existing(id)
      if (entry.state === 'sending' || entry.state === 'settling') throw new Conflict('onItsWay')
      return put({ ...entry, state: 'discarded' })
    },
    sendNow: () => undefined,
    keepFile: async ({ base64 }) => ({ fileId: `file-${base64.length}`, bytes: Math.floor(base64.length * 0.75) }),
    dropFile: async () => undefined,
  }
}
