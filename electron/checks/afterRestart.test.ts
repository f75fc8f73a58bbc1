import { describe, expect, it } from 'vitest'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import { after, anySignal, here, lineId, nid, setUp, turn } from '../../test/fakes/checksAtWork.ts'
import { collect, idsInOrder } from '../../test/fakes/fakeOperator.ts'
import { now } from '../../test/fakes/triageInputs.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'

const all = collect<CheckEvent>
const lastOf = (events: readonly CheckEvent[]) => events.at(-1)?.checks ?? []

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
