import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { closeAll, closing, direct, failure, hasty, ok, open, request, serve, text } from '../../test/fakes/httpAtWork.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { createHttp } from './http.ts'
import type { HttpStreamRequest } from './http.ts'

afterEach(closeAll)

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
