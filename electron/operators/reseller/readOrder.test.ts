import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mutated } from '../../../test/fakes/bodyMutations.ts'
import { AccountId, SystemKey } from '../../../shared/model/common.ts'
import { Line } from '../../../shared/model/line.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readOrder } from './readOrder.ts'
import { packPages, readOrdersPage } from './readOrdersPage.ts'

const context = { system: SystemKey.parse('reseller:https://api.example/v'), accountId: AccountId.parse('a'),
  seenAt: '2026-11-22T08:00:00.000Z' }
const page = { ...context, state: 'active' as const }

/** The document's own example of an order (Orders, Example response), its dots filled with what they stand for. */
const example = {
  '@id': '/orders/5678', '@type': 'Order', id: 5678, customer: '/customers/1234', serviceType: '/service-types/3',
  supplier: '/suppliers/10', label: 'Internet 1Gbps Fiber',
  description: 'Glasvezel aansluiting Keizersgracht 100', dateStart: '2024-01-15', dateEnd: null, isActive: true,
  costCenter: 'HQ-NET', contract: '/contracts/89',
  location: { street: 'Keizersgracht', houseNumber: '100', zipcode: '1015AA', city: 'Amsterdam' },
  orderDetailsGeneric: '/order-details-generics/5678', parentId: null, children: [],
}
const parent = { id: 1200, description: 'Bundled internet + VoIP', parentId: null, children: [{ id: 1201 }, { id: 1202 }] }
const child = { id: 1201, description: 'VoIP add-on', parentId: 1200, children: [] }
const sections = {
  customer: { customer: { '@id': '/customers/1234', id: 1234, name: 'Acme Telecom BV', reference: 'ACM001',
    debtorNumber: 'D10042', isActive: true, visitLocation: { street: 'Keizersgracht', houseNumber: '100', zipcode: '1015 AA',
    city: 'Amsterdam' } }, path: [{ id: '100', name: 'Reseller' }] },
  generic: { '@id': '/order-details-generics/5678', id: 5678, customFields: [{ name: 'router', value: 'FRITZ!Box' }],
    wifiPassword: 'geheim' },
  kpnWba: { xdf_service_id: 'XDF123', line_profile: 'VVDSL2-100-30', connection_status: 'ACTIVE', access_technology: 'VDSL2',
    circuit: { evcId: 'EVC9' } },
}
const snake = (value: unknown): unknown => (Array.isArray(value) ? value.map(snake) : typeof value === 'object' && value !== null
  ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key.startsWith('@') ? key
    : key.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), snake(each)])) : value)
const one = (record: unknown, beside = {}): Line => {
  const read = readOrder(record, context, beside)
  if (read === null) throw new Error('no line')
  return Line.parse(read.line)
}

describe('the documented order', () => {
  it.each([['as written', example], ['in snake_case', snake(example)]])('is a line (%s)', (_, record) => {
    const line = one(record)
    expect(line).toMatchObject({
      id: 'reseller:https://api.example/v|5678', nativeId: '5678', state: 'active', active: true, online: 'unknown',
      supplier: null, medium: 'unknown',
      address: { street: 'Keizersgracht', houseNumber: '100', postcode: '1015AA', city: 'Amsterdam' },
      contract: { from: '2024-01-15', to: null },
      endUser: { uuid: 'reseller:https://api.example/v|customers/1234', name: null }, circuits: [], access: null,
    })
    expect(line.service).toMatchObject({
      orderId: '5678', label: 'Internet 1Gbps Fiber', serviceType: { id: '3', name: null }, supplier: { id: '10', name: null },
      customerId: '1234', contractId: '89',
      costCenter: 'HQ-NET', parentId: null, childIds: [],
      sections: [{ section: 'customer', state: 'missing' }, { section: 'generic', state: 'missing' }],
    })
  })

  it('knows groups of services', () => {
    expect(one(parent).service?.childIds).toEqual(['1201', '1202'])
    expect(one(child).service).toMatchObject({ parentId: '1200', childIds: [] })
  })

  it('takes in its sections, keeps what no reader knows, and no secret', () => {
    const line = one({ ...example, supplier: { '@id': '/suppliers/10', name: 'KPN' }, orderDetailsGeneric: undefined,
      orderDetailsKpnWba: '/order-details-kpn-wba-by-order/5678' }, sections)
    expect(line).toMatchObject({ supplier: 'KPN', technology: 'VDSL2', medium: 'copper',
      carrier: { serviceIds: ['XDF123', 'EVC9'] } })
    expect(line.endUser?.name).toBe('Acme Telecom BV')
    expect(line.service).toMatchObject({
      kpnWba: { lineProfile: 'VVDSL2-100-30', connectionStatus: 'ACTIVE' },
      customer: { name: 'Acme Telecom BV', path: [{ id: '100', name: 'Reseller' }], visitAddress: { postcode: '1015AA' } },
      generic: expect.arrayContaining([{ name: 'customFields[1].value', value: 'FRITZ!Box' }]) as unknown,
    })
    const raw = readOrder({ ...example, sipPassword: 'geheim', sim: { pin: '1234', puk: '12345678' } }, context)?.raw ?? ''
    expect(raw).not.toMatch(/geheim|"1234"|12345678/)
  })

  it('tells missing sections from empty ones', () => {
    const read = one({ ...example, orderDetailsConnection: '/order-details-connections/1' }, { connection: null, kpnWba: null })
    expect(read.service?.sections).toEqual([
      { section: 'customer', state: 'missing' }, { section: 'generic', state: 'missing' },
      { section: 'connection', state: 'none' },
    ].toSorted((a, b) => (read.service?.sections.findIndex(each => each.section === a.section)
      ?? 0) - (read.service?.sections.findIndex(each => each.section === b.section) ?? 0)))
  })

  it.each([
    [{ isActive: false, dateEnd: '2026-01-01' }, 'terminated'], [{ isActive: true, dateStart: '2030-01-01' }, 'active'],
    [{ isActive: undefined, dateStart: '2030-01-01' }, 'processing'],
    [{ status: 'Cancelled' }, 'cancelled'], [{ status: 'Opgezegd' }, 'terminated'], [{ status: 'in aanvraag' }, 'processing'],
    [{ isActive: 'false', dateStart: null }, 'processing'],
    [{ isActive: null, dateStart: null }, null],
  ])('reads its state from word, flag and dates: %j', (part, state) => { expect(one({ ...example, ...part }).state).toBe(state) })

  it('is none without an id', () => {
    for (const record of [null, [], 'x', {}, { id: null }, { id: 'abc' }, { id: -4 }]) expect(readOrder(record,
      context)).toBeNull()
    expect(readOrder({ '@id': '/orders/17' }, context)?.line.nativeId).toBe('17')
  })

  it('is read, or refused, whatever is changed in it', () => {
    const change = fc.record({ where: fc.nat(), value: fc.constantFrom<(held: unknown) => unknown>(() => undefined, () => null,
      () => 7, () => 'x', () => [], () => ({}), () => true, held => [held], () => '/orders/../..') })
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), changes => {
      const whole = mutated({ record: { ...example, orderDetailsConnection: '/order-details-connections/9' }, sections }, changes)
      const { record, sections: beside } = (typeof whole === 'object' && whole !== null ? whole
        : {}) as { record?: unknown; sections?: Record<string, unknown> }
      const read = readOrder(record, context, typeof beside === 'object' && beside !== null ? beside : {})
      if (read !== null) Line.parse(read.line)
    }), { numRuns: 400 })
  })
})

describe('pages', () => {
  const body = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))
  const collection = (members: unknown[], rest: object = {}): object => ({ '@type': 'hydra:Collection', 'hydra:totalItems': 42,
    'hydra:member': members, ...rest })
  const view = (next: string): object => ({ 'hydra:view': { '@id': '/orders?page=1', 'hydra:next': next } })

  it('say what comes next, in either vocabulary', () => {
    expect(readOrdersPage(body(collection([example], view('/orders?page=2'))), page)).toMatchObject({ nextPage: 2, total: 42,
      bad: [] })
    expect(readOrdersPage(body(collection([example], view('https://api.example/v/orders?page=2&itemsPerPage=500'))),
      page).nextPage).toBe(2)
    expect(readOrdersPage(body({ totalItems: 1, member: [example], view: { '@id': '/orders?page=1', next: '/v/orders?page=2' } }),
      page)).toMatchObject({ nextPage: 2, total: 1 })
    expect(readOrdersPage(body([example]), page)).toMatchObject({ nextPage: null, total: 1 })
  })

  it.each(['https://elsewhere.example/orders?page=2', '//elsewhere.example/orders?page=2', '/orders?page=1', '/orders?page=x',
    '/orders', 'https://u:p@api.example/orders?page=2'])('do not follow %s', next => {
    expect(() => readOrdersPage(body(collection([example], view(next))), page)).toThrow(OperatorFailure)
  })

  it('carry names beside them, and the page before where the list shrank: a record on both is one line', () => {
    const packed = packPages([body(collection([example, parent])), body(collection([parent, child, { label: 'no id' }]))],
      { suppliers: { 10: 'KPN' }, serviceTypes: { 3: 'Internet' } })
    const read = readOrdersPage(packed, page)
    expect(read.lines.map(({ line }) => line.nativeId)).toEqual(['5678', '1200', '1201'])
    expect(read.bad).toEqual([{ index: 4, reason: 'has no id' }])
    expect(read.lines[0]?.line).toMatchObject({ supplier: 'KPN', technology: 'Internet' })
    // What is kept says the names too: a line is read from it again without the page.
    expect(readOrder(JSON.parse(read.lines[0]?.raw ?? ''), context)?.line.supplier).toBe('KPN')
  })

  it.each([{}, { 'hydra:member': 5 }, { error: 'x' }, 7])('are none: %j',
    value => { expect(() => readOrdersPage(body(value), page)).toThrow(OperatorFailure) })
})
