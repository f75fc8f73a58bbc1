import type { Report } from '../model/report.ts'
import { momentMs, reportMs } from './evidence.ts'
import type { Evidence } from './evidence.ts'

/** A test result is good for two hours (Openreach: a service test is valid that long for a fault report): rule G2. */
export const freshForMs = 2 * 3_600_000

/** Age of a report by the system's clock, ms. */
export const ageMs = (evidence: Pick<Evidence, 'nowMs' | 'clockOffsetMs'>, report: Report): number =>
  evidence.nowMs - momentMs(evidence, report)

/** Whether triage holds a report for old. */
export const isStale = (evidence: Pick<Evidence, 'nowMs' | 'clockOffsetMs'>, report: Report): boolean =>
  ageMs(evidence, report) > freshForMs

/** Whether a report is too old to go into a ticket without running the check again. `now`: UTC. */
export const isOld = (report: Report, now: string): boolean => Date.parse(now) - reportMs(report) > freshForMs
