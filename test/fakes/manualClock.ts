import type { Clock } from '../../electron/operators/clock.ts'

type Sleeper = { at: number; wake: () => void }

/** A clock that stands still until a test moves it. `slept` keeps every wait that was asked for. */
export type ManualClock = Clock & { readonly slept: number[]; advance(ms: number): Promise<void>; readonly sleepers: () => number }

const settle = async (): Promise<void> => { for (let i = 0; i < 20; i++) await Promise.resolve() }

export function createManualClock(startedAt = Date.parse('2026-11-21T18:00:00Z'), random = 0.5): ManualClock {
  let now = startedAt
  const sleeping = new Set<Sleeper>()
  const slept: number[] = []
  return {
    slept,
    sleepers: () => sleeping.size,
    now: () => now,
    random: () => random,
    sleep(ms, signal) {
      slept.push(ms)
      return new Promise((resolve, reject) => {
        const sleeper: Sleeper = { at: now + ms, wake: () => { sleeping.delete(sleeper); resolve() } }
        sleeping.add(sleeper)
        if (signal?.aborted === true) { sleeping.delete(sleeper); reject(signal.reason) }
        signal?.addEventListener('abort', () => { sleeping.delete(sleeper); reject(signal.reason) }, { once: true })
      })
    },
    async advance(ms) {
      const until = now + ms
      for (;;) {
        await settle()
        const next = [...sleeping].filter(each => each.at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        now = Math.max(now, next.at)
        next.wake()
      }
      now = until
      await settle()
    },
  }
}
