import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** An API user of the platform. */
export type ResellerUser = {
  email: string
  password: string
  clientId: string
  /** Of `AUTH-TOKEN`, which goes with the client id. */
  authToken: string
  /** False: every call is refused with 403, log-in too, as for an address that is not whitelisted. */
  whitelisted: boolean
  /** "Is allowed to login to the API". */
  mayLogIn: boolean
  /** First parts of paths that are refused with 403. */
  refused: readonly string[]
}

const LIFETIME_MS = 3_600_000

function user(name: string, rest: Partial<ResellerUser> = {}): ResellerUser {
  return {
    email: `${name}@reseller.example`, password: `${name}-pass`, clientId: `client-${name}`, authToken: `token-${name}`,
    whitelisted: true, mayLogIn: true, refused: [], ...rest,
  }
}

/** Every right, an address that is not whitelisted, no API log-in, without service orders and search, without KPN WBA. */
export const RESELLER_USERS: readonly ResellerUser[] = [
  user('engineer'),
  user('elsewhere', { whitelisted: false }),
  user('nologin', { mayLogIn: false }),
  user('noorders', { refused: ['service-orders', 'search'] }),
  user('nowba', { refused: ['order-details-kpn-wba-by-order'] }),
]

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Tokens of an hour (document, Token Lifetime) and lasting keys. */
export class ResellerGate {
  readonly users: readonly ResellerUser[]
  readonly #now: () => number
  readonly #key = randomBytes(32)
  #generation = 0
  logIns = 0

  constructor(users: readonly ResellerUser[], now: () => number) {
    this.users = users
    this.#now = now
  }

  expireTokens(): void {
    this.#generation++
  }

  /** The user whose credentials a log-in holds, or null. */
  logIn(body: Readonly<Record<string, unknown>>): ResellerUser | null {
    const found = this.users.find(({ email }) => email === body['email'])
    const right = found !== undefined && same(String(body['password'] ?? ''), found.password)
      && same(String(body['client_id'] ?? ''), found.clientId)
    return right ? found : null
  }

  token({ email }: ResellerUser): string {
    this.logIns++
    const text = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ sub: email, exp: this.#now() + LIFETIME_MS, gen: this.#generation })}`
    return `${text}.${createHmac('sha256', this.#key).update(text).digest('base64url')}`
  }

  /** Who calls: by token, or by `CLIENT-ID` and `AUTH-TOKEN`. */
  userOf(headers: Readonly<Record<string, string | undefined>>): ResellerUser | null {
    const clientId = headers['client-id']
    if (clientId !== undefined) {
      const found = this.users.find((each) => each.clientId === clientId)
      return found !== undefined && same(headers['auth-token'] ?? '', found.authToken) ? found : null
    }
    const [head, payload, signature] = /^Bearer (.+)$/i.exec(headers['authorization'] ?? '')?.[1]?.split('.') ?? []
    if (head === undefined || payload === undefined || signature === undefined) return null
    if (!same(signature, createHmac('sha256', this.#key).update(`${head}.${payload}`).digest('base64url'))) return null
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string; exp: number; gen: number }
    if (claims.gen !== this.#generation || claims.exp <= this.#now()) return null
    return this.users.find(({ email }) => email === claims.sub) ?? null
  }
}
