import type { Subscription } from '../../../shared/model/access.ts'
import { fieldsOf, flag, isObject, list, text, texts } from '../readValue.ts'
import { readNamed } from './readNamed.ts'

const STATES = new Map<string, NonNullable<Subscription['state']>>([
  // The two words of the specification.
  ['activated', 'active'], ['suspended', 'suspended'],
  // What operators say beside it.
  ['active', 'active'], ['paused', 'suspended'], ['blocked', 'suspended'],
  ['deactivated', 'ended'], ['terminated', 'ended'], ['cancelled', 'ended'], ['canceled', 'ended'], ['disconnected', 'ended'], ['ended', 'ended'],
  ['planned', 'planned'], ['ordered', 'planned'], ['pending', 'planned'], ['reserved', 'planned'],
])
/** Characteristics that have fields of their own; both spellings of the addresses are in use. */
const OWN_FIELDS = new Set(['fixedip', 'ipaddresses', 'ipaddress', 'sla'])

/** What a subscription's word for its state means; null where it has none. */
export function subscriptionState(word: string | null): Subscription['state'] {
  return word === null ? null : STATES.get(word.toLowerCase()) ?? 'other'
}

/** A subscription (ON-API 2.6, `/subscriptions`). Nothing in it is sure to be there; nothing that is not there comes out. */
export function readSubscription(value: unknown): Subscription {
  const fields = fieldsOf(value)
  const characteristics = fieldsOf(fields['characteristics'])
  const operationalState = text(fields['operationalstate'])
  return {
    subscriptionId: text(fields['subscriptionid']), service: text(fields['service']), operationalState,
    state: subscriptionState(operationalState),
    connectionDate: text(fields['connectiondate']), disconnectionDate: text(fields['disconnectiondate']),
    spReference: text(fields['spreference']), spSubscriptionId: text(fields['spsubscriptionid']), option82: text(fields['option82']),
    dhcpIdentifiers: readNamed(fields['dhcpidentifier'] ?? fields['dhcpidentifiers'], 'dhcpIdentifier'),
    fixedIp: flag(characteristics['fixedip']),
    ipAddresses: [...new Set([...texts(characteristics['ipaddresses']), ...texts(characteristics['ipaddress'])])],
    sla: text(characteristics['sla']), characteristics: readNamed(fields['characteristics'], 'characteristics', OWN_FIELDS),
    note: text(fields['note']),
    equipment: list(fields['equipment']).filter(isObject).map(each => {
      const device = fieldsOf(each)
      return { vendorId: text(device['vendorid']), macAddress: text(device['macaddress']) }
    }).filter(({ vendorId, macAddress }) => vendorId !== null || macAddress !== null),
  }
}

/** Subscriptions of an access: of `{ accessId, subscriptions }`, of a bare list, or of a record that is one itself. */
export function readSubscriptions(section: unknown): Subscription[] {
  const inside = fieldsOf(section)['subscriptions']
  const held = inside ?? (Array.isArray(section) || 'subscriptionid' in fieldsOf(section) ? section : [])
  return list(held).filter(isObject).map(readSubscription)
}
