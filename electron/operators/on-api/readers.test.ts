import { describe, expect, it } from 'vitest'
import type { AccountId, SystemKey } from '../../../shared/model/common.ts'
import { Line } from '../../../shared/model/line.ts'
import documented from './examples/document.json' with { type: 'json' }
import published from './examples/public.json' with { type: 'json' }
import { accessIdOf } from './accessId.ts'
import { onApiReader } from './reader.ts'
import { readAccess } from './readAccess.ts'
import { readEndpoints } from './readEndpoints.ts'
import { readOrders } from './readOrder.ts'
import { readServices } from './readService.ts'
import { readSubscriptions } from './readSubscription.ts'
import { option82With, wholeOption82 } from './option82.ts'

const context = { system: 'onApi:https://co.example/onapi/2.6' as SystemKey, accountId: 'a' as AccountId, seenAt: '2026-11-22T00:00:00.000Z' }
const access = published['GET /accesses/{accessId}']
const lineOf = (record: unknown, sections: Record<string, unknown> = {}): Line | undefined => onApiReader.record(record, context, sections)?.line

describe('an access as a line', () => {
  it('has its address as Swedes write it, and what else is said of it', () => {
    const line = lineOf(access, {
      subscriptions: published['GET /subscriptions/{accessId}'], services: published['GET /services/{accessId}'],
    })
    expect(Line.parse(line)).toEqual(line)
    expect(line).toMatchObject({
      id: 'onApi:https://co.example/onapi/2.6|VXO1000017', nativeId: 'VXO1000017', medium: 'fibrePointToPoint', state: 'active', active: true, online: 'unknown',
      circuits: [], contacts: [], carrier: { nid: null }, sla: { name: 'SLA-2' }, technology: null, supplier: null,
      address: {
        street: 'Östra Ågatan', houseNumber: '550-7', houseNumberExtension: null, unit: '0901', postcode: '352 30', city: 'Växjö', country: 'SE',
        municipality: null, province: null, latitude: null, longitude: null,
      },
      access: {
        accessId: 'VXO1000017', legacyAccessId: 'KGX00917', premisesType: 'MDU_APARTMENT', apartmentNumber: '0901', distinguisher: '2 tr vänster',
        outlet: 'A-11-14', population: 'Kvarteret Lejonet', priceGroup: '0', accessState: 'OUTMIGRATION', nationalAddressUuid: '7d3f0c52-2f41-4a58-9f4e-0d0c9a3b7e11',
      },
    })
    expect(line?.access?.subscriptions).toHaveLength(2)
    expect(line?.access?.services).toHaveLength(1)
  })

  it.each([
    ['PLANNED', 'processing', false], ['DEPLOYING', 'processing', false], ['HOMESPASSED', 'processing', false], ['INMIGRATION', 'processing', false],
    ['in_migration', 'processing', false], ['CONNECTED', 'active', true], ['OUTMIGRATION', 'active', true], ['DISCONNECTED', 'terminated', false],
    ['SOMETHING', null, null], ['', null, null], [7, null, null], [undefined, null, null],
  ])('is in the state that %j says', (accessState, state, active) => {
    expect(lineOf({ ...access, accessState })).toMatchObject({ state, active })
  })

  it.each([
    ['Kvarteret Lejonet', 'fibrePointToPoint'], ['GPON Syd', 'pon'], ['XGS-PON', 'pon'], ['Kabel-TV', 'coax'], ['VDSL', 'copper'], ['FWA Nord', 'radio'],
    ['Fastighetsnät Cat6', 'unknown'], ['Laniergatan', 'fibrePointToPoint'],
  ])('runs over what its population says: %s', (population, medium) => {
    expect(lineOf({ ...access, population })?.medium).toBe(medium)
  })

  it.each([
    ['35230', '352 30'], ['352 30', '352 30'], ['SE-352 30', '352 30'], [35230, '352 30'], ['3523', '3523'], ['', null], [null, null],
  ])('has the postcode %j', (postalCode, postcode) => {
    expect(lineOf({ ...access, postalCode })?.address.postcode).toBe(postcode)
  })

  it.each([[undefined], [null], [''], [{}], [[]], ['x'.repeat(201)], [true]])('is none without an id: %j', accessId => {
    expect(readAccess({ ...access, accessId }, {}, context)).toBeNull()
  })

  it.each([null, 7, 'text', [], [access]])('is none of %j', value => {
    expect(readAccess(value, {}, context)).toBeNull()
  })

  it('takes the sections from the record itself where versions before 2.6 had them', () => {
    const line = lineOf({ ...access, subscriptions: [{ service: 'bb' }], services: [{ service: 'tv' }] })
    expect(line?.access).toMatchObject({ subscriptions: [{ service: 'bb' }], services: [{ service: 'tv' }] })
  })

  it('keeps the record without its secrets', () => {
    expect(onApiReader.record({ ...access, password: 'geheim' }, context)?.raw).toBe(JSON.stringify({ ...access, password: '[secret]' }))
  })
})

describe('what hangs on an access', () => {
  it('is read as the document has it', () => {
    expect(readSubscriptions(documented['GET /subscriptions/{accessId}'])).toEqual([{
      subscriptionId: 'string', service: 'string', operationalState: 'ACTIVATED', state: 'active', connectionDate: '2019-08-24T14:15:22Z',
      disconnectionDate: '2019-08-24T14:15:22Z', spReference: 'string', spSubscriptionId: 'string', option82: 'string', dhcpIdentifiers: [], fixedIp: true,
      ipAddresses: ['string'], sla: 'string', characteristics: [], note: null, equipment: [{ vendorId: 'string', macAddress: 'string' }],
    }])
    expect(readServices(documented['GET /services/{accessId}'])).toEqual([{
      service: 'string', connectionDate: 'string', availableDate: 'string', disconnectionDate: 'string', forcedTakeoverPossible: true, comments: ['string'],
      characteristics: [{ name: 'property1', required: true, values: [] }, { name: 'property2', required: true, values: [] }],
    }])
    expect(readOrders(documented['GET /orders/'], 'string')).toEqual([{
      orderId: 'string', service: 'string', operation: 'ACTIVATE', state: 'RECEIVED', requestedAt: '2019-08-24T14:15:22.000Z',
      expectedCompletionAt: '2019-08-24T14:15:22.000Z', spReference: 'string', spSubscriptionId: 'string', subscriptionId: 'string',
      externalNote: 'Your service have been blocked due to outstanding payment', forcedTakeover: true, message: 'string',
    }])
  })

  it('is read as the public specification has it', () => {
    expect(readSubscriptions(published['GET /subscriptions/{accessId}'])).toEqual([
      {
        subscriptionId: 'sub-17-1', service: 'BB-250-250', operationalState: 'SUSPENDED', state: 'suspended', connectionDate: '2021-05-06', disconnectionDate: null,
        spReference: 'case-41', spSubscriptionId: 'own-17', option82: '520C0106414243313233020200FF',
        dhcpIdentifiers: [{ name: 'ipv4CircuitId', value: 'CO-VXO1000017' }, { name: 'ipv6InterfaceId', value: 'eth 1/7' }], fixedIp: true,
        ipAddresses: ['203.0.113.7', '2001:db8:77::/48'], sla: 'SLA-2', characteristics: [{ name: 'vlan', value: '101' }], note: 'Faster from March', equipment: [],
      },
      expect.objectContaining({
        service: 'IPTV', state: 'active', fixedIp: null, sla: null,
        equipment: [{ vendorId: 'BOX-TV', macAddress: '02:00:5E:11:22:33' }, { vendorId: 'BOX-TV', macAddress: '02:00:5E:44:55:66' }],
      }),
    ])
    expect(readServices(published['GET /services/{accessId}'])).toEqual([{
      service: 'BB-1000-1000', connectionDate: '1990-01-01T00:00:01Z', availableDate: '3030-12-12T00:00:01Z', disconnectionDate: null,
      forcedTakeoverPossible: false, comments: ['Needs a new box'],
      characteristics: [
        { name: 'fixedIp', required: false, values: ['true', 'false'] }, { name: 'ipAddress', required: false, values: [] },
        { name: 'SLA', required: true, values: ['SLA-1', 'SLA-2'] },
      ],
    }])
    expect(readOrders(published['GET /orders/'], 'VXO1000017')).toMatchObject([{ orderId: 'o-17', state: 'IN_PROGRESS' }])
    expect(readOrders(published['GET /orders/'], 'another')).toEqual([])
  })

  it.each([null, 7, 'text', {}, [], { subscriptions: null }, { services: 'none' }, [null]])('is nothing in %j', value => {
    expect([readSubscriptions(value), readServices(value), readOrders(value, 'a')]).toEqual([[], [], []])
  })
})

describe('what an operator offers', () => {
  it('is read from entries of any width, by path or by name', () => {
    const { names, unsupportedFields } = readEndpoints(published['GET /'])
    expect(names).toEqual(new Set(['accesses', 'orders', 'events', 'accessHardware', 'portStatus', 'macTable', 'leases', 'igmpGroups', 'cpeStatus']))
    expect(unsupportedFields).toEqual(['accesses.outlet', 'order.requestedDateTime'])
  })

  it.each<[unknown, readonly string[]]>([
    [[{ endpoint: 'https://co.example/some/path/2.6/tech/cpe/{accessId}/status' }], ['cpeStatus']], [[{ endpoint: '/2.6/tech/access/' }], ['accessHardware', 'portStatus', 'macTable', 'leases', 'igmpGroups']],
    [[{ name: 'link/leaseinfo' }], ['leases']], [['/onapi/2.6/tickets'], ['tickets']], [{ endpoints: [{ name: 'Option82_Lookup' }] }, ['option82']],
    [{ accesses: '/2.6/accesses/', services: { endpoint: '/2.6/services/' } }, ['accesses', 'services']], [[{ endpoint: '/onapi/2.6/dhcplookup/?x=1' }], ['dhcpLookup']],
    [[{ name: 'invoices', endpoint: '/2.6/invoices' }], []], [null, []], ['text', []], [{}, []], [[null, 7, {}], []],
  ])('is %j: %j', (reply, names) => {
    expect([...readEndpoints(reply).names]).toEqual(names)
  })
})

describe('what is typed', () => {
  it.each(['VXO1000017', '8732c2f065e2490babce820e94b1011a', '51000000123456', '58128a38-8df0-11e9-b683-526af7764f64', 'a.b-17c'])('could be an access: %s', id => {
    expect(accessIdOf(` ${id} `)).toBe(id)
  })
  it.each(['', 'Kungsgatan', 'X2Mobile', 'Kungsgatan 10', '2408ZE', '35230', '10.0.0.1', '2026-11-22', '02:00:5e:aa:bb:cc', 'a/b/c/d1', '......', 'x'.repeat(60)])('could not be one: %s', typed => {
    expect(accessIdOf(typed)).toBeNull()
  })
  it.each([
    ['520A01036162630203313233', '520A01036162630203313233'], ['01036162630203313233', '520A01036162630203313233'], ['0x01:03:61:62:63', '52050103616263'],
    ['01 03 61-62.63', '52050103616263'], ['5', null], ['', null], ['hej', null],
  ])('is the whole option 82: %s', (typed, hex) => {
    expect(wholeOption82(typed)).toBe(hex)
  })
  it('makes an option 82 of one of its two values', () => {
    expect(option82With('circuit', 'abc')).toEqual(['52050103616263', '520701036162630200'])
    expect(option82With('remote', 'å')).toEqual(['52040202C3A5', '520601000202C3A5'])
  })
})
