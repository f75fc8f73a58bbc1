import { cpeAnswers } from './accessLooks.ts'
import type { ReportKind } from '../model/report.ts'
import type { Finding, ReadingRef } from '../model/verdict.ts'
import { fromLine, fromObservation, fromReport, momentMs, sameMomentMs, statesIn, systemMs, valueOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { partOf } from './general.ts'
import { lanPorts } from './lan.ts'
import { lineOkBy } from './layers.ts'
import { ontOk } from './pon.ts'
import { experience } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

/** What looks at one part of the line and finds it dead, so that nothing can log in through it. */
const deadBox = new Set(['P1', 'P2', 'P3', 'P4', 'P10'])
const deadLine = new Set([
  ...deadBox, 'F1', 'F7', 'D1', 'D2', 'D3', 'S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'L1', 'L3', 'L12',
])
const refused = new Set(['A2', 'A7'])

/** A look at the house and a test belong to one visit within this time (assumption). */
const visitMs = 2 * 3_600_000

type By = 'cpe' | 'login' | 'session' | 'refused' | 'lanPort' | 'itself' | 'device' | 'modem' | 'light'

function contradiction(
  why: 'overtaken' | 'clash', by: By, check: ReportKind | 'session', atMs: number, readings: readonly ReadingRef[],
  rules: readonly string[],
): RuleHit {
  return {
    level: why === 'overtaken' ? 'note' : 'unknown', domains: ['data'], basis: 'plain',
    part: check === 'session' ? 'network' : partOf[check], params: { why, by, check, atMs }, readings: [...readings],
    ...(why === 'overtaken' ? { explains: rules } : { doubts: rules }),
  }
}

/** One half of a bonded line, or the line behind its inside wiring, may be dead while the line works. */
const isWholeLine = ({ params }: Finding): boolean => params['why'] !== 'pair' && params['why'] !== 'wiring' && params['why'] !== 'points'

/** The newest report a finding rests on. */
function reportOf(finding: Finding, evidence: Evidence) {
  const ids = new Set(finding.readings.map(({ reportId }) => reportId))
  return evidence.newestFirst.find(({ id, kind }) => ids.has(id) && kind !== 'authenticationLog') ?? null
}

/** A dead line that a later sign of life speaks against: a log-in says that it came back, an old session only asks. */
function overtaken(evidence: Evidence, found: readonly Finding[]): RuleHit[] {
  const dead = found.filter(finding => deadLine.has(finding.ruleId) && isWholeLine(finding)).flatMap(finding => {
    const report = reportOf(finding, evidence)
    return report === null ? [] : [{ finding, report }]
  })
  const ports = lanPorts(evidence)
  const seenMs = systemMs(evidence, evidence.line.seenAt)
  return [...Map.groupBy(dead, ({ report }) => report)].flatMap(([report, findings]): RuleHit[] => {
    const atMs = momentMs(evidence, report)
    const rules = findings.map(({ finding }) => finding.ruleId)
    const key = findings[0]?.finding.readings.find(({ reportId }) => reportId === report.id)?.key ?? 'receivedAt'
    const { lastLogin } = evidence
    if (lastLogin !== null && lastLogin.ms > atMs + sameMomentMs) {
      const readings = [...fromReport(report, key), ...fromReport(lastLogin.report, 'logins')]
      return [contradiction('overtaken', 'login', report.kind, lastLogin.ms, readings, rules)]
    }
    const boxRules = rules.filter(id => deadBox.has(id))
    if (boxRules.length > 0 && ports?.up !== null && ports !== null && momentMs(evidence, ports.report) > atMs + sameMomentMs) {
      const readings = [...fromReport(report, key), ...fromReport(ports.report, 'ontLanOperational')]
      return [contradiction('overtaken', 'lanPort', report.kind, momentMs(evidence, ports.report), readings, boxRules)]
    }
    const cpe = evidence.complete.get('cpeStatus')
    if (report.kind === 'portStatus' && cpe !== undefined && cpeAnswers(evidence) === true && momentMs(evidence, cpe) > atMs + sameMomentMs) {
      const readings = [...fromReport(report, key), ...fromReport(cpe, 'cpeUp')]
      return [contradiction('overtaken', 'cpe', report.kind, momentMs(evidence, cpe), readings, rules.filter(id => id !== 'L3'))]
    }
    if (evidence.online === 'online' && seenMs > atMs) {
      return [contradiction('clash', 'session', report.kind, seenMs, [...fromReport(report, key), ...fromLine('online')], rules)]
    }
    return []
  })
}

/** A session that stands while every log-in is refused: an old one, or another device that tries. */
function refusedWhileOnline(evidence: Evidence, found: readonly Finding[]): RuleHit[] {
  const finding = found.find(({ ruleId }) => refused.has(ruleId))
  const seenMs = systemMs(evidence, evidence.line.seenAt)
  const lastMs = finding?.params['lastMs']
  if (finding === undefined || evidence.online !== 'online' || typeof lastMs !== 'number' || seenMs <= lastMs) return []
  return [contradiction('clash', 'refused', 'authenticationLog', seenMs, [...finding.readings, ...fromLine('online')], [finding.ruleId])]
}

/** The line is listed as offline, and someone has logged in since. */
function sessionOvertaken({ onlineOvertakenBy }: Evidence): RuleHit[] {
  if (onlineOvertakenBy === null) return []
  const readings = [...fromLine('online'), ...fromReport(onlineOvertakenBy.report, 'logins')]
  return [contradiction('overtaken', 'login', 'session', onlineOvertakenBy.ms, readings, ['noSession', 'A4'])]
}

/** One report that says two things at once. */
function insideOne(evidence: Evidence): RuleHit[] {
  const fibre = evidence.complete.get('fibreCheck')
  const ont = evidence.complete.get('ontCheck')
  const hits: RuleHit[] = []
  if (fibre !== undefined && valueOf(fibre, 'signalStatus') === 'los') {
    const devices = statesIn(evidence, 'macAddress', 'fibreCheck').filter(({ state }) => state.value !== 'none')
    const up = valueOf(fibre, 'lineStatus') === 'up'
    const readings = fromReport(fibre, 'signalStatus', ...(up ? ['lineStatus'] : ['macAddress']))
    const by = up ? 'itself' : 'device'
    if (up || devices.length > 0) hits.push(contradiction('clash', by, 'fibreCheck', momentMs(evidence, fibre), readings, ['F1']))
  }
  if (ont !== undefined) {
    const [administrative, operational, ranging] = ['ontAdministrative', 'ontOperational', 'ontRanging'].map(key => valueOf(ont, key))
    const clash = (operational === 'up' && ranging === 'notRanged') || (operational === 'down' && ranging === 'ranged')
      || (administrative === 'down' && operational === 'up')
    const readings = fromReport(ont, 'ontAdministrative', 'ontOperational', 'ontRanging')
    if (clash) hits.push(contradiction('clash', 'itself', 'ontCheck', momentMs(evidence, ont), readings, [...deadBox]))
  }
  return hits
}

/** What the engineer sees against what a test of the same visit says. */
function againstTheEye(evidence: Evidence, found: readonly Finding[]): RuleHit[] {
  const { observations } = evidence
  if (observations === null || observations.updatedAt === null) return []
  const seenMs = systemMs(evidence, observations.updatedAt)
  const sameVisit = (atMs: number): boolean => Math.abs(seenMs - atMs) <= visitMs
  const hits: RuleHit[] = []
  const powered = found.find(({ ruleId }) => ruleId === 'S6')
  const selt = evidence.complete.get('selt')
  if (observations.modemPowered === 'no' && powered !== undefined && selt !== undefined && sameVisit(momentMs(evidence, selt))) {
    const readings = [...fromReport(selt, 'termination'), fromObservation('modemPowered')]
    hits.push(contradiction('clash', 'modem', 'selt', seenMs, readings, ['S6']))
  }
  const well = lineOkBy(evidence)
  if (observations.modemPowered === 'no' && well !== null && well.kind === 'delt' && sameVisit(momentMs(evidence, well))) {
    const readings = [...fromReport(well, 'lineStatus'), fromObservation('modemPowered')]
    hits.push(contradiction('clash', 'modem', 'delt', seenMs, readings, ['okLine']))
  }
  const ont = evidence.complete.get('ontCheck')
  const { lightAtOutlet, lightAtOutletDbm } = observations
  const isDark = lightAtOutletDbm === null ? lightAtOutlet === 'none' : lightAtOutletDbm <= -40
  if (isDark && ontOk(evidence) === true && ont !== undefined && sameVisit(momentMs(evidence, ont))) {
    const reading = fromObservation(lightAtOutletDbm === null ? 'lightAtOutlet' : 'lightAtOutletDbm')
    const readings = [...fromReport(ont, 'ontRanging', 'ontOperational'), reading]
    hits.push(contradiction('clash', 'light', 'ontCheck', seenMs, readings, ['okLine']))
  }
  return hits
}

export const contradictionRules: readonly Rule[] = [
  {
    id: 'C1', levels: ['unknown', 'note'], domains: ['data'],
    source: experience('nobody logs in over a dead line, so a log-in after a test says that it came back; a session alone may be stale'),
    evaluate: (evidence, found) => [
      ...overtaken(evidence, found), ...refusedWhileOnline(evidence, found), ...sessionOvertaken(evidence), ...insideOne(evidence),
      ...againstTheEye(evidence, found),
    ],
  },
]
