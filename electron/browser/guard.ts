import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Header that carries the page's key; another origin can neither read the key nor send the header. */
export const pageHeader = 'x-lineside-page'

/** How long an address printed in the terminal can be used, ms. */
export const tokenLifetimeMs = 60_000

const sessionsKept = 32

export type Asked = { readonly headers: IncomingHttpHeaders; readonly remoteAddress: string | undefined }

/** Why a request was refused; for the log and tests, never told to the asker. */
export type Refusal = 'notLoopback' | 'wrongHost' | 'wrongOrigin' | 'crossSite' | 'noSession' | 'noPageKey'

export type Guard = {
  /** A one-time token for an address, valid for a minute. */
  issueToken(): string
  /** Exchanges a token, once, for the `Set-Cookie` value of a new session; undefined where it is not valid. */
  exchange(token: string): string | undefined
  /** Where a request comes from: loopback, our own host name and, where it says, our own origin. */
  checkPlace(asked: Asked): Refusal | undefined
  checkSession(asked: Asked): Refusal | undefined
  /** The key a page of this session must send with every call. */
  pageKey(asked: Asked): string
  /** A call: the session's cookie and a key that a page of this session was given. */
  checkCall(asked: Asked): Refusal | undefined
}

export type GuardOptions = { readonly port: number; readonly nowMs: () => number; readonly random?: (bytes: number) => Buffer }

/**
 * Stands before the browser host. Any program and any web page on this machine can reach the port, so that each request proves
 * that it comes from a page this instance served: exact Host (against DNS rebinding) and Origin, a cookie that scripts cannot
 * read, and a key in a header. Cookies ignore ports: the cookie's name is the instance's own.
 */
export function createGuard({ port, nowMs, random = randomBytes }: GuardOptions): Guard {
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`
  const cookieName = `lineside-${random(6).toString('hex')}`
  const key = random(32)
  const tokens = new Map<string, number>()
  const sessions = new Set<string>()

  const sessionOf = ({ headers }: Asked): string | undefined => {
    const cookie = headers.cookie?.split(';').map(pair => pair.trim()).find(pair => pair.startsWith(`${cookieName}=`))
    const id = cookie?.slice(cookieName.length + 1)
    return id !== undefined && sessions.has(id) ? id : undefined
  }
  const sign = (session: string, salt: string) => createHmac('sha256', key).update(`${session}.${salt}`).digest()

  return {
    issueToken() {
      for (const [token, until] of tokens) if (until <= nowMs()) tokens.delete(token)
      const token = random(24).toString('base64url')
      tokens.set(token, nowMs() + tokenLifetimeMs)
      return token
    },
    exchange(token) {
      const until = tokens.get(token)
      tokens.delete(token)
      if (until === undefined || until <= nowMs()) return undefined
      const id = random(32).toString('base64url')
      sessions.add(id)
      const oldest = [...sessions][0]
      if (sessions.size > sessionsKept && oldest !== undefined) sessions.delete(oldest)
      return `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Strict`
    },
    checkPlace({ headers, remoteAddress }) {
      if (remoteAddress !== '127.0.0.1' && remoteAddress !== '::ffff:127.0.0.1') return 'notLoopback'
      if (headers.host !== host) return 'wrongHost'
      return headers.origin !== undefined && headers.origin !== origin ? 'wrongOrigin' : undefined
    },
    checkSession: asked => sessionOf(asked) === undefined ? 'noSession' : undefined,
    pageKey(asked) {
      const salt = random(12).toString('base64url')
      return `${salt}.${sign(sessionOf(asked) ?? '', salt).toString('base64url')}`
    },
    checkCall(asked) {
      const site = asked.headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'crossSite'
      const session = sessionOf(asked)
      if (session === undefined) return 'noSession'
      const given = asked.headers[pageHeader]
      const [salt = '', mac = ''] = typeof given === 'string' ? given.split('.') : []
      const expected = sign(session, salt)
      const received = Buffer.from(mac, 'base64url')
      return received.length === expected.length && timingSafeEqual(received, expected) ? undefined : 'noPageKey'
    },
  }
}
