import { afterEach, describe, expect, it } from 'vitest'
import type { AvailableChecks, LivePartName, LineView } from '../../shared/contract/lines.ts'
import { LineId, ReportId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { CheckKind, Report } from '../../shared/model/report.ts'
import type { WatchState } from '../../shared/model/watch.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { circuit, line, log, minutesBefore, now, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { Conflict, NotFound } from '../services.ts'
import { createWatch } from './watch.ts'
import type { Watch, WatchDependencies } from './watch.ts'

const hour = 3_600_000
const nid = '2408ZE000100102'
const id = line().id
const turn = () => new Promise(resolve => { setImmediate(resolve) })
const port = (up: boolean, part: Partial<Report> = {}): Report => report('ontLanCheck', {
  states: [stateOf('ontLanOperational', up ? 'up' : 'down', { level: up ? 'ok' : 'fault', place: 'ontLanPort' })], ...part,
})

const opened: Watch[] = []
afterEach(async () => { for (const watch of opened.splice(0)) await watch.close() })

/** A line whose system a test changes, watched. */
function setUp(part: Partial<WatchDependencies> = {}) {
  const clock = createManualClock(Date.parse(now))
  const world = {
    online: 'offline' as Line['online'], logins: [] as [number, 'ok' | 'incorrect'][], seenAt: minutesBefore(1), interval: 30, stuck: null as string | null,
    failure: null as OperatorFailure | null, kinds: ['ontCheck', 'ontLanCheck', 'delt', 'selt', 'authenticationLog'] as CheckKind[], kept: [] as Report[],
    check: (kind: CheckKind): Report | 'busy' | null => kind === 'ontLanCheck' ? port(false) : report(kind),
  }
  /** As the cache has it: what was fetched last. */
  let cached = line({ online: world.online, seenAt: world.seenAt, circuits: [circuit({ online: world.online })] })
  let logs = [log([])]
  const fetched: [LivePartName, number][] = []
  const checked: CheckKind[] = []
  const unexpected: unknown[] = []
  let count = 0
  let reachable = Promise.withResolvers<void>()
  const watch = createWatch({
    lineOf: wanted => ({ line: { ...cached, id: wanted }, raw: '', summary: { street: 'Lijnzichtlaan 10' } as LineView['summary'] }),
    canLook: () => true, stuck: () => world.stuck,
    async whenReachable(_, signal) {
      await Promise.race([reachable.promise, new Promise((_resolve, reject) => { signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }) })])
    },
    async fetchPart(_, name) {
      fetched.push([name, clock.now()])
      if (world.failure !== null) throw world.failure
      if (name === 'line') cached = line({ online: world.online, circuits: [circuit({ online: world.online })] })
      if (name === 'authenticationLog') logs = [log(world.logins)]
    },
    view: () => ({
      line: cached, reports: [...logs, ...world.kept], available: [{ nid, provider: null, kinds: world.kinds, unknownKinds: [], numberOfTests: 1, at: now } satisfies AvailableChecks],
    }),
    async quietCheck(_, circuitNid, kind) {
      expect(circuitNid).toBe(nid)
      checked.push(kind)
      const answer = world.check(kind)
      return answer === null || answer === 'busy' ? answer : { ...answer, id: ReportId.parse(`r-${++count}`), receivedAt: new Date(clock.now()).toISOString() }
    },
    keepReport: kept => { world.kept = [kept, ...world.kept] }, liveReport: () => null, limited: each => each, intervalSeconds: () => world.interval, clock,
    newId: () => `w-${++count}`, onUnexpected: error => { unexpected.push(error) }, ...part,
  })
  opened.push(watch)
  let latest: WatchState[] = []
  const follow = async () => { for await (const states of watch.watching(new AbortController().signal)) latest = states }
  void follow()
  return {
    watch, clock, world, fetched, checked, unexpected,
    state: (of = id) => latest.find(({ lineId }) => lineId === of) ?? expect.fail('not watched'),
    states: () => latest,
    back() {
      world.stuck = null
      reachable.resolve()
      reachable = Promise.withResolvers()
    },
    /** Lets time pass, in steps that leave room for what a look does. */
    async pass(ms: number, stepMs = 1000) {
      for (let at = 0; at < ms; at += stepMs) {
        await turn()
        await clock.advance(stepMs)
      }
      await turn()
    },
  }
}
const told = ({ changes }: WatchState) => changes.map(({ kind, key, from, to, direction }) => [kind, key, from, to, direction])

describe('watching a line', () => {
  it('looks at its session and log at once, then at the interval, give or take a tenth', async () => {
    const { watch, state, pass, fetched, world } = setUp()
    world.kinds = []
    expect(watch.start(id)).toMatchObject({ lineId: id, label: 'Lijnzichtlaan 10', nativeId: line().nativeId, state: 'looking', looks: 0, intervalSeconds: 30, startedAt: now })
    await pass(1000)
    expect(state()).toMatchObject({ state: 'resting', looks: 1, failure: null, lastAt: now, nextAt: '2026-11-21T12:00:30.000Z' })
    await pass(60_000)
    expect(fetched.filter(([name]) => name === 'line').map(([, at]) => at - Date.parse(now))).toEqual([0, 30_000, 60_000])
    expect(fetched.filter(([name]) => name === 'authenticationLog')).toHaveLength(3)
  })

  it('tells a session that comes up and a log-in, against what was last known here', async () => {
    const { watch, state, pass, world } = setUp()
    world.online = 'online'
    world.logins = [[0, 'ok']]
    watch.start(id)
    await pass(1000)
    expect(told(state())).toEqual([['login', 'login', null, 'ok', 'better'], ['session', 'online', 'offline', 'online', 'better']])
    world.online = 'offline'
    world.logins = [[-1, 'incorrect'], [0, 'ok']]
    await pass(31_000)
    expect(told(state()).slice(0, 2)).toEqual([['login', 'login', null, 'incorrect', 'worse'], ['session', 'online', 'online', 'offline', 'worse']])
    expect(new Set(state().changes.map(each => each.id)).size).toBe(4)
  })

  it('takes nothing that is hours old for the look before the first', async () => {
    let looked = false
    const { watch, pass, state } = setUp({
      view: () => ({ line: line(looked ? { online: 'online' } : { online: 'offline', seenAt: minutesBefore(180) }), reports: [], available: [] }),
      fetchPart: async () => { looked = true },
    })
    watch.start(id)
    await pass(1000)
    expect(state()).toMatchObject({ looks: 1, changes: [] })
  })

  it('runs one undisturbing check at every fifth look, each kind in turn', async () => {
    const { watch, pass, checked, state } = setUp()
    watch.start(id)
    await pass(11 * 30_000 + 1000)
    expect(state().looks).toBe(12)
    expect(checked).toEqual(['ontLanCheck', 'ontCheck', 'ontLanCheck'])
  })

  it('tells a port that comes up, and keeps only reports that say something new', async () => {
    const { watch, pass, world, state } = setUp()
    world.kinds = ['ontLanCheck']
    watch.start(id)
    await pass(17 * 30_000)
    expect(world.kept).toHaveLength(1)
    expect(state().changes).toEqual([])
    world.check = () => port(true)
    await pass(5 * 30_000)
    expect(told(state())).toEqual([['port', 'ontLanOperational', 'down', 'up', 'better']])
    await pass(15 * 30_000)
    expect(state().changes).toHaveLength(1)
    expect(world.kept.map(({ states }) => states[0]?.value)).toEqual(['up', 'down'])
  })

  it('counts a report of just before the watch as its first', async () => {
    const { watch, pass, world, state } = setUp()
    world.kinds = ['ontLanCheck']
    world.kept = [port(false, { receivedAt: minutesBefore(10) })]
    world.check = () => port(true)
    watch.start(id)
    await pass(2000)
    expect(told(state())).toEqual([['port', 'ontLanOperational', 'down', 'up', 'better']])
  })

  it('gives way to the engineer\'s own checks, and comes back at the next look', async () => {
    const { watch, pass, checked, world, state } = setUp()
    world.kinds = ['ontLanCheck', 'ontCheck']
    world.check = () => 'busy'
    watch.start(id)
    await pass(40_000)
    expect(checked).toEqual(['ontLanCheck', 'ontLanCheck'])
    world.check = () => port(false)
    await pass(60_000)
    expect(checked).toEqual(['ontLanCheck', 'ontLanCheck', 'ontLanCheck'])
    expect(state().failure).toBeNull()
  })

  it('says that a check failed without slowing the looks at the session', async () => {
    const { watch, pass, world, state } = setUp()
    world.check = () => report('ontLanCheck', { status: 'error', errorText: 'device not reachable' })
    watch.start(id)
    await pass(2000)
    expect(state()).toMatchObject({ failure: 'testError', nextAt: '2026-11-21T12:00:30.000Z' })
    expect(world.kept).toEqual([])
  })
})

describe('patience', () => {
  it('waits while the system cannot be reached, says so, and goes on when it is back', async () => {
    const { watch, pass, world, state, fetched, back } = setUp()
    watch.start(id)
    await pass(1000)
    world.stuck = 'unreachable'
    await pass(60_000)
    const before = fetched.length
    expect(state()).toMatchObject({ state: 'waiting', failure: 'unreachable', nextAt: null })
    await pass(600_000, 60_000)
    expect(fetched).toHaveLength(before)
    back()
    await pass(4000)
    expect(state()).toMatchObject({ state: 'resting', failure: null })
  })

  it('rests longer after each failure in a row, and as long as the system asks', async () => {
    const { watch, pass, world, state, clock, fetched } = setUp()
    world.failure = new OperatorFailure({ kind: 'timeout' })
    watch.start(id)
    await pass(220_000)
    expect(fetched.map(([, at]) => (at - Date.parse(now)) / 1000)).toEqual([0, 60, 180])
    expect(state()).toMatchObject({ failure: 'timeout', looks: 3 })
    world.failure = new OperatorFailure({ kind: 'tooBusy', retryAfterSeconds: 500 })
    await pass(240_000)
    expect(Date.parse(state().nextAt ?? '') - Date.parse(state().lastAt ?? '')).toBe(500_000)
    world.failure = null
    await pass(500_000)
    expect(state()).toMatchObject({ failure: null })
    expect(Date.parse(state().nextAt ?? '') - Date.parse(state().lastAt ?? '')).toBe(30_000)
    expect(clock.now()).toBeGreaterThan(0)
  })

  it('takes a changed interval at once', async () => {
    const { watch, pass, world, state } = setUp()
    watch.start(id)
    await pass(1000)
    world.interval = 300
    watch.settingsChanged()
    await pass(1000)
    expect(state()).toMatchObject({ intervalSeconds: 300, nextAt: '2026-11-21T12:05:00.000Z', looks: 1 })
    world.interval = 15
    watch.settingsChanged()
    await pass(15_000)
    expect(state()).toMatchObject({ intervalSeconds: 15, looks: 2 })
  })
})

describe('limits', () => {
  const other = (serial: number) => LineId.parse(`nextpertise:https://api.example|n${serial}`)

  it('are five lines at once; one that was stopped makes room', () => {
    const { watch } = setUp()
    for (let serial = 1; serial <= 5; serial += 1) watch.start(other(serial))
    expect(() => watch.start(other(6))).toThrow(new Conflict('tooManyWatches', 5))
    expect(watch.start(other(5))).toMatchObject({ lineId: other(5) })
    watch.stop(other(2))
    expect(watch.start(other(6))).toMatchObject({ lineId: other(6) })
  })

  it('are eight hours, also while waiting; the ended one stays until it is stopped, and can begin anew', async () => {
    const { watch, pass, world, state, states, fetched } = setUp()
    world.interval = 600
    watch.start(id)
    await pass(8 * hour - 60_000, 60_000)
    expect(state()).toMatchObject({ state: 'resting' })
    world.stuck = 'unreachable'
    await pass(2 * 60_000, 60_000)
    expect(state()).toMatchObject({ state: 'ended', nextAt: null })
    const before = fetched.length
    await pass(hour, 60_000)
    expect(fetched).toHaveLength(before)
    world.stuck = null
    watch.start(id)
    await pass(1000)
    expect(state()).toMatchObject({ looks: 1, changes: [] })
    watch.stop(id)
    await turn()
    expect(states()).toEqual([])
  })

  it('are a hundred changes, the newest', async () => {
    const { watch, pass, world, state } = setUp()
    world.kinds = []
    watch.start(id)
    for (let at = 0; at < 130; at += 1) {
      world.online = at % 2 === 0 ? 'online' : 'offline'
      await pass(30_000, 30_000)
    }
    expect(state().changes).toHaveLength(100)
    expect(state().changes[0]?.to).toBe(world.online)
  })

  it('are lines that are known and that can be asked for', () => {
    expect(() => setUp({ lineOf: () => undefined }).watch.start(id)).toThrow(NotFound)
    expect(() => setUp({ canLook: () => false }).watch.start(id)).toThrow(OperatorFailure)
  })
})

it('ends, and is logged, where a bug shows', async () => {
  const { watch, pass, state, unexpected } = setUp({ fetchPart: async () => { throw new TypeError('a bug') } })
  watch.start(id)
  await pass(1000)
  expect(state()).toMatchObject({ state: 'ended', failure: 'unexpected' })
  expect(unexpected).toHaveLength(1)
})

it('stops in the middle of a look without another word', async () => {
  const asked = Promise.withResolvers<AbortSignal>()
  const { watch, states, unexpected } = setUp({
    fetchPart: (_, __, signal) => new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      asked.resolve(signal)
    }),
  })
  watch.start(id)
  const signal = await asked.promise
  watch.stop(id)
  expect(signal.aborted).toBe(true)
  await turn()
  expect(states()).toEqual([])
  expect(unexpected).toEqual([])
})
