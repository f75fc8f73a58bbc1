export type IdleLockDependencies = {
  /** Minutes without the engineer after which to lock; 0 is never. */
  readonly minutes: () => number
  readonly lock: () => void
  readonly now: () => number
  /** Does not go back, and may stand still while the machine sleeps. */
  readonly monotonicMs: () => number
  /** Calls regularly until what it returns is called. */
  readonly every: (ms: number, work: () => void) => () => void
}

const lookMs = 10_000

/** Locks when the engineer was away for long: asleep too, and whatever was done to the clock. */
export function createIdleLock({ minutes, lock, now, monotonicMs, every }: IdleLockDependencies) {
  let last = { at: now(), monotonic: monotonicMs() }
  const look = () => {
    const awayMs = Math.max(now() - last.at, monotonicMs() - last.monotonic)
    const limit = minutes()
    if (limit > 0 && awayMs >= limit * 60_000) lock()
  }
  const stop = every(lookMs, look)
  return {
    /** The engineer is there. */
    active(): void {
      last = { at: now(), monotonic: monotonicMs() }
    },
    stop,
  }
}
