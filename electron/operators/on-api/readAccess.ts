import type { Access } from '../../../shared/model/access.ts'
import type { AccountId, SystemKey } from '../../../shared/model/common.ts'
import type { Address, Line, LineState, Medium } from '../../../shared/model/line.ts'
import { emptyCarrier } from '../emptyCarrier.ts'
import type { ReadLine } from '../operator.ts'
import { fieldsOf, isObject, text } from '../readValue.ts'
import type { Fields } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'
import { readServices } from './readService.ts'
import { readSubscriptions } from './readSubscription.ts'

/** Lists beside the accesses whose records belong to an access. */
export const SECTIONS = ['subscriptions', 'services'] as const
export type Section = (typeof SECTIONS)[number]

export type AccessContext = { readonly system: SystemKey; readonly accountId: AccountId; readonly seenAt: string }

/** The public specification has at most 36 characters; beyond this it is no id. */
const ACCESS_ID_LONGEST = 200
const APARTMENT_DIGITS = 4
const POSTCODE = /^(?:SE[- ]?)?(\d{3})\s?(\d{2})$/i

/** `accessState` (public ON-API 2.6, accesses): whether a line is there to work on. Other words are no state of ours. */
const STATES = new Map<string, { readonly state: LineState; readonly active: boolean }>([
  ['planned', { state: 'processing', active: false }], ['deploying', { state: 'processing', active: false }],
  ['homespassed', { state: 'processing', active: false }], ['inmigration', { state: 'processing', active: false }],
  ['connected', { state: 'active', active: true }], ['outmigration', { state: 'active', active: true }],
  ['disconnected', { state: 'terminated', active: false }], ['cancelled', { state: 'cancelled', active: false }],
])

/** Open networks are fibre to each home unless a word says otherwise; which of several it then is, the word says too. */
const MEDIA: readonly (readonly [RegExp, Medium])[] = [
  [/\bx?gs?-?pon\b|\bpon\b|gpon/i, 'pon'], [/\bcoax|docsis|kabel-?tv/i, 'coax'], [/\b[av]dsl|koppar|copper/i, 'copper'],
  [/\bfwa\b|radio|wireless/i, 'radio'], [/\bcat ?[5-7]|fastighetsn[aä]t|\blan\b/i, 'unknown'],
]

/** The id an access goes by; null where the record has none that could be one. */
export function accessIdIn(record: unknown): string | null {
  const id = text(fieldsOf(record)['accessid'])
  return id === null || id.length > ACCESS_ID_LONGEST ? null : id
}

/** Four digits (Lantmäteriet); as a JSON number it has lost the zero of a flat below ground. */
function apartmentNumber(value: unknown): string | null {
  const given = text(value)
  return typeof value === 'number' && given !== null && /^\d+$/.test(given) ? given.padStart(APARTMENT_DIGITS, '0') : given
}

/** Five digits as Swedes write them, `123 45`; anything else as given. */
function postcode(value: unknown): string | null {
  const given = text(value)
  const digits = given === null ? null : POSTCODE.exec(given)
  return digits === null ? given : `${digits[1]} ${digits[2]}`
}

function readAddress(record: Fields): Address {
  const country = text(record['countrycode'])
  return {
    street: text(record['streetname']), houseNumber: text(record['streetnumber']), houseNumberExtension: text(record['streetlittera']),
    unit: apartmentNumber(record['mduapartmentnumber']) ?? text(record['mdudistinguisher']),
    postcode: postcode(record['postalcode']), city: text(record['city']), municipality: null, province: null, latitude: null, longitude: null,
    country: country?.toUpperCase() ?? null,
  }
}

function mediumOf(record: Fields): Medium {
  const words = [record['technology'], record['accesstechnology'], record['accesstype'], record['population']].map(text)
    .filter(word => word !== null).join(' ')
  return MEDIA.find(([pattern]) => pattern.test(words))?.[1] ?? 'fibrePointToPoint'
}

/** One service level where all that name one name the same. */
function slaOf({ subscriptions }: Access): Line['sla'] {
  const names = new Set(subscriptions.flatMap(({ sla }) => (sla === null ? [] : [sla])))
  const [name] = names
  return names.size !== 1 || name === undefined ? null : { name, description: null, orderDate: null }
}

/**
 * An access (ON-API 2.6, `/accesses`) with its sections, as parsed, as a line; null where it is no object or has no id. A section
 * that is not there is looked for in the record itself, where versions before 2.6 had it. `raw` is the record, secrets replaced.
 */
export function readAccess(value: unknown, sections: Readonly<Record<string, unknown>>, context: AccessContext): ReadLine | null {
  const accessId = isObject(value) ? accessIdIn(value) : null
  if (accessId === null) return null
  const record = fieldsOf(value)
  const accessState = text(record['accessstate'])
  const known = STATES.get(accessState?.replaceAll(/[-_\s]/g, '').toLowerCase() ?? '')
  const access: Access = {
    accessId, legacyAccessId: text(record['legacyaccessid']), premisesType: text(record['premisestype']),
    apartmentNumber: apartmentNumber(record['mduapartmentnumber']), distinguisher: text(record['mdudistinguisher']),
    outlet: text(record['outlet']), population: text(record['population']), priceGroup: text(record['pricegroup']), accessState,
    nationalAddressUuid: text(record['nationaladdressuuid']),
    subscriptions: readSubscriptions(sections['subscriptions'] ?? record['subscriptions']),
    services: readServices(sections['services'] ?? record['services']),
  }
  const line: Line = {
    // Not lineIdOf: its schema check would cost a good part of the reading.
    id: `${context.system}|${accessId}` as Line['id'],
    system: context.system, accountId: context.accountId, nativeId: accessId, address: readAddress(record), medium: mediumOf(record),
    technology: text(record['technology']) ?? text(record['accesstechnology']), supplier: null, state: known?.state ?? null,
    active: known?.active ?? null, online: 'unknown', carrier: emptyCarrier, circuits: [], contacts: [], tags: [], sla: slaOf(access),
    contract: null, transaction: null, endUser: null, access, service: null, request: null, seenAt: context.seenAt,
  }
  return { line, raw: JSON.stringify(withoutSecrets(value)) }
}
