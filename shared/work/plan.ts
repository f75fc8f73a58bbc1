import type { Plan, WorkWhen } from '../contract/work.ts'
import type { Transaction } from '../model/line.ts'

/** The calendar day at a moment where this device is, `YYYY-MM-DD`. */
export function localDay(at: Date): string {
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`
}

/** Steps of an order that are planned, each with the step that tells that it is done (`get_recent_transaction`). */
const steps: readonly (readonly [planned: string, done: string | null])[] = [
  ['sitesurvey_plan', 'sitesurvey_executed'], ['externalworks_plan', 'externalworks_executed'], ['internalworks_plan', 'internalworks_executed'],
  ['replan', null], ['expected_completion_delayed', null], ['expected_completion', null], ['customer_wish', null],
]
/** A date that a later word on the same thing has taken the place of. */
const replacedBy: Readonly<Record<string, readonly string[]>> = {
  expected_completion: ['expected_completion_delayed'], customer_wish: ['replan'],
}
const ended: ReadonlySet<string> = new Set(['finished', 'cancelled'])

/**
 * The date of a running order that is to be kept next: the first that is not before `today`; else, all being past, the last. Null
 * where nothing is planned or the order has ended. Dates of steps that were executed or replaced do not count.
 */
export function planOf(transaction: Transaction | null, today: string): Plan | null {
  if (transaction === null || transaction.open === false || ended.has(transaction.state ?? '')) return null
  const dateOf = new Map(transaction.dates.map(({ key, date }) => [key, date.slice(0, 10)]))
  const planned = steps.flatMap(([key, done]): Plan[] => {
    const date = dateOf.get(key)
    const isOver = (done !== null && dateOf.has(done)) || (replacedBy[key] ?? []).some(other => dateOf.has(other))
    return date === undefined || isOver ? [] : [{ key, date }]
  }).toSorted((a, b) => a.date.localeCompare(b.date))
  return planned.find(({ date }) => date >= today) ?? planned.at(-1) ?? null
}

/** Where a date stands: today, until Sunday, after it, or past. `today` and `date` are `YYYY-MM-DD`. */
export function whenOf(date: string | null, today: string): WorkWhen {
  if (date === null) return 'none'
  if (date === today) return 'today'
  if (date < today) return 'past'
  // The weekday of a calendar day is that of its noon in UTC: no zone is in it.
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay()
  const untilSunday = (7 - weekday) % 7
  const sunday = new Date(Date.parse(`${today}T12:00:00Z`) + untilSunday * 86_400_000).toISOString().slice(0, 10)
  return date <= sunday ? 'week' : 'later'
}
