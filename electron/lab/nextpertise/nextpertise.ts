import { Diagnostics } from './diagnostics.ts'
import { CLASSES, answer, correlationIds, mayUse, readEnvelope } from './dispatch.ts'
import { documentedEndusers } from './methodsDirectory.ts'
import { countTickets, orderTicket } from './ticketControl.ts'
import { Tickets } from './tickets.ts'
import { Gate } from './users.ts'
import { LabWorld } from './world.ts'
import { jsonReply } from '../labSystem.ts'
import type { Envelope } from './dispatch.ts'
import type { LabParts } from './method.ts'
import type { Online } from './sessions.ts'
import type { TicketOrder } from './ticketControl.ts'
import type { LabUser } from './users.ts'
import type { LinePatch, NewLine } from './world.ts'
import type { LabContext, LabReply, LabRequest, LabSystem, LabTwist } from '../labSystem.ts'

/** Bodies of POST /lab/nextpertise/world. */
export type WorldOrder =
  | { do: 'setSession'; nid: string; online: Online }
  | { do: 'removeLine'; nid: string }
  | { do: 'changeLine'; nid: string; patch: LinePatch }
  | { do: 'addLine'; line: NewLine }
  | { do: 'setTags'; nid: string; tags: readonly string[] }

export type NextpertiseOptions = { lines: number; checkMs: number; users: readonly LabUser[] }

/** What a request is about, found out once. */
type Opened = {
  endpoint: string | null
  logIn: boolean
  product: (typeof CLASSES)[string] | undefined
  envelope: Envelope | string | null
  user: LabUser | null
}

const LOG_IN = 'jwt/log-in'
const REFUSED = 'You cannot consume this service'
const NOT_FOUND =
  '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n' +
  '<h1>Not Found</h1>\n' +
  '<p>The requested URL was not found on this server.</p>\n</body></html>\n'
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }

/** The wholesale broadband system: JSON-RPC 2.0 over generated Dutch lines. */
export class Nextpertise implements LabSystem {
  readonly base = '/nextpertise'
  readonly world: LabWorld
  readonly tickets: Tickets
  readonly users: readonly LabUser[]
  readonly #context: LabContext
  readonly #gate: Gate
  readonly #parts: LabParts
  readonly #errorId: () => string
  readonly #opened = new WeakMap<LabRequest, Opened>()

  constructor(context: LabContext, { lines, checkMs, users }: NextpertiseOptions) {
    const { seed, now, later } = context
    this.#context = context
    this.users = users
    this.world = new LabWorld(seed, lines, now, checkMs * 2)
    this.tickets = new Tickets(this.world, now)
    this.#gate = new Gate(users, now)
    this.#errorId = correlationIds(seed)
    this.#parts = {
      world: this.world,
      diagnostics: new Diagnostics(now, checkMs),
      tickets: this.tickets,
      later,
      endusers: documentedEndusers(),
      users,
      now,
    }
  }

  get baseUrl(): string {
    return this.#context.origin() + this.base
  }

  callOf(request: LabRequest): string {
    const { logIn, envelope } = this.#open(request)
    return logIn ? LOG_IN : envelope !== null && typeof envelope === 'object' ? envelope.method : this.base + request.path
  }

  userOf(request: LabRequest): string | null {
    return this.#open(request).user?.username ?? null
  }

  paramsOf(request: LabRequest): unknown {
    const { envelope } = this.#open(request)
    return typeof envelope === 'object' ? (envelope?.params ?? null) : null
  }

  answer(request: LabRequest, { writing, value }: LabTwist): LabReply {
    const { logIn, product, user, envelope } = this.#open(request)
    if (!logIn && !product) return { status: 404, headers: { 'content-type': 'text/html; charset=iso-8859-1' }, body: NOT_FOUND }
    if (!user || (product && !mayUse(user, product))) return this.failure(401)
    if (logIn || !product) return jsonReply(200, this.#gate.token(user))
    const body =
      typeof envelope === 'string'
        ? envelope
        : answer(this.#parts, product, envelope as Envelope, user, this.#errorId, value, writing)
    return { status: 200, headers: JSON_TYPE, body }
  }

  failure(status: number): LabReply {
    const message = status === 401 ? REFUSED : status === 429 ? 'API rate limit exceeded' : 'An unexpected error occurred'
    return jsonReply(status, { message })
  }

  refusal(request: LabRequest, code: number | string, message: string): LabReply {
    const { envelope } = this.#open(request)
    const id = typeof envelope === 'object' ? (envelope?.id ?? null) : null
    return jsonReply(200, { jsonrpc: '2.0', id, error: { code, message, data: { cid: this.#errorId() } } })
  }

  control(route: string, body: string, query: URLSearchParams): LabReply | null {
    if (route === 'GET /tickets') {
      return jsonReply(200, countTickets(this.tickets, this.#context.later.waiting, Object.fromEntries(query)))
    }
    if (route !== 'POST /world' && route !== 'POST /tickets') return null
    const order: unknown = JSON.parse(body)
    const done = route === 'POST /tickets' ? orderTicket(this.tickets, order as TicketOrder) : this.#change(order as WorldOrder)
    return jsonReply(done ? 200 : 404, done ? (typeof done === 'object' ? done : {}) : { error: 'unknown NID, ticket or order' })
  }

  expireTokens(): void {
    this.#gate.expireTokens()
  }

  #open(request: LabRequest): Opened {
    const known = this.#opened.get(request)
    if (known) return known
    const { method, path, headers, body } = request
    const endpoint = path.startsWith('/') ? path.slice(1).replace(/^test\//, '') : null
    const product = endpoint !== null && Object.hasOwn(CLASSES, endpoint) && method === 'POST' ? CLASSES[endpoint] : undefined
    const logIn = endpoint === LOG_IN && method === 'GET'
    const { authorization } = headers
    const basic = this.#gate.basic({ authorization, totp: headers['x-totp'] })
    const user = logIn ? basic : (basic ?? this.#gate.bearer(authorization))
    const opened = { endpoint, logIn, product, envelope: product ? readEnvelope(body, this.#errorId) : null, user }
    this.#opened.set(request, opened)
    return opened
  }

  #change(order: WorldOrder): boolean | { nid: string | null } {
    switch (order.do) {
      case 'setSession':
        return this.world.setSession(order.nid, order.online)
      case 'removeLine':
        return this.world.removeLine(order.nid)
      case 'changeLine':
        return this.world.changeLine(order.nid, order.patch)
      case 'setTags':
        return this.world.setTags(order.nid, order.tags)
      case 'addLine':
        return { nid: this.world.addLine(order.line).nid }
      default:
        return false
    }
  }
}
