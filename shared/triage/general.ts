import type { Rule } from './rule.ts'
import { nothing } from './rule.ts'
import { fromLine, fromReport, fromTransaction, reportMs } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { isOld } from './reportAge.ts'
import type { PathPartName } from '../model/verdict.ts'
import type { ReportKind } from '../model/report.ts'

/** The part of the path that a check looks at. */
const partOf: Readonly<Record<ReportKind, PathPartName>> = {
  fibreCheck: 'line', ontCheck: 'terminal', ontLanCheck: 'router', delt: 'line', selt: 'line', authenticationLog: 'network',
  unknown: 'network',
}

/** Reports whose age matters: the newest of each kind. */
const current = (evidence: Evidence) => [...evidence.newest.entries()]

/** States of a transaction that is still to change something. */
const isUnderWay = (state: string | null): boolean => ['new', 'processing'].includes(state?.toLowerCase() ?? '')

export const generalRules: readonly Rule[] = [
  {
    id: 'G1', source: 'Nextpertise API: report.status, error_details',
    evaluate: evidence => current(evidence).flatMap(([kind, report]) => report.status === 'complete' ? [] : [{
      level: 'unknown' as const, domains: ['data' as const], basis: 'plain' as const, part: partOf[kind],
      params: { check: kind, error: report.errorText ?? '' }, readings: fromReport(report, 'status'),
    }]),
  },
  {
    id: 'G2', source: 'Openreach: a test result stays valid 2 h (domain.md #8)', aside: true,
    evaluate: evidence => {
      const old = current(evidence).map(([kind, report]) => ({ kind, report })).filter(({ report }) => isOld(report, evidence.now))
        .toSorted((a, b) => reportMs(a.report) - reportMs(b.report))[0]
      return old === undefined ? nothing : [{
        level: 'note', domains: ['data'], basis: 'plain', part: partOf[old.kind], readings: fromReport(old.report, 'receivedAt'),
        params: { check: old.kind, hours: Math.floor((evidence.nowMs - reportMs(old.report)) / 3_600_000) },
      }]
    },
  },
  {
    id: 'G3', source: 'domain.md section 4: swapped get_report examples', aside: true,
    evaluate: evidence => [...evidence.complete.values()].flatMap(report => {
      const { requestedKind, kind } = report
      return requestedKind === null || kind === 'unknown' || requestedKind === kind ? [] : [{
        level: 'note' as const, domains: ['data' as const], basis: 'plain' as const, part: partOf[kind],
        params: { asked: requestedKind, check: kind }, readings: fromReport(report, 'kind'),
      }]
    }),
  },
  {
    id: 'G4', source: 'Nextpertise API: connection.active, transaction.state',
    evaluate: ({ line, transaction }) => {
      // A finished transaction stays the most recent one; only one that still runs says that the service is changing.
      const running = transaction !== null && transaction.open !== false && (transaction.open === true || isUnderWay(transaction.state))
      const ordered = line.state === 'processing' || isUnderWay(line.transaction?.state ?? null)
      const inactive = line.active === false || line.state === 'terminated' || line.state === 'cancelled'
      return !running && !ordered && !inactive ? nothing : [{
        level: 'note', domains: ['auth'], basis: 'plain', part: 'network',
        params: { action: transaction?.action ?? line.transaction?.action ?? 'none', why: running || ordered ? 'processing' : 'inactive' },
        readings: running ? [fromTransaction('state')] : fromLine('state'),
      }]
    },
  },
  {
    id: 'G5', source: 'Nextpertise API: provisioning.enabled, provisioning.blocked', leads: true,
    explains: ['P1', 'P4', 'L1', 'L3', 'F1', 'F7', 'F8', 'D1', 'D2', 'S1', 'S4', 'S7', 'A1', 'A2', 'A4', 'A5', 'A7', 'X1', 'noSession'],
    evaluate: ({ line }) => {
      const off = line.circuits.find(({ provisioning }) => provisioning?.blocked === true || provisioning?.enabled === false)
      return off === undefined ? nothing : [{
        level: 'fault', domains: ['auth'], basis: 'plain', part: 'network',
        params: { why: off.provisioning?.blocked === true ? 'blocked' : 'disabled', circuit: off.nid ?? '' },
        readings: fromLine(off.provisioning?.blocked === true ? 'provisioning.blocked' : 'provisioning.enabled'),
      }]
    },
  },
]
