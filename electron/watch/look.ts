import type { LivePartName, LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { CheckKind, LiveKind, Report } from '../../shared/model/report.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { accessChanges, broughtUpToDate, loginChanges, readingChanges, sessionChanges } from './changes.ts'
import type { Change } from './changes.ts'

/** Checks that a watch repeats: what the customer does not notice, but for the log, which every look reads anyway. */
const repeated: readonly CheckKind[] = ['ontLanCheck', 'ontCheck', 'fibreCheck']
/** Every so many looks a check runs too; polling every box harder is too much for an OLT (LibreNMS, pull request 12748). */
const looksPerCheck = 5
/** What was known before the watch counts as the look before it for so long. */
const baselineMs = 2 * 3_600_000

export type LookDependencies = {
  /** Fetches a part of the line as a refresh does, but behind the engineer's calls, and keeps it. Throws OperatorFailure. */
  readonly fetchPart: (id: LineId, part: LivePartName, signal: AbortSignal) => Promise<void>
  readonly view: (id: LineId) => Pick<LineView, 'line' | 'reports' | 'available'>
  /** Runs one check without keeping it; `busy` while the engineer's own run at the circuit. Throws OperatorFailure. */
  readonly quietCheck: (id: LineId, circuitNid: string, kind: CheckKind, signal: AbortSignal) => Promise<Report | 'busy' | null>
  readonly keepReport: (report: Report) => void
  /** What a live query of an access last answered, as it is kept in the cache. */
  readonly liveReport: (id: LineId, kind: LiveKind) => Report | null
  /** A report with the limits that hold now. */
  readonly limited: (report: Report, line: Line) => Report
  readonly now: () => Date
}

/** What one watch saw at its last look. */
export type Seen = {
  line: Line | null
  logins: readonly Report[]
  /** Newest of each kind and circuit that this watch has fetched. */
  readonly reports: Map<string, Report>
  looks: number
  turn: number
  checkDue: boolean
}

/** Begins with what was last known, unless that is too old to be the look before the first one. */
export function firstSeen(view: ReturnType<LookDependencies['view']>, now: Date): Seen {
  const isFresh = (at: string): boolean => now.getTime() - Date.parse(at) <= baselineMs
  return {
    line: isFresh(view.line.seenAt) ? view.line : null, logins: newestLogs(view.reports).filter(({ receivedAt }) => isFresh(receivedAt)),
    reports: new Map(), looks: 0, turn: 0, checkDue: true,
  }
}

/** How a look ended: `session` where not even the session could be seen, `check` where only the check came to nothing. */
export type LookFailure = { readonly at: 'session' | 'check'; readonly failure: OperatorFailure | { readonly code: string } }

/**
 * One look at a line: its session and log, and at every fifth one check, each kind that is offered in its turn. Tells what changed
 * as soon as it is seen; resolves to what failed. A report is kept only where it is the first of its kind or differs from the last.
 */
export async function look(
  id: LineId, seen: Seen, given: LookDependencies, tell: (changes: readonly Change[]) => void, signal: AbortSignal,
): Promise<LookFailure | null> {
  if (given.view(id).line.access !== null) return lookAtAccess(id, seen, given, tell, signal)
  try {
    await given.fetchPart(id, 'line', signal)
    const { line } = given.view(id)
    if (seen.line !== null) tell(sessionChanges(seen.line, line))
    seen.line = line
    await unlessNotOffered(given.fetchPart(id, 'authenticationLog', signal))
    const logins = newestLogs(given.view(id).reports)
    tell(loginChanges(seen.logins, logins))
    seen.logins = logins
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof OperatorFailure)) throw error
    return { at: 'session', failure: error }
  }
  if (seen.looks++ % looksPerCheck === 0) seen.checkDue = true
  if (!seen.checkDue) return null
  try {
    return await checkOnce(id, seen, given, tell, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof OperatorFailure)) throw error
    return error.data.kind === 'notOffered' ? null : { at: 'check', failure: error }
  }
}

/** Live queries that a watch repeats; what television is watched is nobody's business. */
const watchedLive: readonly LiveKind[] = ['portStatus', 'accessHardware', 'macTable', 'leases', 'cpeStatus']

/** One look at an access: each live query that is offered once, all at once; what one cannot tell holds no other up. */
async function lookAtAccess(
  id: LineId, seen: Seen, given: LookDependencies, tell: (changes: readonly Change[]) => void, signal: AbortSignal,
): Promise<LookFailure | null> {
  const line = given.view(id).line
  const ask = async (kind: LiveKind): Promise<OperatorFailure | 'notOffered' | null> => {
    const known = given.liveReport(id, kind)
    try {
      await given.fetchPart(id, kind, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof OperatorFailure)) throw error
      return error.data.kind === 'notOffered' ? 'notOffered' : error
    }
    const fetched = given.liveReport(id, kind)
    if (fetched === null || fetched.id === known?.id) return null
    const report = given.limited(fetched, line)
    const isRecent = known !== null && given.now().getTime() - Date.parse(known.receivedAt) <= baselineMs
    const before = seen.reports.get(kind) ?? (isRecent ? given.limited(known, line) : null)
    const changes = before === null ? [] : accessChanges(before, report)
    seen.reports.set(kind, report)
    tell(changes)
    if (before === null || changes.length > 0) given.keepReport(fetched)
    return null
  }
  const answers = await Promise.all(watchedLive.map(ask))
  const failures = answers.filter(answer => answer instanceof OperatorFailure)
  const [failure] = failures
  if (failure === undefined) return null
  return { at: failures.length === answers.filter(answer => answer !== 'notOffered').length ? 'session' : 'check', failure }
}

async function checkOnce(
  id: LineId, seen: Seen, given: LookDependencies, tell: (changes: readonly Change[]) => void, signal: AbortSignal,
): Promise<LookFailure | null> {
  seen.checkDue = false
  if (given.view(id).available.length === 0) await given.fetchPart(id, 'diagnostics', signal)
  const { available, reports, line } = given.view(id)
  const turns = available.flatMap(({ nid, kinds }) => repeated.filter(kind => kinds.includes(kind)).map(kind => ({ nid, kind })))
  const next = turns[seen.turn % Math.max(1, turns.length)]
  if (next === undefined) return null
  seen.turn += 1
  const fetched = await given.quietCheck(id, next.nid, next.kind, signal)
  if (fetched === 'busy') {
    seen.turn -= 1
    seen.checkDue = true
  }
  if (fetched === null || fetched === 'busy') return null
  if (fetched.status === 'error') return { at: 'check', failure: { code: 'testError' } }
  const report = given.limited(fetched, line)
  const same = (other: Report): boolean => other.kind === report.kind && other.target.nid === report.target.nid && other.status === 'complete'
  const kept = reports.find(same) ?? null
  const key = `${report.kind} ${report.target.nid}`
  const before = seen.reports.get(key) ?? (kept !== null && given.now().getTime() - Date.parse(kept.receivedAt) <= baselineMs ? kept : null)
  if (before !== null) tell(readingChanges(broughtUpToDate(before, [...seen.reports.values()]), report))
  seen.reports.set(key, report)
  if (kept === null || readingChanges(kept, report).length > 0) given.keepReport(fetched)
  return null
}

async function unlessNotOffered(fetching: Promise<void>): Promise<void> {
  try {
    await fetching
  } catch (error) {
    if (!(error instanceof OperatorFailure) || error.data.kind !== 'notOffered') throw error
  }
}

/** Newest log of each circuit; `reports` are newest first. */
function newestLogs(reports: readonly Report[]): Report[] {
  const logs = new Map<string, Report>()
  for (const report of reports) {
    if (report.kind === 'authenticationLog' && report.logins !== null && !logs.has(report.target.nid)) logs.set(report.target.nid, report)
  }
  return [...logs.values()]
}
