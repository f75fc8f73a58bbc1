import { z } from 'zod'
import { LineId, ReportId, UtcTime } from '../model/common.ts'
import { CheckKind, CheckTarget, Level, Measurement, Place, Report, ReportKind, Unit } from '../model/report.ts'
import { withFailures } from './failures.ts'

/** One report in the history: kept here, or listed by the system and not fetched yet. */
export const HistoryEntry = z.object({
  /** Null while it is only at the system. */
  reportId: ReportId.nullable(),
  remoteId: z.string().nullable(),
  kind: ReportKind,
  requestedKind: CheckKind.nullable(),
  target: CheckTarget.nullable(),
  provider: z.string().nullable(),
  status: z.enum(['complete', 'error', 'unknown']),
  /** When it was measured as the system says, else when it came. Null where the system's list names no time. */
  at: UtcTime.nullable(),
  /** Worst grade or state in it; null where nothing in it is graded, or it was not fetched. */
  level: Level.nullable(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const HistoryFilter = z.object({
  kinds: z.array(ReportKind).max(10),
  where: z.enum(['everywhere', 'here', 'remote']),
  /** Only what has a warning or a fault, or did not finish. */
  onlyBad: z.boolean(),
  from: UtcTime.nullable(),
  to: UtcTime.nullable(),
})
export type HistoryFilter = z.infer<typeof HistoryFilter>
export const wholeHistory: HistoryFilter = { kinds: [], where: 'everywhere', onlyBad: false, from: null, to: null }

export const HistorySort = z.object({ by: z.enum(['at', 'kind', 'level']), direction: z.enum(['ascending', 'descending']) })
export type HistorySort = z.infer<typeof HistorySort>

/** One measurement over time, oldest first. Values that are implausible or missing are left out. */
export const Trend = z.object({
  kind: ReportKind,
  key: z.string(),
  place: Place,
  direction: Measurement.shape.direction,
  instance: z.string(),
  unit: Unit,
  /** Of the newest point. */
  band: Measurement.shape.band,
  points: z.array(z.object({ at: UtcTime, value: z.number(), grade: Measurement.shape.grade, reportId: ReportId })),
})
export type Trend = z.infer<typeof Trend>

export const historyContract = {
  page: withFailures.route({ path: '/history/page' })
    .input(z.object({
      lineId: LineId, filter: HistoryFilter, sort: HistorySort,
      offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(200).default(50),
    }))
    .output(z.object({
      entries: z.array(HistoryEntry), total: z.number().int(), kinds: z.array(ReportKind),
      /** When the system's own list was last fetched. */
      remoteAt: UtcTime.nullable(),
    })),
  /** A kept report, with the limits that hold now. */
  report: withFailures.route({ path: '/history/report' }).input(z.object({ lineId: LineId, reportId: ReportId })).output(Report),
  /** Fetches a report that only the system has, and keeps it. */
  fetch: withFailures.route({ path: '/history/fetch' }).input(z.object({ lineId: LineId, remoteId: z.string().min(1).max(500) })).output(Report),
  /** Every measurement of the line over time. */
  trends: withFailures.route({ path: '/history/trends' }).input(z.object({ lineId: LineId })).output(z.array(Trend)),
}
