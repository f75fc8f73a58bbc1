import type { Circuit } from '../model/line.ts'
import type { Report } from '../model/report.ts'
import { fromLine, fromReport, momentMs, systemMs } from './evidence.ts'
import type { Evidence, TimedAttempt } from './evidence.ts'
import { physicalOk } from './layers.ts'
import { assumption, experience, operator, systemDocument } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'
import { isOffered } from './wouldSettle.ts'

/** Assumption: at least 4 log-ins within an hour or 8 within a day is flapping. */
const flappingPerHour = 4
const flappingPerDay = 8
const hourMs = 3_600_000

/** A circuit's authentication log, newest first. */
type Log = {
  readonly report: Report; readonly circuit: Circuit | null; readonly attempts: readonly TimedAttempt[]
  readonly online: Evidence['online']
}

/** Logs of circuits that log in by PPP; the session state is the circuit's own, else the line's. */
function logsOf(evidence: Evidence): Log[] {
  return allLogs(evidence).filter(({ circuit }) => !hasNoLog(circuit))
}
function allLogs(evidence: Evidence): Log[] {
  return evidence.logs.flatMap(report => {
    if (report.logins === null) return []
    const circuit = evidence.line.circuits.find(({ nid }) => nid === report.target.nid) ?? null
    const attempts = evidence.attempts.get(report.id) ?? []
    const own = evidence.onlineOvertakenBy === null ? circuit?.online ?? 'unknown' : 'unknown'
    const online = evidence.online === 'unknown' ? own : evidence.online
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
    id: 'A1', levels: ['fault'], domains: ['home', 'auth'], explains: ['noSession'],
    source: experience('RADIUS sees only what got through PPPoE discovery (RFC 2516): an empty log means that nothing reached it'),
    evaluate: evidence => perLog(evidence, log => {
      if (log.attempts.length > 0 || log.online === 'online' || !logsIn(log.circuit) || physicalOk(evidence) !== true) return null
      const askedMs = momentMs(evidence, log.report)
      const afterMs = log.report.logins === null ? askedMs : Date.parse(log.report.logins.after)
      // A window of minutes says nothing of a router that never tries.
      if (askedMs - afterMs < hourMs) return null
      const days = Math.max(1, Math.round((askedMs - afterMs) / (24 * hourMs)))
      return hit(log, { level: 'fault', domains: ['home', 'auth'], part: 'router', params: { days } })
    }),
  },
  {
    id: 'A2', levels: ['fault'], domains: ['auth'], explains: ['noSession'],
    source: systemDocument('Nextpertise API, get_authlog: every attempt has status incorrect; from two on it is plain (assumption)'),
    evaluate: evidence => perLog(evidence, log => {
      const newest = log.attempts[0]
      if (newest === undefined || !log.attempts.every(({ status }) => status === 'incorrect')) return null
      const found = hit(log, {
        level: 'fault', domains: ['auth'], part: 'router',
        params: { count: log.attempts.length, lastMs: newest.ms, username: newest.username ?? '' },
      })
      // One refusal may be a slip of the fingers.
      return log.attempts.length === 1 ? { ...found, basis: 'inferred' } : found
    }),
  },
  {
    id: 'A3', levels: ['warn'], domains: ['wiring', 'home'],
    source: assumption('at least 4 accepted log-ins within an hour, or 8 within a day'),
    evaluate: evidence => perLog(evidence, log => {
      const until = momentMs(evidence, log.report)
      const times = log.attempts.filter(({ status }) => status === 'ok').map(({ ms }) => ms).filter(time => until - time <= 24 * hourMs)
      const inHour = Math.max(0, ...times.map((newest, index) => times.slice(index).filter(time => newest - time <= hourMs).length))
      if (inHour < flappingPerHour && times.length < flappingPerDay) return null
      return hit(log, {
        level: 'warn', domains: ['wiring', 'home'], part: 'router',
        params: inHour >= flappingPerHour ? { count: inHour, period: 'hour' } : { count: times.length, period: 'day' },
      })
    }),
  },
  {
    id: 'A4', levels: ['warn'], domains: ['auth', 'operator'], explains: ['noSession'],
    source: operator('a stale session is a standard outcome of service tests (The Fibre Cafe); last log-in within 24 hours, circuit offline'),
    evaluate: evidence => perLog(evidence, log => {
      const newest = log.attempts[0]
      if (newest?.status !== 'ok' || log.online !== 'offline' || !lineLooksWell(evidence)) return null
      if (Math.max(systemMs(evidence, evidence.line.seenAt), momentMs(evidence, log.report)) - newest.ms > 24 * hourMs) return null
      const found = hit(log, { level: 'warn', domains: ['auth', 'operator'], part: 'network', params: { lastMs: newest.ms } })
      return { ...found, readings: [...found.readings, ...fromLine('online')] }
    }),
  },
  {
    id: 'A5', levels: ['warn'], domains: ['auth'],
    source: systemDocument('Nextpertise API, get_authlog: username against provisioning.username'),
    evaluate: evidence => perLog(evidence, log => {
      const expected = log.circuit?.provisioning?.username?.trim() ?? ''
      const used = log.attempts.find(({ username }) => username !== null && username.trim() !== '')?.username?.trim() ?? ''
      if (expected === '' || used === '' || expected.toLowerCase() === used.toLowerCase()) return null
      const found = hit(log, { level: 'warn', domains: ['auth'], part: 'router', params: { used, expected } })
      return { ...found, readings: [...found.readings, ...fromLine('provisioning.username')] }
    }),
  },
  {
    id: 'A6', levels: ['note'], domains: ['auth'], aside: true,
    source: systemDocument('Nextpertise API, list_connections: provisioning_type vlan, l2tp or static'),
    evaluate: evidence => allLogs(evidence).filter(({ circuit }) => hasNoLog(circuit)).map(log => hit(log, {
      level: 'note', domains: ['auth'], part: 'network', params: { type: log.circuit?.provisioning?.type ?? '' },
    })),
  },
  {
    id: 'A7', levels: ['fault'], domains: ['auth'], explains: ['noSession'],
    source: systemDocument('Nextpertise API, get_authlog: status ok before, incorrect now'),
    evaluate: evidence => perLog(evidence, log => {
      const newest = log.attempts[0]
      const lastOk = log.attempts.find(({ status }) => status === 'ok')
      return newest?.status !== 'incorrect' || lastOk === undefined ? null : hit(log, {
        level: 'fault', domains: ['auth'], part: 'router',
        params: { lastMs: newest.ms, okMs: lastOk.ms, username: newest.username ?? '' },
      })
    }),
  },
]
