import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** A login of the lab. `rights` are those of the document ("permission needed"), without the #. */
export type LabUser = {
  username: string
  password: string
  rights: readonly string[]
  /** Base32 secret of RFC 6238; present: the password alone is refused. */
  totpSecret?: string
  /** False: calls from this machine are refused whatever the password. */
  whitelisted?: boolean
  firstname: string
  lastname: string
}

const ALL_RIGHTS = [
  'broadband-r',
  'broadband-c',
  'broadband-ordering-r',
  'broadband-basic-r',
  'broadband-diagnostics-r',
  'support-r',
  'support-c',
  'enduser-r',
  'enduser-c',
  'postcodes-r',
  'attachments-c',
  'user-r',
]
const TOTP_STEP_MS = 30_000
const TOTP_DIGITS = 6
const TOKEN_SECONDS = 86_400

function user(username: string, firstname: string, rights: readonly string[], rest: Partial<LabUser> = {}): LabUser {
  return { username, password: `${username}-pass`, firstname, lastname: 'Lab', rights, ...rest }
}

/** normal, one-time code, address not whitelisted, without diagnostics, without support, reading only. */
export const STANDARD_USERS: readonly LabUser[] = [
  user('engineer', 'Esmée', ALL_RIGHTS),
  user('totp', 'Tom', ALL_RIGHTS, { totpSecret: 'JBSWY3DPEHPK3PXP' }),
  user('elsewhere', 'Eva', ALL_RIGHTS, { whitelisted: false }),
  user(
    'nodiagnostics',
    'Noud',
    ALL_RIGHTS.filter((right) => right !== 'broadband-diagnostics-r'),
  ),
  user(
    'nosupport',
    'Sien',
    ALL_RIGHTS.filter((right) => !right.startsWith('support')),
  ),
  user(
    'reader',
    'Rik',
    ALL_RIGHTS.filter((right) => !right.endsWith('-c')),
  ),
]

/** The one-time code of a moment (RFC 6238: SHA-1, 30 s, 6 digits). */
export function totpCode(secret: string, nowMs: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / TOTP_STEP_MS)))
  const digest = createHmac('sha1', base32(secret)).update(counter).digest()
  const offset = (digest[19] ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** TOTP_DIGITS).padStart(TOTP_DIGITS, '0')
}

function base32(text: string): Buffer {
  const bits = [...text.toUpperCase()]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

function tokenPart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

export type Credentials = { authorization: string | undefined; totp: string | undefined }

/** Who may come in: Basic (RFC 7617) or Bearer tokens of its own making (RFC 7519, HS256). */
export class Gate {
  readonly users: readonly LabUser[]
  readonly #now: () => number
  readonly #key = randomBytes(32)
  #generation = 0

  constructor(users: readonly LabUser[], now: () => number) {
    this.users = users
    this.#now = now
  }

  /** From now on every token handed out so far is refused. */
  expireTokens(): void {
    this.#generation++
  }

  /** The user of Basic credentials, or null. The one-time code comes in the header X-TOTP or at the end of the password. */
  basic({ authorization, totp }: Credentials): LabUser | null {
    const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
    if (encoded === undefined) return null
    const text = Buffer.from(encoded, 'base64').toString('utf8')
    const colon = text.indexOf(':')
    const found = this.users.find((each) => each.username === text.slice(0, colon))
    if (!found || found.whitelisted === false) return null
    const password = text.slice(colon + 1)
    if (found.totpSecret === undefined) return password === found.password ? found : null
    const codes = [-1, 0, 1].map((step) => totpCode(found.totpSecret ?? '', this.#now() + step * TOTP_STEP_MS))
    const accepted = codes.some((code) => (password === found.password && totp === code) || password === found.password + code)
    return accepted ? found : null
  }

  /** The user of a Bearer token, or null. */
  bearer(authorization: string | undefined): LabUser | null {
    const [header, payload, signature] = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]?.split('.') ?? []
    if (header === undefined || payload === undefined || signature === undefined) return null
    const [given, right] = [Buffer.from(signature, 'base64url'), this.#sign(`${header}.${payload}`)]
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null
    const claims: { sub: string; exp: number; gen: number } = JSON.parse(Buffer.from(payload, 'base64url').toString())
    if (claims.gen !== this.#generation || claims.exp * 1000 <= this.#now()) return null
    return this.users.find((each) => each.username === claims.sub) ?? null
  }

  /** A token in the shape of `/jwt/log-in`. */
  token(of: LabUser): { token_type: 'Bearer'; expires_in: number; access_token: string } {
    const iat = Math.floor(this.#now() / 1000)
    const claims = { sub: of.username, iat, exp: iat + TOKEN_SECONDS, gen: this.#generation }
    const body = `${tokenPart({ alg: 'HS256', typ: 'JWT' })}.${tokenPart(claims)}`
    return { token_type: 'Bearer', expires_in: TOKEN_SECONDS, access_token: `${body}.${this.#sign(body).toString('base64url')}` }
  }

  #sign(body: string): Buffer {
    return createHmac('sha256', this.#key).update(body).digest()
  }
}
