import { createServer } from 'node:http'
import { control } from './control.ts'
import { Diagnostics } from './nextpertise/diagnostics.ts'
import { CLASSES, answer, correlationIds, mayUse, readEnvelope } from './nextpertise/dispatch.ts'
import { LabFaults, drip, huge, withBadRecord, wrongShape } from './faults.ts'
import { documentedEndusers } from './nextpertise/methodsDirectory.ts'
import { Later } from './later.ts'
import { RequestLog } from './requestLog.ts'
import { Tickets } from './nextpertise/tickets.ts'
import { Gate, STANDARD_USERS } from './nextpertise/users.ts'
import { LINES, LabWorld } from './nextpertise/world.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Envelope } from './nextpertise/dispatch.ts'
import type { LabFault } from './faults.ts'
import type { LabParts, Writing } from './nextpertise/method.ts'
import type { LabUser } from './nextpertise/users.ts'

export { labDeliveries, labShowcase } from './nextpertise/showcase.ts'
export type { LabShowcase } from './nextpertise/showcase.ts'
export type { Chaos } from './chaos.ts'
export type { LabFault } from './faults.ts'
export type { TicketCount, TicketOrder } from './nextpertise/ticketControl.ts'
export type { LabUser } from './nextpertise/users.ts'

export type LabOptions = {
  seed?: number
  /** 20 to 1,000,000; 400 unless told. */
  lines?: number
  /** 0 (unless told): any free port. */
  port?: number
  /** How long a test runs, 4000 ms unless told; a thrown-out session is back after twice that. */
  checkMs?: number
  now?: () => Date
  users?: readonly LabUser[]
}

export type Lab = {
  /** http://127.0.0.1:PORT/nextpertise */
  baseUrl: string
  /** Where /lab/faults, /lab/world, /lab/tickets and /lab/requests are. */
  origin: string
  users: readonly LabUser[]
  faults: LabFaults
  requests: RequestLog
  world: LabWorld
  tickets: Tickets
  /** What a fault has put off. */
  later: Later
  /** Refuses every token handed out so far. */
  expireTokens(): void
  close(): Promise<void>
}

const BASE = '/nextpertise/'
const LOG_IN = 'jwt/log-in'
const STANDARD = { seed: 1, checkMs: 4000 }
const MOST_BODY_BYTES = 64 * 1024 * 1024
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const REFUSED = '{"message":"You cannot consume this service"}'
const NOT_FOUND =
  '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n' +
  '<h1>Not Found</h1>\n' +
  '<p>The requested URL was not found on this server.</p>\n</body></html>\n'
const HTML_PAGE = '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>'

/** Starts the lab network: a real HTTP server on 127.0.0.1 that speaks the documented JSON-RPC over generated lines. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { seed = STANDARD.seed, lines = LINES.standard, port = 0, checkMs = STANDARD.checkMs, users = STANDARD_USERS } = options
  const clock = options.now
  const now = clock ? (): number => clock().getTime() : Date.now
  const world = new LabWorld(seed, lines, now, checkMs * 2)
  const later = new Later(now)
  const tickets = new Tickets(world, now)
  const gate = new Gate(users, now)
  const requests = new RequestLog()
  const sockets = new Set<Socket>()
  const faults = new LabFaults(() => {
    for (const socket of sockets) socket.destroy()
  })
  const parts: LabParts = {
    world,
    diagnostics: new Diagnostics(now, checkMs),
    tickets,
    later,
    endusers: documentedEndusers(),
    users,
    now,
  }
  const errorId = correlationIds(seed)
  const expireTokens = (): void => gate.expireTokens()

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://lab')
    const path = url.pathname
    const http = request.method ?? 'GET'
    if (faults.cut && !path.startsWith('/lab/')) {
      request.socket.destroy()
      return
    }
    const body = await bodyOf(request)
    if (body === null) return
    later.settle()
    if (path.startsWith('/lab/')) {
      control({ faults, world, tickets, later, requests, expireTokens }, http, url, body, response)
      return
    }
    const endpoint = path.startsWith(BASE) ? path.slice(BASE.length).replace(/^test\//, '') : null
    const product = endpoint !== null && Object.hasOwn(CLASSES, endpoint) && http === 'POST' ? CLASSES[endpoint] : undefined
    const logIn = endpoint === LOG_IN && http === 'GET'
    const { authorization } = request.headers
    const totp = request.headers['x-totp']
    const basic = gate.basic({ authorization, totp: typeof totp === 'string' ? totp : undefined })
    const user = logIn ? basic : (basic ?? gate.bearer(authorization))
    const envelope = product ? readEnvelope(body, errorId) : null
    const method = logIn ? LOG_IN : envelope !== null && typeof envelope === 'object' ? envelope.method : path
    requests.add({
      at: new Date(now()).toISOString(),
      endpoint: endpoint ?? path,
      method,
      params: typeof envelope === 'object' ? (envelope?.params ?? null) : null,
      user: user?.username ?? null,
      auth: /^Bearer/i.test(authorization ?? '') ? 'bearer' : authorization === undefined ? 'none' : 'basic',
    })
    const right: Right = (twist = null, writing = AT_ONCE) => {
      if (!logIn && !product)
        return { status: 404, headers: { 'content-type': 'text/html; charset=iso-8859-1' }, body: NOT_FOUND }
      if (!user || (product && !mayUse(user, product))) return { status: 401, headers: JSON_TYPE, body: REFUSED }
      if (logIn || !product) return { status: 200, headers: JSON_TYPE, body: JSON.stringify(gate.token(user)) }
      if (typeof envelope === 'string') return { status: 200, headers: JSON_TYPE, body: envelope }
      return { status: 200, headers: JSON_TYPE, body: answer(parts, product, envelope as Envelope, user, errorId, twist, writing) }
    }
    const fault = faults.take(method)
    response.setHeader('date', new Date(now() + (fault?.kind === 'clock' ? fault.aheadMs : 0)).toUTCString())
    await deliver(fault, right, envelope, errorId, response)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'unknown'
      if (response.headersSent) response.destroy()
      else send(response, { status: 500, headers: JSON_TYPE, body: JSON.stringify({ message: `The lab has a bug: ${message}` }) })
    })
  })
  server.keepAliveTimeout = 30_000
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the lab has no port')
  const origin = `http://127.0.0.1:${address.port}`
  return {
    baseUrl: origin + BASE.slice(0, -1),
    origin,
    users,
    faults,
    requests,
    world,
    tickets,
    later,
    expireTokens,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

type Answer = { status: number; headers: Record<string, string>; body: string }

/** The right answer, its result changed by `twist` on the way out; what it writes is done as `writing` says. */
type Right = (twist?: ((result: unknown) => unknown) | null, writing?: Writing) => Answer
const AT_ONCE: Writing = { commitMs: 0, sightMs: 0 }

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body)
}

/** The whole body as text, or null when the other side left or sent more than is sensible. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > MOST_BODY_BYTES) {
        request.destroy()
        return null
      }
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks).toString('utf8')
}

const GATEWAY_TIMEOUT: Answer = { status: 504, headers: JSON_TYPE, body: '{"message":"The upstream server is timing out"}' }

/** Sends the right answer, or what the fault makes of it. */
async function deliver(
  fault: LabFault | null,
  right: Right,
  envelope: Envelope | string | null,
  errorId: () => string,
  response: ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case 'refusal': {
      const id = typeof envelope === 'object' ? (envelope?.id ?? null) : null
      const body = JSON.stringify({ jsonrpc: '2.0', id, error: { code: fault.code, message: fault.message, data: { cid: errorId() } } })
      return send(response, { status: 200, headers: JSON_TYPE, body })
    }
    case 'latency':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      send(response, right())
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'lostReply':
      right(null, { commitMs: 0, sightMs: fault.sightMs ?? 0 })
      response.socket?.resetAndDestroy()
      return
    case 'lateCommit': {
      const reply = right(null, { commitMs: fault.ms, sightMs: 0 })
      if (fault.answer === 'reply') send(response, reply)
      else if (fault.answer === 'gatewayTimeout') send(response, GATEWAY_TIMEOUT)
      else response.socket?.resetAndDestroy()
      return
    }
    case 'lateSight':
      return send(response, right(null, { commitMs: 0, sightMs: fault.ms }))
    case 'truncated': {
      const { status, headers, body } = right()
      response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
      response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.destroy())
      return
    }
    case 'html':
      return send(response, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: HTML_PAGE })
    case 'unauthorized401':
      return send(response, { status: 401, headers: JSON_TYPE, body: REFUSED })
    case 'tooMany':
      return send(response, {
        status: 429,
        headers: { ...JSON_TYPE, 'retry-after': String(fault.retryAfterSeconds) },
        body: '{"message":"API rate limit exceeded"}',
      })
    case 'serverError':
      return send(response, { status: fault.status, headers: JSON_TYPE, body: '{"message":"An unexpected error occurred"}' })
    case 'drip':
      return drip(response, right().body, fault.bytesPerSecond)
    case 'huge':
      return huge(response, fault.bytes)
    case 'wrongShape':
      return send(response, right(wrongShape))
    case 'badRecord':
      return send(response, right(withBadRecord))
    default:
      send(response, right())
  }
}
