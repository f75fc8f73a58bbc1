import type { Line } from '../../shared/model/line.ts'
import type { AccountId, LineId, SourceTime } from '../../shared/model/common.ts'
import type { Check, CheckKind, LiveKind, Report, TestPoint } from '../../shared/model/report.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { CallContext, Operator, RemoteReport } from '../operators/operator.ts'
import { reportOfCheck } from './checkReport.ts'
import { isLiveKind, readLive } from './liveReport.ts'
import { isServiceKind, readService } from './serviceReport.ts'
import { readLogins } from './loginLog.ts'
import { findLostCheck } from './lostCheck.ts'
import { notKnown, poll } from './polling.ts'
import type { PollPlan, Sleep } from './polling.ts'
import { refusalOfTest } from './testRefusal.ts'

/** One check being worked on, as the engineer sees it now. */
export type CheckInHand = {
  check: Check
  /** Where the line was connected when the test was started in this run; null where nothing was said, or it began before. */
  testPoint: TestPoint | null
  /** Aborted by *stop waiting*. */
  readonly stop: AbortController
}

export type CheckWorkDependencies = {
  readonly operatorFor: (id: LineId) => Operator | null
  readonly now: () => Date
  readonly newId: () => string
  readonly sleep: Sleep
  readonly plan: PollPlan
  readonly isKnown: (remoteId: string) => boolean
  /** By how much the account's system is ahead of this machine's clock; null where that is not known. */
  readonly clockOffsetMs: (accountId: AccountId) => number | null
  /** Where the engineer says the line is connected now. */
  readonly testPointOf: (id: LineId) => TestPoint | null
  /** The answer before to a live query, with which counters are compared. */
  readonly previousLive: (id: LineId, kind: LiveKind) => Report | null
  /** Keeps and tells a change; with a report, both in one transaction. */
  readonly change: (inHand: CheckInHand, part: Partial<Check>, kept?: { readonly report: Report; readonly snapshotLine: Line }) => void
  /** The system refused to start a test: what it allows is read again. */
  readonly refused: (inHand: CheckInHand, operator: Operator) => void
  /** Ends when the core closes: then nothing more is written, and the next start goes on. */
  readonly closing: AbortSignal
}

type Here = Extract<RemoteReport, { state: 'here' }>

/** The steps of one check: start it once, find its reply if that was lost, wait for the report, keep it. */
export function createCheckWork(given: CheckWorkDependencies) {
  const waits = (inHand: CheckInHand): AbortSignal => AbortSignal.any([inHand.stop.signal, given.closing])
  const operatorOf = (check: Check): Operator => {
    const operator = given.operatorFor(check.lineId)
    if (operator === null) throw new OperatorFailure({ kind: 'notOffered' })
    return operator
  }
  const ended = (): string => given.now().toISOString()
  const fail = (inHand: CheckInHand, error: unknown, failure?: Check['failure']): void => {
    if (!(error instanceof OperatorFailure)) throw error
    given.change(inHand, { state: 'failed', endedAt: ended(), waiting: false, failure: failure ?? failureOf(error) })
  }

  /**
   * When a report that comes long after its test was asked for was measured, where it does not say so itself: when the system's
   * list says it was last changed, else when it was asked for. Its arrival would make an old measurement look fresh.
   */
  const lateMoment = async ({ check }: CheckInHand): Promise<SourceTime | null> => {
    if (given.now().getTime() - Date.parse(check.requestedAt) < lateMs) return null
    const asked: SourceTime = { utc: check.requestedAt, zone: 'given', text: check.requestedAt }
    try {
      const listed = await operatorOf(check).methods.listReports?.(check.target.nid, { signal: given.closing, urgency: 'background' })
      const updatedAt = listed?.find(({ remoteId }) => remoteId === check.remoteId)?.updatedAt ?? null
      return updatedAt === null ? asked : { utc: updatedAt, zone: 'assumed', text: updatedAt }
    } catch (error) {
      if (error instanceof OperatorFailure && !given.closing.aborted) return asked
      throw error
    }
  }

  const keep = async (inHand: CheckInHand, line: Line, here: Here): Promise<void> => {
    const late = await lateMoment(inHand)
    const { report: read, otherNid } = reportOfCheck(inHand.check, line, here.body, here.provider, { ...given, testPoint: inHand.testPoint })
    const report: Report = { ...read, measuredAt: read.measuredAt ?? late }
    const failure = otherNid !== null ? { code: 'otherLine', detail: otherNid, correlationId: null }
      : report.status !== 'error' ? null
        : { code: 'testError', detail: report.errorText?.slice(0, detailMost) ?? null, correlationId: null }
    given.change(inHand, {
      state: failure === null ? 'complete' : 'failed', endedAt: ended(), reportId: report.id, failure, waiting: false,
    }, { report, snapshotLine: line })
  }

  const look = async (check: Check, signal: AbortSignal): Promise<Here | typeof notKnown | null> => {
    const read = operatorOf(check).methods.remoteReport
    if (read === undefined || check.remoteId === null) throw new OperatorFailure({ kind: 'notOffered' })
    const remote = await read(check.remoteId, { signal, urgency: 'background' })
    return remote.state === 'here' ? remote : remote.state === 'notKnown' ? notKnown : null
  }
  const search = (check: Check, signal: AbortSignal): Promise<string | null> =>
    findLostCheck(
    check, operatorOf(check), given.isKnown, { signal, urgency: 'background' }, given.clockOffsetMs(check.accountId) ?? 0)

  /**
   * Waits for the report. What does not come in time, or is no longer waited for, stays `running` and is looked for later; what
   * the system has lost is *started, result unknown*.
   */
  const awaitReport = async (inHand: CheckInHand, line: Line): Promise<void> => {
    try {
      const polled = await poll(signal => look(inHand.check, signal), given.plan, given.sleep, waits(inHand))
      const { answer, failure, lost } = { failure: null, lost: false, ...polled }
      if (answer !== null) await keep(inHand, line, answer)
      else if (lost) given.change(inHand, { state: 'unknown', endedAt: ended(), waiting: false, failure: resultUnknown })
      else given.change(inHand, { waiting: false, failure: failure === null ? stillRunning : failureOf(failure) })
    } catch (error) {
      if (waits(inHand).aborted) return
      if (!(error instanceof OperatorFailure)) throw error
      given.change(inHand, { waiting: false, failure: failureOf(error) })
    }
  }

  /** Looks for a check whose reply was lost; not found in time, it is *started, result unknown*. */
  const awaitLost = async (inHand: CheckInHand, line: Line): Promise<void> => {
    let failure: Check['failure'] = resultUnknown
    given.change(inHand, { failure: startLost })
    try {
      const { answer } = await poll(signal => search(inHand.check, signal), given.plan, given.sleep, waits(inHand))
      if (answer !== null) {
        given.change(inHand, { remoteId: answer, state: 'running', failure: null })
        return await awaitReport(inHand, line)
      }
    } catch (error) {
      if (given.closing.aborted) return
      if (!inHand.stop.signal.aborted) {
        if (!(error instanceof OperatorFailure)) throw error
        failure = failureOf(error)
      }
    }
    given.change(inHand, { state: 'unknown', endedAt: ended(), waiting: false, failure })
  }

  return {
    /** Asks once for what the engineer wanted; never again by itself. */
    async start(inHand: CheckInHand, line: Line, operator: Operator): Promise<void> {
      const { check } = inHand
      inHand.testPoint = given.testPointOf(check.lineId)
      const context: CallContext = { signal: given.closing, urgency: 'engineer' }
      try {
        if (answersAtOnce(check.kind)) {
          const patient = { ...context, signal: waits(inHand) }
          const asked = { ...given, checkId: check.id }
          const report = isLiveKind(check.kind) ? await readLive(line, check.kind, operator, patient, asked)
            : isServiceKind(check.kind) ? await readService(line, check.kind, operator, patient, asked)
            : await readLogins(line, check.target.nid, operator, patient, asked)
          given.change(inHand, { state: 'complete', endedAt: ended(), reportId: report.id, waiting: false }, { report, snapshotLine: line })
          return
        }
        const begin = operator.methods.startCheck
        if (begin === undefined) throw new OperatorFailure({ kind: 'notOffered' })
        const remoteId = await begin(check.kind, check.target, context)
        given.change(inHand, { remoteId, state: 'running' })
      } catch (error) {
        if (given.closing.aborted) return
        const isTest = !answersAtOnce(check.kind)
        // The request may have got there, or it was cut off: the test may be running.
        if (isTest && error instanceof OperatorFailure && error.ambiguous) return await awaitLost(inHand, line)
        const isRefused = isTest && error instanceof OperatorFailure && error.data.kind === 'rejected'
        fail(inHand, error, isRefused ? refusalOfTest(error) : undefined)
        if (isRefused) given.refused(inHand, operator)
        return
      }
      await awaitReport(inHand, line)
    },

    /** Goes on with a check from before a restart. */
    async goOn(inHand: CheckInHand, line: Line): Promise<void> {
      if (inHand.check.remoteId !== null) return await awaitReport(inHand, line)
      if (!answersAtOnce(inHand.check.kind)) return await awaitLost(inHand, line)
      given.change(inHand, { state: 'failed', endedAt: ended(), waiting: false, failure: interrupted })
    },

    /** One look for a check that nobody waits for: its report may have come hours later. Quiet where there is none or no network. */
    async lookOnce(inHand: CheckInHand, line: Line): Promise<void> {
      try {
        const signal = waits(inHand)
        if (inHand.check.remoteId === null) {
          const remoteId = await search(inHand.check, signal)
          if (remoteId === null) return
          given.change(inHand, { remoteId, state: 'running', endedAt: null, failure: null })
        }
        const here = await look(inHand.check, signal)
        if (here !== null && here !== notKnown) await keep(inHand, line, here)
      } catch (error) {
        if (!(error instanceof OperatorFailure) && !waits(inHand).aborted) throw error
      }
    },
  }
}

/** No test at all: a look into what the system knows or sees now, which nothing has to be waited for. */
export const answersAtOnce = (kind: CheckKind): boolean => kind === 'authenticationLog' || isLiveKind(kind) || isServiceKind(kind)

/** No test takes so long (a SELT may take four minutes; domain.md section 4): a report that comes later was measured earlier. */
const lateMs = 10 * 60_000
/** What a system says of a failed test may be a whole document; the report keeps all of it. */
const detailMost = 500
const stillRunning: Check['failure'] = { code: 'stillRunning', detail: null, correlationId: null }
/** Only while it is looked for: the start left, and no answer came. */
const startLost: Check['failure'] = { code: 'startLost', detail: null, correlationId: null }
const resultUnknown: Check['failure'] = { code: 'resultUnknown', detail: null, correlationId: null }
const interrupted: Check['failure'] = { code: 'interrupted', detail: null, correlationId: null }

/** A failure as a check keeps it: the contract's class, the system's own words and correlation id. */
export const failureOf = ({ data }: OperatorFailure): NonNullable<Check['failure']> => ({
  code: data.refusal ?? data.kind, detail: data.detail ?? data.code ?? null, correlationId: data.correlationId ?? null,
})
