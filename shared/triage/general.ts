import { accessLink, openSubscriptions } from './accessLooks.ts'
import { assumption, nothing, operator, systemDocument } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'
import { fromClock, fromLine, fromReport, fromTransaction, momentMs } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { ageMs, isStale } from './reportAge.ts'
import type { Circuit } from '../model/line.ts'
import type { PathPartName } from '../model/verdict.ts'
import type { Report, ReportKind } from '../model/report.ts'

/** The part of the path that a check looks at. */
export const partOf: Readonly<Record<ReportKind, PathPartName>> = {
  fibreCheck: 'line', ontCheck: 'terminal', ontLanCheck: 'router', delt: 'line', selt: 'line', authenticationLog: 'network',
  accessHardware: 'accessNode', portStatus: 'line', macTable: 'router', leases: 'router', igmpGroups: 'router', cpeStatus: 'terminal',
  sipRegistration: 'network', mobileDataUsage: 'network',
  unknown: 'network',
}

/** Reports whose age matters: the newest of each kind. */
const current = (evidence: Evidence) => [...evidence.newest.entries()]

/** States of a transaction that is still to change something. */
const isUnderWay = (state: string | null): boolean => ['new', 'processing'].includes(state?.toLowerCase() ?? '')

/** What is to be expected of a line without a service. */
const beyondService = ['noSession', 'A1', 'A4', 'P1', 'D1', 'F1', 'F8', 'S1', 'S4', 'S7', 'L1', 'L7', 'L8', 'L11', 'L12']

/** Minutes by which clocks may differ before it matters for a line's story (rule G6). */
const clockToleranceMs = 2 * 60_000
/** A time without a zone may be Dutch local time: two hours ahead of UTC in summer. */
const zonelessMs = 2 * 3_600_000

/** A report that says it was measured after it came. */
const isFromTheFuture = (evidence: Evidence, { measuredAt }: Report): boolean => measuredAt !== null
  && Date.parse(measuredAt.utc) > evidence.nowMs + clockToleranceMs + (measuredAt.zone === 'given' ? 0 : zonelessMs)

/** Subscriptions that the operator has suspended; where another one works, it may not be what the customer misses. */
function suspended(evidence: Evidence): readonly RuleHit[] {
  const open = openSubscriptions(evidence)
  const off = open.filter(({ state }) => state === 'suspended')
  const others = open.some(({ state }) => state === 'active')
  const first = off[0]
  return first === undefined ? nothing : [{
    level: others ? 'warn' : 'fault', domains: ['auth'], basis: 'plain', part: 'network', readings: fromLine('subscriptions'),
    params: { why: 'suspended', others: others ? 'yes' : 'no', service: off.map(({ service }) => service ?? '').filter(service => service !== '').join(', ') },
  }]
}

/** Why an access may be dark without a fault, by its state; an unknown state is worth a word only where nothing has a link. */
function accessWhy(evidence: Evidence): 'migrating' | 'notBuilt' | 'otherState' | null {
  const { line } = evidence
  const accessState = line.access?.accessState ?? null
  if (/migrat/i.test(accessState ?? '')) return 'migrating'
  if (line.state === 'processing') return 'notBuilt'
  return line.state === null && accessState !== null && accessLink(evidence) === false ? 'otherState' : null
}

/** What is not delivered yet has no session; what has ended, or is moved or not built yet, has no line. */
function explainedByOrder(evidence: Evidence, why: string): readonly string[] {
  if (why === 'processing') return evidence.line.state === 'processing' ? ['noSession', 'A1'] : []
  return why === 'otherState' && openSubscriptions(evidence).some(({ state }) => state === 'active') ? [] : beyondService
}

export const generalRules: readonly Rule[] = [
  {
    id: 'G1', levels: ['unknown'], domains: ['data'],
    source: systemDocument('Nextpertise API, get_report: status other than complete, error_details'),
    evaluate: evidence => current(evidence).flatMap(([kind, report]) => report.status === 'complete' ? [] : [{
      level: 'unknown' as const, domains: ['data' as const], basis: 'plain' as const, part: partOf[kind],
      params: { check: kind, error: report.errorText ?? '' }, readings: fromReport(report, 'status'),
    }]),
  },
  {
    id: 'G2', levels: ['note'], domains: ['data'], aside: true,
    source: operator('Openreach service test: a result stays valid for 2 hours for a fault report'),
    evaluate: evidence => {
      const old = current(evidence).map(([kind, report]) => ({ kind, report })).filter(({ report }) => isStale(evidence, report))
        .toSorted((a, b) => momentMs(evidence, a.report) - momentMs(evidence, b.report))[0]
      return old === undefined ? nothing : [{
        level: 'note', domains: ['data'], basis: 'plain', part: partOf[old.kind], readings: fromReport(old.report, 'receivedAt'),
        params: { check: old.kind, hours: Math.floor(ageMs(evidence, old.report) / 3_600_000) },
      }]
    },
  },
  {
    id: 'G3', levels: ['note'], domains: ['data'], aside: true,
    source: systemDocument('Nextpertise API, get_report: its own DELT and SELT examples are swapped, so the content decides'),
    evaluate: evidence => [...evidence.complete.values()].flatMap(report => {
      const { requestedKind, kind } = report
      return requestedKind === null || kind === 'unknown' || requestedKind === kind ? [] : [{
        level: 'note' as const, domains: ['data' as const], basis: 'plain' as const, part: partOf[kind],
        params: { asked: requestedKind, check: kind }, readings: fromReport(report, 'kind'),
      }]
    }),
  },
  {
    id: 'G4', levels: ['note'], domains: ['auth'],
    source: systemDocument('Nextpertise API, list_connections: active, state; get_recent_transaction: state, open; ON-API 2.6, accesses: accessState'),
    evaluate: evidence => {
      const { line, transaction } = evidence
      // A finished transaction stays the most recent one; only one that still runs says that the service is changing.
      const running = transaction !== null && transaction.open !== false && (transaction.open === true || isUnderWay(transaction.state))
      const ordered = line.state === 'processing' || isUnderWay(line.transaction?.state ?? null)
      const inactive = line.active === false || line.state === 'terminated' || line.state === 'cancelled'
      const ofAccess = line.access === null ? null : accessWhy(evidence)
      const why = ofAccess ?? (running || ordered ? 'processing' : inactive ? 'inactive' : null)
      return why === null ? nothing : [{
        level: 'note', domains: ['auth'], basis: 'plain', part: 'network',
        params: { action: transaction?.action ?? line.transaction?.action ?? 'none', why, state: line.access?.accessState ?? '' },
        readings: running ? [fromTransaction('state')] : fromLine(line.access === null ? 'state' : 'access.accessState'),
        explains: explainedByOrder(evidence, why),
      }]
    },
  },
  {
    id: 'G5', levels: ['fault', 'warn'], domains: ['auth'], leads: true,
    source: systemDocument('Nextpertise API, list_connections: provisioning.enabled, provisioning.blocked; ON-API 2.6, subscriptions: operationalState'),
    explains: [
      'L7', 'L8', 'L11', 'L12', 'P1', 'P4', 'L1', 'L3', 'F1', 'F7', 'F8', 'D1', 'D2', 'S1', 'S4', 'S7', 'A1', 'A2', 'A4', 'A5', 'A7', 'X1', 'C1', 'noSession',
    ],
    evaluate: evidence => {
      const { line, online } = evidence
      if (line.access !== null) return suspended(evidence)
      const isOff = ({ provisioning }: Circuit): boolean => provisioning?.blocked === true || provisioning?.enabled === false
      const off = line.circuits.find(isOff)
      // One of several services: where the line is online all the same, it is not what the line suffers from.
      const others = online === 'online' && line.circuits.some(circuit => circuit.provisioning !== null && !isOff(circuit))
      return off === undefined ? nothing : [{
        level: others ? 'warn' : 'fault', domains: ['auth'], basis: 'plain', part: 'network',
        params: {
          why: off.provisioning?.blocked === true ? 'blocked' : 'disabled', circuit: off.nid ?? '', others: others ? 'yes' : 'no',
        },
        readings: fromLine(off.provisioning?.blocked === true ? 'provisioning.blocked' : 'provisioning.enabled'),
      }]
    },
  },
  {
    id: 'G6', levels: ['note'], domains: ['data'], aside: true,
    source: assumption('2 minutes off the date of the system’s replies, so that log-ins and changes of the line can be compared'),
    evaluate: evidence => {
      const { clockOffsetMs } = evidence
      if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > clockToleranceMs) {
        return [{
          level: 'note', domains: ['data'], basis: 'plain', part: 'network', readings: fromClock('clockOffset'),
          params: { why: clockOffsetMs > 0 ? 'behind' : 'ahead', minutes: Math.round(Math.abs(clockOffsetMs) / 60_000) },
        }]
      }
      const report = evidence.newestFirst.find(each => isFromTheFuture(evidence, each))
      return report === undefined ? nothing : [{
        level: 'note', domains: ['data'], basis: 'plain', part: 'network', readings: fromReport(report, 'measuredAt'),
        params: {
          why: 'report', check: report.kind, minutes: Math.round((Date.parse(report.measuredAt?.utc ?? '') - evidence.nowMs) / 60_000),
        },
      }]
    },
  },
]
