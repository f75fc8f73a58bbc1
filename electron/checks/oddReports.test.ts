import { describe, expect, it } from 'vitest'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import { anySignal, here, lineId, nid, setUp } from '../../test/fakes/checksAtWork.ts'
import { collect } from '../../test/fakes/fakeOperator.ts'
import { now } from '../../test/fakes/triageInputs.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'

const all = collect<CheckEvent>
const lastOf = (events: readonly CheckEvent[]) => events.at(-1)?.checks ?? []

describe('reports that come late, odd or for another line', () => {
  it('looks for it in the time of the system, whose clock may be off', async () => {
    const { checks } = setUp({
      startCheck: async () => { throw new OperatorFailure({ kind: 'timeout' }, { ambiguous: true }) }, remoteReport: async () => here(),
      listReports: async () => [{ remoteId: 'lost', kind: 'fibreCheck', status: 'complete', updatedAt: '2026-11-21T09:00:00Z' }],
    }, { clockOffsetMs: Date.parse('2026-11-21T09:00:00Z') - Date.parse(now) })
    expect(lastOf(await all(checks.run(lineId, nid, ['fibreCheck'], anySignal())))).toMatchObject([{ state: 'complete', remoteId: 'lost' }])
  })

  it('notes in the report where the line was connected when the test began, and only then', async () => {
    const { checks, reports } = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => here() }, { testPoint: 'isra' })
    await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(reports.newest(lineId)).toMatchObject([{ testPoint: 'isra', measuredAt: null }])
  })

  it('keeps a report of a kind and supplier nobody knows, with all it says', async () => {
    const body = { report: { status: 'complete', provider: 'NOORDERNET', melt_details: { verdict: 'dry' } } }
    const { checks, reports } = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => ({ state: 'here', body, provider: 'NOORDERNET' }) })
    expect(lastOf(await all(checks.run(lineId, nid, ['fibreCheck'], anySignal())))).toMatchObject([{ state: 'complete', failure: null }])
    expect(reports.newest(lineId)).toMatchObject([{ kind: 'unknown', requestedKind: 'fibreCheck', provider: 'NOORDERNET', raw: JSON.stringify(body) }])
  })

  it.each<readonly [string, string | null, string]>([
    ['as the list dates it', '2026-11-21T12:04:00Z', '2026-11-21T12:04:00Z'], ['else as asked for', null, now],
  ])('stops waiting after five minutes, and takes a reply that comes hours later for as old as it is, %s', async (_, updatedAt, measuredAt) => {
    let ready = false
    const { checks, time, reports } = setUp({
      startCheck: async () => 'remote-1', remoteReport: async () => ready ? here() : { state: 'running' },
      listReports: async () => [{ remoteId: 'remote-1', kind: 'fibreCheck', status: 'complete', updatedAt }],
    })
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(lastOf(events)).toMatchObject([{ state: 'running', waiting: false, failure: { code: 'stillRunning' } }])
    expect(time.slept.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(300_000)
    expect(lastOf(await all(checks.follow(lineId, anySignal())))).toMatchObject([{ state: 'running' }])
    ready = true
    time.pass(5 * 3_600_000)
    expect(lastOf(await all(checks.follow(lineId, anySignal())))).toMatchObject([{ state: 'complete', failure: null }])
    const [report] = reports.newest(lineId)
    expect(report?.measuredAt?.utc).toBe(measuredAt)
    expect(Date.parse(report?.receivedAt ?? '') - Date.parse(now)).toBeGreaterThan(5 * 3_600_000)
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
})
