import type Database from 'better-sqlite3'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import type { AvailableChecks } from '../../shared/contract/lines.ts'
import { CheckId } from '../../shared/model/common.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Check, CheckKind, LiveKind, Report, TestPoint } from '../../shared/model/report.ts'
import type { Verdict } from '../../shared/model/verdict.ts'
import type { Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { NotFound } from '../services.ts'
import type { ChecksService } from '../services.ts'
import { createCheckEvents } from './checkEvents.ts'
import { createCheckRepo } from './checkRepo.ts'
import { answersAtOnce, createCheckWork } from './checkWork.ts'
import type { CheckInHand } from './checkWork.ts'
import { createCircuitSlots } from './circuitSlots.ts'
import { pollPlan } from './polling.ts'
import type { PollPlan, Sleep } from './polling.ts'
import { quietCheck } from './quietCheck.ts'
import { createReportRepo } from './reportRepo.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'

export type ChecksDependencies = {
  readonly db: Database.Database
  readonly operatorFor: (id: LineId) => Operator | null
  readonly lineOf: (id: LineId) => Line | null
  /** The verdict over everything kept, after a report came. */
  readonly judge: (id: LineId) => Verdict
  /** A report with the limits that hold now. */
  readonly limited: (report: Report) => Report
  /** Told of each report that was kept. */
  readonly kept: (report: Report) => void
  /** False while the line's system is known to be unreachable: then nothing is sent. */
  readonly isReachable: (id: LineId) => boolean
  /** What the system offered for the circuit when it was last asked; null where it was not. */
  readonly offeredAt: (id: LineId, circuitNid: string) => AvailableChecks | null
  /** By how much the account's system is ahead of this machine's clock; null where that is not known. */
  readonly clockOffsetMs: (accountId: AccountId) => number | null
  /** Where the engineer says the line is connected now: what a test measures depends on it. */
  readonly testPointOf: (id: LineId) => TestPoint | null
  /** The answer before to a live query, with which counters are compared. */
  readonly previousLive: (id: LineId, kind: LiveKind) => Report | null
  readonly now: () => Date
  readonly newId: () => string
  readonly sleep: Sleep
  /** A bug, or a journal that cannot be written: there is no caller to tell. The check is left as the journal has it. */
  readonly onUnexpected: (error: unknown) => void
  readonly plan?: PollPlan
}

export type Checks = ChecksService & {
  /** Goes on with what ran when the core last closed. Call once, after the accounts are open. */
  resume(): void
  /** All checks of a line, also those whose turn has not come, newest first. */
  checksOf(id: LineId): Check[]
  /**
   * Runs one undisturbing check for a watch, in its turn and behind the engineer's calls, and keeps nothing. `busy` while the
   * engineer's own run at the circuit; else as `quietCheck`. Throws NotFound and OperatorFailure.
   */
  runQuietly(id: LineId, circuitNid: string, kind: CheckKind, signal: AbortSignal): Promise<Report | 'busy' | null>
  /** Keeps such a report, and tells those who follow the line. */
  keepQuiet(report: Report): void
  /** Stops polling; what runs goes on at the next start. */
  close(): Promise<void>
}

/** A check whose reply was lost is looked for at each opening of its line, for a day. */
const lookForUnknownMs = 86_400_000

/** Runs and follows checks. Their intent is in the journal before a request leaves; none is started twice by itself. */
export function createChecks(given: ChecksDependencies): Checks {
  const { db, now, newId } = given
  const repo = createCheckRepo(db)
  const reports = createReportRepo(db)
  const events = createCheckEvents()
  const slots = createCircuitSlots()
  const closing = new AbortController()
  const inHand = new Map<CheckId, CheckInHand>()
  const working = new Set<Promise<void>>()
  /** Tests of watches, by the system's id: none of them is an engineer's whose answer was lost. */
  const quiet = new Set<string>()

  const change = (each: CheckInHand, part: Partial<Check>, kept?: { readonly report: Report; readonly snapshotLine: Line }): void => {
    const before = kept === undefined ? null : fetchedBefore(kept.report)
    each.check = { ...each.check, ...part, ...(before === null ? {} : { reportId: before.id }) }
    db.transaction(() => {
      if (kept !== undefined && before === null) reports.save(kept.report, snapshotOf(kept.snapshotLine))
      repo.update(each.check)
    }).immediate()
    tell(each.check, before ?? kept?.report ?? null)
  }
  /** The same report of the system, where the engineer took it from the history while nobody waited for the check. */
  const fetchedBefore = ({ lineId, remoteId }: Report): Report | null =>
    remoteId === null ? null : reports.ofRemote(remoteId).find(report => report.lineId === lineId) ?? null
  const tell = (check: Check, report: Report | null): void => {
    const { id, lineId } = check
    if (report !== null) given.kept(report)
    const told = report === null ? { report, verdict: null } : { report: given.limited(report), verdict: given.judge(lineId) }
    events.publish(lineId, { checks: [check], changed: id, ...told })
  }
  const readLimit = async (nid: string, operator: Operator, signal: AbortSignal): Promise<readonly CheckKind[] | null> => {
    const offered = await operator.methods.availableChecks?.(nid, { signal, urgency: 'engineer' })
    slots.setLimit(nid, offered?.numberOfTests ?? null)
    return offered?.kinds ?? null
  }
  const work = createCheckWork({
    ...given, plan: given.plan ?? pollPlan, closing: closing.signal, change, isKnown: id => quiet.has(id) || reports.isKnown(id),
    // The refusal may mean that fewer tests are allowed than was said before; a failure to ask again changes nothing.
    refused: (each, operator) => track(readLimit(each.check.target.nid, operator, closing.signal).then(() => undefined, () => undefined)),
  })
  const track = (task: Promise<void>): void => {
    const tracked: Promise<void> = task.finally(() => working.delete(tracked))
    working.add(tracked)
  }
  /** Does something with a check while it is in hand; ends with the last word to those who follow. */
  const handle = (check: Check, task: (each: CheckInHand) => Promise<void>): CheckInHand => {
    const each: CheckInHand = { check, testPoint: null, stop: new AbortController() }
    inHand.set(check.id, each)
    track(task(each).catch(given.onUnexpected).finally(() => {
      inHand.delete(check.id)
      if (!closing.signal.aborted) events.publish(check.lineId, { checks: [each.check], changed: check.id, report: null, verdict: null })
    }))
    return each
  }

  const begin = (line: Line, operator: Operator, nid: string, kind: CheckKind): Check => {
    const same = [...inHand.values()].find(({ check }) =>
      check.waiting && check.kind === kind && check.target.nid === nid && check.lineId === line.id)
    if (same !== undefined) return same.check
    const check: Check = {
      id: CheckId.parse(newId()), lineId: line.id, accountId: line.accountId, kind, target: targetOf(line, nid), state: 'requested', remoteId: null,
      requestedAt: now().toISOString(), endedAt: null, waiting: true, reportId: null, failure: null,
    }
    handle(check, async each => {
      // What is no test never waits for one.
      const release = answersAtOnce(kind) ? () => {} : await slots.take(nid, AbortSignal.any([each.stop.signal, closing.signal]))
      if (release === false) {
        const failure = { code: 'cancelled', detail: null, correlationId: null }
        each.check = { ...each.check, state: 'failed', endedAt: now().toISOString(), waiting: false, failure }
        return
      }
      try {
        each.check = { ...each.check, requestedAt: now().toISOString() }
        repo.begin(each.check, snapshotOf(line))
        await work.start(each, line, operator)
      } finally {
        release()
      }
    })
    return check
  }

  const current = (id: CheckId): Check[] => {
    const check = inHand.get(id)?.check ?? repo.get(id)
    return check === null ? [] : [check]
  }
  const lineFor = (id: LineId): Line => {
    const line = given.lineOf(id)
    if (line === null) throw new NotFound('line')
    return line
  }
  /** Follows checks of a line; `ids` grows with what else changes, unless only those are asked for. */
  async function* follow(id: LineId, ids: Set<CheckId>, only: boolean, signal: AbortSignal): AsyncGenerator<CheckEvent> {
    const list = () => [...ids].flatMap(current)
    const isOver = () => only ? ![...ids].some(each => inHand.has(each)) : ![...inHand.values()].some(({ check }) => check.lineId === id)
    const first = () => ({ checks: list(), changed: null, report: null, verdict: null })
    for await (const event of events.follow(id, first, isOver, signal)) {
      if (event.changed !== null && !ids.has(event.changed)) {
        if (only) continue
        ids.add(event.changed)
      }
      // A check that never left has no row: its last state is the event's own.
      const known = list()
      yield { ...event, checks: [...known, ...event.checks.filter(check => !known.some(each => each.id === check.id))] }
    }
  }

  return {
    async *run(id, circuitNid, kinds, signal) {
      const line = lineFor(id)
      if (circuitNid !== line.nativeId && circuitNid !== line.carrier.nid && !line.circuits.some(({ nid }) => nid === circuitNid)) {
        throw new NotFound('circuit')
      }
      const operator = given.operatorFor(id)
      if (operator === null) throw new OperatorFailure({ kind: 'notOffered' })
      if (!given.isReachable(id)) throw new OperatorFailure({ kind: 'unreachable' })
      const known = given.offeredAt(id, circuitNid)
      if (known !== null) slots.setLimit(circuitNid, known.numberOfTests)
      const offered = known?.kinds ?? await readLimit(circuitNid, operator, signal)
      const wanted = [...new Set(kinds)]
      if (offered !== null && wanted.some(kind => !offered.includes(kind))) throw new OperatorFailure({ kind: 'notOffered' })
      const ids = new Set(wanted.map(kind => begin(line, operator, circuitNid, kind).id))
      yield* follow(id, ids, true, signal)
    },

    async *follow(id, signal) {
      const line = given.lineOf(id)
      if (line !== null) {
        const since = now().getTime() - lookForUnknownMs
        for (const check of repo.ofLine(id)) {
          const unknown = check.state === 'unknown' && !answersAtOnce(check.kind) && Date.parse(check.requestedAt) >= since
          const open = check.state === 'running' || check.state === 'requested'
          if (inHand.has(check.id) || (!open && !unknown)) continue
          handle(check, each => check.waiting ? work.goOn(each, line) : work.lookOnce(each, line))
        }
      }
      const ids = [...inHand.values()].filter(({ check }) => check.lineId === id).map(({ check }) => check.id)
      yield* follow(id, new Set(ids), false, signal)
    },

    stopWaiting(id) {
      const each = inHand.get(id)
      if (each === undefined) {
        const kept = repo.get(id)
        if (kept === null) throw new NotFound('check')
        return kept
      }
      // Before its turn nothing has left, so that there is no row to change.
      if (repo.get(id) === null) each.check = { ...each.check, waiting: false }
      else change(each, { waiting: false })
      each.stop.abort()
      return each.check
    },

    checksOf(id) {
      const waiting = [...inHand.values()].map(({ check }) => check).filter(check => check.lineId === id)
      const kept = repo.ofLine(id).filter(check => !waiting.some(each => each.id === check.id))
      return [...waiting, ...kept].toSorted((a, b) => b.requestedAt.localeCompare(a.requestedAt))
    },

    async runQuietly(id, circuitNid, kind, signal) {
      const line = lineFor(id)
      const operator = given.operatorFor(id)
      if (operator === null) throw new OperatorFailure({ kind: 'notOffered' })
      if ([...inHand.values()].some(({ check }) => check.target.nid === circuitNid && !answersAtOnce(check.kind))) return 'busy'
      const both = AbortSignal.any([signal, closing.signal])
      const release = await slots.take(circuitNid, both)
      if (release === false) return null
      try {
        return await quietCheck(line, operator, { kind, target: targetOf(line, circuitNid) }, {
          ...given, plan: given.plan ?? pollPlan, testPoint: given.testPointOf(id), started: remoteId => quiet.add(remoteId),
        }, both)
      } finally {
        release()
      }
    },

    keepQuiet(report) {
      const line = lineFor(report.lineId)
      reports.save(report, snapshotOf(line))
      given.kept(report)
      events.publish(line.id, { checks: [], changed: null, report: given.limited(report), verdict: given.judge(line.id) })
    },

    resume() {
      for (const check of repo.open()) {
        const line = given.lineOf(check.lineId)
        if (line !== null && check.waiting && !inHand.has(check.id)) handle(check, each => work.goOn(each, line))
      }
    },

    async close() {
      closing.abort()
      await Promise.allSettled(working)
    },
  }
}

const targetOf = (line: Line, nid: string): Check['target'] =>
  ({ kind: line.access !== null ? 'access' : line.service !== null ? 'service' : nid === line.carrier.nid ? 'carrier' : 'circuit', nid })
