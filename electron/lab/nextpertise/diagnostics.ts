import { Dice, hashText, indexOfUuid, uuidOf } from '../random.ts'
import { DAY_MS, HOUR_MS, SECOND_MS, zonelessSpaced } from '../clock.ts'
import { DOCUMENTED_REPORTS } from './documentReports.ts'
import { UUIDS } from './line.ts'
import { deltDetails, seltDetails } from './reportCopper.ts'
import { fibreDetails } from './reportFibre.ts'
import { readReportUuid, reportUuid } from './reportUuid.ts'
import { deltaOntDetails, kpnOntDetails, kpnOntLanDetails } from './reportOnt.ts'
import type { LabLine } from './line.ts'
import type { LabTraits } from './traits.ts'

export type TestType = 'delt' | 'selt' | 'fiber-check' | 'ont-check' | 'ont-lan-check'
export const TEST_TYPES: readonly TestType[] = ['delt', 'selt', 'fiber-check', 'ont-check', 'ont-lan-check']

type PriorReport = Pick<StoredReport, 'uuid' | 'type' | 'readyMs'> & { failed: boolean; betterDb: number }
type StoredReport = { uuid: string; nid: string; type: TestType; line: LabLine; readyMs: number; polls: number }
/** How reports find their line as it is now. */
export type LineLookup = { of(nid: string): LabLine | null; at(index: number): LabLine | null }
export type ReportRow = { uuid: string; type: TestType; status: 'complete' | 'error'; updated: string }

/** Reports that a line has at most from before the lab began: a few, or a named line's whole year. */
const MOST_PRIOR = 3
const MOST_YEAR = 120
const YEAR_MS = 365 * DAY_MS
/** A NID up to the two digits of its circuit. */
const CARRIER_DIGITS = 13
const SALT = { prior: 701, count: 702, year: 7100 }

/** Tests that fit a line; the authentication log belongs to ppp. */
export function testsFor(line: LabLine): readonly TestType[] {
  switch (line.technology.family) {
    case 'copper':
      return ['delt', 'selt']
    case 'gof':
      return ['fiber-check']
    case 'kpnPon':
    case 'deltaPon':
      return ['ont-check', 'ont-lan-check']
    default:
      return []
  }
}

/** Reply of `list_available_diagnostics`. */
export function availableDiagnostics(line: LabLine): {
  provider: string
  available_diagnostics: string[]
  number_of_tests: number
} {
  const log = line.provisioning === 'ppp' ? ['authentication_log'] : []
  return { provider: line.technology.carrier.network, available_diagnostics: [...log, ...testsFor(line)], number_of_tests: 1 }
}

/** The report of a finished test, in the wire form its supplier uses; `betterDb` is how much better light or margin was then. */
export function reportOf(
  line: LabLine,
  type: TestType,
  nowMs: number,
  before: { failed: boolean; betterDb: number } = { failed: false, betterDb: 0 },
): Record<string, unknown> {
  const provider = line.technology.carrier.network
  if (line.condition === 'testFails' || before.failed)
    return { status: 'error', error_details: 'Measurement could not be executed: device not reachable', provider }
  const asked =
    line.condition === 'otherReport' && type === 'delt'
      ? 'selt'
      : line.condition === 'otherReport' && type === 'selt'
        ? 'delt'
        : type
  return { status: 'complete', error_details: null, provider, ...detailsOf(line, asked, nowMs, before.betterDb) }
}

function detailsOf(line: LabLine, type: TestType, nowMs: number, betterDb: number): Record<string, unknown> {
  switch (type) {
    case 'selt':
      return { selt_details: seltDetails(line) }
    case 'delt':
      return { delt_details: deltDetails(line, nowMs, betterDb) }
    case 'fiber-check':
      return { fiber_check_details: fibreDetails(line, nowMs, betterDb) }
    case 'ont-check':
      return { ont_check_details: line.technology.family === 'deltaPon' ? deltaOntDetails(line, betterDb) : kpnOntDetails(line, nowMs) }
    default:
      return line.technology.family === 'deltaPon'
        ? { ont_check_details: deltaOntDetails(line, betterDb) }
        : { ont_lan_check_details: kpnOntLanDetails(line, nowMs) }
  }
}

/** What a poll finds: a report, or one of the three ways in which it is not there yet. */
export type Poll = { kind: 'report'; report: Record<string, unknown> | null } | { kind: 'unknown' }

/** Tests under way and reports kept. */
export class Diagnostics {
  readonly checkMs: number
  readonly #now: () => number
  readonly #startedMs: number
  readonly #reports = new Map<string, StoredReport>()

  constructor(now: () => number, checkMs: number) {
    this.#now = now
    this.#startedMs = now()
    this.checkMs = checkMs
  }

  /** Starts a test and gives its uuid, or null where as many run at this circuit as are allowed. */
  start(line: LabLine, nid: string, type: TestType): string | null {
    const nowMs = this.#now()
    for (const report of this.#reports.values()) if (report.nid === nid && report.readyMs > nowMs) return null
    const circuit = Number(nid.slice(CARRIER_DIGITS))
    const uuid = reportUuid(nid, { index: line.index, circuit, type: TEST_TYPES.indexOf(type), startedMs: nowMs })
    this.#reports.set(uuid, { uuid, nid, type, line, readyMs: nowMs + this.checkMs, polls: 0 })
    return uuid
  }

  /** A report by uuid. While a test runs the answers take turns: null, a pending status, a refusal as for an unknown uuid. */
  poll(uuid: string, lines: LineLookup): Poll {
    const documented = DOCUMENTED_REPORTS[uuid]
    if (documented) return { kind: 'report', report: documented }
    const stored = this.#reports.get(uuid) ?? this.#startedBefore(uuid, lines)
    if (stored) {
      if (stored.readyMs <= this.#now())
        return { kind: 'report', report: reportOf(lines.of(stored.nid) ?? stored.line, stored.type, stored.readyMs) }
      const turn = (hashText(uuid) + stored.polls++) % 3
      if (turn === 2) return { kind: 'unknown' }
      const provider = stored.line.technology.carrier.network
      return { kind: 'report', report: turn === 0 ? null : { status: 'pending', error_details: null, provider } }
    }
    const earlier = this.#earlier(uuid, lines)
    return earlier ? { kind: 'report', report: earlier } : { kind: 'unknown' }
  }

  /** A test that an earlier run of this lab began: a demo that is started again finds its running checks so. */
  #startedBefore(uuid: string, lines: LineLookup): StoredReport | null {
    const { index, circuit, type: kind, startedMs } = readReportUuid(uuid)
    const line = lines.at(index)
    const type = TEST_TYPES[kind]
    if (!line?.nid || !type || startedMs > this.#now()) return null
    const nid = line.nid.slice(0, CARRIER_DIGITS) + String(circuit).padStart(2, '0')
    if (reportUuid(nid, { index, circuit, type: kind, startedMs }) !== uuid) return null
    const report = { uuid, nid, type, line, readyMs: startedMs + this.checkMs, polls: 0 }
    this.#reports.set(uuid, report)
    return report
  }

  #earlier(uuid: string, lines: LineLookup): Record<string, unknown> | null {
    for (let at = 1; at <= MOST_YEAR; at++) {
      const index = indexOfUuid(at, UUIDS.report, uuid)
      const line = index === null ? null : lines.at(index)
      const prior = line ? this.#prior(line).find((each) => each.uuid === uuid) : undefined
      if (line && prior) return reportOf(line, prior.type, prior.readyMs, prior)
    }
    return null
  }

  /** Finished reports of a circuit, oldest first whatever was asked: the document's own example does the same. */
  list(line: LabLine, nid: string): ReportRow[] {
    const finished = [...this.#reports.values()].filter((each) => each.nid === nid && each.readyMs <= this.#now())
    return [...this.#prior(line), ...finished.map((each) => ({ ...each, failed: false }))]
      .toSorted((a, b) => a.readyMs - b.readyMs)
      .map(({ uuid, type, readyMs, failed }) => ({
        uuid,
        type,
        status: failed || line.condition === 'testFails' ? 'error' : 'complete',
        updated: zonelessSpaced(readyMs),
      }))
  }

  #prior(line: LabLine): PriorReport[] {
    const dice = new Dice(0, line.index)
    const tests = testsFor(line)
    if (line.traits?.history) return this.#year(line, line.traits.history, tests)
    if (tests.length === 0 || !(dice.perMille(SALT.prior, 350) || line.address.zipcode === '1062AB')) return []
    return Array.from({ length: dice.between(SALT.count, 1, MOST_PRIOR) }, (_, at) => ({
      uuid: uuidOf(at + 1, UUIDS.report, line.index),
      type: dice.pick(SALT.count + at, tests),
      readyMs: this.#startedMs - (at + 1) * dice.between(SALT.count + 9, 2, 20) * DAY_MS - dice.int(SALT.count + at, 9) * HOUR_MS,
      failed: false,
      betterDb: 0,
    }))
  }

  /** A named line's reports of the past year, newest first: what it measures was better the longer ago, with a little noise. */
  #year(line: LabLine, { reports, fallDb }: NonNullable<LabTraits['history']>, tests: readonly TestType[]): PriorReport[] {
    const dice = new Dice(0, line.index)
    const [usual, other] = tests
    if (usual === undefined) return []
    return Array.from({ length: reports }, (_, at) => {
      const agoMs = ((at + 0.5) / reports) * YEAR_MS + dice.int(SALT.year + at, 60) * HOUR_MS
      return {
        uuid: uuidOf(at + 1, UUIDS.report, line.index),
        type: at % 6 === 5 ? (other ?? usual) : usual,
        readyMs: this.#startedMs - Math.round(agoMs / SECOND_MS) * SECOND_MS,
        failed: at % 17 === 11,
        betterDb: fallDb * (agoMs / YEAR_MS) + (dice.int(SALT.year + MOST_YEAR + at, 41) - 20) / 100,
      }
    })
  }
}
