import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AddressCheck } from '../../../shared/model/addressCheck.ts'
import { ServiceOrder, ServiceOrderTask } from '../../../shared/model/serviceOrder.ts'
import { CallLog } from '../../../shared/model/callLog.ts'
import { readCallLog } from './callLogMethods.ts'
import { coverage } from './coverage.ts'
import { idOf, referenceOf } from './iri.ts'
import { routeLabel, routes } from './routes.ts'
import type { RouteName } from './routes.ts'
import { readIsra } from './readIsra.ts'
import { readKpnProducts } from './readKpnProducts.ts'
import { readServiceOrder, readServiceOrderTask } from './readServiceOrder.ts'
import { readSearchResults } from './searchMethods.ts'
import { fileNameIn } from './uploadMethods.ts'
import { totalIn } from './walkedPages.ts'

const base = 'https://api.example/v'

describe('references', () => {
  it.each([['/customers/1234', 'customers/1234'], ['/v/customers/1234', 'customers/1234'],
    ['https://api.example/v/customers/1234?x=1', 'customers/1234'], ['customers/1', 'customers/1']])('%s is %s', (iri, path) => {
    expect(referenceOf(iri, base)?.path).toBe(path)
  })
  it.each(['https://elsewhere.example/customers/1', '//elsewhere.example/a', '\\\\elsewhere\\a', 'http://api.example/customers/1',
    'javascript:alert(1)', 'https://u@api.example/customers/1', '/customers/%20x/..%2f..', '', ' ', 5, null])(
    '%s leads nowhere, or not away', iri => {
      const path = referenceOf(iri, base)?.path
      expect(path === undefined || !/\.\.\/|:\/\//.test(path)).toBe(true)
      if (typeof iri === 'string' && /elsewhere|javascript|u@|^http:/.test(iri)) expect(path).toBeUndefined()
    })
  it('never leaves the origin, whatever the text', () => {
    fc.assert(fc.property(fc.webUrl(), url => { expect(new URL(url).origin === 'https://api.example'
      || referenceOf(url, base) === null).toBe(true) }))
  })
  it('have ids', () => {
    expect([idOf('/customers/1234'), idOf(12), idOf({ '@id': '/x/9' }), idOf({ id: '7' }), idOf(null), idOf('a b'),
      idOf(-1)]).toEqual(['1234', '12', '9', '7', null, null, null])
  })
})

describe('ISRA information', () => {
  it.each([
    [{ carrierType: 'COPPER', fpi: 'F1', sdf: 'S1', mdf: 'M1' }],
    [[{ carrier_type: 'COPPER', fpi: 'F1', sdf: { code: 'S1' }, mdf: { name: 'M1' } }]],
    [{ data: { lines: [{ CarrierType: 'copper', FPI: 'F1', SDF: 'S1', MDF: 'M1' }] } }],
    [{ COPPER: { fpi: 'F1', sdf: 'S1', mdf: 'M1' } }],
  ])('is read from %j', value => { expect(readIsra(value)).toEqual([expect.objectContaining({ kind: 'copper', fpi: 'F1',
    sdf: 'S1', mdf: 'M1' })]) })
  it('is empty where nothing is there, and refused where it is something else', () => {
    expect(readIsra([])).toEqual([])
    expect(readIsra({ 'hydra:member': [] })).toEqual([])
    expect(() => readIsra({ message: 'hello' })).toThrow('badReply')
  })
})

describe('KPN products', () => {
  it('keep what suppliers failed beside what others offer, in any grouping', () => {
    const grouped = readKpnProducts({ KPN: [{ id: 1, name: 'WBA', download: '100 Mbit/s', upload: 30_000 }],
      Eurofiber: { error: { message: 'timeout', code: 5 } }, empty: [] })
    expect(grouped.products).toEqual([expect.objectContaining({ name: 'WBA', supplier: 'KPN', downloadKbps: 100_000,
      uploadKbps: 30_000 })])
    expect(grouped.failures).toEqual([expect.objectContaining({ supplier: 'Eurofiber', text: 'timeout' })])
    expect(readKpnProducts({ 'hydra:member': [{ productName: 'A', isAvailable: false,
      reason: 'nee' }] }).products).toEqual([expect.objectContaining({ name: 'A', available: false, reason: 'nee',
      supplier: null })])
    expect(() => readKpnProducts('x')).toThrow('badReply')
  })
})

describe('work', () => {
  it('is read in both casings', () => {
    for (const record of [
      { '@id': '/service-orders/7890', id: 7890, customer: '/customers/1', order: '/orders/2', status: 'in_progress',
        createdAt: '2026-10-01 09:00:00', wishDate: '2026-12-01', uploads: ['/uploads/5'] },
      { id: '7890', customer_id: 1, order: { id: 2 }, state: 'Pending', date_created: '2026-10-01T09:00:00Z',
        wish_date: '2026-12-01T00:00:00+01:00', uploads: [{ '@id': '/uploads/5', file_name: 'a.pdf' }] },
    ]) expect(ServiceOrder.parse(readServiceOrder(record))).toMatchObject({ id: '7890', customerId: '1', orderId: '2',
    state: 'open', wishDate: '2026-12-01', createdAt: { utc: '2026-10-01T09:00:00.000Z' }, uploads: [{ id: '5' }] })
    expect(ServiceOrderTask.parse(readServiceOrderTask({ id: 1, name: 'Porting',
      status: 'not completed' }))).toMatchObject({ state: 'open' })
    expect(CallLog.parse(readCallLog({ id: 3, customer_id: 1234, subject: 'x', additional_information: 'y',
      caller_name: 'z' }))).toMatchObject({ customerId: '1234', additionalInformation: 'y', callerName: 'z' })
  })
  it('survives anything', () => {
    fc.assert(fc.property(fc.jsonValue(), value => {
      for (const read of [readServiceOrder, readServiceOrderTask, readCallLog]) read(value)
      readSearchResults(value)
      for (const read of [readIsra, readKpnProducts]) {
        try {
          const found = read(value)
          AddressCheck.parse({ carriers: Array.isArray(found) ? found : [], products: Array.isArray(found) ? [] : found.products,
            failed: [] })
        } catch (error) {
          expect(String(error)).toContain('badReply')
        }
      }
    }), { numRuns: 300 })
  })
})

describe('small things', () => {
  it('reads search results in a list or by entity', () => {
    const order = { entity: 'order', id: '5', label: 'k', customerName: 'A' }
    for (const value of [[{ id: 5, entity: 'order', customerName: 'A', keyword: 'k', esScore: 1 }],
      { order: [{ id: 5, customerName: 'A', keyword: 'k' }] },
      { results: { order: [{ id: 5, customer_name: 'A', keyword: 'k' }] } }]) {
      expect(readSearchResults(value)).toEqual([order])
    }
  })
  it('takes a file’s name without folders', () => {
    expect([fileNameIn('attachment; filename="a/b\\c.pdf"'), fileNameIn("attachment; filename*=UTF-8''w%C3%A9.pdf"),
      fileNameIn('inline'), fileNameIn('attachment; filename=".."')]).toEqual(['c.pdf', 'wé.pdf', null, null])
  })
  it('finds a total without parsing', () => {
    const of = (text: string) => totalIn(Buffer.from(text))
    expect([of('{"hydra:totalItems": 42,"hydra:member":[]}'), of('{"member":[{"x":"\\"totalItems\\""}],"totalItems":7}'),
      of('{}'), of('{"hydra:totalItems":null}')]).toEqual([42, 7, null, null])
  })
})

it('the coverage names every route the adapter has, once, and a reason for the others', () => {
  const names = coverage.map(({ endpoint }) => endpoint)
  expect(new Set(names).size).toBe(names.length)
  const alias: Readonly<Record<string, string>> = {
    'GET /products/getKpnProducts/{zipcode}/{housenumber}/{id}': 'GET /products/getKpnProducts/{zipcode}/{housenumber}/{customerId}',
    'GET /order-details-x2mobile/current-month-data-usage/{id}': 'GET /order-details-x2mobile/current-month-data-usage/{phonenumber}',
    'GET /order-details-kpn-wba-by-order/{id}': 'GET /order-details-kpn-wba-by-order/{orderId}',
  }
  const used = new Set(coverage.filter(({ usedBy }) => usedBy.length > 0).map(({ endpoint }) => endpoint))
  for (const name of Object.keys(routes) as RouteName[]) expect(used).toContain(alias[routeLabel(name)] ?? routeLabel(name))
  expect(used.size).toBe(Object.keys(routes).length + 1)
  for (const { usedBy, notUsed } of coverage) expect(usedBy.length > 0).toBe(notUsed === undefined)
})
