import type { LiveState, MacEntry, PortState } from '../../../../shared/model/liveState.ts'
import type { Measurement, Report, StateReading } from '../../../../shared/model/report.ts'
import { portName } from '../../../../shared/triage/counters.ts'

export type CpeState = Extract<LiveState, { kind: 'cpeStatus' }>

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Which of the box's ports an entry of its tables stands on: by name, description or number. */
export function isOnPort(entry: Pick<MacEntry, 'port'>, port: PortState): boolean {
  const { port: at } = entry
  return at !== null && [port.name, port.description, port.index === null ? null : String(port.index)].some(name => name !== null && same(name, at))
}

/** The one port that light arrives at, where it is one; its readings then bear no port's name. */
function onlyOptical(ports: readonly PortState[]): PortState | null {
  const optical = ports.filter(port => port.transceiver !== null)
  return optical.length === 1 ? optical[0] ?? null : null
}

export type PortReadings = { readonly measurements: readonly Measurement[]; readonly states: readonly StateReading[] }

/** Readings of one port of the box, its light among them. */
export function readingsOfPort(report: Report, live: CpeState, index: number): PortReadings {
  const port = live.ports[index]
  if (port === undefined) return { measurements: [], states: [] }
  const name = portName(port, index)
  const hasLight = onlyOptical(live.ports) === port
  const isHere = ({ place, instance }: Pick<Measurement, 'place' | 'instance'>): boolean =>
    (place === 'cpePort' && instance === name) || (place === 'cpe' && (instance === '' ? hasLight : instance === name))
  return {
    measurements: report.measurements.filter(isHere),
    // What the box says of itself, and its tables, have places of their own.
    states: report.states.filter(state => isHere(state) && (state.place === 'cpePort' || /^(?:transceiver|cpeLight)/.test(state.key)) && !/^(?:macAddress|lease)/.test(state.key)),
  }
}

/** Light of the box that belongs to no port one can name. */
export function readingsOfBox(report: Report, live: CpeState): readonly Measurement[] {
  return onlyOptical(live.ports) === null
    ? report.measurements.filter(each => each.place === 'cpe' && !live.ports.some((port, index) => portName(port, index) === each.instance))
    : []
}

/** The port to show first: with a fault, else with link and light, else with link. */
export function portToShow(report: Report, live: CpeState): number {
  const bad = live.ports.findIndex((_, index) => {
    const { measurements, states } = readingsOfPort(report, live, index)
    return states.some(state => state.level === 'fault') || measurements.some(({ grade }) => grade === 'fault' || grade === 'warn')
  })
  if (bad >= 0) return bad
  return Math.max(0, live.ports.findIndex(port => port.link === true))
}
