import { describe, expect, it } from 'vitest'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import { CheckId } from '../../shared/model/common.ts'
import { after, anySignal, here, lineId, nid, setUp, turn } from '../../test/fakes/checksAtWork.ts'
import { collect } from '../../test/fakes/fakeOperator.ts'
import { now } from '../../test/fakes/triageInputs.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { NotFound } from '../services.ts'

const all = collect<CheckEvent>
const lastOf = (events: readonly CheckEvent[]) => events.at(-1)?.checks ?? []

describe('running a check', () => {
  it('has its intent in the journal before the request leaves, polls ever slower, and ends with report and verdict', async () => {
    const seen: string[] = []
    const { checks, reports, time, repo } = setUp({
      startCheck: async () => { seen.push(...repo.open().map(({ state }) => state)); return 'remote-1' }, remoteReport: after(4),
    })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(seen).toEqual(['requested'])
    expect(time.slept.slice(0, 4)).toEqual([500, 600, 720, 864])
    const withReport = events.find(({ report }) => report !== null)
    expect(withReport?.report).toMatchObject({ kind: 'fibreCheck', remoteId: 'remote-1', provider: 'KPNWBA' })
    expect(withReport?.verdict?.lead?.ruleId).toBe('F8')
    expect(lastOf(events)).toMatchObject([{ state: 'complete', remoteId: 'remote-1', waiting: false }])
    expect(reports.newest(lineId)).toHaveLength(1)
  })

  it('never runs more tests at a circuit than it allows; the log waits for none', async () => {
    let running = 0
    let most = 0
    const asked: string[] = []
    const { checks } = setUp({
      startCheck: async kind => { asked.push(kind); running += 1; most = Math.max(most, running); return kind },
      remoteReport: async () => { running -= 1; return here() },
      loginAttempts: async () => ({ attempts: [], raw: { log_entries: [] } }),
    })
    const events = await all(checks.run(lineId, nid, ['ontCheck', 'ontLanCheck', 'fibreCheck', 'authenticationLog'], anySignal()))
    expect(most).toBe(1)
    expect(asked).toEqual(['ontCheck', 'ontLanCheck', 'fibreCheck'])
    expect(lastOf(events).map(({ state }) => state)).toEqual(['complete', 'complete', 'complete', 'complete'])
  })

  it('runs them side by side where the circuit allows it', async () => {
    let running = 0
    let most = 0
    const { checks } = setUp({
      startCheck: async kind => { running += 1; most = Math.max(most, running); await turn(); return kind }, remoteReport: async () => here(),
    }, { numberOfTests: 3 })
    await all(checks.run(lineId, nid, ['ontCheck', 'ontLanCheck', 'fibreCheck'], anySignal()))
    expect(most).toBe(3)
  })

  it('joins a check of the same kind that runs already, instead of a second one', async () => {
    let starts = 0
    const { checks } = setUp({ startCheck: async () => { starts += 1; return 'remote-1' }, remoteReport: after(3) })
    const [one, two] = await Promise.all([all(checks.run(lineId, nid, ['fibreCheck'], anySignal())), all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))])
    expect(starts).toBe(1)
    for (const events of [one, two]) expect(lastOf(events)).toMatchObject([{ state: 'complete' }])
  })

  it('goes on when whoever asked has left', async () => {
    const { checks, repo } = setUp({ startCheck: async () => 'remote-1', remoteReport: after(3) })
    for await (const event of checks.run(lineId, nid, ['fibreCheck'], anySignal())) if (event.checks.length > 0) break
    for await (const event of checks.follow(lineId, anySignal())) void event
    expect(repo.ofLine(lineId)).toMatchObject([{ state: 'complete' }])
  })

  it('reads the authentication log of seven days, filters it again and sorts it newest first', async () => {
    let asked = ''
    const attempt = (utc: string, status: 'ok' | 'incorrect') => ({ at: { utc, zone: 'given' as const, text: utc }, status, rawStatus: status, username: 'user@realm' })
    const { checks, reports } = setUp({
      loginAttempts: async (_, from) => {
        asked = from
        return { attempts: [attempt('2026-11-20T12:00:00Z', 'ok'), attempt('2026-11-21T11:00:00Z', 'incorrect'), attempt('2026-11-01T12:00:00Z', 'ok')], raw: {} }
      },
    })
    await all(checks.run(lineId, nid, ['authenticationLog'], anySignal()))
    expect(asked).toBe('2026-11-14T12:00:00Z')
    expect(reports.newest(lineId)[0]?.logins?.attempts.map(({ at }) => at.utc)).toEqual(['2026-11-21T11:00:00Z', '2026-11-20T12:00:00Z'])
  })
})

describe('what can go wrong', () => {
  it('sends nothing while the system cannot be reached', async () => {
    let calls = 0
    const { checks, repo } = setUp({ startCheck: async () => { calls += 1; return 'x' } }, { reachable: false })
    await expect(all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))).rejects.toMatchObject({ data: { kind: 'unreachable' } })
    expect(calls).toBe(0)
    expect(repo.ofLine(lineId)).toEqual([])
  })

  it('refuses a circuit or line it does not know, and a check the system does not offer', async () => {
    const { checks } = setUp({ startCheck: async () => 'x' }, { kinds: ['delt'] })
    await expect(all(checks.run(lineId, '9999ZZ000100102', ['delt'], anySignal()))).rejects.toBeInstanceOf(NotFound)
    await expect(all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))).rejects.toMatchObject({ data: { kind: 'notOffered' } })
  })

  it('keeps a refusal, reads again how many tests are allowed, and does not try again', async () => {
    let starts = 0
    let reads = 0
    const { checks } = setUp({
      startCheck: async () => { starts += 1; throw new OperatorFailure({ kind: 'rejected', code: '009', detail: 'too many tests', correlationId: 'abc' }) },
      availableChecks: async () => { reads += 1; return { provider: null, kinds: [], unknownKinds: [], numberOfTests: 1 } },
    })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(lastOf(events)).toMatchObject([{ state: 'failed', failure: { code: 'testLimit', detail: 'too many tests', correlationId: 'abc' } }])
    expect([starts, reads]).toEqual([1, 1])
  })

  it('finds a check whose reply was lost in the report list, by kind and time', async () => {
    let starts = 0
    const { checks } = setUp({
      startCheck: async () => { starts += 1; throw new OperatorFailure({ kind: 'timeout' }, { ambiguous: true }) },
      listReports: async () => [
        { remoteId: 'old', kind: 'fibreCheck', status: 'complete', updatedAt: '2026-11-20T12:00:00Z' },
        { remoteId: 'other', kind: 'delt', status: 'complete', updatedAt: now },
        { remoteId: 'lost', kind: 'fibreCheck', status: 'complete', updatedAt: now },
      ],
      remoteReport: async () => here(),
    })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(events.flatMap(event => event.checks)).toContainEqual(
      expect.objectContaining({ state: 'requested', waiting: true, failure: expect.objectContaining({ code: 'startLost' }) }),
    )
    expect(lastOf(events)).toMatchObject([{ state: 'complete', remoteId: 'lost', failure: null }])
    expect(starts).toBe(1)
  })

  it('says started, result unknown, where none or several reports could be it', async () => {
    const candidates = ['a', 'b'].map(remoteId => ({ remoteId, kind: 'fibreCheck' as const, status: 'complete', updatedAt: now }))
    for (const listed of [[], candidates]) {
      const { checks } = setUp({
        startCheck: async () => { throw new OperatorFailure({ kind: 'timeout' }, { ambiguous: true }) }, listReports: async () => listed,
      })
      const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
      expect(lastOf(events)).toMatchObject([{ state: 'unknown', failure: { code: 'resultUnknown' }, waiting: false }])
    }
  })

  it('bears a network that goes away between polls', async () => {
    let polls = 0
    const { checks } = setUp({
      startCheck: async () => 'remote-1',
      remoteReport: async () => { if (++polls < 4) throw new OperatorFailure({ kind: 'unreachable' }); return here() },
    })
    expect(lastOf(await all(checks.run(lineId, nid, ['fibreCheck'], anySignal())))).toMatchObject([{ state: 'complete' }])
  })

  it('ends a check that the system knows no more as unknown after half a minute, and takes its report if that still comes', async () => {
    let ready = false
    const { checks, time } = setUp({
      startCheck: async () => 'remote-1', remoteReport: async () => ready ? here() : { state: 'notKnown' },
    })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(lastOf(events)).toMatchObject([{ state: 'unknown', waiting: false, failure: { code: 'resultUnknown' } }])
    const waitedMs = time.slept.reduce((a, b) => a + b, 0)
    expect(waitedMs).toBeGreaterThanOrEqual(30_000)
    expect(waitedMs).toBeLessThan(40_000)
    ready = true
    expect(lastOf(await all(checks.follow(lineId, anySignal())))).toMatchObject([{ state: 'complete', failure: null }])
  })

  it('goes on waiting for a test that the system knows only now and then', async () => {
    let asked = 0
    const { checks } = setUp({
      startCheck: async () => 'remote-1',
      remoteReport: async () => ++asked > 40 ? here() : { state: asked % 5 === 0 ? 'running' : 'notKnown' },
    })
    expect(lastOf(await all(checks.run(lineId, nid, ['fibreCheck'], anySignal())))).toMatchObject([{ state: 'complete' }])
  })

  it('leaves a check as the journal has it when something unforeseen happens, and goes on with the others', async () => {
    const bug = new TypeError('bug')
    const { checks, unexpected } = setUp({ startCheck: async kind => { if (kind === 'ontCheck') throw bug; return kind }, remoteReport: async () => here() })
    const events = await all(checks.run(lineId, nid, ['ontCheck', 'fibreCheck'], anySignal()))
    expect(unexpected).toEqual([bug])
    expect(lastOf(events).map(({ state }) => state)).toEqual(['requested', 'complete'])
  })
})

describe('stop waiting', () => {
  it('ends the polls and keeps the check for later', async () => {
    const { checks } = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => ({ state: 'running' }) })
    const events: CheckEvent[] = []
    for await (const event of checks.run(lineId, nid, ['fibreCheck'], anySignal())) {
      events.push(event)
      const running = event.checks.find(({ state, waiting }) => state === 'running' && waiting)
      if (running !== undefined) expect(checks.stopWaiting(running.id)).toMatchObject({ waiting: false, state: 'running' })
    }
    expect(lastOf(events)).toMatchObject([{ state: 'running', waiting: false }])
  })

  it('before its turn sends nothing at all', async () => {
    const asked: string[] = []
    const { checks, repo } = setUp({ startCheck: async kind => { asked.push(kind); return kind }, remoteReport: after(5) })
    const events: CheckEvent[] = []
    for await (const event of checks.run(lineId, nid, ['ontCheck', 'fibreCheck'], anySignal())) {
      events.push(event)
      const queued = event.checks.find(({ kind, waiting }) => kind === 'fibreCheck' && waiting)
      if (queued !== undefined) checks.stopWaiting(queued.id)
    }
    expect(asked).toEqual(['ontCheck'])
    expect(repo.ofLine(lineId).map(({ kind }) => kind)).toEqual(['ontCheck'])
  })

  it('knows no check by another id', () => {
    expect(() => setUp({}).checks.stopWaiting(CheckId.parse('nothing'))).toThrow(NotFound)
  })
})

