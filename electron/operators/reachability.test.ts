import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import type { Reachability } from '../../shared/model/account.ts'
import { AccountId } from '../../shared/model/common.ts'
import { silentLog } from '../log/log.ts'
import { OperatorFailure } from './operatorFailure.ts'
import { createReachability } from './reachability.ts'

const id = AccountId.parse('a')
const failed = (kind: OperatorFailure['data']['kind'], rest: Partial<OperatorFailure['data']> = {}): OperatorFailure => new OperatorFailure({ kind, ...rest })

function watch(probe: () => Promise<unknown> = () => Promise.resolve()) {
  const clock = createManualClock()
  const store = createReachability({ clock, log: silentLog })
  let probes = 0
  store.add(id, () => { probes++; return probe() })
  return { clock, store, probes: () => probes }
}

describe('reachability', () => {
  it('is unknown at first and asks calmly', async () => {
    const { clock, store, probes } = watch()
    expect(store.of(id)).toEqual({ accountId: id, state: 'unknown', since: '2026-11-21T18:00:00.000Z' })
    await clock.advance(2000)
    expect(probes()).toBe(1)
    expect(store.of(id)).toMatchObject({ state: 'reachable', since: '2026-11-21T18:00:02.000Z', lastSuccessAt: '2026-11-21T18:00:02.000Z' })
  })

  it('says since when a system is unreachable, probing after 15 s and ever more calmly up to 5 min', async () => {
    const { clock, store, probes } = watch(() => Promise.reject(failed('unreachable', { code: 'ECONNREFUSED' })))
    store.report(id, null, 'list_events')
    await clock.advance(60_000)
    store.report(id, failed('unreachable', { code: 'ECONNREFUSED' }), 'list_events')
    expect(store.of(id)).toEqual({
      accountId: id, state: 'unreachable', since: '2026-11-21T18:01:00.000Z', lastSuccessAt: '2026-11-21T18:00:00.000Z', code: 'ECONNREFUSED',
    })
    const at: number[] = []
    for (let seconds = 1; seconds <= 1800; seconds++) {
      const before = probes()
      await clock.advance(1000)
      if (probes() > before) at.push(seconds)
    }
    expect(at).toEqual([15, 45, 105, 225, 465, 765, 1065, 1365, 1665])
    expect(store.of(id).since).toBe('2026-11-21T18:01:00.000Z')
  })

  it('takes a probe that a used-up rate limit kept back for no answer, and asks again when it may', async () => {
    const shut = failed('tooBusy', { code: 'window1h', retryAfterSeconds: 600 })
    let left = 0
    const { clock, store, probes } = watch(() => (left > 0 ? Promise.resolve() : Promise.reject(shut)))
    await clock.advance(2000)
    expect([probes(), store.of(id).state]).toEqual([1, 'unknown'])
    expect(store.of(id).lastSuccessAt).toBeUndefined()
    store.report(id, failed('unreachable'), 'GET /orders')
    await clock.advance(60_000)
    expect(store.of(id).state).toBe('unreachable')
    left = 1
    await clock.advance(330_000)
    expect(store.of(id).state).toBe('reachable')
  })

  it('does not take one slow answer for an unreachable system, nor one slow method, but two', () => {
    const { store } = watch()
    store.report(id, null, 'list_events')
    for (let nth = 0; nth < 5; nth++) store.report(id, failed('timeout'), 'list_endusers')
    expect(store.of(id).state).toBe('reachable')
    store.report(id, failed('timeout'), 'list_connections')
    expect(store.of(id)).toMatchObject({ state: 'unreachable', code: 'timeout' })
  })

  it('takes a connection that cannot be made twice for an unreachable system, whatever the method', () => {
    const { store } = watch()
    const silent = failed('timeout', { code: 'UND_ERR_CONNECT_TIMEOUT' })
    store.report(id, silent, 'list_events')
    expect(store.of(id).state).toBe('unknown')
    store.report(id, silent, 'list_events')
    expect(store.of(id)).toMatchObject({ state: 'unreachable', code: 'UND_ERR_CONNECT_TIMEOUT' })
  })

  it('does not take errors of single methods for an unreachable system', async () => {
    const { clock, store } = watch()
    store.report(id, null, 'list_events')
    for (const method of ['diagnose', 'list_reports', 'get_report']) store.report(id, failed('serverError', { code: 'HTTP 500' }), method)
    for (const method of ['diagnose', 'list_reports', 'get_report']) store.report(id, failed('serverError', { code: 'HTTP 502' }), method)
    expect(store.of(id).state).toBe('reachable')
    // The calm probe answers, and the count begins anew.
    await clock.advance(20_000)
    store.report(id, failed('serverError', { code: 'HTTP 502' }), 'diagnose')
    expect(store.of(id)).toMatchObject({ state: 'reachable' })
    store.report(id, failed('serverError', { code: 'HTTP 502' }), 'diagnose')
    await clock.advance(11_000)
    store.report(id, failed('serverError', { code: 'HTTP 502' }), 'diagnose')
    expect(store.of(id)).toMatchObject({ state: 'reachable' })
  })

  it.each([
    ['HTTP 502', failed('serverError', { code: 'HTTP 502' })], ['HTTP 503', failed('serverError', { code: 'HTTP 503' })],
    ['HTTP 504', failed('serverError', { code: 'HTTP 504' })], ['notJson', failed('notJson')],
  ])('takes a gateway that answers everything in the stead of the system for an unreachable one, after a while: %s', async (code, answer) => {
    const { clock, store, probes } = watch(() => Promise.reject(answer))
    store.report(id, null, 'list_events')
    store.report(id, answer, 'list_connections')
    store.report(id, failed('serverError', { code: 'HTTP 502' }), 'list_events')
    expect(store.of(id).state).toBe('reachable')
    await clock.advance(17_000)
    expect(probes()).toBe(1)
    expect(store.of(id)).toMatchObject({ state: 'unreachable', code })
  })

  it('counts a failed probe once where its call has reported it', async () => {
    const slow = failed('timeout')
    const { clock, store } = watch(() => {
      store.report(id, slow, 'get_profile')
      return Promise.reject(slow)
    })
    store.report(id, null, 'list_events')
    await store.probeNow(id, new AbortController().signal)
    expect(store.of(id).state).toBe('reachable')
    await clock.advance(0)
  })

  it('is reachable where the system answers, though not what was hoped for', () => {
    const { store } = watch()
    for (const kind of ['rejected', 'badReply', 'tooBig', 'tooBusy'] as const) {
      store.report(id, failed('unreachable'), 'list_events')
      store.report(id, failed(kind), 'list_events')
      expect(store.of(id).state).toBe('reachable')
    }
    store.report(id, failed('refused', { refusal: 'rightMissing' }), 'list_events')
    expect(store.of(id).state).toBe('reachable')
    store.report(id, failed('cancelled'), 'list_events')
    expect(store.of(id).state).toBe('reachable')
  })

  it('does not probe a refused account until somebody acts', async () => {
    let refused = true
    const { clock, store, probes } = watch(() => refused ? Promise.reject(failed('refused', { refusal: 'wrongCredentials' })) : Promise.resolve())
    await clock.advance(2000)
    expect(store.of(id)).toMatchObject({ state: 'refused', refusal: 'wrongCredentials' })
    await clock.advance(86_400_000)
    expect(probes()).toBe(1)
    refused = false
    expect(await store.probeNow(id, new AbortController().signal)).toMatchObject({ state: 'reachable' })
  })

  it('gives changes, coalesced, and ends with the signal', async () => {
    const { clock, store } = watch()
    const leave = new AbortController()
    const seen: Reachability['state'][] = []
    const reading = (async () => { for await (const [first] of store.changes(leave.signal)) seen.push(first?.state ?? 'unknown') })()
    await clock.advance(0)
    for (let i = 0; i < 50; i++) store.report(id, i % 2 === 0 ? failed('unreachable') : null, 'list_events')
    await clock.advance(100)
    expect(seen).toEqual(['unknown', 'reachable'])
    store.report(id, failed('unreachable'), 'list_events')
    await clock.advance(100)
    expect(seen).toEqual(['unknown', 'reachable', 'unreachable'])
    leave.abort()
    await reading
    store.close()
  })

  it('lets the background wait until the system is back', async () => {
    const { clock, store } = watch()
    store.report(id, failed('unreachable'), 'list_events')
    let back = false
    const waiting = store.whenReachable(id, new AbortController().signal).then(() => { back = true })
    await clock.advance(10_000)
    expect(back).toBe(false)
    await clock.advance(10_000)
    await waiting
    const leave = new AbortController()
    store.report(id, failed('certificate'), 'list_events')
    const given = store.whenReachable(id, leave.signal)
    leave.abort()
    await expect(given).rejects.toThrow()
  })

  it('forgets a removed account and stops its probes', async () => {
    const { clock, store, probes } = watch()
    store.remove(id)
    await clock.advance(1_000_000)
    expect(probes()).toBe(0)
    expect(store.list()).toEqual([])
    expect(clock.sleepers()).toBe(0)
  })
})
