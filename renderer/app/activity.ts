export type ActivityClock = {
  readonly now: () => number
  readonly after: (ms: number, work: () => void) => () => void
}

/** At most this often, ms: well under the shortest idle lock, a minute, so that it never strikes while someone types. */
const everyMs = 20_000

const systemClock: ActivityClock = {
  now: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}

/** Tells that the engineer is there: at the first input, and for later input once when the time is up. */
export function createActivity(tell: () => void, clock: ActivityClock = systemClock) {
  let toldAt = -Infinity
  let stop: (() => void) | null = null
  const say = () => {
    stop = null
    toldAt = clock.now()
    tell()
  }
  return {
    input(): void {
      const waitMs = toldAt + everyMs - clock.now()
      if (waitMs <= 0 && stop === null) say()
      else stop ??= clock.after(waitMs, say)
    },
    end(): void {
      stop?.()
      stop = null
    },
  }
}
