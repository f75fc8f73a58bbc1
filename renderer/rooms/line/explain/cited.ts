import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Measurement, Report, StateReading } from '../../../../shared/model/report.ts'
import type { Finding, ReadingRef } from '../../../../shared/model/verdict.ts'

/** What a finding took from one report. `others` are keys that are neither measurement nor state (`logins`, `receivedAt`). */
export type CitedReport = {
  readonly report: Report
  readonly measurements: readonly Measurement[]
  readonly states: readonly StateReading[]
  readonly others: readonly string[]
}
export type CitedFact = { readonly source: Exclude<ReadingRef['source'], 'report'>; readonly key: string }
export type Cited = {
  readonly reports: readonly CitedReport[]
  readonly facts: readonly CitedFact[]
  /** It rests on a report that is not among those shown with the line: that stands in the history. */
  readonly elsewhere: readonly NonNullable<ReadingRef['reportId']>[]
}

/** The readings a finding rests on, as they stand in the line's reports, and what else it looked at. */
export function citedBy({ readings }: Pick<Finding, 'readings'>, { reports }: Pick<LineView, 'reports'>): Cited {
  const keysOf = new Map<NonNullable<ReadingRef['reportId']>, string[]>()
  const facts = new Map<string, CitedFact>()
  for (const { source, reportId, key } of readings) {
    if (source !== 'report') facts.set(`${source} ${key}`, { source, key })
    else if (reportId !== null) keysOf.set(reportId, [...(keysOf.get(reportId) ?? []), key])
  }
  const elsewhere: NonNullable<ReadingRef['reportId']>[] = []
  const cited = [...keysOf].flatMap(([id, keys]): CitedReport[] => {
    const report = reports.find(each => each.id === id)
    if (report === undefined) {
      elsewhere.push(id)
      return []
    }
    const measurements = report.measurements.filter(({ key }) => keys.includes(key))
    const states = report.states.filter(({ key }) => keys.includes(key))
    const known = new Set([...measurements, ...states].map(({ key }) => key))
    return [{ report, measurements, states, others: [...new Set(keys)].filter(key => !known.has(key)) }]
  })
  return { reports: cited, facts: [...facts.values()], elsewhere }
}
