import type { AddressCheck, CarrierAtAddress } from '../../shared/model/addressCheck.ts'
import { LineId, ReportId } from '../../shared/model/common.ts'
import type { Neighbour } from '../../shared/model/neighbour.ts'
import type { Measurement, Report, StateReading } from '../../shared/model/report.ts'
import { gradeOf, oltReceivedBands, ontReceivedBands, reportBand } from '../../shared/triage/bands.ts'
import { measured, minutesBefore, observed, report, stateOf } from './triageInputs.ts'

/** Reports as short as a rule's condition: light, box, port, pair. */
export const rxBand = reportBand(-16, -5)
export const txBand = reportBand(-14, -4)
export const optical = (key: string, value: number | null, band = rxBand): Measurement =>
  measured(key, value, { place: 'operatorModule', band: value === null ? null : band, grade: gradeOf(value, band) })
export const rx = (value: number | null) => optical('rxPowerAtOperatorModuleDbm', value)
export const tx = (value: number | null) => optical('txPowerOperatorModuleDbm', value, txBand)
export const fibre = (states: readonly StateReading[], measurements: readonly Measurement[] = [rx(-8), tx(-6)], part: Partial<Report> = {}) =>
  report('fibreCheck', { states: [...states], measurements: [...measurements], ...part })
export const linkUp = stateOf('lineStatus', 'up')
export const noLos = stateOf('signalStatus', 'noLos')
export const mac = (vlan: string, value: string | null) => stateOf('macAddress', value, { instance: vlan })
export const vlan = (instance: string) => stateOf('vlanConfigured', 'yes', { instance })

export const ont = (admin: string | null, operational: string | null, ranging: string | null, more: readonly StateReading[] = [], measurements: readonly Measurement[] = []) =>
  report('ontCheck', {
    states: [stateOf('ontAdministrative', admin), stateOf('ontOperational', operational), stateOf('ontRanging', ranging), ...more],
    measurements: [...measurements],
  })
export const light = (key: string, value: number | null, band = ontReceivedBands.xgsPon) => measured(key, value, { band, grade: gradeOf(value, band), conversion: 'scaled' })
export const ontRx = (value: number | null) => light('rxPowerAtOntDbm', value)
export const oltRx = (value: number | null) => light('rxPowerAtOltDbm', value, oltReceivedBands.xgsPon)
export const ontTx = (value: number) => measured('txPowerOntDbm', value)
export const joined = (...measurements: Measurement[]) => ont('up', 'up', 'ranged', [], measurements)
export const silentOnt = ont('up', 'down', 'notRanged')
export const lan = (admin: string | null, operational: string | null, part: Partial<Report> = {}, more: readonly StateReading[] = []) =>
  report('ontLanCheck', { states: [stateOf('ontLanAdministrative', admin), stateOf('ontLanOperational', operational), ...more], ...part })

export const selt = (termination: string | null, lengthM: number | null, more: readonly StateReading[] = [], attenuation: number | null = null) => report('selt', {
  states: [stateOf('termination', termination), ...more],
  measurements: [measured('problemLengthM', lengthM, { unit: 'm' }), measured('loopAttenuationDb', attenuation, { unit: 'dB' })],
})
export const delt = (status: string | null, values: Readonly<Record<string, number | null>> = {}, more: readonly StateReading[] = [], part: Partial<Report> = {}) => report('delt', {
  states: [stateOf('lineStatus', status), ...more], ...part,
  measurements: Object.entries(values).map(([key, value]) => measured(key, value, { direction: key.includes('Up') ? 'upstream' : 'downstream', unit: '' })),
})
export const silence = stateOf('problem', 'CONNECTION_STATUS-CPE_SILENT-parameter.far.end.line.failure-NOATUR')
export const silentDelt = delt('down', {}, [silence])
export const known = observed({ loopLengthM: 500 })

/** The same report as it came some minutes ago, with an id of its own. */
export const before = (minutes: number, of: Report, part: Partial<Report> = {}): Report =>
  ({ ...of, id: ReportId.parse(`${of.id}-${minutes}`), receivedAt: minutesBefore(minutes), ...part })
/** Where on the premises a copper test ended. */
export const atIsra = (of: Report, minutes = 10): Report => before(minutes, of, { testPoint: 'isra' })
export const atSocket = (of: Report, minutes = 40): Report => before(minutes, of, { testPoint: 'firstSocket' })
/** A DELT of a bonded line: status and values by pair. */
export const bonded = (pairs: Readonly<Record<string, readonly [status: string, values: Readonly<Record<string, number>>]>>): Report =>
  report('delt', {
    states: Object.entries(pairs).flatMap(([instance, [status]]) => [
      stateOf('lineStatus', status, { instance }),
      ...(status === 'down' ? [stateOf('problem', silence.value, { instance })] : []),
    ]),
    measurements: Object.entries(pairs).flatMap(([instance, [, values]]) => Object.entries(values).map(([key, value]) =>
      measured(key, value, { instance, direction: key.includes('Up') ? 'upstream' : 'downstream', unit: '' }))),
  })

/** Lines nearby that were judged half an hour ago, numbered so that their addresses differ. */
export const neighbours = (count: number, part: Partial<Neighbour> = {}): Neighbour[] => Array.from({ length: count }, (_, index) => ({
  lineId: LineId.parse(`nextpertise:https://api.example|2408ZE0002${index}0100`), nativeId: null, street: `Zuidpoolsingel ${20 + index}`,
  place: 'Alphen aan den Rijn', closeness: 'ponPort', online: 'offline', level: 'fault', ruleId: 'P1', domains: ['home'],
  at: minutesBefore(30), ...part,
}))

const carrier: CarrierAtAddress = {
  kind: 'copper', vendor: 'MDF', point: null, isra: null, ftuType: null, nlsType: null, status: null, cableLengthM: null, freePairs: null,
  plannedAt: null, handedOverAt: null, nids: [],
}
/** What the address check lists. */
export const addressWith = (...carriers: Partial<CarrierAtAddress>[]): AddressCheck =>
  ({ carriers: carriers.map(part => ({ ...carrier, ...part })), failed: [] })
/** A finished fibre at the address. */
export const finishedFibre: Partial<CarrierAtAddress> = { kind: 'fibre', vendor: 'REGG', status: 'O', nlsType: 'MIGRATE', handedOverAt: '2012-06-04' }
