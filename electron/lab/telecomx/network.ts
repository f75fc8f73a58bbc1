import { Dice } from '../random.ts'
import { HOMES, ROADS, TOWNS } from './places.ts'

export const CUSTOMERS = ['5b0000000000000000000a01', '5b0000000000000000000a02', '5b0000000000000000000a03'] as const
export const CUSTOMER_NAMES = ['Brøndby Bolig ApS', 'Ærø Kommune', 'Odense Tandklinik'] as const
export const RESELLER = '5c0000000000000000000001'
export const RESELLER_NAME = 'Sjælland Net A/S'

export type LabKind = 'request' | 'account'
export type LabHome = { readonly road: string; readonly home: string | null; readonly zip: string; readonly city: string; readonly id: string }
/** One request or account; what it says of itself is in wire.ts. */
export type LabItem = {
  readonly kind: LabKind; readonly index: number; readonly id: string; readonly customer: string | null; readonly fibre: boolean
  readonly home: LabHome; readonly second: LabHome | null
  /** Accounts: `ORDERED`, `CONFIRMED`, `ACTIVE`, `CANCELLED`; requests: whether there are offers. */
  readonly state: string; readonly dice: Dice
}

const PREFIX = { request: '5d01', account: '5e01' } as const
const SALT = { state: 1, fibre: 2, town: 3, road: 4, number: 5, letter: 6, home: 7, second: 8 }
/** Ids of what tests add before all others. */
const ADDED = 0x40000000
const STATES = ['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'ORDERED', 'CONFIRMED', 'CANCELLED']

function homeOf(dice: Dice, salt: number): LabHome {
  const { city, zip } = dice.pick(SALT.town + salt, TOWNS)
  const letter = dice.perMille(SALT.letter + salt, 300) ? dice.pick(SALT.letter + salt + 1, ['A', 'B', 'C']) : ''
  return {
    road: `${dice.pick(SALT.road + salt, ROADS)} ${dice.between(SALT.number + salt, 1, 180)}${letter}`, home: dice.pick(SALT.home + salt, HOMES), zip, city,
    id: `5a${dice.hex(salt, 8).toLowerCase()}${dice.index.toString(16).padStart(8, '0')}${String(salt).padStart(6, '0')}`,
  }
}

/** Requests and accounts: everything is a pure function of seed and number; tests take some away and add some at the front. */
export class TelecomxNetwork {
  readonly #seed: number
  readonly #counts: Readonly<Record<LabKind, number>>
  readonly #removed = new Set<string>()
  readonly #added: Record<LabKind, number[]> = { request: [], account: [] }
  readonly #lists = new Map<string, Int32Array>()

  constructor(seed: number, counts: Readonly<Record<LabKind, number>>) {
    for (const count of Object.values(counts)) {
      if (!Number.isInteger(count) || count < 0 || count > 1_000_000) throw new RangeError(`a lab has 0 to 1,000,000 of each, not ${count}`)
    }
    this.#seed = seed
    this.#counts = counts
  }

  idOf(kind: LabKind, index: number): string {
    return `${PREFIX[kind]}000000000000${(index >>> 0).toString(16).padStart(8, '0')}`
  }

  /** By its id; null where there is none, or none any more. */
  find(kind: LabKind, id: string): LabItem | null {
    if (!id.startsWith(PREFIX[kind]) || id.length !== 24 || this.#removed.has(id)) return null
    const index = Number.parseInt(id.slice(-8), 16)
    const exists = index < this.#counts[kind] || this.#added[kind].includes(index)
    return exists && this.idOf(kind, index) === id ? this.item(kind, index) : null
  }

  item(kind: LabKind, index: number): LabItem {
    const dice = new Dice(this.#seed, index + (kind === 'account' ? 3_000_000 : 0))
    const home = index === 0 && kind === 'request' ? { road: 'Vallensbækvej 20A', home: '3. th.', zip: '2605', city: 'Brøndby', id: '5a0000000000000000000001' } : homeOf(dice, 0)
    const fibre = index < 2 || dice.perMille(SALT.fibre, 700)
    return {
      kind, index, id: this.idOf(kind, index), customer: this.customerAt(kind, index), fibre, home,
      second: fibre && (index === 1 || dice.perMille(SALT.second, 80)) ? homeOf(dice, 100) : null, state: this.#stateAt(kind, index), dice,
    }
  }

  /** Most belong to the first customer; one request in twenty to no customer but to the reseller alone. */
  customerAt(kind: LabKind, index: number): string | null {
    const place = index % 20
    if (place === 19) return kind === 'request' ? null : CUSTOMERS[1]
    return place === 18 ? CUSTOMERS[1] : place === 17 ? CUSTOMERS[2] : CUSTOMERS[0]
  }

  #stateAt(kind: LabKind, index: number): string {
    const dice = new Dice(this.#seed, index + (kind === 'account' ? 3_000_000 : 0))
    if (kind === 'request') return index < 3 || dice.perMille(SALT.state, 400) ? 'HAS_OFFER' : 'NEW'
    return STATES[index < STATES.length ? STATES.length - 1 - index : dice.int(SALT.state, STATES.length)] ?? 'ACTIVE'
  }

  /** Indexes of an owner's, in the order of the list. `customer` null: requests of the reseller alone, accounts of all its customers. */
  list(kind: LabKind, customer: string | null, state: string | null): Int32Array {
    const key = `${kind}|${customer ?? ''}|${state ?? ''}`
    const known = this.#lists.get(key)
    if (known !== undefined) return known
    const all = [...this.#added[kind].toReversed(), ...Array.from({ length: this.#counts[kind] }, (_, index) => index)]
    const isTheirs = (index: number): boolean =>
      customer === null && kind === 'account' ? true : this.customerAt(kind, index) === customer
    const found = Int32Array.from(all.filter(index =>
      !this.#removed.has(this.idOf(kind, index)) && isTheirs(index) && (state === null || this.#stateAt(kind, index) === state)))
    this.#lists.set(key, found)
    return found
  }

  remove(id: string): boolean {
    if (this.find('request', id) === null && this.find('account', id) === null) return false
    this.#removed.add(id)
    this.#lists.clear()
    return true
  }

  /** A new one of the first customer, before all others. Gives its id. */
  add(kind: LabKind): string {
    const index = ADDED + this.#added[kind].length * 20
    this.#added[kind].push(index)
    this.#lists.clear()
    return this.idOf(kind, index)
  }
}
