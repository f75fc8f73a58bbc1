import type { LineId, SystemKey, UtcTime } from '../../shared/model/common.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { CheckKind, Report, ReportKind } from '../../shared/model/report.ts'

/** A moment so many minutes before another. */
export function minutesBefore(now: UtcTime, minutes: number): UtcTime {
  return new Date(Date.parse(now) - minutes * 60_000).toISOString()
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
    live: null,
    remarks: [],
    raw: JSON.stringify({ report: body }, null, 2),
    ...over,
  }
}
