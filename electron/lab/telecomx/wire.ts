import { CUSTOMERS, CUSTOMER_NAMES, RESELLER } from './network.ts'
import type { LabHome, LabItem } from './network.ts'

export type WireSettings = {
  /** How `zip` is written: as the document's example, as its table, or now this, now that. */
  zip: 'text' | 'number' | 'mixed'
  /** How the list of offers is spelt. */
  offers: 'Offers' | 'offers' | 'mixed'
  /** What properties without a value are: left out ("may be omitted"), or null. */
  empties: 'omitted' | 'null'
}
export const STANDARD_WIRE: WireSettings = { zip: 'mixed', offers: 'mixed', empties: 'omitted' }

const PEOPLE = ['Hans Christian Anderson', 'Karen Blixen', 'Niels Bohr', 'Tove Ditlevsen'] as const
const CONTACTS = ['Donald', 'Søren Åkjær', 'Mette Østergård', null] as const
const PROVIDERS = ['Nianet', 'TDC Erhverv', 'GlobalConnect'] as const
const NOTES = ['In stairwell behind the door', 'Nøgle hos viceværten', 'Ring på hos nr. 12', null, null] as const
const WINDOWS = ['7_30_TO_16', '7_30_TO_12', '12_TO_16', '12_00_TO_16_00', 'AFTER_HOURS', null] as const
const PRODUCTS: Readonly<Record<'fibre' | 'dsl', readonly (readonly [id: string, name: string])[]>> = {
  fibre: [['5f0000000000000000000001', 'Fiber city ring 100Mbit'], ['5f0000000000000000000002', 'Fiber 1000/1000 Mbit']],
  dsl: [['5f0000000000000000000003', 'VDSL 50/10 Mbit'], ['5f0000000000000000000004', 'ADSL 20/2 Mbit']],
}
const SALT = { product: 20, created: 21, by: 22, reference: 23, notes: 24, contact: 25, window: 26, start: 27, offers: 28, price: 29, ip: 30, circuit: 31, up: 32 }
const DAY_MS = 86_400_000
/** Requests are at most a year older than this. */
const NEWEST = Date.UTC(2026, 10, 20, 8)

const day = (ms: number): string => new Date(ms).toISOString()
const productOf = ({ dice, fibre }: LabItem): readonly [string, string] => dice.pick(SALT.product, fibre ? PRODUCTS.fibre : PRODUCTS.dsl)
const createdOf = ({ dice, index }: LabItem): number => NEWEST - (index === 0 ? 3 : dice.int(SALT.created, 365)) * DAY_MS
const employeeOf = ({ dice }: LabItem): { id: string; name: string } => {
  const at = dice.int(SALT.by, PEOPLE.length)
  return { id: `5900000000000000000000${String(at).padStart(2, '0')}`, name: PEOPLE[at] ?? '' }
}
const referenceOf = ({ dice, index }: LabItem): string => index === 0 ? 'SS-545665' : `SS-${dice.between(SALT.reference, 100_000, 999_999)}`

const oneLine = ({ road, home, zip, city }: LabHome): string => [road, ...(home === null ? [] : [home]), `${zip} ${city}`].join(', ')

function addressWire({ road, home, zip, city, id }: LabHome, settings: WireSettings, index: number): Record<string, unknown> {
  const asNumber = settings.zip === 'number' || (settings.zip === 'mixed' && index % 2 === 1)
  return { _id: id, address: home === null ? road : `${road} ${home}`, zip: asNumber ? Number(zip) : zip, city }
}

function settled(record: Record<string, unknown>, { empties }: WireSettings): Record<string, unknown> {
  return empties === 'null' ? record : Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== ''))
}

/** A request as the list's condensed form (document, Internet request object; `referenceId` as in its example). */
export function condensedRequest(item: LabItem, settings: WireSettings): Record<string, unknown> {
  const [product, productName] = productOf(item)
  const by = employeeOf(item)
  return settled({
    _id: item.id, type: item.fibre ? 'FIBER' : 'DSL', customer: item.customer, reseller: RESELLER, address: oneLine(item.home), product, productName,
    referenceId: referenceOf(item), offers: item.state === 'HAS_OFFER', created: day(createdOf(item)), createdBy: by.id, createdByName: by.name,
  }, settings)
}

function offerWire(item: LabItem, nth: number, withPrices: boolean): Record<string, unknown> {
  const { dice } = item
  const price = (salt: number, most: number): number => 100 * dice.between(SALT.price + salt + nth * 10, 3, most)
  const prices = item.fibre && withPrices
    ? { initiationCost: price(0, 10), initiationWholesale: price(1, 20), initiationCustomer: price(2, 30), monthlyCost: price(3, 5), monthlyWholesale: price(4, 6), monthlyCustomer: price(5, 7) } : {}
  return {
    _id: `57${item.id.slice(2, 22)}0${nth}`, product: productOf(item)[0], initiationFeeProduct: '5f00000000000000000000ee', ...prices, commitment: [12, 24, 36][nth] ?? 36,
    providerName: PROVIDERS[(item.index + nth) % PROVIDERS.length], providerOfferId: `${4_656_367 + (item.index % 1_000_000) * 3 + nth}R`,
  }
}

/** A request with `full=true` (document, Internet request object if full=true). */
export function fullRequest(item: LabItem, settings: WireSettings, withPrices: boolean): Record<string, unknown> {
  const { dice, index, fibre } = item
  const created = createdOf(item)
  const contact = index === 0 ? 'Donald' : dice.pick(SALT.contact, CONTACTS)
  const offersKey = settings.offers === 'mixed' ? index % 2 === 0 ? 'Offers' : 'offers' : settings.offers
  const offered = item.state === 'HAS_OFFER'
  return settled({
    _id: item.id, type: fibre ? 'FIBER' : 'DSL', customer: item.customer, reseller: RESELLER, notes: index === 0 ? NOTES[0] : dice.pick(SALT.notes, NOTES),
    address: addressWire(item.home, settings, index), address2: item.second === null ? null : addressWire(item.second, settings, index + 1),
    product: productOf(item)[0],
    ...(fibre ? { ipAddresses: [1, 2, 4, 8, 16, 32][dice.int(SALT.ip, 6)], commitment1: true, commitment2: index % 2 === 0, commitment3: index % 3 === 0 }
      : { takeover: index % 2 === 0, takeoverCircuit: index % 2 === 0 ? `EM${100_000 + (index % 900_000)}` : null, takeoverCustomer: index % 2 === 0 ? String(5_646_000 + (index % 1000)) : null }),
    reference: referenceOf(item), notify: [employeeOf(item).id],
    startDate: index % 4 === 3 ? null : day(created + (14 + dice.int(SALT.start, 60)) * DAY_MS),
    installCallName: contact, installCallNumber: contact === null ? null : `+45${71_919_999 - (index % 1000)}`,
    installTime: index === 0 ? '7_30_TO_12' : dice.pick(SALT.window, WINDOWS),
    [offersKey]: offered ? [offerWire(item, 0, withPrices), offerWire(item, 1, withPrices)] : null,
    created: day(created), createdBy: employeeOf(item).id, answered: offered ? day(created + 2 * DAY_MS) : null,
  }, settings)
}

const circuitOf = ({ fibre, index }: LabItem): string => `${fibre ? 'NI' : 'EM'}${200_000 + (index % 800_000)}`
const ipOf = ({ index }: LabItem): string => `203.${(index >> 16) & 127}.${(index >> 8) & 255}.${index & 255}`
const nameOfCustomer = (customer: string | null): string | null => CUSTOMER_NAMES[CUSTOMERS.findIndex(each => each === customer)] ?? null

/** An account as the list's condensed form. */
export function condensedAccount(item: LabItem, settings: WireSettings): Record<string, unknown> {
  const [product, productName] = productOf(item)
  return settled({
    _id: item.id, type: item.fibre ? 'FIBER' : 'DSL', state: item.state, customer: item.customer, customerName: nameOfCustomer(item.customer),
    address: oneLine(item.home), circuit: circuitOf(item), product, productName, startDate: day(createdOf(item) + 20 * DAY_MS),
    up: item.state === 'ACTIVE' ? !item.dice.perMille(SALT.up, 100) : null,
  }, settings)
}

/** An account in full; `expanded`: with a name beside each id (wiki, `expand`). */
export function fullAccount(item: LabItem, settings: WireSettings, expanded: boolean): Record<string, unknown> {
  const { dice, index, fibre, state } = item
  const [product, productName] = productOf(item)
  const by = employeeOf(item)
  const started = createdOf(item) + 20 * DAY_MS
  const contact = dice.pick(SALT.contact, CONTACTS)
  const names = { addressName: oneLine(item.home), ...(item.second === null ? {} : { address2Name: oneLine(item.second) }), productName, orderedByName: by.name }
  return settled({
    _id: item.id, type: fibre ? 'FIBER' : 'DSL', state, customer: item.customer, orderedBy: by.id, address: item.home.id, address2: item.second?.id ?? null,
    circuit: state === 'ORDERED' ? null : circuitOf(item), product, initiationFeeProduct: '5f00000000000000000000ee', takeover: !fibre && index % 2 === 0,
    takeoverCustomer: !fibre && index % 2 === 0 ? String(5_646_000 + (index % 1000)) : null, orderDate: day(createdOf(item)), startDate: day(started),
    terminationDate: state === 'CANCELLED' ? day(started + 400 * DAY_MS) : null, installTime: dice.pick(SALT.window, WINDOWS), installCallName: contact,
    installCallNumber: contact === null ? null : `+45${71_919_999 - (index % 1000)}`, name: `Lab ${index}`, notes: dice.pick(SALT.notes, NOTES),
    notify: [{ _id: by.id, email: true, sms: false }], provider: { name: PROVIDERS[index % PROVIDERS.length], orderId: String(5_637_575_000 + (index % 100_000)) },
    net: state === 'ORDERED' ? null : {
      ipAddress: ipOf(item), subnet: '255.255.255.252', gateway: ipOf({ ...item, index: index ^ 1 }), failover: index % 5 === 0,
      ...(index % 5 === 0 ? { failoverNumber: '71919998' } : {}), ...(index % 3 === 0 ? { lanNet: `198.51.${index % 200}.8`, lanSubnet: '255.255.255.248' } : {}),
      ...(fibre ? {} : { pppUsername: `lab${index}@telecomx.example`, pppPassword: `ppp-secret-${index}` }),
    },
    changeRequest: { state: 'NONE' }, ...(expanded ? names : {}),
  }, settings)
}
