import { createServer } from 'node:http'
import { control } from './control.ts'
import { Diagnostics } from './diagnostics.ts'
import { CLASSES, answer, correlationIds, mayUse, readEnvelope } from './dispatch.ts'
import { LabFaults, drip, huge, withBadRecord, wrongShape } from './faults.ts'
import { documentedEndusers } from './methodsDirectory.ts'
import { RequestLog } from './requestLog.ts'
import { Tickets } from './tickets.ts'
import { Gate, STANDARD_USERS } from './users.ts'
import { LINES, LabWorld } from './world.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Envelope } from './dispatch.ts'
import type { LabFault } from './faults.ts'
import type { LabParts } from './method.ts'
import type { LabUser } from './users.ts'

export { labShowcase } from './showcase.ts'
export type { LabShowcase } from './showcase.ts'
export type { LabFault } from './faults.ts'
export type { LabUser } from './users.ts'

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
  /** Where /lab/faults, /lab/world and /lab/requests are. */
  origin: string
  users: readonly LabUser[]
  faults: LabFaults
  requests: RequestLog
  world: LabWorld
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
  const gate = new Gate(users, now)
  const requests = new RequestLog()
  const sockets = new Set<Socket>()
  const faults = new LabFaults(() => {
    for (const socket of sockets) socket.destroy()
  })
  const parts: LabParts = {
    world,
    diagnostics: new Diagnostics(now, checkMs),
    tickets: new Tickets(world, now),
    endusers: documentedEndusers(),
    users,
    now,
  }
  const errorId = correlationIds(seed)
  const expireTokens = (): void => gate.expireTokens()

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://lab').pathname
    const http = request.method ?? 'GET'
    if (faults.cut && !path.startsWith('/lab/')) {
      request.socket.destroy()
      return
    }
    const body = await bodyOf(request)
    if (body === null) return
    if (path.startsWith('/lab/')) {
      control({ faults, world, requests, expireTokens }, http, path, body, response)
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
    const right = (twist: ((result: unknown) => unknown) | null): Answer => {
      if (!logIn && !product)
        return { status: 404, headers: { 'content-type': 'text/html; charset=iso-8859-1' }, body: NOT_FOUND }
      if (!user || (product && !mayUse(user, product))) return { status: 401, headers: JSON_TYPE, body: REFUSED }
      if (logIn || !product) return { status: 200, headers: JSON_TYPE, body: JSON.stringify(gate.token(user)) }
      if (typeof envelope === 'string') return { status: 200, headers: JSON_TYPE, body: envelope }
      return { status: 200, headers: JSON_TYPE, body: answer(parts, product, envelope as Envelope, user, errorId, twist) }
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
    expireTokens,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

type Answer = { status: number; headers: Record<string, string>; body: string }

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

/** Sends the right answer, or what the fault makes of it. */
async function deliver(
  fault: LabFault | null,
  right: (twist: ((result: unknown) => unknown) | null) => Answer,
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
      send(response, right(null))
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'truncated': {
      const { status, headers, body } = right(null)
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
      return drip(response, right(null).body, fault.bytesPerSecond)
    case 'huge':
      return huge(response, fault.bytes)
    case 'wrongShape':
      return send(response, right(wrongShape))
    case 'badRecord':
      return send(response, right(withBadRecord))
    default:
      send(response, right(null))
  }
}
