import type { RateWindow } from '../../../shared/model/accountHealth.ts'
import { reserveOf, windowMs } from '../../../shared/rateBudget.ts'
import type { Clock } from '../clock.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { Urgency } from '../pacing.ts'

const HEADER = /^x-ratelimit-(\d+[a-z])-(limit|remaining|reset)$/
/** A larger number is a moment in epoch seconds, a smaller one a time to wait. */
const EPOCH_FROM = 1_000_000_000
/**
 * Where the system does not say when a window opens: it slides (document, Rate Limiting), so that a part of it is soon free
 * again.
 */
const UNKNOWN_SHARE = 12
const HOUR_MS = 3_600_000
const PATIENCE_MS = 10_000

type Held = { limit: number | null; left: number; resetAt: number | null; heardAt: number }

/** What is left of an account's rate limit (document, Rate Limiting: a window of an hour and one of a day, both sliding). */
export type RateWindows = {
  hear(status: number, headers: Readonly<Record<string, string>>): void
  /**
   * Takes one call; the background stops at the reserve. Throws OperatorFailure `tooBusy` until the window gives again, its code the
   * window: `window1h`, `window24h`. Gives back what is to be called when the answer is here.
   */
  take(urgency: Urgency): () => void
  /** The window that is used up, the longest where both are; null where none is known to be. */
  closed(): { readonly code: string; readonly retryAfterSeconds: number } | null
  /** The shortest window first; those that have run out of date are not among them. */
  list(): readonly RateWindow[]
}

const codeOf = (name: string): string => `window${name.toLowerCase()}`

function wholeNumber(text: string): number | null {
  const found = /^\s*(\d+)/.exec(text)?.[1]
  return found === undefined ? null : Number(found)
}

function momentOf(text: string, now: number): number | null {
  const number = /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null
  if (number !== null) return number > EPOCH_FROM ? number * 1000 : now + number * 1000
  const at = Date.parse(text)
  return Number.isFinite(at) ? at : null
}

export function createRateWindows(clock: Pick<Clock, 'now'>): RateWindows {
  const windows = new Map<string, Held>()
  let underWay = 0

  const opensAt = (name: string, { resetAt, heardAt }: Held): number => resetAt
    ?? heardAt + (windowMs(name) ?? HOUR_MS) / UNKNOWN_SHARE
  const secondsUntil = (at: number): number => Math.max(1, Math.ceil((at - clock.now()) / 1000))
  const current = (): [string, Held][] => [...windows].filter(([name, held]) => opensAt(name, held) > clock.now())
    .toSorted(([a], [b]) => (windowMs(a) ?? 0) - (windowMs(b) ?? 0))

  /** A 429 that names no window: how long it asks to wait tells which it was. */
  const close = (headers: Readonly<Record<string, string>>): void => {
    const now = clock.now()
    const asked = headers['retry-after']
    const until = asked === undefined ? null : momentOf(asked, now)
    // A window never stays closed for longer than it is long: then it was another.
    const empty = current().filter(([name, { left }]) => left === 0
      && (until === null || until - now <= (windowMs(name) ?? Number.POSITIVE_INFINITY)))
    for (const [, held] of empty) held.resetAt = Math.max(held.resetAt ?? 0, until ?? 0) || null
    // A short pause is HTTP's to wait out: it says nothing of a window.
    if (empty.length > 0 || until === null || until - now <= PATIENCE_MS) return
    const name = until - now > HOUR_MS ? '24H' : '1H'
    windows.set(name, { limit: windows.get(name)?.limit ?? null, left: 0, resetAt: until, heardAt: now })
  }

  return {
    hear(status, headers) {
      const now = clock.now()
      const heard = new Map<string, Partial<Record<'limit' | 'remaining' | 'reset', string>>>()
      for (const [key, value] of Object.entries(headers)) {
        const [, window, what] = HEADER.exec(key) ?? []
        if (window === undefined || (what !== 'limit' && what !== 'remaining' && what !== 'reset')) continue
        const name = window.toUpperCase()
        heard.set(name, { ...heard.get(name), [what]: value })
      }
      for (const [name, { limit, remaining, reset }] of heard) {
        const left = remaining === undefined ? null : wholeNumber(remaining)
        if (left === null) continue
        const most = limit === undefined ? null : wholeNumber(limit)
        windows.set(name, {
          limit: most ?? windows.get(name)?.limit ?? null, left, resetAt: reset === undefined ? null : momentOf(reset, now),
          heardAt: now,
        })
      }
      if (status === 429) close(headers)
    },
    take(urgency) {
      for (const [name, held] of current()) {
        const reserve = urgency === 'background' ? reserveOf(held.limit ?? held.left) : 0
        // The engineer's call is sent as long as the last answer left one: answers under way may have been counted already.
        const left = urgency === 'background' ? held.left - underWay : held.left
        if (left > reserve) continue
        throw new OperatorFailure({ kind: 'tooBusy', code: codeOf(name), retryAfterSeconds: secondsUntil(opensAt(name, held)) })
      }
      underWay++
      let held = true
      return () => {
        if (held) underWay--
        held = false
      }
    },
    closed() {
      const empty = current().filter(([, { left }]) => left === 0).at(-1)
      return empty === undefined ? null : { code: codeOf(empty[0]), retryAfterSeconds: secondsUntil(opensAt(...empty)) }
    },
    list: () => current().map(([window, { limit, left, resetAt }]) => ({
      window, limit: limit ?? left, left, resetAt: resetAt === null ? null : new Date(resetAt).toISOString(),
    })),
  }
}
