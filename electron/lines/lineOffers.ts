import type { Address } from '../../shared/model/address.ts'
import type { Line } from '../../shared/model/line.ts'
import type { MatchField } from '../../shared/model/search.ts'

/** Takes one text a line can be found by; nothing, blanks and what was added already are left out. */
export type AddOffer = (field: MatchField, text: string | null | undefined) => void

/** `lgh 1203` for the registered number of a Swedish home (Lantmäteriet, four digits), else as given. */
function unitOf({ unit, country }: Pick<Address, 'unit' | 'country'>): string | null {
  const text = unit?.trim() ?? ''
  if (text === '') return null
  return country === 'SE' && /^\d{4}$/.test(text) ? `lgh ${text}` : text
}

/** `Storgatan 10 A`, without the home in it. */
export function houseOf({ address }: Pick<Line, 'address'>): string {
  const { street, houseNumber, houseNumberExtension } = address
  return [street, houseNumber, houseNumberExtension].filter(part => part !== null && part !== '').join(' ')
}

/** `Zuidpoolsingel 10 A`, `Storgatan 10 A, lgh 1203` */
export const streetOf = (line: Pick<Line, 'address'>): string =>
  [houseOf(line), unitOf(line.address)].filter(part => part !== null && part !== '').join(', ')

/** `2408 ZE` where it is Dutch, `123 45` where it has five digits, else as given. */
export function postcodeShown(postcode: string | null): string {
  const parted = /^\s*(\d{4})\s*([A-Za-z]{2})\s*$|^\s*(\d{3})\s*(\d{2})\s*$/.exec(postcode ?? '')
  return parted === null ? (postcode ?? '').trim() : `${parted[1] ?? parted[3] ?? ''} ${(parted[2] ?? parted[4] ?? '').toUpperCase()}`
}

/** `2408 ZE Alphen aan den Rijn` */
export const placeTextOf = (line: Pick<Line, 'address'>): string => `${postcodeShown(line.address.postcode)} ${line.address.city ?? ''}`.trim()

function ofAddress(line: Line, add: AddOffer): void {
  const { address, access } = line
  // Where many homes share a house, its whole address is a key: else the number of a home would be as good as that of a house.
  add(access === null && unitOf(address) === null ? 'address' : 'house', houseOf(line))
  add('unit', unitOf(address))
  add('postcode', postcodeShown(address.postcode))
  add('city', address.city)
  if (address.municipality !== address.city) add('city', address.municipality)
}

function ofCarrier({ nativeId, carrier, supplier }: Line, add: AddOffer): void {
  add('nid', nativeId)
  add('nid', carrier.nid)
  add('supplier', supplier)
  for (const id of carrier.serviceIds) add('serviceId', id)
  add('ontNumber', carrier.ontNumber)
}

function ofCircuits({ circuits }: Line, add: AddOffer): void {
  for (const circuit of circuits) {
    add('nid', circuit.nid)
    add('username', circuit.provisioning?.username)
    add('username', circuit.lastUsername)
    add('ip', circuit.lastIpv4)
    add('ip', circuit.provisioning?.primaryIpv4?.replace(/\/32$/, ''))
    for (const subnet of circuit.provisioning?.routedIpv4 ?? []) add('ip', subnet)
    for (const tag of circuit.tags) add('tag', tag)
  }
}

function ofPeople({ tags, carrier, endUser, contacts }: Line, add: AddOffer): void {
  for (const tag of [...tags, ...carrier.tags]) add('tag', tag)
  add('endUser', endUser?.name)
  for (const contact of contacts) {
    add('contact', contact.name)
    add('contact', contact.email)
  }
}

/** What an open access network says of an access and of what runs on it. */
function ofAccess({ access, address }: Line, add: AddOffer): void {
  if (access === null) return
  add('legacyId', access.legacyAccessId)
  add('unit', unitOf({ unit: access.apartmentNumber, country: address.country }))
  add('unit', access.distinguisher)
  add('outlet', access.outlet)
  for (const subscription of access.subscriptions) {
    add('subscription', subscription.subscriptionId)
    add('subscription', subscription.spSubscriptionId)
    add('reference', subscription.spReference)
    add('service', subscription.service)
    for (const { macAddress } of subscription.equipment) add('mac', macAddress)
    for (const ip of subscription.ipAddresses) add('ip', ip.replace(/\/(?:32|128)$/, ''))
    add('dhcp', subscription.option82)
    for (const { value } of subscription.dhcpIdentifiers) add('dhcp', value)
  }
}

/** What a reseller platform says of a service, as far as its sections are here. */
function ofService({ service }: Line, add: AddOffer): void {
  if (service === null) return
  add('service', service.label)
  add('service', service.serviceType?.name)
  add('reference', service.costCenter)
  add('reference', service.customer?.reference)
  add('reference', service.customer?.debtorNumber)
  for (const { number, description } of service.phoneNumbers) {
    add('phone', number)
    add('service', description)
  }
  add('phone', service.customer?.phoneNumber)
  for (const { icc, imsi, phoneNumber } of service.sims) {
    add('serviceId', icc)
    add('serviceId', imsi)
    add('phone', phoneNumber)
  }
  add('username', service.voip?.username)
  for (const ip of service.connection?.ipAddresses ?? []) add('ip', ip.replace(/\/(?:32|128)$/, ''))
}

/** Of a longer note the beginning is searched: it is shown with its match. */
const NOTE_MOST = 300

/** What TelecomX says of a request or a delivered line. */
function ofRequest({ request }: Line, add: AddOffer): void {
  if (request === null) return
  add('nid', request.id)
  const { secondAddress } = request
  if (secondAddress !== null) {
    add('house', streetOf({ address: secondAddress }))
    add('postcode', postcodeShown(secondAddress.postcode))
    add('city', secondAddress.city)
  }
  add('service', request.productName)
  add('service', request.name)
  for (const reference of request.references) {
    add('reference', reference)
    add('note', reference)
  }
  add('note', request.notes?.slice(0, NOTE_MOST))
  add('phone', request.installContact?.phoneNumber)
  add('serviceId', request.takeover?.circuit)
  add('reference', request.takeover?.customerNumber)
  add('reference', request.provider?.orderId)
  for (const { providerOfferId, providerName } of request.offers) {
    add('reference', providerOfferId)
    add('supplier', providerName)
  }
}

/** Everything that can be searched of a line, by what it is about; what another system knows of its lines is another entry. */
export const lineOffers: readonly ((line: Line, add: AddOffer) => void)[] = [ofAddress, ofCarrier, ofCircuits, ofPeople, ofAccess, ofService, ofRequest]
