import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { RendererFiles } from '../hosting/rendererFiles.ts'
import { safeHeaders } from '../hosting/contentSecurityPolicy.ts'
import { StartFailure } from '../hosting/startFailure.ts'
import type { HttpTransport } from '../rpc/httpTransport.ts'
import { controlHeader, controlPath, isControlToken } from './control.ts'
import { pageHeader, type Guard, type Refusal } from './guard.ts'
import type { IdleWatch } from './idleWatch.ts'
import { channelPath, type PageChannels } from './pageChannel.ts'
import { sendExpiredPage, sendNotFound, sendRefusal } from './plainPage.ts'

export type ServerParts = {
  readonly guard: Guard
  readonly origin: string
  readonly controlToken: string
  readonly files: RendererFiles
  readonly transport: HttpTransport
  readonly channels: PageChannels
  readonly describe: () => Promise<string>
  readonly idle: IdleWatch
  /** Refused and failed requests, for the log. */
  readonly note: (event: string, detail: Readonly<Record<string, unknown>>) => void
}

/** Answers one request: every way in passes a guard first. */
export function createRequestListener(parts: ServerParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const leave = parts.idle.enter()
    response.once('close', leave)
    answer(parts, request, response).catch((error: unknown) => {
      parts.note('http.failed', { error })
      if (!response.headersSent) response.writeHead(500, { ...safeHeaders, 'cache-control': 'no-store' })
      response.end()
    })
  }
}

async function answer(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { guard } = parts
  const asked = { headers: request.headers, remoteAddress: request.socket.remoteAddress }
  const refuse = (refusal: Refusal) => {
    parts.note('http.refused', { refusal, method: request.method })
    sendRefusal(response)
  }
  const misplaced = guard.checkPlace(asked)
  if (misplaced !== undefined) return refuse(misplaced)
  if (!URL.canParse(request.url ?? '', parts.origin)) return sendNotFound(response)
  const url = new URL(request.url ?? '', parts.origin)

  if (url.pathname === controlPath) return answerControl(parts, request, response)
  const channel = url.pathname === channelPath || url.pathname.startsWith(`${channelPath}/`)
  if (channel || url.pathname.startsWith('/rpc/') || url.pathname.startsWith('/api/')) {
    const refusal = guard.checkCall(asked)
    if (refusal !== undefined) return refuse(refusal)
    for (const [name, value] of Object.entries({ ...safeHeaders, 'cache-control': 'no-store' })) response.setHeader(name, value)
    const answered = channel ? await parts.channels.answer(request, response) : await parts.transport(request, response)
    if (!answered) sendNotFound(response)
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendNotFound(response)

  const token = url.pathname === '/' ? url.searchParams.get('token') : null
  if (token !== null) {
    const cookie = guard.exchange(token)
    // A reload of the first address: its token is used up, its session still there.
    if (cookie === undefined && guard.checkSession(asked) !== undefined) return sendExpiredPage(response)
    response.writeHead(303, { ...safeHeaders, location: '/', 'cache-control': 'no-store', ...(cookie === undefined ? {} : { 'set-cookie': cookie }) })
    response.end()
    return
  }
  if (guard.checkSession(asked) !== undefined) return sendExpiredPage(response)
  if (url.pathname === '/openapi.json') {
    response.writeHead(200, { ...safeHeaders, 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(await parts.describe())
    return
  }
  const file = await parts.files(url.pathname, { [pageHeader.slice(2)]: guard.pageKey(asked) })
  if (file === undefined) return sendNotFound(response)
  response.writeHead(200, { ...file.headers, 'content-length': file.body.length })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

function answerControl(parts: ServerParts, request: IncomingMessage, response: ServerResponse): void {
  // Only a program of the same user asks this: a page always sends an Origin with a POST.
  const allowed = request.method === 'POST' && request.headers.origin === undefined
    && isControlToken(request.headers[controlHeader], parts.controlToken)
  if (!allowed) {
    parts.note('http.refused', { refusal: 'control', method: request.method })
    return sendRefusal(response)
  }
  response.writeHead(200, { ...safeHeaders, 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ address: `${parts.origin}/?token=${parts.guard.issueToken()}` }))
}

/** Listens on loopback only and gives the port. Throws StartFailure where the port cannot be had. */
export async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('error', (error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'is taken by another program' : error.code === 'EACCES' ? 'needs rights that you do not have' : `cannot be used (${error.code})`
    reject(new StartFailure(`Port ${port} ${why}. Choose another with --port, or leave it out.`, 1, { cause: error }))
  })
  server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
    const address = server.address()
    resolve(typeof address === 'object' && address !== null ? address.port : port)
  })
  return promise
}

/** A server whose listener is set once its port is known; requests before that wait. */
export function createLoopbackServer(): Server {
  return createServer({ requestTimeout: 0, keepAliveTimeout: 10_000 })
}
