import type { Lease, LiveState, MacEntry, PortState } from '../model/liveState.ts'
import type { Subscription } from '../model/access.ts'
import type { Report } from '../model/report.ts'
import { portName } from './counters.ts'
import { fromReport, momentMs, stateIn, valuesIn } from './evidence.ts'
import type { Evidence, FoundMeasurement } from './evidence.ts'

/** What live queries of an open access network say: the port of the access switch, the box at the customer, who talks, who has an address. */

/** Answers within this are of one moment: together they tell a story (assumption). */
const togetherMs = 15 * 60_000
export const together = (evidence: Evidence, a: Report, b: Report): boolean =>
  Math.abs(momentMs(evidence, a) - momentMs(evidence, b)) <= togetherMs

type Found<Kind extends LiveState['kind']> = { readonly report: Report; readonly live: Extract<LiveState, { kind: Kind }> }
export function liveOf<Kind extends LiveState['kind']>(evidence: Pick<Evidence, 'complete'>, kind: Kind): Found<Kind> | null {
  const report = evidence.complete.get(kind)
  const live = report?.live ?? null
  return report !== undefined && isOf(live, kind) ? { report, live } : null
}
const isOf = <Kind extends LiveState['kind']>(live: LiveState | null, kind: Kind): live is Extract<LiveState, { kind: Kind }> => live?.kind === kind

/** Link of the access port; null where it was not said. */
export const accessLink = (evidence: Evidence): boolean | null => linkWord(stateIn(evidence, 'accessPortLink', 'portStatus')?.state.value ?? null)
const linkWord = (word: string | null): boolean | null => word === 'up' ? true : word === 'down' ? false : null

export const isShut = (evidence: Evidence): boolean => stateIn(evidence, 'accessPortAdministrative', 'portStatus')?.state.value === 'down'

/** Whether the box at the customer answers; null where it was not asked or nothing is said of it. */
export function cpeAnswers(evidence: Evidence): boolean | null {
  const found = stateIn(evidence, 'cpeUp', 'cpeStatus')
  return linkWord(found?.state.value ?? null)
}

export type PortWithName = { readonly port: PortState; readonly name: string; readonly isUplink: boolean }

/** The box's ports; the one with light, or that is named so, goes to the network. */
export function cpePorts(evidence: Evidence): readonly PortWithName[] {
  const ports = liveOf(evidence, 'cpeStatus')?.live.ports ?? []
  return ports.map((port, index) => {
    const name = portName(port, index)
    return { port, name, isUplink: port.transceiver !== null || /\b(?:wan|uplink|sfp|fib(?:er|re)|opti)/i.test(`${name} ${port.description ?? ''}`) }
  })
}

/** Ends of the fibre that an open network can measure. */
export type End = 'accessPort' | 'cpe'
const opticKeys = {
  accessPort: { rx: 'rxPowerAtAccessPortDbm', tx: 'txPowerAccessPortDbm', light: 'accessPortLight', kind: 'portStatus', temperature: 'accessPortTemperatureC', supply: 'accessPortSupplyV' },
  cpe: { rx: 'rxPowerAtCpeDbm', tx: 'txPowerCpeDbm', light: 'cpeLight', kind: 'cpeStatus', temperature: 'cpeTemperatureC', supply: 'cpeSupplyV' },
} as const

/** The optics of one end, of the newest answer; null where it was not measured. Nothing of a port that is shut is judged. */
export function opticsAt(evidence: Evidence, end: End) {
  const keys = opticKeys[end]
  const report = evidence.complete.get(keys.kind)
  if (report === undefined || (end === 'accessPort' && isShut(evidence))) return null
  const found = (key: string): FoundMeasurement | null => valuesIn(report, key)[0] ?? null
  return {
    end, keys, report, rx: found(keys.rx), tx: found(keys.tx), temperature: found(keys.temperature), supply: found(keys.supply),
    light: report.states.find(({ key }) => key === keys.light) ?? null,
  }
}
export type OpticsAt = NonNullable<ReturnType<typeof opticsAt>>

/** Both ends that were measured. */
export const measuredEnds = (evidence: Evidence): OpticsAt[] => (['accessPort', 'cpe'] as const).flatMap(end => opticsAt(evidence, end) ?? [])

/** Whether an end sends well; null where that was not measured. */
export const sendsWell = (optics: OpticsAt | null): boolean | null => {
  const grade = optics?.tx?.measurement.grade ?? 'none'
  return grade === 'none' ? null : grade !== 'fault'
}

/** Below the outer limit of its band. */
export const isWeak = (optics: OpticsAt | null): boolean => {
  const lower = optics?.rx?.measurement.band?.lower ?? null
  return optics !== null && optics.rx !== null && lower !== null && optics.rx.value < lower
}

/** Devices of the customer that are heard, without the operator's own box; null where the table was not read or names no table. */
export function devicesHeard(evidence: Evidence): { readonly report: Report; readonly devices: readonly MacEntry[]; readonly all: readonly MacEntry[] } | null {
  const found = liveOf(evidence, 'macTable')
  if (found === null || !found.report.states.some(({ key }) => key === 'macAddress')) return null
  const own = liveOf(evidence, 'cpeStatus')?.live.mac ?? null
  return { report: found.report, all: found.live.entries, devices: found.live.entries.filter(({ mac }) => mac !== own) }
}

/** A time without a zone may be local time, in Sweden up to two hours ahead; clocks of network elements are off a little. */
const leaseSlackMs = { given: 60_000, assumed: 2 * 3_600_000 + 60_000 } as const

/** Leases that held when they were read: without an end they hold. Null where the table was not read or names no table. */
export function leasesHeld(evidence: Evidence): { readonly report: Report; readonly held: readonly Lease[]; readonly ended: readonly Lease[] } | null {
  const found = liveOf(evidence, 'leases')
  if (found === null || !found.report.states.some(({ key }) => key === 'leaseAddress')) return null
  const atMs = momentMs(evidence, found.report)
  const isEnded = ({ endsAt }: Lease): boolean => endsAt !== null && Date.parse(endsAt.utc) + leaseSlackMs[endsAt.zone] < atMs
  return { report: found.report, held: found.live.entries.filter(each => !isEnded(each)), ended: found.live.entries.filter(isEnded) }
}

/** Our subscriptions that have not ended. */
export const openSubscriptions = ({ line }: Pick<Evidence, 'line'>): readonly Subscription[] =>
  (line.access?.subscriptions ?? []).filter(({ state }) => state === 'active' || state === 'suspended' || state === 'other' || state === null)

/** Whether the access itself is well by its port: link and light; null where it says too little. */
export function accessOk(evidence: Evidence): boolean | null {
  if (evidence.complete.get('accessHardware') !== undefined && stateIn(evidence, 'accessSwitchUp')?.state.value === 'down') return false
  const link = accessLink(evidence)
  if (isShut(evidence) || link === false) return false
  if (measuredEnds(evidence).some(each => each.rx?.measurement.grade === 'fault' || each.tx?.measurement.grade === 'fault')) return false
  return link
}

/** The report that tells of the port, with what says so. */
export const portReadings = (report: Report, ...more: string[]) => fromReport(report, 'accessPortLink', ...more)
