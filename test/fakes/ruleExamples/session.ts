import type { Product } from '../../../shared/model/line.ts'
import { circuit, line, log, measured, minutesBefore, observed, provisioning, report, stateOf } from '../triageInputs.ts'
import { fibre, joined, lan, linkUp, noLos, silentDelt, silentOnt } from '../triageReports.ts'
import type { RuleExamples } from './ruleExample.ts'

const product = (downloadKbps: number): Product =>
  ({ id: null, name: null, supplier: null, quality: null, downloadKbps, uploadKbps: null })

/** Where each rule fires and where it must not. */
export const sessionExamples: RuleExamples = {
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
    fires: [{ online: 'online', line: line({ circuits: [circuit(), circuit({ provisioning: provisioning({ enabled: false }) })] }) }, { line: line({ circuits: [circuit({ provisioning: provisioning({ blocked: true }) })] }) }, { line: line({ circuits: [circuit({ provisioning: provisioning({ enabled: false }) })] }) }],
    silent: [{}, { line: line({ circuits: [circuit({ provisioning: provisioning({ enabled: null, blocked: null }) })] }) }, { line: line({ circuits: [circuit({ provisioning: null })] }) }],
  },
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
  G6: {
    fires: [
      { clockOffsetMs: 130_000 }, { clockOffsetMs: -3_600_000 },
      { reports: [{ ...joined(), measuredAt: { utc: minutesBefore(-30), zone: 'given', text: '' } }] },
    ],
    silent: [
      { clockOffsetMs: 119_000 }, { clockOffsetMs: null }, { reports: [{ ...joined(), measuredAt: { utc: minutesBefore(-1), zone: 'given', text: '' } }] },
      { reports: [{ ...joined(), measuredAt: { utc: minutesBefore(-90), zone: 'assumed', text: '' } }] },
      { clockOffsetMs: 60_000, reports: [{ ...joined(), measuredAt: { utc: minutesBefore(-2), zone: 'given', text: '' } }] },
    ],
  },
  L4: {
    fires: [
      { line: line({ circuits: [circuit({ portSpeed: '1000Mb', portDuplex: 'full' })] }), reports: [fibre([linkUp, noLos], [measured('interfaceSpeedBps', 1e8, { unit: 'bit/s' })])] },
      { line: line({ circuits: [circuit({ portSpeed: '10Mb', portDuplex: 'half', product: product(10_240) })] }) },
      { line: line({ circuits: [circuit({ portSpeed: '100Mb', portDuplex: 'full', product: product(500_000) })] }) },
    ],
    silent: [
      { line: line({ circuits: [circuit({ portSpeed: '1Gb', portDuplex: 'full', product: product(500_000) })] }), reports: [fibre([linkUp, noLos], [measured('interfaceSpeedBps', 1e9, { unit: 'bit/s' })])] },
      { line: line({ circuits: [circuit({ portSpeed: '10Mb', portDuplex: 'half' })] }) },
      { line: line({ circuits: [circuit({ portSpeed: '10Mb', portDuplex: 'full', product: product(10_240) })] }) },
      { reports: [fibre([linkUp, noLos], [measured('interfaceSpeedBps', 1e8, { unit: 'bit/s' })])] },
    ],
  },
}
