import type { NamedValue } from '../../../shared/model/access.ts'
import type { Address } from '../../../shared/model/address.ts'
import type { LineId } from '../../../shared/model/common.ts'
import type { InternetRequest } from '../../../shared/model/internetRequest.ts'
import type { Circuit, Line, LineState } from '../../../shared/model/line.ts'
import { emptyCarrier } from '../emptyCarrier.ts'
import { noAddress } from '../noAddress.ts'
import type { LinePageContext, ReadLine } from '../operator.ts'
import { readDate, readTime } from '../readTime.ts'
import { fieldsOf, flag, foldKey, isObject, text, texts, wholeNumber } from '../readValue.ts'
import type { Fields } from '../readValue.ts'
import { otherValues } from '../openValues.ts'
import { withoutSecrets } from '../secrets.ts'
import { nativeIdOf } from './nativeId.ts'
import type { Kind } from './nativeId.ts'
import { isId, readDanishAddress } from './readDanishAddress.ts'
import { readOffers } from './readOffers.ts'
import { installWindowOf, mediumOf, prefixOf, stateOf } from './readWords.ts'

/** Other forms of a record, parsed, by name: `condensed` of the list, `expanded` of an account asked for alone. */
export type RecordSections = Readonly<Record<string, unknown>>
export type RecordContext = Omit<LinePageContext, 'state'> & { readonly state?: LineState | null }

/** "offers expires 30 days after this date" (document, `answered`). */
const OFFER_HOLDS_MS = 30 * 24 * 3_600_000
/** Keys only the full form has (document, Internet request object if full=true; wiki, Internet Accounts Get). */
const FULL_KEYS = [
  'notes', 'installtime', 'installcallnumber', 'installcallname', 'ipaddresses', 'notify', 'answered', 'orderdate', 'net', 'commitment1',
]
/** What has a field of its own in the model. */
const READ: ReadonlySet<string> = new Set([
  'id', 'type', 'state', 'status', 'customer', 'customername', 'reseller', 'resellername', 'product', 'productname', 'name', 'reference', 'referenceid', 'notes',
  'address', 'addressname', 'address2', 'address2name', 'startdate', 'terminationdate', 'installcallnumber', 'installcallname', 'installtime', 'takeover',
  'takeovercircuit', 'takeovercustomer', 'ipaddresses', 'commitment1', 'commitment2', 'commitment3', 'offers', 'answered', 'created', 'createdby',
  'createdbyname', 'orderdate', 'orderedby', 'orderedbyname', 'notify', 'circuit', 'provider', 'providername', 'providerorderid', 'net', 'up', 'fiber',
])

/** A record's forms as one, by the system's own keys: what the first leaves out is taken from the next. */
function merged(forms: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const all: Record<string, unknown> = {}
  const known = new Set<string>()
  for (const form of forms) {
    for (const key in form) {
      const value = form[key]
      if (value === null || value === undefined || known.has(foldKey(key))) continue
      known.add(foldKey(key))
      all[key] = value
    }
  }
  return all
}

function idOf(value: unknown): string | null {
  return text(isObject(value) ? fieldsOf(value)['id'] : value)
}

function nameOf(fields: Fields, key: string): string | null {
  return text(fields[`${key}name`]) ?? text(fieldsOf(fields[key])['name'])
}

/** The address in whichever form has one: an object before a text, as it needs no parting; an id says nothing. */
function addressIn(forms: readonly unknown[], key: string): Address | null {
  const values = forms.map(fieldsOf).flatMap(fields => [fields[key], fields[`${key}name`]])
  for (const value of [...values.filter(isObject), ...values.filter(each => !isObject(each))]) {
    const address = readDanishAddress(value)
    if (address !== null) return address
  }
  return null
}

const utcOf = (value: unknown): string | null => {
  const time = readTime(value)
  if (time !== null) return time.utc
  const day = readDate(value)
  return day === null ? null : `${day}T00:00:00.000Z`
}
const dayOf = (value: unknown): string | null => readDate(value) ?? readTime(value)?.utc.slice(0, 10) ?? null

function takeoverOf(fields: Fields): InternetRequest['takeover'] {
  const takeover = { isTakeover: flag(fields['takeover']), circuit: text(fields['takeovercircuit']), customerNumber: text(fields['takeovercustomer']) }
  return takeover.isTakeover === null && takeover.circuit === null && takeover.customerNumber === null ? null : takeover
}

function providerOf(fields: Fields): InternetRequest['provider'] {
  const given = fieldsOf(fields['provider'])
  const provider = {
    name: text(given['name']) ?? text(fields['providername']) ?? text(fields['provider']), orderId: text(given['orderid']) ?? text(fields['providerorderid']),
  }
  return provider.name === null && provider.orderId === null ? null : provider
}

function notifyOf(value: unknown): string[] {
  if (!Array.isArray(value)) return texts(value)
  return value.map(each => (isObject(each) ? text(fieldsOf(each)['name']) ?? idOf(each) : text(each))).filter(each => each !== null)
}

const isFull = (form: unknown): boolean => {
  const fields = fieldsOf(form)
  return isObject(fields['address']) || FULL_KEYS.some(key => fields[key] !== undefined)
}

function requestOf(
  kind: Kind, id: string, forms: readonly unknown[], record: Readonly<Record<string, unknown>>, hasExpanded: boolean,
): InternetRequest {
  const fields = fieldsOf(record)
  const status = kind === 'account' ? text(fields['state']) ?? text(fields['status']) : null
  const answeredAt = utcOf(fields['answered'])
  const contact = { name: text(fields['installcallname']), phoneNumber: text(fields['installcallnumber']) }
  const by = kind === 'account' ? 'orderedby' : 'createdby'
  const others: NamedValue[] = otherValues(record, READ).filter(each => !isId(each.value))
  return {
    of: kind, id, type: text(fields['type']), status,
    customerId: idOf(fields['customer']), customerName: nameOf(fields, 'customer'),
    resellerId: idOf(fields['reseller']), resellerName: nameOf(fields, 'reseller'),
    productId: idOf(fields['product']), productName: nameOf(fields, 'product'), name: text(fields['name']),
    references: [...new Set([text(fields['reference']), text(fields['referenceid'])].filter(each => each !== null))],
    notes: text(fields['notes']), secondAddress: addressIn(forms, 'address2'),
    startDate: dayOf(fields['startdate']), terminationDate: dayOf(fields['terminationdate']),
    installContact: contact.name === null && contact.phoneNumber === null ? null : contact,
    installWindow: installWindowOf(fields['installtime']), takeover: takeoverOf(fields),
    ipAddressCount: wholeNumber(fields['ipaddresses']), commitmentYears: [1, 2, 3].filter(years => flag(fields[`commitment${years}`]) === true),
    ...readOffers(forms),
    answeredAt, offersExpireAt: answeredAt === null ? null : new Date(Date.parse(answeredAt) + OFFER_HOLDS_MS).toISOString(),
    createdAt: utcOf(fields['created']) ?? utcOf(fields['orderdate']), createdById: idOf(fields[by]), createdByName: nameOf(fields, by),
    notify: notifyOf(fields['notify']), circuit: text(fields['circuit']), provider: providerOf(fields),
    netSettings: otherValues(fields['net'], new Set()), others,
    hasFullForm: forms.some(isFull),
    details: kind === 'request' ? 'none' : hasExpanded ? 'here' : 'missing',
  }
}

function circuitsOf({ productId, productName, provider }: InternetRequest, fields: Fields, online: Line['online']): Circuit[] {
  const net = fieldsOf(fields['net'])
  const username = text(net['username']) ?? text(net['pppusername']) ?? text(fieldsOf(net['ppp'])['username'])
  const primaryIpv4 = text(net['ipaddress']) ?? text(net['ip'])
  const lan = text(net['lannet'])
  if (username === null && primaryIpv4 === null && lan === null) return []
  return [{
    nid: null, vlan: text(net['vlan']), qInQ: null, port: null, portSpeed: null, portDuplex: null,
    product: productName === null ? null
      : { id: productId, name: productName, supplier: provider?.name ?? null, quality: null, downloadKbps: null, uploadKbps: null },
    provisioning: {
      type: username === null ? 'static' : 'ppp', rawType: null, enabled: null, blocked: null, ipvpn: null, authentication: null, username,
      hasPassword: false, primaryIpv4, routedIpv4: lan === null ? [] : [`${lan}${prefixOf(text(net['lansubnet'])) ?? ''}`],
    },
    online, lastIpv4: null, lastUsername: null, tags: [],
  }]
}

/** Which kind a kept record is, and the record: `{ "request": … }` or `{ "account": … }`. */
function opened(value: unknown): { readonly kind: Kind; readonly record: Readonly<Record<string, unknown>> } | null {
  if (!isObject(value)) return null
  for (const kind of ['request', 'account'] as const) {
    const record = value[kind]
    if (isObject(record)) return { kind, record }
  }
  return null
}

/**
 * A request or an account as a line, from its record with the other forms of it (`RecordSections`): the full form lacks names that the
 * condensed one has, and the reverse. Null where it is none, or has no id. Every field may be missing, null or of another type.
 */
export function readRecord(value: unknown, context: RecordContext, sections: RecordSections = {}): ReadLine | null {
  const found = opened(value)
  const id = found === null ? null : idOf(found.record)
  if (found === null || id === null || id.length > 80) return null
  const { kind } = found
  const clean = withoutSecrets(found.record)
  const forms = [clean, sections['expanded'], sections['condensed']].filter(isObject)
  const whole = merged(forms)
  const fields = fieldsOf(whole)
  const request = requestOf(kind, id, forms, whole, isObject(sections['expanded']))
  const up = flag(fields['up'] ?? fieldsOf(fields['net'])['up'])
  const online = up === null ? 'unknown' : up ? 'online' : 'offline'
  const state = kind === 'request' ? 'processing' : stateOf(request.status) ?? context.state ?? null
  const { installContact, startDate, terminationDate } = request
  const nativeId = nativeIdOf(kind, id)
  const line: Line = {
    // Not lineIdOf: its schema check would cost a third of the reading.
    id: `${context.system}|${nativeId}` as LineId, system: context.system, accountId: context.accountId, nativeId,
    address: addressIn(forms, 'address') ?? noAddress, medium: mediumOf(request.type), technology: request.type,
    supplier: request.provider?.name ?? null, state, active: kind === 'request' ? null : state === 'active', online,
    carrier: { ...emptyCarrier, productName: request.productName, serviceIds: request.circuit === null ? [] : [request.circuit] },
    circuits: circuitsOf(request, fields, online),
    contacts: installContact === null ? [] : [{ uuid: null, email: null, primary: true, ...installContact }], tags: [], sla: null,
    contract: kind === 'request' || (startDate === null && terminationDate === null) ? null
      : { from: startDate, to: terminationDate, lastChange: null, durationMonths: null, endOfLifeDate: null, endOfLifeReason: null },
    transaction: null,
    endUser: request.customerId === null || request.customerName === null ? null
      : { uuid: `${context.system}|customers/${request.customerId}`, name: request.customerName },
    access: null, service: null, request, seenAt: context.seenAt,
  }
  return { line, raw: JSON.stringify({ [kind]: clean }) }
}

/** The record of an account asked for alone, as the section it is kept as. */
export function expandedSection(record: unknown): string {
  return JSON.stringify(withoutSecrets(record))
}

/** Whether a record has been given with its id, and which. */
export function recordId(value: unknown): string | null {
  if (!isObject(value)) return null
  for (const key in value) if (foldKey(key) === 'id') return text(value[key])
  return null
}
