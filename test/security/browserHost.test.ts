import { request } from 'node:http'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPage, startTestHost, type PageSession, type TestHost } from '../fakes/hostSession.ts'

let nowMs: number
let running: TestHost
let session: PageSession

beforeEach(async () => {
  nowMs = Date.parse('2026-11-21T18:00:00Z')
  running = await startTestHost({ nowMs: () => nowMs })
  session = await openPage(running.address)
})
afterEach(() => running[Symbol.asyncDispose]())

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string | string[] | undefined>>; readonly body: string }

/** A request with any headers, which fetch would not let us send; the path is sent as it is. */
function ask(target: string, headers: Record<string, string> = {}, method = 'GET', body?: string): Promise<Answer> {
  const { port } = new URL(running.origin)
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path: target, method, headers: { host: `127.0.0.1:${port}`, ...headers } }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }))
    })
    call.on('error', reject)
    call.end(body)
  })
}

const callPath = '/rpc/accounts/list'
const call = (headers: Record<string, string>) => ask(callPath, { 'content-type': 'application/json', ...headers }, 'POST', '{}')

describe('the address', () => {
  it('is exchanged once for a cookie that scripts cannot read and other sites do not send', async () => {
    const fresh = await freshAddress()
    const first = await ask(`/?token=${new URL(fresh).searchParams.get('token')}`)
    expect(first.status).toBe(303)
    expect(first.headers.location).toBe('/')
    expect(String(first.headers['set-cookie'])).toMatch(/^lineside-[0-9a-f]{12}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const again = await ask(`/?token=${new URL(fresh).searchParams.get('token')}`)
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.body).toContain('prints a fresh address')
  })

  it('is no longer valid after a minute', async () => {
    const fresh = await freshAddress()
    nowMs += 60_000
    expect((await ask(`/?token=${new URL(fresh).searchParams.get('token')}`)).status).toBe(403)
  })

  it('leads a page that has its session back to it', async () => {
    const again = await ask(`/?token=${new URL(running.address).searchParams.get('token')}`, session.headers)
    expect(again).toMatchObject({ status: 303, headers: { location: '/' } })
  })

  it('cannot be guessed: a wrong token gives no session', async () => {
    expect((await ask('/?token=wrong')).status).toBe(403)
  })
})

describe('a call', () => {
  it('is answered for a page of this session', async () => {
    expect(await call(session.headers)).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
    expect((await call({ ...session.headers, origin: running.origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  const { port: wrongPort } = { port: '1' }
  it.each<[string, (own: PageSession['headers']) => Record<string, string>]>([
    ['without the cookie', own => ({ 'x-lineside-page': own['x-lineside-page'] })],
    ['with a wrong cookie', own => ({ ...own, cookie: own.cookie.replace(/=.*/, '=AAAA') })],
    ['without the page key', own => ({ cookie: own.cookie })],
    ['with a wrong page key', own => ({ ...own, 'x-lineside-page': 'AAAA.AAAA' })],
    ['with an empty page key', own => ({ ...own, 'x-lineside-page': '' })],
    ['with another host name', own => ({ ...own, host: 'attacker.example' })],
    ['with localhost as host', own => ({ ...own, host: `localhost:${new URL(running.origin).port}` })],
    ['with another port', own => ({ ...own, host: `127.0.0.1:${wrongPort}` })],
    ['from another origin', own => ({ ...own, origin: 'http://attacker.example' })],
    ['from another port of this machine', own => ({ ...own, origin: 'http://127.0.0.1:1' })],
    ['from a page without origin', own => ({ ...own, origin: 'null' })],
    ['from another site', own => ({ ...own, 'sec-fetch-site': 'cross-site' })],
    ['from another port, as the browser tells it', own => ({ ...own, 'sec-fetch-site': 'same-site' })],
  ])('is refused %s', async (_name, headers) => {
    for (const target of [callPath, '/api/accounts', '/channel']) {
      const answer = await ask(target, { 'content-type': 'application/json', ...headers(session.headers) }, target === callPath ? 'POST' : 'GET', target === callPath ? '{}' : undefined)
      expect(answer.status).toBe(403)
      expect(answer.body).not.toContain('Lab')
    }
  })

  it('is refused with the page key of another session', async () => {
    const other = await openPage(await freshAddress())
    expect((await call({ cookie: session.headers.cookie, 'x-lineside-page': other.headers['x-lineside-page'] })).status).toBe(403)
    expect((await call(other.headers)).status).toBe(200)
  })

  it('too big is not read', async () => {
    const answer = await ask(callPath, { ...session.headers, 'content-type': 'application/json' }, 'POST', JSON.stringify({ json: 'x'.repeat(3_000_000) }))
    expect(answer.status).toBe(413)
  })

  it('changes nothing by GET where the contract says POST', async () => {
    expect((await ask('/rpc/app/quit?data=%7B%7D', session.headers)).status).toBe(405)
  })
})

describe('the page', () => {
  it('has a policy with a nonce of its own load, and is not kept', async () => {
    const [one, two] = [await ask('/', session.headers), await ask('/', session.headers)]
    const policies = [one, two].map(({ headers }) => String(headers['content-security-policy']))
    const nonces = policies.map(policy => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
    expect(new Set(nonces).size).toBe(2)
    expect(one.body).toContain(`content="${nonces[0]}"`)
    expect(policies[0]?.replace(nonces[0] ?? '', 'N')).toBe("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-N'; img-src 'self' data:;"
      + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    expect(one.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' })
  })

  it('is refused without a session, with words on how to get one', async () => {
    const answer = await ask('/')
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('npm start')
    expect((await ask('/assets/main-1.js')).status).toBe(403)
    expect((await ask('/openapi.json')).status).toBe(403)
  })

  it('may keep hashed files only', async () => {
    expect((await ask('/assets/main-1.js', session.headers)).headers['cache-control']).toContain('immutable')
  })

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%5c..%5csecret.txt', '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    '//etc/passwd', '/%00', '/assets/main-1.js%00.html', '/C:%5csecret.txt', '/%', '/own/instance.json'])('gives nothing outside its folder for %s', async target => {
    const answer = await ask(target, session.headers)
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('not for the page')
  })

  it('is described by OpenAPI, whose addresses answer', async () => {
    const document = JSON.parse((await ask('/openapi.json', session.headers)).body) as { paths: Record<string, unknown> }
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(['/lines/search', '/checks/run', '/outbox/ticket', '/accounts/{id}', '/app/log']))
    expect(JSON.parse((await ask('/api/app/log?limit=5&minimum=warn', session.headers)).body)).toHaveProperty('entries')
    expect(JSON.parse((await ask('/api/accounts', session.headers)).body)).toHaveLength(1)
  })
})

describe('the control request', () => {
  it('is answered only with the token from the owner\'s directory, and never to a page', async () => {
    const { controlToken } = instance()
    expect((await ask('/control/address', { 'x-lineside-control': controlToken }, 'POST')).status).toBe(200)
    expect((await ask('/control/address', {}, 'POST')).status).toBe(403)
    expect((await ask('/control/address', { 'x-lineside-control': 'wrong' }, 'POST')).status).toBe(403)
    expect((await ask('/control/address', { 'x-lineside-control': controlToken }, 'GET')).status).toBe(403)
    expect((await ask('/control/address', { 'x-lineside-control': controlToken, origin: running.origin }, 'POST')).status).toBe(403)
  })

  it.skipIf(process.platform === 'win32')('keeps its token in a file only the owner reads', () => {
    expect(statSync(path.join(running.directory, 'own', 'instance.json')).mode & 0o777).toBe(0o600)
  })
})

it('listens on loopback only', () => {
  expect(new URL(running.origin).hostname).toBe('127.0.0.1')
})

it('logs refusals without cookies, keys or addresses', async () => {
  await call({ cookie: session.headers.cookie })
  const logged = JSON.stringify(running.cores[0]?.logged)
  expect(logged).toContain('noPageKey')
  expect(logged).not.toContain(session.headers.cookie)
  expect(logged).not.toContain(session.headers['x-lineside-page'])
})

function instance(): { controlToken: string } {
  return JSON.parse(readFileSync(path.join(running.directory, 'own', 'instance.json'), 'utf8')) as { controlToken: string }
}

async function freshAddress(): Promise<string> {
  const answer = await ask('/control/address', { 'x-lineside-control': instance().controlToken }, 'POST')
  return (JSON.parse(answer.body) as { address: string }).address
}
