import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { HistoryEntry, HistoryFilter, HistorySort, Trend } from '../../shared/contract/history.ts'
import type { LineId, ReportId } from '../../shared/model/common.ts'
import type { Report, ReportKind } from '../../shared/model/report.ts'
import type { Client } from '../clientContext.tsx'
import { nothingFiltered, pageSize, withFetched } from './historyEntries.ts'

export type HistoryClient = Pick<Client, 'history'>
export type HistoryPage = Awaited<ReturnType<Client['history']['page']>>

/** A report that was asked for, with the one before it of the same kind and circuit. */
export type LoadedReport =
  | { readonly state: 'loading' }
  | { readonly state: 'here'; readonly report: Report; readonly before: Report | null }
  | { readonly state: 'failed'; readonly failure: unknown }

/** A report on its way from the system; `failure` where it did not arrive. */
export type RemoteFetch = { readonly startedAtMs: number; readonly running: boolean; readonly failure: unknown }

/** What is compared: two reports of one kind, the older first. */
export type Pair = { readonly kind: ReportKind; readonly before: ReportId; readonly after: ReportId }

export type HistoryState = {
  readonly lineId: LineId
  readonly shown: 'reports' | 'compare' | 'trends'
  readonly filter: HistoryFilter
  readonly sort: HistorySort
  readonly offset: number
  readonly page: HistoryPage | null
  readonly loading: boolean
  readonly failure: unknown
  readonly open: ReadonlySet<ReportId>
  readonly reports: Readonly<Record<ReportId, LoadedReport>>
  readonly fetches: Readonly<Record<string, RemoteFetch>>
  /** Ticked for a comparison, in the order of ticking: at most two, of one kind. */
  readonly ticked: readonly HistoryEntry[]
  readonly pair: Pair | null
  /** Kept reports that can be compared, newest first; null until asked for. */
  readonly candidates: readonly HistoryEntry[] | null
  readonly candidatesFailure: unknown
  readonly trends: readonly Trend[] | null
  readonly trendsFailure: unknown

  readonly show: (what: HistoryState['shown']) => void
  /** Asks for the page on screen again: something arrived, or the last try failed. */
  readonly load: () => Promise<void>
  readonly narrow: (change: Partial<HistoryFilter>) => void
  readonly sortBy: (by: HistorySort['by']) => void
  readonly goTo: (offset: number) => void
  readonly toggle: (id: ReportId) => void
  readonly loadReport: (id: ReportId) => Promise<void>
  readonly fetch: (remoteId: string) => Promise<void>
  readonly cancelFetch: (remoteId: string) => void
  readonly tick: (entry: HistoryEntry) => void
  readonly untickAll: () => void
  /** The ticked two, or else the newest with the one before. */
  readonly compare: () => Promise<void>
  readonly compareKind: (kind: ReportKind) => Promise<void>
  readonly comparePair: (change: Partial<Pick<Pair, 'before' | 'after'>>) => void
  readonly loadTrends: () => Promise<void>
  /**
   * Shows the history as of the reports the line has and its system's list. Where they are others than before, all is asked for
   * anew; but for what was fetched here, which stands in the list already.
   */
  readonly follow: (reportIds: readonly ReportId[], listAt: string | null) => void
}
export type HistoryStore = StoreApi<HistoryState>

/** The most reports a choice offers; older ones are ticked in the list. */
const mostCandidates = 200
const newestFirst: HistorySort = { by: 'at', direction: 'descending' }
/** The direction a header sorts in first: newest, by name, worst. */
const firstDirections: Record<HistorySort['by'], HistorySort['direction']> = {
  at: 'descending', kind: 'ascending', level: 'descending',
}

const timeMs = (entry: HistoryEntry): number => entry.at === null ? 0 : Date.parse(entry.at)
const canCompare = (entry: HistoryEntry): entry is HistoryEntry & { reportId: ReportId } =>
  entry.reportId !== null && entry.status !== 'error'

type Options = {
  readonly nowMs?: () => number
  /** A report is kept here that was not before. */
  readonly onFetched?: () => void
}

/** Reports of one line: the list page by page, those opened, two side by side, and every measurement over time. */
export function createHistoryStore(client: HistoryClient, lineId: LineId, options: Options = {}): HistoryStore {
  const { nowMs = Date.now, onFetched } = options
  const running = new Map<string, AbortController>()
  let pagesAsked = 0
  let trendsAsked = 0
  let version: string | null = null
  const fetchedHere = new Set<ReportId>()

  return createStore<HistoryState>()((set, get) => {
    const put = (id: ReportId, loaded: LoadedReport): void => set({ reports: { ...get().reports, [id]: loaded } })
    const putFetch = (remoteId: string, fetched: RemoteFetch | null): void => {
      const { [remoteId]: _, ...others } = get().fetches
      set({ fetches: fetched === null ? others : { ...others, [remoteId]: fetched } })
    }

    /** The report of the same kind and circuit before this one; its absence takes nothing from the report itself. */
    async function reportBefore(report: Report): Promise<Report | null> {
      if (report.measurements.length === 0) return null
      const to = report.measuredAt?.utc ?? report.receivedAt
      const { entries } = await client.history.page({
        lineId, filter: { ...nothingFiltered, kinds: [report.kind], where: 'here', to }, sort: newestFirst, offset: 0, limit: 20,
      })
      const earlier = entries.find(entry =>
        canCompare(entry) && entry.reportId !== report.id && entry.target?.nid === report.target.nid)
      return earlier?.reportId === undefined || earlier.reportId === null ? null
        : client.history.report({ lineId, reportId: earlier.reportId })
    }
    async function putWithBefore(report: Report): Promise<void> {
      put(report.id, { state: 'here', report, before: null })
      const before = await reportBefore(report).catch(() => null)
      if (before !== null) put(report.id, { state: 'here', report, before })
    }

    async function candidatesOf(kinds: ReportKind[]): Promise<HistoryEntry[]> {
      const { entries } = await client.history.page({
        lineId, filter: { ...nothingFiltered, kinds, where: 'here' }, sort: newestFirst, offset: 0, limit: mostCandidates,
      })
      return entries.filter(canCompare)
    }
    async function reloadCandidates(): Promise<void> {
      const { pair, candidates } = get()
      if (pair === null || candidates !== null) return
      try {
        set({ candidates: await candidatesOf([pair.kind]) })
      } catch (candidatesFailure) {
        set({ candidatesFailure })
      }
    }
    function choosePair(kind: ReportKind, ...of: readonly ReportId[]): void {
      const [before, after] = of
      if (before === undefined || after === undefined) return
      set({ pair: { kind, before, after } })
      void get().loadReport(before)
      void get().loadReport(after)
    }

    return {
      lineId,
      shown: 'reports',
      filter: nothingFiltered,
      sort: newestFirst,
      offset: 0,
      page: null,
      loading: false,
      failure: null,
      open: new Set(),
      reports: {},
      fetches: {},
      ticked: [],
      pair: null,
      candidates: null,
      candidatesFailure: null,
      trends: null,
      trendsFailure: null,

      show(shown) {
        set({ shown })
        if (shown === 'compare') void (get().pair === null || get().ticked.length === 2 ? get().compare() : reloadCandidates())
        if (shown === 'trends' && get().trends === null) void get().loadTrends()
      },

      async load() {
        const asked = ++pagesAsked
        const { filter, sort, offset } = get()
        set({ loading: true, failure: null })
        try {
          const page = await client.history.page({ lineId, filter, sort, offset, limit: pageSize })
          if (asked !== pagesAsked) return
          set({ page, loading: false })
          // Fewer than before: the page on screen is past the end.
          if (page.entries.length === 0 && offset > 0) get().goTo(Math.max(0, Math.ceil(page.total / pageSize) - 1) * pageSize)
        } catch (failure) {
          if (asked === pagesAsked) set({ failure, loading: false })
        }
      },

      narrow(change) {
        set({ filter: { ...get().filter, ...change }, offset: 0 })
        void get().load()
      },
      sortBy(by) {
        const { sort } = get()
        const other = sort.direction === 'ascending' ? 'descending' : 'ascending'
        set({ sort: { by, direction: sort.by === by ? other : firstDirections[by] }, offset: 0 })
        void get().load()
      },
      goTo(offset) {
        set({ offset })
        void get().load()
      },

      toggle(id) {
        const open = new Set(get().open)
        if (open.delete(id)) set({ open })
        else {
          set({ open: open.add(id) })
          void get().loadReport(id)
        }
      },
      async loadReport(id) {
        const known = get().reports[id]
        if (known !== undefined && known.state !== 'failed') return
        put(id, { state: 'loading' })
        try {
          await putWithBefore(await client.history.report({ lineId, reportId: id }))
        } catch (failure) {
          put(id, { state: 'failed', failure })
        }
      },

      async fetch(remoteId) {
        if (running.has(remoteId)) return
        const controller = new AbortController()
        running.set(remoteId, controller)
        const startedAtMs = nowMs()
        putFetch(remoteId, { startedAtMs, running: true, failure: null })
        try {
          const report = await client.history.fetch({ lineId, remoteId }, { signal: controller.signal })
          if (controller.signal.aborted) return
          fetchedHere.add(report.id)
          putFetch(remoteId, null)
          const { page, open } = get()
          set({
            page: page === null ? null : { ...page, entries: page.entries.map(entry => withFetched(entry, remoteId, report)) },
            open: new Set(open).add(report.id), trends: null, candidates: null,
          })
          onFetched?.()
          void putWithBefore(report)
        } catch (failure) {
          if (!controller.signal.aborted) putFetch(remoteId, { startedAtMs, running: false, failure })
        } finally {
          if (running.get(remoteId) === controller) running.delete(remoteId)
        }
      },
      cancelFetch(remoteId) {
        running.get(remoteId)?.abort()
        running.delete(remoteId)
        putFetch(remoteId, null)
      },

      tick(entry) {
        const { ticked } = get()
        const others = ticked.filter(each => each.reportId !== entry.reportId)
        if (others.length < ticked.length) set({ ticked: others })
        else if (canTick(ticked, entry)) set({ ticked: [...ticked, entry] })
      },
      untickAll: () => set({ ticked: [] }),

      async compare() {
        const [one, other] = get().ticked.toSorted((a, b) => timeMs(a) - timeMs(b))
        set({ shown: 'compare', candidatesFailure: null, ticked: [] })
        try {
          if (one?.reportId !== undefined && other?.reportId !== undefined && one.reportId !== null && other.reportId !== null) {
            choosePair(one.kind, one.reportId, other.reportId)
            set({ candidates: await candidatesOf([one.kind]) })
            return
          }
          const newest = await candidatesOf([])
          const kind = newest.find((entry, index) => newest.some((each, at) => at > index && each.kind === entry.kind))?.kind
          if (kind === undefined) set({ candidates: newest, pair: null })
          else await get().compareKind(kind)
        } catch (candidatesFailure) {
          set({ candidatesFailure })
        }
      },
      async compareKind(kind) {
        set({ candidatesFailure: null })
        try {
          const candidates = await candidatesOf([kind])
          set({ candidates })
          const [after] = candidates
          const before = candidates.find(each => each !== after && each.target?.nid === after?.target?.nid) ?? candidates[1]
          const ids = [before, after].flatMap(entry => entry?.reportId ?? [])
          if (ids.length === 2) choosePair(kind, ...ids)
          else set({ pair: null })
        } catch (candidatesFailure) {
          set({ candidatesFailure })
        }
      },
      comparePair(change) {
        const { pair } = get()
        if (pair === null) return
        const { kind, before, after } = { ...pair, ...change }
        // Choosing the other's report swaps the two: never one report against itself.
        if (before === after) choosePair(kind, pair.after, pair.before)
        else choosePair(kind, before, after)
      },

      async loadTrends() {
        const asked = ++trendsAsked
        set({ trendsFailure: null })
        try {
          const trends = await client.history.trends({ lineId })
          if (asked === trendsAsked) set({ trends })
        } catch (trendsFailure) {
          if (asked === trendsAsked) set({ trendsFailure })
        }
      },

      follow(reportIds, listAt) {
        const next = [...reportIds.filter(id => !fetchedHere.has(id)).toSorted(), listAt ?? ''].join(' ')
        if (next === version) return
        version = next
        void get().load()
        set({ candidates: null })
        if (get().shown === 'compare') void (get().pair === null ? get().compare() : reloadCandidates())
        if (get().shown === 'trends') void get().loadTrends()
        else set({ trends: null })
      },
    }
  })
}

/** Whether a report may be ticked beside those that are: kept here, of the same kind, no more than two. */
export function canTick(ticked: readonly HistoryEntry[], entry: HistoryEntry): boolean {
  if (!canCompare(entry)) return false
  if (ticked.some(each => each.reportId === entry.reportId)) return true
  return ticked.length < 2 && ticked.every(each => each.kind === entry.kind)
}
