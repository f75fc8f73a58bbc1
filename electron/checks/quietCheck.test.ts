import { afterEach, describe, expect, it } from 'vitest'
import type { AvailableChecks } from '../../shared/contract/lines.ts'
import examples from '../../test/data/nextpertise-examples.json' with { type: 'json' }
import { collect, fakeOperator, fakeTime, idsInOrder } from '../../test/fakes/fakeOperator.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { input, line, now } from '../../test/fakes/triageInputs.ts'
import { triage } from '../../shared/triage/triage.ts'
import type { CallContext, ListedReport, OperatorMethods, RemoteReport } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createCheckRepo } from './checkRepo.ts'
import { createReportRepo } from './reportRepo.ts'
import { createChecks } from './runChecks.ts'
import type { Checks } from './runChecks.ts'

const { id } = line()
const nid = '2408ZE000100102'
const anySignal = () => new AbortController().signal
const body: unknown = examples.find(({ method, reply }) => method === 'get_report' && JSON.stringify(reply).includes('fiber_check_details'))?.reply.result
const here = (of: unknown = body): RemoteReport => ({ state: 'here', body: of, provider: 'KPNWBA' })

const opened: Checks[] = []
afterEach(async () => { for (const checks of opened.splice(0)) await checks.close() })

function setUp(methods: Partial<OperatorMethods>) {
  const db = memoryJournal()
  const time = fakeTime(now)
  const offered: AvailableChecks = { nid, provider: 'KPNWBA', kinds: ['fibreCheck', 'ontCheck'], unknownKinds: [], numberOfTests: 1, at: now }
  const reports = createReportRepo(db)
  const checks = createChecks({
    db, operatorFor: () => fakeOperator(methods), lineOf: wanted => wanted === id ? line() : null, isReachable: () => true, offeredAt: () => offered,
    judge: () => triage(input({ reports: reports.newest(id) })), limited: report => report, kept: () => {}, clockOffsetMs: () => null, testPointOf: () => 'isra', now: time.now,
    newId: idsInOrder(), sleep: time.sleep, previousLive: () => null, onUnexpected: error => { throw error },
  })
  opened.push(checks)
  return { db, checks, time, reports, repo: createCheckRepo(db) }
}

describe('a check for a watch', () => {
  it('gives way to the engineer, waits for its report, and leaves nothing in the journal', async () => {
    const urgencies: CallContext['urgency'][] = []
    let polls = 0
    const { checks, reports, repo } = setUp({
      startCheck: async (_, __, { urgency }) => { urgencies.push(urgency); return 'remote-1' },
      remoteReport: async (_, { urgency }) => { urgencies.push(urgency); return ++polls < 3 ? { state: 'running' } : here() },
    })
    const report = await checks.runQuietly(id, nid, 'fibreCheck', anySignal())
    expect(report).toMatchObject({ kind: 'fibreCheck', checkId: null, remoteId: 'remote-1', testPoint: 'isra', target: { kind: 'circuit', nid } })
    expect(new Set(urgencies)).toEqual(new Set(['background']))
    expect(repo.ofLine(id)).toEqual([])
    expect(reports.newest(id)).toEqual([])
  })

  it('is kept when it is worth it, and told to those who follow the line', async () => {
    const started = Promise.withResolvers<void>()
    const hold = Promise.withResolvers<RemoteReport>()
    const { checks, reports } = setUp({
      startCheck: async kind => { if (kind === 'ontCheck') started.resolve(); return kind },
      remoteReport: async remoteId => remoteId === 'ontCheck' ? hold.promise : here(),
    })
    const report = await checks.runQuietly(id, nid, 'fibreCheck', anySignal())
    const following = collect(checks.run(id, nid, ['ontCheck'], anySignal()))
    await started.promise
    if (report === null || report === 'busy') throw new Error('no report')
    checks.keepQuiet(report)
    hold.resolve(here())
    expect(reports.newest(id)).toContainEqual(report)
    expect(await following).toContainEqual(expect.objectContaining({ changed: null, report, verdict: expect.objectContaining({ level: expect.any(String) }) }))
  })

  it('does not start while the engineer\'s own run at the circuit, and lets none start beside it', async () => {
    let running = 0
    let most = 0
    const hold = Promise.withResolvers<void>()
    const { checks } = setUp({
      startCheck: async kind => { running += 1; most = Math.max(most, running); return kind },
      remoteReport: async () => { await hold.promise; running -= 1; return here() },
    })
    const quiet = checks.runQuietly(id, nid, 'fibreCheck', anySignal())
    const own = collect(checks.run(id, nid, ['ontCheck'], anySignal()))
    await expect.poll(() => checks.checksOf(id).length).toBe(1)
    expect(await checks.runQuietly(id, nid, 'fibreCheck', anySignal())).toBe('busy')
    hold.resolve()
    expect(await quiet).toMatchObject({ kind: 'fibreCheck' })
    expect((await own).at(-1)?.checks).toMatchObject([{ state: 'complete' }])
    expect(most).toBe(1)
  })

  it('is never taken for an engineer\'s check whose answer was lost', async () => {
    const listed: ListedReport[] = []
    let starts = 0
    const { checks, time } = setUp({
      async startCheck() {
        starts += 1
        listed.push({ remoteId: `remote-${starts}`, kind: 'fibreCheck', status: 'complete', updatedAt: time.now().toISOString() })
        if (starts === 2) throw new OperatorFailure({ kind: 'timeout' }, { ambiguous: true })
        return `remote-${starts}`
      },
      remoteReport: async () => here(), listReports: async () => listed,
    })
    await checks.runQuietly(id, nid, 'fibreCheck', anySignal())
    const events = await collect(checks.run(id, nid, ['fibreCheck'], anySignal()))
    expect(events.at(-1)?.checks).toMatchObject([{ state: 'complete', remoteId: 'remote-2' }])
  })

  it('ends quietly where its report is another line\'s or lost, and with the failure where it was refused', async () => {
    const other = setUp({ startCheck: async () => 'r', remoteReport: async () => here({ report: { nid: '9999ZZ000100102', status: 'complete' } }) })
    expect(await other.checks.runQuietly(id, nid, 'fibreCheck', anySignal())).toBeNull()
    const lost = setUp({ startCheck: async () => 'r', remoteReport: async () => ({ state: 'notKnown' }) })
    expect(await lost.checks.runQuietly(id, nid, 'fibreCheck', anySignal())).toBeNull()
    const refused = setUp({ startCheck: async () => { throw new OperatorFailure({ kind: 'rejected', code: '010' }) }, remoteReport: async () => here() })
    await expect(refused.checks.runQuietly(id, nid, 'fibreCheck', anySignal())).rejects.toMatchObject({ data: { code: '010' } })
    await expect(setUp({}).checks.runQuietly(id, nid, 'fibreCheck', anySignal())).rejects.toMatchObject({ data: { kind: 'notOffered' } })
  })

  it('gives its turn back when the watch is stopped', async () => {
    const stop = new AbortController()
    let polls = 0
    const { checks } = setUp({
      startCheck: async () => 'r',
      async remoteReport() {
        if (polls++ > 0) return here()
        stop.abort()
        return { state: 'running' }
      },
    })
    await expect(checks.runQuietly(id, nid, 'fibreCheck', stop.signal)).rejects.toThrow()
    expect(await checks.runQuietly(id, nid, 'fibreCheck', anySignal())).toMatchObject({ kind: 'fibreCheck' })
  })
})
