import type Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import type { AvailableChecks } from '../../shared/contract/lines.ts'
import { CheckId } from '../../shared/model/common.ts'
import type { CheckKind } from '../../shared/model/report.ts'
import { triage } from '../../shared/triage/triage.ts'
import examples from '../../test/data/nextpertise-examples.json' with { type: 'json' }
import { collect, fakeOperator, fakeTime, idsInOrder } from '../../test/fakes/fakeOperator.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { input, line, now } from '../../test/fakes/triageInputs.ts'
import type { OperatorMethods, RemoteReport } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { NotFound } from '../services.ts'
import { createCheckRepo } from './checkRepo.ts'
import { createReportRepo } from './reportRepo.ts'
import { createChecks } from './runChecks.ts'
import type { Checks } from './runChecks.ts'

const lineId = line().id
const nid = '2408ZE000100102'
const anySignal = () => new AbortController().signal
const fibreBody = examples.find(({ method, reply }) => method === 'get_report' && JSON.stringify(reply).includes('fiber_check_details'))?.reply.result
const here = (body: unknown = fibreBody): RemoteReport => ({ state: 'here', body, provider: 'KPNWBA' })

const opened: Checks[] = []
afterEach(async () => { for (const checks of opened.splice(0)) await checks.close() })

type Setup = {
  readonly db?: Database.Database; readonly reachable?: boolean; readonly kinds?: readonly CheckKind[]; readonly numberOfTests?: number; readonly start?: string
  readonly newId?: () => string
}
function setUp(methods: Partial<OperatorMethods>, { db = memoryJournal(), reachable = true, kinds, numberOfTests = 1, start = now, newId = idsInOrder() }: Setup = {}) {
  const time = fakeTime(start)
  const offered: AvailableChecks = {
    nid, provider: 'KPNWBA', kinds: [...kinds ?? ['authenticationLog', 'fibreCheck', 'ontCheck', 'ontLanCheck'] as const], unknownKinds: [], numberOfTests, at: start,
  }
  const unexpected: unknown[] = []
  const reports = createReportRepo(db)
  const checks = createChecks({
    db, operatorFor: () => fakeOperator(methods), lineOf: id => id === lineId ? line() : null, isReachable: () => reachable, offeredAt: () => offered,
    judge: id => triage(input({ reports: reports.newest(id), now: time.now().toISOString() })), now: time.now, newId, sleep: time.sleep,
    limited: report => report, testPointOf: () => null, onUnexpected: error => unexpected.push(error),
  })
  opened.push(checks)
  return { db, checks, reports, time, unexpected, repo: createCheckRepo(db) }
}
const all = collect<CheckEvent>
const lastOf = (events: readonly CheckEvent[]) => events.at(-1)?.checks ?? []
const after = (polls: number, answer: RemoteReport = here()) => {
  let count = 0
  return async (): Promise<RemoteReport> => ++count > polls ? answer : { state: 'running' }
}
const turn = () => new Promise(resolve => { setImmediate(resolve) })

describe('running a check', () => {
  it('has its intent in the journal before the request leaves, polls ever slower, and ends with report and verdict', async () => {
    const seen: string[] = []
    const { checks, reports, time, repo } = setUp({
      startCheck: async () => { seen.push(...repo.open().map(({ state }) => state)); return 'remote-1' }, remoteReport: after(4),
    })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(seen).toEqual(['requested'])
    expect(time.slept.slice(0, 4)).toEqual([500, 750, 1125, 1687.5])
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
    expect(lastOf(events)).toMatchObject([{ state: 'failed', failure: { code: 'rejected', detail: 'too many tests', correlationId: 'abc' } }])
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

  it('stops waiting after five minutes, and takes a reply that comes hours later', async () => {
    let ready = false
    const { checks, time } = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => ready ? here() : { state: 'running' } })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(lastOf(events)).toMatchObject([{ state: 'running', waiting: false, failure: { code: 'stillRunning' } }])
    expect(time.slept.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(300_000)
    expect(lastOf(await all(checks.follow(lineId, anySignal())))).toMatchObject([{ state: 'running' }])
    ready = true
    time.pass(5 * 3_600_000)
    expect(lastOf(await all(checks.follow(lineId, anySignal())))).toMatchObject([{ state: 'complete', failure: null }])
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

  it('keeps what the system says of a test that ended in an error', async () => {
    const { checks } = setUp({
      startCheck: async () => 'remote-1', remoteReport: async () => here({ report: { status: 'error', error_details: 'device not reachable', provider: 'KPNWBA' } }),
    })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(lastOf(events)).toMatchObject([{ state: 'failed', failure: { code: 'testError', detail: 'device not reachable' } }])
    expect(events.find(({ verdict }) => verdict !== null)?.verdict?.lead).toMatchObject({ ruleId: 'G1', params: { check: 'fibreCheck' } })
  })

  it('keeps the report of another line apart, and says so', async () => {
    const { checks, reports } = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => here({ report: { status: 'complete', nid: '1062AB001370101' } }) })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(lastOf(events)).toMatchObject([{ state: 'failed', failure: { code: 'otherLine', detail: '1062AB001370101' } }])
    expect(reports.newest(lineId)).toEqual([])
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

describe('after a restart', () => {
  it('goes on polling a check that ran', async () => {
    const newId = idsInOrder()
    const first = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => ({ state: 'running' }) }, { newId })
    for await (const event of first.checks.run(lineId, nid, ['fibreCheck'], anySignal())) if (event.checks.some(({ state }) => state === 'running')) break
    await first.checks.close()
    let starts = 0
    const second = setUp({ startCheck: async () => { starts += 1; return 'x' }, remoteReport: after(2) }, { db: first.db, newId })
    second.checks.resume()
    const events = await all(second.checks.follow(lineId, anySignal()))
    expect(lastOf(events)).toMatchObject([{ state: 'complete', remoteId: 'remote-1' }])
    expect(starts).toBe(0)
  })

  it('looks for a check whose reply never came, and never asks for it again', async () => {
    const newId = idsInOrder()
    const first = setUp({ startCheck: (_, __, { signal }) => new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => { reject(new OperatorFailure({ kind: 'cancelled' }, { ambiguous: true })) })
    }) }, { newId })
    for await (const event of first.checks.run(lineId, nid, ['fibreCheck'], anySignal())) if (event.checks.length > 0) break
    await turn()
    await first.checks.close()
    expect(first.repo.open()).toMatchObject([{ state: 'requested', remoteId: null }])
    let starts = 0
    const second = setUp({
      startCheck: async () => { starts += 1; return 'x' }, remoteReport: async () => here(),
      listReports: async () => [{ remoteId: 'lost', kind: 'fibreCheck', status: 'complete', updatedAt: now }],
    }, { db: first.db, newId })
    second.checks.resume()
    expect(lastOf(await all(second.checks.follow(lineId, anySignal())))).toMatchObject([{ state: 'complete', remoteId: 'lost' }])
    expect(starts).toBe(0)
  })
})

describe('many who follow', () => {
  it('tells each of them, also who comes late, and keeps reports offline', async () => {
    const { checks } = setUp({ startCheck: async () => 'remote-1', remoteReport: after(3) })
    const one = all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    await turn()
    const [first, second] = await Promise.all([one, all(checks.follow(lineId, anySignal()))])
    for (const events of [first, second]) expect(events.some(({ report }) => report?.kind === 'fibreCheck')).toBe(true)
    expect(checks.checksOf(lineId)).toMatchObject([{ state: 'complete' }])
  })

  it('ends at once where nothing runs, and when the signal is aborted', async () => {
    const { checks } = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => ({ state: 'running' }) })
    expect(await all(checks.follow(lineId, anySignal()))).toHaveLength(1)
    const leave = new AbortController()
    const events = all(checks.run(lineId, nid, ['fibreCheck'], leave.signal))
    await turn()
    leave.abort()
    expect((await events).length).toBeGreaterThan(0)
  })
})
