import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CONDITIONS, faultsFor } from './conditions.ts'
import { circuitNid } from './line.ts'
import { POSTCODES, blockOf, postcodeOf } from './places.ts'
import { TECHNOLOGIES } from './products.ts'
import { indexOfUuid, uuidOf } from '../random.ts'
import { labShowcase } from './showcase.ts'
import { LabWorld } from './world.ts'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const NID = /^[0-9]{4}[A-Z]{2}[0-9]{5}[0-9A-Z]{4}$/
const worldOf = (lines: number, seed = 1): LabWorld => new LabWorld(seed, lines, () => NOW, 8000)
const wires = (world: LabWorld): string[] =>
  Array.from({ length: world.size }, (_, index) => JSON.stringify(world.connection(world.line(index))))

describe('the lab world', () => {
  it('is the same for the same seed and another for another', () => {
    expect(wires(worldOf(500))).toEqual(wires(worldOf(500)))
    const [one, other] = [wires(worldOf(500)), wires(worldOf(500, 2))]
    expect(one.filter((line, at) => line === other[at]).length).toBeLessThan(40)
  })

  it('generates line i alike in a lab of any size', () => {
    const [small, large] = [worldOf(100), worldOf(1_000_000)]
    for (const index of [0, 30, 77, 99]) expect(large.connection(large.line(index))).toEqual(small.connection(small.line(index)))
  })

  it('starts at a million lines in well under a second and walks its states quickly', () => {
    const startedMs = performance.now()
    const world = worldOf(1_000_000)
    const readyMs = performance.now()
    expect(readyMs - startedMs).toBeLessThan(500)
    expect(world.select({ state: ['ACTIVE'] }, {}).length).toBeGreaterThan(800_000)
    expect(world.line(999_999).address.zipcode).toMatch(/^[1-9][0-9]{3}[A-Z]{2}$/)
  })

  it('refuses sizes outside 20 to 1,000,000', () => {
    for (const lines of [0, 19, 1_000_001, 20.5]) expect(() => worldOf(lines)).toThrow(RangeError)
  })

  it('has unique NIDs of the documented form, and finds each line again by carrier and circuit', () => {
    const world = worldOf(20_000)
    const seen = new Set<string>()
    let without = 0
    for (let index = 0; index < world.size; index++) {
      const { nid, vlans } = world.line(index)
      if (nid === null) without++
      else {
        expect(nid).toMatch(NID)
        expect(seen.has(nid)).toBe(false)
        seen.add(nid)
        expect(world.byNid(nid)).toMatchObject({ line: { index }, circuit: null })
        expect(world.byNid(circuitNid(world.line(index), vlans.length - 1) ?? '')).toMatchObject({
          line: { index },
          circuit: vlans.length - 1,
        })
        expect(world.byNid(`${nid.slice(0, 13)}99`)).toBeNull()
      }
    }
    expect(without).toBeGreaterThan(50)
  })

  it('hands out every postcode once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: POSTCODES - 1 }), (seed, block) => {
        expect(blockOf(seed, postcodeOf(seed, block))).toBe(block)
      }),
    )
  })

  it('finds the index in its own uuids only', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 2_000_000 }), (seed, index) => {
        const uuid = uuidOf(seed, 11, index)
        expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(indexOfUuid(seed, 11, uuid)).toBe(index)
        expect(indexOfUuid(seed, 23, uuid)).toBeNull()
      }),
    )
  })

  it('has every supplier, technology and condition, with about six lines in ten healthy', () => {
    const world = worldOf(30_000)
    const lines = Array.from({ length: world.size }, (_, index) => world.line(index))
    expect(new Set(lines.map((line) => line.technology.key))).toEqual(new Set(TECHNOLOGIES.map(({ key }) => key)))
    expect(new Set(lines.map((line) => line.condition))).toEqual(new Set(CONDITIONS.map(({ key }) => key)))
    expect(new Set(lines.map((line) => line.provisioning))).toEqual(new Set(['ppp', 'vlan', 'l2tp', 'static']))
    const active = lines.filter((line) => line.state === 'ACTIVE')
    const healthy = active.filter((line) => line.condition === 'healthy').length / active.length
    expect(healthy).toBeGreaterThan(0.55)
    expect(healthy).toBeLessThan(0.65)
    for (const line of active.slice(200)) {
      const fitting = ['healthy', ...faultsFor(line.technology.family, line.provisioning === 'ppp')]
      expect(fitting, `${line.technology.key} ${line.condition}`).toContain(line.condition)
    }
  })

  it('shows the named lines first, at stable NIDs and addresses', () => {
    const world = worldOf(400, 99)
    for (const named of labShowcase) {
      const line = world.byNid(named.nid)?.line
      if (!line) throw new Error(`${named.key} is not there`)
      const { index } = line
      expect(index).toBeLessThan(60)
      expect(line).toMatchObject({ nid: named.nid, condition: named.condition, state: 'ACTIVE', active: true })
      expect(named.address).toContain(`${line.address.street} ${line.address.housenr}${line.address.housenrext}`)
      expect(world.byNid(named.circuitNid)).toMatchObject({ line: { index }, circuit: 0 })
    }
    expect(new Set(labShowcase.map(({ nid }) => nid)).size).toBe(labShowcase.length)
    expect(new Set(labShowcase.map(({ key }) => key)).size).toBe(labShowcase.length)
  })

  it('filters by every documented property as the wire shows it', () => {
    const world = worldOf(2000)
    const all = world.select({}, {})
    const filters: [Record<string, unknown>, (wire: string) => boolean][] = [
      [{ city: 'utrecht' }, (wire) => wire.includes('"city":"Utrecht"')],
      [{ zipcode: '2405' }, (wire) => wire.includes('"zipcode":"2405')],
      [{ supplier: 'DELTA' }, (wire) => wire.includes('"supplier":"DELTA"')],
      [{ data_technology: 'GoF' }, (wire) => wire.includes('"data_technology":"GoF"')],
      [{ online: 'offline' }, (wire) => wire.includes('"online":"offline"')],
      [{ carrier_tags: 'vip' }, (wire) => wire.includes('"tags":["vip"]')],
      [{ active: false }, (wire) => wire.includes('"active":false')],
    ]
    for (const [filter, holds] of filters) {
      const expected = [...all].filter((index) => holds(JSON.stringify(world.connection(world.line(index)))))
      expect([...world.select(filter, {})], JSON.stringify(filter)).toEqual(expected)
      expect(expected.length, JSON.stringify(filter)).toBeGreaterThan(0)
    }
  })

  it('finds an address inside a routed subnet', () => {
    const world = worldOf(2000)
    const index = [...world.select({}, {})].find((each) =>
      /"routed_ipv4":\["/.test(JSON.stringify(world.connection(world.line(each)))),
    )
    const subnet = /"routed_ipv4":\["([0-9.]+)\/29/.exec(JSON.stringify(world.connection(world.line(index ?? 0))))?.[1] ?? ''
    const inside = subnet.replace(/[0-9]+$/, (last) => String(Number(last) + 5))
    expect([...world.select({ ip: inside }, {})]).toEqual([index])
  })

  it('changes, adds and removes lines', () => {
    const world = worldOf(60)
    const nid = labShowcase[0]?.nid ?? ''
    const before = world.version
    expect(world.changeLine(nid, { state: 'TERMINATED', tags: ['moved'] })).toBe(true)
    expect(world.version).toBeGreaterThan(before)
    expect([...world.select({ state: ['TERMINATED'] }, {})]).toContain(0)
    expect(world.removeLine(nid)).toBe(true)
    expect(world.byNid(nid)).toBeNull()
    expect([...world.select({}, {})]).not.toContain(0)
    const added = world.addLine({
      street: 'Nieuweweg',
      housenr: 12,
      zipcode: '9999ZZ',
      city: 'Stitswerd',
      technology: 'gof',
      condition: 'noLight',
    })
    expect(world.byNid(added.nid ?? '')?.line).toMatchObject({ condition: 'noLight', address: { city: 'Stitswerd' } })
    expect([...world.select({ zipcode: '9999ZZ' }, {})]).toEqual([60])
    expect(world.changeLine('9999XX000010100', {})).toBe(false)
  })
})
