import { describe, expect, it } from 'vitest'
import type { DisconnectEvent } from '../../shared/contract/lines.ts'
import type { OnlineState } from '../../shared/model/line.ts'
import { collect, fakeOperator, fakeTime, idsInOrder } from '../../test/fakes/fakeOperator.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { circuit, line, now } from '../../test/fakes/triageInputs.ts'
import type { OperatorMethods } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { Conflict, NotFound } from '../services.ts'
import { createActionRepo } from './actionRepo.ts'
import { createForceDisconnect } from './forceDisconnect.ts'

const nid = '2408ZE000100102'
const lineId = line().id
const anySignal = () => new AbortController().signal
const accepted = (utc: string) => ({ at: { utc, zone: 'given' as const, text: utc }, status: 'ok' as const, rawStatus: 'ok', username: null })

/** `sessions`: what each look finds, the last one for good. The first look is before the request. */
function setUp(sessions: readonly { readonly online?: OnlineState; readonly okAt?: string | null }[], methods: Partial<OperatorMethods> = {}, reachable = true) {
  const db = memoryJournal()
  const time = fakeTime(now)
  let sent = 0
  const looks = { log: 0, line: 0 }
  const at = (look: number) => sessions[Math.min(look, sessions.length - 1)]
  const operator = fakeOperator({
    forceDisconnect: async () => { sent += 1; time.pass(1000) },
    loginAttempts: async () => {
      const okAt = at(looks.log++)?.okAt ?? null
      return { attempts: okAt === null ? [] : [accepted(okAt)], raw: {} }
    },
    lineByNid: async () => ({ line: line({ circuits: [circuit({ online: at(looks.line++)?.online ?? 'unknown' })] }), raw: '{}' }),
    ...methods,
  })
  const run = createForceDisconnect({
    db, operatorFor: () => operator, lineOf: id => id === lineId ? line() : null, isReachable: () => reachable, now: time.now, newId: idsInOrder(), sleep: time.sleep, noted: () => {},
  })
  return { run, time, sentCount: () => sent, actions: () => createActionRepo(db).ofLine(lineId) }
}
const stages = (events: readonly DisconnectEvent[]) => [...new Set(events.map(({ stage }) => stage))]

describe('force disconnect', () => {
  it('asks once, then watches until there is a log-in that was not there before', async () => {
    const old = '2026-11-20T08:00:00.000Z'
    const { run, sentCount, actions } = setUp([{ okAt: old }, { okAt: old }, { okAt: old }, { okAt: '2026-11-21T12:00:20.000Z' }])
    const events = await collect(run(lineId, nid, anySignal()))
    expect(stages(events)).toEqual(['sending', 'sent', 'watching', 'back'])
    expect(events.at(-1)).toMatchObject({ stage: 'back', lastLoginAt: '2026-11-21T12:00:20.000Z' })
    expect(events.at(-1)?.elapsedMs).toBeGreaterThan(5000)
    expect(sentCount()).toBe(1)
    expect(actions()).toMatchObject([{ kind: 'forceDisconnect', outcome: 'back' }])
  })

  it('takes offline and online again as back, where there is no log', async () => {
    const { run } = setUp([{ online: 'online' }, { online: 'online' }, { online: 'offline' }, { online: 'online' }])
    expect((await collect(run(lineId, nid, anySignal()))).at(-1)).toMatchObject({ stage: 'back', online: 'online' })
  })

  it('gives up after five minutes, at polite intervals', async () => {
    const { run, time, actions } = setUp([{ online: 'online', okAt: '2026-11-21T09:00:00.000Z' }, { online: 'offline', okAt: '2026-11-21T09:00:00.000Z' }])
    expect((await collect(run(lineId, nid, anySignal()))).at(-1)).toMatchObject({ stage: 'notBack', online: 'offline' })
    expect(Math.min(...time.slept)).toBe(2000)
    expect(Math.max(...time.slept)).toBe(10_000)
    expect(time.slept.length).toBeLessThan(40)
    expect(actions()).toMatchObject([{ outcome: 'notBack' }])
  })

  it('does not call a session that never went away a new one', async () => {
    const { run } = setUp([{ online: 'online', okAt: '2026-11-21T09:00:00.000Z' }])
    expect((await collect(run(lineId, nid, anySignal()))).at(-1)?.stage).toBe('unknown')
  })

  it('watches also where the answer was lost, and never asks again', async () => {
    let sent = 0
    const { run } = setUp([{ okAt: null }, { okAt: null }, { okAt: '2026-11-21T12:00:05.000Z' }], {
      forceDisconnect: async () => { sent += 1; throw new OperatorFailure({ kind: 'timeout' }, { ambiguous: true }) },
    })
    const events = await collect(run(lineId, nid, anySignal()))
    expect(stages(events)).toEqual(['sending', 'unknown', 'watching', 'back'])
    expect(sent).toBe(1)
  })

  it('fails where the system refused, with nothing watched', async () => {
    const { run, actions, time } = setUp([{}], { forceDisconnect: async () => { throw new OperatorFailure({ kind: 'refused', refusal: 'rightMissing' }) } })
    await expect(collect(run(lineId, nid, anySignal()))).rejects.toMatchObject({ data: { kind: 'refused' } })
    expect(time.slept).toEqual([])
    expect(actions()).toMatchObject([{ outcome: 'failed' }])
  })

  it('bears looks that fail, and shows why', async () => {
    let looks = 0
    const { run } = setUp([{}], {
      loginAttempts: async () => {
        if (++looks < 4) throw new OperatorFailure({ kind: 'unreachable' })
        return { attempts: [accepted('2026-11-21T12:00:30.000Z')], raw: {} }
      },
    })
    const events = await collect(run(lineId, nid, anySignal()))
    expect(events.find(({ stage }) => stage === 'watching')?.failure).toEqual({ kind: 'unreachable' })
    expect(events.at(-1)?.stage).toBe('back')
  })

  it('refuses what it does not know, what is not offered, a second one at once, and sends nothing offline', async () => {
    const offline = setUp([{}], {}, false)
    await expect(collect(offline.run(lineId, nid, anySignal()))).rejects.toMatchObject({ data: { kind: 'unreachable' } })
    expect(offline.sentCount()).toBe(0)
    const { run } = setUp([{ online: 'offline' }])
    await expect(collect(run(lineId, '9999ZZ000100102', anySignal()))).rejects.toBeInstanceOf(NotFound)
    const first = run(lineId, nid, anySignal())
    await first.next()
    await expect(collect(run(lineId, nid, anySignal()))).rejects.toBeInstanceOf(Conflict)
    await first.return(undefined)
  })

  it('sends nothing when the engineer leaves before it was sent, and stops watching when they leave later', async () => {
    const { run, sentCount, actions } = setUp([{ online: 'offline' }])
    for await (const event of run(lineId, nid, anySignal())) if (event.stage === 'sending') break
    expect(sentCount()).toBe(0)
    expect(actions()).toEqual([])
    for await (const event of run(lineId, nid, anySignal())) if (event.stage === 'watching') break
    expect(actions()).toMatchObject([{ outcome: 'sent' }])
  })
})
