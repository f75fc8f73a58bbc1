import type { PortState } from '../model/liveState.ts'
import type { Measurement, Report } from '../model/report.ts'
import { accessLink, cpePorts, devicesHeard, isShut, leasesHeld, liveOf, openSubscriptions, portReadings, together } from './accessLooks.ts'
import { crcPackets } from './bands.ts'
import { fromLine, fromObservation, fromReport, stateIn } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { assumption, nothing, rounded, standard, systemDocument } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

/** What cannot be told of a port without link, and what follows from it. */
const behindThePort = ['L7', 'L8', 'L11', 'X1']

/** Ports of an access, of the switch or of the box, that have a link. */
type Linked = { readonly port: PortState; readonly report: Report; readonly where: 'accessPort' | 'cpePort'; readonly name: string; readonly isUplink: boolean }

function linkedPorts(evidence: Evidence): Linked[] {
  const access = liveOf(evidence, 'portStatus')
  const cpe = liveOf(evidence, 'cpeStatus')
  return [
    ...(access === null || access.live.port.link !== true ? [] : [{ port: access.live.port, report: access.report, where: 'accessPort' as const, name: '', isUplink: true }]),
    ...(cpe === null ? [] : cpePorts(evidence).filter(({ port }) => port.link === true).map(each => ({ ...each, report: cpe.report, where: 'cpePort' as const }))),
  ]
}
const keyOf = ({ where }: Linked, what: 'Duplex' | 'SpeedBps'): string => `${where}${what}`
const placeOf = ({ where, isUplink }: Linked): Pick<RuleHit, 'domains' | 'part'> => where === 'accessPort' ? { domains: ['home', 'operator'], part: 'terminal' }
  : isUplink ? { domains: ['home'], part: 'terminal' } : { domains: ['home'], part: 'router' }

/** What a port is set to, bit/s; `auto` and what is no speed is null. */
function setBps({ configuredSpeed }: PortState): number | null {
  const [, digits = '', prefix = ''] = /^(\d+)\s*([mg]?)(?:bit|b)?/i.exec(configuredSpeed ?? '') ?? []
  const mbps = Number(digits) * (prefix.toUpperCase() === 'G' ? 1000 : 1)
  return digits !== '' && [10, 100, 1000, 2500, 10_000].includes(mbps) ? mbps * 1e6 : null
}

/** The fastest service's speed down by its name (`BB-1000-100`, `Bredband 250/100`), Mbit/s. */
export function serviceMbps(evidence: Pick<Evidence, 'line'>): number | null {
  const speeds = openSubscriptions(evidence).filter(({ state }) => state !== 'suspended').flatMap(({ service }) => {
    const [, down, up] = /(?:^|[^\d])(\d{2,5})\s*[-/_x]\s*(\d{1,5})(?:[^\d]|$)/i.exec(service ?? '') ?? []
    const [mbps, back] = [Number(down), Number(up)]
    return down !== undefined && mbps >= 10 && mbps <= 10_000 && back >= 1 && back <= 10_000 ? [mbps] : []
  })
  return speeds.length === 0 ? null : Math.max(...speeds)
}

/** A link below its port or its service, or one way at a time (rule L4). */
export function slowLinks(evidence: Evidence): RuleHit[] {
  const linked = linkedPorts(evidence)
  const service = serviceMbps(evidence)
  const lan = linked.filter(({ where, isUplink }) => where === 'cpePort' && !isUplink)
  return linked.flatMap((each): RuleHit[] => {
    const { port, report, name, where } = each
    const hit = (why: string, key: string, params: RuleHit['params'], basis: RuleHit['basis']): RuleHit[] => [{
      ...placeOf(each), level: 'warn', basis, params: { why, port: name, where, mbps: '', setMbps: '', harm: 'no', ...params },
      readings: [...fromReport(report, key), ...(why === 'service' ? fromLine('subscriptions') : [])],
    }]
    // One way at a time damages what comes the other way: then the frames are no fault of cable or glass.
    if (port.fullDuplex === false) {
      const harm = harmAt(each)
      return hit('duplex', keyOf(each, 'Duplex'), { harm: harm === null ? 'no' : 'yes' }, 'plain').map(duplex => harm === null ? duplex
        : { ...duplex, level: harm, explains: ['L5'], readings: [...duplex.readings, ...fromReport(report, ...crcKeys)] })
    }
    const set = setBps(port)
    if (port.speedBps === null) return []
    const mbps = rounded(port.speedBps / 1e6)
    if (set !== null && port.speedBps < set) return hit('set', keyOf(each, 'SpeedBps'), { mbps, setMbps: set / 1e6 }, 'plain')
    // One of several LAN ports may well be a television that needs no more.
    const carriesService = each.isUplink || lan.length === 1
    return service !== null && carriesService && mbps < service ? hit('service', keyOf(each, 'SpeedBps'), { mbps, setMbps: service }, 'inferred') : []
  })
}

const sharePattern = /^(\d+) \/ (\d+)$/
const packetsOf = ({ raw }: Measurement): number => Number(sharePattern.exec(raw ?? '')?.[2] ?? 0)
const crcKeys = ['crcRatioInPpm', 'crcRatioOutPpm'] as const
const isCrc = (key: string): boolean => crcKeys.some(each => each === key)

/** How bad the damaged frames at this very port are; null where there are none. */
function harmAt({ report, where, name }: Linked): 'fault' | 'warn' | null {
  const found = damaged(report)
  if (found === null || (where === 'cpePort' && found.reading.instance !== name)) return null
  return found.lately && found.reading.grade === 'fault' ? 'fault' : 'warn'
}

/** The most damaged packets of each report: lately where that is known, else since the counters were reset, which is less sure. */
function damaged(report: Report | undefined): { readonly reading: Measurement; readonly lately: boolean } | null {
  const worst = (found: readonly Measurement[]): Measurement | undefined => found.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]
  const recent = report?.measurements.filter(({ key, band }) => isCrc(key) && band !== null) ?? []
  const reading = worst(recent.filter(({ grade }) => grade === 'warn' || grade === 'fault'))
  if (reading !== undefined) return { reading, lately: true }
  if (recent.length > 0) return null
  const total = worst(report?.measurements.filter(({ key, value }) => key.startsWith('crcRatioTotal') && (value ?? 0) > 100) ?? [])
  return total === undefined || packetsOf(total) < crcPackets.fault ? null : { reading: total, lately: false }
}

/** Part of a port's packets that are broadcast, and how many packets that must be of, before cables are suspected (assumption). */
const stormPercent = 80
const stormPackets = 1_000_000

export const accessLanRules: readonly Rule[] = [
  {
    id: 'L5', levels: ['fault', 'warn'], domains: ['home', 'access'],
    source: assumption(
      'CRC errors above 1 in a million packets, a fault above 100; of fewer than 10,000 packets nothing is said, and no fault of fewer than 100,000',
    ),
    explains: ['A3'],
    evaluate: evidence => (['portStatus', 'cpeStatus'] as const).flatMap(kind => {
      const report = evidence.complete.get(kind)
      const found = damaged(report)
      if (report === undefined || found === null) return []
      const { reading, lately } = found
      const [, bad = '', of = ''] = sharePattern.exec(reading.raw ?? '') ?? []
      const overFibre = reading.place === 'accessPort'
      return [{
        level: lately && reading.grade === 'fault' ? 'fault' as const : 'warn' as const, domains: overFibre ? ['access' as const, 'home' as const] : ['home' as const],
        basis: lately ? 'plain' as const : 'inferred' as const, part: overFibre ? 'line' as const : 'router' as const,
        params: { where: reading.place, port: reading.instance, lately: lately ? 'yes' : 'no', bad: Number(bad), packets: Number(of), ppm: rounded(reading.value ?? 0) },
        readings: fromReport(report, reading.key),
      }]
    }),
  },
  {
    id: 'L6', levels: ['fault', 'warn'], domains: ['home'], explains: ['L5'],
    source: systemDocument('ON-API 2.6, cpe status: loopDetectionStatus; its words are not documented, broadcast above 80 % is our assumption'),
    evaluate: evidence => {
      const report = evidence.complete.get('cpeStatus')
      const ports = report?.states.filter(({ key, value }) => key === 'cpePortLoop' && value === 'loop') ?? []
      if (report !== undefined && ports.length > 0) {
        return [{
          level: 'fault', domains: ['home'], basis: 'plain', part: 'router', readings: fromReport(report, 'cpePortLoop'),
          params: { why: 'loop', ports: ports.map(({ instance }) => instance).join(', '), percent: '' },
        }]
      }
      const storm = ['portStatus', 'cpeStatus'].flatMap(kind => [...evidence.complete.values()].filter(each => each.kind === kind))
        .flatMap(of => of.measurements.map(measurement => ({ of, measurement })))
        .find(({ measurement }) => measurement.key === 'broadcastInPercent' && (measurement.value ?? 0) >= stormPercent && packetsOf(measurement) >= stormPackets)
      return storm === undefined ? nothing : [{
        level: 'warn', domains: ['home'], basis: 'inferred', part: 'router', readings: fromReport(storm.of, 'broadcastInPercent'),
        params: { why: 'storm', ports: storm.measurement.instance, percent: storm.measurement.value ?? '' },
      }]
    },
  },
  {
    id: 'L7', levels: ['warn'], domains: ['home'],
    source: systemDocument('ON-API 2.6, access port: macaddresstable; a switch forgets an address after some 300 s'),
    explains: ['L8'],
    evaluate: evidence => {
      const port = evidence.complete.get('portStatus')
      const heard = devicesHeard(evidence)
      if (port === undefined || heard === null || heard.devices.length > 0 || accessLink(evidence) !== true || isShut(evidence)) return nothing
      return !together(evidence, port, heard.report) ? nothing : [{
        level: 'warn', domains: ['home'], basis: 'plain', part: 'router', params: { box: heard.all.length > 0 ? 'yes' : 'no' },
        readings: [...portReadings(port), ...fromReport(heard.report, 'macAddress')],
      }]
    },
  },
  {
    id: 'L8', levels: ['fault', 'warn'], domains: ['auth', 'home'],
    source: systemDocument('ON-API 2.6, access port: leaseinfo against macaddresstable; a time without a zone may be two hours off'),
    evaluate: evidence => {
      const heard = devicesHeard(evidence)
      const leases = leasesHeld(evidence)
      const first = heard?.devices[0]
      if (heard === null || leases === null || first === undefined || leases.held.length > 0 || !together(evidence, heard.report, leases.report)) return nothing
      // What has a fixed address may never ask for one.
      const isFixed = openSubscriptions(evidence).some(({ fixedIp }) => fixedIp === true)
      return [{
        level: isFixed ? 'warn' : 'fault', domains: isFixed ? ['auth', 'home'] : ['auth'], basis: isFixed ? 'inferred' : 'plain', part: 'router',
        params: { why: leases.ended.length > 0 ? 'ended' : 'none', mac: first.mac, fixed: isFixed ? 'yes' : 'no' },
        readings: [...fromReport(heard.report, 'macAddress'), ...fromReport(leases.report, 'leaseAddress')],
      }]
    },
  },
  {
    id: 'L10', levels: ['fault'], domains: ['operator'], leads: true,
    source: systemDocument('ON-API 2.6, access hardware: up false'),
    explains: ['F1', 'F2', 'F5', 'F6', 'F7', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9', 'L11', 'L12', 'H1', 'X1', 'C1', 'noSession'],
    evaluate: evidence => {
      const found = stateIn(evidence, 'accessSwitchUp', 'accessHardware')
      return found?.state.value !== 'down' ? nothing : [{
        level: 'fault', domains: ['operator'], basis: 'plain', part: 'accessNode', params: {}, readings: fromReport(found.report, 'accessSwitchUp'),
      }]
    },
  },
  {
    id: 'L11', levels: ['fault', 'warn'], domains: ['home', 'access'],
    source: systemDocument('ON-API 2.6, cpe status: up false'),
    explains: ['L7', 'L8'],
    evaluate: evidence => {
      const found = stateIn(evidence, 'cpeUp', 'cpeStatus')
      if (found?.state.value !== 'down') return nothing
      const link = accessLink(evidence)
      const off = evidence.observations?.modemPowered === 'no'
      return [{
        level: link === true ? 'warn' : 'fault', domains: link === true || off ? ['home'] : ['home', 'access'], basis: off ? 'two' : 'plain', part: 'terminal',
        params: { link: link === null ? 'unknown' : link ? 'up' : 'down', power: off ? 'off' : 'unknown' },
        readings: [...fromReport(found.report, 'cpeUp'), ...(off ? [fromObservation('modemPowered')] : [])],
      }]
    },
  },
  {
    id: 'L12', levels: ['fault'], domains: ['home', 'access'],
    source: systemDocument('ON-API 2.6, access port: link false while adminDown is not true; power at the customer and a broken fibre look the same'),
    explains: behindThePort,
    evaluate: evidence => {
      const port = evidence.complete.get('portStatus')
      if (port === undefined || accessLink(evidence) !== false || isShut(evidence)) return nothing
      const power = evidence.observations?.modemPowered ?? null
      return [{
        level: 'fault', domains: power === 'no' ? ['home'] : power === 'yes' ? ['access', 'home'] : ['home', 'access'], basis: power === 'no' ? 'two' : 'plain',
        part: 'terminal', params: { power: power === 'no' ? 'off' : power === 'yes' ? 'on' : 'unknown' },
        readings: [...portReadings(port), ...(power === 'no' || power === 'yes' ? [fromObservation('modemPowered')] : [])],
      }]
    },
  },
]

/** The access port is closed by the operator (rule L3). */
export function shutPort(evidence: Evidence): RuleHit[] {
  const port = evidence.complete.get('portStatus')
  return port === undefined || !isShut(evidence) ? [] : [{
    level: 'fault', domains: ['auth'], basis: 'plain', part: 'accessNode', params: { at: 'accessPort' }, readings: fromReport(port, 'accessPortAdministrative'),
  }]
}

/** What an access has where its port and its table of addresses say well. */
export const accessWellRules: readonly Rule[] = [
  {
    id: 'okLease', levels: ['ok'], domains: [],
    source: standard('RFC 2131: a lease that has not ended; ON-API 2.6, access port: leaseinfo'),
    evaluate: evidence => {
      const leases = leasesHeld(evidence)
      const first = leases?.held[0]
      return leases === null || first === undefined || accessLink(evidence) === false ? nothing : [{
        level: 'ok', domains: [], basis: 'plain', part: 'router', params: { count: leases.held.length, of: first.address === null && first.mac !== null ? 'device' : 'address', address: first.address ?? first.mac ?? '' },
        readings: fromReport(leases.report, 'leaseAddress'),
      }]
    },
  },
]
