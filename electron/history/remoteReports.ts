import type { LineId, SourceTime } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Check, CheckTarget, Report } from '../../shared/model/report.ts'
import { reportOfCheck } from '../checks/checkReport.ts'
import type { ReportRepo } from '../checks/reportRepo.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'
import type { ListedReport, Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { NotFound } from '../services.ts'
import { createSharedCalls } from '../sharedCalls.ts'

export type RemoteReportsDependencies = {
  readonly reports: ReportRepo
  readonly lineOf: (id: LineId) => Line | undefined
  readonly listedOf: (id: LineId) => readonly ListedReport[]
  readonly checksOf: (id: LineId) => readonly Check[]
  readonly operatorOf: (line: Line) => Operator | undefined
  readonly isReachable: (id: LineId) => boolean
  readonly now: () => Date
  readonly newId: () => string
}

/** Takes reports that only the system has into the journal, each once. */
export function createRemoteReports(given: RemoteReportsDependencies) {
  const { reports } = given
  const share = createSharedCalls<Report>()

  /** What is kept of it. A system's report is of one line, whichever it was asked for. */
  const keptOf = (line: Line, remoteId: string): Report | null => {
    const kept = reports.ofRemote(remoteId).filter(({ system }) => system === line.system)
    const own = kept.find(({ lineId }) => lineId === line.id)
    if (own === undefined && kept[0] !== undefined) throw otherLine(kept[0].target.nid)
    return own ?? null
  }

  const take = async (line: Line, listed: ListedReport, signal: AbortSignal): Promise<Report> => {
    const { remoteId } = listed
    const read = given.operatorOf(line)?.methods.remoteReport
    if (read === undefined) throw new OperatorFailure({ kind: 'notOffered' })
    if (!given.isReachable(line.id)) throw new OperatorFailure({ kind: 'unreachable' })
    const remote = await read(remoteId, { signal, urgency: 'engineer' })
    if (remote.state === 'running') throw new OperatorFailure({ kind: 'rejected', code: 'stillRunning' })
    if (remote.state === 'notKnown') throw new OperatorFailure({ kind: 'rejected', code: 'notKnown' })
    // A check that was waiting for it may have had it meanwhile.
    const meanwhile = keptOf(line, remoteId)
    if (meanwhile !== null) return meanwhile
    const check = given.checksOf(line.id).find(each => each.remoteId === remoteId)
    const asked = { id: check?.id ?? null, kind: check?.kind ?? listed.kind, target: check?.target ?? targetOf(line), remoteId }
    const { report, otherNid } = reportOfCheck(asked, line, remote.body, remote.provider, { ...given, testPoint: null })
    const dated = { ...report, measuredAt: report.measuredAt ?? listedTime(listed) }
    reports.save(dated, snapshotOf(given.lineOf(dated.lineId) ?? line))
    if (otherNid !== null) throw otherLine(otherNid)
    return dated
  }

  /**
   * A report that the system has listed for the line. Throws NotFound where it has not, OperatorFailure where it cannot be had:
   * `rejected` with code `stillRunning`, `notKnown`, or `otherLine` for one of another line, which is kept there.
   */
  return async (line: Line, remoteId: string, signal: AbortSignal): Promise<Report> => {
    const kept = keptOf(line, remoteId)
    if (kept !== null) return kept
    const listed = given.listedOf(line.id).find(each => each.remoteId === remoteId)
    if (listed === undefined) throw new NotFound('report')
    return share(`${line.id}|${remoteId}`, signal, left => take(line, listed, left))
  }
}

const otherLine = (nid: string): OperatorFailure => new OperatorFailure({ kind: 'rejected', code: 'otherLine', detail: nid })

/** The system's list does not say which circuit a report is of: taken for the first, else for the carrier. */
function targetOf({ circuits, nativeId }: Line): CheckTarget {
  const nid = circuits.find(circuit => circuit.nid !== null)?.nid ?? null
  return nid === null ? { kind: 'carrier', nid: nativeId ?? '' } : { kind: 'circuit', nid }
}

/** The list's time, so that an old report is not taken for new evidence. The list gives no zone (domain.md section 4). */
const listedTime = ({ updatedAt }: ListedReport): SourceTime | null =>
  updatedAt === null ? null : { utc: updatedAt, zone: 'assumed', text: updatedAt }
