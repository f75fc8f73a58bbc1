import type { LineId, SystemKey, UtcTime } from '../../shared/model/common.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { BandSource, CheckKind, Level, Measurement, NormBand, Report, ReportKind, StateReading } from '../../shared/model/report.ts'

/** A moment so many minutes before another. */
export function minutesBefore(now: UtcTime, minutes: number): UtcTime {
  return new Date(Date.parse(now) - minutes * 60_000).toISOString()
}

export function band(
  lower: number | null,
  upper: number | null,
  warnLower: number | null,
  warnUpper: number | null,
  source: BandSource,
): NormBand {
  return { lower, upper, warnLower, warnUpper, source }
}

/** What is measured, where and which way. */
export type Kind = Pick<Measurement, 'key' | 'place' | 'direction' | 'unit'>

export function measured(
  kind: Kind,
  value: number | null,
  raw: string | null,
  norm: NormBand | null = null,
  grade: Measurement['grade'] = norm === null || value === null ? 'none' : 'ok',
  conversion: Measurement['conversion'] = 'none',
  instance = '',
): Measurement {
  return { ...kind, instance, value, raw, conversion, band: norm, grade }
}

export function state(
  key: string,
  place: StateReading['place'],
  value: string | null,
  raw: string | null,
  level: Level | null = null,
  instance = '',
): StateReading {
  return { key, place, instance, value, raw, level }
}

/** A complete report of a line with what the caller overrides. */
export function report(
  lineId: LineId,
  system: SystemKey,
  kind: ReportKind,
  receivedAt: UtcTime,
  body: object,
  over: Partial<Report> = {},
): Report {
  const requestedKind: CheckKind | null = kind === 'unknown' ? null : kind
  return {
    id: ReportId.parse(`report-${kind}-${receivedAt}`),
    lineId,
    system,
    checkId: null,
    kind,
    requestedKind,
    target: { kind: 'circuit', nid: '2408ZE000100201' },
    provider: 'KPNWBA',
    remoteId: 'd36c1bc4-39ee-43d7-85a7-30a98ace2a52',
    status: 'complete',
    errorText: null,
    measuredAt: null,
    receivedAt,
    testPoint: null,
    lastStatusChange: null,
    measurements: [],
    states: [],
    logins: null,
    remarks: [],
    raw: JSON.stringify({ report: body }, null, 2),
    ...over,
  }
}
