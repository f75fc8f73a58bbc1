import { createHash } from 'node:crypto'
import type { AccountId, LineId, SystemKey } from '../../../shared/model/common.ts'
import type {
  Address, Carrier, Circuit, Contact, Line, LineState, OnlineState, Product, Provisioning,
} from '../../../shared/model/line.ts'
import type { ReadLine } from '../operator.ts'
import { mediumOf } from './medium.ts'
import { readDate } from '../readTime.ts'
import { fieldsOf, flag, isObject, list, number, text, texts, wholeNumber } from '../readValue.ts'
import type { Fields } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'

/** What a record does not say about itself. */
export type LineContext = {
  readonly system: SystemKey; readonly accountId: AccountId; readonly state: LineState | null; readonly seenAt: string
}

/** A degree within its range, else null: 0/0 means "not known" in practice, but is kept as given. */
function degrees(value: unknown, most: number): number | null {
  const found = number(value)
  return found !== null && Math.abs(found) <= most ? found : null
}

/** An address object of the document ("A complete address with province, municipality, latitude and longitude"). */
export function readAddress(value: unknown): Address {
  const address = fieldsOf(value)
  return {
    street: text(address['street']),
    houseNumber: text(address['housenr']) ?? text(address['housenumber']),
    houseNumberExtension: text(address['housenrext']) ?? text(address['housenumberextension']),
    unit: null,
    postcode: (text(address['zipcode']) ?? text(address['postcode']))?.replaceAll(/\s/g, '').toUpperCase() ?? null,
    city: text(address['city']),
    municipality: text(address['municipality']),
    province: text(address['province']),
    latitude: degrees(address['latitude'], 90),
    longitude: degrees(address['longitude'], 180),
    country: null,
  }
}

function readProduct(value: unknown): Product | null {
  if (!isObject(value)) return null
  const product = fieldsOf(value)
  return {
    id: text(product['productid']), name: text(product['name']), supplier: text(product['supplier']), quality: text(product['quality']),
    downloadKbps: number(product['download']), uploadKbps: number(product['upload']),
  }
}

function provisioningType(raw: string | null): Provisioning['type'] {
  const type = raw?.toLowerCase()
  return type === 'ppp' || type === 'vlan' || type === 'l2tp' || type === 'static' ? type : 'unknown'
}

function readProvisioning(value: unknown, rawType: string | null): Provisioning | null {
  if (!isObject(value) && rawType === null) return null
  const given = fieldsOf(value)
  const password = given['password']
  return {
    type: provisioningType(rawType), rawType, enabled: flag(given['enabled']), blocked: flag(given['blocked']), ipvpn: text(given['ipvpn']),
    authentication: flag(given['authentication']), username: text(given['username']), hasPassword: text(password) !== null,
    primaryIpv4: text(given['primaryipv4']), routedIpv4: texts(given['routedipv4']),
  }
}

function onlineOf(value: unknown): OnlineState {
  const word = typeof value === 'boolean' ? (value ? 'online' : 'offline') : text(value)?.toLowerCase()
  return word === 'online' || word === 'offline' ? word : 'unknown'
}

function readCircuit(value: unknown): Circuit {
  const circuit = fieldsOf(value)
  return {
    nid: nidOf(circuit), vlan: text(circuit['vlan']), qInQ: flag(circuit['qinq']), port: text(circuit['port']),
    portSpeed: text(circuit['portspeed']), portDuplex: text(circuit['portduplex']), product: readProduct(circuit['product']),
    provisioning: readProvisioning(circuit['provisioning'], text(circuit['provisioningtype'])), online: onlineOf(circuit['online']),
    lastIpv4: text(circuit['lastipv4']), lastUsername: text(circuit['lastusername']), tags: texts(circuit['tags']),
  }
}

/** Ids as given but for case: one that breaks the document's pattern is still the id by which the system knows it. */
function nidOf(fields: Fields): string | null {
  return text(fields['nid'])?.toUpperCase() ?? null
}

function readCarrier(fields: Fields, product: Fields): Carrier {
  return {
    nid: nidOf(fields), productName: text(product['name']), network: text(product['network']), carrierType: text(product['carriertype']),
    baseTechnology: text(product['basetechnology']), dataTechnology: text(product['datatechnology']), nlsType: text(product['nlstype']),
    copperPairs: wholeNumber(product['copperpairs']), downloadKbps: number(product['download']), uploadKbps: number(product['upload']),
    serviceIds: [...texts(fields['serviceid']), ...texts(fields['additionalserviceid'])],
    ontNumber: text(fields['ontnumber']), israSpecs: text(fields['israspecs']), ftuType: text(fields['ftutype']),
    fibreTerminationPointId: text(fields['fiberterminationpointid']), distributionFrame: text(fields['distributionframe']),
    tags: texts(fields['tags']),
  }
}

function readContact(value: unknown): Contact {
  const contact = fieldsOf(value)
  return {
    uuid: text(contact['uuid']), name: text(contact['name']), email: text(contact['email']), phoneNumber: text(contact['phonenumber']),
    primary: flag(contact['primary']) ?? false,
  }
}

function readSla(value: unknown): Line['sla'] {
  if (!isObject(value)) return null
  const sla = fieldsOf(value)
  const product = fieldsOf(sla['product'])
  const found = { name: text(product['name']), description: text(product['description']), orderDate: readDate(sla['orderdate']) }
  return found.name === null && found.description === null && found.orderDate === null ? null : found
}

function readContract(record: Fields, carrier: Fields): Line['contract'] {
  const period = fieldsOf(record['contractperiod'])
  const durationMonths = wholeNumber(record['contractduration']) ?? wholeNumber(carrier['contractduration'])
  if (!isObject(record['contractperiod']) && durationMonths === null) return null
  return {
    from: readDate(period['from']), to: readDate(period['to']), lastChange: readDate(period['lastchange']), durationMonths,
    endOfLifeDate: readDate(period['endoflifedate']), endOfLifeReason: text(period['endoflifereason']),
  }
}

function readTransactionMark(value: unknown): Line['transaction'] {
  const transaction = fieldsOf(value)
  const found = { uuid: text(transaction['uuid']), action: text(transaction['action']), state: text(transaction['state']) }
  return found.uuid === null && found.action === null && found.state === null ? null : found
}

function readEndUserMark(value: unknown): Line['endUser'] {
  const endUser = fieldsOf(value)
  const uuid = text(endUser['uuid'])
  return uuid === null ? null : { uuid, name: text(endUser['companyname']) ?? text(endUser['name']) }
}

/** Identity of a line the system gave no NID: the same supplier, address, end user and circuits give the same one. */
function derivedId(supplier: string | null, address: Address, endUser: Line['endUser'], circuits: readonly Circuit[]): string {
  const parts = [
    supplier, endUser?.uuid, address.postcode, address.houseNumber, address.houseNumberExtension,
    address.street?.toLowerCase(), address.city?.toLowerCase(),
    ...circuits.map(circuit => `${circuit.nid ?? ''}/${circuit.product?.id ?? ''}/${circuit.vlan ?? ''}`).toSorted(),
  ]
  return `~${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20)}`
}

function together(circuits: readonly Circuit[]): OnlineState {
  return circuits.some(circuit => circuit.online === 'online') ? 'online'
    : circuits.some(circuit => circuit.online === 'offline') ? 'offline' : 'unknown'
}

const STATES = new Map<string, LineState>([
  ['processing', 'processing'], ['active', 'active'], ['terminated', 'terminated'], ['cancelled', 'cancelled'],
])

/**
 * One record of `list_connections` as a line; null where it is no object or names neither a line nor a place. Every field may be
 * missing, null or of another type; nothing that is not in the record comes out of it. `raw` is the record, secrets replaced.
 */
export function readLine(value: unknown, context: LineContext): ReadLine | null {
  if (!isObject(value)) return null
  const record = fieldsOf(value)
  const carrierFields = fieldsOf(record['carrier'])
  const product = fieldsOf(carrierFields['product'])
  const carrier = readCarrier(carrierFields, product)
  const address = readAddress(record['address'])
  const circuits: Circuit[] = []
  for (const circuit of list(record['circuits'])) if (isObject(circuit)) circuits.push(readCircuit(circuit))
  const placeless = address.postcode === null && address.street === null
  if (carrier.nid === null && placeless && !circuits.some(circuit => circuit.nid !== null)) return null

  const aggregatedTechnology = text(product['aggregateddatatechnology'])
  const supplier = text(record['supplier']) ?? text(product['supplier'])
  const endUser = readEndUserMark(record['enduser'])
  const tags = new Set(carrier.tags)
  for (const circuit of circuits) for (const tag of circuit.tags) tags.add(tag)
  const line: Line = {
    // Not lineIdOf: its schema check would cost a third of the reading.
    id: `${context.system}|${carrier.nid ?? derivedId(supplier, address, endUser, circuits)}` as LineId,
    system: context.system, accountId: context.accountId, nativeId: carrier.nid, address,
    medium: mediumOf({
      dataTechnology: carrier.dataTechnology, baseTechnology: carrier.baseTechnology, carrierType: carrier.carrierType,
      aggregatedTechnology, aggregatedType: text(product['aggregatedcarriertype']), productName: carrier.productName,
    }),
    technology: carrier.dataTechnology ?? aggregatedTechnology ?? carrier.baseTechnology, supplier,
    state: context.state ?? STATES.get(text(record['state'])?.toLowerCase() ?? '') ?? null, active: flag(record['active']),
    online: together(circuits), carrier, circuits, tags: [...tags],
    contacts: list(record['locationcontacts']).filter(isObject).map(readContact),
    sla: readSla(record['sla']), contract: readContract(record, carrierFields), transaction: readTransactionMark(record['transaction']),
    endUser, access: null, service: null, request: null, seenAt: context.seenAt,
  }
  return { line, raw: JSON.stringify(withoutSecrets(value)) }
}
