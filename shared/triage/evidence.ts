import type { CheckKind, LoginAttempt, Measurement, Report, ReportKind, StateReading } from '../model/report.ts'
import type { Line, Medium, OnlineState, Transaction } from '../model/line.ts'
import type { AddressCheck } from '../model/addressCheck.ts'
import type { Neighbour } from '../model/neighbour.ts'
import type { Observations } from '../model/observation.ts'
import type { ReadingRef } from '../model/verdict.ts'
import { ponTechnologyOf } from './bands.ts'
import type { PonTechnology } from './bands.ts'

/** Everything triage looks at. Nothing in it is read from a clock or a network. */
export type TriageInput = {
  readonly line: Line
  readonly transaction: Transaction | null
  /** All kept reports of the line, of every kind and age, in any order. */
  readonly reports: readonly Report[]
  readonly observations: Observations | null
  /** UTC. */
  readonly now: string
  /** Session state as last known. */
  readonly online: OnlineState
  /** What reaches the address; null where it was not asked or not answered. */
  readonly addressCheck: AddressCheck | null
  /** Lines nearby, as they stood when last judged here. */
  readonly neighbours: readonly Neighbour[]
  /** The system's clock minus this computer's, ms; null where not known. `now` is this computer's. */
  readonly clockOffsetMs: number | null
  /** Checks the system offers for the line; null where that is not known. */
  readonly available: readonly CheckKind[] | null
}

/** Input with what the rules ask of it: the newest report of each kind, and where a reading stands. */
export type Evidence = TriageInput & {
  /** The system's clock, ms: every age and window is reckoned with it. This computer's where the difference is not known. */
  readonly nowMs: number
  /** Every report, newest first. */
  readonly newestFirst: readonly Report[]
  /** Newest of each kind, whatever its status. */
  readonly newest: ReadonlyMap<ReportKind, Report>
  /** Newest complete one of each kind, newest first: of two that say the same thing, the later one counts. */
  readonly complete: ReadonlyMap<ReportKind, Report>
  /** Newest complete authentication log of each circuit. */
  readonly logs: readonly Report[]
  /** Their attempts by the report's id, newest first. */
  readonly attempts: ReadonlyMap<string, readonly TimedAttempt[]>
  /** The newest accepted log-in of all circuits. */
  readonly lastLogin: FoundLogin | null
  /** An accepted log-in later than the session state `offline`, which then counts as not known. */
  readonly onlineOvertakenBy: FoundLogin | null
  readonly medium: Medium
  readonly pon: PonTechnology
}

/** An attempt to log in with its moment in ms. */
export type TimedAttempt = LoginAttempt & { readonly ms: number }

/** An accepted log-in and the log it stands in; ms of the system's clock. */
export type FoundLogin = { readonly ms: number; readonly report: Report }

export function evidenceOf(input: TriageInput): Evidence {
  const newestFirst = sortedByAge(input, input.reports)
  const newest = new Map<ReportKind, Report>()
  const complete = new Map<ReportKind, Report>()
  const logs = new Map<string, Report>()
  for (const report of newestFirst) {
    const asked = report.status === 'error' && report.requestedKind !== null ? report.requestedKind : report.kind
    if (!newest.has(asked)) newest.set(asked, report)
    if (report.status !== 'complete') continue
    if (!complete.has(report.kind)) complete.set(report.kind, report)
    if (report.kind === 'authenticationLog' && !logs.has(report.target.nid)) logs.set(report.target.nid, report)
  }
  const type = stateIn({ complete }, 'ontType')?.state.value ?? null
  const attempts = new Map([...logs.values()].map(report => [report.id, timed(report.logins?.attempts ?? [])]))
  const lastLogin = lastLoginIn([...logs.values()], attempts)
  const seenMs = systemMs(input, input.line.seenAt)
  const isOvertaken = input.online === 'offline' && lastLogin !== null && lastLogin.ms > seenMs + sameMomentMs
  const onlineOvertakenBy = isOvertaken ? lastLogin : null
  return {
    ...input, nowMs: systemMs(input, input.now), newestFirst, newest, complete, logs: [...logs.values()], attempts, lastLogin,
    onlineOvertakenBy,
    // An access has no session: its link is judged by its own reports.
    online: onlineOvertakenBy === null && input.line.access === null ? input.online : 'unknown',
    medium: mediumOf(input.line, complete),
    pon: ponTechnologyOf(type, input.line.carrier.dataTechnology ?? input.line.technology),
  }
}

const timed = (attempts: readonly LoginAttempt[]): TimedAttempt[] =>
  attempts.map(attempt => ({ ...attempt, ms: Date.parse(attempt.at.utc) })).toSorted((a, b) => b.ms - a.ms)

function lastLoginIn(logs: readonly Report[], attempts: Evidence['attempts']): FoundLogin | null {
  const accepted = logs.flatMap(report => {
    const newest = attempts.get(report.id)?.find(({ status }) => status === 'ok')
    return newest === undefined ? [] : [{ ms: newest.ms, report }]
  })
  return accepted.toSorted((a, b) => b.ms - a.ms)[0] ?? null
}

/** Clocks of access node, log-in server and system differ; within this they name one moment (assumption). */
export const sameMomentMs = 60_000

type Clock = Pick<TriageInput, 'clockOffsetMs'>

/** A moment of this computer's clock as the system's clock had it. */
export const systemMs = ({ clockOffsetMs }: Clock, local: string): number => Date.parse(local) + (clockOffsetMs ?? 0)

/** When a report was measured, ms of the system's clock; never after it came, whatever its time without zone reads. */
export function momentMs(clock: Clock, { measuredAt, receivedAt }: Report): number {
  const received = systemMs(clock, receivedAt)
  return measuredAt === null ? received : Math.min(Date.parse(measuredAt.utc), received)
}

/** Newest first; of one moment by id, so that the order they came in makes no difference. */
function sortedByAge(clock: Clock, reports: readonly Report[]): Report[] {
  const withMs = reports.map(report => ({ report, ms: momentMs(clock, report) }))
  return withMs.toSorted((a, b) => b.ms - a.ms || (a.report.id < b.report.id ? -1 : 1)).map(({ report }) => report)
}

/** When a report was measured, for the screen: as the system says, else when it came. Milliseconds. */
export const reportMs = (report: Report): number => momentMs({ clockOffsetMs: null }, report)

/** The line's own medium; where the system named none, what its reports can only have come from. */
function mediumOf(line: Line, complete: ReadonlyMap<ReportKind, Report>): Medium {
  if (line.medium !== 'unknown') return line.medium
  if (complete.has('fibreCheck')) return 'fibrePointToPoint'
  if (complete.get('portStatus')?.states.some(({ key }) => key === 'accessPortLight') === true) return 'fibrePointToPoint'
  if (complete.has('ontCheck') || complete.has('ontLanCheck')) return 'pon'
  return complete.has('delt') || complete.has('selt') ? 'copper' : 'unknown'
}

/** A reading and the report it stands in. */
export type FoundState = { readonly state: StateReading; readonly report: Report }
export type FoundMeasurement = { readonly measurement: Measurement; readonly value: number; readonly report: Report }

type Reports = Pick<Evidence, 'complete'>

/** All states of a key (LAN ports, VLANs), of the newest report that has the key with a value. */
export function statesIn(evidence: Reports, key: string, kind?: ReportKind): FoundState[] {
  for (const report of evidence.complete.values()) {
    if (kind !== undefined && report.kind !== kind) continue
    const found = report.states.filter(state => state.key === key && state.value !== null)
    if (found.length > 0) return found.map(state => ({ state, report }))
  }
  return []
}

/** The one state of a key; null where no report has a value for it. */
export const stateIn = (evidence: Reports, key: string, kind?: ReportKind): FoundState | null =>
  statesIn(evidence, key, kind)[0] ?? null

/** Value of a state in one report; null where it was not given. With `instance`, of that one of several. */
export const valueOf = (report: Report | undefined, key: string, instance?: string): string | null =>
  report?.states.find(state =>
    state.key === key && state.value !== null && (instance === undefined || state.instance === instance))?.value ?? null

/** Measured values of a key in one report that may be judged: not null, no sentinel, and plausible. */
export const valuesIn = (report: Report, key: string): FoundMeasurement[] => report.measurements.flatMap(measurement => {
  const { value, conversion } = measurement
  if (measurement.key !== key || value === null || !Number.isFinite(value)) return []
  return conversion === 'implausible' || conversion === 'sentinel' ? [] : [{ measurement, value, report }]
})

/** The one measured value of a key, of the newest report that has any; of several the first. */
export function measuredIn(evidence: Reports, key: string): FoundMeasurement | null {
  for (const report of evidence.complete.values()) {
    const found = valuesIn(report, key)[0]
    if (found !== undefined) return found
  }
  return null
}

/** What a report has beside its measurements and states. */
const ofTheReport = new Set(['status', 'kind', 'receivedAt', 'measuredAt', 'logins', 'lastStatusChange', 'exitMessage'])

/** The readings a finding rests on: of the keys, those that the report has. */
export const fromReport = (report: Report, ...keys: string[]): ReadingRef[] => keys
  .filter(key => ofTheReport.has(key) || [...report.states, ...report.measurements].some(each => each.key === key))
  .map(key => ({ source: 'report' as const, reportId: report.id, key }))
export const fromLine = (...keys: string[]): ReadingRef[] => keys.map(key => ({ source: 'line' as const, reportId: null, key }))
export const fromTransaction = (key: string): ReadingRef => ({ source: 'transaction', reportId: null, key })
export const fromObservation = (key: string): ReadingRef => ({ source: 'observation', reportId: null, key })
const from = (source: ReadingRef['source']) => (...keys: string[]): ReadingRef[] =>
  keys.map(key => ({ source, reportId: null, key }))
export const fromAddressCheck = from('addressCheck')
export const fromNeighbours = from('neighbours')
export const fromClock = from('clock')
