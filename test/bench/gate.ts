import { once } from 'node:events'
import { createServer, request } from 'node:http'

/** A gate before a system, as operators have one: so many calls in each window, announced in headers; more are answered 429. */
export type GateOptions = { readonly target: string; readonly calls: number; readonly windowMs: number }
/** What went through since the last `begin`. */
export type Passed = { readonly calls: number; readonly refused: number; readonly mostAtOnce: number }

/** Opens a gate on 127.0.0.1. Headers as in the IETF draft "RateLimit header fields for HTTP": remaining calls, seconds to reset. */
export async function openGate({ target, calls: allowed, windowMs }: GateOptions) {
  const { origin } = new URL(target)
  let windowEndsMs = 0
  let left = allowed
  let calls = 0
  let refused = 0
  let running = 0
  let mostAtOnce = 0

  const server = createServer((incoming, response) => {
    const now = Date.now()
    if (now >= windowEndsMs) {
      windowEndsMs = now + windowMs
      left = allowed
    }
    calls += 1
    left -= 1
    const seconds = String(Math.ceil((windowEndsMs - now) / 1000))
    const limits = { 'ratelimit-limit': String(allowed), 'ratelimit-remaining': String(Math.max(0, left)), 'ratelimit-reset': seconds }
    if (left < 0) {
      refused += 1
      incoming.resume()
      response.writeHead(429, { ...limits, 'retry-after': seconds, 'content-type': 'application/json' }).end('{"message":"API rate limit exceeded"}')
      return
    }
    running += 1
    mostAtOnce = Math.max(mostAtOnce, running)
    response.once('close', () => { running -= 1 })
    const onward = request(new URL(incoming.url ?? '/', origin), { method: incoming.method, headers: { ...incoming.headers, host: new URL(origin).host } }, answer => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...limits })
      answer.pipe(response)
    })
    onward.once('error', () => response.destroy())
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the gate has no port')
  return {
    baseUrl: `http://127.0.0.1:${address.port}${new URL(target).pathname}`,
    /** Counts anew, in a new window. */
    begin(): void {
      windowEndsMs = 0
      calls = 0
      refused = 0
      mostAtOnce = 0
    },
    passed: (): Passed => ({ calls, refused, mostAtOnce }),
    close(): void {
      server.close()
      server.closeAllConnections()
    },
  }
}
export type Gate = Awaited<ReturnType<typeof openGate>>
