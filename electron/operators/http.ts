import type { Readable } from 'node:stream'
import { request as send } from 'undici'
import type { Dispatcher } from 'undici'
import type { Log } from '../log/log.ts'
import type { Clock } from './clock.ts'
import type { ClockSample } from './clockOffset.ts'
import { createDispatcher } from './dispatcher.ts'
import type { NetworkSettings } from './dispatcher.ts'
import { notIdle, piecesOf, readBody } from './httpBody.ts'
import { networkFailure } from './networkFailure.ts'
import { OperatorFailure } from './operatorFailure.ts'
import { createPacing } from './pacing.ts'
import type { Release, Urgency } from './pacing.ts'
import { allowanceOf, retryAfterMs } from './rateHeaders.ts'

export type HttpRequest = {
  /** Name for the log: a method or route template, never a URL. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path under the account's base address, without a leading slash; no query. */
  readonly path: string
  /** Query parameters, not yet encoded. A secret may be among them: they are never logged. */
  readonly query?: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** From sending to the last byte, per attempt. */
  readonly deadlineMs: number
  /** Most bytes of the unpacked body. */
  readonly maxBytes: number
  /** Declared by the adapter: only `safe` calls are ever sent again. */
  readonly repeat: 'safe' | 'never'
  readonly urgency: Urgency
  readonly signal: AbortSignal
  /** Hears status and headers of every answer, also of those that end as a failure (what is left of a rate limit). */
  readonly heard?: (status: number, headers: Readonly<Record<string, string>>) => void
}

/** An answer below 300 or from 400 on, or 304 where a condition was sent; redirects are failures. */
export type HttpReply = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }

/** Of a body of any length: `deadlineMs` is that of the answer's head, `maxBytes` that of the unpacked body. */
export type HttpStreamRequest = HttpRequest & {
  /** Longest wait between two pieces of the body. */
  readonly idleMs: number
}

/**
 * An answer whose body comes in pieces and is never held whole. Where it is no 2xx, `body` has the first of what it says and there
 * are no pieces. The pieces throw OperatorFailure: unreachable, timeout, tooBig, cancelled; they are read, or the request's signal
 * aborted, else its place among the calls is not given back.
 */
export type HttpStream = HttpReply & { readonly chunks: AsyncIterable<Uint8Array> }

export type Http = {
  /** Throws OperatorFailure: unreachable, timeout, certificate, tooBig, wrongAddress, serverError (502-504), tooBusy, cancelled. */
  send(request: HttpRequest): Promise<HttpReply>
  /** Throws as `send` does; a safe request is repeated only as long as its head has not come. */
  stream(request: HttpStreamRequest): Promise<HttpStream>
  close(): Promise<void>
}

export type HttpOptions = {
  readonly baseUrl: string
  readonly network: NetworkSettings
  readonly clock: Clock
  readonly log: Log
  /** Hears what each answer of the system itself says of its clock. */
  readonly heardClock?: (sample: ClockSample) => void
  /** Calls at once; one of them is kept for the engineer. */
  readonly connections?: number
}

const CONNECTIONS = 4
const ATTEMPTS = 3
const BACK_OFF_MS = 300
const BACK_OFF_MOST_MS = 5000
/** A longer `Retry-After` is kept for the next call instead of being waited out within this one. */
const RETRY_AFTER_MOST_MS = 10_000
const ASK_AGAIN = new Set([429, 502, 503, 504])
/** What is read of an answer that is not the list that was asked for. */
const WORDS_MOST_BYTES = 65_536

type Head = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readable
  noteRead(bytes: number): void
  keepPlace(): Release
}

async function* nothing(): AsyncGenerator<Uint8Array, void> {
  // An answer without a list has no pieces.
}

function headersOf(raw: Dispatcher.ResponseData['headers']): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return headers
}

/** An answer of the system itself, made now: neither a page of a portal nor from a cache (RFC 9111, 5.1), whose times are others. */
function isFresh(headers: Readonly<Record<string, string>>): boolean {
  return /json/i.test(headers['content-type'] ?? '') && Number(headers['age'] ?? 0) === 0
}

function isConditional({ headers }: HttpRequest): boolean {
  return Object.keys(headers).some(name => /^if-(?:modified-since|none-match)$/i.test(name))
}

function queryText(query: HttpRequest['query']): string {
  const pairs = Object.entries(query ?? {}).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** Failure of a status that says the system or its gateway is not well, or null. */
function statusFailure(status: number, headers: Readonly<Record<string, string>>, conditional: boolean, now: number): OperatorFailure | null {
  if (status === 304 && conditional) return null
  if (status >= 300 && status < 400) return new OperatorFailure({ kind: 'wrongAddress', code: `HTTP ${status}` })
  if (!ASK_AGAIN.has(status)) return null
  const waitMs = retryAfterMs(headers, now)
  const seconds = waitMs === null ? {} : { retryAfterSeconds: Math.ceil(waitMs / 1000) }
  return new OperatorFailure({ kind: status === 429 ? 'tooBusy' : 'serverError', code: `HTTP ${status}`, ...seconds })
}

function repeatable({ data }: OperatorFailure): boolean {
  const passing = ['unreachable', 'timeout', 'tooBusy', 'serverError'].includes(data.kind)
  return passing && (data.retryAfterSeconds ?? 0) * 1000 <= RETRY_AFTER_MOST_MS
}

/** HTTP for one account: pool, deadlines, size caps, pacing, and repetition of what may be repeated. */
export function createHttp({ baseUrl, network, clock, log, heardClock, connections = CONNECTIONS }: HttpOptions): Http {
  const base = new URL(baseUrl)
  const prefix = base.pathname.replace(/\/+$/, '')
  const pacing = createPacing(connections, clock)
  let dispatcher: Dispatcher | null = null
  let closed = false

  /** One exchange; `read` takes the body, and the place among the calls with it where it is not done when it returns. */
  const attempt = async <T>(request: HttpRequest, signal: AbortSignal, read: (head: Head) => Promise<T>): Promise<T> => {
    let release = await pacing.enter(request.urgency, request.signal)
    const startedAt = clock.now()
    const notes = { call: request.name, repeat: request.repeat }
    let sent = false
    try {
      dispatcher ??= createDispatcher(base, network, connections)
      sent = true
      const reply = await send(`${base.origin}${prefix}/${request.path}${queryText(request.query)}`, {
        dispatcher, method: request.method, signal,
        headers: { 'accept-encoding': 'gzip', accept: 'application/json', ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        // The signal is the deadline, and a stream minds its own pauses; this only catches what slips through.
        headersTimeout: request.deadlineMs * 2, bodyTimeout: 0,
      })
      const headers = headersOf(reply.headers)
      request.heard?.(reply.statusCode, headers)
      const now = clock.now()
      const dateHeader = headers['date']
      if (dateHeader !== undefined && isFresh(headers)) heardClock?.({ dateHeader, sentMs: startedAt, receivedMs: now })
      const allowance = allowanceOf(headers, now)
      if (allowance !== null) pacing.pause(allowance.waitMs, allowance.left === 0 ? 'everyone' : 'background')
      const failure = statusFailure(reply.statusCode, headers, isConditional(request), now)
      if (failure !== null) {
        reply.body.on('error', () => undefined)
        reply.body.destroy()
        const waitMs = retryAfterMs(headers, now)
        if (waitMs !== null) pacing.pause(waitMs, 'everyone')
        throw failure
      }
      return await read({
        status: reply.statusCode, headers, body: reply.body,
        noteRead: bytes => log.debug('http.reply', { ...notes, status: reply.statusCode, bytes, tookMs: clock.now() - startedAt }),
        keepPlace: () => {
          const mine = release
          release = () => undefined
          return mine
        },
      })
    } catch (error) {
      const { failure, left } = networkFailure(error, request.signal.aborted)
      log.info('http.failed', { ...notes, kind: failure.data.kind, code: failure.data.code, tookMs: clock.now() - startedAt })
      const refused = failure.data.kind === 'tooBusy' || failure.data.kind === 'wrongAddress'
      const ambiguous = request.repeat === 'never' && sent && left && !refused
      throw ambiguous ? new OperatorFailure(failure.data, { ambiguous, cause: failure.cause }) : failure
    } finally {
      release()
    }
  }

  const sendOnce = (request: HttpRequest): Promise<HttpReply> => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.deadlineMs)])
    return attempt(request, signal, async ({ status, headers, body, noteRead }) => {
      const whole = await readBody(body, headers['content-encoding'], request.maxBytes)
      noteRead(whole.byteLength)
      return { status, headers, body: whole }
    })
  }

  async function* chunksOf(request: HttpStreamRequest, head: Head, done: () => void): AsyncGenerator<Uint8Array, void> {
    let bytes = 0
    try {
      const pieces = piecesOf(head.body, head.headers['content-encoding'], request.maxBytes)
      for await (const chunk of notIdle(head.body, pieces, request.idleMs)) {
        bytes += chunk.byteLength
        yield chunk
      }
      head.noteRead(bytes)
    } catch (error) {
      const { failure } = networkFailure(error, request.signal.aborted)
      log.info('http.failed', { call: request.name, repeat: request.repeat, kind: failure.data.kind, code: failure.data.code, bytes })
      throw failure
    } finally {
      done()
    }
  }

  const streamOnce = async (request: HttpStreamRequest): Promise<HttpStream> => {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(new DOMException('no answer', 'TimeoutError')), request.deadlineMs)
    try {
      return await attempt(request, AbortSignal.any([request.signal, late.signal]), async head => {
        const { status, headers, body } = head
        if (status < 200 || status >= 300) {
          const said = await readBody(body, headers['content-encoding'], WORDS_MOST_BYTES)
          head.noteRead(said.byteLength)
          return { status, headers, body: said, chunks: nothing() }
        }
        clearTimeout(timer)
        const release = head.keepPlace()
        // Whatever becomes of the reader: a body that is gone holds no place.
        body.on('error', () => undefined)
        body.once('close', release)
        return { status, headers, body: new Uint8Array(), chunks: chunksOf(request, head, release) }
      })
    } finally {
      clearTimeout(timer)
    }
  }

  /** Again after a passing failure, where the request may be sent again. */
  const persistently = async <T>(request: HttpRequest, once: () => Promise<T>): Promise<T> => {
    for (let nth = 1; ; nth++) {
      if (closed) throw new OperatorFailure({ kind: 'cancelled' })
      try {
        return await once()
      } catch (error) {
        const failure = networkFailure(error, request.signal.aborted).failure
        if (request.repeat === 'never' || nth >= ATTEMPTS || !repeatable(failure)) throw failure
        const backOffMs = Math.min(BACK_OFF_MOST_MS, BACK_OFF_MS * 3 ** (nth - 1)) * (0.5 + clock.random())
        try {
          await clock.sleep(Math.max(backOffMs, (failure.data.retryAfterSeconds ?? 0) * 1000), request.signal)
        } catch {
          throw new OperatorFailure({ kind: 'cancelled' })
        }
      }
    }
  }

  return {
    send: request => persistently(request, () => sendOnce(request)),
    stream: request => persistently(request, () => streamOnce(request)),
    async close() {
      closed = true
      await dispatcher?.destroy()
    },
  }
}
