import { jsonReply } from '../labSystem.ts'
import { controlReseller } from './control.ts'
import { itemOf } from './items.ts'
import { FIRST_CUSTOMER, ROOT, ResellerNetwork } from './network.ts'
import { Rates } from './rates.ts'
import { routeOf } from './routes.ts'
import { RESELLER_USERS, ResellerGate } from './users.ts'
import {
  FILE, cased, customerWire, israWire, kpnProductsWire, orderWire, phoneNumbersWire, serviceTypesWire, suppliersWire,
} from './wire.ts'
import { ResellerWork } from './work.ts'
import type { LabContext, LabReply, LabRequest, LabSystem, LabTwist } from '../labSystem.ts'
import type { LabRoute } from './routes.ts'
import type { LabCallLog, LabServiceOrder } from './work.ts'
import type { Casing } from './wire.ts'
import type { ResellerLimits } from './rates.ts'
import type { ResellerUser } from './users.ts'

export type ResellerSettings = {
  casing: Casing
  /** `hydra:member`, as the document has it, or `member`, as newer servers of the same kind write it. */
  vocabulary: 'prefixed' | 'bare'
  /** How IRIs are written: as the document has them, below the base's own path, or as whole addresses. */
  iris: 'document' | 'prefixed' | 'absolute'
  /**
   * What happens to the list of orders after each page that was read: the first order of the page goes, one comes before all,
   * or both.
   */
  shift: 'none' | 'remove' | 'insert' | 'both'
  /** Whether rate limit headers say when a window opens again. */
  rateResets: boolean
  /** Whether `hydra:next` leads to another server: a trap for credentials. */
  nextElsewhere: boolean
}
export const STANDARD_RESELLER: ResellerSettings = {
  casing: 'camelCase', vocabulary: 'prefixed', iris: 'document', shift: 'none', rateResets: true, nextElsewhere: false,
}
export type ResellerOptions = Partial<ResellerSettings> & {
  /** 30 to 1,000,000; 300 unless told. */
  orders?: number
  limits?: ResellerLimits
  users?: readonly ResellerUser[]
}

const STANDARD = { orders: 300, limits: { perHour: 5000, perDay: 50_000 } }
const PER_PAGE = { standard: 50, most: 500 }
const LD = { 'content-type': 'application/ld+json; charset=utf-8' }
const TITLES: Readonly<Record<number, string>> = {
  401: 'JWT Token not found', 403: 'Access Denied.', 404: 'Not Found', 429: 'Too Many Requests', 500: 'Internal Server Error',
}

/** The reseller platform (document of April 2026): REST with JSON-LD and Hydra. */
export class Reseller implements LabSystem {
  readonly base = '/reseller/api'
  readonly network: ResellerNetwork
  readonly work: ResellerWork
  readonly gate: ResellerGate
  readonly rates: Rates
  settings: ResellerSettings
  readonly #context: LabContext

  constructor(context: LabContext, { orders = STANDARD.orders, limits = STANDARD.limits, users = RESELLER_USERS,
    ...settings }: ResellerOptions) {
    this.#context = context
    this.settings = { ...STANDARD_RESELLER, ...settings }
    this.network = new ResellerNetwork(context.seed, orders)
    this.work = new ResellerWork(this.network, context.now)
    this.gate = new ResellerGate(users, context.now)
    this.rates = new Rates(limits, context.now)
  }

  get baseUrl(): string {
    return this.#context.origin() + this.base
  }

  /** As an account is entered. */
  get users(): { username: string; password: string; clientId: string }[] {
    return this.gate.users.map(({ email, password, clientId }) => ({ username: email, password, clientId }))
  }

  callOf({ method, path }: LabRequest): string {
    return routeOf(method, path)?.call ?? `${method} ${this.base}${path}`
  }

  userOf({ headers }: LabRequest): string | null {
    return this.gate.userOf(headers)?.email ?? null
  }

  paramsOf({ query, body, headers }: LabRequest): unknown {
    const type = headers['content-type']
    return { ...Object.fromEntries(query), ...(body === '' ? {} : { body: this.#json(body) }),
      ...(type === undefined ? {} : { contentType: type }) }
  }

  answer(request: LabRequest, twist: LabTwist): LabReply {
    const route = routeOf(request.method, request.path)
    if (route?.name === 'logIn') return this.#logIn(request)
    const user = this.gate.userOf(request.headers)
    if (user === null) return this.failure(401)
    if (!user.whitelisted) return this.#problem(403, 'Your IP address is not on the whitelist.')
    const { allowed, headers } = this.rates.take(this.settings.rateResets)
    const reply = !allowed ? this.failure(429) : route === null || user.refused.includes(route.head)
      ? this.failure(route === null ? 404 : 403) : this.#served(route, request, twist)
    return { ...reply, headers: { ...reply.headers, ...headers } }
  }

  failure(status: number): LabReply {
    return this.#problem(status, TITLES[status] ?? 'An error occurred')
  }

  refusal(_request: LabRequest, code: number | string, message: string): LabReply {
    return this.#problem(typeof code === 'number' ? code : 400, message)
  }

  control(route: string, body: string): LabReply | null {
    return controlReseller(this, route, body)
  }

  expireTokens(): void {
    this.gate.expireTokens()
  }

  #problem(status: number, detail: string): LabReply {
    return jsonReply(status, { type: 'https://tools.ietf.org/html/rfc2616#section-10', title: 'An error occurred', detail,
      status }, { 'content-type': 'application/problem+json' })
  }

  #json(body: string): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(body)
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
    } catch {
      return {}
    }
  }

  #logIn(request: LabRequest): LabReply {
    if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return this.#problem(415,
      'Unsupported media type')
    const user = this.gate.logIn(this.#json(request.body))
    if (user === null) return jsonReply(401, { code: 401, message: 'Invalid credentials.' })
    if (!user.whitelisted) return this.#problem(403, 'Your IP address is not on the whitelist.')
    if (!user.mayLogIn) return this.#problem(403, 'User is not allowed to login to the API.')
    return jsonReply(200, { token: this.gate.token(user) })
  }

  #reply(value: unknown, twist: LabTwist): LabReply {
    const ready = this.#withIris(cased(value, this.settings.casing))
    return jsonReply(200, ready, LD, twist)
  }

  /** IRIs in the form of the settings. */
  #withIris(value: unknown): unknown {
    const front = this.settings.iris === 'document' ? '' : this.settings.iris === 'prefixed' ? this.base : this.baseUrl
    if (front === '') return value
    const walk = (each: unknown): unknown => {
      if (typeof each === 'string') return /^\/[a-z][\w-]*(?:\/|\?|$)/.test(each) ? front + each : each
      if (Array.isArray(each)) return each.map(walk)
      if (typeof each !== 'object' || each === null) return each
      return Object.fromEntries(Object.entries(each).map(([key, held]) => [key, walk(held)]))
    }
    return walk(value)
  }

  #collection(count: number, row: (at: number) => unknown, { call, path }: LabRoute, request: LabRequest,
    twist: LabTwist): LabReply {
    const asked = Number(request.query.get('itemsPerPage') ?? PER_PAGE.standard)
    const perPage = Math.min(Number.isInteger(asked) && asked > 0 ? asked : PER_PAGE.standard, PER_PAGE.most)
    const page = Number(request.query.get('page') ?? 1)
    if (!Number.isInteger(page) || page < 1) return this.#problem(400, 'Page should not be less than 1')
    const from = Math.min((page - 1) * perPage, count)
    const to = Math.min(from + perPage, count)
    const iri = (nth: number): string => {
      const query = new URLSearchParams(request.query)
      query.set('page', String(nth))
      return `${path}?${query.toString()}`
    }
    const last = Math.max(1, Math.ceil(count / perPage))
    const prefix = this.settings.vocabulary === 'prefixed' ? 'hydra:' : ''
    const next = this.settings.nextElsewhere ? `https://elsewhere.example${iri(page + 1)}` : iri(page + 1)
    return this.#reply({
      '@context': `/contexts/${call}`, '@id': path, '@type': `${prefix}Collection`, [`${prefix}totalItems`]: count,
      [`${prefix}member`]: Array.from({ length: to - from }, (_, i) => row(from + i)),
      ...(last > 1 ? {
        [`${prefix}view`]: {
          '@id': iri(page), '@type': `${prefix}PartialCollectionView`, [`${prefix}first`]: iri(1), [`${prefix}last`]: iri(last),
          ...(page < last ? { [`${prefix}next`]: next } : {}),
        },
      } : {}),
    }, twist)
  }

  #list(rows: readonly unknown[], route: LabRoute, request: LabRequest, twist: LabTwist): LabReply {
    return this.#collection(rows.length, (at) => rows[at], route, request, twist)
  }

  #served(route: LabRoute, request: LabRequest, twist: LabTwist): LabReply {
    const { query } = request
    switch (route.name) {
      case 'customers':
        return this.#customers(route, request, twist)
      case 'orders':
        return this.#orders(route, request, twist)
      case 'serviceTypes':
        return this.#list(serviceTypesWire, route, request, twist)
      case 'suppliers':
        return this.#list(suppliersWire, route, request, twist)
      case 'phoneNumbers': {
        const index = this.network.indexOf(Number(query.get('orderId')))
        return this.#list(index === null ? [] : phoneNumbersWire(this.network.service(index)), route, request, twist)
      }
      case 'search':
        return this.#search(query.get('query') ?? '', query.get('entity'), twist)
      case 'serviceOrders':
        return this.#list(this.work.serviceOrdersOf(Number(query.get('customer.id'))).map((order) => this.serviceOrderWire(order)), route, request, twist)
      case 'serviceOrderTasks': {
        const id = Number(/\/service-orders\/(\d+)$/.exec(query.get('serviceOrder') ?? '')?.[1])
        const order = this.work.serviceOrder(id)
        const task = (nth: number, name: string, status: string): Record<string, unknown> => ({
          '@id': `/service-order-tasks/${id * 10 + nth}`, '@type': 'ServiceOrderTask', id: id * 10 + nth, name, status,
            serviceOrder: `/service-orders/${id}`, plannedDate: '2026-11-28',
        })
        return this.#list(order === null ? [] : [task(0, 'Lijn aanvragen', 'completed'),
          task(1, 'Monteur plannen', order.status)], route, request, twist)
      }
      case 'callLogs': {
        if (query.get('customer_id') === null) return this.#problem(400, 'customer_id: This value should not be blank.')
        return this.#list(this.work.callLogs(Number(query.get('customer_id'))).map(callLogWire), route, request, twist)
      }
      case 'addCallLog':
        return this.#addCallLog(request, twist)
      case 'cancelServiceOrder':
        return this.#cancel(Number(route.id), twist)
      case 'isra': {
        const [zipcode = '', housenumber = ''] = route.parts
        if (!/^\d{4}[A-Z]{2}$/.test(zipcode)) return this.#problem(400, 'zipcode: This value is not valid.')
        return housenumber === '99999' ? this.failure(404) : this.#reply(israWire(zipcode, housenumber,
          query.get('housenumberExtension')), twist)
      }
      case 'kpnProducts': {
        const [, housenumber = '', customer = ''] = route.parts
        return this.network.customer(Number(customer)) === null ? this.failure(403)
          : this.#reply(kpnProductsWire(housenumber), twist)
      }
      case 'upload':
        return Number(route.id) < 1000
          ? { status: 200, headers: { 'content-type': 'application/pdf',
            'content-disposition': `attachment; filename="werkbon-${route.id}.pdf"` }, body: FILE } : this.failure(404)
      default: {
        const item = itemOf(this, route)
        return item === null ? this.failure(404) : this.#reply(item, twist)
      }
    }
  }

  #customers(route: LabRoute, request: LabRequest, twist: LabTwist): LabReply {
    const { query } = request
    const phone = query.get('phonenumberAnywhere')
    const row = (at: number): unknown => customerWire(this.network.customer(at === 0 ? ROOT : FIRST_CUSTOMER + at - 1) ?? raise())
    if (phone !== null) return this.#list(this.#customersWithPhone(phone), route, request, twist)
    const tree = query.get('inTreeOfCustomerId')
    const parent = query.get('parentId')
    if ((tree === null || Number(tree) === ROOT) && parent === null
      && query.get('name') === null) return this.#collection(this.network.customers + 1, row, route, request, twist)
    const name = query.get('name')?.toLowerCase()
    const all = Array.from({ length: this.network.customers }, (_, i) => this.network.customer(FIRST_CUSTOMER + i) ?? raise())
    const found = all.filter((each) => (tree === null || each.id === Number(tree) || each.parentId === Number(tree))
      && (parent === null || each.parentId === Number(parent)) && (name === undefined || each.name.toLowerCase().includes(name)))
    return this.#list(found.map(customerWire), route, request, twist)
  }

  #customersWithPhone(phone: string): unknown[] {
    const digits = phone.replaceAll(/\D/g, '')
    const index = /^06\d{8}$/.test(digits) ? Number(digits.slice(2)) - 10_000_000 : /^085\d{7}$/.test(digits)
      ? Math.floor((Number(digits.slice(3)) - 1_000_000) / 2) : -1
    const there = index >= 0 && this.network.indexOf(this.network.idOf(index)) !== null
    const customer = there ? this.network.customer(this.network.service(index).customerId) : null
    return customer === null ? [] : [customerWire(customer)]
  }

  #orders(route: LabRoute, request: LabRequest, twist: LabTwist): LabReply {
    const { query } = request
    const live = this.network.live()
    const wire = (index: number): unknown => orderWire(this.network.service(index))
    const customer = query.get('customer.id') ?? query.get('inTreeOfCustomerId')
    if (customer === null || Number(customer) === ROOT) {
      const reply = this.#collection(live.length, (at) => wire(live[at] ?? 0), route, request, twist)
      this.#shift(request)
      return reply
    }
    const withTree = query.get('includeTree') === '1' || query.get('inTreeOfCustomerId') !== null
    const rows = [...live].filter((index) => {
      const { customerId } = this.network.service(index)
      return customerId === Number(customer) || (withTree && this.network.customer(customerId)?.parentId === Number(customer))
    })
    return this.#list(rows.map(wire), route, request, twist)
  }

  /** The list changes behind the reader's back, once for each page. */
  #shift({ query }: LabRequest): void {
    const { shift } = this.settings
    if (shift === 'none') return
    const perPage = Number(query.get('itemsPerPage') ?? PER_PAGE.standard)
    const first = this.network.live()[(Number(query.get('page') ?? 1) - 1) * perPage]
    if (shift !== 'insert' && first !== undefined) this.network.remove(this.network.idOf(first))
    if (shift !== 'remove') this.network.add('front')
  }

  #search(text: string, entity: string | null, twist: LabTwist): LabReply {
    const words = text.trim().toLowerCase()
    if (words === '') return this.#problem(400, 'query: This value should not be blank.')
    const results: unknown[] = []
    for (let i = 0; i < Math.min(this.network.customers, 2000) && results.length < 20; i++) {
      const customer = this.network.customer(FIRST_CUSTOMER + i)
      if (entity !== 'order' && customer?.name.toLowerCase().includes(words) === true) results.push({ id: customer.id,
        entity: 'customer', customerName: customer.name, keyword: customer.name, esScore: 4.2 })
    }
    for (const index of this.network.live().slice(0, 2000)) {
      if (results.length >= 40 || entity === 'customer') break
      const service = this.network.service(index)
      const keyword = [String(service.id), service.circuitId ?? '',
        `sip${service.id}`].find((each) => each.toLowerCase() === words)
      if (keyword !== undefined) results.push({ id: service.id, entity: 'order',
        customerName: this.network.customer(service.customerId)?.name ?? null, keyword, esScore: 9.1 })
    }
    return this.#reply(results, twist)
  }

  serviceOrderWire({ id, customerId, orderId, type, status, createdAt }: LabServiceOrder): Record<string, unknown> {
    return {
      '@id': `/service-orders/${id}`, '@type': 'ServiceOrder', id, customer: `/customers/${customerId}`,
        order: `/orders/${orderId}`, serviceOrderType: type, status, createdAt,
      wishDate: '2026-12-01', reference: `SO-${id}`, serviceOrderProducts: [`/service-order-products/${id * 10}`],
        uploads: id % 2 === 0 ? [{ '@id': `/uploads/${id % 1000}`, fileName: 'werkbon.pdf' }] : [],
    }
  }

  #addCallLog(request: LabRequest, twist: LabTwist): LabReply {
    const body = this.#json(request.body)
    const customerId = body['customer_id']
    const subject = body['subject']
    if (typeof customerId !== 'number' || typeof subject !== 'string' || subject === '') return this.#problem(400,
      'subject: This value should not be blank.')
    if (this.network.customer(customerId) === null) return this.failure(403)
    const text = (key: string): string => (typeof body[key] === 'string' ? body[key] : '')
    const log = { customerId, subject, information: text('additional_information'), caller: text('caller_name') }
    const { commitMs, sightMs } = twist.writing
    let added: LabCallLog | null = null
    this.#context.later.after(commitMs, () => { added = this.work.addCallLog(log, sightMs) })
    const shown = added ?? { ...log, id: 0, createdAt: '', seenFromMs: 0 }
    return { ...jsonReply(201, callLogWire(shown), LD, twist) }
  }

  #cancel(id: number, twist: LabTwist): LabReply {
    const order = this.work.serviceOrder(id)
    if (order === null) return this.failure(404)
    if (/completed|cancelled/.test(order.status)) return this.#problem(400, 'Service order can no longer be cancelled.')
    this.#context.later.after(twist.writing.commitMs, () => { this.work.cancel(id) })
    return this.#reply(this.serviceOrderWire(this.work.serviceOrder(id) ?? order), twist)
  }
}

function raise(): never {
  throw new RangeError('no such customer')
}

/** Call logs are written in snake_case whatever the rest does (document, Call Logs). */
function callLogWire({ id, customerId, subject, information, caller, createdAt }: LabCallLog): Record<string, unknown> {
  return { '@id': `/call-logs/${id}`, '@type': 'CallLog', id, customer_id: customerId, subject,
    additional_information: information, caller_name: caller, created_at: createdAt }
}
