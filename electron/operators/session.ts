import type { Authentication, RefusalClass } from '../../shared/model/account.ts'
import type { Log } from '../log/log.ts'
import type { Clock } from './clock.ts'
import type { Http, HttpReply, HttpRequest, HttpStream, HttpStreamRequest } from './http.ts'
import { OperatorFailure } from './operatorFailure.ts'

/** A call under an account's log-in. `area` is the part of the system that rights are given for. */
export type SessionRequest = Omit<HttpRequest, 'headers'> & {
  readonly area: string
  /** What the call is about, where a right may be given for single objects: a refusal then counts for it alone. */
  readonly object?: string
  readonly headers?: Readonly<Record<string, string>>
}
export type SessionStreamRequest = SessionRequest & Pick<HttpStreamRequest, 'idleMs'>

export type Secrets = { readonly password: string; readonly oneTimeCode?: string | undefined }

/** What the engineer entered to be let in. `username` is the client id where a lasting token is the password. */
export type Credentials = { readonly username: string; readonly password: string; readonly oneTimeCode: string | undefined }

/** What goes with a call to prove who calls. Neither is ever logged. */
export type Proof = { readonly headers?: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, string>> }

/** A call that fetches a token, the credentials in it wherever the system wants them. */
export type TokenRequest = Omit<HttpRequest, 'signal' | 'urgency'>

/** What a session must know about its kind of system. */
export type LogInProtocol = {
  /** How the credentials themselves travel with every call (`basic`, `staticToken`). */
  credentialsProof(credentials: Credentials): Proof
  /** How a token is fetched and travels (`jwt`, `session`); null where the system knows no such thing. */
  readonly token: {
    request(credentials: Credentials): TokenRequest
    /** The reply is judged by `refusalOf` first. `lifetimeMs` may be infinite. */
    read(reply: HttpReply): { readonly token: string; readonly lifetimeMs: number }
    proof(token: string, credentials: Pick<Credentials, 'username'>): Proof
  } | null
  /**
   * A call that needs no right beyond being logged in: it tells a missing right from a refused account. Null where the system has none:
   * whoever just got a token is let in, and what is refused with that token is a missing right.
   */
  readonly proofRequest: Omit<SessionRequest, 'signal' | 'urgency'> | null
  /** Class of a refusal as far as the reply says, null for a reply that is none; `refused` where it could be several. */
  refusalOf(reply: HttpReply, atLogIn: boolean): RefusalClass | null
}

/** `Authorization: Basic` of a user name and password in UTF-8 (RFC 7617). */
export function basicAuthorization({ username, password }: Pick<Credentials, 'username' | 'password'>): string {
  return `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
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
  /** The same for a body that comes in pieces. */
  stream(request: SessionStreamRequest): Promise<HttpStream>
  /** Areas the account has been refused, as far as was found out. */
  missingRights(): readonly string[]
  /** The user acted: forget refusals and missing rights, and log in anew at the next call. */
  retry(oneTimeCode?: string): void
}

const RENEW_BEFORE_MS = 300_000

type Send<Request, Reply> = (request: Request & { headers: Readonly<Record<string, string>> }) => Promise<Reply>
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
  const byToken = authentication === 'jwt' || authentication === 'session' ? protocol.token : null
  let silent: RefusalClass | null = null
  let token: Token | null = null
  let tokens = 0
  let loggingIn: Promise<Token> | null = null
  /** Without a token: until a call has succeeded, calls go one by one, so that a wrong password is tried once, not once per call. */
  let proven = false
  let proving: Promise<unknown> | null = null
  let checkingProof: Promise<RefusalClass | null> | null = null
  let oneTimeCode: string | undefined
  /** A code works once: where one was needed, a log-in without a fresh one is not even tried. */
  let usedCode: string | undefined
  let epoch = 0
  const missingRights = new Set<string>()
  /** Areas that have been answered: a refusal there is about one object, not the area. */
  const answered = new Set<string>()
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

  const credentials = async (): Promise<Credentials> => {
    const held = await secrets()
    if (held === null) throw silence('wrongCredentials', epoch)
    return { username, password: held.password, oneTimeCode: oneTimeCode ?? (held.oneTimeCode === usedCode ? undefined : held.oneTimeCode) }
  }

  /** The log-in ends for nobody else when one caller gives up, so it has a signal of its own. */
  const logIn = async (by: NonNullable<LogInProtocol['token']>): Promise<Token> => {
    const since = epoch
    const held = await credentials()
    if (usedCode !== undefined && held.oneTimeCode === undefined) throw silence('oneTimeCodeNeeded', since)
    usedCode = held.oneTimeCode
    oneTimeCode = undefined
    const { signal } = new AbortController()
    const reply = await http.send({ ...by.request(held), urgency: 'engineer', signal })
    const refusal = protocol.refusalOf(reply, true)
    if (refusal !== null) throw silence(refusal === 'expiredSession' ? 'refused' : refusal, since)
    const { token: value, lifetimeMs } = by.read(reply)
    log.info('session.loggedIn', { lifetimeS: Math.round(lifetimeMs / 1000) })
    const fresh = { value, renewAt: clock.now() + lifetimeMs - Math.min(RENEW_BEFORE_MS, lifetimeMs / 10), nth: ++tokens }
    if (since === epoch) token = fresh
    return fresh
  }

  const currentToken = (by: NonNullable<LogInProtocol['token']>): Promise<Token> => {
    if (token !== null && clock.now() < token.renewAt) return Promise.resolve(token)
    loggingIn ??= logIn(by).finally(() => { loggingIn = null })
    return loggingIn
  }

  const proofFor = async (signal: AbortSignal): Promise<Proof & { nth: number }> => {
    if (byToken === null) return { ...protocol.credentialsProof(await credentials()), nth: 0 }
    const { value, nth } = await unlessCancelled(currentToken(byToken), signal)
    return { ...byToken.proof(value, { username }), nth }
  }

  const sendOnce = async <Request extends SessionRequest, Reply extends HttpReply>(
    request: Request, send: Send<Request, Reply>,
  ): Promise<{ reply: Reply; nth: number }> => {
    const { headers, query, nth } = await proofFor(request.signal)
    const proof = { headers: { ...request.headers, ...headers }, ...(query === undefined ? {} : { query: { ...request.query, ...query } }) }
    return { reply: await send({ ...request, ...proof }), nth }
  }

  /** Refusal of the call that needs no right, or null where it is answered. Shared while it is under way. */
  const refusalOfProof = (proof: NonNullable<LogInProtocol['proofRequest']>): Promise<RefusalClass | null> => {
    checkingProof ??= sendOnce({ ...proof, urgency: 'engineer', signal: new AbortController().signal }, http.send)
      .then(({ reply }) => protocol.refusalOf(reply, false)).finally(() => { checkingProof = null })
    return checkingProof
  }

  const ofObject = ({ area, object }: SessionRequest): string => `${area} ${object ?? ''}`
  const rightOf = (request: SessionRequest): string =>
    request.object !== undefined && answered.has(request.area) ? ofObject(request) : request.area
  const isMissing = (request: SessionRequest): boolean => missingRights.has(request.area) || missingRights.has(ofObject(request))
  const noteAnswer = (request: SessionRequest): void => {
    answered.add(request.area)
    missingRights.delete(request.area)
    missingRights.delete(ofObject(request))
  }

  const judge = async (request: SessionRequest, refusal: RefusalClass, since: number): Promise<OperatorFailure> => {
    if (refusal === 'rightMissing') {
      missingRights.add(rightOf(request))
      return refusedFailure('rightMissing')
    }
    if (refusal !== 'refused' && refusal !== 'expiredSession') return silence(refusal, since)
    const proof = protocol.proofRequest
    if (proof === null ? refusal === 'expiredSession' : request.area === proof.area) return silence('refused', since)
    const proofRefusal = proof === null ? null : await unlessCancelled(refusalOfProof(proof), request.signal)
    if (proofRefusal !== null) return silence(proofRefusal === 'expiredSession' ? 'refused' : proofRefusal, since)
    proven = true
    if (since === epoch) missingRights.add(rightOf(request))
    log.warn('session.rightMissing', { area: request.area })
    return refusedFailure('rightMissing')
  }

  const callNow = async <Request extends SessionRequest, Reply extends HttpReply>(request: Request, send: Send<Request, Reply>): Promise<Reply> => {
    if (silent !== null) throw refusedFailure(silent)
    const since = epoch
    const first = await sendOnce(request, send)
    const refusal = protocol.refusalOf(first.reply, false)
    if (refusal === null) {
      proven = true
      noteAnswer(request)
      return first.reply
    }
    // A refusal came before anything was done, so that also a call that must not be repeated may be sent once more.
    if (byToken !== null && refusal !== 'rightMissing') {
      if (token?.nth === first.nth) token = null
      const second = await sendOnce(request, send)
      const again = protocol.refusalOf(second.reply, false)
      if (again === null) {
        noteAnswer(request)
        return second.reply
      }
      throw await judge(request, again, since)
    }
    throw await judge(request, refusal, since)
  }

  /** Where a right is missing, the background is silent; the engineer's own try asks once, as it may be there by now. */
  const callWithRight = async <Request extends SessionRequest, Reply extends HttpReply>(
    request: Request, send: Send<Request, Reply>,
  ): Promise<Reply> => {
    if (!isMissing(request)) return callNow(request, send)
    const right = missingRights.has(request.area) ? request.area : ofObject(request)
    const asked = asking.get(right)
    if (asked !== undefined) {
      await unlessCancelled(asked.catch(() => undefined), request.signal)
      if (!isMissing(request)) return callNow(request, send)
    }
    if (asked !== undefined || request.urgency === 'background') throw refusedFailure(silent ?? 'rightMissing')
    const mine = callNow(request, send)
    asking.set(right, mine)
    try {
      return await mine
    } finally {
      asking.delete(right)
    }
  }

  const callInTurn = async <Request extends SessionRequest, Reply extends HttpReply>(
    request: Request, send: Send<Request, Reply>,
  ): Promise<Reply> => {
    if (request.signal.aborted) throw new OperatorFailure({ kind: 'cancelled' })
    if (byToken !== null) return callWithRight(request, send)
    for (let first = proving; first !== null; first = proving) {
      await unlessCancelled(first.catch(() => undefined), request.signal)
    }
    if (proven) return callWithRight(request, send)
    const mine = callWithRight(request, send)
    proving = mine
    try {
      return await mine
    } finally {
      proving = null
    }
  }

  return {
    call: request => callInTurn(request, http.send),
    stream: request => callInTurn(request, http.stream),
    missingRights: () => [...missingRights],
    retry(code) {
      epoch++
      silent = null
      token = null
      proven = false
      usedCode = undefined
      oneTimeCode = code
      missingRights.clear()
      answered.clear()
    },
  }
}
