import { Dice, uuidOf } from '../random.ts'
import { ROADS, STREETS, TOWNS } from './places.ts'
import type { Town } from './places.ts'

/** States of an access by the public specification, migrations since 2.6; a system may say another word. */
export type AccessState =
  | 'PLANNED' | 'DEPLOYING' | 'HOMESPASSED' | 'CONNECTED' | 'DISCONNECTED' | 'IN_MIGRATION' | 'OUT_MIGRATION' | 'RESERVED'
/** Whether an access is lit: what is there can be asked. */
export function isConnected({ state }: { readonly state: AccessState }): boolean {
  return state === 'CONNECTED' || state === 'OUT_MIGRATION'
}
export type PremisesType =
  | 'MDU_APARTMENT' | 'MDU_COMMON' | 'MDU_TECHNICAL' | 'RESIDENTIAL_HOUSE' | 'COMMERCIAL' | 'PUBLIC' | 'UNKNOWN'

/** Whether there is a port for it at an access switch. */
export function isBuilt({ state }: { readonly state: AccessState }): boolean {
  return state !== 'PLANNED' && state !== 'DEPLOYING' && state !== 'HOMESPASSED'
}

/** What is wrong with an access, if anything. */
export const CONDITIONS = [
  'healthy', 'dirtyOptics', 'tooStrong', 'duplexMismatch', 'slowLink', 'loop', 'noLease', 'expiredLease', 'nobodyTalks', 'deadCpe',
  'silentCpe', 'switchDown', 'portDown', 'noLink', 'counterReset', 'counterWrap', 'clockOff', 'empty', 'strings', 'wrongTypes', 'duplicateMac',
] as const
export type Condition = (typeof CONDITIONS)[number]

export type AccessAddress = {
  street: string
  number: string
  littera: string
  /** Five digits. */
  postcode: string
  city: string
  premises: PremisesType
  apartment: string | null
  distinguisher: string | null
  outlet: string | null
}

export type LabAccess = {
  index: number
  accessId: string
  legacyAccessId: string | null
  address: AccessAddress
  population: string
  priceGroup: number
  state: AccessState
  uuid: string
  condition: Condition
  /** Number of the access switch, which BLOCK accesses share. */
  switchIndex: number
  /** 1 to BLOCK. */
  port: number
  /** How the network writes DHCP identifiers, 0 to 4; see dhcp.ts. */
  dhcpForm: number
  /** Fixed addresses of its internet service. */
  fixedIps: readonly string[]
  /** All of its subscriptions are suspended. */
  suspended: boolean
  /** So many services it has; null: as the dice fall. */
  services: number | null
}

/** Accesses on a switch. */
export const BLOCK = 24
const UUID_KIND = 61
const FIRST_NUMBER = 1_000_000
const SALT = {
  town: 1, kind: 2, street: 3, house: 4, postcode: 5, state: 6, condition: 7, legacy: 8, price: 9, outlet: 10, naming: 11, use: 12, fixed: 13, suspended: 14,
}
const STATES: readonly (readonly [AccessState, number])[] = [
  ['CONNECTED', 800], ['HOMESPASSED', 90], ['DISCONNECTED', 50], ['DEPLOYING', 30], ['PLANNED', 30],
]
/** Out of 1000 connected accesses; the rest is healthy. */
const TROUBLES: readonly (readonly [Condition, number])[] = [
  ['dirtyOptics', 10], ['slowLink', 12], ['nobodyTalks', 20], ['noLink', 15], ['deadCpe', 12], ['noLease', 6], ['expiredLease', 4], ['duplexMismatch', 3], ['portDown', 3], ['loop', 2],
]
const FLOORS = ['10', '11', '12', '13']
const SIDES = ['vänster', 'rakt fram', 'höger']

function weighted<T>(weights: readonly (readonly [T, number])[], at: number, rest: T): T {
  let left = at
  for (const [value, weight] of weights) {
    if (left < weight) return value
    left -= weight
  }
  return rest
}

/** A name like those of the network: the town's letters and a number that carries the index. */
export function accessIdOf(seed: number, index: number): string {
  return `${townOf(seed, index).code}${FIRST_NUMBER + index}`
}

/** The index inside a generated accessId, or null. */
export function indexOfAccessId(seed: number, accessId: string): number | null {
  const digits = /^[A-Z]{3}([0-9]{7})$/.exec(accessId)?.[1]
  const index = digits === undefined ? -1 : Number(digits) - FIRST_NUMBER
  return index >= 0 && accessIdOf(seed, index) === accessId ? index : null
}

function townOf(seed: number, index: number): Town {
  return new Dice(seed, Math.floor(index / BLOCK)).pick(SALT.town, TOWNS)
}

export function nationalUuid(index: number): string {
  return uuidOf(0, UUID_KIND, index)
}

/** Access number `index` of a generated network: a pure function, O(1). */
export function generateAccess(seed: number, index: number): LabAccess {
  const block = new Dice(seed, Math.floor(index / BLOCK))
  const dice = new Dice(seed ^ 0x51ab, index)
  const place = townOf(seed, index)
  const state = weighted(STATES, dice.int(SALT.state, 1000), 'CONNECTED')
  return {
    index,
    accessId: accessIdOf(seed, index),
    legacyAccessId: dice.perMille(SALT.legacy, 200) ? `KGXF${String(dice.int(SALT.legacy + 100, 100_000)).padStart(5, '0')}` : null,
    address: addressOf(block, dice, place, index),
    population: place.population,
    priceGroup: block.int(SALT.price, 4),
    state,
    uuid: nationalUuid(index),
    condition: state === 'CONNECTED' ? weighted(TROUBLES, dice.int(SALT.condition, 1000), 'healthy') : 'healthy',
    switchIndex: 100 + Math.floor(index / BLOCK),
    port: (index % BLOCK) + 1,
    dhcpForm: TOWNS.indexOf(place) % 5,
    fixedIps: dice.perMille(SALT.fixed, 30) ? [`203.0.113.${dice.between(SALT.fixed + 100, 10, 250)}`] : [],
    suspended: dice.perMille(SALT.suspended, 12),
    services: null,
  }
}

function addressOf(block: Dice, dice: Dice, place: Town, index: number): AccessAddress {
  const at = index % BLOCK
  const postcode = String(place.postcode + block.int(SALT.postcode, 12))
  const kind = block.int(SALT.kind, 100)
  const common = { postcode, city: place.city, littera: '', apartment: null, distinguisher: null, outlet: null }
  if (kind < 55) {
    const [entrance, floor, flat] = [Math.floor(at / 8), Math.floor((at % 8) / 2), at % 2]
    const named = block.int(SALT.naming, 4)
    const shared = at === BLOCK - 1 && block.perMille(SALT.use, 400)
    return {
      ...common,
      street: block.pick(SALT.street, STREETS),
      number: String(1 + block.int(SALT.house, 60)),
      littera: 'ABC'.charAt(entrance),
      premises: shared ? block.pick(SALT.use + 100, ['MDU_COMMON', 'MDU_TECHNICAL'] as const) : 'MDU_APARTMENT',
      apartment: shared || named === 0 ? null : `${FLOORS[floor] ?? '10'}0${flat + 1}`,
      distinguisher: shared ? 'Tvättstuga' : named <= 1 ? `${floor === 0 ? 'BV' : `${floor} tr`} ${SIDES[flat * 2] ?? ''}` : null,
      outlet: dice.perMille(SALT.outlet, 600) ? `A-${block.between(SALT.outlet, 1, 20)}-${at + 1}` : null,
    }
  }
  if (kind < 90) {
    const used = dice.int(SALT.use, 100)
    return {
      ...common,
      street: block.pick(SALT.street, STREETS),
      number: String(1 + 2 * at + (block.int(SALT.house, 2) === 0 ? 0 : 1)),
      littera: dice.perMille(SALT.naming, 60) ? 'B' : '',
      premises: used < 4 ? 'COMMERCIAL' : used < 6 ? 'PUBLIC' : used < 7 ? 'UNKNOWN' : 'RESIDENTIAL_HOUSE',
      outlet: dice.perMille(SALT.outlet, 200) ? String(dice.between(SALT.outlet + 100, 1, 2)) : null,
    }
  }
  return {
    ...common,
    street: block.pick(SALT.street, ROADS),
    number: `${100 * (1 + Math.floor(at / 3)) + 50 * block.int(SALT.house, 2)}-${1 + 2 * (at % 3)}`,
    premises: 'RESIDENTIAL_HOUSE',
  }
}
