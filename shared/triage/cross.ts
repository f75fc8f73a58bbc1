import type { ReadingRef } from '../model/verdict.ts'
import { fromLine, fromObservation, fromReport } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { fibreOk } from './fibre.ts'
import { lanPorts } from './lan.ts'
import { leaseOkBy, lineOkBy, physicalOk, sessionOkBy } from './layers.ts'
import { ontOk } from './pon.ts'
import { assumption, nothing, operator } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'
import { accessLink, portReadings } from './accessLooks.ts'
import { deltSilent, seltVerdict } from './copper.ts'

/** Clocks of the access node and of RADIUS differ; within this they name one moment. */
const sameMomentMs = 5 * 60_000

type Stopped = {
  readonly ms: number; readonly why: 'power' | 'since'; readonly part: 'router' | 'terminal'; readonly readings: readonly ReadingRef[]
}

/** Since when the line is down by its own report, where the authentication log falls silent at the same time. */
function stoppedAt(evidence: Evidence): Stopped | null {
  const ports = lanPorts(evidence)
  const lanDown = ports !== null && ports.down.length > 0 && ontOk(evidence) !== false
  const silent = deltSilent(evidence)
  const whole = seltVerdict(evidence)?.kind === 'whole'
  const ontReport = ontOk(evidence) === false ? evidence.complete.get('ontCheck') ?? null : null
  const fibreReport = fibreOk(evidence) === false ? evidence.complete.get('fibreCheck') ?? null : null
  // The cable and the box are whole where the LAN port or the modem's end is all that went: only then is it the house.
  const report = lanDown ? ports.report : silent?.report ?? ontReport ?? fibreReport
  if (report === null) return null
  const changed = report.lastStatusChange
  const log = evidence.lastLogin?.report
  const logins = log?.logins ?? null
  if (changed === null || changed.zone !== 'given' || log === undefined || logins === null) return null
  const ms = Date.parse(changed.utc)
  if (ms < Date.parse(logins.after)) return null
  const before = logins.attempts.some(({ status, at }) => status === 'ok' && Date.parse(at.utc) <= ms + sameMomentMs)
  const after = logins.attempts.some(({ at }) => Date.parse(at.utc) > ms + sameMomentMs)
  if (!before || after) return null
  const readings = [...fromReport(report, 'lastStatusChange'), ...fromReport(log, 'logins')]
  return { ms, why: lanDown || whole ? 'power' : 'since', part: lanDown ? 'router' : 'terminal', readings }
}

/** Since when the access port has no link, by its own word. */
function linkGoneSince(evidence: Evidence): RuleHit | null {
  const port = evidence.complete.get('portStatus')
  const since = port?.lastStatusChange ?? null
  if (port === undefined || since === null || since.zone !== 'given' || accessLink(evidence) !== false) return null
  const ms = Date.parse(since.utc)
  return ms > evidence.nowMs ? null : {
    level: 'note', domains: ['data'], basis: 'plain', part: 'terminal', params: { why: 'link', sinceMs: ms }, readings: portReadings(port, 'lastStatusChange'),
  }
}

export const crossRules: readonly Rule[] = [
  {
    id: 'X1', levels: ['fault', 'note'], domains: ['home', 'data'],
    source: assumption('line and log-ins stop within 5 minutes of each other: power or plug; a cut cable or dark fibre looks the same'),
    explains: ['L1', 'L2', 'S1', 'S7', 'D1', 'D2', 'noSession'],
    evaluate: evidence => {
      const since = linkGoneSince(evidence)
      if (since !== null) return [since]
      const stopped = stoppedAt(evidence)
      if (stopped === null) return nothing
      // A cut cable or a dark fibre stops as suddenly as a plug that is pulled.
      const common = { part: stopped.part, params: { why: stopped.why, sinceMs: stopped.ms }, readings: [...stopped.readings] }
      return stopped.why === 'power'
        ? [{ ...common, level: 'fault', domains: ['home'], basis: 'two' }]
        : [{ ...common, level: 'note', domains: ['data'], basis: 'plain' }]
    },
  },
]

/** That a complaint is about the inside of the home: only where no rule found anything wrong. */
export const complaintRules: readonly Rule[] = [
  {
    id: 'X2', levels: ['note'], domains: ['home'],
    source: operator('nbn (iTWire, article 80100): half of the speed problems of nearly 800 homes came from inside the home'),
    evaluate: (evidence, found) => {
      if (found.some(({ level }) => level === 'fault' || level === 'warn')) return nothing
      const line = lineOkBy(evidence)
      const session = sessionOkBy(evidence)
      // A line without a log-in of its own has only the list's word for its session.
      const lease = leaseOkBy(evidence)
      const sessionReadings = session !== null ? fromReport(session, 'logins') : lease !== null ? fromReport(lease, 'leaseAddress') : evidence.online === 'online' ? fromLine('online') : []
      const complains = evidence.observations?.customerComplains === true
      if (!complains || physicalOk(evidence) !== true || line === null || sessionReadings.length === 0) return nothing
      return [{
        level: 'note', domains: ['home'], basis: 'two', part: 'home', params: {},
        readings: [
          ...fromReport(line, 'lineStatus', 'ontOperational', 'ontRanging', 'accessPortLink'), ...sessionReadings,
          fromObservation('customerComplains'),
        ],
      }]
    },
  },
]
