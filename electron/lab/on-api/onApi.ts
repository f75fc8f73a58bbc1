import { DAY_MS, HOUR_MS } from '../clock.ts'
import { jsonReply } from '../labSystem.ts'
import { controlOnApi } from './control.ts'
import { matchesDhcp } from './dhcp.ts'
import { Events } from './events.ts'
import { versionedReply } from './lists.ts'
import { liveOf } from './live.ts'
import { ACCESSES, Network } from './network.ts'
import { Orders, orderWire } from './orders.ts'
import { routeOf } from './routes.ts'
import { STANDARD_SETTINGS, endpointsWire } from './settings.ts'
import { showcaseAccess } from './showcase.ts'
import { Tickets, listedWire, readPatch, readTicket, ticketWire } from './tickets.ts'
import { ON_API_USERS, userOfBasic } from './users.ts'
import { accessWire, servicesWire, subscriptionsWire } from './wire.ts'
import { TECH_PARTS, techWire } from './wireLive.ts'
import type { LabContext, LabReply, LabRequest, LabSystem, LabTwist } from '../labSystem.ts'
import type { LabAccess } from './access.ts'
import type { DhcpLookup } from './dhcp.ts'
import type { LabEvent } from './events.ts'
import type { Forced, Live } from './live.ts'
import type { Versioned } from './network.ts'
import type { LabOrder } from './orders.ts'
import type { Route } from './routes.ts'
import type { OnApiSettings } from './settings.ts'
import type { LabTicket } from './tickets.ts'
import type { OnApiUser } from './users.ts'

export type OnApiOptions = Partial<OnApiSettings> & {
  /** 43 to 1,000,000; 300 unless told. */
  accesses?: number
  users?: readonly OnApiUser[]
}

/** Singular names of objects, as the public specification's example events have them. */
const SINGULAR: Readonly<Record<string, string>> = { accesses: 'access', orders: 'order', subscriptions: 'subscription', tickets: 'ticket' }
const DHCP_FIELDS = ['ipv4CircuitId', 'ipv4RemoteId', 'ipv6InterfaceId', 'ipv6RemoteId', 'ipv4option82'] as const
const CAUSES: Readonly<Record<number, string>> = { 401: 'Invalid credentials', 429: 'Too many requests' }

/** An open access network that speaks ON-API 2.6, in the document's dialect or the public specification's. */
export class OnApi implements LabSystem {
  readonly base = '/open/net/onapi/2.6'
  readonly network: Network
  readonly tickets: Tickets
  readonly events: Events
  readonly orders: Orders
  readonly users: readonly OnApiUser[]
  settings: OnApiSettings
  /** What tests changed at the devices of an access, and switches that are down or up by order. */
  readonly forced = new Map<string, Forced>()
  readonly switches = new Map<number, { up: boolean; atMs: number }>()
  readonly orderEvents: { event: string; order: LabOrder }[] = []
  readonly context: LabContext

  constructor(context: LabContext, { accesses = ACCESSES.standard, users = ON_API_USERS, ...settings }: OnApiOptions) {
    this.context = context
    this.users = users
    this.settings = { ...STANDARD_SETTINGS, ...settings }
    this.events = new Events(context.now)
    this.network = new Network(context.seed, accesses, context.now, (event) => this.events.add(event))
    this.orders = new Orders(this.network)
    this.tickets = new Tickets(context.now, seededTickets(context.now()))
    for (const order of this.orders.select(null, null).slice(0, 50)) this.noteOrder(order)
  }

  get baseUrl(): string {
    return this.context.origin() + this.base
  }

  callOf({ method, path }: LabRequest): string {
    return routeOf(method, path, false)?.call ?? `${method} ${this.base}${path}`
  }

  userOf({ headers }: LabRequest): string | null {
    return userOfBasic(this.users, headers['authorization'])?.username ?? null
  }

  paramsOf({ query, headers, body }: LabRequest): unknown {
    const since = headers['if-modified-since']
    return {
      ...Object.fromEntries(query),
      ...(since === undefined ? {} : { ifModifiedSince: since }),
      ...(body === '' ? {} : { body: parsed(body) }),
    }
  }

  answer(request: LabRequest, twist: LabTwist): LabReply {
    const user = userOfBasic(this.users, request.headers['authorization'])
    if (!user) return this.failure(401)
    const route = routeOf(request.method, request.path, this.settings.slashes === 'demanded')
    if (!route) {
      const known = routeOf(request.method, request.path, false) !== null
      return refused(known ? 404 : 501, known ? 'Not found' : 'Unknown endpoint')
    }
    const { endpoint } = route
    if (endpoint === null) return jsonReply(200, endpointsWire(this.settings, this.base, this.context.origin()), {}, twist)
    const offer = this.settings.offers[endpoint]
    if (offer === 'withdrawn' || offer === 'listedOnly') return refused(501, 'Not implemented')
    const writes = request.method !== 'GET'
    const part = TECH_PARTS.find((each) => each === endpoint)
    if ((endpoint === 'tickets' && (!user.tickets || (writes && !user.writes))) || (part && !user.technical)) {
      return refused(403, 'Not allowed with current credentials')
    }
    if (part) {
      const access = this.network.byId(route.id)
      const wire = access && techWire(part, access, this.live(access), this.settings.dialect, this.context.now())
      const isEmpty = Array.isArray(wire) && wire.length === 0 && this.settings.emptyTables === 'notFound'
      return wire === null || isEmpty ? refused(404, 'Nothing found') : jsonReply(200, wire, {}, twist)
    }
    switch (endpoint) {
      case 'accesses':
      case 'subscriptions':
      case 'services':
        return this.#records(endpoint, route, request, twist)
      case 'dhcplookup':
        return this.#lookUp(request, twist)
      case 'option82':
        return this.#find({ ipv4option82: route.id }, twist)
      case 'orders':
        return this.#orderReply(route, request, twist)
      case 'orderevents': {
        const at = this.orderEvents.findIndex(({ event }) => event === request.query.get('since'))
        const rows = this.orderEvents.slice(at + 1).map(({ event, order }) => {
          const { path, accessId, service, operation, state, message } = orderWire(order, this.base, this.settings.dialect)
          return { event, order: { path, accessId, service, operation, state, message } }
        })
        return jsonReply(200, rows, {}, twist)
      }
      case 'events':
        return versionedReply(
          {
            all: () => this.events.since(null).map((event) => this.#eventWire(event)),
            since: (ms) => this.events.since(ms).map((event) => this.#eventWire(event)),
          },
          request.headers['if-modified-since'], this.settings, this.context.now(), twist,
        )
      default:
        return this.#ticketReply(route, request, twist)
    }
  }

  failure(status: number): LabReply {
    const reply = refused(status, CAUSES[status] ?? 'An unknown error has occurred. Error number 12345')
    return status === 401 ? { ...reply, headers: { ...reply.headers, 'www-authenticate': 'Basic realm="ON-API"' } } : reply
  }

  /** `code` is the HTTP status. */
  refusal(_request: LabRequest, code: number | string, message: string): LabReply {
    return refused(typeof code === 'number' && code >= 400 && code < 600 ? code : 400, message)
  }

  control(route: string, body: string, query: URLSearchParams): LabReply | null {
    return controlOnApi(this, route, body, query)
  }

  /** There are no tokens: every call carries the password. */
  expireTokens(): void {}

  /** What the devices of an access say now. */
  live(access: LabAccess): Live {
    const forced = this.forced.get(access.accessId) ?? null
    const turned = this.switches.get(access.switchIndex)
    const all = turned === undefined ? forced : { atMs: turned.atMs, ...forced, switchUp: turned.up }
    return liveOf(access, this.network.startedMs, this.context.now(), all)
  }

  noteOrder(order: LabOrder): void {
    this.orderEvents.push({ event: `EV-${String(this.orderEvents.length + 1).padStart(6, '0')}`, order })
  }

  #records(list: Versioned, { id }: Route, request: LabRequest, twist: LabTwist): LabReply {
    const { dialect } = this.settings
    const wire = (access: LabAccess, whole: boolean): { accessId: string } =>
      list === 'accesses' ? accessWire(access, dialect, whole) : list === 'services' ? servicesWire(access, whole) : subscriptionsWire(access, dialect)
    if (id !== '') {
      const access = this.network.byId(id)
      return access ? jsonReply(200, wire(access, true), {}, twist) : refused(404, `Unknown accessId: '${id}'`)
    }
    const { network } = this
    return versionedReply(
      {
        *all() {
          for (const access of network.all()) {
            const record = wire(access, false)
            if (!('subscriptions' in record) || (record.subscriptions as unknown[]).length > 0) yield record
          }
        },
        *since(ms) {
          for (const access of network.changedSince(list, ms)) yield wire(access, false)
        },
      },
      request.headers['if-modified-since'], this.settings, this.context.now(), twist,
    )
  }

  #lookUp({ query }: LabRequest, twist: LabTwist): LabReply {
    const wanted: DhcpLookup = {}
    for (const [name, value] of query) {
      // The public specification's own example writes the parameters in small letters.
      const field = DHCP_FIELDS.find((each) => each.toLowerCase() === name.toLowerCase())
      if (field === undefined) return refused(400, `Unknown parameter: '${name}'`)
      wanted[field] = value
    }
    return Object.keys(wanted).length === 0 ? refused(400, 'No parameter') : this.#find(wanted, twist)
  }

  /** The one access with these values; 404 for none and for several. */
  #find(wanted: DhcpLookup, twist: LabTwist): LabReply {
    const found: string[] = []
    for (const access of this.network.all()) {
      if (matchesDhcp(access, wanted)) found.push(access.accessId)
      if (found.length > 1) break
    }
    const [accessId] = found
    return accessId === undefined || found.length > 1 ? refused(404, 'No unique access found') : jsonReply(200, { accessId }, {}, twist)
  }

  #orderReply({ id }: Route, { query }: LabRequest, twist: LabTwist): LabReply {
    const { dialect } = this.settings
    if (id !== '') {
      const order = this.orders.byId(id)
      return order ? jsonReply(200, orderWire(order, this.base, dialect), {}, twist) : refused(404, `Unknown order: '${id}'`)
    }
    const orders = this.orders.select(query.get('accessId'), query.get('state')).map((order) => orderWire(order, this.base, dialect))
    if (dialect === 'public') return jsonReply(200, orders, {}, twist)
    return orders.length === 0 ? refused(404, 'Nothing found') : jsonReply(200, orders.length === 1 ? orders[0] : orders, {}, twist)
  }

  #eventWire({ type, objectType, objectId, accessId, timeMs }: LabEvent): Record<string, unknown> {
    const id = objectType === 'subscriptions' ? accessId : objectId
    return {
      type,
      objectType: this.settings.dialect === 'public' ? SINGULAR[objectType] : objectType,
      objectId,
      ...(type === 'DELETE' ? {} : { path: `${this.base}/${objectType}/${id}` }),
      // To a ten-thousandth of a second and without a zone, as the public specification's example.
      time: this.settings.dialect === 'public' ? `${new Date(timeMs).toISOString().slice(0, -1)}0` : new Date(timeMs).toISOString(),
    }
  }

  #ticketReply({ id }: Route, request: LabRequest, twist: LabTwist): LabReply {
    const { method, query, headers, body } = request
    const { commitMs, sightMs } = twist.writing
    if (method === 'POST') {
      const ticket = readTicket(parsed(body))
      if (typeof ticket === 'string') return refused(400, ticket)
      if (!this.network.byId(ticket.accessId)) return refused(400, `Unknown accessId: '${ticket.accessId}'`)
      const { spTicketReference } = ticket
      const same = spTicketReference !== null && this.tickets.committed().some((each) => each.spTicketReference === spTicketReference)
      if (same && this.settings.duplicates === 'refused') return refused(409, `Ticket exists: '${spTicketReference}'`)
      const coTicketReference = this.tickets.reference()
      this.context.later.after(commitMs, () => {
        this.tickets.create(coTicketReference, ticket, sightMs)
        this.events.add({ type: 'CREATE', objectType: 'tickets', objectId: coTicketReference, accessId: ticket.accessId })
      })
      return jsonReply(201, { coTicketReference }, {}, twist)
    }
    if (id === '') {
      const status = query.get('status')
      const createdMs = Date.parse(query.get('created') ?? '')
      const fits = (ticket: LabTicket): boolean =>
        (status === null || ticket.status === status) && (Number.isNaN(createdMs) || ticket.createdMs > createdMs)
      const rows = (tickets: readonly LabTicket[]): unknown[] => tickets.filter(fits).map(listedWire)
      const list = { all: () => rows(this.tickets.list()), since: (ms: number) => rows(this.tickets.since(ms)) }
      const reply = versionedReply(list, headers['if-modified-since'], this.settings, this.context.now(), twist)
      return reply.status === 404 && this.settings.dialect === 'public' ? jsonReply(200, []) : reply
    }
    const ticket = this.tickets.seen(id)
    if (!ticket) return refused(404, `Unknown ticket: '${id}'`)
    if (method === 'GET') return jsonReply(200, ticketWire(ticket, this.settings.dialect === 'public'), {}, twist)
    const patch = readPatch(parsed(body))
    if (typeof patch === 'string') return refused(400, patch)
    this.context.later.inOrder(`onApi ticket ${id}`, commitMs, () => {
      this.tickets.update(id, patch, sightMs)
      this.events.add({ type: 'UPDATE', objectType: 'tickets', objectId: id, accessId: ticket.accessId })
    })
    return { status: 204, headers: {}, body: '' }
  }
}

function refused(status: number, cause: string): LabReply {
  return jsonReply(status, { cause })
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body
  }
}

/** Tickets that were there before anybody came. */
function seededTickets(nowMs: number): Omit<LabTicket, 'coTicketReference'>[] {
  const ticket = (name: string, daysAgo: number, rest: Partial<LabTicket>): Omit<LabTicket, 'coTicketReference'> => ({
    spReference: null, spTicketReference: null, accessId: showcaseAccess(name), createdBy: 'Anna Andersson', createdMs: nowMs - daysAgo * DAY_MS,
    updatedMs: nowMs - daysAgo * DAY_MS + HOUR_MS, heading: 'Ingen internetanslutning', description: 'Kunden saknar internet sedan i går.', comments: [],
    status: 'IN_PROGRESS_CO', responsible: 'CO', subscriptionId: null, problemType: 'NO_ACCESS', additionalInfo: { ip: '', mac: '', link: true }, ...rest,
  })
  return [
    ticket('dirtyOptics', 3, {
      spTicketReference: 'CASE-000123', heading: 'Långsamt och ryckigt', problemType: 'QUALITY',
      comments: [{ createdBy: 'Kalle, driftcentralen', message: 'Vi skickar en tekniker för att rengöra kontakterna.', createdMs: nowMs - 2 * DAY_MS }],
    }),
    ticket('switchDown1', 0.2, { heading: 'Ingen länk', problemType: 'NO_LINK', status: 'CREATED', additionalInfo: { link: false } }),
    ticket('slowLink', 9, { heading: 'Bara 100 Mbit/s', problemType: 'QUALITY', status: 'IN_PROGRESS_SP', responsible: 'SP' }),
    ticket('healthy', 30, { heading: 'TV fryser', problemType: 'QUALITY', status: 'CLOSED', responsible: 'SP' }),
  ]
}

