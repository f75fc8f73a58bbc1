import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { silentLog } from '../log/log.ts'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'
import type { NetworkSettings } from './dispatcher.ts'
import { createHttp } from './http.ts'
import type { Http, HttpRequest, HttpStreamRequest } from './http.ts'
import { OperatorFailure } from './operatorFailure.ts'

const tls = (name: string): string => fileURLToPath(new URL(`../../test/fakes/tls/${name}`, import.meta.url))
const direct: NetworkSettings = { extraCaFiles: [], proxy: { mode: 'none', url: '' } }
/** Waits are noted, not waited. */
const hasty = (): Clock & { slept: number[] } => {
  const slept: number[] = []
  return { ...systemClock, random: () => 0.5, slept, sleep: ms => { slept.push(ms); return Promise.resolve() } }
}

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const close of closing.splice(0)) await close()
})

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  closing.push(() => new Promise(resolve => {
    server.close(resolve)
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function') server.closeAllConnections()
  }))
  return (server.address() as AddressInfo).port
}
async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}/base/`
}
function open(baseUrl: string, network = direct, clock: Clock = hasty(), connections = 4): Http {
  const http = createHttp({ baseUrl, network, clock, log: silentLog, connections })
  closing.push(() => http.close())
  return http
}
function request(rest: Partial<HttpRequest> = {}): HttpRequest {
  return {
    name: 'test', method: 'POST', path: 'broadband/v1', headers: {}, body: '{}', deadlineMs: 2000, maxBytes: 10_000, repeat: 'safe', urgency: 'engineer',
    signal: new AbortController().signal, ...rest,
  }
}
async function failure(call: Promise<unknown>): Promise<OperatorFailure> {
  const error = await call.then(() => null, (thrown: unknown) => thrown)
  if (!(error instanceof OperatorFailure)) throw new Error(`no failure: ${String(error)}`)
  return error
}
const text = (body: Uint8Array): string => Buffer.from(body).toString()
const ok = (response: ServerResponse): void => { response.end('{"fine":true}') }

describe('repetition', () => {
  it.each([[502], [503], [504], [429]])('asks a safe call again after %i, backing off', async status => {
    let calls = 0
    const clock = hasty()
    const http = open(await serve((_, response) => { if (++calls < 3) response.writeHead(status).end(); else ok(response) }), direct, clock)
    expect(text((await http.send(request())).body)).toBe('{"fine":true}')
    expect(calls).toBe(3)
    expect(clock.slept).toEqual([300, 900])
  })

  it('asks a safe call again after a reset, and gives up after three attempts', async () => {
    let calls = 0
    const http = open(await serve(({ socket }) => { calls++; socket.resetAndDestroy() }))
    expect((await failure(http.send(request()))).data.kind).toBe('unreachable')
    expect(calls).toBe(3)
  })

  it('asks a safe call again after a truncated body', async () => {
    let calls = 0
    const http = open(await serve((_, response) => {
      if (++calls > 1) return ok(response)
      response.writeHead(200, { 'content-length': 100 }).write('{"half":', () => response.destroy())
    }))
    expect(text((await http.send(request())).body)).toBe('{"fine":true}')
  })

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void, boolean]>([
    ['a reset', ({ socket }) => { socket.resetAndDestroy() }, true],
    ['a bad gateway', (_, response) => { response.writeHead(502).end() }, true],
    ['a truncated body', (_, response) => { response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy()) }, true],
    ['no answer in time', () => undefined, true],
    ['a body that is too big', (_, response) => { response.end('x'.repeat(20_000)) }, true],
    ['429, which is a plain refusal', (_, response) => { response.writeHead(429).end() }, false],
    ['a redirect', (_, response) => { response.writeHead(302, { location: '/x' }).end() }, false],
  ])('sends a call that must not be repeated once, and says whether it may have worked: %s', async (_, answer, ambiguous) => {
    let calls = 0
    const http = open(await serve((incoming, response) => { calls++; answer(incoming, response) }))
    expect((await failure(http.send(request({ repeat: 'never', deadlineMs: 200 })))).ambiguous).toBe(ambiguous)
    expect(calls).toBe(1)
  })

  it('knows that nothing left where nobody listens', async () => {
    const found = await failure(open('http://127.0.0.1:9/').send(request({ repeat: 'never' })))
    expect(found).toMatchObject({ data: { kind: 'unreachable', code: 'ECONNREFUSED' }, ambiguous: false })
  })
})

describe('limits', () => {
  it('bounds a body that drips by the deadline', async () => {
    const http = open(await serve((_, response) => {
      const timer = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(timer))
    }))
    const startedAt = Date.now()
    expect((await failure(http.send(request({ deadlineMs: 300, repeat: 'never' })))).data.kind).toBe('timeout')
    expect(Date.now() - startedAt).toBeLessThan(1500)
  })

  it('caps the body, also one that grows when unpacked', async () => {
    const big = await serve((_, response) => { response.end('x'.repeat(10_001)) })
    expect((await failure(open(big).send(request()))).data.kind).toBe('tooBig')
    const bomb = await serve((_, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(10_000_000))) })
    expect((await failure(open(bomb).send(request()))).data.kind).toBe('tooBig')
  })

  it('unpacks gzip and survives gzip that is none', async () => {
    const good = await serve((_, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"packed":1}')) })
    expect(text((await open(good).send(request())).body)).toBe('{"packed":1}')
    const bad = await serve((_, response) => { response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip') })
    expect((await failure(open(bad).send(request()))).data.kind).toBe('unreachable')
  })

  it('never follows a redirect, nor shows its credentials to another origin', async () => {
    let elsewhere = 0
    const other = await serve((_, response) => { elsewhere++; ok(response) })
    const http = open(await serve((_, response) => { response.writeHead(307, { location: other }).end() }))
    const found = await failure(http.send(request({ headers: { authorization: 'Basic x' } })))
    expect(found.data).toEqual({ kind: 'wrongAddress', code: 'HTTP 307' })
    expect(elsewhere).toBe(0)
  })

  it('ends a call that is given up', async () => {
    const leave = new AbortController()
    const http = open(await serve(() => { leave.abort() }))
    expect((await failure(http.send(request({ signal: leave.signal })))).data.kind).toBe('cancelled')
  })

  it('keeps one connection for the engineer while the background takes the others', async () => {
    let background = 0
    const http = open(await serve(({ url }, response) => { if (url?.endsWith('slow') === true) background++; else ok(response) }), direct, systemClock, 2)
    const waiting = new AbortController()
    const slow = [1, 2, 3].map(() => failure(http.send(request({ path: 'slow', urgency: 'background', signal: waiting.signal }))))
    expect(text((await http.send(request())).body)).toBe('{"fine":true}')
    expect(background).toBe(1)
    waiting.abort()
    expect((await Promise.all(slow)).map(({ data }) => data.kind)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  })
})

describe('the pace the system asks for', () => {
  it('waits out Retry-After within reason and then goes on', async () => {
    let calls = 0
    const clock = createManualClock()
    const http = open(await serve((_, response) => { if (++calls === 1) response.writeHead(429, { 'retry-after': '2' }).end(); else ok(response) }), direct, clock)
    const answer = http.send(request())
    await vi.waitFor(() => { expect(clock.slept).toContain(2000) })
    expect(calls).toBe(1)
    await clock.advance(2000)
    expect(text((await answer).body)).toBe('{"fine":true}')
  })

  it('stays silent for the account until then, instead of being refused again', async () => {
    let calls = 0
    const clock = createManualClock()
    const http = open(await serve((_, response) => { calls++; response.writeHead(429, { 'retry-after': '60' }).end() }), direct, clock)
    expect((await failure(http.send(request()))).data).toEqual({ kind: 'tooBusy', code: 'HTTP 429', retryAfterSeconds: 60 })
    await clock.advance(20_000)
    expect((await failure(http.send(request()))).data).toEqual({ kind: 'tooBusy', retryAfterSeconds: 40 })
    expect(calls).toBe(1)
  })

  it('leaves what is left of an allowance to the engineer', async () => {
    const clock = createManualClock()
    let calls = 0
    const http = open(await serve((_, response) => {
      calls++
      response.setHeader('ratelimit-remaining', '3').setHeader('ratelimit-reset', '30')
      ok(response)
    }), direct, clock)
    await http.send(request())
    await http.send(request())
    const background = http.send(request({ urgency: 'background' }))
    await clock.advance(29_000)
    expect(calls).toBe(2)
    await clock.advance(1000)
    await background
    expect(calls).toBe(3)
  })
})

describe('the way there', () => {
  const secure = async (): Promise<string> => {
    const server = createTlsServer({ key: readFileSync(tls('key.pem')), cert: readFileSync(tls('certificate.pem')) }, (_, response) => { ok(response) })
    return `https://127.0.0.1:${await listen(server)}/`
  }

  it('verifies certificates whatever the environment says, and takes extra authorities from files', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const base = await secure()
    expect(await failure(open(base).send(request({ repeat: 'never' })))).toMatchObject({ data: { kind: 'certificate' }, ambiguous: false })
    const trusting = open(base, { ...direct, extraCaFiles: [tls('certificate.pem')] })
    expect(text((await trusting.send(request())).body)).toBe('{"fine":true}')
  })

  it('says so where an extra authority cannot be read or is none', async () => {
    const missing = open(await secure(), { ...direct, extraCaFiles: ['/nowhere/ca.pem'] })
    expect((await failure(missing.send(request()))).data).toEqual({ kind: 'certificate', code: 'CA_FILE_UNREADABLE' })
    const wrong = open(await secure(), { ...direct, extraCaFiles: [tls('key.pem')] })
    expect((await failure(wrong.send(request()))).data).toEqual({ kind: 'certificate', code: 'CA_FILE_NOT_PEM' })
  })

  it('uses an explicit proxy, or the one of the system, but never for the loopback interface', async () => {
    const through: string[] = []
    const proxy = await serve(({ url }, response) => { through.push(url ?? ''); ok(response) })
    const explicit: NetworkSettings = { extraCaFiles: [], proxy: { mode: 'explicit', url: new URL(proxy).origin } }
    await open('http://operator.example/api', explicit).send(request())
    expect(through).toEqual(['http://operator.example/api/broadband/v1'])

    vi.stubEnv('HTTP_PROXY', new URL(proxy).origin)
    vi.stubEnv('http_proxy', new URL(proxy).origin)
    vi.stubEnv('NO_PROXY', '')
    vi.stubEnv('no_proxy', '')
    await open('http://operator.example', { extraCaFiles: [], proxy: { mode: 'system', url: '' } }).send(request())
    expect(through).toHaveLength(2)

    const here = await serve((_, response) => { ok(response) })
    await open(here, explicit).send(request())
    await open(here, { extraCaFiles: [], proxy: { mode: 'system', url: '' } }).send(request())
    expect(through).toHaveLength(2)
  })

  it('names a proxy that refuses, and a proxy address that is none', async () => {
    const proxy = createServer().on('connect', (_, socket) => { socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n') })
    const url = `http://127.0.0.1:${await listen(proxy)}`
    const refused = await failure(open('https://operator.example', { extraCaFiles: [], proxy: { mode: 'explicit', url } }).send(request()))
    expect(refused.data).toEqual({ kind: 'unreachable', code: 'PROXY_407' })
    const none = await failure(open('https://operator.example', { extraCaFiles: [], proxy: { mode: 'explicit', url: 'nonsense' } }).send(request()))
    expect(none.data).toEqual({ kind: 'unreachable', code: 'PROXY_ADDRESS' })
  })

  it('carries no address and no credentials in what it throws', async () => {
    const found = await failure(open('http://user-x.invalid/').send(request({ headers: { authorization: 'Basic planted' } })))
    expect(found.data.kind).toBe('unreachable')
    expect(JSON.stringify(found.data) + found.message).not.toMatch(/planted|user-x|authorization/i)
  })
})

describe('conditions and queries', () => {
  it('gives 304 as an answer where a condition was sent, and takes it for a redirect else', async () => {
    const http = open(await serve(({ headers }, response) => {
      response.writeHead(headers['if-modified-since'] === 'Tue, 05 Feb 2019 13:03:15 GMT' ? 304 : 302, { location: '/x' }).end()
    }))
    const reply = await http.send(request({ method: 'GET', headers: { 'if-modified-since': 'Tue, 05 Feb 2019 13:03:15 GMT' } }))
    expect([reply.status, reply.body.byteLength]).toEqual([304, 0])
    expect((await failure(http.send(request({ method: 'GET' })))).data).toEqual({ kind: 'wrongAddress', code: 'HTTP 302' })
    const always = open(await serve((_, response) => { response.writeHead(304).end() }))
    expect((await failure(always.send(request({ method: 'GET' })))).data).toEqual({ kind: 'wrongAddress', code: 'HTTP 304' })
  })

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const)('sends %s with its query encoded, and logs neither', async method => {
    const heard: string[] = []
    const hear = (event: string, fields?: object): void => { heard.push(JSON.stringify({ event, ...fields })) }
    const seen: string[] = []
    const base = await serve((incoming, response) => { seen.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`); ok(response) })
    const http = createHttp({ baseUrl: base, network: direct, clock: hasty(), log: { debug: hear, info: hear, warn: hear, error: hear } })
    closing.push(() => http.close())
    await http.send(request({ method, path: 'a/b/', query: { token: 's3cr3t', 'x y': 'å&=' } }))
    expect(seen).toEqual([`${method} /base/a/b/?token=s3cr3t&x%20y=%C3%A5%26%3D`])
    expect(heard.join()).not.toMatch(/s3cr3t|a\/b/)
  })

  it('keeps off as long as Retry-After says, in seconds or by a date', async () => {
    const clock = createManualClock()
    for (const retryAfter of ['7', new Date(clock.now() + 7000).toUTCString()]) {
      const http = open(await serve((_, response) => { response.writeHead(429, { 'retry-after': retryAfter }).end() }), direct, clock)
      const { data } = await failure(http.send(request({ repeat: 'never' })))
      expect(data).toMatchObject({ kind: 'tooBusy', code: 'HTTP 429' })
      expect(data.retryAfterSeconds).toBeGreaterThanOrEqual(6)
      expect(data.retryAfterSeconds).toBeLessThanOrEqual(7)
    }
  })
})

describe('a body in pieces', () => {
  const asked = (rest: Partial<HttpStreamRequest> = {}): HttpStreamRequest => ({ ...request({ method: 'GET', maxBytes: 100_000_000 }), idleMs: 1000, ...rest })
  const drain = async (chunks: AsyncIterable<Uint8Array>): Promise<number> => {
    let bytes = 0
    for await (const chunk of chunks) bytes += chunk.byteLength
    return bytes
  }

  it.each([true, false])('comes without being held (gzip: %s)', async gzipped => {
    const piece = Buffer.from('{"accessId":"8732c2f065e2490babce820e94b1011a","city":"Växjö"},'.repeat(1000))
    const pieces = 400
    const packed = gzipSync(Buffer.concat(Array.from({ length: pieces }, () => piece)))
    const http = open(await serve((_, response) => {
      response.writeHead(200, { 'last-modified': 'Tue, 05 Feb 2019 13:03:15 GMT', ...(gzipped ? { 'content-encoding': 'gzip' } : {}) })
      if (gzipped) {
        response.end(packed)
        return
      }
      let left = pieces
      const more = (): void => {
        while (left-- > 0) if (!response.write(piece)) { response.once('drain', more); return }
        response.end()
      }
      more()
    }))
    const reply = await http.stream(asked())
    expect([reply.status, reply.headers['last-modified'], reply.body.byteLength]).toEqual([200, 'Tue, 05 Feb 2019 13:03:15 GMT', 0])
    let largest = 0
    let bytes = 0
    for await (const chunk of reply.chunks) {
      largest = Math.max(largest, chunk.byteLength)
      bytes += chunk.byteLength
    }
    expect(bytes).toBe(piece.byteLength * pieces)
    expect(largest).toBeLessThan(1_000_000)
  })

  it('says what an answer that is no list says', async () => {
    const http = open(await serve((_, response) => { response.writeHead(404, { 'content-type': 'application/json' }).end('{"cause":"none"}') }))
    const reply = await http.stream(asked())
    expect([reply.status, text(reply.body), await drain(reply.chunks)]).toEqual([404, '{"cause":"none"}', 0])
  })

  it('has no deadline as a whole, but for its head and for each pause', async () => {
    const http = open(await serve(({ url }, response) => {
      if (url === '/base/head') return
      response.writeHead(200).write('x')
      if (url === '/base/pause') return
      let left = 8
      const timer = setInterval(() => {
        response.write('x')
        if (--left === 0) { clearInterval(timer); response.end() }
      }, 50)
    }))
    const slow = await http.stream(asked({ path: 'slow', deadlineMs: 200, idleMs: 200 }))
    expect(await drain(slow.chunks)).toBe(9)
    const paused = await http.stream(asked({ path: 'pause', deadlineMs: 200, idleMs: 100 }))
    expect((await failure(drain(paused.chunks))).data.kind).toBe('timeout')
    expect((await failure(http.stream(asked({ path: 'head', deadlineMs: 100, repeat: 'never' })))).data.kind).toBe('timeout')
  })

  it('does not count what the reader takes as a pause', async () => {
    const http = open(await serve((_, response) => { response.end('x'.repeat(1_000_000)) }))
    const reply = await http.stream(asked({ idleMs: 50 }))
    let bytes = 0
    for await (const chunk of reply.chunks) {
      if (bytes === 0) await new Promise(resolve => { setTimeout(resolve, 120) })
      bytes += chunk.byteLength
    }
    expect(bytes).toBe(1_000_000)
  })

  it('caps the unpacked body, and tells one that ends too early from a whole one', async () => {
    const http = open(await serve(({ url }, response) => {
      if (url === '/base/big') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)))
      else response.writeHead(200, { 'content-length': 100 }).write('half', () => { setTimeout(() => response.destroy(), 20) })
    }))
    const big = await http.stream(asked({ path: 'big', maxBytes: 1_000_000 }))
    expect((await failure(drain(big.chunks))).data.kind).toBe('tooBig')
    const half = await http.stream(asked({ path: 'half' }))
    expect((await failure(drain(half.chunks))).data.kind).toBe('unreachable')
  })

  it('ends when the caller gives up, and gives its place back whatever becomes of it', async () => {
    const http = open(await serve((_, response) => { response.writeHead(200).write('x'); }), direct, hasty(), 1)
    for (const leave of ['abort', 'return'] as const) {
      const gone = new AbortController()
      const reply = await http.stream(asked({ signal: gone.signal }))
      if (leave === 'abort') {
        const drained = failure(drain(reply.chunks))
        gone.abort()
        expect((await drained).data.kind).toBe('cancelled')
      } else for await (const _ of reply.chunks) break
    }
    const unread = new AbortController()
    await http.stream(asked({ signal: unread.signal }))
    unread.abort()
    expect((await http.stream(asked())).status).toBe(200)
  })

  it('asks again as long as no head has come', async () => {
    let calls = 0
    const http = open(await serve((_, response) => { if (++calls < 3) response.writeHead(503).end(); else ok(response) }))
    expect(await drain((await http.stream(asked())).chunks)).toBe(13)
    expect(calls).toBe(3)
  })
})
