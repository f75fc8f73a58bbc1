import { describe, expect, it } from 'vitest'
import { circuit, input, line, log, measured, minutesBefore, observed, provisioning, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { ReportId } from '../model/common.ts'
import type { Measurement, Report, StateReading } from '../model/report.ts'
import { createText } from '../text/text.ts'
import { gradeOf, oltReceivedBands, ontReceivedBands, reportBand, sfpBands } from './bands.ts'
import type { TriageInput } from './evidence.ts'
import { rules, triage } from './triage.ts'
import { findingText } from './verdictText.ts'

const rxBand = reportBand(-16, -5)
const txBand = reportBand(-14, -4)
const optical = (key: string, value: number | null, band = rxBand): Measurement =>
  measured(key, value, { place: 'operatorModule', band: value === null ? null : band, grade: gradeOf(value, band) })
const rx = (value: number | null) => optical('rxPowerAtOperatorModuleDbm', value)
const tx = (value: number | null) => optical('txPowerOperatorModuleDbm', value, txBand)
const fibre = (states: readonly StateReading[], measurements: readonly Measurement[] = [rx(-8), tx(-6)], part: Partial<Report> = {}) =>
  report('fibreCheck', { states: [...states], measurements: [...measurements], ...part })
const linkUp = stateOf('lineStatus', 'up')
const noLos = stateOf('signalStatus', 'noLos')
const mac = (vlan: string, value: string | null) => stateOf('macAddress', value, { instance: vlan })
const vlan = (instance: string) => stateOf('vlanConfigured', 'yes', { instance })

const ont = (admin: string | null, operational: string | null, ranging: string | null, more: readonly StateReading[] = [], measurements: readonly Measurement[] = []) =>
  report('ontCheck', {
    states: [stateOf('ontAdministrative', admin), stateOf('ontOperational', operational), stateOf('ontRanging', ranging), ...more],
    measurements: [...measurements],
  })
const light = (key: string, value: number | null, band = ontReceivedBands.xgsPon) => measured(key, value, { band, grade: gradeOf(value, band), conversion: 'scaled' })
const ontRx = (value: number | null) => light('rxPowerAtOntDbm', value)
const oltRx = (value: number | null) => light('rxPowerAtOltDbm', value, oltReceivedBands.xgsPon)
const ontTx = (value: number) => measured('txPowerOntDbm', value)
const joined = (...measurements: Measurement[]) => ont('up', 'up', 'ranged', [], measurements)
const silentOnt = ont('up', 'down', 'notRanged')
const lan = (admin: string | null, operational: string | null, part: Partial<Report> = {}, more: readonly StateReading[] = []) =>
  report('ontLanCheck', { states: [stateOf('ontLanAdministrative', admin), stateOf('ontLanOperational', operational), ...more], ...part })

const selt = (termination: string | null, lengthM: number | null, more: readonly StateReading[] = [], attenuation: number | null = null) => report('selt', {
  states: [stateOf('termination', termination), ...more],
  measurements: [measured('problemLengthM', lengthM, { unit: 'm' }), measured('loopAttenuationDb', attenuation, { unit: 'dB' })],
})
const delt = (status: string | null, values: Readonly<Record<string, number | null>> = {}, more: readonly StateReading[] = [], part: Partial<Report> = {}) => report('delt', {
  states: [stateOf('lineStatus', status), ...more], ...part,
  measurements: Object.entries(values).map(([key, value]) => measured(key, value, { direction: key.includes('Up') ? 'upstream' : 'downstream', unit: '' })),
})
const silence = stateOf('problem', 'CONNECTION_STATUS-CPE_SILENT-parameter.far.end.line.failure-NOATUR')
const silentDelt = delt('down', {}, [silence])
const known = observed({ loopLengthM: 500 })

type Example = Partial<TriageInput>
/** One row per rule: where it fires and where it must not. */
const examples: Readonly<Record<string, { readonly fires: readonly Example[]; readonly silent: readonly Example[] }>> = {
  G1: {
    fires: [{ reports: [report('ontCheck', { status: 'error', errorText: 'device not reachable' })] }, { reports: [report('unknown', { status: 'error', requestedKind: 'ontCheck' })] }],
    silent: [{ reports: [joined()] }, { reports: [joined(), report('ontCheck', { status: 'error', receivedAt: minutesBefore(60) })] }],
  },
  G2: { fires: [{ reports: [{ ...joined(), receivedAt: minutesBefore(121) }] }], silent: [{ reports: [{ ...joined(), receivedAt: minutesBefore(119) }] }] },
  G3: { fires: [{ reports: [{ ...silentDelt, requestedKind: 'selt' }] }], silent: [{ reports: [silentDelt] }, { reports: [{ ...silentDelt, requestedKind: null }] }] },
  G4: {
    fires: [
      { line: line({ state: 'processing' }) }, { line: line({ active: false }) },
      { transaction: { uuid: null, action: 'new', state: 'processing', open: true, dates: [], appointmentUrl: null } },
      { transaction: { uuid: null, action: 'change', state: 'new', open: true, dates: [], appointmentUrl: null } },
      { transaction: { uuid: null, action: 'change', state: 'new', open: null, dates: [], appointmentUrl: null } },
      { line: line({ transaction: { uuid: null, action: 'terminate', state: 'NEW' } }) },
    ],
    silent: [
      {}, { line: line({ active: null, state: null }) },
      { transaction: { uuid: null, action: 'new', state: 'processing', open: false, dates: [], appointmentUrl: null } },
      { transaction: { uuid: null, action: 'new', state: 'completed', open: false, dates: [], appointmentUrl: null } },
    ],
  },
  G5: {
    fires: [{ line: line({ circuits: [circuit({ provisioning: provisioning({ blocked: true }) })] }) }, { line: line({ circuits: [circuit({ provisioning: provisioning({ enabled: false }) })] }) }],
    silent: [{}, { line: line({ circuits: [circuit({ provisioning: provisioning({ enabled: null, blocked: null }) })] }) }, { line: line({ circuits: [circuit({ provisioning: null })] }) }],
  },
  F1: { fires: [{ reports: [fibre([stateOf('signalStatus', 'los')])] }], silent: [{ reports: [fibre([noLos])] }, { reports: [fibre([stateOf('signalStatus', 'notAvailable')])] }, { reports: [fibre([])] }] },
  F2: { fires: [{ reports: [fibre([noLos], [rx(-16.5)])] }], silent: [{ reports: [fibre([noLos], [rx(-16)])] }, { reports: [fibre([noLos], [rx(null)])] }, { reports: [fibre([noLos], [optical('rxPowerAtOperatorModuleDbm', -30, null)])] }] },
  F3: { fires: [{ reports: [fibre([noLos], [rx(-15.5)])] }, { reports: [fibre([noLos], [rx(-16)])] }], silent: [{ reports: [fibre([noLos], [rx(-15)])] }, { reports: [fibre([noLos], [rx(-16.1)])] }] },
  F4: { fires: [{ reports: [fibre([noLos], [rx(-4.9)])] }, { reports: [fibre([noLos], [rx(0)])] }], silent: [{ reports: [fibre([noLos], [rx(-5)])] }, { reports: [fibre([noLos], [rx(null)])] }] },
  F5: {
    fires: [{ reports: [fibre([noLos], [tx(-3)])] }, { reports: [fibre([noLos], [tx(-14.2)])] }, { reports: [fibre([stateOf('txFault', 'fault')])] }],
    silent: [{ reports: [fibre([stateOf('txFault', 'noFault')])] }, { reports: [fibre([stateOf('txFault', 'notAvailable')])] }, { reports: [fibre([noLos], [tx(null)])] }],
  },
  F6: { fires: [{ reports: [fibre([noLos], [rx(-18), tx(-6)])] }], silent: [{ reports: [fibre([noLos], [rx(-18), tx(-3)])] }, { reports: [fibre([noLos], [rx(-18)])] }, { reports: [fibre([noLos], [rx(-8), tx(-6)])] }] },
  F7: { fires: [{ reports: [fibre([stateOf('lineStatus', 'down'), noLos])] }], silent: [{ reports: [fibre([linkUp, noLos])] }, { reports: [fibre([stateOf('lineStatus', 'down'), noLos], [rx(-18)])] }, { reports: [fibre([stateOf('lineStatus', 'down'), noLos], [rx(null)])] }] },
  F8: { fires: [{ reports: [fibre([linkUp, noLos, mac('6', 'none'), mac('7', 'none')])] }], silent: [{ reports: [fibre([linkUp, noLos, mac('6', 'none'), mac('7', '00:00:5E:00:53:01')])] }, { reports: [fibre([linkUp, noLos, mac('6', null)])] }, { reports: [fibre([linkUp, noLos])] }, { reports: [fibre([noLos, mac('6', 'none')])] }] },
  F9: { fires: [{ reports: [fibre([linkUp, vlan('6'), mac('6', 'none'), mac('34', '00:00:5E:00:53:01')])] }], silent: [{ reports: [fibre([linkUp, vlan('6'), mac('6', '00:00:5E:00:53:01')])] }, { reports: [fibre([linkUp, mac('34', '00:00:5E:00:53:01')])] }, { reports: [fibre([linkUp, vlan('6'), mac('6', 'none')])] }] },
  F10: {
    fires: [{ reports: [fibre([noLos], [measured('moduleTemperatureC', 73, { band: sfpBands.temperatureC, grade: gradeOf(73, sfpBands.temperatureC) })])] }, { reports: [fibre([noLos], [measured('supplyVoltageV', 3.6, { band: sfpBands.supplyVoltageV, grade: 'warn' })])] }],
    silent: [{ reports: [fibre([noLos], [measured('moduleTemperatureC', 70, { band: sfpBands.temperatureC, grade: gradeOf(70, sfpBands.temperatureC) })])] }],
  },
  P1: { fires: [{ reports: [silentOnt] }], silent: [{ reports: [joined()] }, { reports: [ont('down', 'down', 'notRanged')] }, { reports: [ont(null, 'down', 'notRanged')] }, { reports: [ont('up', null, 'notRanged')] }] },
  P2: { fires: [{ reports: [silentOnt], observations: observed({ lightAtOutletDbm: -20 }) }], silent: [{ reports: [silentOnt] }, { reports: [silentOnt], observations: observed({ lightAtOutletDbm: -35 }) }, { reports: [silentOnt], observations: observed({ lightAtOutlet: 'present' }) }, { reports: [joined()], observations: observed({ lightAtOutletDbm: -20 }) }] },
  P3: { fires: [{ reports: [silentOnt], observations: observed({ lightAtOutlet: 'none' }) }, { reports: [silentOnt], observations: observed({ lightAtOutletDbm: -50 }) }], silent: [{ reports: [silentOnt] }, { reports: [joined()], observations: observed({ lightAtOutlet: 'none' }) }] },
  P4: { fires: [{ reports: [ont('down', 'down', 'notRanged')] }], silent: [{ reports: [joined()] }, { reports: [ont(null, 'down', null)] }] },
  P5: { fires: [{ reports: [ont('up', 'up', 'ranged', [stateOf('ontSerial', 'GNXS12345678')])], observations: observed({ serialOnLabel: 'GNXS87654321' }) }], silent: [{ reports: [ont('up', 'up', 'ranged', [stateOf('ontSerial', 'GNXS12345678')])], observations: observed({ serialOnLabel: 'gnxs-1234 5678' }) }, { reports: [ont('up', 'up', 'ranged', [stateOf('ontSerial', 'GNXS12345678')])], observations: observed({ serialOnLabel: '12345678' }) }, { reports: [joined()], observations: observed({ serialOnLabel: 'GNXS87654321' }) }] },
  P6: { fires: [{ reports: [joined(ontRx(-28.1))] }], silent: [{ reports: [joined(ontRx(-28))] }, { reports: [joined(ontRx(null))] }, { reports: [ont('up', 'down', 'notRanged', [], [ontRx(-40)])] }] },
  P7: { fires: [{ reports: [joined(ontRx(-26))] }, { reports: [joined(ontRx(-20), oltRx(-25))] }], silent: [{ reports: [joined(ontRx(-25))] }, { reports: [joined(ontRx(-28.1))] }, { reports: [joined(ontRx(-20), oltRx(-24))] }, { reports: [joined(oltRx(null))] }] },
  P8: { fires: [{ reports: [joined(ontRx(-9.83))] }, { reports: [joined(ontRx(-5))] }], silent: [{ reports: [joined(ontRx(-10))] }, { reports: [joined(ontRx(null))] }] },
  P9: { fires: [{ reports: [joined(ontRx(-17), ontTx(6), oltRx(-25))] }], silent: [{ reports: [joined(ontRx(-17), ontTx(6), oltRx(-20))] }, { reports: [joined(ontRx(-17), oltRx(-25))] }] },
  P10: { fires: [{ reports: [ont('up', 'down', 'notRanged', [stateOf('ontLastDownCause', 'dying-gasp')])] }], silent: [{ reports: [ont('up', 'down', 'notRanged', [stateOf('ontLastDownCause', 'los')])] }, { reports: [ont('up', 'up', 'ranged', [stateOf('ontLastDownCause', 'dying-gasp')])] }] },
  P11: { fires: [{ reports: [ont('up', 'down', 'notRanged', [stateOf('resultCode', 'notOk'), stateOf('exitCode', '0')])] }], silent: [{ reports: [ont('up', 'up', 'ranged', [stateOf('resultCode', 'ok'), stateOf('exitCode', '0')])] }, { reports: [ont('up', 'down', 'notRanged', [stateOf('resultCode', 'notOk'), stateOf('exitCode', '1')])] }] },
  P12: { fires: [{ reports: [lan('up', 'up', { remarks: [{ key: 'exitMessage', text: 'Genexis ONT is identified therefore measurement may not be fully reliable' }] })] }], silent: [{ reports: [lan('up', 'up', { remarks: [{ key: 'exitMessage', text: 'OK' }] })] }] },
  S1: { fires: [{ reports: [selt('open', 479)], observations: known }], silent: [{ reports: [selt('open', 479)] }, { reports: [selt('open', 400)], observations: known }, { reports: [selt('open', null)], observations: known }] },
  S2: { fires: [{ reports: [selt('open', 440)], observations: known }], silent: [{ reports: [selt('open', 455)], observations: known }, { reports: [selt('open', null)], observations: known }] },
  S3: { fires: [{ reports: [selt('open', 479)], observations: observed({ loopLengthM: 500, modemPowered: 'yes' }) }], silent: [{ reports: [selt('open', 479)], observations: observed({ loopLengthM: 500, modemPowered: 'no' }) }, { reports: [selt('open', 200)], observations: observed({ loopLengthM: 500, modemPowered: 'yes' }) }] },
  S4: { fires: [{ reports: [selt('open', 479)] }, { reports: [selt('open', null)] }, { reports: [selt('open', 700)], observations: known }], silent: [{ reports: [selt('open', 479)], observations: known }, { reports: [selt(null, 479)] }, { reports: [selt('unknown', 479)] }] },
  S5: { fires: [{ reports: [selt('short', 200)] }, { reports: [selt('short', null)] }], silent: [{ reports: [selt('open', 200)] }] },
  S6: { fires: [{ reports: [selt('poweredCpe', 479), delt('down')] }, { reports: [selt('poweredCpe', 479)], online: 'offline' }], silent: [{ reports: [selt('poweredCpe', 479), delt('up')] }, { reports: [selt('poweredCpe', 479)] }] },
  S7: { fires: [{ reports: [selt(null, null, [stateOf('problem', 'CPE_STATE-OFF_OR_NOT_CONNECTED'), stateOf('faultDomain', 'CPE')])] }], silent: [{ reports: [selt(null, null, [stateOf('problem', 'NO_PROBLEM'), stateOf('faultDomain', 'CPE')])] }, { reports: [selt(null, null, [stateOf('problem', 'CPE_STATE-OFF_OR_NOT_CONNECTED')])] }] },
  S8: { fires: [{ reports: [selt('open', 100, [], 6.9)] }], silent: [{ reports: [selt('open', 479, [], 6.9)] }, { reports: [selt('open', null, [], 6.9)] }, { reports: [selt('open', 479)] }] },
  S9: { fires: [{ reports: [selt(null, null, [stateOf('topology', 'Bridged-tap')])] }], silent: [{ reports: [selt(null, null, [stateOf('topology', 'in series')])] }] },
  D1: { fires: [{ reports: [silentDelt] }], silent: [{ reports: [delt('down')] }, { reports: [delt('up', {}, [silence])] }, { reports: [delt(null, {}, [silence])] }] },
  D2: { fires: [{ reports: [silentDelt, selt('open', 479), log([])], observations: known }], silent: [{ reports: [silentDelt, selt('open', 479), log([[60, 'ok']])], observations: known }, { reports: [silentDelt, selt('open', 479)], observations: known }] },
  D3: { fires: [{ reports: [silentDelt, selt('open', 200)], observations: known }, { reports: [silentDelt, selt('short', null)] }], silent: [{ reports: [silentDelt, selt('open', 479)], observations: known }, { reports: [selt('short', 200)] }] },
  D4: { fires: [{ reports: [delt('up', { noiseMarginDownDb: 2.9 })] }, { reports: [delt('up', { noiseMarginDownDb: 8, noiseMarginUpDb: -1 })] }, { reports: [delt('up', { noiseMarginDownDb: 0 })] }], silent: [{ reports: [delt('up', { noiseMarginDownDb: 3 })] }, { reports: [delt('up', { noiseMarginDownDb: null })] }, { reports: [delt('down', { noiseMarginDownDb: 0 })] }] },
  D5: { fires: [{ reports: [delt('up', { noiseMarginDownDb: 3 })] }, { reports: [delt('up', { noiseMarginDownDb: 5.9 })] }], silent: [{ reports: [delt('up', { noiseMarginDownDb: 6 })] }, { reports: [delt('up', { noiseMarginDownDb: null })] }] },
  D6: { fires: [{ reports: [delt('up', { signalAttenuationDownDb: 55 }, [stateOf('dslType', 'adsl2plus.g9925')])] }], silent: [{ reports: [delt('up', { signalAttenuationDownDb: 49 }, [stateOf('dslType', 'adsl2plus.g9925')])] }, { reports: [delt('up', { signalAttenuationDownDb: 55 }, [stateOf('dslType', 'vdsl2.g9932.profile.17a')])] }] },
  D7: { fires: [{ reports: [delt('up', { actualRateDownKbps: 20_000, attainableRateDownKbps: 60_000, contractRateDownKbps: 50_000 })] }], silent: [{ reports: [delt('up', { actualRateDownKbps: 40_000, attainableRateDownKbps: 60_000, contractRateDownKbps: 50_000 })] }, { reports: [delt('up', { actualRateDownKbps: 20_000, attainableRateDownKbps: 45_000, contractRateDownKbps: 50_000 })] }, { reports: [delt('up', { actualRateDownKbps: null, attainableRateDownKbps: 60_000, contractRateDownKbps: 50_000 })] }] },
  D8: { fires: [{ reports: [delt('up', { attainableRateDownKbps: 45_000, contractRateDownKbps: 50_000 })] }], silent: [{ reports: [delt('up', { attainableRateDownKbps: 50_000, contractRateDownKbps: 50_000 })] }, { reports: [delt('up', { attainableRateDownKbps: null, contractRateDownKbps: 50_000 })] }, { reports: [delt('up', { attainableRateDownKbps: 45_000 })] }] },
  D9: { fires: [{ reports: [delt('up', { relativeCapacityDownPercent: 98, noiseMarginDownDb: 5.4 })] }], silent: [{ reports: [delt('up', { relativeCapacityDownPercent: 95, noiseMarginDownDb: 5.4 })] }, { reports: [delt('up', { relativeCapacityDownPercent: 98, noiseMarginDownDb: 6 })] }, { reports: [delt('up', { relativeCapacityDownPercent: 98 })] }] },
  D10: { fires: [{ reports: [delt('up', {}, [stateOf('vectoringFallback', 'active')])] }, { reports: [delt('up', {}, [stateOf('vectoringType', 'vect.cpe.type.legacy.cpe')])] }], silent: [{ reports: [delt('down', {}, [stateOf('vectoringType', 'vect.cpe.type.legacy.cpe')])] }, { reports: [delt('up', {}, [stateOf('vectoringFallback', 'notActive')])] }] },
  D11: { fires: [{ reports: [delt('up', {}, [stateOf('serviceStability', 'unstable')])] }], silent: [{ reports: [delt('up', {}, [stateOf('serviceStability', 'unknown')])] }] },
  D12: {
    fires: [{ reports: [delt('up', { noiseMarginDownDb: 7 }), delt('up', { noiseMarginDownDb: 10 }, [], { id: ReportId.parse('older'), receivedAt: minutesBefore(3000) })] }],
    silent: [{ reports: [delt('up', { noiseMarginDownDb: 7 }), delt('up', { noiseMarginDownDb: 9.9 }, [], { id: ReportId.parse('older'), receivedAt: minutesBefore(3000) })] }, { reports: [delt('up', { noiseMarginDownDb: 7 })] }],
  },
  D13: { fires: [{ reports: [delt('up', { noiseMarginDownDb: null, actualRateDownKbps: null })] }], silent: [{ reports: [delt('up', { noiseMarginDownDb: 0, actualRateDownKbps: null })] }, { reports: [delt('down', { noiseMarginDownDb: null })] }] },
  L1: {
    fires: [{ reports: [joined(), lan('up', 'down')] }, { reports: [lan('up', 'down')] }],
    silent: [
      { reports: [joined(), lan('up', 'up')] }, { reports: [silentOnt, lan('up', 'down')] }, { reports: [joined(), lan('down', 'down')] }, { reports: [joined(), lan('up', null)] },
      { reports: [report('ontLanCheck', { states: [stateOf('ontLanOperational', 'down', { instance: '1' }), stateOf('ontLanOperational', 'up', { instance: '2' })] })] },
    ],
  },
  L2: { fires: [{ reports: [joined(), lan('up', 'down', {}, [stateOf('macAddress', '6C:31:0E:B4:CA:00', { place: 'ontLanPort', instance: '/6' })])] }], silent: [{ reports: [joined(), lan('up', 'up', {}, [stateOf('macAddress', '6C:31:0E:B4:CA:00', { place: 'ontLanPort', instance: '/6' })])] }, { reports: [joined(), lan('up', 'down')] }] },
  L3: { fires: [{ reports: [joined(), lan('down', 'down')] }, { reports: [lan('down', null)] }], silent: [{ reports: [joined(), lan('up', 'down')] }, { reports: [lan(null, 'down')] }] },
  L9: { fires: [{ observations: observed({ pcAddress: '169.254.10.20' }) }], silent: [{ observations: observed({ pcAddress: '192.168.1.10' }) }, { observations: observed({ pcAddress: null }) }] },
  A1: {
    fires: [{ reports: [log([]), fibre([linkUp, noLos])], online: 'offline' }, { reports: [log([]), joined()] }],
    silent: [
      { reports: [log([])] }, { reports: [log([]), joined()], online: 'online' }, { reports: [log([]), silentOnt] }, { reports: [log([[60, 'ok']]), joined()] },
      { reports: [log([]), joined()], line: line({ circuits: [circuit({ provisioning: provisioning({ type: 'unknown' }) })] }) },
      { reports: [log([]), joined()], line: line({ circuits: [circuit({ provisioning: provisioning({ username: null, hasPassword: false }) })] }) },
    ],
  },
  A2: { fires: [{ reports: [log([[5, 'incorrect'], [10, 'incorrect']])] }], silent: [{ reports: [log([[5, 'incorrect'], [10, 'ok']])] }, { reports: [log([])] }, { reports: [log([[5, 'unknown']])] }] },
  A3: {
    fires: [{ reports: [log([[5, 'ok'], [15, 'ok'], [30, 'ok'], [55, 'ok']])] }, { reports: [log(Array.from({ length: 8 }, (_, index) => [10 + index * 150, 'ok'] as const))] }],
    silent: [{ reports: [log([[5, 'ok'], [15, 'ok'], [30, 'ok']])] }, { reports: [log([[5, 'incorrect'], [6, 'incorrect'], [7, 'incorrect'], [8, 'ok']])] }, { reports: [log([[2000, 'ok'], [2001, 'ok'], [2002, 'ok'], [2003, 'ok']])] }],
  },
  A4: {
    fires: [{ reports: [log([[60, 'ok']]), fibre([linkUp, noLos])], online: 'offline' }, { reports: [log([[60, 'ok']])], online: 'offline', available: ['authenticationLog'] }],
    silent: [{ reports: [log([[60, 'ok']])], online: 'offline' }, { reports: [log([[60, 'ok']])], online: 'online' }, { reports: [log([[60, 'ok']])] }, { reports: [log([[3000, 'ok']])], online: 'offline' }, { reports: [log([[60, 'ok']]), silentOnt], online: 'offline' }],
  },
  A5: { fires: [{ reports: [log([[60, 'ok', 'someone@else']])] }], silent: [{ reports: [log([[60, 'ok', 'User@realm']])] }, { reports: [log([[60, 'ok', '']])] }, { reports: [log([[60, 'ok', 'x@y']])], line: line({ circuits: [circuit({ provisioning: provisioning({ username: null }) })] }) }] },
  A6: { fires: [{ reports: [log([])], line: line({ circuits: [circuit({ provisioning: provisioning({ type: 'vlan' }) })] }) }], silent: [{ reports: [log([])] }, { line: line({ circuits: [circuit({ provisioning: provisioning({ type: 'vlan' }) })] }) }] },
  A7: { fires: [{ reports: [log([[5, 'incorrect'], [60, 'ok'], [120, 'ok']])] }], silent: [{ reports: [log([[5, 'ok'], [60, 'incorrect']])] }, { reports: [log([[5, 'incorrect']])] }] },
  X1: {
    fires: [
      { reports: [joined(), lan('up', 'down', { lastStatusChange: { utc: minutesBefore(50), zone: 'given', text: '' } }), log([[300, 'ok']])] },
      { reports: [{ ...silentOnt, lastStatusChange: { utc: minutesBefore(50), zone: 'given', text: '' } }, log([[300, 'ok']])] },
    ],
    silent: [
      { reports: [joined(), lan('up', 'down', { lastStatusChange: { utc: minutesBefore(50), zone: 'given', text: '' } }), log([[300, 'ok'], [20, 'ok']])] },
      { reports: [joined(), lan('up', 'down', { lastStatusChange: { utc: minutesBefore(50), zone: 'assumed', text: '' } }), log([[300, 'ok']])] },
      { reports: [joined(), lan('up', 'down'), log([[300, 'ok']])] }, { reports: [joined(), lan('up', 'down', { lastStatusChange: { utc: minutesBefore(50), zone: 'given', text: '' } }), log([])] },
    ],
  },
  X2: {
    fires: [{ reports: [joined(), lan('up', 'up'), log([[60, 'ok']])], online: 'online', observations: observed({ customerComplains: true }) }],
    silent: [{ reports: [joined(), log([[60, 'ok']])], online: 'online' }, { reports: [joined(), log([[60, 'ok']])], online: 'offline', observations: observed({ customerComplains: true }) }, { observations: observed({ customerComplains: true }) }],
  },
  okLine: { fires: [{ reports: [joined()] }, { reports: [fibre([linkUp, noLos])] }, { reports: [delt('up')] }], silent: [{ reports: [silentOnt] }, { reports: [fibre([noLos])] }, { reports: [delt('down')] }] },
  okLan: { fires: [{ reports: [lan('up', 'up')] }], silent: [{ reports: [lan('up', 'down')] }, { reports: [lan('up', null)] }] },
  okSession: { fires: [{ reports: [log([[60, 'ok']])] }, { reports: [log([])], online: 'online' }], silent: [{ reports: [log([[60, 'ok']])], online: 'offline' }, { reports: [log([])] }, { online: 'online' }] },
  noSession: { fires: [{ online: 'offline' }], silent: [{ online: 'online' }, { online: 'unknown' }] },
}

const idsOf = (example: Example) => triage(input(example)).findings.map(({ ruleId }) => ruleId)

describe('every rule of the table', () => {
  it('has examples', () => expect(Object.keys(examples).toSorted()).toEqual(rules.map(({ id }) => id).toSorted()))

  for (const [id, { fires, silent }] of Object.entries(examples)) {
    it(`${id} fires where its condition is met, and not where it is not`, () => {
      for (const [index, example] of fires.entries()) expect(idsOf(example), `fires ${index}`).toContain(id)
      for (const [index, example] of silent.entries()) expect(idsOf(example), `silent ${index}`).not.toContain(id)
    })
  }

  it('has words for what it finds, in both languages, with every parameter they need', () => {
    for (const language of ['en', 'nl'] as const) {
      const text = createText(language)
      for (const example of Object.values(examples).flatMap(({ fires }) => fires)) {
        for (const finding of triage(input(example)).findings) {
          for (const what of ['title', 'reason', 'next'] as const) {
            const words = findingText(finding, what, text)
            expect(words, `${finding.ruleId}.${what}`).not.toBe(finding.ruleId)
            expect(words).not.toMatch(/[{}]|undefined|NaN|Invalid/)
          }
        }
      }
    }
  })
})
