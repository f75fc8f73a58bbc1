import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'

const BEAT_MS = 10
const RESOLUTION_MS = 5

/** Processor time of this thread, in ms. */
export function ownMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** How this thread was held up. A late awakening is its own work or the wait for a processor; only the first is the program's doing. */
export type HeldUp = {
  readonly p99Ms: number; readonly mostMs: number
  /** Most of one late awakening that can have been this thread's own work. */
  readonly mostOwnMs: number
  readonly mostRssMB: number
}

/** Watches this thread from now until `end`. */
export function watchMainThread(): { end(): Promise<HeldUp> } {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  let watching = true
  let mostOwnMs = 0
  let mostRss = 0
  const beat = async (): Promise<void> => {
    while (watching) {
      const [own, from] = [ownMs(), performance.now()]
      await delay(BEAT_MS)
      mostOwnMs = Math.max(mostOwnMs, Math.min(performance.now() - from - BEAT_MS, ownMs() - own))
      mostRss = Math.max(mostRss, process.memoryUsage.rss())
    }
  }
  loop.enable()
  const beating = beat()
  return {
    async end() {
      watching = false
      await beating
      loop.disable()
      // The histogram counts from one awakening to the next.
      const late = (ns: number): number => Math.max(0, ns / 1e6 - RESOLUTION_MS)
      return { p99Ms: late(loop.percentile(99)), mostMs: late(loop.max), mostOwnMs, mostRssMB: mostRss / 1e6 }
    },
  }
}
