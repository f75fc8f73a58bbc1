import { createGunzip } from 'node:zlib'
import type { Readable } from 'node:stream'
import { request as send } from 'undici'
import type { Dispatcher } from 'undici'
import type { Log } from '../log/log.ts'
import type { Clock } from './clock.ts'
import type { ClockSample } from './clockOffset.ts'
import { createDispatcher } from './dispatcher.ts'
import type { NetworkSettings } from './dispatcher.ts'
import { networkFailure } from './networkFailure.ts'
import { OperatorFailure } from './operatorFailure.ts'
import { createPacing } from './pacing.ts'
import type { Urgency } from './pacing.ts'
import { allowanceOf, retryAfterMs } from './rateHeaders.ts'

export type HttpRequest = {
  /** Name for the log: a method or route template, never a URL. */
  readonly name: string
  readonly method: 'GET' | 'POST'
  /** Path under the account's base address, without a leading slash. */
  readonly path: string
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
}

/** An answer below 300 or from 400 on; redirects are failures. */
export type HttpReply = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array }

export type Http = {
  /** Throws OperatorFailure: unreachable, timeout, certificate, tooBig, wrongAddress, serverError (502-504), tooBusy, cancelled. */
  send(request: HttpRequest): Promise<HttpReply>
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

async function readBody(body: Readable, encoding: string | undefined, maxBytes: number): Promise<Uint8Array> {
  const gzipped = encoding !== undefined && /gzip/i.test(encoding)
  const source = gzipped ? body.pipe(createGunzip()) : body
  if (gzipped) body.on('error', error => source.destroy(error))
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of source) {
      if (!(chunk instanceof Uint8Array)) continue
      size += chunk.byteLength
      if (size > maxBytes) throw new OperatorFailure({ kind: 'tooBig' })
      chunks.push(chunk)
    }
  } catch (error) {
    body.on('error', () => undefined)
    body.destroy()
    throw error
  }
  const only = chunks[0]
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
}

/** Failure of a status that says the system or its gateway is not well, or null. */
function statusFailure(status: number, headers: Readonly<Record<string, string>>, now: number): OperatorFailure | null {
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

  const attempt = async (request: HttpRequest): Promise<HttpReply> => {
    const release = await pacing.enter(request.urgency, request.signal)
    const startedAt = clock.now()
    const notes = { call: request.name, repeat: request.repeat }
    let sent = false
    try {
      dispatcher ??= createDispatcher(base, network, connections)
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(request.deadlineMs)])
      sent = true
      const reply = await send(`${base.origin}${prefix}/${request.path}`, {
        dispatcher, method: request.method, signal,
        headers: { 'accept-encoding': 'gzip', accept: 'application/json', ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        // The signal is the deadline; these only catch what slips through it.
        headersTimeout: request.deadlineMs * 2, bodyTimeout: request.deadlineMs * 2,
      })
      const headers = headersOf(reply.headers)
      const now = clock.now()
      const dateHeader = headers['date']
      if (dateHeader !== undefined && isFresh(headers)) heardClock?.({ dateHeader, sentMs: startedAt, receivedMs: now })
      const allowance = allowanceOf(headers, now)
      if (allowance !== null) pacing.pause(allowance.waitMs, allowance.left === 0 ? 'everyone' : 'background')
      const failure = statusFailure(reply.statusCode, headers, now)
      if (failure !== null) {
        reply.body.on('error', () => undefined)
        reply.body.destroy()
        const waitMs = retryAfterMs(headers, now)
        if (waitMs !== null) pacing.pause(waitMs, 'everyone')
        throw failure
      }
      const body = await readBody(reply.body, headers['content-encoding'], request.maxBytes)
      log.debug('http.reply', { ...notes, status: reply.statusCode, bytes: body.byteLength, tookMs: now - startedAt })
      return { status: reply.statusCode, headers, body }
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

  return {
    async send(request) {
      for (let nth = 1; ; nth++) {
        if (closed) throw new OperatorFailure({ kind: 'cancelled' })
        try {
          return await attempt(request)
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
    },
    async close() {
      closed = true
      await dispatcher?.destroy()
    },
  }
}
