import type { Address } from '../../../shared/model/address.ts'
import type { LineId } from '../../../shared/model/common.ts'
import type { Carrier, Circuit, Line, LineState } from '../../../shared/model/line.ts'
import type { ResellerService, SectionState, ServiceSection } from '../../../shared/model/resellerService.ts'
import { noAddress } from '../noAddress.ts'
import type { LinePageContext, ReadLine } from '../operator.ts'
import { readDate } from '../readTime.ts'
import { fieldsOf, flag, isObject, list, text } from '../readValue.ts'
import type { Fields } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'
import { idOf, referenceOf } from './iri.ts'
import { otherValues, textOf, textsUnder } from '../openValues.ts'
import { readAddress } from './readAddress.ts'
import { endUserKey, readCustomerSection } from './readCustomer.ts'
import { readConnection, readKpnWba, readPhoneNumbers, readSims, readVoip } from './readDetails.ts'
import { mediumOfWords, technologyIn } from './serviceMedium.ts'

/** Fetched sections, parsed, by name; null: the system has nothing there. */
export type OrderSections = Readonly<Record<string, unknown>>
export type OrderContext = Omit<LinePageContext, 'state'> & { readonly state?: LineState | null }

/** First part of a reference's path, and which section it leads to (document, Order Details Overview). */
const SECTION_OF: Readonly<Record<string, ServiceSection>> = {
  'order-details-connections': 'connection', 'order-details-generics': 'generic', 'order-details-x2voips': 'voip',
  'order-details-x2mobiles': 'mobile', 'order-details-odido-mobile': 'mobile', 'order-details-youfones': 'mobile',
  'order-details-kpn-wba-by-order': 'kpnWba', 'order-details-tracked-objects': 'trackedObject', simcards: 'sim',
  locations: 'location',
}
const TELEPHONY = /voip|telefo|phone|\bsip\b|bellen|trunk|mobiel|mobile/i
const STATUS: readonly (readonly [RegExp, LineState])[] = [
  [/cancel|geannuleerd|rejected/i, 'cancelled'], [/terminat|opgezegd|be[eë]indigd|ended|inactive|disconnected/i, 'terminated'],
  [/process|pending|order|provision|new|nieuw|aanvraag|planned|requested/i, 'processing'],
  [/active|actief|live|in ?use|delivered/i, 'active'],
]

/** The state by the system's word, its `isActive`, and its dates on the day the record was seen; null where they do not say. */
function stateOf(status: string | null, isActive: boolean | null, start: string | null, end: string | null,
  seenAt: string): LineState | null {
  const worded = status === null ? undefined : STATUS.find(([words]) => words.test(status))
  if (worded !== undefined) return worded[1]
  const today = seenAt.slice(0, 10)
  const hasEnded = end !== null && end < today
  const begins = start !== null && start > today
  if (isActive === true) return 'active'
  if (hasEnded) return 'terminated'
  if (begins) return 'processing'
  if (isActive === false) return start === null ? 'processing' : null
  return start === null ? null : 'active'
}

type References = ResellerService['references']

/** IRIs of details anywhere in the record's own fields, and details that came embedded. */
function detailsIn(record: Readonly<Record<string, unknown>>,
  baseUrl: string): { references: References; embedded: Map<ServiceSection, unknown> } {
  const references: { section: ServiceSection; path: string }[] = []
  const embedded = new Map<ServiceSection, unknown>()
  for (const value of Object.values(record)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      const iri = isObject(each) ? each['@id'] : each
      const reference = typeof iri === 'string' && iri.includes('/') ? referenceOf(iri, baseUrl) : null
      const [head = '', id] = reference?.path.split('/') ?? []
      const section = SECTION_OF[head]
      if (reference === null || section === undefined || id === undefined) continue
      if (isObject(each) && Object.keys(each).some(key => !key.startsWith('@') && key !== 'id')) embedded.set(section, each)
      else if (!references.some(({ path }) => path === reference.path)) references.push({ section, path: reference.path })
    }
  }
  return { references, embedded }
}

function named(value: unknown): { id: string | null; name: string | null } | null {
  const id = idOf(value)
  const name = isObject(value) ? textOf(fieldsOf(value), 'name', 'label') : typeof value === 'string' && !value.includes('/')
    ? text(value) : null
  return id === null && name === null ? null : { id: name !== null && !isObject(value) ? null : id, name }
}

function uploadsIn(record: unknown): ResellerService['uploads'] {
  const found = new Map<string, string | null>()
  for (const value of Object.values(isObject(record) ? record : {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      const iri = isObject(each) ? each['@id'] : each
      const id = typeof iri === 'string' ? /\/uploads\/(\d{1,12})(?:\/download)?$/.exec(iri)?.[1] : undefined
      if (id !== undefined) found.set(id, isObject(each) ? textOf(fieldsOf(each), 'filename', 'originalname', 'name') : null)
    }
  }
  return [...found].map(([id, fileName]) => ({ id, fileName }))
}

function readService(record: Readonly<Record<string, unknown>>, fields: Fields, orderId: string, context: OrderContext,
  sections: OrderSections): ResellerService {
  const baseUrl = context.system.slice(context.system.indexOf(':') + 1)
  const { references: fromRecord, embedded } = detailsIn(record, baseUrl)
  const section = (name: ServiceSection): unknown => (sections[name] === undefined ? embedded.get(name) : sections[name])
  const serviceType = named(fields['servicetype'])
  const supplier = named(fields['supplier'])
  const label = textOf(fields, 'label', 'name')
  const description = textOf(fields, 'description')
  const words = `${serviceType?.name ?? ''} ${label ?? ''} ${description ?? ''}`
  const references = [...fromRecord]
  const has = (name: ServiceSection): boolean => references.some(each => each.section === name) || section(name) !== undefined
  const customerId = idOf(fields['customer']) ?? idOf(fields['customerid'])
  if (customerId !== null) references.unshift({ section: 'customer', path: `customers/${customerId}` })
  // The order names no KPN WBA details: they are found by its own id, where it can have any.
  if (!has('kpnWba') && (has('connection') || /\bkpn\b|\bwba\b/i.test(`${supplier?.name ?? ''} ${words}`))
    && !TELEPHONY.test(words)) {
    references.push({ section: 'kpnWba', path: `order-details-kpn-wba-by-order/${orderId}` })
  }
  if (has('voip') || has('mobile') || TELEPHONY.test(words)) references.push({ section: 'phoneNumbers', path: 'phonenumbers' })
  const mobile = section('mobile')
  for (const each of list(mobile)) {
    for (const reference of isObject(each) ? detailsIn(each, baseUrl).references : []) {
      if (reference.section === 'sim' && !references.some(({ path }) => path === reference.path)) references.push(reference)
    }
  }
  const states: SectionState[] = [...new Set([...references.map(each => each.section), ...embedded.keys()])].map(name => {
    const value = section(name)
    return { section: name, state: value === undefined ? 'missing' : value === null ? 'none' : 'here' }
  })
  const mobileSims = readSims([mobile, ...textlessObjects(mobile)])
  return {
    orderId, label, description, serviceType, supplier, customerId, customer: readCustomerSection(section('customer')),
    parentId: idOf(fields['parentid']) ?? idOf(fields['parent']),
    childIds: [...new Set((Array.isArray(fields['children']) ? fields['children'] : []).map(idOf).filter(id => id !== null))],
    status: textOf(fields, 'status', 'state', 'orderstatus'), isActive: flag(fields['isactive'] ?? fields['active']),
    dateStart: readDate(fields['datestart'] ?? fields['startdate']), dateEnd: readDate(fields['dateend'] ?? fields['enddate']),
    costCenter: textOf(fields, 'costcenter'), contractId: idOf(fields['contract']),
    connection: readConnection(section('connection')), kpnWba: readKpnWba(section('kpnWba')),
    generic: otherValues(section('generic'), new Set(['id', 'order', 'orderid'])),
    phoneNumbers: readPhoneNumbers([...list(section('phoneNumbers')), ...textsUnder(mobile, /^(?:phonenumber|msisdn)$/)]),
    sims: readSims([...list(section('sim')), ...mobileSims.map(sim => ({ icc: sim.icc, imsi: sim.imsi,
      phoneNumber: sim.phoneNumber, status: sim.state }))]),
    voip: readVoip(section('voip')), mobile: otherValues(mobile, new Set(['id', 'order', 'orderid'])),
    trackedObject: otherValues(section('trackedObject'), new Set(['id', 'order', 'orderid'])),
    uploads: uploadsIn(record), sections: states, references,
  }
}

/** Objects directly within a record: a SIM card that came embedded in mobile details. */
function textlessObjects(value: unknown): unknown[] {
  return isObject(value) ? Object.values(value).flatMap(each => (Array.isArray(each) ? each.filter(isObject) : isObject(each)
    ? [each] : [])) : []
}

function circuitOf(service: ResellerService): Circuit[] {
  const { connection } = service
  if (connection === null || (connection.username === null && connection.ipAddresses.length === 0
    && connection.vlan === null)) return []
  const [primaryIpv4 = null, ...routedIpv4] = connection.ipAddresses.filter(address => !address.includes(':'))
  return [{
    nid: null, vlan: connection.vlan, qInQ: null, port: null, portSpeed: null, portDuplex: null, product: null,
    provisioning: {
      type: connection.username === null ? 'unknown' : 'ppp', rawType: null, enabled: null, blocked: null, ipvpn: null,
      authentication: null,
      username: connection.username, hasPassword: false, primaryIpv4, routedIpv4,
    },
    online: 'unknown', lastIpv4: null, lastUsername: null, tags: [],
  }]
}

function carrierOf({ connection, kpnWba, label }: ResellerService, technology: string | null): Carrier {
  return {
    nid: null, productName: label, network: null, carrierType: null, baseTechnology: null, dataTechnology: technology,
    nlsType: null, copperPairs: null,
    downloadKbps: connection?.downloadKbps ?? null, uploadKbps: connection?.uploadKbps ?? null,
    serviceIds: [...new Set([...connection?.circuitIds ?? [], ...kpnWba?.circuitIds ?? []])],
    ontNumber: kpnWba?.ontNumber ?? null, israSpecs: null, ftuType: null, fibreTerminationPointId: null, distributionFrame: null,
    tags: [],
  }
}

/**
 * One order, which on this platform is a service in use, as a line (document, Orders vs Service Orders); null where it is no object or
 * has no id. Every field may be missing, null or of another type. `raw` is the record, secrets replaced.
 */
export function readOrder(value: unknown, context: OrderContext, sections: OrderSections = {}): ReadLine | null {
  if (!isObject(value)) return null
  const orderId = idOf(value)
  if (orderId === null || !/^\d{1,18}$/.test(orderId)) return null
  // Sections come from the cache, where they lie without their secrets; an order from the wire still has them.
  const clean = withoutSecrets(value)
  const record = isObject(clean) ? clean : value
  const fields = fieldsOf(record)
  const service = readService(record, fields, orderId, context, sections)
  const address: Address = readAddress(fields['location'] ?? fields['address'] ?? fields['installationaddress'])
    ?? readAddress(sections['location'])
    ?? service.customer?.visitAddress ?? noAddress
  const words = [service.label, service.description, service.serviceType?.name, service.kpnWba?.lineProfile,
    ...[...service.kpnWba?.others ?? [], ...service.connection?.others
      ?? []].filter(({ name }) => /techn|access|medium|carrier|profile|type/i.test(name)).map(each => each.value)]
    .filter(word => word !== null && word !== undefined).join(' ')
  const technology = technologyIn(words)
  const line: Line = {
    // Not lineIdOf: its schema check would cost a third of the reading.
    id: `${context.system}|${orderId}` as LineId, system: context.system, accountId: context.accountId, nativeId: orderId,
    address,
    medium: mediumOfWords(words), technology: technology ?? service.serviceType?.name ?? null, supplier: service.supplier?.name
      ?? null,
    state: stateOf(service.status, service.isActive, service.dateStart, service.dateEnd, context.seenAt),
    active: service.isActive, online: 'unknown',
    carrier: carrierOf(service, technology), circuits: circuitOf(service), contacts: [], tags: [], sla: null,
    contract: service.dateStart === null && service.dateEnd === null ? null
      : { from: service.dateStart, to: service.dateEnd, lastChange: null, durationMonths: null, endOfLifeDate: null,
        endOfLifeReason: null },
    transaction: null,
    endUser: service.customerId === null ? null : { uuid: endUserKey(context.system, service.customerId),
      name: service.customer?.name ?? named(fields['customer'])?.name ?? null },
    access: null, service, request: null, seenAt: context.seenAt,
  }
  return { line, raw: JSON.stringify(record) }
}
