import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessLine } from '../../test/fakes/accessReports.ts'
import { openTestCache, type TestCache } from '../../test/fakes/cacheOfLines.ts'
import { line as someLine } from '../../test/fakes/triageInputs.ts'
import type { Address } from '../../shared/model/address.ts'
import { AccountId, lineIdOf, systemKeyOf } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import { TelecomxNetwork } from '../lab/telecomx/network.ts'
import { STANDARD_WIRE, fullRequest } from '../lab/telecomx/wire.ts'
import { createLineStore } from '../lines/lineStore.ts'
import { readers } from '../lines/readers.ts'
import { readOrder } from '../operators/reseller/readOrder.ts'
import { readRecord as readRequest } from '../operators/telecomx/readRecord.ts'
import { labRecord, someAccount, someSystem } from '../../test/fakes/cacheOfLines.ts'
import { createCrossLinks } from './crossLinks.ts'
import { publicAddressKey, sameAddress, sharedBy } from './identities.ts'

const reseller = systemKeyOf('reseller', 'https://reseller.example/api')
const resellerAccount = AccountId.parse('reseller')
const home: Address = { ...someLine().address }

/** A reseller service: its connection's details beside its order. */
function service(id: number, at: Partial<Address>, connection: Record<string, unknown> = {}): { line: Line; raw: string; sections: { nativeId: string; section: string; raw: string }[] } {
  const address = { ...home, ...at }
  const record = {
    id, label: 'Fiber', customer: '/customers/15', isActive: true, orderDetailsConnections: [`/order-details-connections/${id}`],
    location: { street: address.street, houseNumber: address.houseNumber, houseNumberExtension: address.houseNumberExtension, zipcode: address.postcode, city: address.city },
  }
  const context = { system: reseller, accountId: resellerAccount, seenAt: '2026-11-22T08:00:00.000Z' }
  const sections = { connection: { id, ...connection } }
  const read = readOrder(record, context, sections)
  if (read === null) throw new Error('no line')
  return { line: { ...read.line, state: 'active' }, raw: JSON.stringify(record), sections: [{ nativeId: String(id), section: 'connection', raw: JSON.stringify(sections.connection) }] }
}

describe('what two lines share', () => {
  const np = someLine()
  it.each<[string, Line, string | null]>([
    ['the circuit it names is the NID', service(5001, { postcode: '1011AA' }, { circuitId: '2408ZE000100100' }).line, 'circuit'],
    ['the same circuit in lower case, with spaces', service(5001, { postcode: '1011AA' }, { circuitId: ' 2408ze 000100100' }).line, 'circuit'],
    ['another circuit elsewhere', service(5001, { postcode: '1011AA' }, { circuitId: '1011AA000100100' }).line, null],
    ['the whole address', service(5001, {}).line, 'address'],
    ['another extension', service(5001, { houseNumberExtension: 'A' }).line, null],
    ['another number', service(5001, { houseNumber: '100' }).line, null],
    ['its own number is not an identity', service(240_810, { postcode: '1011AA' }).line, null],
  ])('%s', (_, other, ground) => {
    expect(sharedBy(np, other)?.ground ?? null).toBe(ground)
    expect(sharedBy(other, np)?.ground ?? null).toBe(ground)
  })

  it('counts fixed public addresses only', () => {
    expect(publicAddressKey('203.0.113.7/32')).toBe(publicAddressKey('203.0.113.7'))
    for (const inside of ['10.0.0.1', '192.168.1.1', '100.64.3.4', '172.20.0.9', '203.0.113.0/29', 'fe80::1', 'fd00::1', 'nonsense']) expect(publicAddressKey(inside)).toBeNull()
    const [first] = np.circuits
    if (first === undefined || first.provisioning === null) throw new Error('no circuit')
    const fixed = { ...np, circuits: [{ ...first, provisioning: { ...first.provisioning, primaryIpv4: '203.0.113.7' } }] }
    expect(sharedBy(fixed, service(5001, { postcode: '1011AA' }, { ipAddress: '203.0.113.7' }).line)?.ground).toBe('ipAddress')
  })

  it('takes a house for a home in it as less than the same', () => {
    const flat = { ...home, unit: '1203' }
    expect([sameAddress(home, home), sameAddress(home, flat), sameAddress(flat, { ...home, unit: '1204' }), sameAddress(home, { ...home, postcode: null })])
      .toEqual(['whole', 'house', null, null])
  })

  const addresses = fc.record({
    postcode: fc.constantFrom('2408ZE', '2408 ze', '1011AA', null), houseNumber: fc.constantFrom('10', '010', '12', null),
    houseNumberExtension: fc.constantFrom('A', 'a', '', null), unit: fc.constantFrom('1203', null),
  }).map(part => ({ ...home, ...part }))
  const lines = fc.record({
    system: fc.constantFrom(someSystem, reseller), address: addresses, state: fc.constantFrom('active' as const, 'terminated' as const, null),
    serviceIds: fc.array(fc.constantFrom('2408ZE000100100', 'XDF123', 'CIR998877'), { maxLength: 2 }), nid: fc.constantFrom('2408ZE000100100', 'CIR998877', null),
  }).map(({ serviceIds, nid, ...part }) => someLine({ ...part, circuits: [], nativeId: nid, carrier: { ...someLine().carrier, nid, serviceIds } }))

  it('is the same either way round, and nothing within one system', () => {
    fc.assert(fc.property(lines, lines, (a, b) => {
      const [there, back] = [sharedBy(a, b), sharedBy(b, a)]
      expect(there?.ground).toBe(back?.ground)
      expect(there?.whole).toBe(back?.whole)
      if (a.system === b.system) expect(there).toBeNull()
    }))
  })
})

let cache: TestCache
beforeEach(() => { cache = openTestCache() })
afterEach(() => cache.close())

describe('links of a line, found in the cache', () => {
  const links = (of: Line) => {
    const store = createLineStore({ db: cache.db, isPinned: () => false })
    return createCrossLinks({ identified: store.identified, atAddress: store.atAddress, lineOf: store.get, operatorOf: () => undefined })(of)
  }
  const keep = (id: number, at: Partial<Address>, connection: Record<string, unknown> = {}) => {
    const kept = service(id, at, connection)
    cache.writer.saveLines({ accountId: resellerAccount, system: reseller, at: '2026-11-22T08:00:00.000Z', lines: [kept] })
    return kept.line
  }
  const nextpertise = (index = 3): Line => {
    const read = readers.nextpertise.record(labRecord(index), { system: someSystem, accountId: someAccount, state: 'active', seenAt: '2026-11-22T08:00:00.000Z' })
    if (read === null) throw new Error('no line')
    cache.writer.saveLines({ accountId: someAccount, system: someSystem, at: '2026-11-22T08:00:00.000Z', lines: [read] })
    return read.line
  }

  it('is certain by the circuit, wherever the service says it is', () => {
    const line = nextpertise()
    const other = keep(5001, { postcode: '1011AA', houseNumber: '1' }, { circuitId: line.circuits[0]?.nid ?? '' })
    expect(links(line)).toMatchObject([{ ground: 'circuit', certainty: 'certain', shared: line.circuits[0]?.nid, line: { id: lineIdOf(reseller, '5001') } }])
    expect(links({ ...other })).toMatchObject([{ ground: 'circuit', certainty: 'certain', line: { id: line.id } }])
  })

  it('leads from an access to a request of TelecomX and back, by its circuit and by its address, never within one system', () => {
    const at = { ...home, postcode: '9000', street: 'Østerågade', houseNumber: '4', houseNumberExtension: null, city: 'Aalborg', unit: null }
    const network = systemKeyOf('onApi', 'https://co.example/onapi/2.6')
    const kept = new Map<string, Line>()
    const linksHere = (of: Line) => {
      const store = createLineStore({ db: cache.db, isPinned: () => false })
      return createCrossLinks({
        identified: store.identified, atAddress: store.atAddress, operatorOf: () => undefined,
        lineOf(id) {
          const [summary] = store.summaries([id])
          const line = kept.get(id)
          return summary === undefined || line === undefined ? undefined : { line, raw: '{}', summary }
        },
      })(of)
    }
    const save = (line: Line): Line => {
      const { system, accountId } = line
      kept.set(line.id, line)
      cache.writer.saveLines({ accountId, system, at: '2026-11-22T08:00:00.000Z', lines: [{ line, raw: '{}' }] })
      return line
    }
    const access = (nativeId: string, part: Partial<Line>): Line => accessLine({}, {
      id: lineIdOf(network, nativeId), system: network, accountId: AccountId.parse('co'), nativeId, state: 'active', address: at, ...part,
    })
    const telecomx = systemKeyOf('telecomx', 'https://api.example')
    const item = new TelecomxNetwork(1, { request: 40, account: 40 }).item('request', 4)
    const read = readRequest({ request: fullRequest(item, STANDARD_WIRE, true) }, { system: telecomx, accountId: AccountId.parse('tx'), seenAt: '2026-11-22T08:00:00.000Z' })
    if (read?.line.request === null || read === null) throw new Error('no request')
    const { line } = read
    const first = save(access('VXO1000017', {}))
    save(access('VXO1000018', { address: { ...at, houseNumber: '6' } }))
    const here = save({ ...line, address: at, state: 'processing', request: { ...read.line.request, secondAddress: null } })
    expect(linksHere(first)).toMatchObject([{ ground: 'address', certainty: 'likely', line: { id: here.id } }])
    expect(linksHere(here)).toMatchObject([{ ground: 'address', certainty: 'likely', line: { id: first.id } }])
    const named = save({ ...here, address: { ...at, postcode: '5000' }, request: { ...read.line.request, secondAddress: null, circuit: 'vxo1000017' } })
    expect(linksHere(first)).toMatchObject([{ ground: 'circuit', certainty: 'certain', line: { id: named.id } }])
    save(access('VXO1000019', {}))
    expect(linksHere(first).map(({ line: { id } }) => id)).toEqual([named.id])
  })

  it('is likely by the whole address while each system has one there, and possible with more', () => {
    const line = nextpertise()
    const { postcode, street, houseNumber, houseNumberExtension, city } = line.address
    const at = { postcode, street, houseNumber, houseNumberExtension, city }
    const first = keep(5001, at)
    expect(links(line)).toMatchObject([{ ground: 'address', certainty: 'likely' }])
    expect(links(first)).toMatchObject([{ ground: 'address', certainty: 'likely' }])
    keep(5002, at)
    expect(links(line).map(({ certainty }) => certainty)).toEqual(['possible', 'possible'])
    expect(links(first)).toMatchObject([{ certainty: 'possible', line: { id: line.id } }])
  })
})
