import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { silentLog } from '../log/log.ts'
import type { Http, HttpReply, HttpRequest } from './http.ts'
import { ONE_TIME_CODE_HEADER, nextpertiseLogIn } from './nextpertise/logIn.ts'
import { OperatorFailure } from './operatorFailure.ts'
import { basicAuthorization, createSession } from './session.ts'
import type { LogInProtocol, Secrets, Session } from './session.ts'

const refusal = '{"message":"You cannot consume this service"}'
const reply = (status: number, body: string): HttpReply => ({ status, headers: {}, body: Buffer.from(body) })
const token = (nth: number): HttpReply => reply(200, `{"token_type":"Bearer","expires_in":86400,"access_token":"token-${nth}"}`)
const fine = reply(200, '{"jsonrpc":"2.0","id":1,"result":{}}')

type Answer = (request: HttpRequest, nth: number) => HttpReply | Promise<HttpReply>

/** A system of which a test says what it answers; log-ins, proofs and calls are counted. */
function build(authentication: 'basic' | 'jwt', answers: { logIn?: Answer; proof?: Answer; call?: Answer }, secrets: Secrets | null = { password: 'geheim' }) {
  const clock = createManualClock()
  const counts = { logIn: 0, proof: 0, call: 0 }
  const sent: HttpRequest[] = []
  const http: Http = {
    send: request => {
      sent.push(request)
      const kind = request.path === 'jwt/log-in' ? 'logIn' : request.path === 'user/v1' ? 'proof' : 'call'
      const answer = answers[kind] ?? ((_, nth) => kind === 'logIn' ? token(nth) : fine)
      return Promise.resolve(answer(request, ++counts[kind]))
    },
    stream: async request => ({ ...await http.send(request), chunks: (async function* nothing() { /* no pieces */ })() }),
    close: () => Promise.resolve(),
  }
  const session = createSession({
    http, protocol: nextpertiseLogIn, authentication, username: 'jan', secrets: () => Promise.resolve(secrets), clock, log: silentLog,
  })
  return { session, counts, sent, clock }
}
function call(
  session: Session, area = 'broadband', signal = new AbortController().signal, urgency: HttpRequest['urgency'] = 'engineer',
): Promise<HttpReply> {
  return session.call({
    name: 'list_connections', area, method: 'POST', path: `${area}/v1`, body: '{}', deadlineMs: 1000, maxBytes: 1000, repeat: 'safe', urgency, signal,
  })
}
const inBackground = (session: Session, area: string) => call(session, area, undefined, 'background')
async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  const error = await promise.then(() => null, (thrown: unknown) => thrown)
  return error instanceof OperatorFailure ? error.data.refusal ?? error.data.kind : error
}
const bearer = (request: HttpRequest): string | undefined => request.headers['authorization']

describe('a session by token', () => {
  it('logs in once for all calls that wait for it', async () => {
    const { session, counts, sent } = build('jwt', {})
    await Promise.all([call(session), call(session), call(session, 'support')])
    expect(counts).toEqual({ logIn: 1, proof: 0, call: 3 })
    expect(sent[0]?.headers['authorization']).toBe(`Basic ${Buffer.from('jan:geheim').toString('base64')}`)
    expect(sent.slice(1).map(bearer)).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1'])
  })

  it('renews the token before it ends', async () => {
    const { session, counts, clock } = build('jwt', {})
    await call(session)
    await clock.advance(86_000_000)
    await call(session)
    expect(counts.logIn).toBe(1)
    await clock.advance(150_000)
    await call(session)
    expect(counts.logIn).toBe(2)
  })

  it('answers an expired session with one new log-in, shared, and one retry', async () => {
    const { session, counts } = build('jwt', { call: request => bearer(request) === 'Bearer token-1' ? reply(401, refusal) : fine })
    await Promise.all([call(session), call(session), call(session)])
    expect(counts).toEqual({ logIn: 2, proof: 0, call: 6 })
  })

  it('is silent after one failed log-in until the user acts', async () => {
    let open = false
    const { session, counts } = build('jwt', { logIn: (_, nth) => open ? token(nth) : reply(401, '{"message":"Invalid authentication credentials"}') })
    expect(await Promise.all([refusalOf(call(session)), refusalOf(call(session))])).toEqual(['wrongCredentials', 'wrongCredentials'])
    expect(await refusalOf(call(session))).toBe('wrongCredentials')
    expect(counts).toEqual({ logIn: 1, proof: 0, call: 0 })
    open = true
    session.retry()
    await call(session)
    expect(counts).toEqual({ logIn: 2, proof: 0, call: 1 })
  })

  it('is silent too where a changed password ends a running session', async () => {
    const { session, counts } = build('jwt', {
      logIn: (_, nth) => nth === 1 ? token(nth) : reply(401, refusal), call: (_, nth) => nth === 1 ? fine : reply(401, refusal),
    })
    await call(session)
    expect(await Promise.all([refusalOf(call(session)), refusalOf(call(session))])).toEqual(['refused', 'refused'])
    expect(await refusalOf(call(session))).toBe('refused')
    expect(counts.logIn).toBe(2)
  })

  it('is not silenced by a log-in that could not be reached', async () => {
    let down = true
    const { session } = build('jwt', { logIn: (_, nth) => down ? Promise.reject(new OperatorFailure({ kind: 'unreachable' })) : token(nth) })
    expect(await refusalOf(call(session))).toBe('unreachable')
    down = false
    expect((await call(session)).status).toBe(200)
  })

  it('sends a one-time code with the log-in, once, and asks for another instead of trying without', async () => {
    const { session, counts, sent, clock } = build('jwt', { logIn: (request, nth) => request.headers[ONE_TIME_CODE_HEADER] === '123456' ? token(nth) : reply(401, refusal) })
    session.retry('123456')
    await call(session)
    expect(sent[1]?.headers[ONE_TIME_CODE_HEADER]).toBeUndefined()
    await clock.advance(86_400_000)
    expect(await refusalOf(call(session))).toBe('oneTimeCodeNeeded')
    expect(counts.logIn).toBe(1)
    session.retry('654321')
    expect(await refusalOf(call(session))).toBe('refused')
  })

  it('lets a caller leave without ending the log-in for the others', async () => {
    let open: (answer: HttpReply) => void = () => undefined
    const { session, counts } = build('jwt', { logIn: () => new Promise(resolve => { open = resolve }) })
    const leave = new AbortController()
    const left = refusalOf(call(session, 'broadband', leave.signal))
    const stays = call(session)
    leave.abort()
    expect(await left).toBe('cancelled')
    open(token(1))
    expect((await stays).status).toBe(200)
    expect(counts).toMatchObject({ logIn: 1, call: 1 })
  })

  it('refuses a log-in reply that is no token, and one that is no JSON', async () => {
    expect(await refusalOf(call(build('jwt', { logIn: () => reply(200, '{"ok":1}') }).session))).toBe('badReply')
    expect(await refusalOf(call(build('jwt', { logIn: () => reply(200, '<html>') }).session))).toBe('notJson')
    expect(await refusalOf(call(build('jwt', { logIn: () => reply(404, '<html>') }).session))).toBe('wrongAddress')
  })

  it('says wrong credentials, without calling, where the vault has no password', async () => {
    const { session, sent } = build('jwt', {}, null)
    expect(await refusalOf(call(session))).toBe('wrongCredentials')
    expect(sent).toEqual([])
  })
})

describe('a refusal that may have several reasons', () => {
  it.each(['basic', 'jwt'] as const)('is a missing right where the profile answers, remembered for that class only (%s)', async authentication => {
    const { session, counts } = build(authentication, { call: request => request.path.startsWith('support') ? reply(401, refusal) : fine })
    await call(session)
    expect(await refusalOf(call(session, 'support'))).toBe('rightMissing')
    const before = { ...counts }
    expect(await refusalOf(inBackground(session, 'support'))).toBe('rightMissing')
    expect(counts).toEqual(before)
    expect((await call(session)).status).toBe(200)
    session.retry()
    await refusalOf(call(session, 'support'))
    expect(counts.proof).toBe(before.proof + 1)
  })

  it.each(['basic', 'jwt'] as const)('asks once more for a missing right when the engineer tries, and not in the background (%s)', async authentication => {
    let granted = false
    const { session, counts } = build(authentication, { call: request => request.path.startsWith('support') && !granted ? reply(401, refusal) : fine })
    expect(await refusalOf(call(session, 'support'))).toBe('rightMissing')
    const before = { ...counts }
    expect(await Promise.all([1, 2, 3].map(() => refusalOf(call(session, 'support'))))).toEqual(['rightMissing', 'rightMissing', 'rightMissing'])
    expect(counts.proof).toBe(before.proof + 1)
    granted = true
    expect(await refusalOf(inBackground(session, 'support'))).toBe('rightMissing')
    expect((await Promise.all([call(session, 'support'), inBackground(session, 'support')])).map(({ status }) => status)).toEqual([200, 200])
    expect((await inBackground(session, 'support')).status).toBe(200)
  })

  it.each(['basic', 'jwt'] as const)('silences the account where the profile is refused too (%s)', async authentication => {
    const { session, counts } = build(authentication, { call: () => reply(401, refusal), proof: () => reply(401, refusal) })
    expect(await Promise.all([refusalOf(call(session)), refusalOf(call(session)), refusalOf(call(session))])).toEqual(['refused', 'refused', 'refused'])
    const before = { ...counts }
    expect(await refusalOf(call(session, 'support'))).toBe('refused')
    expect(counts).toEqual(before)
  })

  it('tries a wrong Basic password once, however many calls wait', async () => {
    const { session, counts } = build('basic', { call: () => reply(401, '{"message":"Invalid authentication credentials"}') })
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => refusalOf(call(session)))))).toEqual(new Set(['wrongCredentials']))
    expect(counts).toEqual({ logIn: 0, proof: 0, call: 1 })
  })

  it.each([
    ['{"message":"IP not whitelisted"}', 'addressNotAllowed'], ['{"message":"TOTP token required"}', 'oneTimeCodeNeeded'],
    ['{"error":{"message":"Wrong password"}}', 'wrongCredentials'], ['no json', 'refused'],
  ])('takes a clearer wording at its word: %s', async (body, expected) => {
    const { session } = build('basic', { call: () => reply(403, body), proof: () => reply(403, body) })
    expect(await refusalOf(call(session))).toBe(expected)
  })

  it('lets Basic calls run together once one has succeeded', async () => {
    const { session, counts } = build('basic', {})
    await Promise.all([call(session), call(session), call(session)])
    expect(counts).toEqual({ logIn: 0, proof: 0, call: 3 })
  })
})

describe('how a proof travels is for the protocol to say', () => {
  const protocol: LogInProtocol = {
    credentialsProof: ({ username, password }) => ({ headers: { 'client-id': username, 'auth-token': password } }),
    token: {
      request: ({ username, password, oneTimeCode }) => ({
        name: 'log-in', method: 'POST', path: 'auth/login', headers: { 'content-type': 'application/json' }, deadlineMs: 1000, maxBytes: 1000, repeat: 'never',
        body: JSON.stringify({ username, password, ...(oneTimeCode === undefined ? {} : { oneTimeCode }) }),
      }),
      read: answer => ({ token: Buffer.from(answer.body).toString(), lifetimeMs: Number.POSITIVE_INFINITY }),
      proof: value => ({ query: { token: value } }),
    },
    proofRequest: { name: 'proof', area: 'self', method: 'GET', path: 'self', deadlineMs: 1000, maxBytes: 1000, repeat: 'safe' },
    refusalOf: ({ status }) => (status === 403 ? 'refused' : null),
  }
  function over(authentication: 'staticToken' | 'session', answer: (request: HttpRequest) => HttpReply, by: LogInProtocol = protocol) {
    const sent: HttpRequest[] = []
    const send: Http['send'] = request => { sent.push(request); return Promise.resolve(answer(request)) }
    const http: Http = {
      send, stream: async request => ({ ...await send(request), chunks: (async function* nothing() { /* no pieces */ })() }), close: () => Promise.resolve(),
    }
    const session = createSession({
      http, protocol: by, authentication, username: 'client', secrets: () => Promise.resolve({ password: 'lasting' }), clock: createManualClock(), log: silentLog,
    })
    const ask = (area: string, object?: string, urgency: HttpRequest['urgency'] = 'engineer') => session.call({
      name: area, area, method: 'GET', path: area, query: { page: '1' }, deadlineMs: 1000, maxBytes: 1000, repeat: 'safe', urgency,
      signal: new AbortController().signal, ...(object === undefined ? {} : { object }),
    })
    return { session, sent, ask }
  }

  it('as headers with every call', async () => {
    const { sent, ask } = over('staticToken', () => fine)
    await ask('orders')
    expect(sent.map(({ path, headers, query }) => ({ path, headers, query }))).toEqual([
      { path: 'orders', headers: { 'client-id': 'client', 'auth-token': 'lasting' }, query: { page: '1' } },
    ])
  })

  it('as a token in the query, fetched by a POST, that never ends by itself', async () => {
    const { sent, ask, session } = over('session', ({ path }) => (path === 'auth/login' ? reply(200, 'tok') : fine))
    await ask('orders')
    await session.stream({
      name: 'list', area: 'orders', method: 'GET', path: 'list', deadlineMs: 1000, maxBytes: 1000, idleMs: 1000, repeat: 'safe', urgency: 'background',
      signal: new AbortController().signal,
    })
    expect(sent.map(({ method, path, query, body }) => ({ method, path, query, body }))).toEqual([
      { method: 'POST', path: 'auth/login', query: undefined, body: '{"username":"client","password":"lasting"}' },
      { method: 'GET', path: 'orders', query: { page: '1', token: 'tok' }, body: undefined },
      { method: 'GET', path: 'list', query: { token: 'tok' }, body: undefined },
    ])
  })

  it('and where no call needs only a log-in, what a fresh token is refused is a missing right', async () => {
    const { sent, ask, session } = over('session', ({ path }) => (path === 'auth/login' ? reply(200, 'tok') : path === 'closed' ? reply(403, '') : fine), {
      ...protocol, proofRequest: null,
    })
    expect(await refusalOf(ask('closed'))).toBe('rightMissing')
    expect(sent.map(({ path }) => path)).toEqual(['auth/login', 'closed', 'auth/login', 'closed'])
    expect(await refusalOf(ask('closed', undefined, 'background'))).toBe('rightMissing')
    expect(sent).toHaveLength(4)
    expect((await ask('open')).status).toBe(200)
    expect(session.missingRights()).toEqual(['closed'])
  })

  it('as Basic credentials in UTF-8', () => {
    expect(basicAuthorization({ username: 'åke', password: 'ö:x' })).toBe(`Basic ${Buffer.from('åke:ö:x', 'utf8').toString('base64')}`)
  })

  it('and a refusal counts for one object alone where others of its kind were answered', async () => {
    const { session, sent, ask } = over('staticToken', request => (request.path === 'tech' && sent.length > 1 && sent.at(-1)?.query?.['page'] === '1' && closed ? reply(403, '') : fine))
    let closed = false
    await ask('tech', 'mine')
    closed = true
    expect(await refusalOf(ask('tech', 'theirs'))).toBe('rightMissing')
    closed = false
    const before = sent.length
    expect(await refusalOf(ask('tech', 'theirs', 'background'))).toBe('rightMissing')
    expect(sent.length).toBe(before)
    expect((await ask('tech', 'mine', 'background')).status).toBe(200)
    expect(session.missingRights()).toEqual(['tech theirs'])
    expect((await ask('tech', 'theirs')).status).toBe(200)
    expect(session.missingRights()).toEqual([])
  })
})
