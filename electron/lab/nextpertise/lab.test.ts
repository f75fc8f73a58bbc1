import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { labShowcase, startLab } from '../lab.ts'
import { basic, call, post, rows } from './testClient.ts'
import { totpCode } from './users.ts'
import type { Lab } from '../lab.ts'

let nowMs = Date.parse('2026-11-21T12:00:00Z')
const nid = labShowcase[0]?.nid ?? ''
const REFUSED = { message: 'You cannot consume this service' }

let lab: Lab
beforeAll(async () => {
  lab = await startLab({ lines: 3000, checkMs: 50, now: () => new Date(nowMs) })
})
afterAll(() => lab.close())

describe('who may come in', () => {
  const profile = (headers: Record<string, string>) => call(lab, 'user/v1', 'get_profile', {}, headers)

  it('takes Basic credentials and says who it is', async () => {
    const reply = await profile({})
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ id: 7, result: { user: { username: 'engineer' }, security: { totp_enabled: false } } })
  })

  it('refuses nobody, a wrong password, an unknown user and a foreign address alike', async () => {
    for (const authorization of [
      '',
      basic('engineer', 'wrong'),
      basic('nobody'),
      basic('elsewhere'),
      'Bearer a.b.c',
      'Nonsense',
    ]) {
      const reply = await profile({ authorization })
      expect([reply.status, reply.body]).toEqual([401, REFUSED])
    }
  })

  it('wants the one-time code in X-TOTP or behind the password', async () => {
    const code = totpCode('JBSWY3DPEHPK3PXP', nowMs)
    expect((await profile({ authorization: basic('totp') })).status).toBe(401)
    expect((await profile({ authorization: basic('totp'), 'x-totp': '000000' === code ? '111111' : '000000' })).status).toBe(401)
    expect((await profile({ authorization: basic('totp'), 'x-totp': code })).status).toBe(200)
    expect((await profile({ authorization: basic('totp', `totp-pass${code}`) })).status).toBe(200)
    const late = totpCode('JBSWY3DPEHPK3PXP', nowMs - 120_000)
    expect((await profile({ authorization: basic('totp'), 'x-totp': late })).status).toBe(401)
  })

  it('computes the codes of RFC 6238', () => {
    expect(totpCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59_000)).toBe('287082')
    expect(totpCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 1_111_111_109_000)).toBe('081804')
  })

  it('refuses a whole product class to who lacks its right, and single methods with error 012', async () => {
    expect(
      (await call(lab, 'broadband/diagnostics/v1', 'get_authlog', { nid }, { authorization: basic('nodiagnostics') })).body,
    ).toEqual(REFUSED)
    expect((await call(lab, 'broadband/v1', 'list_connections', {}, { authorization: basic('nodiagnostics') })).status).toBe(200)
    expect((await call(lab, 'support/v1', 'list_tickets', {}, { authorization: basic('nosupport') })).status).toBe(401)
    const reader = await call(lab, 'broadband/v1', 'set_tags', { nid, tags: [] }, { authorization: basic('reader') })
    expect(reader.body.error).toMatchObject({ code: 12, message: 'Config Prohibited Error.' })
  })

  it('hands out tokens for 24 hours, which can be expired', async () => {
    const logIn = async (): Promise<{ token_type: string; expires_in: number; access_token: string }> =>
      (await fetch(`${lab.baseUrl}/jwt/log-in`, { headers: { authorization: basic('engineer') } })).json() as never
    const token = await logIn()
    expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 })
    const bearer = { authorization: `Bearer ${token.access_token}` }
    expect((await profile(bearer)).status).toBe(200)
    expect((await profile({ authorization: `Bearer ${token.access_token.slice(0, -4)}AAAA` })).status).toBe(401)
    lab.expireTokens()
    expect((await profile(bearer)).status).toBe(401)
    const fresh = { authorization: `Bearer ${(await logIn()).access_token}` }
    expect((await profile(fresh)).status).toBe(200)
    nowMs += 86_401_000
    expect((await profile(fresh)).status).toBe(401)
    expect((await fetch(`${lab.baseUrl}/jwt/log-in`, { headers: { authorization: basic('engineer', 'wrong') } })).status).toBe(
      401,
    )
  })
})

describe('what bad requests get', () => {
  it('answers a wrong path with the 404 page, on both base addresses', async () => {
    for (const path of ['doesnotexist', 'broadband/v2', 'test/nothing/v1']) {
      const reply = await post(lab, path, '{}')
      expect(reply.status).toBe(404)
      expect(reply.headers.get('content-type')).toBe('text/html; charset=iso-8859-1')
      expect(reply.text).toContain('<title>404 Not Found</title>')
    }
    expect((await call(lab, 'test/user/v1', 'get_profile', {})).status).toBe(200)
  })

  it('refuses what does not comply with the schema with error 011', async () => {
    const broken: [string, string, unknown][] = [
      ['broadband/v1', 'list_connections', { filter: { colour: 'red' } }],
      ['broadband/v1', 'list_connections', { pagination: { page: 0 } }],
      ['broadband/v1', 'list_connections', { filter: { state: ['active'] } }],
      ['broadband/v1', 'get_recent_transaction', { nid: '2408ze000100100' }],
      ['broadband/v1', 'get_recent_transaction', {}],
      ['broadband/diagnostics/v1', 'diagnose', { nid, type: 'ping' }],
      ['broadband/diagnostics/v1', 'get_authlog', { nid, after: '2026-11-21T12:00:00.000Z' }],
      ['support/v1', 'create_ticket', { subject: 's', comment: 'c', contact: { phone: '+31612345678' } }],
      ['attachments/v1', 'upload', { context: 'ticket', file: 'AA==', filename: 'a.txt' }],
    ]
    for (const [endpoint, method, params] of broken) {
      const reply = await call(lab, endpoint, method, params)
      expect(reply.body.error, JSON.stringify(params)).toMatchObject({
        code: 11,
        message: 'JSON-RPC request or reply does not comply with its schema.',
        data: { cid: expect.any(String), detail: expect.any(String) },
      })
    }
    expect((await post(lab, 'user/v1', '{}')).body.error).toMatchObject({ code: 11 })
    expect((await post(lab, 'user/v1', 'nonsense')).body.error).toMatchObject({ code: -32_700 })
    expect((await call(lab, 'user/v1', 'toString', {})).body.error).toMatchObject({ code: -32_601 })
  })

  it('answers an unknown line with the documented errors', async () => {
    const unknown = '9999ZZ000990100'
    const read = await call(lab, 'broadband/v1', 'get_recent_transaction', { nid: unknown })
    expect(read.body.error).toMatchObject({
      code: '001',
      message: expect.stringMatching(/^Undocumented Error.*cid: [0-9a-f-]{36}$/),
    })
    expect((await call(lab, 'broadband/diagnostics/v1', 'diagnose', { nid: unknown, type: 'delt' })).body.error).toMatchObject({
      code: 6,
    })
    expect((await call(lab, 'broadband/v1', 'change_ont', { nid: unknown, ont_number: 'X' })).body.error).toMatchObject({
      code: 8,
    })
    expect(
      (await call(lab, 'broadband/v1', 'carriercheck', { zipcode: '2408ZE', housenr: 999, carrier: 'Fiber' })).body.error,
    ).toMatchObject({ code: 2, message: 'Invalid zipcode/housenr combination: (2408ZE,999,)' })
    expect(rows(await call(lab, 'broadband/v1', 'list_connections', { filter: { nid: unknown } }), 'connections')).toEqual([])
  })
})

describe('pages', () => {
  it('are complete and without doubles over the states', async () => {
    const seen = new Map<string, number>()
    for (const state of ['ACTIVE', 'PROCESSING', 'TERMINATED', 'CANCELLED']) {
      let count = 0
      for (let page: number | null = 1; page !== null;) {
        const reply = await call(lab, 'broadband/v1', 'list_connections', {
          filter: { state: [state] },
          pagination: { per_page: 500, page },
        })
        for (const row of rows(reply, 'connections')) {
          seen.set(JSON.stringify(row), 1 + (seen.get(JSON.stringify(row)) ?? 0))
          count++
        }
        const info = reply.body.result?.['pagination'] as {
          next_page: number | null
          previous_page: number | null
          count: number
          per_page: number
        }
        expect(info.previous_page).toBe(page === 1 ? null : page - 1)
        expect(info.per_page).toBe(500)
        page = info.next_page
        if (page === null) expect(info.count).toBe(count)
      }
    }
    expect(seen.size).toBe(3000)
    expect([...seen.values()].every((times) => times === 1)).toBe(true)
  })

  it('show a change at once', async () => {
    const of = () => call(lab, 'broadband/v1', 'list_connections', { filter: { nid } })
    expect(rows(await of(), 'connections')[0]).toMatchObject({ carrier: { nid } })
    await call(lab, 'broadband/v1', 'set_tags', { nid, tags: ['seen'] })
    await call(lab, 'broadband/v1', 'change_contact', {
      nid,
      contact_name: 'Bo',
      contact_phonenumber: '0612345678',
      contact_email: null,
    })
    expect(rows(await of(), 'connections')[0]).toMatchObject({ carrier: { tags: ['seen'] }, location_contacts: [{ name: 'Bo' }] })
  })
})

describe('tickets and uploads', () => {
  it('are created, found, answered and solved', async () => {
    const file = (await call(lab, 'attachments/v1', 'upload', { context: 'connection', file: 'SGVsbG8=', filename: 'hello.txt' }))
      .body.result
    const wish = {
      subject: 'No light',
      comment: 'Box dark',
      nid,
      contact: { name: 'Bo', phone: '0612345678' },
      technical_specifications: 'P1',
      attachments: [file?.['attachment_uuid']],
    }
    const { id } = (await call(lab, 'support/v1', 'create_ticket', wish)).body.result as { id: number }
    const found = rows(await call(lab, 'support/v1', 'list_tickets', { filter: { search: nid } }), 'tickets')
    expect(found).toContainEqual(expect.objectContaining({ id, subject: 'No light', status: 'new', nid }))
    await call(lab, 'support/v1', 'update_ticket', { id, comment: { body: 'Works again' }, solved: true })
    expect((await call(lab, 'support/v1', 'get_ticket', { id })).body.result).toMatchObject({
      status: 'solved',
      description: expect.stringContaining('Technische specificaties:\nP1'),
      comments: [{ attachments: [{ file_name: 'hello.txt', size: 5 }] }, { body: 'Works again', author: { name: 'engineer' } }],
    })
  })
})

it('logs what was asked, without secrets', async () => {
  lab.requests.clear()
  await call(lab, 'attachments/v1', 'upload', { context: 'connection', file: 'SGVsbG8=', filename: 'a.txt' })
  await call(lab, 'user/v1', 'get_profile', { password: 'hush' })
  expect(lab.requests.counts).toEqual({ upload: 1, get_profile: 1 })
  expect(lab.requests.recent('upload')[0]).toMatchObject({
    endpoint: '/attachments/v1',
    user: 'engineer',
    auth: 'basic',
    params: { file: '8 characters' },
  })
  const all = JSON.stringify(lab.requests.recent())
  expect(all).not.toContain('hush')
  expect(all).not.toContain('engineer-pass')
})

it('hides a login in plain and in JSON inside a string of an event', async () => {
  const events = rows(await call(lab, 'broadband/v1', 'list_events', { filter: { nid } }), 'events')
  const provisioned = events.find((event) => event['method'] === 'broadband.set_provisioning')
  const { password } = (provisioned?.['request'] as { provisioning: { password: string } } | undefined)?.provisioning ?? {}
  expect(password).toMatch(/^[a-z0-9]{12}$/)
  expect(JSON.parse(String(provisioned?.['response']))).toMatchObject({ result: { provisioning: { password } } })
})
