import { BLOCK, generateAccess, nationalUuid } from './access.ts'
import type { AccessAddress, Condition, LabAccess } from './access.ts'

/** A named access: what is wrong with it, and how to find it. */
export type OnApiShowcase = {
  /** The name tests use. */
  name: string
  accessId: string
  /** As an engineer would type it: `Björkvägen 12, Växjö`. */
  address: string
  condition: Condition
  what: string
}

type Wish = Partial<Omit<LabAccess, 'index' | 'accessId' | 'address' | 'uuid'>> & {
  name: string
  what: string
  address?: Partial<AccessAddress>
}

/** Blocks of the network that are given to the showcase: its accesses have the first numbers. */
const HOUSES = { street: 'Björkvägen', postcode: '35234', city: 'Växjö' }
const FLATS = { street: 'Östra Långgatan', number: '8', postcode: '35236', city: 'Växjö' }
const DOWN = { street: 'Älgvägen', postcode: '35241', city: 'Växjö' }

const WISHES: readonly Wish[] = [
  { name: 'healthy', what: 'nothing: internet, television and telephone work', services: 3, address: { number: '2' } },
  { name: 'dirtyOptics', what: 'light from the house 3 dB too weak, some damaged frames', condition: 'dirtyOptics', address: { number: '4' } },
  { name: 'tooStrong', what: 'light from the house so strong that the receiver may overload', condition: 'tooStrong', address: { number: '6' } },
  { name: 'duplexMismatch', what: 'half duplex and damaged frames at the port', condition: 'duplexMismatch', address: { number: '8' } },
  { name: 'slowLink', what: 'the cable at the customer links at 100 of 1000 Mbit/s', condition: 'slowLink', address: { number: '10' } },
  { name: 'loop', what: 'cables at the customer form a loop', condition: 'loop', address: { number: '12', littera: 'A' } },
  { name: 'noLease', what: 'a device talks and has no address', condition: 'noLease', address: { number: '14' } },
  { name: 'expiredLease', what: 'the lease ended two hours ago', condition: 'expiredLease', address: { number: '16' } },
  { name: 'nobodyTalks', what: 'link up, no device talks', condition: 'nobodyTalks', address: { number: '18' } },
  { name: 'deadCpe', what: 'no power: link down, the box says up false', condition: 'deadCpe', address: { number: '20' } },
  { name: 'silentCpe', what: 'link up, the box does not answer (404)', condition: 'silentCpe', address: { number: '22' } },
  { name: 'portDown', what: 'the operator closed the port', condition: 'portDown', address: { number: '24' } },
  { name: 'noLink', what: 'no light from the house, link down', condition: 'noLink', address: { number: '26' } },
  { name: 'migrating', what: 'is being moved to another network: state OUT_MIGRATION, a legacy id', state: 'OUT_MIGRATION', legacyAccessId: 'KGXF49861', address: { number: '28' } },
  { name: 'fixedIp', what: 'two fixed addresses', fixedIps: ['203.0.113.7', '2001:db8:77::/48'], address: { number: '30', premises: 'COMMERCIAL' } },
  { name: 'suspended', what: 'the subscription is suspended, nobody talks', suspended: true, condition: 'nobodyTalks', address: { number: '32' } },
  { name: 'duplicateMac', what: 'its router has the address of the next access, and is seen twice', condition: 'duplicateMac', address: { number: '34' } },
  { name: 'duplicateMacOther', what: 'the other access with the same router address', condition: 'duplicateMac', address: { number: '36' } },
  { name: 'counterReset', what: 'counters begin anew every 90 s', condition: 'counterReset', address: { number: '38' } },
  { name: 'counterWrap', what: '32-bit counters of bytes that wrap every 40 s', condition: 'counterWrap', address: { number: '40' } },
  { name: 'clockOff', what: 'clock of the network devices three hours ahead', condition: 'clockOff', address: { number: '42' } },
  { name: 'empty', what: 'technical replies are {}', condition: 'empty', address: { number: '44' } },
  { name: 'strings', what: 'numbers and booleans as strings, some with units', condition: 'strings', address: { number: '46' } },
  { name: 'wrongTypes', what: 'every technical value of another type than documented', condition: 'wrongTypes', address: { number: '48' } },
  ...['1001', '1101', '1201', '1202'].map((apartment, nth) => ({
    name: `flat${nth + 1}`, what: nth === 3 ? 'light from the house too weak, in a house of flats' : 'nothing, a flat',
    condition: nth === 3 ? ('dirtyOptics' as const) : ('healthy' as const),
    address: { ...FLATS, littera: 'B', premises: 'MDU_APARTMENT' as const, apartment, outlet: `A-2-${nth + 1}` },
  })),
  { name: 'distinguished', what: 'a flat known by floor and side alone', address: { ...FLATS, littera: 'C', premises: 'MDU_APARTMENT', distinguisher: '2 tr vänster' } },
  { name: 'metres', what: 'a farm by metre address', dhcpForm: 3, address: { street: 'Gamla Östra vägen', number: '550-7', postcode: '36030', city: 'Lammhult' } },
  { name: 'planned', what: 'not built yet', state: 'PLANNED', address: { number: '50' } },
  { name: 'deploying', what: 'being built', state: 'DEPLOYING', address: { number: '52' } },
  { name: 'homesPassed', what: 'fibre in the street, not connected', state: 'HOMESPASSED', address: { number: '54' } },
  { name: 'disconnected', what: 'disconnected', state: 'DISCONNECTED', address: { number: '56' } },
  { name: 'circuitId', what: 'DHCP identifier names the access', dhcpForm: 1, address: { number: '58' } },
  { name: 'sharedCircuitId', what: 'DHCP circuit id unique only with the remote id', dhcpForm: 2, address: { number: '60' } },
  { name: 'binaryOption82', what: 'option 82 with binary sub-options, as hex only', dhcpForm: 4, address: { number: '62' } },
  ...[1, 3, 5, 7].map((number, nth) => ({
    name: `switchDown${nth + 1}`, what: 'the access switch is down, with its neighbours', condition: 'switchDown' as const, switchIndex: 3,
    address: { ...DOWN, number: String(number) },
  })),
  { name: 'inMigration', what: 'is coming from another network: state IN_MIGRATION', state: 'IN_MIGRATION', legacyAccessId: 'STTA0002', address: { number: '64' } },
  { name: 'unknownState', what: 'in a state that no document names', state: 'RESERVED', address: { number: '66' } },
]

function fromWish(seed: number, index: number, { name: _name, what: _what, address, ...rest }: Wish): LabAccess {
  const generated = generateAccess(seed, index)
  return {
    ...generated,
    accessId: `VXO${1_000_000 + index}`,
    legacyAccessId: null,
    address: {
      ...HOUSES, number: String(index), littera: '', premises: 'RESIDENTIAL_HOUSE', apartment: null, distinguisher: null, outlet: null, ...address,
    },
    population: 'Wexnet',
    state: 'CONNECTED',
    uuid: nationalUuid(index),
    condition: 'healthy',
    switchIndex: Math.floor(index / BLOCK) + 1,
    dhcpForm: 0,
    fixedIps: [],
    suspended: false,
    services: 1,
    ...rest,
  }
}

/** Named accesses; they have the first numbers of every network. */
export function showcaseAccesses(seed: number): LabAccess[] {
  return WISHES.map((wish, index) => fromWish(seed, index, wish))
}

/** What stands where: for tests and the demo. The same in every network. */
export const onApiShowcase: readonly OnApiShowcase[] = showcaseAccesses(1).map(({ accessId, address, condition }, index) => ({
  name: WISHES[index]?.name ?? '',
  accessId,
  address: `${address.street} ${address.number}${address.littera}, ${address.city}`,
  condition,
  what: WISHES[index]?.what ?? '',
}))

/** The accessId of a named access. Throws RangeError for a name that is none. */
export function showcaseAccess(name: string): string {
  const found = onApiShowcase.find((each) => each.name === name)
  if (!found) throw new RangeError(`no access is named ${name}`)
  return found.accessId
}

/** Fewest accesses of a network: the showcase is always whole. */
export const FEWEST = WISHES.length
