import type { RateWindow } from './model/accountHealth.ts'

const PERIOD = /^(\d+)([HDM])$/
const UNIT_MS = { M: 60_000, H: 3_600_000, D: 86_400_000 } as const
const RESERVE_SHARE = 0.1
const RESERVE_MOST = 200

/** Length of a window by its name: `1H`, `24H`. Null where the name does not say. */
export function windowMs(name: string): number | null {
  const found = PERIOD.exec(name.toUpperCase())
  return found === null ? null : Number(found[1]) * UNIT_MS[found[2] as keyof typeof UNIT_MS]
}

/** Calls of a window that the background leaves to the engineer's own clicks: a tenth, at least 2 and at most 200. */
export function reserveOf(limit: number): number {
  return Math.min(Math.max(0, limit - 1), Math.max(2, Math.min(RESERVE_MOST, Math.ceil(limit * RESERVE_SHARE))))
}

/**
 * When so many background calls will be done, as far as the windows decide: each gives what is left above its reserve at once, and
 * its limit less the reserve after every reset. Null where no window is known, or one never gives anything.
 */
export function callsDoneAt(calls: number, windows: readonly RateWindow[], nowMs: number): string | null {
  let latest: number | null = null
  for (const { window, limit, left, resetAt } of windows) {
    const periodMs = windowMs(window)
    if (periodMs === null) continue
    const perPeriod = limit - reserveOf(limit)
    const resetMs = resetAt === null ? nowMs + periodMs : Date.parse(resetAt)
    const before = resetMs <= nowMs ? perPeriod : Math.max(0, left - reserveOf(limit))
    const after = calls - before
    if (after > 0 && perPeriod <= 0) return null
    const done = after <= 0 ? nowMs : Math.max(nowMs, resetMs) + (Math.ceil(after / perPeriod) - 1) * periodMs
    latest = Math.max(latest ?? nowMs, done)
  }
  return latest === null ? null : new Date(latest).toISOString()
}
