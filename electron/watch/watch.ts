import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { KeptLine } from '../lines/keptLines.ts'
import type { Clock } from '../operators/clock.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createLatest } from '../latest.ts'
import type { WatchState } from '../../shared/model/watch.ts'
import { Conflict, NotFound } from '../services.ts'
import type { WatchService } from '../services.ts'
import type { Change } from './changes.ts'
import { firstSeen, look } from './look.ts'
import type { LookDependencies, LookFailure } from './look.ts'

export type WatchDependencies = Omit<LookDependencies, 'now'> & {
  readonly lineOf: (id: LineId) => KeptLine | undefined
  /** Whether the line can be asked for live. */
  readonly canLook: (id: LineId) => boolean
  /** Why an account's system cannot be asked now; null where it can. */
  readonly stuck: (accountId: AccountId) => string | null
  readonly whenReachable: (accountId: AccountId, signal: AbortSignal) => Promise<void>
  /** Between two looks, seconds, as it is set now. */
  readonly intervalSeconds: () => number
  readonly clock: Clock
  readonly newId: () => string
  /** A bug: the watch has ended. */
  readonly onUnexpected: (error: unknown) => void
}
export type Watch = WatchService & {
  /** The interval may be another: who rests counts anew. */
  settingsChanged(): void
  close(): Promise<void>
}

const mostWatches = 5
const mostMs = 8 * 3_600_000
const mostRestMs = 600_000
const changesKept = 100
/** After a system is back, watches of its lines begin within so long, not all at once. */
const spreadMs = 3000

type Watching = { state: WatchState; readonly stop: AbortController; readonly endsAtMs: number; wake: AbortController }

/**
 * *Watch this line*: looks again and again, politely, until stopped, for eight hours at most. While the system cannot be reached it
 * waits and says so. Watches end with the core: after a restart nothing watches until the engineer asks again.
 */
export function createWatch(given: WatchDependencies): Watch {
  const { clock } = given
  const watched = new Map<LineId, Watching>()
  const working = new Set<Promise<void>>()
  const states = createLatest<WatchState[]>([])
  const utc = (ms = clock.now()): string => new Date(ms).toISOString()
  const tellAll = (): void => states.set([...watched.values()].map(({ state }) => state))
  const change = (each: Watching, part: Partial<WatchState>): void => {
    each.state = { ...each.state, ...part }
    if (watched.get(each.state.lineId) === each) tellAll()
  }
  const noteChanges = (each: Watching, changes: readonly Change[]): void => {
    if (changes.length === 0) return
    const told = changes.map(one => ({ ...one, id: given.newId(), at: utc() })).toReversed()
    change(each, { changes: [...told, ...each.state.changes].slice(0, changesKept) })
  }

  const waitForSystem = async (each: Watching, signal: AbortSignal): Promise<void> => {
    const why = given.stuck(each.state.accountId)
    if (why === null) return
    change(each, { state: 'waiting', failure: why, nextAt: null })
    await given.whenReachable(each.state.accountId, signal)
    await clock.sleep(clock.random() * spreadMs, signal)
  }

  /** `failures` in a row double the rest; a tenth more or less keeps several watches apart. */
  const rest = async (each: Watching, failures: number, leastMs: number, signal: AbortSignal): Promise<void> => {
    const fromMs = clock.now()
    const factor = 0.9 + 0.2 * clock.random()
    for (;;) {
      const intervalSeconds = given.intervalSeconds()
      const calmMs = Math.max(intervalSeconds * 1000, Math.min(mostRestMs, intervalSeconds * 1000 * 2 ** failures))
      const dueMs = Math.min(each.endsAtMs, fromMs + Math.max(leastMs, calmMs * factor))
      change(each, { state: 'resting', intervalSeconds, nextAt: utc(dueMs) })
      if (dueMs <= clock.now()) return
      const { signal: woken } = each.wake
      try {
        await clock.sleep(dueMs - clock.now(), AbortSignal.any([signal, woken]))
        return
      } catch (error) {
        signal.throwIfAborted()
        if (!woken.aborted) throw error
      }
    }
  }

  const watchOn = async (each: Watching, signal: AbortSignal): Promise<void> => {
    const { lineId } = each.state
    const deps: LookDependencies = { ...given, now: () => new Date(clock.now()) }
    const seen = firstSeen(given.view(lineId), deps.now())
    let failures = 0
    while (clock.now() < each.endsAtMs) {
      await waitForSystem(each, signal)
      change(each, { state: 'looking', nextAt: null })
      const ended = await look(lineId, seen, deps, changes => noteChanges(each, changes), signal)
      failures = ended?.at === 'session' ? failures + 1 : 0
      change(each, { looks: each.state.looks + 1, lastAt: utc(), failure: ended === null ? null : codeOf(ended) })
      await rest(each, failures, retryAfterMs(ended), signal)
    }
  }

  const begin = (each: Watching): void => {
    const over = new AbortController()
    const { signal: stopped } = each.stop
    const signal = AbortSignal.any([stopped, over.signal])
    // The time is over even while a system is waited for.
    clock.sleep(mostMs, signal).then(() => over.abort(), () => undefined)
    const ended: Promise<void> = watchOn(each, signal).catch((error: unknown) => {
      if (signal.aborted) return
      change(each, { failure: 'unexpected' })
      given.onUnexpected(error)
    }).finally(() => {
      over.abort()
      working.delete(ended)
      if (!stopped.aborted) change(each, { state: 'ended', nextAt: null })
    })
    working.add(ended)
  }

  return {
    start(id) {
      const line = given.lineOf(id)
      if (line === undefined) throw new NotFound('line')
      const present = watched.get(id)
      if (present !== undefined && present.state.state !== 'ended') return present.state
      if (!given.canLook(id)) throw new OperatorFailure({ kind: 'notOffered' })
      if ([...watched.values()].filter(({ state }) => state.state !== 'ended').length >= mostWatches) throw new Conflict('tooManyWatches', mostWatches)
      const each: Watching = {
        stop: new AbortController(), wake: new AbortController(), endsAtMs: clock.now() + mostMs,
        state: {
          lineId: id, accountId: line.line.accountId, label: line.summary.street, nativeId: line.line.nativeId, startedAt: utc(),
          intervalSeconds: given.intervalSeconds(), state: 'looking', looks: 0, lastAt: null, nextAt: null, failure: null, changes: [],
        },
      }
      watched.delete(id)
      watched.set(id, each)
      tellAll()
      begin(each)
      return each.state
    },

    stop(id) {
      const each = watched.get(id)
      if (each === undefined) return
      watched.delete(id)
      each.stop.abort()
      tellAll()
    },

    watching: signal => states.values(signal),

    settingsChanged() {
      for (const each of watched.values()) {
        const { wake } = each
        each.wake = new AbortController()
        wake.abort()
      }
    },

    async close() {
      for (const each of watched.values()) each.stop.abort()
      states.close()
      await Promise.allSettled(working)
    },
  }
}

const codeOf = ({ failure }: LookFailure): string =>
  failure instanceof OperatorFailure ? failure.data.refusal ?? failure.data.kind : failure.code

const retryAfterMs = (ended: LookFailure | null): number =>
  ended?.failure instanceof OperatorFailure ? Math.min(mostRestMs, (ended.failure.data.retryAfterSeconds ?? 0) * 1000) : 0
