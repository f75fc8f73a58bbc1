import type { LineId } from '../../shared/model/common.ts'
import { defaultScope } from '../../shared/model/account.ts'
import { noFilters } from '../../shared/model/search.ts'
import { createSearch } from '../../electron/lines/search.ts'
import type { LineWriter } from '../../electron/lines/lineWriter.ts'
import { runSync } from '../../electron/lines/syncRun.ts'
import type { SyncAccount, SyncProgress } from '../../electron/lines/syncRun.ts'
import { silentLog } from '../../electron/log/log.ts'
import { openTestCache, someAccount } from './cacheOfLines.ts'
import { fakeListReaders, listSystem } from './listsOfLines.ts'
import type { FakeAccess, FakeNetwork } from './listsOfLines.ts'

export const listAccount: SyncAccount = { id: someAccount, system: listSystem, kind: 'onApi', scope: defaultScope }
export const someAccesses = (count: number, from = 0): FakeAccess[] =>
  Array.from({ length: count }, (_, nth) => ({ accessId: String(10_000 + from + nth), number: String(1 + from + nth) }))

/** A cache that is filled from a fake network, one synchronisation after another on a clock of its own. */
export function listsAtWork() {
  const cache = openTestCache(fakeListReaders)
  let now = Date.parse('2026-11-22T06:00:00.000Z')
  const writer: Pick<LineWriter, 'call'> = {
    async call(name, input) {
      await Promise.resolve()
      // The same map of functions the worker runs.
      return (cache.writer[name] as (given: typeof input) => Awaited<ReturnType<LineWriter['call']>>)(input) as never
    },
  }
  const idsWhere = (gone: number) => cache.db.prepare<[number], LineId>('SELECT id FROM line WHERE gone = ?').pluck().all(gone)
  return {
    cache,
    /** One synchronisation, an hour after the last unless told; gives what it asked for and how far it came. */
    async run(network: FakeNetwork, more: { account?: SyncAccount; byEngineer?: boolean; afterMs?: number } = {}) {
      now += more.afterMs ?? 3_600_000
      network.asked.length = 0
      let progress: SyncProgress | null = null
      await runSync({
        account: more.account ?? listAccount, operator: network.operator, writer, clock: { now: () => now }, log: silentLog,
        signal: new AbortController().signal, progress: told => { progress = told }, pagesAhead: 3, byEngineer: more.byEngineer ?? false,
      })
      return { asked: [...network.asked], progress: progress as SyncProgress | null }
    },
    ids: () => idsWhere(0),
    gone: () => idsWhere(1),
    sectionCount: () => cache.db.prepare<[], number>('SELECT count(*) FROM line_section').pluck().get() ?? -1,
    everything: () => ['line', 'line_body', 'line_key', 'ip_range', 'word_index_data', 'member', 'line_section']
      .map(table => [table, cache.db.prepare(`SELECT * FROM ${table}`).all()] as const),
    hits: (query: string) => createSearch({ db: cache.db, marks: () => ({ pinned: new Set(), recent: new Set() }), nativeIdIn: () => null })
      .search(query, noFilters, 50).hits,
  }
}
export type ListsAtWork = ReturnType<typeof listsAtWork>
