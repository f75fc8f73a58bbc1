import { afterEach, describe, expect, it } from 'vitest'
import type { LivePartName, LineView } from '../../shared/contract/lines.ts'
import { LiveKind, type Report } from '../../shared/model/report.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { WatchState } from '../../shared/model/watch.ts'
import { accessLine, cpe, hardware, leases, macs, port, portDown } from '../../test/fakes/accessReports.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { now } from '../../test/fakes/triageInputs.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createWatch } from './watch.ts'
import type { Watch } from './watch.ts'

const line = accessLine()
const turn = () => new Promise(resolve => { setImmediate(resolve) })
const router = 'DC:A6:32:01:02:03'
const opened: Watch[] = []
afterEach(async () => { for (const watch of opened.splice(0)) await watch.close() })

/** An access whose system a test changes, watched. */
function setUp(answer: Partial<Record<LiveKind, () => Promise<Report>>> = {}) {
  const clock = createManualClock(Date.parse(now))
  const answers: Partial<Record<LiveKind, () => Promise<Report>>> = {
    portStatus: async () => port(), accessHardware: async () => hardware(true), macTable: async () => macs(router), cpeStatus: async () => cpe(),
    leases: async () => leases({ ip: '192.0.2.7', mac: router }), ...answer,
  }
  const cache = new Map<LivePartName, Report>()
  const asked: LivePartName[] = []
  const kept: Report[] = []
  let count = 0
  const watch = createWatch({
    lineOf: () => ({ line, raw: '', summary: { street: 'Björkvägen 2' } as LineView['summary'] }), canLook: () => true, stuck: () => null, whenReachable: async () => {},
    async fetchPart(_, part) {
      asked.push(part)
      const ask = answers[part as LiveKind]
      if (ask === undefined) throw new OperatorFailure({ kind: 'notOffered' })
      cache.set(part, { ...await ask(), id: ReportId.parse(`r-${++count}`), receivedAt: new Date(clock.now()).toISOString() })
    },
    view: () => ({ line, reports: [...cache.values()], available: [] }), quietCheck: async () => null, keepReport: report => kept.push(report),
    liveReport: (_, kind) => cache.get(kind) ?? null, limited: each => each, intervalSeconds: () => 30, clock, newId: () => `w-${++count}`,
    onUnexpected: error => { throw error },
  })
  opened.push(watch)
  let states: WatchState[] = []
  void (async () => { for await (const latest of watch.watching(new AbortController().signal)) states = latest })()
  return {
    watch, answers, asked, kept, state: () => states[0] ?? expect.fail('not watched'),
    async pass(ms: number) {
      for (let at = 0; at < ms; at += 1000) {
        await turn()
        await clock.advance(1000)
      }
      await turn()
    },
  }
}
const told = ({ changes }: WatchState) => changes.map(({ kind, key, from, to, direction }) => [kind, key, from, to, direction])

describe('watching an access', () => {
  it('asks each live query once an interval, and neither its record nor a log', async () => {
    const { watch, asked, pass, state } = setUp()
    watch.start(line.id)
    await pass(1000)
    expect(asked.toSorted()).toEqual(['accessHardware', 'cpeStatus', 'leases', 'macTable', 'portStatus'])
    await pass(31_000)
    expect(asked).toHaveLength(10)
    expect(state()).toMatchObject({ looks: 2, failure: null, changes: [] })
  })

  it('tells link, light, devices, addresses, the box and the switch, and keeps what changed', async () => {
    const { watch, answers, kept, pass, state } = setUp()
    watch.start(line.id)
    await pass(1000)
    expect(kept.map(({ kind }) => kind).toSorted()).toEqual(['accessHardware', 'cpeStatus', 'leases', 'macTable', 'portStatus'])
    answers.portStatus = async () => port(portDown)
    answers.cpeStatus = async () => cpe({ up: false, ports: [] })
    answers.macTable = async () => macs()
    await pass(31_000)
    expect(told(state())).toEqual(expect.arrayContaining([
      ['port', 'accessPortLink', 'up', 'down', 'worse'], ['box', 'cpeUp', 'up', 'down', 'worse'], ['reading', 'macAddress', null, 'none', 'worse'],
    ]))
    // What goes with the link and the box is told by them.
    expect(state().changes.filter(({ key }) => !['accessPortLink', 'cpeUp', 'macAddress', 'accessPortLight'].includes(key))).toEqual([])
    expect(kept).toHaveLength(8)
    await pass(31_000)
    expect(kept).toHaveLength(8)
  })

  it('waits for a part that is still on its way, and does not ask it again', async () => {
    const slow = Promise.withResolvers<Report>()
    const { watch, answers, asked, pass, state } = setUp({ cpeStatus: () => slow.promise })
    watch.start(line.id)
    await pass(120_000)
    expect(asked.filter(part => part === 'cpeStatus')).toHaveLength(1)
    expect(state()).toMatchObject({ state: 'looking', looks: 0 })
    answers.cpeStatus = async () => cpe()
    slow.resolve(cpe())
    await pass(31_000)
    expect(asked.filter(part => part === 'cpeStatus')).toHaveLength(2)
  })

  it('goes on with the others where one fails or is not offered, and rests longer where all fail', async () => {
    const fail = () => Promise.reject(new OperatorFailure({ kind: 'serverError' }))
    const { watch, answers, pass, state } = setUp({ cpeStatus: fail })
    delete answers.leases
    watch.start(line.id)
    await pass(31_000)
    expect(state()).toMatchObject({ looks: 2, failure: 'serverError' })
    for (const kind of LiveKind.options) answers[kind] = fail
    await pass(31_000)
    const { nextAt, lastAt } = state()
    expect(Date.parse(nextAt ?? '') - Date.parse(lastAt ?? '')).toBeGreaterThan(50_000)
  })
})
