import { day, utc } from '../clock.ts'
import { dhcpOf } from './dhcp.ts'
import { cpeOf } from './equipment.ts'
import { servicesOf, subscriptionsOf } from './subscriptions.ts'
import type { LabAccess } from './access.ts'
import type { DhcpOfAccess } from './dhcp.ts'
import type { LabService, LabSubscription } from './subscriptions.ts'

/**
 * How a system words things: as the vendor's document (Bitvis, ON-API 2.6.0) or as the public specification (on-api, 2.6.0). Real
 * systems follow either, and each in places.
 */
export type Dialect = 'document' | 'public'

/** An access as `/accesses/` gives it; `whole` is the single access, which in the public specification carries more. */
export function accessWire(access: LabAccess, dialect: Dialect, whole: boolean): { accessId: string } & Record<string, unknown> {
  const { accessId, legacyAccessId, address, population, priceGroup, state, uuid } = access
  const { street, number, littera, postcode, city, premises, apartment, distinguisher, outlet } = address
  const common = { accessId, ...(legacyAccessId === null ? {} : { legacyAccessId }), streetName: street, streetNumber: number }
  if (dialect === 'document') {
    return {
      ...common,
      ...(littera === '' ? {} : { streetLittera: littera }),
      postalCode: `${postcode.slice(0, 3)} ${postcode.slice(3)}`,
      city,
      countryCode: 'SE',
      premisesType: premises,
      ...(apartment === null ? {} : { mduApartmentNumber: apartment }),
      ...(distinguisher === null ? {} : { mduDistinguisher: distinguisher }),
      ...(outlet === null ? {} : { outlet }),
      population,
      priceGroup,
      accessState: state,
      nationalAddressUUID: uuid,
    }
  }
  return {
    ...common,
    streetLittera: littera,
    postalCode: postcode,
    city,
    countryCode: 'SE',
    premisesType: premises,
    ...(apartment === null ? {} : { mduApartmentNumber: Number(apartment) }),
    mduDistinguisher: distinguisher ?? '',
    outlet: outlet ?? '',
    population,
    priceGroup,
    accessState: state,
    coNetworkAgreement: 'NOT_REQUIRED',
    nationalAddressUUID: uuid,
    services: servicesOf(access).map((service) => serviceWire(service, whole)),
    ...(whole ? { subscriptions: allSubscriptions(access, dialect) } : {}),
    coFiberConverter: '',
    coCpeSwitch: `${cpeOf(access).vendor} ${cpeOf(access).model}`,
    coCpeRouter: '',
  }
}

/** The subscriptions of an access as `/subscriptions/` gives them. */
export function subscriptionsWire(access: LabAccess, dialect: Dialect): { accessId: string; subscriptions: unknown[] } {
  return { accessId: access.accessId, subscriptions: allSubscriptions(access, dialect) }
}

function allSubscriptions(access: LabAccess, dialect: Dialect): unknown[] {
  const subscriptions = subscriptionsOf(access)
  if (subscriptions.length === 0) return subscriptions
  const dhcp = dhcpOf(access)
  return subscriptions.map((each) => subscriptionWire(dhcp, each, dialect))
}

function subscriptionWire({ identifier, option82 }: DhcpOfAccess, subscription: LabSubscription, dialect: Dialect): Record<string, unknown> {
  const { subscriptionId, service, state, connectedMs, spReference, spSubscriptionId, fixedIps, sla, equipment } = subscription
  const common = {
    subscriptionId, service, operationalState: state,
    connectionDate: dialect === 'document' ? utc(connectedMs) : day(connectedMs),
    ...(dialect === 'document' ? {} : { disconnectionDate: '' }),
    spReference, spSubscriptionId,
    ...(option82 === null ? {} : { option82 }),
    ...(identifier === null ? {} : { dhcpIdentifier: identifier }),
  }
  const [first] = equipment
  if (dialect === 'document') {
    return {
      ...common,
      characteristics: { fixedIp: fixedIps.length > 0, ...(fixedIps.length > 0 ? { ipAddresses: fixedIps } : {}), ...(sla === null ? {} : { sla }) },
      ...(first === undefined ? {} : { equipment: first }),
    }
  }
  return {
    ...common,
    ...(fixedIps.length > 0 || sla !== null
      ? { characteristics: { ...(fixedIps.length > 0 ? { fixedIp: true, ipAddress: fixedIps } : {}), ...(sla === null ? {} : { SLA: sla }) } }
      : {}),
    equipment,
  }
}

/** The services of an access as `/services/` gives them; `whole` is the single access, with what may be ordered with each. */
export function servicesWire(access: LabAccess, whole: boolean): { accessId: string; services: unknown[] } {
  return { accessId: access.accessId, services: servicesOf(access).map((service) => serviceWire(service, whole)) }
}

function serviceWire({ service, sinceMs, endsMs, takenBy }: LabService, whole: boolean): Record<string, unknown> {
  return {
    service,
    connectionDateTime: utc(sinceMs),
    availableDateTime: takenBy === 'another' ? '' : utc(sinceMs),
    disconnectionDateTime: endsMs === null ? '' : utc(endsMs),
    forcedTakeoverPossible: takenBy === 'another',
    ...(takenBy === 'another' ? { comments: ['Tjänsten levereras idag av en annan tjänsteleverantör'] } : {}),
    ...(whole && service.startsWith('BB')
      ? { characteristics: { fixedIp: { required: false, values: [true, false] }, SLA: { required: false, values: ['SLA-1', 'SLA-2', 'SLA-3'] } } }
      : {}),
  }
}
