import type { CheckEvent } from '../../shared/contract/checks.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { Check, Report } from '../../shared/model/report.ts'
import { reportMs } from '../../shared/triage/evidence.ts'

const ended = (check: Check): boolean => check.state === 'complete' || check.state === 'failed' || check.state === 'unknown'

function mergeChecks(held: readonly Check[], arrived: readonly Check[]): Check[] {
  const byId = new Map(held.map(check => [check.id, check]))
  for (const check of arrived) {
    const known = byId.get(check.id)
    if (known === undefined || !ended(known) || ended(check)) byId.set(check.id, check)
  }
  return [...byId.values()].toSorted((a, b) => b.requestedAt.localeCompare(a.requestedAt))
}

function mergeReports(held: readonly Report[], arrived: readonly Report[]): Report[] {
  const byId = new Map([...held, ...arrived].map(report => [report.id, report]))
  return [...byId.values()].toSorted((a, b) => reportMs(b) - reportMs(a))
}

/** A log-in log or live state that came without a check: the next one that arrives stands in its place. */
const isLivePart = ({ checkId, live, logins }: Report): boolean => checkId === null && (live !== null || logins !== null)

/**
 * A newly fetched view over the one on screen. It may have been put together before a check ended that the screen
 * already shows: such reports stay, and with them the verdict that knows them.
 */
export function mergeLineView(held: LineView, arrived: LineView): LineView {
  const known = new Set(arrived.reports.map(report => report.id))
  const kept = held.reports.filter(report => !isLivePart(report) || known.has(report.id))
  const behind = kept.some(report => !known.has(report.id))
  return {
    ...arrived,
    reports: mergeReports(kept, arrived.reports),
    checks: mergeChecks(held.checks, arrived.checks),
    verdict: behind ? held.verdict : arrived.verdict,
    // One that was given while the view was on its way is not in it yet.
    mark: held.mark !== null && (arrived.mark === null || arrived.mark.at < held.mark.at) ? held.mark : arrived.mark,
  }
}

/** What a check said, put into the view on screen. */
export function applyCheckEvent(view: LineView, event: CheckEvent): LineView {
  return {
    ...view,
    checks: mergeChecks(view.checks, event.checks),
    reports: event.report === null ? view.reports : mergeReports(view.reports, [event.report]),
    verdict: event.verdict ?? view.verdict,
  }
}
