import type { Line } from '../../shared/model/line.ts'
import type { CheckKind, CheckTarget, Report, TestPoint } from '../../shared/model/report.ts'
import type { CallContext, Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { reportOfCheck } from './checkReport.ts'
import { notKnown, poll } from './polling.ts'
import type { PollPlan, Sleep } from './polling.ts'

export type QuietCheckDependencies = {
  readonly now: () => Date
  readonly newId: () => string
  readonly sleep: Sleep
  readonly plan: PollPlan
  readonly testPoint: TestPoint | null
  /** The system's id of the test, before anything else happens with it. */
  readonly started: (remoteId: string) => void
}

/**
 * A check that nobody asked for by itself: it leaves no row in the journal, its report is the caller's to keep, and it gives way to
 * the engineer's calls. Only for what disturbs nobody, because a lost one is not looked for. Null where the system lost it, did
 * not finish it in time or answered for another line. Throws OperatorFailure.
 */
export async function quietCheck(
  line: Line, operator: Operator, asked: { readonly kind: CheckKind; readonly target: CheckTarget }, given: QuietCheckDependencies, signal: AbortSignal,
): Promise<Report | null> {
  const { startCheck, remoteReport } = operator.methods
  if (startCheck === undefined || remoteReport === undefined) throw new OperatorFailure({ kind: 'notOffered' })
  const context = (until: AbortSignal): CallContext => ({ signal: until, urgency: 'background' })
  const remoteId = await startCheck(asked.kind, asked.target, context(signal))
  given.started(remoteId)
  const polled = await poll(async until => {
    const remote = await remoteReport(remoteId, context(until))
    return remote.state === 'here' ? remote : remote.state === 'notKnown' ? notKnown : null
  }, given.plan, given.sleep, signal)
  if (polled.answer === null) {
    if (polled.failure !== null) throw polled.failure
    return null
  }
  const { body, provider } = polled.answer
  const { report, otherNid } = reportOfCheck({ ...asked, id: null, remoteId }, line, body, provider, given)
  return otherNid === null ? report : null
}
