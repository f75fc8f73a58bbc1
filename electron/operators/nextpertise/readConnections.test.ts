import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleBody, exampleResult } from '../../../test/fakes/documentExamples.ts'
import { AccountId, SystemKey } from '../../../shared/model/common.ts'
import { Line } from '../../../shared/model/line.ts'
import type { LinePageContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readConnectionsPage } from './readConnections.ts'
import { readLine } from './readLine.ts'

const context: LinePageContext = {
  system: SystemKey.parse('nextpertise:https://api.example'), accountId: AccountId.parse('a'), state: 'active', seenAt: '2026-11-21T18:00:00.000Z',
}
const body = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value))
const records = (nth: number): Record<string, unknown>[] => (exampleResult('list_connections', nth) as { connections: Record<string, unknown>[] }).connections
const page = (connections: unknown, rest: object = {}): ReturnType<typeof readConnectionsPage> =>
  readConnectionsPage(body({ jsonrpc: '2.0', id: 1, result: { connections, ...rest } }), context)
const one = (record: unknown) => {
  const read = readLine(record, context)
  if (read === null) throw new Error('no line')
  return read.line
}

describe('the documented connections', () => {
  it('read to the expected lines', () => {
    const read = readConnectionsPage(exampleBody('list_connections', 1), context)
    expect(read).toMatchObject({ nextPage: 2, total: 4, bad: [] })
    const [odido, kpn] = read.lines.map(({ line }) => line)
    expect(kpn).toEqual({
      id: 'nextpertise:https://api.example|2408ZE000100200', system: context.system, accountId: 'a', nativeId: '2408ZE000100200',
      address: {
        street: 'Zuidpoolsingel', houseNumber: '10', houseNumberExtension: 'A', postcode: '2408ZE', city: 'Alphen aan den Rijn',
        municipality: 'Alphen aan den Rijn', province: 'Zuid-Holland', latitude: 52.1266051, longitude: 4.6533684, unit: null, country: null,
      },
      medium: 'fibrePointToPoint', technology: 'GoF', supplier: 'KPNWBA', state: 'active', active: true, online: 'offline', access: null, service: null, request: null,
      carrier: {
        nid: '2408ZE000100200', productName: 'W-ADSL-WN/Fiber/GoF_FTTH/NLS6', network: 'KPNWBA', carrierType: 'Fiber', baseTechnology: 'FttH',
        dataTechnology: 'GoF', nlsType: 'NLS6', copperPairs: 1, downloadKbps: null, uploadKbps: null, serviceIds: [], ontNumber: null, israSpecs: null,
        ftuType: null, fibreTerminationPointId: null, distributionFrame: null, tags: ['company=next-office'],
      },
      circuits: [
        {
          nid: '2408ZE000100201', vlan: '6', qInQ: null, port: null, portSpeed: null, portDuplex: null, online: 'unknown', lastIpv4: null,
          lastUsername: null, tags: [],
          product: { id: '279', name: null, supplier: 'KPNWBA', quality: 'REGULAR', downloadKbps: 100_000, uploadKbps: 100_000 },
          provisioning: {
            type: 'ppp', rawType: 'ppp', enabled: null, blocked: null, ipvpn: null, authentication: null, username: null, hasPassword: false,
            primaryIpv4: null, routedIpv4: [],
          },
        },
        {
          nid: '2408ZE000100202', vlan: '7', qInQ: null, port: null, portSpeed: null, portDuplex: null, online: 'offline', lastIpv4: '185.25.83.30',
          lastUsername: 'jasfo-i001@deanconnect.eu', tags: [],
          product: { id: '279', name: null, supplier: 'KPNWBA', quality: 'REGULAR', downloadKbps: 100_000, uploadKbps: 100_000 },
          provisioning: {
            type: 'ppp', rawType: 'ppp', enabled: null, blocked: null, ipvpn: null, authentication: null, username: null, hasPassword: false,
            primaryIpv4: null, routedIpv4: [],
          },
        },
      ],
      contacts: [{ uuid: 'a0fc489ce76845e2becaeef240230fea', name: 'support', email: null, phoneNumber: '0793317414', primary: true }],
      tags: ['company=next-office'],
      sla: { name: 'Best Effort SLA', description: 'KPNWBA Best Effort - Standard (FTT[H/O])', orderDate: '2020-04-02' },
      contract: { from: '2015-08-07', to: '2021-04-02', lastChange: '2020-04-02', durationMonths: 12, endOfLifeDate: null, endOfLifeReason: null },
      transaction: { uuid: '506f6779-c042-4df9-a421-c50760f8e94b', action: 'change', state: 'processing' },
      endUser: { uuid: 'c0225608-3ce0-4f9d-a1a6-0e33599c8290', name: null }, seenAt: context.seenAt,
    })
    expect(odido).toMatchObject({
      nativeId: '2408ZE000010100', medium: 'unknown', technology: 'Fiber', supplier: 'ODIDO', transaction: null, online: 'unknown',
      carrier: { downloadKbps: 1_024_000 },
      circuits: [{
        vlan: '12', qInQ: true, port: '12', portSpeed: '10Mb', portDuplex: 'half',
        provisioning: {
          type: 'ppp', enabled: true, blocked: false, ipvpn: 'internet', authentication: false, username: '2408ZE1-0101@nextpertise.nl',
          hasPassword: true, primaryIpv4: '212.57.50.6/32', routedIpv4: [],
        },
      }],
    })
  })

  it('keep no password, neither in the line nor in its raw copy', () => {
    for (const nth of [0, 1]) {
      const text = JSON.stringify(readConnectionsPage(exampleBody('list_connections', nth), context))
      expect(text).not.toContain('9pgxtf8xt364')
      expect(text).toContain('[secret]')
    }
    const { raw } = readConnectionsPage(exampleBody('list_connections', 0), context).lines[0] ?? { raw: '' }
    expect(JSON.parse(raw)).toEqual(JSON.parse(JSON.stringify(records(0)[0]).replace('9pgxtf8xt364', '[secret]')))
  })

  it('read the same again from their raw copies, as the cache needs it', () => {
    for (const { line, raw } of readConnectionsPage(exampleBody('list_connections', 1), context).lines) {
      expect(readLine(JSON.parse(raw), context)).toEqual({ line, raw })
    }
  })
})

describe('pages', () => {
  it('take paging inside the result and beside it, as numbers or texts', () => {
    const connections = records(1)
    expect(readConnectionsPage(body({ result: { connections }, pagination: { next_page: '3', count: '900' } }), context)).toMatchObject({ nextPage: 3, total: 900 })
    expect(page(connections, { Pagination: { 'Next-Page': 2, count: null } })).toMatchObject({ nextPage: 2, total: null })
    expect(page(connections, { pagination: { next_page: null } })).toMatchObject({ nextPage: null, total: null })
    expect(page(connections)).toMatchObject({ nextPage: null, total: null })
    expect(page(connections, { pagination: { next_page: -1, count: 'many' } })).toMatchObject({ nextPage: null, total: null })
  })

  it('name one bad record among 500 and keep the other 499', () => {
    const good = records(1)[1] ?? {}
    const many = Array.from({ length: 500 }, (_, i) => i === 250 ? { address: 17, carrier: null, circuits: 'none' } : good)
    const read = page(many)
    expect(read.lines).toHaveLength(499)
    expect(read.bad).toEqual([{ index: 250, reason: 'names neither a line nor a place' }])
    expect(page([null, 7, 'x', [], {}]).bad).toHaveLength(5)
  })

  it('throw what the system refused, with its code and correlation id', () => {
    const failure = (value: unknown): OperatorFailure['data'] | null => {
      try { readConnectionsPage(typeof value === 'string' ? Buffer.from(value) : body(value), context); return null } catch (error) {
        if (error instanceof OperatorFailure) return error.data
        throw error
      }
    }
    expect(failure({ error: { code: '001', message: 'Undocumented Error, please report to Nextpertise and refer to cid: 83d71d5d-e07c' } }))
      .toEqual({ kind: 'rejected', code: '001', correlationId: '83d71d5d-e07c', detail: 'Undocumented Error, please report to Nextpertise and refer to cid: 83d71d5d-e07c' })
    expect(failure({ error: { code: 12, message: 'Config Prohibited Error.', data: { cid: 'abc' } } }))
      .toEqual({ kind: 'rejected', code: '012', detail: 'Config Prohibited Error.', correlationId: 'abc' })
    expect(failure({ error: { code: -32601, message: 'token=planted' } })).toEqual({ kind: 'rejected', code: '-32601', detail: 'token=[secret]' })
    expect(failure('<html>')).toEqual({ kind: 'notJson' })
    expect(failure('[]')).toEqual({ kind: 'badReply' })
    expect(failure({ result: { connections: 'not a list' } })).toEqual({ kind: 'badReply', code: 'connections' })
    expect(failure({ result: { connections: null }, error: {} })).toBeNull()
  })
})

describe('a line without a NID', () => {
  const nameless = (): Record<string, unknown> => ({ ...structuredClone(records(1)[1]), carrier: { nid: null } })

  it('gets an identity derived from supplier, address and circuits, the same every time', () => {
    const line = one(nameless())
    expect(line.nativeId).toBeNull()
    expect(line.id).toMatch(/^nextpertise:https:\/\/api\.example\|~[0-9a-f]{20}$/)
    expect(one(nameless()).id).toBe(line.id)
    expect(one({ ...nameless(), active: false, tags: ['x'] }).id).toBe(line.id)
    expect(one({ ...nameless(), address: { ...(nameless()['address'] as object), housenr: '11' } }).id).not.toBe(line.id)
    expect(one({ ...nameless(), supplier: 'DELTA' }).id).not.toBe(line.id)
  })
})

describe('tolerance', () => {
  it('matches keys whatever their case, hyphens and underscores', () => {
    const respelt = JSON.parse(JSON.stringify(records(1)[1]).replaceAll(/"([a-z_0-9]+)":/g, (_, key: string) => `"${key.toUpperCase().replaceAll('_', '-')}":`)) as unknown
    expect(one(respelt)).toEqual(one(records(1)[1]))
  })

  it('reads numbers and flags from texts, and no value from its many names', () => {
    const line = one({
      active: 'true', address: { street: 'NONE', housenr: 10.0, housenrext: 'null', zipcode: ' 2408 ze ', latitude: '52,1', longitude: '400' },
      carrier: { nid: '2408ze000100200', product: { download: '100000', upload: '1.024.000', copper_pairs: '2', data_technology: '' }, tags: 'single' },
      circuits: { nid: null, vlan: '7', q_in_q: 'false', online: 'ONLINE', provisioning: { blocked: 0, enabled: '1', routed_ipv4: '10.0.0.0/29' } },
      contract_duration: '24', location_contacts: [null, 'x', { name: 'Jan' }],
    })
    expect(line).toMatchObject({
      nativeId: '2408ZE000100200', active: true, online: 'online', technology: null, tags: ['single'],
      address: { street: null, houseNumber: '10', houseNumberExtension: null, postcode: '2408ZE', latitude: null, longitude: null },
      carrier: { downloadKbps: 100_000, uploadKbps: null, copperPairs: 2 },
      circuits: [{ vlan: '7', qInQ: false, online: 'online', provisioning: { blocked: false, enabled: true, type: 'unknown', routedIpv4: ['10.0.0.0/29'] } }],
      contract: { durationMonths: 24 }, contacts: [{ name: 'Jan', primary: false }],
    })
  })

  it.each([
    ['VDSL2', 'POTS', 'Copper_only', 'copper'], ['ADSL2+', 'POTS', 'Copper_only', 'copper'], ['SDSL.bis', 'POTS', 'Copper', 'copper'],
    ['GoF', 'FttH', 'Fiber', 'fibrePointToPoint'], ['GPON', 'FttH', 'Fiber', 'pon'], ['XGS-PON', 'FttH', 'Fiber', 'pon'], ['XGSPON', 'FttH', 'FttH', 'pon'],
    [null, 'Fiber', 'Fiber', 'unknown'], ['Fiber', 'FttO', 'FttO', 'fibrePointToPoint'], ['DOCSIS3.1', 'Coax', 'Copper_shared', 'coax'],
    ['Radio', 'Radio', 'Radio', 'radio'], [null, null, 'Copper', 'copper'], [null, null, null, 'unknown'],
  ])('knows the medium of %s over %s, %s: %s', (data, base, type, medium) => {
    const line = one({ carrier: { nid: '2408ZE000100200', product: { data_technology: data, base_technology: base, carriertype: type } } })
    expect(line.medium).toBe(medium)
  })

  /** Replaces, removes or retypes values anywhere in a record. */
  const mutation = fc.record({
    path: fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
    by: fc.oneof(fc.constant(undefined), fc.constant(null), fc.constant(''), fc.constant('null'), fc.constant('NONE'), fc.integer(), fc.double(), fc.boolean(),
      fc.string(), fc.constant([]), fc.constant({}), fc.jsonValue()),
  })
  const mutate = (record: unknown, { path, by }: { path: number[]; by: unknown }): void => {
    let at: unknown = record
    for (const [depth, step] of path.entries()) {
      if (typeof at !== 'object' || at === null) return
      const keys = Object.keys(at)
      const key = keys[step % Math.max(1, keys.length)]
      if (key === undefined) return
      const next: unknown = Reflect.get(at, key)
      if (depth === path.length - 1 || typeof next !== 'object' || next === null) {
        if (by === undefined) Reflect.deleteProperty(at, key)
        else Reflect.set(at, key, by)
        return
      }
      at = next
    }
  }
  /** Every primitive of a value, as text. */
  const words = (value: unknown): string[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(words) : value === null || value === undefined ? [] : [String(value)]

  it('never crashes on a mutated record, gives a valid line or none, and invents no value', () => {
    fc.assert(fc.property(fc.constantFrom(0, 1, 2), fc.array(mutation, { minLength: 1, maxLength: 8 }), (which, mutations) => {
      const record = structuredClone([...records(0), ...records(1)][which])
      for (const each of mutations) mutate(record, each)
      const read = readLine(JSON.parse(JSON.stringify(record)), context)
      if (read === null) return
      expect(Line.safeParse(read.line).error).toBeUndefined()
      const given = words(JSON.parse(JSON.stringify(record))).map(word => word.replaceAll(/\s/g, '').toUpperCase())
      const { address, circuits, carrier, supplier, contacts } = read.line
      const said = words([address.street, address.city, address.postcode, address.houseNumber, carrier.nid, carrier.productName, supplier,
        circuits.map(({ nid, vlan, lastIpv4, product }) => [nid, vlan, lastIpv4, product?.name]), contacts.map(({ name, phoneNumber }) => [name, phoneNumber])])
      for (const word of said) expect(given).toContain(word.replaceAll(/\s/g, '').toUpperCase())
      for (const number of [address.latitude, carrier.downloadKbps, carrier.copperPairs, ...circuits.map(({ product }) => product?.downloadKbps ?? null)]) {
        if (number !== null) expect(given.some(word => Number.parseFloat(word) === number)).toBe(true)
      }
    }), { numRuns: 1000 })
  })

  it('never crashes on any JSON at all', () => {
    fc.assert(fc.property(fc.jsonValue(), value => {
      const read = readLine(value, context)
      if (read !== null) expect(Line.safeParse(read.line).success).toBe(true)
      try { readConnectionsPage(body(value), context) } catch (error) { expect(error).toBeInstanceOf(OperatorFailure) }
    }), { numRuns: 500 })
  })
})
