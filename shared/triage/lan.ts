import { fromObservation, fromReport, statesIn } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { ontOk } from './pon.ts'
import { nothing } from './rule.ts'
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

const linkLocal = /^(?:169\.254\.\d{1,3}\.\d{1,3})$/

export const lanRules: readonly Rule[] = [
  {
    id: 'L1', source: 'domain.md 2.4: ONT ranged, its LAN port down', explains: ['L2', 'A1', 'A4', 'noSession'],
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
    id: 'L2', source: 'domain.md section 4: a MAC address learned on a port that is down',
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
    id: 'L3', source: 'domain.md section 3: LAN port administratively down or locked', leads: true,
    explains: ['L1', 'L2', 'A1', 'A4', 'X1', 'noSession'],
    evaluate: evidence => {
      const ports = lanPorts(evidence)
      return ports?.closed !== true ? nothing : [{
        level: 'fault', domains: ['auth'], basis: 'plain', part: 'terminal', params: {},
        readings: fromReport(ports.report, 'ontLanAdministrative'),
      }]
    },
  },
  {
    id: 'L9', source: 'RFC 3927: 169.254.0.0/16 is what a PC takes when no DHCP server answers',
    evaluate: evidence => {
      const address = evidence.observations?.pcAddress?.trim() ?? ''
      return !linkLocal.test(address) ? nothing : [{
        level: 'fault', domains: ['home', 'auth'], basis: 'plain', part: 'home', params: { address },
        readings: [fromObservation('pcAddress')],
      }]
    },
  },
]
