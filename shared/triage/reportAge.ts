import type { Report } from '../model/report.ts'
import { reportMs } from './evidence.ts'

/** A test result is good for two hours (Openreach, domain.md source #8): rule G2. */
export const freshForMs = 2 * 3_600_000

/** Whether a report is too old to go into a ticket without running the check again. */
export const isOld = (report: Report, now: string): boolean => Date.parse(now) - reportMs(report) > freshForMs
