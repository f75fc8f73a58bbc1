import { connect } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { labShowcase, startLab } from './lab.ts'
import { basic, call, rows } from './nextpertise/testClient.ts'
import type { Lab } from './lab.ts'

let lab: Lab
beforeEach(async () => {
  lab = await startLab({ lines: 50 })
})
afterEach(() => lab.close())

const list = () => call(lab, 'broadband/v1', 'list_connections', { pagination: { per_page: 10, page: 1 } })
const nid = labShowcase[0]?.nid ?? ''
const order = (path: string, body: unknown) => fetch(`${lab.origin}/lab/${path}`, { method: 'POST', body: JSON.stringify(body) })

/** The error that `fetch` or the JSON parser throws. */
async function failure(): Promise<string> {
  const error = await list().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Error)) throw new Error('the call succeeded')
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : ''
  return `${error.message} ${code}`.trim()
}

describe('faults on the wire', () => {
  it('latency', async () => {
    lab.faults.set('list_connections', { kind: 'latency', ms: 120 })
    const startedMs = performance.now()
    expect((await list()).status).toBe(200)
    expect(performance.now() - startedMs).toBeGreaterThan(110)
  })

  it('reset', async () => {
    lab.faults.set('list_connections', { kind: 'reset' })
    expect(await failure()).toBe('fetch failed ECONNRESET')
  })

  it('truncated: fewer bytes than promised', async () => {
    lab.faults.set('list_connections', { kind: 'truncated' })
    expect(await failure()).toMatch(/terminated|UND_ERR_SOCKET/)
  })

  it('a clock that is off, in the header of every answer', async () => {
    const ahead = (headers: Headers): number => Date.parse(headers.get('date') ?? '') - Date.now()
    expect(Math.abs(ahead((await list()).headers))).toBeLessThan(2000)
    lab.faults.set('*', { kind: 'clock', aheadMs: 600_000 })
    expect(Math.abs(ahead((await list()).headers) - 600_000)).toBeLessThan(2000)
  })

  it('a refusal in words of its own, and nothing is begun', async () => {
    lab.faults.set('diagnose', { kind: 'refusal', code: 6, message: 'Quota exceeded' }, 1)
    const asked = { nid: labShowcase[0]?.circuitNid, type: 'fiber-check' }
    const diagnose = () => call(lab, 'broadband/diagnostics/v1', 'diagnose', asked)
    expect((await diagnose()).body.error).toMatchObject({ code: 6, message: 'Quota exceeded', data: { cid: expect.any(String) } })
    expect((await diagnose()).body.result?.['uuid']).toEqual(expect.any(String))
  })

  it('html', async () => {
    lab.faults.set('list_connections', { kind: 'html' })
    const reply = await list()
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(reply.text).toMatch(/^<!DOCTYPE html>/)
  })

  it('unauthorized401, tooMany and serverError', async () => {
    lab.faults.set('list_connections', { kind: 'unauthorized401' })
    expect(await list()).toMatchObject({ status: 401, body: { message: 'You cannot consume this service' } })
    lab.faults.set('list_connections', { kind: 'tooMany', retryAfterSeconds: 3 })
    const limited = await list()
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3'])
    lab.faults.set('list_connections', { kind: 'serverError', status: 503 })
    expect((await list()).status).toBe(503)
  })

  it('drip: the right answer, slowly', async () => {
    lab.faults.set('list_available_diagnostics', { kind: 'drip', bytesPerSecond: 600 })
    const startedMs = performance.now()
    const reply = await call(lab, 'broadband/diagnostics/v1', 'list_available_diagnostics', { nid })
    expect(reply.body.result).toMatchObject({ provider: 'KPNWBA' })
    expect(performance.now() - startedMs).toBeGreaterThan((reply.text.length / 600) * 700)
  })

  it('huge: well-formed and of the asked size', async () => {
    lab.faults.set('list_connections', { kind: 'huge', bytes: 3_000_000 })
    const reply = await list()
    expect(reply.text.length).toBe(3_000_000)
    expect(reply.body.result).toMatchObject({ padding: expect.any(String) })
  })

  it('wrongShape and badRecord', async () => {
    lab.faults.set('list_connections', { kind: 'wrongShape' })
    expect((await list()).body.result?.['connections']).toBe('not a list')
    lab.faults.set('list_connections', { kind: 'badRecord' })
    const page = rows(await list(), 'connections')
    expect(page).toHaveLength(10)
    expect(page.filter((row) => row['circuits'] === 'none')).toHaveLength(1)
  })

  it('counts a fault off, lets a method go before every method, and clears', async () => {
    lab.faults.set('*', { kind: 'serverError', status: 500 })
    lab.faults.set('list_connections', { kind: 'serverError', status: 502 }, 2)
    expect([(await list()).status, (await list()).status, (await list()).status]).toEqual([502, 502, 500])
    expect((await fetch(`${lab.baseUrl}/jwt/log-in`, { headers: { authorization: basic('engineer') } })).status).toBe(500)
    lab.faults.clear()
    expect((await list()).status).toBe(200)
  })

  it('cut closes every connection at once and answers nothing until joined again', async () => {
    await list()
    const { port } = new URL(lab.origin)
    const idle = connect(Number(port), '127.0.0.1')
    await once(idle, 'connect')
    await list()
    const closed = once(idle, 'close')
    lab.faults.cut = true
    await closed
    expect(await failure()).toMatch(/^fetch failed/)
    expect((await order('faults', { cut: false })).status).toBe(200)
    expect((await list()).status).toBe(200)
  })
})

describe('the control path', () => {
  it('sets and clears faults and expires tokens from another process', async () => {
    await order('faults', { method: 'list_connections', fault: { kind: 'serverError', status: 500 }, times: 1 })
    expect([(await list()).status, (await list()).status]).toEqual([500, 200])
    await order('faults', { fault: { kind: 'html' } })
    await order('faults', {})
    expect((await list()).status).toBe(200)
    const { access_token: token } = (await (
      await fetch(`${lab.baseUrl}/jwt/log-in`, { headers: { authorization: basic('engineer') } })
    ).json()) as { access_token: string }
    await order('faults', { expireTokens: true })
    expect((await call(lab, 'user/v1', 'get_profile', {}, { authorization: `Bearer ${token}` })).status).toBe(401)
  })

  it('moves the world', async () => {
    expect((await order('world', { do: 'setSession', nid, online: 'offline' })).status).toBe(200)
    const of = async () => rows(await call(lab, 'broadband/v1', 'list_connections', { filter: { nid } }), 'connections')
    expect((await of())[0]?.['circuits']).toMatchObject([{ online: 'offline' }])
    expect((await order('world', { do: 'changeLine', nid, patch: { tags: ['x'] } })).status).toBe(200)
    expect((await order('world', { do: 'removeLine', nid })).status).toBe(200)
    expect(await of()).toEqual([])
    expect((await order('world', { do: 'removeLine', nid })).status).toBe(404)
    const added = await order('world', {
      do: 'addLine',
      line: { street: 'Kade', housenr: 4, zipcode: '9998ZZ', city: 'Rottum', technology: 'gof' },
    })
    expect(await added.json()).toEqual({ nid: '9998ZZ000040100' })
    expect((await order('world', { do: 'nothing' })).status).toBe(404)
    expect((await fetch(`${lab.origin}/lab/faults`, { method: 'POST', body: '{' })).status).toBe(400)
  })

  it('tells what was asked, and forgets it', async () => {
    await list()
    const asked = await (await fetch(`${lab.origin}/lab/requests`)).json()
    expect(asked).toMatchObject({ counts: { list_connections: 1 }, recent: [{ method: 'list_connections', user: 'engineer' }] })
    await fetch(`${lab.origin}/lab/requests`, { method: 'DELETE' })
    expect(lab.requests.count('list_connections')).toBe(0)
  })
})
