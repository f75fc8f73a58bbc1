import type { AccountId } from '../../shared/model/common.ts'
import type { Clock } from '../operators/clock.ts'
import { neededBy, needsOf } from './needs.ts'
import type { KeptEntry, OutboxRepo } from './outboxRepo.ts'
import type { Next, Step } from './step.ts'

export type EngineDependencies = {
  readonly repo: OutboxRepo
  readonly step: Step
  readonly whenReachable: (accountId: AccountId, signal: AbortSignal) => Promise<void>
  /** Asks now whether an account can be reached. */
  readonly probe: (accountId: AccountId, signal: AbortSignal) => Promise<unknown>
  /** Time to the next look whether it can, after so many. */
  readonly backOffMs: (nth: number) => number
  readonly clock: Clock
  readonly signal: AbortSignal
  readonly onUnexpected: (error: unknown) => void
}

/** Entries that go in order: those of one ticket, or of one value of a line. */
type Thread = {
  readonly key: string; readonly accountId: AccountId; readonly ids: string[]; queued: boolean; busy: boolean; again: boolean
  timer: AbortController | null; settling: boolean
}
type Lane = { readonly ready: Thread[]; running: number; draining: boolean }

/** Calls at once per account: one of its four connections is kept for the engineer's own clicks, see http.ts. */
const threadsAtOnce = 3
/** Longest time between two questions whether an account can be reached, while something waits for it. */
const probeMostMs = 60_000

/**
 * Decides which entry has its step next: threads of an account in turn, a few at once, while it can be reached; within a thread
 * in order, but past what needs the engineer.
 */
export function createEngine({ repo, step, whenReachable, probe, backOffMs, clock, signal, onUnexpected }: EngineDependencies) {
  const threads = new Map<string, Thread>()
  const lanes = new Map<AccountId, Lane>()
  /** Threads by the entry one of theirs waits for. */
  const awaiting = new Map<string, Set<Thread>>()
  const working = new Set<Promise<void>>()

  const laneOf = (accountId: AccountId): Lane => {
    const lane = lanes.get(accountId) ?? { ready: [], running: 0, draining: false }
    lanes.set(accountId, lane)
    return lane
  }

  const enqueue = (thread: Thread): void => {
    if (signal.aborted) return
    thread.timer?.abort()
    thread.timer = null
    if (thread.busy) {
      thread.again = true
      return
    }
    if (thread.queued) return
    thread.queued = true
    laneOf(thread.accountId).ready.push(thread)
    void drain(thread.accountId).catch(onUnexpected)
  }

  /**
   * Resolves when the account can be reached. Work that waits asks sooner than the calm probe of the account: one reset says little,
   * and coverage may be short.
   */
  const reached = async (accountId: AccountId): Promise<void> => {
    const met = new AbortController()
    const open = whenReachable(accountId, signal).finally(() => met.abort())
    const asking = async (): Promise<void> => {
      for (let nth = 1; !met.signal.aborted; nth++) {
        await clock.sleep(Math.min(probeMostMs, backOffMs(nth)), AbortSignal.any([met.signal, signal]))
        await probe(accountId, signal)
      }
    }
    asking().catch(() => undefined)
    await open
  }

  const drain = async (accountId: AccountId): Promise<void> => {
    const lane = laneOf(accountId)
    if (lane.draining) return
    lane.draining = true
    try {
      while (lane.ready.length > 0 && lane.running < threadsAtOnce) {
        try {
          await reached(accountId)
        } catch (error) {
          if (signal.aborted) return
          throw error
        }
        const thread = lane.ready.shift()
        if (thread === undefined) return
        lane.running += 1
        thread.queued = false
        thread.busy = true
        const work = run(thread).catch(onUnexpected).finally(() => {
          working.delete(work)
          lane.running -= 1
          void drain(accountId).catch(onUnexpected)
        })
        working.add(work)
      }
    } finally {
      lane.draining = false
    }
  }

  /** The first entry of a thread that does not wait for the engineer. */
  const headOf = (thread: Thread): string | undefined => thread.ids.find(id => {
    const entry = repo.get(id)
    if (entry === undefined) return true
    const needs = needsOf(entry.body, repo.get)
    return needs.are !== 'awaited' || needs.failure === null || entry.failure?.code !== needs.failure.code
  })

  const run = async (thread: Thread): Promise<void> => {
    let next: Next = { goes: 'done' }
    try {
      const head = headOf(thread)
      if (head === undefined) return
      next = await step.step(head)
      const entry = repo.get(head)
      thread.settling = entry?.state === 'settling'
      if (next.goes === 'done' && !signal.aborted) {
        thread.ids.splice(thread.ids.indexOf(head), 1)
        thread.again = true
      }
      if (next.goes === 'awaits' && headOf(thread) !== head) thread.again = true
    } finally {
      thread.busy = false
    }
    const { again } = thread
    thread.again = false
    if (thread.ids.length === 0) threads.delete(thread.key)
    // A wait is kept to whatever happened meanwhile: looks that come too early would find nothing yet.
    else if (next.goes === 'later' && next.ms > 0) wakeLater(thread, next.ms)
    else if (again || next.goes === 'later') enqueue(thread)
  }

  const wakeLater = (thread: Thread, ms: number): void => {
    const timer = new AbortController()
    thread.timer = timer
    clock.sleep(ms, AbortSignal.any([timer.signal, signal])).then(() => {
      if (thread.timer === timer) enqueue(thread)
    }, () => undefined)
  }

  return {
    /** Takes an entry to be sent, behind those of its thread. */
    take(entry: KeptEntry): void {
      const key = `${entry.accountId} ${entry.thread}`
      const thread = threads.get(key) ?? {
        key, accountId: entry.accountId, ids: [], queued: false, busy: false, again: false, timer: null, settling: false,
      }
      threads.set(key, thread)
      if (!thread.ids.includes(entry.id)) {
        // One that is sent again goes before those that were accepted after it, which may wait for it.
        const later = thread.ids.findIndex(id => (repo.get(id)?.position ?? 0) > entry.position)
        thread.ids.splice(later === -1 ? thread.ids.length : later, 0, entry.id)
      }
      for (const needed of neededBy(entry.body)) awaiting.set(needed, (awaiting.get(needed) ?? new Set()).add(thread))
      if (thread.timer === null || (thread.ids[0] === entry.id && !thread.settling)) enqueue(thread)
    },
    /** Its state is another: who waits for it, or behind it, may go on. */
    moved({ id, accountId, thread: own, state }: KeptEntry): void {
      const settled = state === 'sent' || state === 'discarded'
      for (const thread of awaiting.get(id) ?? []) if (thread.timer === null || !thread.settling) enqueue(thread)
      const thread = threads.get(`${accountId} ${own}`)
      if (settled) awaiting.delete(id)
      if (state === 'discarded' && thread !== undefined) enqueue(thread)
    },
    /** Does not wait for the next attempt; looks over a settle time keep their moments. */
    hurry(): void {
      for (const thread of threads.values()) {
        for (const id of thread.ids) step.fresh(id)
        if (thread.timer !== null && !thread.settling) enqueue(thread)
      }
    },
    accounts: (): AccountId[] => [...new Set([...threads.values()].map(({ accountId }) => accountId))],
    /** Resolves once nothing is under way any more; the signal was aborted before. */
    async ended(): Promise<void> {
      await Promise.all(working)
    },
  }
}
export type Engine = ReturnType<typeof createEngine>
