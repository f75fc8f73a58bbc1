import type { Plan, WorkWhen } from '../contract/work.ts'
import type { Line, Transaction } from '../model/line.ts'
import type { ServiceOrder } from '../model/serviceOrder.ts'

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
  return nextOf(plansOfTransaction(transaction), today)
}

/** The same of all that is planned at a line: its order, its request (TelecomX) and service orders about it (reseller platform). */
export function planOfLine(
  line: Pick<Line, 'state' | 'request' | 'service'>, transaction: Transaction | null, serviceOrders: readonly ServiceOrder[], today: string,
): Plan | null {
  return nextOf([...plansOfTransaction(transaction), ...plansOfRequest(line), ...plansOfServiceOrders(line, serviceOrders)], today)
}

function nextOf(plans: readonly Plan[], today: string): Plan | null {
  const planned = plans.toSorted((a, b) => a.date.localeCompare(b.date))
  return planned.find(({ date }) => date >= today) ?? planned.at(-1) ?? null
}

/** Wish date of a request, and the day a line that was ordered goes live, until it has. */
function plansOfRequest({ state, request }: Pick<Line, 'state' | 'request'>): Plan[] {
  if (request === null || request.startDate === null || (state !== 'processing' && state !== null)) return []
  return [{ key: request.of === 'request' ? 'request_wish' : 'go_live', date: request.startDate.slice(0, 10), window: request.installWindow }]
}

/** Dates of requests to the reseller platform that are about this service and not over. */
function plansOfServiceOrders({ service }: Pick<Line, 'service'>, orders: readonly ServiceOrder[]): Plan[] {
  const own = orders.filter(({ orderId, state }) => orderId !== null && orderId === service?.orderId && (state === 'open' || state === 'other'))
  return own.flatMap(({ plannedDate, wishDate }): Plan[] => (plannedDate !== null ? [{ key: 'service_order_planned', date: plannedDate.slice(0, 10), window: null }]
    : wishDate !== null ? [{ key: 'service_order_wish', date: wishDate.slice(0, 10), window: null }] : []))
}

function plansOfTransaction(transaction: Transaction | null): Plan[] {
  if (transaction === null || transaction.open === false || ended.has(transaction.state ?? '')) return []
  const dateOf = new Map(transaction.dates.map(({ key, date }) => [key, date.slice(0, 10)]))
  return steps.flatMap(([key, done]): Plan[] => {
    const date = dateOf.get(key)
    const isOver = (done !== null && dateOf.has(done)) || (replacedBy[key] ?? []).some(other => dateOf.has(other))
    return date === undefined || isOver ? [] : [{ key, date, window: null }]
  })
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
