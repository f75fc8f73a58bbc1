import type { Clock } from './clock.ts'
import { OperatorFailure } from './operatorFailure.ts'

export type Urgency = 'engineer' | 'background'
/** Gives the place back. */
export type Release = () => void
/** Who may send when, for one account. */
export type Pacing = {
  /** Waits for a place. Throws OperatorFailure `tooBusy` where the system asked for more patience than is sensible. */
  enter(urgency: Urgency, signal: AbortSignal): Promise<Release>
  /** The system asked for silence (`Retry-After`), or has nothing left to give until then. */
  pause(ms: number, whom: 'everyone' | 'background'): void
}

/** An engineer is told at once rather than left waiting longer than this. */
const ENGINEER_PATIENCE_MS = 10_000
const BACKGROUND_PATIENCE_MS = 300_000

type Waiting = { urgency: Urgency; start: () => void }

/**
 * At most `connections` calls at once, of which background calls take at most all but one: an engineer's click never waits
 * behind the synchronisation. Engineers' calls are served first.
 */
export function createPacing(connections: number, clock: Clock): Pacing {
  const waiting: Waiting[] = []
  let running = 0
  let background = 0
  const quietUntil = { engineer: 0, background: 0 }

  const free = (urgency: Urgency): boolean =>
    running < connections && (urgency === 'engineer' || background < Math.max(1, connections - 1))

  const take = (urgency: Urgency): Release => {
    running++
    if (urgency === 'background') background++
    let held = true
    return () => {
      if (!held) return
      held = false
      running--
      if (urgency === 'background') background--
      next()
    }
  }
  const next = (): void => {
    for (const urgency of ['engineer', 'background'] as const) {
      const at = waiting.findIndex(each => each.urgency === urgency)
      if (at >= 0 && free(urgency)) {
        waiting.splice(at, 1)[0]?.start()
        return next()
      }
    }
  }
  const place = (urgency: Urgency, signal: AbortSignal): Promise<Release> => {
    if (free(urgency)) return Promise.resolve(take(urgency))
    return new Promise((resolve, reject) => {
      const entry: Waiting = {
        urgency,
        start: () => { signal.removeEventListener('abort', leave); resolve(take(urgency)) },
      }
      const leave = (): void => {
        const at = waiting.indexOf(entry)
        if (at >= 0) waiting.splice(at, 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(entry)
    })
  }
  const quiet = async (urgency: Urgency, signal: AbortSignal): Promise<void> => {
    const patience = urgency === 'engineer' ? ENGINEER_PATIENCE_MS : BACKGROUND_PATIENCE_MS
    for (;;) {
      const ms = quietUntil[urgency] - clock.now()
      if (ms <= 0) return
      if (ms > patience) throw new OperatorFailure({ kind: 'tooBusy', retryAfterSeconds: Math.ceil(ms / 1000) })
      await clock.sleep(ms, signal)
    }
  }

  return {
    async enter(urgency, signal) {
      for (;;) {
        signal.throwIfAborted()
        await quiet(urgency, signal)
        const release = await place(urgency, signal)
        if (quietUntil[urgency] <= clock.now()) return release
        release()
      }
    },
    pause(ms, whom) {
      const until = clock.now() + ms
      quietUntil.background = Math.max(quietUntil.background, until)
      if (whom === 'everyone') quietUntil.engineer = Math.max(quietUntil.engineer, until)
    },
  }
}
