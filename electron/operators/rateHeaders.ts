type Headers = Readonly<Record<string, string>>

/** An allowance that has shrunk to this is kept for the engineer's own calls. */
const ENGINEER_RESERVE = 5
const MOST_MS = 3_600_000

/** How long `Retry-After` asks to wait (RFC 9110 section 10.2.3: seconds or a date), or null. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers['retry-after']?.trim()
  if (text === undefined || text === '') return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(ms) ? Math.min(MOST_MS, Math.max(0, ms)) : null
}

function wholeNumber(headers: Headers, ...names: string[]): number | null {
  for (const name of names) {
    const found = /^\s*(\d+)/.exec(headers[name] ?? '')?.[1]
    if (found !== undefined) return Number(found)
  }
  return null
}

/**
 * What is left of a rate limit, where the system announces it (`RateLimit-Remaining`, `X-RateLimit-Remaining` with their
 * `-Reset` in seconds or as epoch seconds) and it is nearly used up; null otherwise.
 */
export function allowanceOf(headers: Headers, now: number): { left: number; waitMs: number } | null {
  const left = wholeNumber(headers, 'ratelimit-remaining', 'x-ratelimit-remaining')
  const reset = wholeNumber(headers, 'ratelimit-reset', 'x-ratelimit-reset')
  if (left === null || reset === null || left > ENGINEER_RESERVE) return null
  const waitMs = reset > 1_000_000_000 ? reset * 1000 - now : reset * 1000
  return waitMs <= 0 ? null : { left, waitMs: Math.min(MOST_MS, waitMs) }
}
