import type { LineId } from '../../shared/model/common.ts'
import type { CheckId } from '../../shared/model/common.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import { LiveKind } from '../../shared/model/report.ts'
import type { CheckKind, Report } from '../../shared/model/report.ts'
import { withRates } from '../../shared/triage/counters.ts'
import type { CallContext, Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { vendorList, withVendors } from './macVendor.ts'
import { readLiveBody } from './readers/onApiLive.ts'

const liveKinds: ReadonlySet<string> = new Set(LiveKind.options)
/** Whether a check is a live query of an access: answered at once, with nothing to wait for. */
export const isLiveKind = (kind: CheckKind): kind is LiveKind => liveKinds.has(kind)

export type LiveReportDependencies = {
  readonly now: () => Date
  readonly newId: () => string
  readonly checkId?: CheckId
  /** The answer before of the same kind, for what counters did since; null where there is none. */
  readonly previousLive: (id: LineId, kind: LiveKind) => Report | null
}

/** A live query of an access as a report, with rates since the answer before. Throws OperatorFailure. */
export async function readLive(line: Line, kind: LiveKind, operator: Operator, context: CallContext, given: LiveReportDependencies): Promise<Report> {
  const ask = operator.methods.liveQuery
  if (ask === undefined || line.access === null || line.nativeId === null) throw new OperatorFailure({ kind: 'notOffered' })
  const { raw } = await ask(kind, line.nativeId, context)
  const { live: plain, ...content } = readLiveBody(kind, raw)
  const live = withVendors(plain, hasAddresses(kind) ? await vendorList() : () => null)
  const report: Report = {
    ...content, live, id: ReportId.parse(given.newId()), lineId: line.id, system: line.system, checkId: given.checkId ?? null, requestedKind: kind,
    target: { kind: 'access', nid: line.nativeId }, provider: line.supplier, remoteId: null, status: 'complete', errorText: null, measuredAt: null,
    receivedAt: given.now().toISOString(), testPoint: null, logins: null, raw: JSON.stringify(raw ?? null),
  }
  return withRates(report, given.previousLive(line.id, kind))
}

const hasAddresses = (kind: LiveKind): boolean => kind === 'macTable' || kind === 'leases' || kind === 'cpeStatus'

/** The newest answer of a kind, of those in the cache and those in the journal. */
export const newestLive = (kind: LiveKind, ...from: readonly (readonly Report[])[]): Report | null =>
  from.flat().filter(report => report.kind === kind && report.status === 'complete').toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))[0] ?? null
