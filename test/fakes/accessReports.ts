import { readLiveBody } from '../../electron/checks/readers/onApiLive.ts'
import type { Access, Subscription } from '../../shared/model/access.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { LiveKind, Report } from '../../shared/model/report.ts'
import { withRates } from '../../shared/triage/counters.ts'
import { line, minutesBefore, report } from './triageInputs.ts'

/** An access of an open network, with one active subscription unless others are given. */
export function accessLine(part: Partial<Access> = {}, of: Partial<Line> = {}): Line {
  return line({
    medium: 'fibrePointToPoint', circuits: [],
    access: {
      accessId: 'VXO1000001', legacyAccessId: null, premisesType: null, apartmentNumber: null, distinguisher: null, outlet: null, population: null, priceGroup: null,
      accessState: 'CONNECTED', nationalAddressUuid: null, services: [], subscriptions: [subscription()], ...part,
    }, ...of,
  })
}

export const subscription = (part: Partial<Subscription> = {}): Subscription => ({
  subscriptionId: 'S1', service: 'BB-1000-100', operationalState: 'ACTIVATED', state: 'active', connectionDate: null, disconnectionDate: null, spReference: null,
  spSubscriptionId: null, option82: null, dhcpIdentifiers: [], fixedIp: null, ipAddresses: [], sla: null, characteristics: [], note: null, equipment: [], ...part,
})

/** The answer to a live query as its report, so many minutes old. */
export function live(kind: LiveKind, body: unknown, minutes = 1, before: Report | null = null): Report {
  return withRates(report(kind, {
    ...readLiveBody(kind, body), id: ReportId.parse(`${kind}-${minutes}`), target: { kind: 'access', nid: 'VXO1000001' }, receivedAt: minutesBefore(minutes),
  }), before)
}

const goodOptics = { dbmRx: '-9.1', dbmTx: '-5.6', temp: '38.0', biasTx: '14.2', supplyVoltage: '3.29', vendor: 'FINISAR CORP.', partNumber: 'SFP-BXU1490-10', serialNumber: 'F1' }
/** Optics of a port with other values. */
export const optics = (part: Record<string, unknown> = {}): { transceiver: Record<string, unknown> } => ({ transceiver: { ...goodOptics, ...part } })
export const portUp = { link: true, fullDuplex: true, speed: '1000', adminDown: false }
export const portDown = { link: false, speed: 'auto', adminDown: false }
export const port = (part: Record<string, unknown> = {}, minutes = 1): Report => live('portStatus', { ...portUp, ...optics(), ...part }, minutes)
export const hardware = (up: boolean, minutes = 1): Report => live('accessHardware', { up, vendor: 'Huawei', model: 'S5320' }, minutes)
export const macs = (...addresses: string[]): Report => live('macTable', addresses.map(mac => ({ mac, vlan: 101 })))
export const leases = (...entries: Record<string, unknown>[]): Report => live('leases', entries)
export const lanPort = (part: Record<string, unknown> = {}): Record<string, unknown> =>
  ({ index: 1, name: 'LAN1', link: true, fullDuplex: true, linkSpeed: 1000, configuredSpeed: 'auto', loopDetectionStatus: 'unlocked', ...part })
export const cpe = (part: Record<string, unknown> = {}, minutes = 1): Report =>
  live('cpeStatus', { up: true, vendor: 'Inteno', model: 'FG500', mac: '00:22:07:00:00:01', ports: [{ index: 0, name: 'WAN SFP', ...portUp, ...optics() }, lanPort()], ...part }, minutes)
/** What a port counted in the last five minutes. */
export const counted = (crcErrors: number, packets: number, more: Record<string, unknown> = {}) => ({ statistics: { lastFiveInput: { packets, crcErrors, ...more } } })
