import { createServer } from 'node:http'
import { send } from './bodies.ts'
import { control } from './control.ts'
import { deliver } from './deliver.ts'
import { LabFaults } from './faults.ts'
import { jsonReply } from './labSystem.ts'
import { Later } from './later.ts'
import { RequestLog } from './requestLog.ts'
import { buildSystems } from './systems.ts'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { LabRequest, LabSystem } from './labSystem.ts'
import type { LabSystems, SystemOptions } from './systems.ts'

export { labDeliveries, labShowcase } from './nextpertise/showcase.ts'
export { onApiShowcase, showcaseAccess } from './on-api/showcase.ts'
export type { OnApiShowcase } from './on-api/showcase.ts'
export type { LabShowcase } from './nextpertise/showcase.ts'
export type { Chaos } from './chaos.ts'
export type { LabFault } from './faults.ts'
export type { TicketCount, TicketOrder } from './nextpertise/ticketControl.ts'
export type { LabUser } from './nextpertise/users.ts'

export type LabOptions = SystemOptions & {
  seed?: number
  /** 0 (unless told): any free port. */
  port?: number
  now?: () => Date
  /** Which systems answer; all unless told. */
  systems?: readonly (keyof LabSystems)[]
}

export type Lab = LabSystems & {
  /** Where /lab/faults, /lab/requests and /lab/<kind> are. */
  origin: string
  /** Every system, also those that do not answer. */
  systems: LabSystems
  faults: LabFaults
  requests: RequestLog
  /** What a fault has put off. */
  later: Later
  /** Refuses every token handed out so far. */
  expireTokens(): void
  close(): Promise<void>
} & Pick<LabSystems['nextpertise'], 'baseUrl' | 'users' | 'world' | 'tickets'>

const MOST_BODY_BYTES = 64 * 1024 * 1024

/** Starts the lab network: a real HTTP server on 127.0.0.1 that speaks the documented protocols over generated lines. */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const { seed = 1, port = 0 } = options
  const clock = options.now
  const now = clock ? (): number => clock().getTime() : Date.now
  const later = new Later(now)
  let origin = ''
  const systems = buildSystems({ seed, now, later, origin: () => origin }, options)
  const served = Object.entries(systems).filter(([kind]) => options.systems?.some((each) => each === kind) ?? true)
  const byKind: Readonly<Record<string, LabSystem>> = Object.fromEntries(served)
  const requests = new RequestLog()
  const sockets = new Set<Socket>()
  const faults = new LabFaults(() => {
    for (const socket of sockets) socket.destroy()
  })
  const expireTokens = (): void => {
    for (const system of Object.values(systems)) system.expireTokens()
  }

  const server = createServer((request, response) => {
    const serve = async (): Promise<void> => {
      const url = new URL(request.url ?? '/', 'http://lab')
      const ordered = url.pathname.startsWith('/lab/')
      if (faults.cut && !ordered) {
        request.socket.destroy()
        return
      }
      const body = await bodyOf(request)
      if (body === null) return
      later.settle()
      if (ordered) {
        send(response, control({ faults, requests, systems: byKind, expireTokens }, request.method ?? 'GET', url, body))
        return
      }
      const [kind, system] = served.find(([, each]) => isUnder(url.pathname, each.base)) ?? [null, null]
      const asked = labRequest(request, url, body, system?.base ?? '')
      const method = system?.callOf(asked) ?? url.pathname
      requests.add({
        at: new Date(now()).toISOString(),
        endpoint: asked.path,
        method,
        params: system ? paramsOf(system, asked) : null,
        user: system?.userOf(asked) ?? null,
        auth: authOf(asked.headers.authorization),
      })
      const fault = faults.take(method, kind ?? '')
      response.setHeader('date', new Date(now() + (fault?.kind === 'clock' ? fault.aheadMs : 0)).toUTCString())
      if (system) await deliver(system, asked, fault, response)
      else send(response, { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>\n' })
    }
    serve().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'unknown'
      if (response.headersSent) response.destroy()
      else send(response, jsonReply(500, { message: `The lab has a bug: ${message}` }))
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
  origin = `http://127.0.0.1:${address.port}`
  const { baseUrl, users, world, tickets } = systems.nextpertise
  return {
    ...systems, baseUrl, users, world, tickets, origin, systems, faults, requests, later, expireTokens,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function isUnder(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}/`)
}

function labRequest(request: IncomingMessage, url: URL, body: string, base: string): LabRequest {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
  return { method: request.method ?? 'GET', path: url.pathname.slice(base.length), query: url.searchParams, headers, body }
}

function paramsOf(system: LabSystem, request: LabRequest): unknown {
  if (system.paramsOf) return system.paramsOf(request)
  const query = Object.fromEntries(request.query)
  if (request.body === '') return query
  try {
    return { ...query, body: JSON.parse(request.body) as unknown }
  } catch {
    return { ...query, body: request.body }
  }
}

function authOf(authorization: string | undefined): 'basic' | 'bearer' | 'none' {
  return /^Bearer/i.test(authorization ?? '') ? 'bearer' : authorization === undefined ? 'none' : 'basic'
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
