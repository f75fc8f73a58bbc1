import type { CheckKind, Level, Report } from '../model/report.ts'
import type { Finding, FindingParams, PathPart, PathPartName } from '../model/verdict.ts'
import type { Medium } from '../model/line.ts'
import { devicesHeard, leasesHeld, measuredEnds, openSubscriptions } from './accessLooks.ts'
import { inShowtime, judgedDelt, knownLength, pairName, seltVerdict } from './copper.ts'
import type { KnownLength } from './copper.ts'
import { measuredIn, reportMs, stateIn, statesIn } from './evidence.ts'
import type { Evidence, FoundMeasurement, FoundState } from './evidence.ts'
import { lanPorts } from './lan.ts'
import { ontOk } from './pon.ts'
import { rounded } from './rule.ts'
import { isOffered } from './wouldSettle.ts'

/** From the operator to the home. */
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

const ofAccess = { accessNode: 'accessSwitch', line: 'fibre', terminal: 'cpe' } as const

/** The check that tells of a part, per medium, best first. */
const tellers: Readonly<Record<PathPartName, readonly CheckKind[]>> = {
  network: ['authenticationLog'], accessNode: ['accessHardware', 'portStatus', 'fibreCheck', 'ontCheck', 'delt'],
  line: ['portStatus', 'fibreCheck', 'ontCheck', 'delt', 'selt'],
  terminal: ['cpeStatus', 'ontCheck', 'fibreCheck', 'delt', 'selt'], router: ['macTable', 'leases', 'ontLanCheck', 'fibreCheck', 'authenticationLog'], home: [],
}

/** A reading at a part: `ok` true or false where it says so, null where it only shows something. */
type Telling = { readonly key: string; readonly params: FindingParams; readonly at: string | null; readonly ok: boolean | null }

/**
 * The path from what triage found. A part has the worst level of the findings that stand there and that nothing explains.
 * Beyond a fault, parts that look dead are not red themselves: they are unknown and marked `beyondFault`.
 */
export function pathOf(evidence: Evidence, findings: readonly Finding[]): PathPart[] {
  const causes = findings.filter(({ explainedBy, domains }) => explainedBy === null && domains[0] !== 'data')
  const faultAt = pathParts.findIndex(part => causes.some(finding => finding.part === part && finding.level === 'fault'))
  const told = pathParts.map(part => readings[part](evidence, findings))
  return pathParts.map((part, index) => {
    const reading = told[index] ?? null
    const own = causes.filter(finding => finding.part === part).map(({ level }) => level)
    const isBeyond = faultAt !== -1 && index > faultAt
    const consequence = findings.some(finding =>
      finding.part === part && (finding.explainedBy !== null || finding.ruleId === 'noSession'))
    // Behind a part that is alive beyond the fault, nothing read is just nothing read.
    const isSilent = reading === null && !(index - 1 > faultAt && told[index - 1]?.ok === true)
    const looksDead = (consequence || reading?.ok === false || isSilent) && reading?.ok !== true
    const beyondFault = isBeyond && looksDead && !own.includes('fault')
    const state = beyondFault ? 'unknown' : worstOf(own) ?? stateOf(reading)
    return {
      part, state, kind: kindOf(part, evidence), beyondFault,
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

function kindOf(part: PathPartName, { medium, line }: Evidence): string {
  if (part !== 'accessNode' && part !== 'line' && part !== 'terminal') return part
  return line.access !== null && (part !== 'line' || medium === 'fibrePointToPoint') ? ofAccess[part] : kinds[medium][part]
}

const at = (report: Report): string => new Date(reportMs(report)).toISOString()
const power = (key: string, found: FoundMeasurement | null): Telling | null => found === null ? null : {
  key, params: { dbm: rounded(found.value) }, at: at(found.report),
  ok: found.measurement.grade === 'none' ? null : found.measurement.grade !== 'fault',
}
const word = (key: string, found: FoundState | null, ok: boolean | null): Telling | null =>
  found === null ? null : { key, params: {}, at: at(found.report), ok }

/** When the known length was known; an address check has no time of its own. */
function lengthAt({ readings: [first] }: KnownLength, { observations, reports }: Evidence): string | null {
  if (first?.source === 'observation') return observations?.updatedAt ?? null
  const report = reports.find(({ id }) => id === first?.reportId)
  return report === undefined ? null : at(report)
}

/** The lowest margin of all pairs and both directions. */
function worstMargin(evidence: Evidence): FoundMeasurement | null {
  const report = judgedDelt(evidence)
  const all = report === null ? [] : ['noiseMarginDownDb', 'noiseMarginUpDb'].flatMap(key => inShowtime(report, key))
  return all.toSorted((a, b) => a.value - b.value)[0] ?? null
}

const readings: Readonly<Record<PathPartName, (evidence: Evidence, findings: readonly Finding[]) => Telling | null>> = {
  network: evidence => {
    const { line, online } = evidence
    const seen = line.seenAt
    const open = openSubscriptions(evidence)
    if (open.length > 0 && open.every(({ state }) => state === 'suspended')) return { key: 'suspended', params: {}, at: seen, ok: false }
    const off = line.circuits.find(({ provisioning }) => provisioning?.blocked === true || provisioning?.enabled === false)
    if (off !== undefined) return { key: off.provisioning?.blocked === true ? 'blocked' : 'disabled', params: {}, at: seen, ok: false }
    if (line.state === 'processing') return { key: line.access === null ? 'processing' : 'notBuilt', params: {}, at: seen, ok: null }
    if (line.active === false || line.state === 'terminated' || line.state === 'cancelled') {
      return { key: 'inactive', params: {}, at: seen, ok: null }
    }
    if (online === 'online') return { key: 'sessionUp', params: {}, at: seen, ok: true }
    if (open.some(({ state }) => state === 'active')) return { key: 'serviceOn', params: {}, at: seen, ok: true }
    const on = line.circuits.some(({ provisioning }) => provisioning?.enabled === true)
    return on ? { key: 'serviceOn', params: {}, at: seen, ok: true } : null
  },

  accessNode: (evidence, findings) => {
    const group = findings.find(({ ruleId, level }) => ruleId === 'X3' && level === 'fault')
    if (group !== undefined) return { key: 'neighboursDown', params: { count: group.params['count'] ?? 0 }, at: evidence.now, ok: false }
    const hardware = stateIn(evidence, 'accessSwitchUp')
    if (hardware?.state.value === 'down') return word('switchDown', hardware, false)
    const shut = stateIn(evidence, 'accessPortAdministrative')
    if (shut?.state.value === 'down') return word('portShut', shut, false)
    if (hardware?.state.value === 'up') return word('switchUp', hardware, true)
    const fault = stateIn(evidence, 'txFault')
    if (fault?.state.value === 'fault') return word('transmitFault', fault, false)
    const sent = power('sends', measuredIn(evidence, 'txPowerOperatorModuleDbm') ?? measuredIn(evidence, 'txPowerAccessPortDbm'))
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
    const dark = stateIn(evidence, 'accessPortLight')
    if (dark?.state.value === 'los' && dark.state.level === 'fault') return word('noLight', dark, false)
    const optical = power('light', measuredIn(evidence, 'rxPowerAtOperatorModuleDbm'))
      ?? (ontOk(evidence) === false ? null : power('light', measuredIn(evidence, 'rxPowerAtOntDbm')))
    if (optical !== null) return optical
    const atAccess = lightOfAccess(evidence)
    if (atAccess !== null) return atAccess
    if (signal?.state.value === 'noLos') return word('hasLight', signal, true)
    const selt = seltVerdict(evidence)
    if (selt !== null && selt.lengthM !== null && (selt.kind !== 'poweredCpe')) {
      const key = selt.kind === 'short' ? 'shortAt' : selt.kind === 'whole' ? 'wholeTo' : 'openAt'
      return { key, params: { lengthM: rounded(selt.lengthM) }, at: at(selt.report), ok: selt.kind === 'whole' }
    }
    const margin = worstMargin(evidence)
    if (margin !== null) {
      const { instance, grade } = margin.measurement
      return { key: 'noiseMargin', params: { db: rounded(margin.value), pair: pairName(instance) }, at: at(margin.report), ok: grade !== 'fault' }
    }
    // A box that has joined is heard over the fibre, also where no power is reported.
    const ranging = stateIn(evidence, 'ontRanging')
    if (ranging?.state.value === 'ranged') return word('hasLight', ranging, true)
    const length = evidence.medium === 'copper' ? knownLength(evidence) : null
    return length === null ? null : { key: 'lengthKnown', params: { lengthM: rounded(length.lengthM) }, at: lengthAt(length, evidence), ok: null }
  },

  terminal: evidence => {
    const cpe = stateIn(evidence, 'cpeUp')
    if (cpe !== null) return word(cpe.state.value === 'up' ? 'boxAnswers' : 'boxSilent', cpe, cpe.state.value === 'up')
    const access = stateIn(evidence, 'accessPortLink')
    if (access !== null) return word(access.state.value === 'up' ? 'linkUp' : 'linkDown', access, access.state.value === 'up')
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
    if (link !== null) {
      const copper = link.report.kind === 'delt'
      // Of a bonded line each pair counts: one in sync is a modem that answers.
      const up = statesIn(evidence, 'lineStatus', link.report.kind === 'delt' ? 'delt' : 'fibreCheck').some(({ state }) => state.value === 'up')
      if (up) return word(copper ? 'inSync' : 'linkUp', link, true)
      return word(copper ? 'noSync' : 'linkDown', link, false)
    }
    const selt = seltVerdict(evidence)
    if (selt === null || selt.kind === 'short' || selt.kind === 'broken') return null
    return { key: selt.kind === 'poweredCpe' ? 'modemSeen' : 'noModem', params: {}, at: at(selt.report), ok: selt.kind === 'poweredCpe' ? null : false }
  },

  router: (evidence, findings) => {
    const ofAccessPort = behindAccess(evidence)
    if (ofAccessPort !== null) return ofAccessPort
    const login = newestLogin(evidence)
    if (login !== null && login.status === 'incorrect') return { key: 'loginRefused', params: { atMs: login.ms }, at: login.at, ok: false }
    const ports = lanPorts(evidence)
    if (ports !== null && ports.up === null && ports.closed) return { key: 'portClosed', params: {}, at: at(ports.report), ok: false }
    if (ports !== null && ports.down.length > 0) return { key: 'portDown', params: {}, at: at(ports.report), ok: false }
    const macs = statesIn(evidence, 'macAddress', 'fibreCheck')
    if (macs.length > 0 && macs.every(({ state }) => state.value === 'none')) return word('noDevice', macs[0] ?? null, false)
    if (evidence.online === 'offline') {
      const sinceMs = findings.find(({ ruleId }) => ruleId === 'X1')?.params['sinceMs']
      if (typeof sinceMs === 'number') return { key: 'noSessionSince', params: { atMs: sinceMs }, at: evidence.line.seenAt, ok: false }
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

/** The weaker of both ends, else that the port has a link, over which light must come. */
function lightOfAccess(evidence: Evidence): Telling | null {
  const ends = measuredEnds(evidence).flatMap(({ rx }) => rx ?? []).toSorted((a, b) => a.value - b.value)
  const worst = ends.find(({ measurement }) => measurement.grade === 'fault') ?? ends[0]
  if (worst !== undefined) return power('light', worst)
  const link = stateIn(evidence, 'accessPortLink')
  return link?.state.value === 'up' ? word('hasLight', link, true) : null
}

/** Who talks and who has an address, by the tables of an access port. */
function behindAccess(evidence: Evidence): Telling | null {
  const heard = devicesHeard(evidence)
  const leases = leasesHeld(evidence)
  const lease = leases?.held[0]
  if (leases !== null && lease !== undefined) {
    return { ...(lease.address === null ? { key: 'hasLease', params: {} } : { key: 'hasAddress', params: { address: lease.address } }), at: at(leases.report), ok: true }
  }
  if (heard === null) return null
  if (heard.devices.length === 0) return { key: 'noDevice', params: {}, at: at(heard.report), ok: false }
  return { key: 'deviceSeen', params: {}, at: at(heard.report), ok: leases === null ? true : null }
}

function newestLogin(evidence: Evidence): { readonly status: string; readonly ms: number; readonly at: string } | null {
  const newest = evidence.logs.flatMap(log => {
    const attempt = evidence.attempts.get(log.id)?.[0]
    return attempt === undefined ? [] : [{ status: attempt.status, ms: attempt.ms, at: at(log) }]
  })
  return newest.toSorted((a, b) => b.ms - a.ms)[0] ?? null
}
