import type { CheckKind, Report } from '../../../shared/model/report.ts'

/** What a reader must know beside the body. */
export type ReadContext = {
  readonly requestedKind: CheckKind | null
  /** As the system gave it elsewhere, where the report does not say. */
  readonly provider: string | null
  /** `dataTechnology` of the carrier: decides which PON limits count where the report names no type. */
  readonly dataTechnology: string | null
}

/** The part of a Report that comes from its body. */
export type ReportContent = Pick<
  Report, 'kind' | 'provider' | 'status' | 'errorText' | 'measuredAt' | 'lastStatusChange' | 'measurements' | 'states' | 'remarks'
>

/** What one shape gives. */
export type Reading = Pick<ReportContent, 'kind' | 'lastStatusChange' | 'measurements' | 'states' | 'remarks'>
