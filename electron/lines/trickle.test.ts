import { afterEach, beforeEach, expect, test } from 'vitest'
import { AccountId, lineIdOf, systemKeyOf, type LineId } from '../../shared/model/common.ts'
import type { SyncState } from '../../shared/model/search.ts'
import { defaultScope } from '../../shared/model/account.ts'
import { openTestCache, type TestCache } from '../../test/fakes/cacheOfLines.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { silentLog } from '../log/log.ts'
import type { CallContext, Operator, OperatorMethods } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { noNames, packPages } from '../operators/reseller/readOrdersPage.ts'
import { createRateWindows } from '../operators/reseller/rateWindows.ts'
import { reserveOf } from '../../shared/rateBudget.ts'
import { createLineStore } from './lineStore.ts'
import type { LineWriter } from './lineWriter.ts'
import { createSync } from './sync.ts'
import { createTrickle } from './trickle.ts'

let cache: TestCache
beforeEach(() => { cache = openTestCache() })
afterEach(() => cache.close())

const system = systemKeyOf('reseller', 'https://reseller.example/api')
const account = AccountId.parse('reseller')
const hourMs = 3_600_000

/** An order with its connection and telephone numbers elsewhere. */
const order = (id: number) => ({
  '@id': `/orders/${id}`, id, label: `Fiber ${id}`, customer: '/customers/15', isActive: true,
  orderDetailsConnections: [`/order-details-connections/${id}`], location: `/locations/${id}`,
})

/** A reseller platform of so many orders, 500 to a page, that counts every call in a window of an hour. */
function platform(orders: number, perHour: number, clock: ReturnType<typeof createManualClock>) {
  const windows = createRateWindows(clock)
  const calls: { at: number; what: string }[] = []
  const began = clock.now()
  const inWindow = (at: number): number => Math.floor((at - began) / hourMs)
  const refusedSections = new Set<string>()
  const call = async <Answer>(what: string, { urgency, signal }: CallContext, answer: () => Answer): Promise<Answer> => {
    signal.throwIfAborted()
    const giveBack = windows.take(urgency)
    try {
      await Promise.resolve()
      calls.push({ at: clock.now(), what })
      const used = calls.filter(({ at }) => inWindow(at) === inWindow(clock.now())).length
      windows.hear(200, {
        'x-ratelimit-1h-limit': String(perHour), 'x-ratelimit-1h-remaining': String(Math.max(0, perHour - used)),
        'x-ratelimit-1h-reset': String(Math.ceil((began + (inWindow(clock.now()) + 1) * hourMs) / 1000)),
      })
      return answer()
    } finally {
      giveBack()
    }
  }
  const encoder = new TextEncoder()
  const methods: Partial<OperatorMethods> = {
    walksOf: () => [{ key: 'orders', state: 'active', filter: {} }],
    fetchLinePage: (_, page, context) => call('page', context, () => {
      const first = (page - 1) * 500
      const members = Array.from({ length: Math.max(0, Math.min(500, orders - first)) }, (_each, at) => order(100_000 + first + at))
      const view = first + 500 < orders ? { 'hydra:next': `/orders?page=${page + 1}` } : {}
      return packPages([encoder.encode(JSON.stringify({ 'hydra:member': members, 'hydra:totalItems': orders, 'hydra:view': view }))], noNames)
    }),
    missingDetails: ({ service }) => (service?.sections ?? []).filter(({ state }) => state === 'missing').map(({ section }) => section),
    async lineDetails(line, wanted, context) {
      const sections = []
      const failed = []
      for (const section of wanted ?? []) {
        if (refusedSections.has(section)) {
          failed.push({ section, failure: await call(`refused ${section}`, context, () => ({ kind: 'refused' as const, refusal: 'rightMissing' as const })) })
          continue
        }
        try {
          const raw = await call(`${section} ${line.nativeId}`, context, () => JSON.stringify({ id: line.nativeId, circuitId: `CIR${line.nativeId}` }))
          sections.push({ nativeId: line.nativeId ?? '', section, raw })
        } catch (error) {
          if (!(error instanceof OperatorFailure)) throw error
          failed.push({ section, failure: error.data })
        }
      }
      return { sections, failed }
    },
    health: () => ({ features: [], unsupportedFields: [], rate: windows.list() }),
  }
  const operator: Operator = { system, methods, nativeIdIn: () => null, close: () => Promise.resolve() }
  const perWindow = (): number[] => {
    const counts = new Map<number, number>()
    for (const { at } of calls) counts.set(inWindow(at), (counts.get(inWindow(at)) ?? 0) + 1)
    return [...counts.values()]
  }
  return { operator, calls, perWindow, refusedSections }
}

function atWork(orders: number, perHour: number, first: readonly LineId[] = []) {
  const clock = createManualClock()
  const at = platform(orders, perHour, clock)
  const store = createLineStore({ db: cache.db, isPinned: () => false })
  const writer: Pick<LineWriter, 'call'> = {
    async call(name, input) {
      await Promise.resolve()
      return (cache.writer[name] as (given: typeof input) => Awaited<ReturnType<LineWriter['call']>>)(input) as never
    },
  }
  const trickle = createTrickle({
    operatorOf: () => at.operator, whenReachable: () => Promise.resolve(), lineOf: id => store.get(id)?.line, firstLines: () => first, store,
    saveSections: async (line, sections) => {
      await writer.call('saveSections', { accountId: line.accountId, system: line.system, at: new Date(clock.now()).toISOString(), lineId: line.id, sections })
    },
    isSyncing: id => sync.isRunning(id), clock, log: silentLog, changed: () => sync.detailsChanged(),
  })
  const sync = createSync({
    accounts: () => [{ id: account, system, kind: 'reseller', scope: defaultScope }], operatorOf: () => at.operator, whenReachable: () => Promise.resolve(),
    writer, store, clock, intervalMinutes: () => 0, log: silentLog, details: trickle,
  })
  sync.start(account)
  const state = async (): Promise<SyncState> => {
    for await (const [each] of sync.states(new AbortController().signal)) if (each !== undefined) return each
    throw new Error('no state')
  }
  return { clock, at, store, trickle, sync, state, async close() { await Promise.all([trickle.close(), sync.close()]) } }
}

test('100,000 orders are synchronised inside an hourly budget, which says when that will be done', async () => {
  const work = atWork(100_000, 60)
  const { clock } = work
  let said: string | null = null
  for (let minutes = 0; minutes < 6 * 60 && (await work.state()).phase !== 'idle'; minutes += 5) {
    await clock.advance(5 * 60_000)
    const { doneBy, phase, nextAt } = await work.state()
    if (minutes === 30) {
      said = doneBy
      // The run waits for the window: it has not failed.
      expect(phase).toBe('running')
      expect(nextAt).not.toBeNull()
    }
  }
  const { phase, linesDone, lineCount } = await work.state()
  expect({ phase, linesDone, lineCount }).toEqual({ phase: 'idle', linesDone: 100_000, lineCount: 100_000 })
  expect(Math.max(...work.at.perWindow())).toBeLessThanOrEqual(60 - reserveOf(60))
  const listed = work.at.calls.filter(({ what }) => what === 'page').at(-1)?.at ?? 0
  expect(Math.abs(Date.parse(said ?? '') - listed)).toBeLessThan(20 * 60_000)
  await work.close()
}, 120_000)

test('details trickle in, what is at hand first, inside the budget, until search knows all', async () => {
  const first = lineIdOf(system, '100029')
  const work = atWork(30, 20, [first])
  for (let step = 0; step < 40 && (await work.state()).phase !== 'idle'; step++) await work.clock.advance(1000)
  const { detailsComplete, doneBy } = await work.state()
  expect(detailsComplete?.of).toBe(30)
  expect(detailsComplete?.missing).toContain('phone')
  expect(Date.parse(doneBy ?? '')).toBeGreaterThan(work.clock.now() + hourMs)
  await work.clock.advance(30_000)
  expect(work.at.calls.find(({ what }) => what !== 'page')?.what).toContain('100029')
  expect(work.trickle.incomplete()).toEqual([account])
  await work.clock.advance(12 * hourMs)
  expect(Math.max(...work.at.perWindow())).toBeLessThanOrEqual(20 - reserveOf(20))
  expect((await work.state()).detailsComplete).toEqual({ lines: 30, of: 30, missing: [] })
  expect(work.trickle.incomplete()).toEqual([])
  const asked = work.at.calls.filter(({ what }) => what !== 'page').map(({ what }) => what)
  expect(new Set(asked).size).toBe(asked.length)
  await work.close()
})

test('a section that the account may not read is not asked for again with every line', async () => {
  const work = atWork(20, 5000)
  const missing = ['connection', 'location', 'customer']
  for (const section of missing) work.at.refusedSections.add(section)
  await work.clock.advance(hourMs)
  expect(work.at.calls.filter(({ what }) => what.startsWith('refused')).length).toBeLessThanOrEqual(missing.length)
  await work.close()
})
