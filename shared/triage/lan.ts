import { accessLanRules, shutPort, slowLinks } from './accessLan.ts'
import { fromLine, fromObservation, fromReport, measuredIn, statesIn } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { ontOk } from './pon.ts'
import { assumption, nothing, standard, systemDocument } from './rule.ts'
import type { Rule } from './rule.ts'

/** LAN ports of the box: any open one that is up is enough, the others may well be unused. */
export function lanPorts(evidence: Evidence) {
  const operational = statesIn(evidence, 'ontLanOperational')
  const report = operational[0]?.report ?? statesIn(evidence, 'ontLanAdministrative')[0]?.report
  if (report === undefined) return null
  const shut = report.states.filter(({ key, value }) => key === 'ontLanAdministrative' && value === 'down')
  const closed = new Set(shut.map(({ instance }) => instance))
  const all = report.states.filter(({ key, value }) => (key === 'ontLanOperational' || key === 'ontLanAdministrative') && value !== null)
  const open = operational.filter(({ state }) => !closed.has(state.instance))
  return {
    report,
    /** Every port the report names is closed. */
    closed: all.length > 0 && all.every(({ instance }) => closed.has(instance)),
    up: open.find(({ state }) => state.value === 'up')?.state ?? null,
    down: open.length > 0 && open.every(({ state }) => state.value === 'down') ? open.map(({ state }) => state.instance) : [],
  }
}

const learnedOn = (evidence: Evidence, ports: readonly string[]) => statesIn(evidence, 'macAddress').filter(({ state }) =>
  state.place === 'ontLanPort' && ports.some(port => state.instance.startsWith(`${port}/`)))

/** `10Mb`, `1000Mb`, `1Gb` as Mbit/s; null for anything else. */
function speedMbps(text: string | null): number | null {
  const [, number, unit] = /^(\d+)\s*(M|G)/i.exec(text ?? '') ?? []
  return number === undefined ? null : Number(number) * (unit?.toUpperCase() === 'G' ? 1000 : 1)
}
const isHalf = (duplex: string | null): boolean => /half/i.test(duplex ?? '')

const linkLocal = /^(?:169\.254\.\d{1,3}\.\d{1,3})$/

export const lanRules: readonly Rule[] = [
  {
    id: 'L1', levels: ['fault'], domains: ['home'], explains: ['L2', 'A1', 'A4', 'noSession'],
    source: systemDocument('Nextpertise API, get_report (ONT LAN check): ONTLANOperationalstatus; DELTA: ports[].operationState'),
    evaluate: evidence => {
      const ports = lanPorts(evidence)
      const ont = ontOk(evidence)
      return ports === null || ports.down.length === 0 || ont === false ? nothing : [{
        level: 'fault', domains: ['home'], basis: ont === true ? 'plain' : 'inferred', part: 'router',
        params: { port: ports.down.filter(each => each !== '').join(', ') },
        readings: fromReport(ports.report, 'ontLanOperational'),
      }]
    },
  },
  {
    id: 'L2', levels: ['note'], domains: ['home'],
    source: systemDocument('Nextpertise API, get_report (DELTA): addresses learned on a port that is DOWN age out, often after 300 s'),
    evaluate: evidence => {
      const ports = lanPorts(evidence)
      if (ports === null || ports.down.length === 0 || ontOk(evidence) === false) return nothing
      const seen = learnedOn(evidence, ports.down)[0]
      return seen === undefined ? nothing : [{
        level: 'note', domains: ['home'], basis: 'plain', part: 'router',
        params: { mac: seen.state.value ?? '', vlan: seen.state.instance.split('/')[1] ?? '' },
        readings: fromReport(seen.report, 'macAddress', 'ontLanOperational'),
      }]
    },
  },
  {
    id: 'L3', levels: ['fault'], domains: ['auth'], leads: true,
    source: systemDocument(
      'Nextpertise API, get_report (ONT LAN check): ONTLANAdministrativestatus; DELTA: ports[].adminStatus LOCKED; ON-API 2.6, access port: adminDown',
    ),
    explains: ['L1', 'L2', 'L7', 'L8', 'L11', 'L12', 'F1', 'A1', 'A4', 'X1', 'noSession'],
    evaluate: evidence => {
      const ports = lanPorts(evidence)
      return ports?.closed !== true ? shutPort(evidence) : [{
        level: 'fault', domains: ['auth'], basis: 'plain', part: 'terminal', params: { at: 'ont' },
        readings: fromReport(ports.report, 'ontLanAdministrative'),
      }]
    },
  },
  {
    id: 'L4', levels: ['fault', 'warn', 'note'], domains: ['home', 'operator'],
    source: assumption(
      'a link slower than its port is a bad pair or cable; Nextpertise API: port_speed, port_duplex, interface_speed (fibre check); ON-API 2.6: speed, fullDuplex',
    ),
    evaluate: evidence => {
      const ofAccess = slowLinks(evidence)
      if (ofAccess.length > 0) return ofAccess
      const circuit = evidence.line.circuits.find(({ portSpeed }) => speedMbps(portSpeed) !== null)
      const set = speedMbps(circuit?.portSpeed ?? null)
      const link = measuredIn(evidence, 'interfaceSpeedBps')
      if (link !== null && set !== null && link.value / 1e6 < set) {
        return [{
          level: 'warn', domains: ['home', 'operator'], basis: 'plain', part: 'terminal',
          params: { why: 'link', port: '', where: '', harm: 'no', mbps: Math.round(link.value / 1e6), setMbps: set },
          readings: [...fromReport(link.report, 'interfaceSpeedBps'), ...fromLine('portSpeed')],
        }]
      }
      // A setting alone hurts only where the product needs more: the document's own lines are set to 10 Mb half.
      const slow = evidence.line.circuits.find(({ portSpeed, portDuplex, product }) => {
        const mbps = (product?.downloadKbps ?? 0) / 1000
        const most = speedMbps(portSpeed)
        return most !== null && mbps > most * (isHalf(portDuplex) ? 0.5 : 1.1)
      })
      return slow === undefined ? nothing : [{
        level: 'note', domains: ['operator'], basis: 'inferred', part: 'accessNode',
        params: {
          port: '', where: '', harm: 'no', why: isHalf(slow.portDuplex) ? 'half' : 'slow', mbps: speedMbps(slow.portSpeed) ?? '',
          setMbps: Math.round((slow.product?.downloadKbps ?? 0) / 1000),
        },
        readings: fromLine('portSpeed', 'portDuplex'),
      }]
    },
  },
  {
    id: 'L9', levels: ['fault'], domains: ['home', 'auth'],
    source: standard('RFC 3927: 169.254.0.0/16 is what a PC takes when no DHCP server answers'),
    evaluate: evidence => {
      const address = evidence.observations?.pcAddress?.trim() ?? ''
      return !linkLocal.test(address) ? nothing : [{
        level: 'fault', domains: ['home', 'auth'], basis: 'plain', part: 'home', params: { address },
        readings: [fromObservation('pcAddress')],
      }]
    },
  },
  ...accessLanRules,
]
