import { setTimeout as delay } from 'node:timers/promises'

/** Time and chance as the network layer sees them, so that tests decide both. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Uniform in [0, 1). */
  random(): number
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => { await delay(ms, undefined, signal === undefined ? { ref: false } : { signal, ref: false }) },
  random: () => Math.random(),
}
