import { accessLine, counted, cpe, hardware, lanPort, leases, live, macs, optics, port, portDown, portUp, subscription } from '../accessReports.ts'
import { minutesBefore, observed } from '../triageInputs.ts'
import type { RuleExamples } from './ruleExample.ts'

const line = accessLine()
const router = 'DC:A6:32:01:02:03'
const total = (crcErrors: number, packets: number) => live('portStatus', { ...portUp, statistics: { input: { packets, crcErrors } } })

/** Where rules fire at an access of an open network, and where they must not; those with rows of their own above are added to. */
export const accessExamples: RuleExamples = {
  L5: {
    fires: [
      { line, reports: [port(counted(5, 20_000))] }, { line, reports: [port(counted(500, 1_000_000))] },
      { line, reports: [cpe({ ports: [lanPort(counted(40, 200_000))] })] }, { line, reports: [total(5000, 1_000_000)] },
    ],
    silent: [
      { line, reports: [port(counted(1, 10))] }, { line, reports: [port(counted(0, 1_000_000))] }, { line, reports: [port({ statistics: { lastFiveInput: { crcErrors: 40 } } })] },
      { line, reports: [total(5, 10)] }, { line, reports: [port(counted(0, 500_000, {}))] },
    ],
  },
  L6: {
    fires: [
      { line, reports: [cpe({ ports: [lanPort({ loopDetectionStatus: 'loop detected' })] })] },
      { line, reports: [port({ statistics: { lastFiveInput: { packets: 2_000_000, broadcast: 1_900_000 } } })] },
    ],
    silent: [
      { line, reports: [cpe()] }, { line, reports: [cpe({ ports: [lanPort({ loopDetectionStatus: 'enabled' })] })] }, { line, reports: [cpe({ ports: [lanPort({ loopDetectionStatus: '' })] })] },
      { line, reports: [port({ statistics: { lastFiveInput: { packets: 100, broadcast: 99 } } })] },
    ],
  },
  L7: {
    fires: [{ line, reports: [port(), macs()] }, { line, reports: [port(), cpe(), macs('00:22:07:00:00:01')] }],
    silent: [
      { line, reports: [port(), macs(router)] }, { line, reports: [port(portDown), macs()] }, { line, reports: [port({ adminDown: true }), macs()] },
      { line, reports: [port(), live('macTable', {})] }, { line, reports: [port({}, 60), macs()] }, { line, reports: [macs()] },
    ],
  },
  L8: {
    fires: [
      { line, reports: [port(), macs(router), leases()] }, { line, reports: [port(), macs(router), leases({ ip: '192.0.2.7', mac: router, timeout: minutesBefore(120) })] },
      { line: accessLine({ subscriptions: [subscription({ fixedIp: true })] }), reports: [macs(router), leases()] },
    ],
    silent: [
      { line, reports: [macs(router), leases({ ip: '192.0.2.7', mac: router, timeout: minutesBefore(-60) })] }, { line, reports: [macs(router), leases({ mac: router, vlan: 101 })] },
      { line, reports: [macs(router), live('leases', {})] }, { line, reports: [macs(router)] }, { line, reports: [macs(), leases()] },
      // Without a zone it may be local time; long ended by now, it held when it was read.
      { line, reports: [macs(router), leases({ ip: '192.0.2.7', timeout: minutesBefore(60).slice(0, 19) })] },
      { line, reports: [live('macTable', [{ mac: router }], 500), live('leases', [{ ip: '192.0.2.7', mac: router, timeout: minutesBefore(100) }], 500)] },
    ],
  },
  L10: { fires: [{ line, reports: [hardware(false), port(portDown)] }], silent: [{ line, reports: [hardware(true)] }, { line, reports: [live('accessHardware', {})] }, { line, reports: [live('accessHardware', { up: null })] }] },
  L11: {
    fires: [{ line, reports: [port(), cpe({ up: false, ports: [] })] }, { line, reports: [cpe({ up: 'false', ports: [] })], observations: observed({ modemPowered: 'no' }) }, { line, reports: [port(portDown), cpe({ up: false })] }],
    silent: [{ line, reports: [cpe()] }, { line, reports: [live('cpeStatus', {})] }],
  },
  L12: {
    fires: [
      { line, reports: [live('portStatus', portDown)] }, { line, reports: [port(portDown)], observations: observed({ modemPowered: 'no' }) },
      { line, reports: [port(portDown)], observations: observed({ modemPowered: 'yes' }) },
    ],
    silent: [{ line, reports: [port()] }, { line, reports: [port({ ...portDown, adminDown: true })] }, { line, reports: [live('portStatus', {})] }, { line, reports: [live('portStatus', { link: null })] }],
  },
  okLease: { fires: [{ line, reports: [leases({ lease: '192.0.2.7', mac: router, end: minutesBefore(-60) })] }], silent: [{ line, reports: [leases()] }, { line, reports: [live('leases', {})] }] },
}

/** More of rules that have examples of their own elsewhere. */
export const accessMore: RuleExamples = {
  F1: {
    fires: [{ line, reports: [port({ ...portDown, ...optics({ dbmRx: '-40' }) })] }, { line, reports: [port({ ...portDown, ...optics({ dbmRx: 'No Power' }) })], observations: observed({ lightAtOutlet: 'none' }) }, { line, reports: [cpe({ ports: [{ name: 'WAN', link: false, ...optics({ dbmRx: '-Inf' }) }] })] }],
    silent: [{ line, reports: [port({ ...portDown, adminDown: true, ...optics({ dbmRx: '-40' }) })] }, { line, reports: [port(optics({ dbmRx: '-40' }))] }, { line, reports: [port({ ...portDown, ...optics({ dbmRx: null }) })] }],
  },
  F2: {
    fires: [{ line, reports: [port(optics({ dbmRx: '-22.61 dBm' }))] }, { line, reports: [cpe({ ports: [{ name: 'WAN', link: true, ...optics({ dbmRx: -24 }) }] })] }],
    silent: [{ line, reports: [port()] }, { line, reports: [port({ adminDown: true, ...optics({ dbmRx: '-30' }) })] }, { line, reports: [port({ speed: '10G', ...optics({ dbmRx: '-24' }) })] }, { line, reports: [port(optics({ dbmRx: '-21', partNumber: 'SFP-BX20-D' }))] }, { line, reports: [port(optics({ dbmRx: '0', dbmTx: '0', temp: '0', biasTx: '0', supplyVoltage: '0' }))] }],
  },
  F3: { fires: [{ line, reports: [port(optics({ dbmRx: '-19' }))] }], silent: [{ line, reports: [port()] }] },
  F4: { fires: [{ line, reports: [port(optics({ dbmRx: '-1.42' }))] }], silent: [{ line, reports: [port()] }] },
  F5: { fires: [{ line, reports: [port(optics({ dbmTx: '-14' }))] }, { line, reports: [cpe({ ports: [{ name: 'WAN', link: true, ...optics({ dbmTx: '-14' }) }] })] }], silent: [{ line, reports: [port(optics({ dbmTx: '1.5' }))] }, { line, reports: [port(optics({ dbmTx: '-40' }))] }] },
  F6: { fires: [{ line, reports: [port(optics({ dbmRx: '-23' })), cpe()] }], silent: [{ line, reports: [port(optics({ dbmRx: '-23' })), cpe({ ports: [{ name: 'WAN', link: true, ...optics({ dbmRx: '-23' }) }] })] }] },
  F7: { fires: [{ line, reports: [port(portDown)] }], silent: [{ line, reports: [port({ ...portDown, adminDown: true })] }, { line, reports: [port()] }] },
  F10: { fires: [{ line, reports: [port(optics({ temp: '78 C' }))] }, { line, reports: [cpe({ ports: [{ name: 'WAN', link: true, ...optics({ supplyVoltage: '2.9 V' }) }] })] }], silent: [{ line, reports: [port()] }] },
  L3: { fires: [{ line, reports: [port({ ...portDown, adminDown: 'true' })] }], silent: [{ line, reports: [port()] }, { line, reports: [live('portStatus', { link: false })] }] },
  L4: {
    fires: [
      { line, reports: [port({ fullDuplex: false })] }, { line, reports: [port({ fullDuplex: false, ...counted(500, 1_000_000) })] }, { line, reports: [port({ speed: '100' })] }, { line, reports: [cpe({ ports: [lanPort({ linkSpeed: 100, configuredSpeed: '1000' })] })] },
      { line, reports: [cpe({ ports: [lanPort({ linkSpeed: '100M' })] })] },
    ],
    silent: [
      { line, reports: [port(), cpe()] }, { line, reports: [port({ speed: '100', link: false })] }, { line, reports: [cpe({ ports: [lanPort(), lanPort({ name: 'TV', linkSpeed: 100 })] })] },
      { line: accessLine({ subscriptions: [subscription({ service: 'BB-100-10' })] }), reports: [port({ speed: '100' })] }, { line, reports: [port({ speed: 'auto' })] },
    ],
  },
  G4: {
    fires: [
      { line: accessLine({ accessState: 'MIGRATING' }), reports: [] }, { line: { ...accessLine({ accessState: 'PLANNED' }), state: 'processing' }, reports: [] },
      { line: { ...accessLine({ accessState: 'RESERVED' }), state: null }, reports: [port(portDown)] },
    ],
    silent: [{ line, reports: [] }, { line: { ...accessLine({ accessState: 'RESERVED' }), state: null }, reports: [port()] }],
  },
  G5: {
    fires: [{ line: accessLine({ subscriptions: [subscription({ state: 'suspended' })] }), reports: [macs()] }, { line: accessLine({ subscriptions: [subscription({ state: 'suspended' }), subscription()] }) }],
    silent: [{ line }, { line: accessLine({ subscriptions: [] }) }, { line: accessLine({ subscriptions: [subscription({ state: null })] }) }],
  },
  X1: { fires: [{ line, reports: [port({ ...portDown, linkSince: minutesBefore(40) })] }], silent: [{ line, reports: [port({ linkSince: minutesBefore(40) })] }, { line, reports: [port({ ...portDown, linkSince: minutesBefore(-40) })] }] },
  X2: { fires: [{ line, reports: [port(), leases({ ip: '192.0.2.7', timeout: minutesBefore(-60) })], observations: observed({ customerComplains: true }) }], silent: [{ line, reports: [port()], observations: observed({ customerComplains: true }) }] },
  H1: { fires: [{ line, reports: [port(), port(optics({ dbmRx: '-16' }), 0)] }], silent: [{ line, reports: [port(), port(optics({ dbmRx: '-10' }), 0)] }] },
  C1: { fires: [{ line, reports: [port(portDown, 10), cpe({}, 1)] }], silent: [{ line, reports: [port(portDown, 1), cpe({}, 10)] }] },
  okLine: { fires: [{ line, reports: [port()] }], silent: [{ line, reports: [port(portDown)] }] },
}
