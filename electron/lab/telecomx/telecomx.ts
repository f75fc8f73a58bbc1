import { jsonReply } from '../labSystem.ts'
import { CUSTOMERS, RESELLER, TelecomxNetwork } from './network.ts'
import { TELECOMX_USERS, TelecomxGate } from './users.ts'
import { STANDARD_WIRE, condensedAccount, condensedRequest, fullAccount, fullRequest } from './wire.ts'
import type { LabContext, LabReply, LabRequest, LabSystem, LabTwist } from '../labSystem.ts'
import type { LabItem, LabKind } from './network.ts'
import type { TelecomxUser } from './users.ts'
import type { WireSettings } from './wire.ts'

export type TelecomxSettings = WireSettings & {
  /** What happens to a list after each full page that was read: the first of the page goes, one comes before all, or both. */
  shift: 'none' | 'remove' | 'insert' | 'both'
  /** Most records of a page, whatever was asked for (document: "the actual number may be lower"). */
  limitMost: number
  /** How an error says what it says. */
  errors: 'object' | 'text'
  /** What becomes of `persist`. */
  persist: 'refused' | 'granted'
}
export const STANDARD_TELECOMX: TelecomxSettings = { ...STANDARD_WIRE, shift: 'none', limitMost: 500, errors: 'object', persist: 'refused' }
export type TelecomxOptions = Partial<TelecomxSettings> & {
  /** 0 to 1,000,000 of each; 150 unless told. */
  requests?: number
  accounts?: number
  users?: readonly TelecomxUser[]
}

const STANDARD = { requests: 150, accounts: 150 }
const LIMIT = 100
const MESSAGES: Readonly<Record<number, string>> = { 401: 'access_denied', 403: 'access_denied', 404: 'not_found', 429: 'too_many_requests', 500: 'internal_error' }
const ACCOUNT = /^\/internet\/account\/([^/]+)$/

/** TelecomX (document of 29 Sep 2018; its public pages for log-in and accounts): REST with a token in the query. */
export class Telecomx implements LabSystem {
  readonly base = '/telecomx'
  readonly network: TelecomxNetwork
  readonly gate: TelecomxGate
  settings: TelecomxSettings
  readonly #context: LabContext

  constructor(context: LabContext, { requests = STANDARD.requests, accounts = STANDARD.accounts, users = TELECOMX_USERS, ...settings }: TelecomxOptions) {
    this.#context = context
    this.settings = { ...STANDARD_TELECOMX, ...settings }
    this.network = new TelecomxNetwork(context.seed, { request: requests, account: accounts })
    this.gate = new TelecomxGate(users, context.now)
  }

  get baseUrl(): string {
    return this.#context.origin() + this.base
  }

  /** As an account is entered. */
  get users(): { username: string; password: string }[] {
    return this.gate.users.map(({ username, password }) => ({ username, password }))
  }

  callOf({ method, path }: LabRequest): string {
    return `${method} ${ACCOUNT.test(path) ? '/internet/account/{id}' : path}`
  }

  userOf({ query }: LabRequest): string | null {
    return this.gate.userOf(query.get('token'))?.username ?? null
  }

  answer(request: LabRequest, twist: LabTwist): LabReply {
    const { path, query } = request
    if (path === '/auth/login') return request.method === 'POST' ? this.#logIn(request) : this.failure(404)
    const kind = path === '/internet/request' ? 'request' : path === '/internet/account' || ACCOUNT.test(path) ? 'account' : null
    if (kind === null || request.method !== 'GET') return this.failure(404)
    const user = this.gate.userOf(query.get('token'))
    if (user === null || user.refused.includes(`internet/${kind}`)) return this.failure(403)
    const id = ACCOUNT.exec(path)?.[1]
    return id === undefined ? this.#list(kind, user, query, twist) : this.#one(decodeURIComponent(id), user, query, twist)
  }

  failure(status: number): LabReply {
    return this.#error(status, MESSAGES[status] ?? 'internal_error')
  }

  refusal(_request: LabRequest, code: number | string, message: string): LabReply {
    return this.#error(typeof code === 'number' ? code : 403, message)
  }

  /** `POST /world` of `/lab/telecomx/world`: settings, what goes and comes; `GET /code?username=` the code that lets a user in now. */
  control(route: string, body: string, query: URLSearchParams): LabReply | null {
    if (route === 'GET /code') return jsonReply(200, { code: this.gate.codeOf(query.get('username') ?? '') })
    if (route !== 'POST /world') return null
    const order = JSON.parse(body) as { do: 'set'; settings: Partial<TelecomxSettings> } | { do: 'remove'; id: string } | { do: 'add'; kind: LabKind }
    switch (order.do) {
      case 'set':
        this.settings = { ...this.settings, ...order.settings }
        return jsonReply(200, {})
      case 'remove':
        return this.network.remove(order.id) ? jsonReply(200, {}) : jsonReply(404, { error: 'unknown id' })
      case 'add':
        return jsonReply(200, { id: this.network.add(order.kind) })
      default:
        return jsonReply(404, { error: 'unknown order' })
    }
  }

  expireTokens(): void {
    this.gate.expireTokens()
  }

  #error(status: number, message: string): LabReply {
    return this.settings.errors === 'object' ? jsonReply(status, { error: message })
      : { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: message }
  }

  #logIn({ body }: LabRequest): LabReply {
    let value: unknown
    try {
      value = JSON.parse(body)
    } catch {
      return this.#error(400, 'invalid_json')
    }
    const answer = this.gate.logIn(typeof value === 'object' && value !== null ? { ...value } : {}, this.settings.persist)
    if ('refused' in answer) return this.#error(403, answer.refused)
    const { token, minutes, user } = answer
    return jsonReply(200, {
      token, expiresInMinutes: minutes, employee: '590000000000000000000042', customer: user.customer, accessLevel: user.accessLevel,
      ...(user.reseller === null ? {} : { reseller: user.reseller }),
    })
  }

  /** Whether a user may see what belongs to this customer; null: to the reseller alone. */
  #maySee(user: TelecomxUser, customer: string | null): boolean {
    return user.reseller !== null || customer === user.customer
  }

  #wire(item: LabItem, full: boolean, user: TelecomxUser): unknown {
    if (item.kind === 'request') return full ? fullRequest(item, this.settings, user.prices) : condensedRequest(item, this.settings)
    return full ? fullAccount(item, this.settings, false) : condensedAccount(item, this.settings)
  }

  #one(id: string, user: TelecomxUser, query: URLSearchParams, twist: LabTwist): LabReply {
    const item = this.network.find('account', id)
    if (item === null) return this.failure(404)
    if (!this.#maySee(user, item.customer)) return this.failure(403)
    return jsonReply(200, fullAccount(item, this.settings, query.get('expand') === 'true'), {}, twist)
  }

  #list(kind: LabKind, user: TelecomxUser, query: URLSearchParams, twist: LabTwist): LabReply {
    const reseller = query.get('reseller')
    const customer = query.get('customer') ?? (reseller === null ? user.customer : null)
    if (customer !== null ? !CUSTOMERS.some(each => each === customer) : reseller !== RESELLER) return this.failure(403)
    if (!this.#maySee(user, customer)) return this.failure(403)
    const asked = query.get('state')
    const state = asked === null || asked === 'ANY' ? null : asked
    const offset = Number(query.get('offset') ?? 0)
    const limit = Number(query.get('limit') ?? LIMIT)
    if (!Number.isInteger(offset) || offset < 0 || !Number.isInteger(limit) || limit < 1 || limit > 500) return this.#error(422, 'limit')
    const words = query.get('filter')?.toLowerCase() ?? ''
    const all = this.network.list(kind, customer, state)
    const found = words === '' ? all : all.filter(index => {
      const { home } = this.network.item(kind, index)
      return `${home.road} ${home.zip} ${home.city}`.toLowerCase().includes(words)
    })
    const full = query.get('full') === 'true'
    const slice = [...found.subarray(offset, offset + Math.min(limit, this.settings.limitMost))]
    const records = slice.map(index => this.#wire(this.network.item(kind, index), full, user))
    const reply = jsonReply(200, { offset, limit, total: found.length, [`${kind}s`]: records }, {}, twist)
    if (full) this.#shift(kind, slice[0])
    return reply
  }

  /** The list changes behind the reader's back, once for each full page. */
  #shift(kind: LabKind, first: number | undefined): void {
    const { shift } = this.settings
    if ((shift === 'remove' || shift === 'both') && first !== undefined) this.network.remove(this.network.idOf(kind, first))
    if (shift === 'insert' || shift === 'both') this.network.add(kind)
  }
}
