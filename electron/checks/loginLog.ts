import type { Line } from '../../shared/model/line.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { CheckId } from '../../shared/model/common.ts'
import type { Report } from '../../shared/model/report.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { CallContext, Operator } from '../operators/operator.ts'

/** How far back the authentication log is asked for, days. */
export const loginWindowDays = 7

/**
 * The authentication log of a circuit as a report, newest first. Filtered again on this side: the document's own example
 * returns an entry from before `after` (domain.md section 4). Throws OperatorFailure.
 */
export async function readLogins(
  line: Line, circuitNid: string, operator: Operator, context: CallContext,
  given: { readonly now: () => Date; readonly newId: () => string; readonly checkId?: CheckId },
): Promise<Report> {
  const read = operator.methods.loginAttempts
  if (read === undefined) throw new OperatorFailure({ kind: 'notOffered' })
  // Whole seconds: the document's pattern for dates takes no fractions.
  const after = `${new Date(given.now().getTime() - loginWindowDays * 86_400_000).toISOString().slice(0, 19)}Z`
  const { attempts, raw } = await read(circuitNid, after, context)
  const inWindow = attempts.filter(({ at }) => Date.parse(at.utc) >= Date.parse(after))
  return {
    id: ReportId.parse(given.newId()), lineId: line.id, system: line.system, checkId: given.checkId ?? null,
    kind: 'authenticationLog',
    requestedKind: 'authenticationLog', target: { kind: 'circuit', nid: circuitNid }, provider: line.supplier,
    remoteId: null, status: 'complete',
    errorText: null, measuredAt: null, receivedAt: given.now().toISOString(), testPoint: null, lastStatusChange: null, measurements: [],
    states: [], remarks: [],
    logins: { attempts: inWindow.toSorted((a, b) => Date.parse(b.at.utc) - Date.parse(a.at.utc)), after },
    live: null, raw: JSON.stringify(raw ?? null),
  }
}
