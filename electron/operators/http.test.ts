import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeAll, direct, failure, hasty, listen, ok, open, request, serve, text } from '../../test/fakes/httpAtWork.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { systemClock } from './clock.ts'
import type { NetworkSettings } from './dispatcher.ts'

const tls = (name: string): string => fileURLToPath(new URL(`../../test/fakes/tls/${name}`, import.meta.url))
afterEach(async () => {
  vi.unstubAllEnvs()
  await closeAll()
})

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
