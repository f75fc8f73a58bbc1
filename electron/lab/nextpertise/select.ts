import { loginOf } from './connection.ts'
import { circuitNid } from './line.ts'
import type { LabLine } from './line.ts'
import type { LabWorld } from './world.ts'

/** filter and sort of `list_connections`, checked beforehand. */
export type LineFilter = Readonly<Record<string, unknown>>
export type LineSort = Readonly<Record<string, unknown>>

type Test = (world: LabWorld, index: number) => boolean

const part = (value: unknown, wanted: string): boolean =>
  String(value ?? '')
    .toLowerCase()
    .includes(wanted.toLowerCase())

/** Tests that need no more than the index: these keep a walk over a million lines short. */
const CHEAP: Readonly<Record<string, (wanted: never) => Test>> = {
  state: (wanted: readonly string[]) => (world, index) => wanted.includes(world.stateOf(index)),
  zipcode: (wanted: string) => (world, index) => world.postcodeOf(index).includes(wanted.replaceAll(' ', '').toUpperCase()),
  city: (wanted: string) => (world, index) => part(world.cityOf(index), wanted),
  carrier_nid: (wanted: string) => (world, index) => world.nidOf(index)?.startsWith(wanted) === true,
}

type Deep = (world: LabWorld, line: LabLine, connection: Record<string, unknown>) => boolean

type WireCircuit = {
  tags: string[]
  provisioning?: { username?: string; primary_ipv4?: string; routed_ipv4?: string[] }
  last_ipv4?: string
  last_username?: string
  online?: string
}

const circuits = (connection: Record<string, unknown>): WireCircuit[] => connection['circuits'] as WireCircuit[]
const carrier = (connection: Record<string, unknown>): Record<string, unknown> => connection['carrier'] as Record<string, unknown>
const product = (connection: Record<string, unknown>): Record<string, unknown> =>
  carrier(connection)['product'] as Record<string, unknown>

function nids(line: LabLine): (string | null)[] {
  return [line.nid, ...line.vlans.map((_, at) => circuitNid(line, at))]
}

/** Tests that need the connection as it goes over the wire. */
const DEEP: Readonly<Record<string, (wanted: never) => Deep>> = {
  nid: (wanted: string) => (_world, line) => nids(line).some((nid) => nid?.startsWith(wanted) === true),
  circuit_nid: (wanted: string) => (_world, line) =>
    nids(line)
      .slice(1)
      .some((nid) => nid?.startsWith(wanted) === true),
  carrier_tags: (wanted: string) => (_world, _line, wire) => (carrier(wire)['tags'] as string[]).some((tag) => part(tag, wanted)),
  circuit_tags: (wanted: string) => (_world, _line, wire) =>
    circuits(wire).some((each) => each.tags.some((tag) => part(tag, wanted))),
  street: (wanted: string) => (_world, line) => part(line.address.street, wanted),
  housenr: (wanted: string) => (_world, line) => part(line.address.housenr, wanted),
  housenrext: (wanted: string) => (_world, line) => part(line.address.housenrext, wanted),
  auth_user: (wanted: string) => (_world, line) => line.provisioning === 'ppp' && part(loginOf(line).username, wanted),
  username: (wanted: string) => (_world, _line, wire) =>
    circuits(wire).some((each) => each.provisioning?.username === wanted || each.last_username === wanted),
  ipv4: (wanted: string) => (_world, _line, wire) =>
    circuits(wire).some((each) =>
      [each.provisioning?.primary_ipv4, ...(each.provisioning?.routed_ipv4 ?? [])].some((net) => part(net, wanted)),
    ),
  ip: (wanted: string) => (_world, _line, wire) =>
    circuits(wire).some(
      (each) =>
        each.last_ipv4 === wanted ||
        [each.provisioning?.primary_ipv4, ...(each.provisioning?.routed_ipv4 ?? [])].some(
          (net) => net !== undefined && contains(net, wanted),
        ),
    ),
  sla: (wanted: string) => (_world, _line, wire) => part((wire['sla'] as { product: { name: string } }).product.name, wanted),
  supplier: (wanted: string) => (_world, _line, wire) => part(wire['supplier'], wanted),
  base_technology: (wanted: string) => (_world, _line, wire) => part(product(wire)['base_technology'], wanted),
  data_technology: (wanted: string) => (_world, _line, wire) => part(product(wire)['data_technology'], wanted),
  online: (wanted: string) => (_world, _line, wire) => {
    const shown = circuits(wire).flatMap((each) => each.online ?? [])
    return shown.length === 0 ? wanted === 'unknown' : shown.includes(wanted)
  },
  active: (wanted: boolean) => (_world, line) => line.active === wanted,
  serviceid: (wanted: string) => (_world, _line, wire) => part(carrier(wire)['serviceid'], wanted),
  enduser_uuid: (wanted: string) => (_world, line) => line.enduserUuid === wanted,
  has_end_of_life_date: (wanted: boolean) => (_world, _line, wire) =>
    'end_of_life_date' in (wire['contract_period'] as object) === wanted,
  end_of_life_date: (wanted: string) => (_world, _line, wire) =>
    String(period(wire)['end_of_life_date'] ?? '').startsWith(wanted),
  end_of_life_reason: (wanted: string) => (_world, _line, wire) => part(period(wire)['end_of_life_reason'], wanted),
}

function period(connection: Record<string, unknown>): Record<string, unknown> {
  return connection['contract_period'] as Record<string, unknown>
}

function addressNumber(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0)
}

function contains(subnet: string, ip: string): boolean {
  const [network = '', bits = '32'] = subnet.split('/')
  const size = 2 ** (32 - Number(bits))
  return Math.floor(addressNumber(network) / size) === Math.floor(addressNumber(ip) / size)
}

const FULL_NID = /^[0-9]{4}[A-Z]{2}[0-9]{5}[0-9A-Z]{4}$/

/** Indexes of the lines that pass every filter, in order of the sort keys, else of the index. */
export function selectLines(world: LabWorld, filter: LineFilter, sort: LineSort): Uint32Array {
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined)
  const full = wanted.find(([key, value]) => ['nid', 'carrier_nid', 'circuit_nid'].includes(key) && FULL_NID.test(String(value)))
  const cheap = wanted.flatMap(([key, value]) => CHEAP[key]?.(value as never) ?? [])
  const deep = wanted.flatMap(([key, value]) => DEEP[key]?.(value as never) ?? [])
  const passes = (index: number): boolean => {
    if (world.isRemoved(index) || !cheap.every((test) => test(world, index))) return false
    if (deep.length === 0) return true
    const line = world.line(index)
    const connection = world.connection(line)
    return deep.every((test) => test(world, line, connection))
  }
  if (full) {
    const found = world.byNid(String(full[1]))
    return Uint32Array.from(found && passes(found.line.index) ? [found.line.index] : [])
  }
  const matches = new Uint32Array(world.size)
  let count = 0
  for (let index = 0; index < world.size; index++) if (passes(index)) matches[count++] = index
  return sorted(world, matches.slice(0, count), sort)
}

function sorted(world: LabWorld, indexes: Uint32Array, sort: LineSort): Uint32Array {
  const keys = Object.entries(sort)
  if (keys.length === 0) return indexes
  const rows = Array.from(indexes, (index) => ({ index, values: keys.map(([key]) => sortValue(world, index, key)) }))
  rows.sort((a, b) => {
    for (const [at, [, direction]] of keys.entries()) {
      const [left = '', right = ''] = [a.values[at], b.values[at]]
      const order =
        typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right), 'nl')
      if (order !== 0) return direction === 'DESC' ? -order : order
    }
    return a.index - b.index
  })
  return Uint32Array.from(rows, (row) => row.index)
}

function sortValue(world: LabWorld, index: number, key: string): string | number {
  if (key === 'state') return world.stateOf(index)
  if (key === 'zipcode') return world.postcodeOf(index)
  if (key === 'city') return world.cityOf(index)
  const line = world.line(index)
  const session = world.sessions.of(line)
  switch (key) {
    case 'street':
      return line.address.street
    case 'housenr':
      return line.address.housenr
    case 'housenrext':
      return line.address.housenrext
    case 'supplier':
      return line.technology.carrier.supplier
    case 'base_technology':
      return line.technology.carrier.base_technology ?? ''
    case 'data_technology':
      return line.technology.carrier.data_technology ?? ''
    case 'active':
      return line.active ? 1 : 0
    case 'online':
      return session?.online ?? 'unknown'
    case 'last_username':
      return session?.lastUsername ?? ''
    case 'primary_ipv4':
      return loginOf(line).address
    case 'sla':
      return (world.connection(line)['sla'] as { product: { name: string } }).product.name
    default:
      return String(period(world.connection(line))['end_of_life_date'] ?? '')
  }
}
