import { lineIdOf, ReportId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Check, CheckKind, Report, TestPoint } from '../../shared/model/report.ts'
import { fieldsOf } from './readers/fields.ts'
import { readReport } from './readers/readReport.ts'

/** What a report was asked for with: a check, or a report that the system had of its own. */
export type AskedReport = Pick<Check, 'target' | 'remoteId'> & { readonly id: Check['id'] | null; readonly kind: CheckKind | null }

/** A report, read from its body. `otherNid` names the line it is of, where that is not the line it was asked for. */
export function reportOfCheck(
  asked: AskedReport, line: Line, body: unknown, provider: string | null,
  given: { readonly now: () => Date; readonly newId: () => string; readonly testPoint: TestPoint | null },
): { readonly report: Report; readonly otherNid: string | null } {
  const content = readReport(body, {
    requestedKind: asked.kind, provider: provider ?? line.supplier,
    dataTechnology: line.carrier.dataTechnology ?? line.technology,
  })
  const otherNid = otherNidIn(body, line)
  return {
    otherNid,
    report: {
      ...content, id: ReportId.parse(given.newId()), lineId: otherNid === null ? line.id : lineIdOf(line.system, otherNid),
      system: line.system,
      checkId: asked.id, requestedKind: asked.kind, target: otherNid === null ? asked.target : { kind: 'circuit', nid: otherNid },
      remoteId: asked.remoteId, receivedAt: given.now().toISOString(),
      testPoint: otherNid === null ? given.testPoint : null, logins: null, live: null, raw: JSON.stringify(body ?? null),
    },
  }
}

/** The NID a report names, where it is none of the line's own. Reports that name none are of the line they were asked for. */
function otherNidIn(body: unknown, line: Line): string | null {
  const outer = fieldsOf(body)
  const report = (outer?.object('result') ?? outer)?.object('report') ?? outer
  const nid = report?.text('nid') ?? null
  const own = [line.nativeId, line.carrier.nid, ...line.circuits.map(circuit => circuit.nid)]
  return nid === null || own.some(each => each?.toUpperCase() === nid.toUpperCase()) ? null : nid
}
