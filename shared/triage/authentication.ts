import type { Circuit } from '../model/line.ts'
import type { LoginAttempt, Report } from '../model/report.ts'
import { fromLine, fromReport } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { physicalOk } from './layers.ts'
import type { Rule, RuleHit } from './rule.ts'
import { isOffered } from './wouldSettle.ts'

/** Domain.md 2.4, assumptions: at least 4 log-ins within an hour or 8 within a day is flapping. */
const flappingPerHour = 4
const flappingPerDay = 8
const hourMs = 3_600_000

/** A circuit's authentication log, newest first. */
type Log = {
  readonly report: Report; readonly circuit: Circuit | null; readonly attempts: readonly LoginAttempt[]
  readonly online: Evidence['online']
}

const timeOf = (attempt: LoginAttempt): number => Date.parse(attempt.at.utc)

/** Logs of circuits that log in by PPP; the session state is the circuit's own, else the line's. */
function logsOf(evidence: Evidence): Log[] {
  return allLogs(evidence).filter(({ circuit }) => !hasNoLog(circuit))
}
function allLogs(evidence: Evidence): Log[] {
  return evidence.logs.flatMap(report => {
    if (report.logins === null) return []
    const circuit = evidence.line.circuits.find(({ nid }) => nid === report.target.nid) ?? null
    const attempts = report.logins.attempts.toSorted((a, b) => timeOf(b) - timeOf(a))
    const online = evidence.online !== 'unknown' ? evidence.online : circuit?.online ?? 'unknown'
    return [{ report, circuit, attempts, online }]
  })
}
const hasNoLog = (circuit: Circuit | null): boolean => ['vlan', 'l2tp', 'static'].includes(circuit?.provisioning?.type ?? 'ppp')

/** Provisioned to log in: a voice circuit may be called ppp, yet have no log-in of its own. */
const logsIn = (circuit: Circuit | null): boolean =>
  circuit?.provisioning?.type === 'ppp' && (circuit.provisioning.username !== null || circuit.provisioning.hasPassword)

const hit = (log: Log, part: Omit<RuleHit, 'basis' | 'readings'>): RuleHit =>
  ({ basis: 'plain', readings: fromReport(log.report, 'logins'), ...part })
/** Dropping a session is no advice before the line was looked at, where it can be. */
function lineLooksWell(evidence: Evidence): boolean {
  const canBeSeen = (['fibreCheck', 'ontCheck', 'delt'] as const).some(kind => isOffered(kind, evidence))
  return physicalOk(evidence) ?? !canBeSeen
}

/** One hit per circuit; where several circuits log in, each hit names its own. */
function perLog(evidence: Evidence, judge: (log: Log) => RuleHit | null): RuleHit[] {
  const logs = logsOf(evidence)
  return logs.flatMap(log => {
    const found = judge(log)
    if (found === null) return []
    return logs.length < 2 ? [found] : [{ ...found, params: { ...found.params, circuit: circuitName(log) } }]
  })
}
const circuitName = ({ circuit, report }: Log): string =>
  circuit?.vlan === null || circuit === null ? report.target.nid : `VLAN ${circuit.vlan}`

export const authenticationRules: readonly Rule[] = [
  {
    id: 'A1', source: 'domain.md 2.4: nothing reached the RADIUS server', explains: ['noSession'],
    evaluate: evidence => perLog(evidence, log => {
      if (log.attempts.length > 0 || log.online === 'online' || !logsIn(log.circuit) || physicalOk(evidence) !== true) return null
      const { receivedAt, logins } = log.report
      const days = Math.max(1, Math.round((Date.parse(receivedAt) - Date.parse(logins?.after ?? receivedAt)) / (24 * hourMs)))
      return hit(log, { level: 'fault', domains: ['home', 'auth'], part: 'router', params: { days } })
    }),
  },
  {
    id: 'A2', source: 'domain.md 2.4: only refused log-ins', explains: ['noSession'],
    evaluate: evidence => perLog(evidence, log => {
      const newest = log.attempts[0]
      return newest === undefined || !log.attempts.every(({ status }) => status === 'incorrect') ? null : hit(log, {
        level: 'fault', domains: ['auth'], part: 'router',
        params: { count: log.attempts.length, lastMs: timeOf(newest), username: newest.username ?? '' },
      })
    }),
  },
  {
    id: 'A3', source: 'domain.md 2.4: at least 4 log-ins in an hour or 8 in a day (assumption)',
    evaluate: evidence => perLog(evidence, log => {
      const until = Date.parse(log.report.receivedAt)
      const times = log.attempts.filter(({ status }) => status === 'ok').map(timeOf).filter(time => until - time <= 24 * hourMs)
      const inHour = Math.max(0, ...times.map((newest, index) => times.slice(index).filter(time => newest - time <= hourMs).length))
      if (inHour < flappingPerHour && times.length < flappingPerDay) return null
      return hit(log, {
        level: 'warn', domains: ['wiring', 'home'], part: 'router',
        params: inHour >= flappingPerHour ? { count: inHour, period: 'hour' } : { count: times.length, period: 'day' },
      })
    }),
  },
  {
    id: 'A4', source: 'domain.md 2.4 and #8: a stale session', explains: ['noSession'],
    evaluate: evidence => perLog(evidence, log => {
      const newest = log.attempts[0]
      if (newest?.status !== 'ok' || log.online !== 'offline' || !lineLooksWell(evidence)) return null
      if (Date.parse(log.report.receivedAt) - timeOf(newest) > 24 * hourMs) return null
      const found = hit(log, { level: 'warn', domains: ['auth', 'operator'], part: 'network', params: { lastMs: timeOf(newest) } })
      return { ...found, readings: [...found.readings, ...fromLine('online')] }
    }),
  },
  {
    id: 'A5', source: 'domain.md 2.4: another user name than provisioned',
    evaluate: evidence => perLog(evidence, log => {
      const expected = log.circuit?.provisioning?.username?.trim() ?? ''
      const used = log.attempts.find(({ username }) => username !== null && username.trim() !== '')?.username?.trim() ?? ''
      if (expected === '' || used === '' || expected.toLowerCase() === used.toLowerCase()) return null
      const found = hit(log, { level: 'warn', domains: ['auth'], part: 'router', params: { used, expected } })
      return { ...found, readings: [...found.readings, ...fromLine('provisioning.username')] }
    }),
  },
  {
    id: 'A6', source: 'Nextpertise API: provisioning_type', aside: true,
    evaluate: evidence => allLogs(evidence).filter(({ circuit }) => hasNoLog(circuit)).map(log => hit(log, {
      level: 'note', domains: ['auth'], part: 'network', params: { type: log.circuit?.provisioning?.type ?? '' },
    })),
  },
  {
    id: 'A7', source: 'domain.md 2.4: accepted before, refused now', explains: ['noSession'],
    evaluate: evidence => perLog(evidence, log => {
      const newest = log.attempts[0]
      const lastOk = log.attempts.find(({ status }) => status === 'ok')
      return newest?.status !== 'incorrect' || lastOk === undefined ? null : hit(log, {
        level: 'fault', domains: ['auth'], part: 'router',
        params: { lastMs: timeOf(newest), okMs: timeOf(lastOk), username: newest.username ?? '' },
      })
    }),
  },
]
