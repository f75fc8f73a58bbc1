import type { Trend } from '../../shared/contract/history.ts'
import type { ReportId, UtcTime } from '../../shared/model/common.ts'
import type { Report } from '../../shared/model/report.ts'
import { ReportKind as Kinds } from '../../shared/model/report.ts'

/** Points kept of each measurement: the newest. */
export const pointsMost = 2_000

/** Gathers measurements of reports that are given newest first into one line over time each. */
export function createTrends() {
  const trends = new Map<string, Trend>()
  return {
    add(reportId: ReportId, at: UtcTime, report: Report): void {
      for (const measurement of report.measurements) {
        const { key, place, direction, value, unit, band, grade, conversion } = measurement
        if (typeof value !== 'number' || !Number.isFinite(value) || (conversion !== 'none' && conversion !== 'scaled')) continue
        // Reports kept before readings had an instance have none.
        const instance = measurement.instance ?? ''
        const name = `${report.kind}|${key}|${place}|${direction}|${instance}|${unit}`
        const known = trends.get(name)
        const trend: Trend = known ?? { kind: report.kind, key, place, direction, instance, unit, band, points: [] }
        if (known === undefined) trends.set(name, trend)
        if (trend.points.length < pointsMost) trend.points.push({ at, value, grade, reportId })
      }
    },
    /** By kind, each oldest first. */
    all: (): Trend[] => [...trends.values()]
      .map(trend => ({ ...trend, points: trend.points.toReversed() }))
      .toSorted((a, b) => Kinds.options.indexOf(a.kind) - Kinds.options.indexOf(b.kind)),
  }
}
