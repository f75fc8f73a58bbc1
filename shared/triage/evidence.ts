import type { CheckKind, Measurement, Report, ReportKind, StateReading } from '../model/report.ts'
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
  readonly nowMs: number
  /** Newest of each kind, whatever its status. */
  readonly newest: ReadonlyMap<ReportKind, Report>
  /** Newest complete one of each kind. */
  readonly complete: ReadonlyMap<ReportKind, Report>
  /** Newest complete authentication log of each circuit. */
  readonly logs: readonly Report[]
  readonly medium: Medium
  readonly pon: PonTechnology
}

export function evidenceOf(input: TriageInput): Evidence {
  const byAge = input.reports.toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))
  const newest = new Map<ReportKind, Report>()
  const complete = new Map<ReportKind, Report>()
  const logs = new Map<string, Report>()
  for (const report of byAge) {
    const asked = report.status === 'error' && report.requestedKind !== null ? report.requestedKind : report.kind
    if (!newest.has(asked)) newest.set(asked, report)
    if (report.status !== 'complete') continue
    if (!complete.has(report.kind)) complete.set(report.kind, report)
    if (report.kind === 'authenticationLog' && !logs.has(report.target.nid)) logs.set(report.target.nid, report)
  }
  const partial = { complete }
  const type = stateIn(partial, 'ontType')?.state.value ?? null
  return {
    ...input, nowMs: Date.parse(input.now), newest, complete, logs: [...logs.values()],
    medium: mediumOf(input.line, complete),
    pon: ponTechnologyOf(type, input.line.carrier.dataTechnology ?? input.line.technology),
  }
}

/** The line's own medium; where the system named none, what its reports can only have come from. */
function mediumOf(line: Line, complete: ReadonlyMap<ReportKind, Report>): Medium {
  if (line.medium !== 'unknown') return line.medium
  if (complete.has('fibreCheck')) return 'fibrePointToPoint'
  if (complete.has('ontCheck') || complete.has('ontLanCheck')) return 'pon'
  return complete.has('delt') || complete.has('selt') ? 'copper' : 'unknown'
}

/** A reading and the report it stands in. */
export type FoundState = { readonly state: StateReading; readonly report: Report }
export type FoundMeasurement = { readonly measurement: Measurement; readonly value: number; readonly report: Report }

type Reports = Pick<Evidence, 'complete'>

/** The newest reports first: of two that say the same thing, the later one counts. */
const byAge = (evidence: Reports): Report[] => [...evidence.complete.values()].toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))

/** All states of a key (LAN ports, VLANs), of the newest report that has the key with a value. */
export function statesIn(evidence: Reports, key: string, kind?: ReportKind): FoundState[] {
  for (const report of byAge(evidence)) {
    if (kind !== undefined && report.kind !== kind) continue
    const found = report.states.filter(state => state.key === key && state.value !== null)
    if (found.length > 0) return found.map(state => ({ state, report }))
  }
  return []
}

/** The one state of a key; null where no report has a value for it. */
export const stateIn = (evidence: Reports, key: string, kind?: ReportKind): FoundState | null => statesIn(evidence, key, kind)[0] ?? null

/** Value of a state in one report; null where it was not given. */
export const valueOf = (report: Report | undefined, key: string): string | null =>
  report?.states.find(state => state.key === key && state.value !== null)?.value ?? null

/** A measured value that may be judged: not null, no sentinel, and plausible. */
export function measuredIn(evidence: Reports, key: string): FoundMeasurement | null {
  for (const report of byAge(evidence)) {
    const measurement = report.measurements.find(each => each.key === key)
    if (measurement === undefined || measurement.value === null || measurement.conversion === 'implausible') continue
    return { measurement, value: measurement.value, report }
  }
  return null
}

/** The readings a finding rests on. */
export const fromReport = (report: Report, ...keys: string[]): ReadingRef[] =>
  keys.map(key => ({ source: 'report' as const, reportId: report.id, key }))
export const fromLine = (...keys: string[]): ReadingRef[] => keys.map(key => ({ source: 'line' as const, reportId: null, key }))
export const fromTransaction = (key: string): ReadingRef => ({ source: 'transaction', reportId: null, key })
export const fromObservation = (key: string): ReadingRef => ({ source: 'observation', reportId: null, key })

/** When a report was measured: as the system says, else when it came. Milliseconds. */
export const reportMs = (report: Report): number => Date.parse(report.measuredAt?.utc ?? report.receivedAt)
