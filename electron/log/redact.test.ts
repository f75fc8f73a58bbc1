import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'

const planted = 'hunter2-geheim'
const out = (fields: Record<string, unknown>): string => JSON.stringify(redact(fields))

describe('redact', () => {
  it.each([
    ['by key', { password: planted }],
    ['by key of any spelling', { 'X-Api_Key': planted, radius_secret: planted, oneTimeCode: planted }],
    ['nested', { account: { secrets: [{ password: planted }] } }],
    ['in a query string', { detail: `GET /internet?token=${planted}&x=1` }],
    ['in an assignment', { detail: `password=${planted}; rest` }],
    ['in JSON text', { detail: `{"password":"${planted}"}` }],
    ['in JSON text within JSON text', { detail: JSON.stringify({ inner: JSON.stringify({ password: planted }) }) }],
    ['in a Basic header', { detail: `Basic ${Buffer.from(`u:${planted}`).toString('base64')}` }],
    ['in a Bearer header', { header: `Bearer ${planted}` }],
    ['in a url', { where: `https://user:${planted}@api.example/x?y=${planted}` }],
    ['in an error', { error: new Error(`token=${planted}`) }],
    ['in the cause of a cause', { error: new Error('outer', { cause: new Error('inner', { cause: { password: planted } }) }) }],
    ['in an aggregate error', { error: new AggregateError([new Error(`secret: ${planted}`)], 'all') }],
    ['in a field of an error', { error: Object.assign(new Error('x'), { apiKey: planted }) }],
    ['in a map', { held: new Map([['password', planted]]) }],
    ['in a body', { body: planted }],
  ])('hides a planted secret %s', (_, fields) => {
    expect(out(fields)).not.toContain(planted)
    expect(out(fields)).not.toContain(Buffer.from(`u:${planted}`).toString('base64'))
  })

  it('hides tokens, keys, people and addresses by their looks', () => {
    const text = out({
      detail: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln jan@example.nl 0612345678 +31 6 12345678 088-7775200 212.57.50.6/32 2001:db8::1 '
        + 'fe80:1:2:3:4:5:6:7 6C:31:0E:B4:CA:00 2408ZE 2408 ZE 10a 2408ZE000100101 0123456789abcdef0123456789abcdef0123456789abcdef',
    })
    for (const part of ['eyJ', 'jan@', '0612345678', '12345678', '7775200', '212.57', '2001:db8', 'fe80', '6C:31', '2408ZE', '2408 ZE', '89abcdef']) {
      expect(text).not.toContain(part)
    }
  })

  it('keeps the last three characters of NIDs and user names, to compare by', () => {
    expect(redact({ nid: '2408ZE000100101', username: 'jan@isp.nl', event: 'line 2408ZE000100102' }))
      .toEqual({ nid: '…101', username: '….nl', event: 'line …102' })
  })

  it('leaves times, durations, codes, counts and method names readable', () => {
    const fields = { at: '2026-11-21T18:12:33.123Z', tookMs: 1234, call: 'list_connections', code: 'ECONNRESET', kind: 'timeout', page: 12, clock: '18:12:33', host: '127.0.0.1' }
    expect(redact(fields)).toEqual(fields)
  })

  it('says what an error was, with its stack and its cause', () => {
    const clean = redact({ error: new TypeError('no such page', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }) })
    expect(clean).toMatchObject({ error: { name: 'TypeError', message: 'no such page', cause: { message: 'reset', code: 'ECONNRESET' } } })
    expect(JSON.stringify(clean)).toContain('redact.test.ts')
  })

  it('survives cycles, depth, getters that throw and bytes', () => {
    const cyclic: Record<string, unknown> = { n: 1 }
    cyclic['self'] = cyclic
    expect(out({ cyclic })).toContain('[circular]')
    expect(out({ bytes: new Uint8Array(7) })).toContain('[7 bytes]')
    expect(redact({ bad: { get x(): string { throw new Error('no') } } })).toEqual({ redaction: 'failed' })
  })

  it('never throws and never lets a password through, whatever surrounds it', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/)
    fc.assert(fc.property(secret, fc.anything(), fc.constantFrom('password', 'userPassword', 'access_token', 'radius-secret'), (word, other, key) => {
      const value = `Zq${word}`
      expect(out({ other, deep: { list: [{ [key]: value }, `${key}=${value}`, { message: JSON.stringify({ [key]: value }) }] } })).not.toContain(value)
    }))
  })
})
