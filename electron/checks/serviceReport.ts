import type { Line } from '../../shared/model/line.ts'
import { ReportId } from '../../shared/model/common.ts'
import { ServiceKind } from '../../shared/model/report.ts'
import type { CheckKind, Report } from '../../shared/model/report.ts'
import type { CallContext, Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { LiveReportDependencies } from './liveReport.ts'
import { readServiceBody } from './readers/resellerService.ts'

const serviceKinds: ReadonlySet<string> = new Set(ServiceKind.options)
/** Whether a check is a live query of a service: answered at once, with nothing to wait for. */
export const isServiceKind = (kind: CheckKind): kind is ServiceKind => serviceKinds.has(kind)

/** A live query of a service as a report. Throws OperatorFailure. */
export async function readService(
  line: Line, kind: ServiceKind, operator: Operator, context: CallContext, given: Omit<LiveReportDependencies, 'previousLive'>,
): Promise<Report> {
  const ask = operator.methods.serviceQuery
  if (ask === undefined || line.service === null || line.nativeId === null) throw new OperatorFailure({ kind: 'notOffered' })
  const { raw } = await ask(kind, line.nativeId, context)
  return {
    ...readServiceBody(kind, raw), id: ReportId.parse(given.newId()), lineId: line.id, system: line.system, checkId: given.checkId
      ?? null, requestedKind: kind,
    target: { kind: 'service', nid: line.nativeId }, provider: line.supplier, remoteId: null, status: 'complete', errorText: null,
    measuredAt: null,
    receivedAt: given.now().toISOString(), testPoint: null, logins: null, live: null, raw: JSON.stringify(raw ?? null),
  }
}
