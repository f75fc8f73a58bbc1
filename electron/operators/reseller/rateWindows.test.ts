import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../../test/fakes/manualClock.ts'
import { callsDoneAt, reserveOf } from '../../../shared/rateBudget.ts'
import { AccountId, systemKeyOf } from '../../../shared/model/common.ts'
import { silentLog } from '../../log/log.ts'
import { Later } from '../../lab/later.ts'
import { Reseller } from '../../lab/reseller/reseller.ts'
import type { Http } from '../http.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { openReseller } from './adapter.ts'
import { createRateWindows } from './rateWindows.ts'
import { totalIn } from './walkedPages.ts'

const HOUR_MS = 3_600_000
const windowHeaders = (hour: [number, number, number?], day: [number, number, number?]): Record<string, string> => ({
  'x-ratelimit-1h-limit': String(hour[0]), 'x-ratelimit-1h-remaining': String(hour[1]),
  ...(hour[2] === undefined ? {} : { 'x-ratelimit-1h-reset': String(hour[2]) }),
  'x-ratelimit-24h-limit': String(day[0]), 'x-ratelimit-24h-remaining': String(day[1]),
  ...(day[2] === undefined ? {} : { 'x-ratelimit-24h-reset': String(day[2]) }),
})
const failure = (call: () => unknown): OperatorFailure['data'] | null => {
  try {
    call()
    return null
  } catch (error) {
    if (error instanceof OperatorFailure) return error.data
    throw error
  }
}

describe('rate windows', () => {
  it('stop the background at the reserve and the engineer at nothing, until the window opens', async () => {
    const clock = createManualClock()
    const windows = createRateWindows(clock)
    expect(failure(() => windows.take('background'))).toBeNull()
    windows.hear(200, windowHeaders([100, 10, 600], [1000, 500, 7200]))
    expect(failure(() => windows.take('background'))).toEqual({ kind: 'tooBusy', code: 'window1h', retryAfterSeconds: 600 })
    expect(failure(() => windows.take('engineer'))).toBeNull()
    windows.hear(200, windowHeaders([100, 0, 600], [1000, 0, 7200]))
    expect(failure(() => windows.take('engineer'))).toEqual({ kind: 'tooBusy', code: 'window1h', retryAfterSeconds: 600 })
    expect(windows.closed()).toEqual({ code: 'window24h', retryAfterSeconds: 7200 })
    await clock.advance(600_000)
    expect(failure(() => windows.take('engineer'))).toEqual({ kind: 'tooBusy', code: 'window24h', retryAfterSeconds: 6600 })
    await clock.advance(6_600_000)
    expect(failure(() => windows.take('background'))).toBeNull()
    expect(windows.list()).toEqual([])
  })

  it('count calls that are under way, and give them back', () => {
    const windows = createRateWindows(createManualClock())
    windows.hear(200, windowHeaders([100, 12], [1000, 900]))
    const back = windows.take('background')
    windows.take('background')
    expect(failure(() => windows.take('background'))?.code).toBe('window1h')
    back()
    back()
    expect(failure(() => windows.take('background'))).toBeNull()
  })

  it('read a reset as a time to wait, as epoch seconds and as a date, and a 429 that names no window', () => {
    const clock = createManualClock()
    const at = (reset: string): string | null | undefined => {
      const windows = createRateWindows(clock)
      windows.hear(200, { 'x-ratelimit-1h-remaining': '5', 'x-ratelimit-1h-limit': '50', 'x-ratelimit-1h-reset': reset })
      return windows.list()[0]?.resetAt
    }
    const inTenMinutes = new Date(clock.now() + 600_000)
    expect([at('600'), at(String(inTenMinutes.getTime() / 1000)),
      at(inTenMinutes.toUTCString())]).toEqual(Array(3).fill(inTenMinutes.toISOString()))
    const windows = createRateWindows(clock)
    windows.hear(429, { 'retry-after': '120' })
    expect(failure(() => windows.take('engineer'))).toMatchObject({ code: 'window1h', retryAfterSeconds: 120 })
    windows.hear(429, { 'retry-after': '40000' })
    expect(windows.closed()).toEqual({ code: 'window24h', retryAfterSeconds: 40_000 })
  })
})

describe('when so many calls are done', () => {
  const now = Date.parse('2026-11-22T08:00:00Z')
  it('is told by the tightest window', () => {
    const hour = { window: '1H', limit: 100, left: 100, resetAt: '2026-11-22T09:00:00.000Z' }
    expect(reserveOf(100)).toBe(10)
    expect(callsDoneAt(90, [hour], now)).toBe('2026-11-22T08:00:00.000Z')
    expect(callsDoneAt(91, [hour], now)).toBe('2026-11-22T09:00:00.000Z')
    expect(callsDoneAt(400, [hour], now)).toBe('2026-11-22T12:00:00.000Z')
    expect(callsDoneAt(400, [hour, { window: '24H', limit: 300, left: 40, resetAt: '2026-11-23T00:00:00.000Z' }],
      now)).toBe('2026-11-24T00:00:00.000Z')
    expect(callsDoneAt(10, [], now)).toBeNull()
  })
})

describe('100,000 orders and 33,334 customers within 60 calls an hour', () => {
  it('are all here when it was said they would be, and no hour has more calls than that', async () => {
    const clock = createManualClock()
    const lab = new Reseller({ seed: 1, now: clock.now, later: new Later(clock.now), origin: () => 'https://api.example' },
      { orders: 100_000, limits: { perHour: 60, perDay: 100_000 } })
    const calls: number[] = []
    const http: Http = {
      stream: () => Promise.reject(new Error('not asked for')), close: () => Promise.resolve(),
      send(request) {
        const query = new URLSearchParams(request.query)
        const reply = lab.answer({ method: request.method, path: `/${request.path}`, query, headers: request.headers,
          body: request.body ?? '' }, { writing: { commitMs: 0, sightMs: 0 }, value: null })
        if (reply.headers['x-ratelimit-1H-limit'] !== undefined) calls.push(clock.now())
        const headers = Object.fromEntries(Object.entries(reply.headers).map(([key, value]) => [key.toLowerCase(), value]))
        request.heard?.(reply.status, headers)
        return reply.status === 429 ? Promise.reject(new OperatorFailure({ kind: 'tooBusy' }))
          : Promise.resolve({ status: reply.status, headers, body: Buffer.from(String(reply.body)) })
      },
    }
    const baseUrl = 'https://api.example/reseller/api'
    const system = systemKeyOf('reseller', baseUrl)
    const operator = openReseller({
      account: { id: AccountId.parse('a'), system, kind: 'reseller', baseUrl, username: 'engineer@reseller.example',
        clientId: 'client-engineer', authentication: 'jwt' },
      http, secrets: () => Promise.resolve({ password: 'engineer-pass' }), clock, log: silentLog, report: () => undefined,
    })
    const context = { urgency: 'background' as const, signal: new AbortController().signal }
    const patiently = async <T>(call: () => Promise<T>): Promise<T> => {
      for (;;) {
        try {
          return await call()
        } catch (error) {
          if (!(error instanceof OperatorFailure) || error.data.kind !== 'tooBusy') throw error
          await clock.advance((error.data.retryAfterSeconds ?? 60) * 1000)
        }
      }
    }
    const startedAt = clock.now()
    const { endUsers, walksOf, fetchLinePage, health } = operator.methods
    const [walk] = walksOf?.({ states: ['active'], cities: [], postcodePrefixes: [], tags: [] }) ?? []
    if (endUsers === undefined || fetchLinePage === undefined || health === undefined
      || walk === undefined) throw new Error('methods are missing')
    expect(await patiently(() => endUsers(context))).toHaveLength(33_335)
    const ids = new Set<string>()
    let promised: string | null = null
    for (let page: number | null = 1; page !== null;) {
      const nth: number = page
      const body = await patiently(() => fetchLinePage(walk, nth, context))
      const text = Buffer.from(body).toString()
      for (const [, id] of text.matchAll(/"@id":"\/orders\/(\d+)"/g)) ids.add(id ?? '')
      if (nth === 1) promised = callsDoneAt(Math.ceil((totalIn(body) ?? 0) / 500) - 1, health().rate, clock.now())
      page = text.includes('"hydra:next"') ? nth + 1 : null
    }
    expect(ids.size).toBe(100_000)
    for (const at of calls) expect(calls.filter(each => each > at - HOUR_MS
      && each <= at).length).toBeLessThanOrEqual(60 - reserveOf(60) + 3)
    // 270 calls and a few names, 54 an hour: five hours and some.
    expect((clock.now() - startedAt) / HOUR_MS).toBeLessThan(6)
    expect(Math.abs(Date.parse(promised ?? '') - clock.now())).toBeLessThan(HOUR_MS)
  }, 60_000)
})
