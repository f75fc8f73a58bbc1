import { generateLine, nidAt } from '../nextpertise/line.ts'
import { placeOf, postcodeOf } from '../nextpertise/places.ts'
import { Dice } from '../random.ts'

/** Kinds of service that the lab has; `detail` is the sub-resource of its orders. */
export const SERVICE_TYPES = [
  { id: 3, name: 'Internet', detail: 'connection' }, { id: 4, name: 'X2VoIP', detail: 'x2voip' },
  { id: 5, name: 'X2Mobile', detail: 'x2mobile' },
  { id: 6, name: 'Odido Mobile', detail: 'odido' }, { id: 7, name: 'Hosting', detail: 'generic' },
  { id: 8, name: 'Tracking', detail: 'tracked' },
  { id: 9, name: 'Youfone', detail: 'youfone' },
] as const
export type DetailKind = (typeof SERVICE_TYPES)[number]['detail']
export const SUPPLIERS = [{ id: 10, name: 'KPN' }, { id: 11, name: 'VodafoneZiggo' }, { id: 12, name: 'Odido' },
  { id: 13, name: 'Delta Fiber' }] as const

const LABELS: Readonly<Record<DetailKind, readonly string[]>> = {
  connection: ['Internet 1Gbps Fiber', 'Internet 100Mbps VDSL2', 'Internet 500Mbps GPON', 'Internet 200Mbps Glasvezel'],
  x2voip: ['VoIP trunk', 'Hosted telefonie'],
  x2mobile: ['X2Mobile 20GB'], odido: ['Odido Business 50GB'], generic: ['Webhosting', 'Microsoft 365'],
  tracked: ['Voertuigvolgsysteem'], youfone: ['Youfone Zakelijk'],
}
const KINDS: readonly DetailKind[] = [
  'connection', 'connection', 'connection', 'connection', 'connection', 'x2voip', 'x2voip', 'x2mobile', 'odido', 'generic',
  'youfone', 'tracked',
]
const NAMES = ['Acme', 'Bakkerij Van Dijk', 'Jansen Installatie', 'De Vries Advies', 'Garage Smit', 'Tandartsen Centrum',
  'Visser Transport', 'Bloemen Bos', 'Mulder Bouw', 'Kapsalon Knip']
const SALT = { kind: 9001, name: 9002, active: 9003, day: 9004, label: 9005, supplier: 9006, customer: 9007, parent: 9008,
  registered: 9009, used: 9010, sip: 9011 }

export const FIRST_CUSTOMER = 1000
export const FIRST_ORDER = 5000
export const ROOT = 100
/**
 * Orders 20 to 22 stand at lines of the Nextpertise lab (generated lines, none of the showcase): by circuit and address, by
 * address, by a NID.
 */
export const SHARED: Readonly<Record<number, { line: number; by: 'circuit' | 'address' | 'nid' }>> = {
  20: { line: 200, by: 'circuit' }, 21: { line: 211, by: 'address' }, 22: { line: 222, by: 'nid' },
}
/** Every 40th order leads a group of two more (document, Grouped services). */
const GROUP = 40
const FIRST_GROUP = 30

export type LabAddress = { street: string; houseNumber: string; houseNumberExtension: string | null; zipcode: string; city: string }
export type LabService = {
  index: number; id: number; customerId: number; kind: DetailKind; label: string; supplierId: number; isActive: boolean
  dateStart: string; dateEnd: string | null; address: LabAddress; parentId: number | null; children: readonly number[]; circuitId: string | null
}
export type LabCustomer = { id: number; name: string; parentId: number; typeId: number; address: LabAddress; phone: string }

function addressAt(seed: number, block: number): LabAddress {
  const zipcode = postcodeOf(seed, block % 100_000)
  const { street, city } = placeOf(zipcode)
  const dice = new Dice(seed, block)
  return { street, city, zipcode, houseNumber: String(dice.between(1, 1, 220)), houseNumberExtension: dice.perMille(2, 100)
    ? dice.pick(3, ['A', 'B', 'bis']) : null }
}

export const PHONE = (index: number): string => `06${String(10_000_000 + index)}`

/**
 * Customers and services of the platform: everything is a pure function of seed and number; tests take some away and add some.
 */
export class ResellerNetwork {
  readonly seed: number
  readonly customers: number
  readonly #generated: number
  readonly #removed = new Set<number>()
  readonly #added: number[] = []
  #live: Int32Array | null = null

  constructor(seed: number, orders: number) {
    if (!Number.isInteger(orders) || orders < 30
      || orders > 1_000_000) throw new RangeError(`a lab has 30 to 1,000,000 orders, not ${orders}`)
    this.seed = seed
    this.#generated = orders
    this.customers = Math.max(10, Math.ceil(orders / 3))
  }

  /** Indexes of the orders that are there, in the order of their lists: those added at the front come first. */
  live(): Int32Array {
    if (this.#live === null) {
      const front = this.#added.filter((index) => index < 0).toReversed()
      const back = this.#added.filter((index) => index >= 0)
      const all = [...front, ...Array.from({ length: this.#generated }, (_, i) => i), ...back]
      this.#live = Int32Array.from(all.filter((index) => !this.#removed.has(index)))
    }
    return this.#live
  }

  get orders(): number {
    return this.live().length
  }

  idOf(index: number): number {
    return index < 0 ? 4000 + index : FIRST_ORDER + index
  }

  indexOf(id: number): number | null {
    const index = id < 4000 ? id - 4000 : id - FIRST_ORDER
    const exists = index < 0 || index >= this.#generated ? this.#added.includes(index) : true
    return exists && !this.#removed.has(index) ? index : null
  }

  remove(id: number): boolean {
    const index = this.indexOf(id)
    if (index === null) return false
    this.#removed.add(index)
    this.#live = null
    return true
  }

  /** A new order before all others, or behind them. Gives its id. */
  add(where: 'front' | 'back'): number {
    const front = this.#added.filter((index) => index < 0).length
    const index = where === 'front' ? -1 - front : this.#generated + this.#added.length - front
    this.#added.push(index)
    this.#live = null
    return this.idOf(index)
  }

  customer(id: number): LabCustomer | null {
    const address = addressAt(this.seed, id + 40_000)
    if (id === ROOT) return { id, name: 'Lab Telecom BV', parentId: 1, typeId: 3, address, phone: '0201000000' }
    const at = id - FIRST_CUSTOMER
    if (at < 0 || at >= this.customers) return null
    const dice = new Dice(this.seed, id)
    // The first few are dealers; three of ten customers belong to one of them.
    const dealers = Math.min(5, this.customers)
    const dealer = at < dealers
    return {
      id, name: dealer ? `Dealer ${['Noord', 'Oost', 'Zuid', 'West', 'Midden'][at] ?? at}`
        : `${dice.pick(SALT.name, NAMES)} ${at}`, address,
      parentId: !dealer && dice.perMille(SALT.parent, 300) ? FIRST_CUSTOMER + dice.int(SALT.customer, dealers) : ROOT,
      typeId: dealer ? 2 : 1,
      phone: `020${String(1_000_000 + at)}`,
    }
  }

  service(index: number): LabService {
    const at = Math.abs(index)
    const dice = new Dice(this.seed, at + (index < 0 ? 2_000_000 : 1_000_000))
    const shared = SHARED[index]
    const line = shared === undefined ? null : generateLine(this.seed, shared.line)
    const kind = shared === undefined ? KINDS[at % KINDS.length] ?? 'connection' : 'connection'
    const step = index >= FIRST_GROUP ? (index - FIRST_GROUP) % GROUP : -1
    const children = step === 0 ? [index + 1,
      index + 2].filter((child) => child < this.#generated).map((child) => this.idOf(child)) : []
    const parentId = step === 1 || step === 2 ? this.idOf(index - step) : null
    const ended = dice.perMille(SALT.active, 60)
    const started = Date.UTC(2020 + dice.int(SALT.day, 6), dice.int(SALT.day + 1, 12), 1 + dice.int(SALT.day + 2, 28))
    return {
      index, id: this.idOf(index), customerId: FIRST_CUSTOMER + ((parentId === null ? at : at - step) % this.customers), kind,
      label: dice.pick(SALT.label, LABELS[kind]), supplierId: kind === 'odido' ? 12 : dice.pick(SALT.supplier, SUPPLIERS).id,
      isActive: !ended,
      dateStart: new Date(started).toISOString().slice(0, 10), dateEnd: ended ? '2025-11-30' : null,
      address: line === null ? addressAt(this.seed, Math.floor(at / 2) + 500) : {
        street: line.address.street, houseNumber: String(line.address.housenr), houseNumberExtension: line.address.housenrext
          || null, zipcode: line.address.zipcode, city: line.address.city,
      },
      parentId, children,
      circuitId: kind !== 'connection' ? null : shared?.by === 'circuit' ? line?.serviceId ?? `XDF${at}` : shared?.by === 'nid'
        ? nidAt(this.seed, shared.line) : `EZT-${100_000 + at}`,
    }
  }

  /**
   * Whether the telephony account of an order is registered, and how much of its bundle a mobile one has used: both for ever
   * the same.
   */
  isRegistered(index: number): boolean {
    return !new Dice(this.seed, Math.abs(index)).perMille(SALT.registered, 200)
  }

  usedMb(index: number): number {
    return new Dice(this.seed, Math.abs(index)).int(SALT.used, 24_000)
  }
}
