/** Calls that the platform allows in an hour and in a day. */
export type ResellerLimits = { perHour: number; perDay: number }

const HOUR_MS = 3_600_000
const WINDOWS = [
  { name: '1H', ms: HOUR_MS, limit: (limits: ResellerLimits) => limits.perHour },
  { name: '24H', ms: 24 * HOUR_MS, limit: (limits: ResellerLimits) => limits.perDay },
] as const

/** A sliding window limiter with two limits at once (document, Rate Limiting). */
export class Rates {
  limits: ResellerLimits
  readonly #now: () => number
  #calls: number[] = []

  constructor(limits: ResellerLimits, now: () => number) {
    this.limits = limits
    this.#now = now
  }

  /** Forgets every call so far. */
  clear(): void {
    this.#calls = []
  }

  /** Counts a call, or refuses it. `resets`: whether the headers say when a window opens. */
  take(resets: boolean): { allowed: boolean; headers: Record<string, string> } {
    const now = this.#now()
    this.#calls = this.#calls.filter((at) => at > now - 24 * HOUR_MS)
    const used = WINDOWS.map(({ ms }) => this.#calls.filter((at) => at > now - ms))
    const full = WINDOWS.map(({ limit }, i) => (used[i]?.length ?? 0) >= limit(this.limits))
    const allowed = !full.includes(true)
    if (allowed) this.#calls.push(now)
    const headers: Record<string, string> = {}
    WINDOWS.forEach(({ name, ms, limit }, i) => {
      const most = limit(this.limits)
      headers[`x-ratelimit-${name}-limit`] = String(most)
      headers[`x-ratelimit-${name}-remaining`] = String(Math.max(0, most - (used[i]?.length ?? 0) - (allowed ? 1 : 0)))
      if (resets) headers[`x-ratelimit-${name}-reset`] = String(Math.ceil(((used[i]?.[0] ?? now) + ms) / 1000))
    })
    if (!allowed) {
      const opens = WINDOWS.flatMap(({ ms }, i) => (full[i] === true ? [(used[i]?.[0] ?? now) + ms] : []))
      headers['retry-after'] = String(Math.max(1, Math.ceil((Math.max(...opens) - now) / 1000)))
    }
    return { allowed, headers }
  }
}
