import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mutated, respelling } from '../../../test/fakes/bodyMutations.ts'
import { AccountId, SystemKey } from '../../../shared/model/common.ts'
import { Line } from '../../../shared/model/line.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { packPage, readRequestsPage } from './readPage.ts'
import { readRecord } from './readRecord.ts'
import type { RecordSections } from './readRecord.ts'

const context = { system: SystemKey.parse('telecomx:https://api.example'), accountId: AccountId.parse('a'), seenAt: '2026-11-22T08:00:00.000Z' }

/** The document's examples (Internet Request List): normal, and full=true. */
const condensed = {
  _id: '1234578901234567890AAAA', type: 'FIBER', customer: '1234567890123456780BBBB', reseller: '12345678901234567890CCCC',
  address: 'Vallensbækvej 20A, 3. th., 2605 Brøndby', product: '12345678901234567890DDDD', productName: 'Fiber city ring 100Mbit', referenceId: 'SS-545665',
  offers: true, created: '2016-01-01T00:00:00Z', createdBy: '1234567890124567890EEEE', createdByName: 'Hans Christian Anderson',
}
const full = {
  _id: '1234578901234567890AAAA', type: 'FIBER', customer: '12345678901234567890BBBB', reseller: '1234567890123457890CCCC',
  notes: 'In stairwell behind the door',
  address: { _id: '12345678901234567890DDDD', address: 'Vallensbækvej 20A 3. th.', zip: '2605', city: 'Brøndby' }, address2: null,
  product: '12345678901234567890EEEE', takeover: true, takeoverCircuit: 'fake347465', takeoverCustomer: '5646756475', ipAddresses: 8,
  commitment1: true, commitment2: true, commitment3: true, reference: 'Donald Duck', notify: ['12345678901234567890FEDD'],
  startDate: '2018-01-01T00:00:00.000Z', installCallNumber: '71919999', installCallName: 'Donald', installTime: '7_30_TO_12',
  Offers: [{
    _id: '12345678901234567890FFFF', product: '1234567890123457890AABB', initiationFeeProduct: '1234567890124567890AACC', initiationCost: 1000,
    initiationWholesale: 2000, initiationCustomer: 3000, monthlyCost: 500, monthlyWholesale: 600, monthlyCustomer: 700, commitment: 36,
    providerName: 'Nianet', providerOfferId: '4656367R',
  }],
  created: '2018-01-01T00:00:00.000Z', createdBy: '1234567890123457890FEDE', answered: '2018-01-01T12:00:00.000Z',
}
const account = {
  _id: '5e0100000000000000000001', type: 'x-DSL', state: 'Confirmed', customer: '5b0000000000000000000a01', address: '5a0000000000000000000001',
  circuit: 'EM23867', product: '5f0000000000000000000003', orderDate: '2026-10-01T00:00:00Z', startDate: '2026-12-01', installTime: '12_00_TO_16_00',
  net: {
    ipAddress: '203.0.113.2', subnet: '255.255.255.252', lanNet: '198.51.100.8', lanSubnet: '255.255.255.248', failover: true, failoverNumber: '71919998',
    pppUsername: 'a@telecomx.example', pppPassword: 'geheim',
  },
  provider: { name: 'TDC', orderId: '5637575637' }, changeRequest: { state: 'REQUESTED' }, fiber: { monthlyCost: 500 },
}
const expanded = { ...account, addressName: 'Strandvejen 12B, st. tv., 3000 Helsingør', productName: 'VDSL 50/10', customerName: 'Ærø Kommune', orderedByName: 'Karen Blixen' }

function one(record: unknown, sections: RecordSections = {}): Line {
  const read = readRecord(record, context, sections)
  if (read === null) throw new Error('no line')
  return Line.parse(read.line)
}

describe('the documented request', () => {
  it('is a line, with what each form lacks taken from the other', () => {
    const line = one({ request: full }, { condensed })
    expect(line).toMatchObject({
      id: 'telecomx:https://api.example|request:1234578901234567890AAAA', nativeId: 'request:1234578901234567890AAAA', state: 'processing', active: null,
      medium: 'fibrePointToPoint', technology: 'FIBER', online: 'unknown',
      address: { street: 'Vallensbækvej', houseNumber: '20', houseNumberExtension: 'A', unit: '3. th.', postcode: '2605', city: 'Brøndby', country: 'DK' },
      contacts: [{ name: 'Donald', phoneNumber: '71919999' }], access: null, service: null, circuits: [],
    })
    expect(line.request).toEqual({
      of: 'request', id: '1234578901234567890AAAA', type: 'FIBER', status: null, customerId: '12345678901234567890BBBB', customerName: null,
      resellerId: '1234567890123457890CCCC', resellerName: null, productId: '12345678901234567890EEEE', productName: 'Fiber city ring 100Mbit', name: null,
      references: ['Donald Duck', 'SS-545665'], notes: 'In stairwell behind the door', secondAddress: null, startDate: '2018-01-01', terminationDate: null,
      installContact: { name: 'Donald', phoneNumber: '71919999' }, installWindow: { from: '07:30', to: '12:00', word: '7_30_TO_12' },
      takeover: { isTakeover: true, circuit: 'fake347465', customerNumber: '5646756475' }, ipAddressCount: 8, commitmentYears: [1, 2, 3], hasOffers: true,
      offers: [{
        id: '12345678901234567890FFFF', productId: '1234567890123457890AABB', productName: null, initiationFeeProductId: '1234567890124567890AACC',
        initiation: { cost: 1000, wholesale: 2000, customer: 3000 }, monthly: { cost: 500, wholesale: 600, customer: 700 }, commitmentMonths: 36,
        providerName: 'Nianet', providerOfferId: '4656367R',
      }],
      answeredAt: '2018-01-01T12:00:00.000Z', offersExpireAt: '2018-01-31T12:00:00.000Z', createdAt: '2018-01-01T00:00:00.000Z',
      createdById: '1234567890123457890FEDE', createdByName: 'Hans Christian Anderson', notify: ['12345678901234567890FEDD'], circuit: null, provider: null,
      netSettings: [], others: [], hasFullForm: true, details: 'none',
    })
  })

  it('is a line in its condensed form too, which says so', () => {
    const { request, address } = one({ request: condensed })
    expect(address).toMatchObject({ street: 'Vallensbækvej', unit: '3. th.', postcode: '2605' })
    expect(request).toMatchObject({ hasFullForm: false, hasOffers: true, offers: [], references: ['SS-545665'], answeredAt: null })
  })

  it.each([
    [{ zip: 2605 }, '2605'], [{ zip: '2605' }, '2605'], [{ zip: '800' }, '0800'],
  ])('takes a postcode as number or text: %j', (zip, postcode) => {
    expect(one({ request: { ...full, address: { ...full.address, ...zip } } }).address.postcode).toBe(postcode)
  })

  it.each([
    [{ Offers: undefined, offers: full.Offers }, true, 1], [{ Offers: undefined, offers: true }, true, 0], [{ Offers: [], offers: undefined }, false, 0],
    [{ Offers: undefined }, null, 0], [{ offers: true }, true, 1], [{ Offers: undefined, offers: 'false' }, false, 0],
  ])('tells offers from whether there are any: %j', (offers, hasOffers, count) => {
    const { request } = one({ request: JSON.parse(JSON.stringify({ ...full, ...offers })) as unknown })
    expect(request).toMatchObject({ hasOffers })
    expect(request?.offers).toHaveLength(count)
  })

  it('has the other end of a point-to-point connection, and leaves words it does not know as they are', () => {
    const { request, medium } = one({ request: { ...full, type: 'RADIO_LINK', installTime: 'AFTER_HOURS', address2: { address: 'Havnegade 3', zip: 5000, city: 'Odense C' } } })
    expect(request).toMatchObject({
      type: 'RADIO_LINK', installWindow: { from: null, to: null, word: 'AFTER_HOURS' }, secondAddress: { street: 'Havnegade', houseNumber: '3', postcode: '5000' },
    })
    expect(medium).toBe('unknown')
  })
})

describe('an account', () => {
  it('is a line with its net settings, and without its password', () => {
    const line = one({ account }, { expanded })
    expect(line).toMatchObject({
      nativeId: 'account:5e0100000000000000000001', state: 'processing', active: false, medium: 'copper', supplier: 'TDC',
      address: { street: 'Strandvejen', houseNumber: '12', houseNumberExtension: 'B', unit: 'st. tv.', city: 'Helsingør' },
      carrier: { productName: 'VDSL 50/10', serviceIds: ['EM23867'] }, endUser: { name: 'Ærø Kommune' }, contract: { from: '2026-12-01', to: null },
      circuits: [{ provisioning: { type: 'ppp', username: 'a@telecomx.example', primaryIpv4: '203.0.113.2', routedIpv4: ['198.51.100.8/29'] } }],
      request: {
        status: 'Confirmed', details: 'here', installWindow: { from: '12:00', to: '16:00' }, createdByName: 'Karen Blixen', createdAt: '2026-10-01T00:00:00.000Z',
        others: [{ name: 'changeRequest.state', value: 'REQUESTED' }],
      },
    })
    expect(line.request?.netSettings).toContainEqual({ name: 'subnet', value: '255.255.255.252' })
    expect(JSON.stringify(readRecord({ account }, context, { expanded }))).not.toContain('geheim')
  })

  it.each([
    ['ORDERED', 'processing'], ['CONFIRMED', 'processing'], ['ACTIVE', 'active'], ['cancelled', 'cancelled'], ['Something new', 'active'], [undefined, 'active'],
  ])('in state %s is %s, and what its walk says where the word is unknown', (state, wanted) => {
    expect(readRecord({ account: { ...account, state } }, { ...context, state: 'active' })?.line.state).toBe(wanted)
  })

  it('without its names says that they are missing', () => {
    expect(one({ account }).request).toMatchObject({ details: 'missing', productName: null, createdByName: null })
    expect(one({ account }).address.street).toBeNull()
  })
})

const page = { ...context, state: 'processing' as const }
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
const notes = { kind: 'request' as const, nextPage: 2, total: 2, brought: [], settled: true }
const list = (...requests: unknown[]): Uint8Array => bytes({ offset: 0, limit: 500, total: requests.length, requests })

describe('a page', () => {
  it('joins both forms, keeps a lone condensed one beside its line, and leaves out what the page before brought', () => {
    const other = { ...condensed, _id: 'B' }
    const read = readRequestsPage(packPage({ ...notes, brought: ['C'], settled: false }, [list(full, { ...full, _id: 'C' }), list({ ...full, _id: 'D' })], [list(condensed, other)]), page)
    expect(read.lines.map(({ line, sections }) => [line.nativeId, sections?.length ?? 0])).toEqual([['request:1234578901234567890AAAA', 1], ['request:D', 0]])
    expect(read.sections).toMatchObject([{ nativeId: 'request:B', section: 'condensed' }])
    expect(read).toMatchObject({ nextPage: 2, total: 2, settled: false, bad: [] })
  })

  it('names records that are none, and goes on', () => {
    const read = readRequestsPage(packPage(notes, [list('x', null, { type: 'DSL' }, full)], [list()]), page)
    expect(read.lines).toHaveLength(1)
    expect(read.bad).toHaveLength(3)
  })

  it.each([['no list', { total: 1 }], ['an error', { error: 'access_denied' }], ['text', 'x']])('is none where there is %s', (_, body) => {
    expect(() => readRequestsPage(packPage(notes, [bytes(body)], [list()]), page)).toThrow(OperatorFailure)
    expect(() => readRequestsPage(bytes(body), page)).toThrow(OperatorFailure)
  })
})

describe('whatever a system says', () => {
  it('in any spelling of its keys, the same is read', () => {
    const wanted = one({ request: full }).request
    fc.assert(fc.property(fc.array(respelling, { minLength: 1, maxLength: 4 }), changes => {
      expect(one({ request: mutated(full, changes) }).request).toEqual(wanted)
    }), { numRuns: 100 })
  })

  it('a line comes of it or none, never an error', () => {
    const anything = fc.oneof(fc.constant(undefined), fc.constant(null), fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant([]), fc.constant({}), fc.constant([{ a: [1] }]))
    const change = fc.record({ where: fc.nat({ max: 80 }), by: anything }).map(({ where, by }) => ({ where, value: () => by }))
    fc.assert(fc.property(fc.constantFrom({ request: full }, { request: condensed }, { account }, { account: expanded }), fc.array(change, { minLength: 1, maxLength: 4 }), (record, changes) => {
      const [[kind = '', held] = []] = Object.entries(record)
      const changed = mutated(held, changes)
      const read = readRecord({ [kind]: changed }, context, { condensed: changed, expanded: held })
      if (read !== null) Line.parse(read.line)
    }), { numRuns: 3000 })
  })
})
