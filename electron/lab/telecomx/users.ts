import { createHmac, randomBytes } from 'node:crypto'
import { CUSTOMERS, RESELLER } from './network.ts'

/** A user of TelecomX. */
export type TelecomxUser = {
  username: string
  password: string
  customer: string
  /** Said at log-in, where the user works for one. */
  reseller: string | null
  accessLevel: 'VIEWER' | 'MANAGER' | 'OWNER' | 'RESELLER'
  /** What has to go with the password. */
  second: 'none' | 'sms' | 'authenticator'
  /** Whether offers show their prices. */
  prices: boolean
  /** First two parts of paths that are refused: `internet/account`. */
  refused: readonly string[]
}

const LIFETIME_MINUTES = 15

function user(name: string, rest: Partial<TelecomxUser> = {}): TelecomxUser {
  return {
    username: `${name}@telecomx.example`, password: `${name}-pass`, customer: CUSTOMERS[0], reseller: null, accessLevel: 'OWNER', second: 'none', prices: true,
    refused: [], ...rest,
  }
}

/** A reseller's, one that sees no prices, two that want a code, one without accounts, one without any right, one of another customer. */
export const TELECOMX_USERS: readonly TelecomxUser[] = [
  user('engineer', { accessLevel: 'RESELLER', reseller: RESELLER }),
  user('viewer', { accessLevel: 'VIEWER', prices: false }),
  user('sms', { second: 'sms' }),
  user('authenticator', { second: 'authenticator' }),
  user('noaccounts', { refused: ['internet/account'] }),
  user('norights', { refused: ['internet/account', 'internet/request'] }),
  user('other', { customer: CUSTOMERS[1] }),
]

export type LogInAnswer = { readonly token: string; readonly minutes: number; readonly user: TelecomxUser } | { readonly refused: string }

/** Tokens of 15 minutes and codes that work once. */
export class TelecomxGate {
  readonly users: readonly TelecomxUser[]
  readonly #now: () => number
  readonly #key = randomBytes(32)
  readonly #used = new Set<string>()
  #tokens = new Map<string, { user: TelecomxUser; until: number }>()
  logIns = 0
  /** Log-ins that asked for a token that never expires. */
  persistAsked = 0

  constructor(users: readonly TelecomxUser[], now: () => number) {
    this.users = users
    this.#now = now
  }

  expireTokens(): void {
    this.#tokens.clear()
  }

  /** The code that lets a user in now: four digits by SMS, six of an authenticator. */
  codeOf(username: string): string {
    const found = this.users.find(each => each.username === username)
    const [digits, step] = found?.second === 'sms' ? [4, this.#used.size] as const : [6, Math.floor(this.#now() / 30_000) + this.#used.size] as const
    const number = createHmac('sha256', this.#key).update(`${username} ${step}`).digest().readUInt32BE(0)
    return String(number % 10 ** digits).padStart(digits, '0')
  }

  logIn(body: Readonly<Record<string, unknown>>, persist: 'refused' | 'granted'): LogInAnswer {
    const found = this.users.find(each => each.username === body['username'])
    if (found === undefined || body['password'] !== found.password) return { refused: 'invalid_login' }
    if (body['persist'] === true) {
      this.persistAsked++
      if (persist === 'refused') return { refused: 'persist_not_allowed' }
    }
    if (found.second !== 'none') {
      const given = body[found.second === 'sms' ? 'smsKey' : 'authenticatorToken']
      if (given === undefined) return { refused: found.second === 'sms' ? 'sms_key_required' : 'authenticator_token_required' }
      if (given !== this.codeOf(found.username)) return { refused: found.second === 'sms' ? 'sms_key_invalid' : 'authenticator_token_invalid' }
      this.#used.add(`${found.username} ${String(given)} ${this.#used.size}`)
    }
    this.logIns++
    const token = randomBytes(24).toString('base64url')
    const minutes = body['persist'] === true ? -1 : LIFETIME_MINUTES
    this.#tokens.set(token, { user: found, until: minutes < 0 ? Number.POSITIVE_INFINITY : this.#now() + minutes * 60_000 })
    return { token, minutes, user: found }
  }

  userOf(token: string | null): TelecomxUser | null {
    const held = token === null ? undefined : this.#tokens.get(token)
    return held === undefined || held.until <= this.#now() ? null : held.user
  }

  /** Every token handed out and not expired yet: what must be in no log. */
  get tokens(): readonly string[] {
    return [...this.#tokens.keys()]
  }
}
