import { withVendors } from '../../electron/checks/macVendor.ts'
import { readLiveBody } from '../../electron/checks/readers/onApiLive.ts'
import { emptyCarrier } from '../../electron/operators/emptyCarrier.ts'
import { LivePartName } from '../../shared/contract/lines.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import { AccountId, lineIdOf, systemKeyOf, type UtcTime } from '../../shared/model/common.ts'
import type { LiveKind } from '../../shared/model/report.ts'
import { withRates } from '../../shared/triage/counters.ts'
import { judged, viewOf } from './lineBuilders.ts'
import { minutesBefore, report } from './reportBuilders.ts'

export const openNetworkSystem = systemKeyOf('onApi', 'https://co.example/onapi/2.6')
export const openNetworkAccount = AccountId.parse('account-open')

const offers = ['liveQuery', 'accessOrders', 'lineByNid', 'ticketsOf', 'findByDhcp', 'learnFeatures', 'health', 'createTicket']
const notThere: readonly LivePartName[] = ['transaction', 'events', 'endUser', 'diagnostics', 'authenticationLog', 'addressCheck', 'reports']

type Words = { readonly accessId: string; readonly number: string; readonly bodies: Partial<Record<LiveKind, unknown>>; readonly notOffered?: readonly LiveKind[] }

const counters = (packets: number, crcErrors: number) =>
  ({ packets, bytes: packets * 900, unicast: packets - 40, broadcast: 30, multicast: 10, pauses: 0, errors: crcErrors, crcErrors })
const statistics = (at: UtcTime, packets: number, crc: number) => ({
  counterResetAt: minutesBefore(at, 44_000), input: counters(packets, crc), output: counters(packets * 4, 0),
  lastFiveInput: counters(41_200, Math.round(crc / 100)), lastFiveOutput: counters(180_300, 0), peakInputRate: { counter: 93_400_000, timestamp: minutesBefore(at, 300) },
})
const optics = (dbmRx: string) => ({ dbmRx, dbmTx: '-5.61', temp: '38.4', biasTx: '21.3', supplyVoltage: '3.28', vendor: 'Waystream', partNumber: 'SFP-BX10-U', serialNumber: 'WX2318004471' })
const mac = (last: string, port: string, service: string, vlan: number, at: UtcTime) =>
  ({ mac: `A4:77:33:00:12:${last}`, serviceType: service, vlan, port, learntAt: minutesBefore(at, 190) })

/** Answers of a network where all is well, as of a moment. */
function wellBodies(at: UtcTime): Record<LiveKind, unknown> {
  const port = (index: number, name: string, link: boolean, over: object = {}) => ({
    index, ifDescription: `ethernet ${String(index)}`, name, link, fullDuplex: true, changedAt: minutesBefore(at, 5_900), loopDetectionStatus: 'no loop',
    freeSeating: index === 3, configuredSpeed: 'auto', linkSpeed: link ? 1000 : 0, statistics: statistics(at, 812_000, 0), ...over,
  })
  const macs = [mac('A1', 'LAN1', 'INTERNET', 101, at), mac('B2', 'LAN2', 'TV', 201, at), { ...mac('C3', 'LAN1', 'INTERNET', 101, at), mac: '5E:11:22:33:44:55' }]
  return {
    accessHardware: { up: true, upSince: minutesBefore(at, 130_000), vendor: 'Waystream', model: 'ASR 6026' },
    portStatus: {
      link: true, fullDuplex: true, linkSince: minutesBefore(at, 12_400), speed: '1000', adminDown: false, statistics: statistics(at, 4_120_000, 0), transceiver: optics('-11.42'),
      configuredSpeeds: [{ serviceType: 'INTERNET', queue: '1', cir: '250000', pir: '250000' }, { serviceType: 'TV', queue: '4', cir: '30000', pir: '60000' }],
    },
    macTable: macs,
    leases: [
      { ip: '85.24.13.77', mac: 'A4:77:33:00:12:A1', serviceType: 'INTERNET', vlan: 101, port: '17', timeout: minutesBefore(at, -55) },
      { ip: '2001:db8:77::/56', mac: 'A4:77:33:00:12:A1', serviceType: 'INTERNET', vlan: 101, port: '17', timeout: minutesBefore(at, -2_000) },
      { ip: '10.20.0.9', mac: 'A4:77:33:00:12:B2', serviceType: 'TV', vlan: 201, port: '17', timeout: minutesBefore(at, 12) },
    ],
    igmpGroups: [{ multicast: '239.16.1.4', timestamp: minutesBefore(at, 2), counter: 99_201 }],
    cpeStatus: {
      firmware: '4.12.1', vendor: 'Inteno', model: 'FG500R', mac: 'A4:77:33:00:12:F0', up: true, upSince: minutesBefore(at, 8_700),
      ports: [port(0, 'WAN', true, { transceiver: optics('-12.90') }), port(1, 'LAN1', true), port(2, 'LAN2', true, { linkSpeed: 100 }), port(3, 'LAN3', false), port(4, 'LAN4', false)],
      macAddressTable: macs, dhcpSnoopingTable: [{ ip: '85.24.13.77', mac: 'A4:77:33:00:12:A1', serviceType: 'INTERNET', timeout: minutesBefore(at, -55) }],
    },
  }
}

function accessView(words: Words, now: UtcTime): LineView {
  const at = minutesBefore(now, 1)
  const id = lineIdOf(openNetworkSystem, words.accessId)
  const base = viewOf({
    nid: words.accessId, street: 'Björkvägen', number: words.number, postcode: '35234', city: 'Växjö', medium: 'fibrePointToPoint', technology: '', supplier: '',
    online: 'unknown', customer: '', downKbps: 0, upKbps: 0,
  }, now, [])
  const live = (Object.keys(words.bodies) as LiveKind[]).map(kind => {
    const { live: plain, ...content } = readLiveBody(kind, words.bodies[kind])
    return withRates(report(id, openNetworkSystem, kind, at, {}, {
      ...content, live: withVendors(plain, each => each.startsWith('A4:77:33') ? 'Icotera A/S' : null), target: { kind: 'access', nid: words.accessId },
      provider: null, remoteId: null, raw: JSON.stringify(words.bodies[kind]),
    }), null)
  })
  return judged({
    ...base,
    line: {
      ...base.line, id, system: openNetworkSystem, accountId: openNetworkAccount, nativeId: words.accessId, carrier: emptyCarrier, circuits: [], contacts: [], tags: [], sla: null,
      contract: null, transaction: null, endUser: null, technology: null, supplier: null, online: 'unknown',
      address: { ...base.line.address, houseNumberExtension: 'B', unit: '1203', postcode: '352 34', municipality: null, province: null, latitude: null, longitude: null, country: 'SE' },
      access: {
        accessId: words.accessId, legacyAccessId: 'KGXF49861', premisesType: 'MDU_APARTMENT', apartmentNumber: '1203', distinguisher: '2 tr vänster', outlet: 'A-2-1',
        population: 'Wexnet', priceGroup: 'PG3', accessState: 'CONNECTED', nationalAddressUuid: null,
        subscriptions: [{
          subscriptionId: 'S-88121', service: 'INTERNET_250_250', operationalState: 'ACTIVATED', state: 'active', connectionDate: minutesBefore(now, 400_000), disconnectionDate: null,
          spReference: 'LS-2291', spSubscriptionId: '77120', option82: '010867652d302f302f37', dhcpIdentifiers: [{ name: 'ipv4CircuitId', value: 'ge-0/0/7' }], fixedIp: false,
          ipAddresses: [], sla: 'BAS', characteristics: [{ name: 'queue', value: '1' }], note: null, equipment: [{ vendorId: 'Icotera', macAddress: 'A4:77:33:00:12:A1' }],
        }],
        services: [{
          service: 'INTERNET_1000_1000', connectionDate: null, availableDate: minutesBefore(now, -9_000), disconnectionDate: null, forcedTakeoverPossible: true, comments: [],
          characteristics: [{ name: 'fixedIp', required: false, values: ['true', 'false'] }],
        }],
      },
    },
    summary: {
      ...base.summary, id, accountId: openNetworkAccount, nativeId: words.accessId, street: `Björkvägen ${words.number} B, lgh 1203`, place: '352 34 Växjö', technology: null,
      supplier: null, online: 'unknown',
    },
    raw: JSON.stringify({ accessId: words.accessId, accessState: 'CONNECTED' }, null, 2), events: [], endUser: null, transaction: null, available: [], reports: live,
    accessOrders: [{
      orderId: 'O-5512', service: 'INTERNET_250_250', operation: 'ACTIVATE', state: 'DONE_SUCCESS', requestedAt: minutesBefore(now, 405_000), expectedCompletionAt: null,
      spReference: 'LS-2291', spSubscriptionId: '77120', subscriptionId: 'S-88121', externalNote: null, forcedTakeover: false, message: null,
    }],
    offers, parts: LivePartName.options.map(part => ({
      part, state: 'fresh', at, failure: null, ...([...notThere, ...words.notOffered ?? []].includes(part) ? { state: 'notOffered', at: null } : {}),
    })),
  }, now)
}

/** Accesses of an open network for tests and for looking at the screen, as of a moment. */
export function accessFixtures(now: UtcTime): Record<'well' | 'loop' | 'bare', LineView> {
  const at = minutesBefore(now, 1)
  const well = wellBodies(at)
  const cpe = well.cpeStatus as { readonly ports: readonly object[] }
  return {
    well: accessView({ accessId: 'VXO1000001', number: '2', bodies: well }, now),
    loop: accessView({
      accessId: 'VXO1000006', number: '12',
      bodies: { ...well, cpeStatus: { ...cpe, ports: cpe.ports.map((port, index) => index === 2 ? { ...port, loopDetectionStatus: 'LOOP DETECTED', fullDuplex: false } : port) } },
    }, now),
    /** An operator that offers little, and answers with nothing. */
    bare: accessView({ accessId: 'VXO1000022', number: '44', bodies: { accessHardware: {}, portStatus: {}, macTable: [] }, notOffered: ['leases', 'igmpGroups', 'cpeStatus'] }, now),
  }
}
