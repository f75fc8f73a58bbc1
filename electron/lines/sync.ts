import type { AccountId } from '../../shared/model/common.ts'
import type { SyncState } from '../../shared/model/search.ts'
import { createLatest } from '../latest.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from '../operators/clock.ts'
import type { Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { SyncService } from '../services.ts'
import { StorageFailure } from '../storage/storageFailure.ts'
import type { CacheFiller } from './cacheHandle.ts'
import type { LineStore } from './lineStore.ts'
import { WriterClosed, WriterCrashed } from './lineWriter.ts'
import type { LineWriter } from './lineWriter.ts'
import { callsDoneAt } from '../../shared/rateBudget.ts'
import { patient } from './patient.ts'
import { noProgress, runSync } from './syncRun.ts'
import type { SyncAccount, SyncProgress } from './syncRun.ts'
import type { Trickle } from './trickle.ts'

export type SyncOptions = {
  readonly accounts: () => readonly SyncAccount[]
  readonly operatorOf: (id: AccountId) => Operator | null
  /** Resolves when the account's system can be reached, at once if it can (`ReachabilityStore.whenReachable`). */
  readonly whenReachable: (id: AccountId, signal: AbortSignal) => Promise<void>
  readonly writer: Pick<LineWriter, 'call'>
  readonly store: Pick<LineStore, 'walksOf' | 'lineCountOf'>
  readonly clock: Clock
  /** Minutes between synchronisations from the settings; 0: only on request. */
  readonly intervalMinutes: () => number
  readonly log: Log
  /** Details that lists do not bring: they follow a synchronisation, and are told of with it. */
  readonly details?: Pick<Trickle, 'begin' | 'halt' | 'of'>
  /** Pages asked for ahead of the writer; default 3. */
  readonly pagesAhead?: number
}

export type Sync = SyncService & CacheFiller & {
  /** After accounts came, went or changed, and after the interval changed. A new or changed account begins at once. */
  accountsChanged(): void
  /** Tells the states anew: what is known of details is another. */
  detailsChanged(): void
  isRunning(id: AccountId): boolean
  /** Stops the account's run and removes its lines from the cache. */
  forget(id: AccountId): Promise<void>
  /** Stops all runs and waits for them; what they have done stays and is gone on with. */
  close(): Promise<void>
}

/** What is synchronised again after a start waits for the first screen; an account without lines does not. */
const firstWaitMs = 2_000
const backOffMs = 30_000
const mostBackOffMs = 900_000

/** Failures that pass by themselves: tried again after a while. Others wait for the interval, refusals for the engineer. */
const passing = new Set<string>(['unreachable', 'timeout', 'serverError', 'tooBusy', 'cancelled'])

type Entry = {
  account: SyncAccount
  phase: SyncState['phase']
  progress: SyncProgress
  failure: string | null
  nextAt: string | null
  startedAt: string | null
  completedAt: string | null
  failures: number
  /** Pages fetched by the present run. */
  pages: number
  /** What is known of lists that come whole. */
  lists: Pick<SyncState, 'wholeAt' | 'onlyChanges'>
  plan: AbortController
  run: { readonly stop: AbortController; readonly ended: Promise<void> } | null
}

/** Keeps every account's lines in step with its system, in the background. */
export function createSync(options: SyncOptions): Sync {
  const { clock, log, store, writer } = options
  const entries = new Map<AccountId, Entry>()
  const states = createLatest<SyncState[]>([])
  let closed = false
  const utc = (ms = clock.now()): string => new Date(ms).toISOString()

  const detailsOf = (id: AccountId, phase: Entry['phase'], { linesDone, linesTotal }: SyncProgress): Pick<SyncState, 'detailsComplete' | 'doneBy'> => {
    const known = options.details?.of(id) ?? { detailsComplete: null, doneBy: null }
    if (phase !== 'running') return known
    // The lists come first: pages left, as full as those so far.
    const pages = entries.get(id)?.pages ?? 0
    const left = linesTotal === null || pages === 0 || linesDone === 0 ? null : Math.ceil(Math.max(0, linesTotal - linesDone) / (linesDone / pages))
    const rate = options.operatorOf(id)?.methods.health?.().rate ?? []
    return { ...known, doneBy: left === null ? null : callsDoneAt(left, rate, clock.now()) }
  }

  const stateOf = ({ account, phase, progress, failure, nextAt, startedAt, completedAt, lists }: Entry): SyncState => ({
    accountId: account.id, phase, ...progress, lineCount: store.lineCountOf(account.id), startedAt, completedAt, nextAt, failure, ...lists,
    ...detailsOf(account.id, phase, progress),
  })
  const tell = () => { if (!closed) states.set([...entries.values()].map(stateOf)) }

  /** The oldest whole fetch, and whether every list that is known to gives only changes. */
  const listsOf = (id: AccountId): Entry['lists'] => {
    const walks = store.walksOf(id)
    const heeds = walks.flatMap(walk => walk.heeds ?? [])
    return { wholeAt: walks.flatMap(({ wholeAt }) => wholeAt ?? []).toSorted()[0] ?? null, onlyChanges: heeds.length === 0 ? null : heeds.every(Boolean) }
  }

  /** What an earlier run of the program left. */
  const begun = (account: SyncAccount): Entry => {
    const walks = store.walksOf(account.id)
    const underWay = walks.find(walk => walk.underWay)
    const completed = walks.map(({ completedAt }) => completedAt)
    const completedAt = completed.length === 0 || completed.includes(null) ? null : completed.toSorted().at(-1) ?? null
    return {
      account, failure: null, nextAt: null, failures: 0, plan: new AbortController(), run: null, completedAt, lists: listsOf(account.id),
      startedAt: underWay?.startedAt ?? null,
      pages: 0,
      phase: underWay !== undefined ? 'interrupted' : completedAt === null ? 'never' : 'idle', progress: noProgress,
    }
  }

  /** Begins a run after so many ms, once the system can be reached; `shown` unless nobody can say when that is. */
  const planIn = (entry: Entry, ms: number | null, shown = true) => {
    entry.plan.abort()
    entry.plan = new AbortController()
    entry.nextAt = ms === null || !shown ? null : utc(clock.now() + ms)
    tell()
    if (ms === null || closed) return
    const { signal } = entry.plan
    const later = async () => {
      await clock.sleep(ms, signal)
      await options.whenReachable(entry.account.id, signal)
      if (!signal.aborted) begin(entry)
    }
    later().catch((error: unknown) => { if (!signal.aborted) log.error('sync.plan', { error }) })
  }

  const byInterval = (entry: Entry): number | null => {
    const minutes = options.intervalMinutes()
    if (minutes === 0) return null
    const spread = minutes * 60_000 * (0.9 + 0.2 * clock.random())
    const since = entry.completedAt === null ? spread : clock.now() - Date.parse(entry.completedAt)
    return entry.phase === 'failed' ? spread : Math.max(firstWaitMs, spread - since)
  }

  /** Notes a failure and plans the next try: soon where it passes by itself, when the engineer has helped where it does not. */
  const planAfter = (entry: Entry, error: unknown) => {
    const data = error instanceof OperatorFailure ? error.data : null
    entry.failures += 1
    entry.failure = data?.kind ?? (error instanceof StorageFailure || error instanceof WriterCrashed ? error.code : 'internal')
    entry.phase = (data !== null && passing.has(data.kind)) || error instanceof WriterCrashed ? 'interrupted' : 'failed'
    log.warn('sync.failed', { accountId: entry.account.id, failure: entry.failure, ...(entry.failure === 'internal' ? { error } : {}) })
    // A refused account counts as not reachable until the engineer has signed it on again.
    if (data?.kind === 'refused' && data.refusal !== 'rightMissing') return planIn(entry, backOffMs, false)
    if (entry.phase === 'failed') return planIn(entry, byInterval(entry))
    const calm = Math.min(mostBackOffMs, backOffMs * 2 ** (entry.failures - 1)) * (0.9 + 0.2 * clock.random())
    planIn(entry, Math.max(calm, (data?.retryAfterSeconds ?? 0) * 1000))
  }

  const runOnce = async (entry: Entry, signal: AbortSignal, byEngineer: boolean): Promise<void> => {
    const { account } = entry
    const operator = options.operatorOf(account.id)
    try {
      if (operator === null) throw new OperatorFailure({ kind: 'notOffered' })
      await runSync({
        account, operator: patient(operator, {
          clock,
          paged() { entry.pages += 1 },
          waiting(ms) {
            entry.nextAt = ms === null ? null : utc(clock.now() + ms)
            tell()
          },
        }), writer, clock, log, signal, byEngineer, pagesAhead: options.pagesAhead ?? 3,
        progress(progress) {
          entry.progress = progress
          tell()
        },
      })
      entry.run = null
      entry.phase = 'idle'
      entry.failures = 0
      entry.completedAt = utc()
      entry.lists = listsOf(account.id)
      const { linesDone, changed, badRecords } = entry.progress
      log.info('sync.completed', { accountId: account.id, lines: linesDone, changed, bad: badRecords })
      planIn(entry, byInterval(entry))
      options.details?.begin(account.id)
    } catch (error) {
      // Over before it is told: whoever hears of it may begin the next at once.
      entry.run = null
      entry.progress = { ...entry.progress, walking: null }
      entry.nextAt = null
      if (signal.aborted || error instanceof WriterClosed) {
        entry.phase = 'paused'
        tell()
        return
      }
      planAfter(entry, error)
    }
  }

  const begin = (entry: Entry, byEngineer = false) => {
    if (entry.run !== null || closed) return
    entry.plan.abort()
    const stop = new AbortController()
    Object.assign(entry, { phase: 'running', failure: null, nextAt: null, startedAt: utc(), progress: noProgress, pages: 0 } satisfies Partial<Entry>)
    const run = Promise.withResolvers<void>()
    entry.run = { stop, ended: run.promise }
    run.resolve(runOnce(entry, stop.signal, byEngineer))
    tell()
  }

  const halt = async (entry: Entry): Promise<void> => {
    entry.plan.abort()
    entry.nextAt = null
    const { run } = entry
    run?.stop.abort()
    await run?.ended
  }

  const accountsChanged = () => {
    const accounts = options.accounts()
    for (const [id, entry] of entries) {
      if (accounts.some(account => account.id === id)) continue
      entries.delete(id)
      void halt(entry)
      void options.details?.halt(id)
    }
    for (const account of accounts) {
      const entry = entries.get(account.id)
      if (entry === undefined) {
        const added = begun(account)
        entries.set(account.id, added)
        const soon = added.phase === 'never' ? 0 : firstWaitMs
        if (added.phase === 'idle') options.details?.begin(account.id)
        planIn(added, added.phase === 'idle' ? byInterval(added) : options.intervalMinutes() === 0 ? null : soon)
        continue
      }
      const scopeChanged = JSON.stringify(entry.account.scope) !== JSON.stringify(account.scope) || entry.account.system !== account.system
      entry.account = account
      if (scopeChanged) void halt(entry).then(() => begin(entry))
      else if (entry.run === null && entry.phase === 'idle') planIn(entry, byInterval(entry))
      else if (entry.run === null && entry.phase === 'failed') planIn(entry, firstWaitMs)
    }
    tell()
  }
  accountsChanged()

  const known = (id: AccountId, work: (entry: Entry) => void) => {
    const entry = entries.get(id)
    if (entry !== undefined) work(entry)
  }
  return {
    states: signal => states.values(signal),
    start: id => known(id, entry => begin(entry, true)),
    stop: id => known(id, entry => {
      if (entry.run === null) entry.phase = 'paused'
      void halt(entry)
      void options.details?.halt(id)
      tell()
    }),
    accountsChanged,
    detailsChanged: tell,
    isRunning: id => entries.get(id)?.phase === 'running',
    cacheLost() {
      for (const entry of entries.values()) {
        entry.plan.abort()
        entry.run?.stop.abort()
        entry.nextAt = null
      }
      tell()
    },
    cacheRebuilt() {
      for (const [id, entry] of entries) {
        void halt(entry).then(() => {
          if (closed || entry.run !== null || entries.get(id) !== entry) return
          Object.assign(entry, begun(entry.account))
          planIn(entry, 0)
        })
      }
    },
    async forget(id) {
      const entry = entries.get(id)
      entries.delete(id)
      if (entry !== undefined) await halt(entry)
      await options.details?.halt(id)
      await writer.call('removeAccount', { accountId: id })
      await writer.call('truncateLog', {})
      tell()
    },
    async close() {
      closed = true
      await Promise.all([...entries.values()].map(halt))
      states.close()
    },
  }
}
