import type Database from 'better-sqlite3'
import type { Operator } from '../../electron/operators/operator.ts'
import { createOutbox, type Outbox } from '../../electron/outbox/outbox.ts'
import { createOutboxRepo, type OutboxRepo } from '../../electron/outbox/outboxRepo.ts'
import { snapshotOf } from '../../electron/lines/lineSnapshot.ts'
import { createDraftRepo } from '../../electron/tickets/draftRepo.ts'
import { createReferences } from '../../electron/tickets/reference.ts'
import type { Line } from '../../shared/model/line.ts'
import type { ManualClock } from './manualClock.ts'

export type OutboxAtWork = Outbox & { readonly kill: () => void; readonly unexpected: unknown[]; readonly files: Map<string, string> }

/** The outbox over a journal, for one line and account, by a manual clock. `reachable` opens and shuts the account. */
export function outboxAtWork({ db, clock, line, operator, settleMs = 60_000, whenReachable, ids, files = new Map() }: {
  readonly db: Database.Database; readonly clock: ManualClock; readonly line: Line; readonly operator: (killed: AbortSignal) => Operator | undefined
  readonly settleMs?: number; readonly whenReachable?: (signal: AbortSignal) => Promise<void>; readonly ids: { next: number }; readonly files?: Map<string, string>
}): OutboxAtWork {
  const killed = new AbortController()
  const unexpected: unknown[] = []
  // Who was killed writes nothing any more.
  const repo: OutboxRepo = Object.fromEntries(Object.entries(createOutboxRepo(db)).map(([name, method]) => [name, (...args: never[]) => {
    if (killed.signal.aborted) throw new Error('killed')
    return (method as (...all: never[]) => unknown)(...args)
  }])) as OutboxRepo
  const own = operator(killed.signal)
  const lineOf = (id: string): Line | undefined => (id === line.id ? line : undefined)
  const outbox = createOutbox({
    repo, drafts: createDraftRepo(db), references: createReferences(db, size => new Uint8Array(size).fill(7)), lineOf, snapshotOf,
    files: {
      keep: async (bytes, { name }) => {
        const id = `file-${files.size}`
        files.set(id, name)
        return { id, bytes: bytes.length }
      },
      claim: async id => (files.has(id) ? { id, name: files.get(id) ?? '', mediaType: 'image/jpeg', bytes: 3 } : null),
      read: async () => Buffer.from('abc'),
      drop: async id => void files.delete(id),
    },
    accountFor: ({ accountId }) => (own === undefined ? undefined : { accountId, operator: own }), visitOf: () => null, operatorOf: () => own,
    usernameOf: () => 'me', whenReachable: (_, signal) => whenReachable?.(signal) ?? Promise.resolve(), probe: async () => undefined,
    clock: {
      ...clock,
      sleep: (ms, signal) => clock.sleep(ms, signal === undefined ? killed.signal : AbortSignal.any([signal, killed.signal])).catch((error: unknown) => {
        if (killed.signal.aborted) return new Promise<never>(() => {})
        throw error
      }),
    },
    now: () => new Date(clock.now()), newId: () => `id-${ids.next++}`, onUnexpected: error => unexpected.push(error), options: { settleMs },
  })
  return { ...outbox, unexpected, files, kill: () => killed.abort() }
}
