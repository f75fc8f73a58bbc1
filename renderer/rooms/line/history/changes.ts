import type { ReadingChange } from '../../../../shared/triage/compare.ts'
import type { Report } from '../../../../shared/model/report.ts'

export type Matters = ReadingChange['matters']
export const mattersInOrder: readonly Matters[] = ['worse', 'better', 'unclear', 'same']

/**
 * What got worse first, then what got better, then what cannot be judged; within each the order of the report. Not measured
 * either time is the same.
 */
export function inOrder(changes: readonly ReadingChange[]): ReadingChange[] {
  const isNothing = ({ before, after }: ReadingChange): boolean => before === null && after === null
  const told = changes.map(change => (isNothing(change) ? { ...change, matters: 'same' as const } : change))
  return told.toSorted((a, b) => mattersInOrder.indexOf(a.matters) - mattersInOrder.indexOf(b.matters))
}

/** Whether a reading is another one than before: noise within what `same` allows is no change, nor is nothing beside nothing. */
export function isChanged({ matters, before, after }: ReadingChange): boolean {
  return matters !== 'same' && before !== after
}

/** How many readings got worse, better, stayed or cannot be judged. */
export function tallyOf(changes: readonly ReadingChange[]): Record<Matters, number> {
  const tally = { worse: 0, better: 0, same: 0, unclear: 0 }
  for (const { matters } of changes) tally[matters] += 1
  return tally
}

/** When a report was measured as the system says, else when it came. */
export const reportTime = ({ measuredAt, receivedAt }: Pick<Report, 'measuredAt' | 'receivedAt'>): string =>
  measuredAt?.utc ?? receivedAt

/** Two reports, the older first. */
export function olderFirst(a: Report, b: Report): readonly [older: Report, newer: Report] {
  return Date.parse(reportTime(a)) <= Date.parse(reportTime(b)) ? [a, b] : [b, a]
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The time between two moments in the unit that reads best: minutes up to two hours, hours up to two days, then days. */
export function apart(earlier: string, later: string): { readonly unit: 'minutes' | 'hours' | 'days'; readonly count: number } {
  const ms = Math.abs(Date.parse(later) - Date.parse(earlier))
  if (ms < 2 * hourMs) return { unit: 'minutes', count: Math.round(ms / minuteMs) }
  return ms < 2 * dayMs ? { unit: 'hours', count: Math.round(ms / hourMs) } : { unit: 'days', count: Math.round(ms / dayMs) }
}

type LoginCount = { readonly outcome: 'accepted' | 'refused' | 'otherAttempts'; readonly before: number; readonly after: number }

/** Log-ins of both reports by outcome, where both are authentication logs. */
export function loginCounts(before: Report, after: Report): LoginCount[] {
  const count = ({ logins }: Report, status: string): number =>
    logins?.attempts.filter(attempt => attempt.status === status).length ?? 0
  if (before.logins === null || after.logins === null) return []
  const both = (status: string) => ({ before: count(before, status), after: count(after, status) })
  return [
    { outcome: 'accepted' as const, ...both('ok') }, { outcome: 'refused' as const, ...both('incorrect') },
    { outcome: 'otherAttempts' as const, ...both('unknown') },
  ].filter(each => each.outcome !== 'otherAttempts' || each.before + each.after > 0)
}
