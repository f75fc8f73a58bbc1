import type { CheckKind, Level, Report } from '../model/report.ts'
import type { Finding, FindingParams, PathPart, PathPartName } from '../model/verdict.ts'
import type { Medium } from '../model/line.ts'
import { seltVerdict } from './copper.ts'
import { measuredIn, reportMs, stateIn, statesIn } from './evidence.ts'
import type { Evidence, FoundMeasurement, FoundState } from './evidence.ts'
import { lanPorts } from './lan.ts'
import { ontOk } from './pon.ts'
import { rounded } from './rule.ts'
import { isOffered } from './wouldSettle.ts'

/** From the operator to the home (ui.md, the path). */
export const pathParts: readonly PathPartName[] = ['network', 'accessNode', 'line', 'terminal', 'router', 'home']

/** What stands at the parts that differ by medium. */
const kinds: Readonly<Record<Medium, Readonly<Record<'accessNode' | 'line' | 'terminal', string>>>> = {
  copper: { accessNode: 'dslam', line: 'copper', terminal: 'modem' },
  fibrePointToPoint: { accessNode: 'opticalSwitch', line: 'fibre', terminal: 'mediaConverter' },
  pon: { accessNode: 'olt', line: 'fibre', terminal: 'ont' },
  coax: { accessNode: 'cmts', line: 'coax', terminal: 'cableModem' },
  radio: { accessNode: 'baseStation', line: 'radio', terminal: 'radioModem' },
  unknown: { accessNode: 'accessNode', line: 'line', terminal: 'terminal' },
}

/** The check that tells of a part, per medium, best first. */
const tellers: Readonly<Record<PathPartName, readonly CheckKind[]>> = {
  network: ['authenticationLog'], accessNode: ['fibreCheck', 'ontCheck', 'delt'],
  line: ['fibreCheck', 'ontCheck', 'delt', 'selt'],
  terminal: ['ontCheck', 'fibreCheck', 'delt', 'selt'], router: ['ontLanCheck', 'fibreCheck', 'authenticationLog'], home: [],
}

/** A reading at a part: `ok` true or false where it says so, null where it only shows something. */
type Telling = { readonly key: string; readonly params: FindingParams; readonly at: string; readonly ok: boolean | null }

/**
 * The path from what triage found. A part has the worst level of the findings that stand there and that nothing explains.
 * Beyond a fault, parts that look dead are not red themselves: they are unknown and marked `beyondFault`.
 */
export function pathOf(evidence: Evidence, findings: readonly Finding[]): PathPart[] {
  const causes = findings.filter(({ explainedBy, domains }) => explainedBy === null && domains[0] !== 'data')
  const faultAt = pathParts.findIndex(part => causes.some(finding => finding.part === part && finding.level === 'fault'))
  return pathParts.map((part, index) => {
    const reading = readings[part](evidence)
    const own = causes.filter(finding => finding.part === part).map(({ level }) => level)
    const isBeyond = faultAt !== -1 && index > faultAt
    const consequence = findings.some(finding => finding.part === part && (finding.explainedBy !== null || finding.ruleId === 'noSession'))
    const looksDead = (consequence || reading?.ok === false || reading === null) && reading?.ok !== true
    const beyondFault = isBeyond && looksDead && !own.includes('fault')
    const state = beyondFault ? 'unknown' : worstOf(own) ?? stateOf(reading)
    return {
      part, state, kind: kindOf(part, evidence.medium), beyondFault,
      reading: reading === null ? null : { key: reading.key, params: reading.params },
      at: reading?.at ?? null,
      wouldTell: reading === null && !beyondFault ? teller(part, evidence) : null,
    }
  })
}

/** A check that ran and said nothing of the part would not tell next time either. */
const teller = (part: PathPartName, evidence: Evidence): CheckKind | null =>
  tellers[part].find(kind => isOffered(kind, evidence) && !evidence.complete.has(kind)) ?? null

const order: readonly Level[] = ['fault', 'warn', 'unknown', 'note', 'ok']
const worstOf = (levels: readonly Level[]): Level | undefined => order.find(level => levels.includes(level))
const stateOf = (reading: Telling | null): Level => reading?.ok === true ? 'ok' : 'unknown'

function kindOf(part: PathPartName, medium: Medium): string {
  return part === 'accessNode' || part === 'line' || part === 'terminal' ? kinds[medium][part] : part
}

const at = (report: Report): string => new Date(reportMs(report)).toISOString()
const power = (key: string, found: FoundMeasurement | null): Telling | null => found === null ? null : {
  key, params: { dbm: rounded(found.value) }, at: at(found.report),
  ok: found.measurement.grade === 'none' ? null : found.measurement.grade !== 'fault',
}
const word = (key: string, found: FoundState | null, ok: boolean | null): Telling | null =>
  found === null ? null : { key, params: {}, at: at(found.report), ok }

const readings: Readonly<Record<PathPartName, (evidence: Evidence) => Telling | null>> = {
  network: ({ line, online }) => {
    const seen = line.seenAt
    const off = line.circuits.find(({ provisioning }) => provisioning?.blocked === true || provisioning?.enabled === false)
    if (off !== undefined) return { key: off.provisioning?.blocked === true ? 'blocked' : 'disabled', params: {}, at: seen, ok: false }
    if (line.state === 'processing') return { key: 'processing', params: {}, at: seen, ok: null }
    if (line.active === false || line.state === 'terminated' || line.state === 'cancelled') {
      return { key: 'inactive', params: {}, at: seen, ok: null }
    }
    if (online === 'online') return { key: 'sessionUp', params: {}, at: seen, ok: true }
    const on = line.circuits.some(({ provisioning }) => provisioning?.enabled === true)
    return on ? { key: 'serviceOn', params: {}, at: seen, ok: true } : null
  },

  accessNode: evidence => {
    const fault = stateIn(evidence, 'txFault')
    if (fault?.state.value === 'fault') return word('transmitFault', fault, false)
    const sent = power('sends', measuredIn(evidence, 'txPowerOperatorModuleDbm'))
    const received = power('receives', measuredIn(evidence, 'rxPowerAtOltDbm'))
    if (sent !== null || received !== null) return sent ?? received
    const ranging = stateIn(evidence, 'ontRanging')
    if (ranging?.state.value === 'ranged') return word('heard', ranging, true)
    const port = stateIn(evidence, 'systemPort')
    return port === null ? null : { key: 'port', params: { port: port.state.value ?? '' }, at: at(port.report), ok: true }
  },

  line: evidence => {
    const signal = stateIn(evidence, 'signalStatus', 'fibreCheck')
    if (signal?.state.value === 'los') return word('noLight', signal, false)
    const optical = power('light', measuredIn(evidence, 'rxPowerAtOperatorModuleDbm'))
      ?? (ontOk(evidence) === false ? null : power('light', measuredIn(evidence, 'rxPowerAtOntDbm')))
    if (optical !== null) return optical
    if (signal?.state.value === 'noLos') return word('hasLight', signal, true)
    const selt = seltVerdict(evidence)
    if (selt !== null && selt.lengthM !== null && (selt.kind !== 'poweredCpe')) {
      const key = selt.kind === 'short' ? 'shortAt' : selt.kind === 'whole' ? 'wholeTo' : 'openAt'
      return { key, params: { lengthM: rounded(selt.lengthM) }, at: at(selt.report), ok: selt.kind === 'whole' }
    }
    const margin = measuredIn(evidence, 'noiseMarginDownDb')
    if (margin !== null) {
      return { key: 'noiseMargin', params: { db: rounded(margin.value) }, at: at(margin.report), ok: margin.measurement.grade !== 'fault' }
    }
    // A box that has joined is heard over the fibre, also where no power is reported.
    const ranging = stateIn(evidence, 'ontRanging')
    return ranging?.state.value === 'ranged' ? word('hasLight', ranging, true) : null
  },

  terminal: evidence => {
    const locked = stateIn(evidence, 'ontAdministrative')
    if (locked?.state.value === 'down') return word('locked', locked, false)
    const ranging = stateIn(evidence, 'ontRanging')
    if (ranging !== null && (ranging.state.value === 'notRanged' || ontOk(evidence) === true)) {
      return word(ranging.state.value === 'ranged' ? 'ranged' : 'notRanged', ranging, ranging.state.value === 'ranged')
    }
    const operational = stateIn(evidence, 'ontOperational')
    if (operational !== null) {
      const up = operational.state.value === 'up'
      return word(up ? 'boxUp' : 'boxDown', operational, up)
    }
    const ports = lanPorts(evidence)
    // A box that answers for its LAN port is alive.
    if (ports !== null && ports.up !== null) return { key: 'boxAnswers', params: {}, at: at(ports.report), ok: true }
    const link = stateIn(evidence, 'lineStatus')
    if (link === null) return null
    const copper = link.report.kind === 'delt'
    return link.state.value === 'up' ? word(copper ? 'inSync' : 'linkUp', link, true) : word(copper ? 'noSync' : 'linkDown', link, false)
  },

  router: evidence => {
    const login = newestLogin(evidence)
    if (login !== null && login.status === 'incorrect') return { key: 'loginRefused', params: { atMs: login.ms }, at: login.at, ok: false }
    const ports = lanPorts(evidence)
    if (ports !== null && ports.up === null && ports.closed) return { key: 'portClosed', params: {}, at: at(ports.report), ok: false }
    if (ports !== null && ports.down.length > 0) return { key: 'portDown', params: {}, at: at(ports.report), ok: false }
    const macs = statesIn(evidence, 'macAddress', 'fibreCheck')
    if (macs.length > 0 && macs.every(({ state }) => state.value === 'none')) return word('noDevice', macs[0] ?? null, false)
    if (evidence.online === 'offline') {
      return login === null ? { key: 'noSession', params: {}, at: evidence.line.seenAt, ok: false }
        : { key: 'noSessionLastLogin', params: { atMs: login.ms }, at: login.at, ok: false }
    }
    if (login?.status === 'ok') return { key: 'loggedIn', params: { atMs: login.ms }, at: login.at, ok: true }
    if (macs.some(({ state }) => state.value !== 'none')) return word('deviceSeen', macs[0] ?? null, true)
    if (ports !== null && ports.up !== null) return { key: 'portUp', params: {}, at: at(ports.report), ok: true }
    return evidence.online === 'online' ? { key: 'online', params: {}, at: evidence.line.seenAt, ok: true } : null
  },

  home: ({ observations }) => {
    const seen = observations?.updatedAt ?? null
    if (observations === null || seen === null) return null
    const { speedTestDownKbps: kbps, pcAddress: address, customerComplains } = observations
    if (kbps !== null) return { key: 'speedTest', params: { kbps }, at: seen, ok: null }
    if (address !== null && address !== '') return { key: 'pcAddress', params: { address }, at: seen, ok: null }
    return customerComplains === true ? { key: 'complains', params: {}, at: seen, ok: null } : null
  },
}

function newestLogin(evidence: Evidence): { readonly status: string; readonly ms: number; readonly at: string } | null {
  const log = evidence.logs[0]
  const newest = log?.logins?.attempts.toSorted((a, b) => b.at.utc.localeCompare(a.at.utc))[0]
  return log === undefined || newest === undefined ? null : { status: newest.status, ms: Date.parse(newest.at.utc), at: at(log) }
}
