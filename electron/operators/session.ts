import type { Authentication, RefusalClass } from '../../shared/model/account.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from './clock.ts'
import type { Http, HttpReply, HttpRequest } from './http.ts'
import { OperatorFailure } from './operatorFailure.ts'

/** A call under an account's log-in. `area` is the part of the system that rights are given for. */
export type SessionRequest = Omit<HttpRequest, 'headers'> & {
  readonly area: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Secrets = { readonly password: string; readonly oneTimeCode?: string | undefined }

/** What a session must know about its kind of system. */
export type LogInProtocol = {
  /** Fetches a token with Basic credentials. The reply is judged by `readToken` or, where it is a 401 or 403, by `refusalOf`. */
  readonly tokenRequest: Omit<HttpRequest, 'headers' | 'signal' | 'urgency'>
  readToken(reply: HttpReply): { token: string; lifetimeMs: number }
  /** A call that needs no right beyond being logged in: it tells a missing right from a refused account. */
  readonly proofRequest: Omit<SessionRequest, 'signal' | 'urgency'>
  /** Class of a refusal as far as the reply says, null for a reply that is none; `refused` where it could be several. */
  refusalOf(reply: HttpReply, atLogIn: boolean): RefusalClass | null
}

export type SessionOptions = {
  readonly http: Http
  readonly protocol: LogInProtocol
  readonly authentication: Authentication
  readonly username: string
  /** Asked for at every log-in; null where the vault has none. */
  readonly secrets: () => Promise<Secrets | null>
  readonly clock: Clock
  readonly log: Log
}

export type Session = {
  /** Throws OperatorFailure, `refused` with its class where the system does not let us. */
  call(request: SessionRequest): Promise<HttpReply>
  /** The user acted: forget refusals and missing rights, and log in anew at the next call. */
  retry(oneTimeCode?: string): void
}

/** Header in which a one-time code travels. No document of Nextpertise says how it does (api/README.md): our assumption. */
export const ONE_TIME_CODE_HEADER = 'X-TOTP'
const RENEW_BEFORE_MS = 300_000

type Token = { readonly value: string; readonly renewAt: number; readonly nth: number }

function refusedFailure(refusal: RefusalClass, cause?: OperatorFailure): OperatorFailure {
  return new OperatorFailure({ kind: 'refused', refusal }, cause === undefined ? {} : { cause })
}

/** Waits for something shared: who gives up waiting does not end it for the others. */
async function unlessCancelled<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave = (): void => undefined
  const cancelled = new Promise<never>((_, reject) => {
    leave = () => reject(new OperatorFailure({ kind: 'cancelled' }))
    signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([shared, cancelled])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

/**
 * Keeps one account logged in. At most one log-in is under way, shared by all calls that wait for it; after one that was refused
 * the account is silent until `retry`, so that a changed password never locks anyone out.
 */
export function createSession({ http, protocol, authentication, username, secrets, clock, log }: SessionOptions): Session {
  let silent: RefusalClass | null = null
  let token: Token | null = null
  let tokens = 0
  let loggingIn: Promise<Token> | null = null
  /** Basic only: until a call has succeeded, calls go one by one, so that a wrong password is tried once, not once per call. */
  let proven = false
  let proving: Promise<unknown> | null = null
  let proof: Promise<RefusalClass | null> | null = null
  let oneTimeCode: string | undefined
  /** A code works once: where one was needed, a log-in without a fresh one is not even tried. */
  let usedCode: string | undefined
  let epoch = 0
  const missingRights = new Set<string>()
  /** Areas without a right that the engineer is asking for again, so that one question serves everybody who asks meanwhile. */
  const asking = new Map<string, Promise<unknown>>()

  const silence = (refusal: RefusalClass, since: number): OperatorFailure => {
    if (since === epoch) {
      silent = refusal
      token = null
      log.warn('session.refused', { refusal })
    }
    return refusedFailure(refusal)
  }

  const basic = async (): Promise<Record<string, string>> => {
    const held = await secrets()
    if (held === null) throw silence('wrongCredentials', epoch)
    const code = oneTimeCode ?? (held.oneTimeCode === usedCode ? undefined : held.oneTimeCode)
    const credentials = Buffer.from(`${username}:${held.password}`, 'utf8').toString('base64')
    return { authorization: `Basic ${credentials}`, ...(code === undefined ? {} : { [ONE_TIME_CODE_HEADER]: code }) }
  }

  /** The log-in ends for nobody else when one caller gives up, so it has a signal of its own. */
  const logIn = async (): Promise<Token> => {
    const since = epoch
    const headers = await basic()
    const code = headers[ONE_TIME_CODE_HEADER]
    if (usedCode !== undefined && code === undefined) throw silence('oneTimeCodeNeeded', since)
    usedCode = code
    oneTimeCode = undefined
    const { signal } = new AbortController()
    const reply = await http.send({ ...protocol.tokenRequest, headers, urgency: 'engineer', signal })
    const refusal = protocol.refusalOf(reply, true)
    if (refusal !== null) throw silence(refusal === 'expiredSession' ? 'refused' : refusal, since)
    const { token: value, lifetimeMs } = protocol.readToken(reply)
    log.info('session.loggedIn', { lifetimeS: Math.round(lifetimeMs / 1000) })
    const fresh = { value, renewAt: clock.now() + lifetimeMs - Math.min(RENEW_BEFORE_MS, lifetimeMs / 10), nth: ++tokens }
    if (since === epoch) token = fresh
    return fresh
  }

  const currentToken = (): Promise<Token> => {
    if (token !== null && clock.now() < token.renewAt) return Promise.resolve(token)
    loggingIn ??= logIn().finally(() => { loggingIn = null })
    return loggingIn
  }

  const headersFor = async (signal: AbortSignal): Promise<{ headers: Record<string, string>; nth: number }> => {
    if (authentication === 'basic') return { headers: await basic(), nth: 0 }
    const { value, nth } = await unlessCancelled(currentToken(), signal)
    return { headers: { authorization: `Bearer ${value}` }, nth }
  }

  const sendOnce = async (request: SessionRequest): Promise<{ reply: HttpReply; nth: number }> => {
    const { area: _area, headers: own, ...rest } = request
    const { headers, nth } = await headersFor(request.signal)
    return { reply: await http.send({ ...rest, headers: { ...own, ...headers } }), nth }
  }

  /** Refusal of the call that needs no right, or null where it is answered. Shared while it is under way. */
  const refusalOfProof = (): Promise<RefusalClass | null> => {
    proof ??= sendOnce({ ...protocol.proofRequest, urgency: 'engineer', signal: new AbortController().signal })
      .then(({ reply }) => protocol.refusalOf(reply, false)).finally(() => { proof = null })
    return proof
  }

  const judge = async (request: SessionRequest, refusal: RefusalClass, since: number): Promise<OperatorFailure> => {
    if (refusal === 'rightMissing') {
      missingRights.add(request.area)
      return refusedFailure('rightMissing')
    }
    if (refusal !== 'refused' && refusal !== 'expiredSession') return silence(refusal, since)
    if (request.area === protocol.proofRequest.area) return silence('refused', since)
    const proofRefusal = await unlessCancelled(refusalOfProof(), request.signal)
    if (proofRefusal !== null) return silence(proofRefusal === 'expiredSession' ? 'refused' : proofRefusal, since)
    proven = true
    if (since === epoch) missingRights.add(request.area)
    log.warn('session.rightMissing', { area: request.area })
    return refusedFailure('rightMissing')
  }

  const callNow = async (request: SessionRequest): Promise<HttpReply> => {
    if (silent !== null) throw refusedFailure(silent)
    const since = epoch
    const first = await sendOnce(request)
    const refusal = protocol.refusalOf(first.reply, false)
    if (refusal === null) {
      proven = true
      missingRights.delete(request.area)
      return first.reply
    }
    // A refusal came before anything was done, so that also a call that must not be repeated may be sent once more.
    if (authentication === 'jwt' && refusal !== 'rightMissing') {
      if (token?.nth === first.nth) token = null
      const second = await sendOnce(request)
      const again = protocol.refusalOf(second.reply, false)
      if (again === null) {
        missingRights.delete(request.area)
        return second.reply
      }
      throw await judge(request, again, since)
    }
    throw await judge(request, refusal, since)
  }

  /** Where a right is missing, the background is silent; the engineer's own try asks once, as it may be there by now. */
  const callWithRight = async (request: SessionRequest): Promise<HttpReply> => {
    const { area, signal } = request
    if (!missingRights.has(area)) return callNow(request)
    const asked = asking.get(area)
    if (asked !== undefined) {
      await unlessCancelled(asked.catch(() => undefined), signal)
      if (!missingRights.has(area)) return callNow(request)
    }
    if (asked !== undefined || request.urgency === 'background') throw refusedFailure(silent ?? 'rightMissing')
    const mine = callNow(request)
    asking.set(area, mine)
    try {
      return await mine
    } finally {
      asking.delete(area)
    }
  }

  return {
    async call(request) {
      if (request.signal.aborted) throw new OperatorFailure({ kind: 'cancelled' })
      if (authentication === 'jwt') return callWithRight(request)
      for (let first = proving; first !== null; first = proving) {
        await unlessCancelled(first.catch(() => undefined), request.signal)
      }
      if (proven) return callWithRight(request)
      const mine = callWithRight(request)
      proving = mine
      try {
        return await mine
      } finally {
        proving = null
      }
    },
    retry(code) {
      epoch++
      silent = null
      token = null
      proven = false
      usedCode = undefined
      oneTimeCode = code
      missingRights.clear()
    },
  }
}
