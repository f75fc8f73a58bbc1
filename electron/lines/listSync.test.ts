import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultScope } from '../../shared/model/account.ts'
import type { LineId } from '../../shared/model/common.ts'
import { openTestCache, otherAccount, someAccount } from '../../test/fakes/cacheOfLines.ts'
import type { TestCache } from '../../test/fakes/cacheOfLines.ts'
import { fakeAccessLine, fakeLineId, fakeListReaders, fakeNetwork, fakeSubscription, listSystem } from '../../test/fakes/listsOfLines.ts'
import type { FakeAccess, FakeNetwork } from '../../test/fakes/listsOfLines.ts'
import { noFilters } from '../../shared/model/search.ts'
import { silentLog } from '../log/log.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { LineWriter } from './lineWriter.ts'
import { calmEveryMs, wholeEveryMs } from './listSync.ts'
import { createSearch } from './search.ts'
import { runSync } from './syncRun.ts'
import type { SyncAccount, SyncProgress } from './syncRun.ts'

let cache: TestCache
let now: number
beforeEach(() => {
  cache = openTestCache(fakeListReaders)
  now = Date.parse('2026-11-22T06:00:00.000Z')
})
afterEach(() => cache.close())

const account: SyncAccount = { id: someAccount, system: listSystem, kind: 'onApi', scope: defaultScope }
const directWriter = (): Pick<LineWriter, 'call'> => ({
  async call(name, input) {
    await Promise.resolve()
    // The same map of functions the worker runs.
    return (cache.writer[name] as (given: typeof input) => Awaited<ReturnType<LineWriter['call']>>)(input) as never
  },
})

/** One synchronisation an hour after the last; gives what it asked for and how far it came. */
async function run(network: FakeNetwork, more: { account?: SyncAccount; byEngineer?: boolean; afterMs?: number } = {}) {
  now += more.afterMs ?? 3_600_000
  network.asked.length = 0
  let last: SyncProgress | null = null
  await runSync({
    account: more.account ?? account, operator: network.operator, writer: directWriter(), clock: { now: () => now }, log: silentLog,
    signal: new AbortController().signal, progress: progress => { last = progress }, pagesAhead: 3, byEngineer: more.byEngineer ?? false,
  })
  const asked = [...network.asked]
  return { asked, progress: last as SyncProgress | null }
}
const someAccesses = (count: number, from = 0): FakeAccess[] =>
  Array.from({ length: count }, (_, nth) => ({ accessId: String(10_000 + from + nth), number: String(1 + from + nth) }))
const ids = () => cache.db.prepare<[], LineId>('SELECT id FROM line WHERE gone = 0').pluck().all()
const gone = () => cache.db.prepare<[], LineId>('SELECT id FROM line WHERE gone = 1').pluck().all()
const sectionCount = () => cache.db.prepare<[], number>('SELECT count(*) FROM line_section').pluck().get() ?? -1
const everything = () => ['line', 'line_body', 'line_key', 'ip_range', 'word_index_data', 'member', 'line_section']
  .map(table => [table, cache.db.prepare(`SELECT * FROM ${table}`).all()] as const)
const found = (query: string) => createSearch({ db: cache.db, marks: () => ({ pinned: new Set(), recent: new Set() }), nativeIdIn: () => null })
  .search(query, noFilters, 50).hits.map(({ line }) => line.nativeId)

describe('lists that come whole', () => {
  it('bring lines with the sections of other lists, in whatever order they come', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(7))
    network.subscribe('10003', fakeSubscription({ subscriptionId: 'SUB-77', service: 'Internet 250' }))
    expect((await run(network)).progress).toMatchObject({ linesDone: 7, changed: 7, badRecords: 0 })
    expect(found('SUB-77')).toEqual(['10003'])
    for (const key of ['accesses all', 'subscriptions all']) expect(network.asked).toContain(key)
  })
  it('cost one request each where nothing changed, and touch nothing', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(30))
    await run(network)
    network.next()
    const before = everything()
    const { asked, progress } = await run(network)
    expect(asked).toEqual(['events 1', 'subscriptions 1', 'accesses 1'].map(each => (each.startsWith('subscriptions') ? 'subscriptions 1' : each)))
    expect(progress).toMatchObject({ linesDone: 0, changed: 0 })
    expect(everything()).toEqual(before)
  })
  it('read only what changed, and leave the rest as it is', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(30))
    await run(network)
    network.next()
    network.put({ accessId: '10004', street: 'Ågatan', number: '9' })
    network.subscribe('10005', fakeSubscription({ spReference: 'ORDER-5' }))
    expect((await run(network)).progress).toMatchObject({ linesDone: 1, changed: 2 })
    expect(found('agatan 9')).toEqual(['10004'])
    expect(found('order-5')).toEqual(['10005'])
    expect(ids()).toHaveLength(30)
  })
  it('let an access move to another city with its id and its rank changed', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(5))
    await run(network)
    const rankOf = () => cache.db.prepare<[string], number>('SELECT rank FROM line WHERE id = ?').pluck().get(fakeLineId('10002'))
    const before = rankOf()
    network.next()
    network.put({ accessId: '10002', postcode: '111 20', city: 'Stockholm', number: '3' })
    await run(network)
    expect(rankOf()).not.toBe(before)
    expect(ids()).toHaveLength(5)
    expect(found('stockholm')).toEqual(['10002'])
    expect(cache.db.prepare('SELECT count(*) FROM member').pluck().get()).toBe(5)
  })
  it('forget a subscription that a whole list no longer brings', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(3))
    network.subscribe('10001', fakeSubscription({ subscriptionId: 'SUB-1' }))
    network.subscribe('10002', fakeSubscription({ subscriptionId: 'SUB-2' }))
    await run(network)
    network.next()
    network.unsubscribe('10001')
    await run(network)
    expect(found('SUB-1')).toEqual(['10001'])
    await run(network, { afterMs: wholeEveryMs })
    expect(found('SUB-1')).toEqual([])
    expect(found('SUB-2')).toEqual(['10002'])
    expect(sectionCount()).toBe(1)
  })
  it('keep a section that comes before its line until the line is there', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(1))
    network.subscribe('10009', fakeSubscription({ subscriptionId: 'EARLY' }))
    await run(network)
    expect(found('EARLY')).toEqual([])
    network.next()
    network.put(...someAccesses(1, 9))
    await run(network)
    expect(found('EARLY')).toEqual(['10009'])
  })
  it('give the same lines wherever the body is cut', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async chunkBytes => {
      const own = openTestCache(fakeListReaders)
      const before = cache
      cache = own
      try {
        const network = fakeNetwork({ chunkBytes })
        network.put(...someAccesses(12).map((access, nth) => ({ ...access, street: nth % 2 === 0 ? 'Ängsvägen' : 'Övre Ågatan' })))
        network.subscribe('10003', fakeSubscription({ subscriptionId: 'Åbo-1' }))
        await run(network)
        expect(ids()).toHaveLength(12)
        expect(found('angsvagen')).toHaveLength(6)
        expect(found('Åbo-1')).toEqual(['10003'])
      } finally {
        own.close()
        cache = before
      }
    }), { numRuns: 12 })
  })
})

describe('removals', () => {
  it('that a hint names are found by asking once', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(20))
    await run(network)
    network.next()
    network.remove('10007')
    const { asked } = await run(network)
    expect(asked.filter(each => each.startsWith('one'))).toEqual(['one 10007'])
    expect(gone()).toEqual([fakeLineId('10007')])
  })
  it('that nothing names are found by two whole lists, and one question', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(20))
    await run(network)
    network.hinting = false
    network.next()
    network.remove('10007')
    await run(network, { afterMs: wholeEveryMs })
    expect(gone()).toEqual([])
    const { asked } = await run(network, { afterMs: wholeEveryMs })
    expect(asked.filter(each => each.startsWith('one'))).toEqual(['one 10007'])
    expect(gone()).toEqual([fakeLineId('10007')])
    network.next()
    network.put({ accessId: '10007' })
    await run(network)
    expect(gone()).toEqual([])
  })
  it('by the name of a subscription mean the line it was on', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(12))
    network.subscribe('10003', fakeSubscription({ subscriptionId: 'SUB-3' }))
    await run(network)
    network.next()
    network.unsubscribe('10003')
    network.hint({ nativeId: 'SUB-3', change: 'removed', at: null })
    network.heeds = false
    await run(network, { byEngineer: true })
    network.next()
    network.hint({ nativeId: 'SUB-3', change: 'removed', at: null })
    const { asked } = await run(network)
    expect(asked).toContain('one 10003')
    expect(found('SUB-3')).toEqual([])
    expect(gone()).toEqual([])
  })
  it('of an account take its lines and sections along, and leave what another account sees', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(4))
    network.subscribe('10001', fakeSubscription({ subscriptionId: 'SUB-1' }))
    await run(network)
    await run(network, { account: { ...account, id: otherAccount } })
    expect(sectionCount()).toBe(2)
    cache.writer.removeAccount({ accountId: someAccount })
    expect(ids()).toHaveLength(4)
    expect(found('SUB-1')).toEqual(['10001'])
    cache.writer.removeAccount({ accountId: otherAccount })
    for (const table of ['line', 'line_body', 'line_key', 'member', 'walk', 'walk_page', 'line_section', 'facet']) {
      expect(cache.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0)
    }
  })
})

describe('a system that sends everything whatever it is asked', () => {
  it('is found out, asked less often, and then only for what hints name', async () => {
    const network = fakeNetwork({ heeds: false })
    network.put(...someAccesses(30))
    await run(network)
    network.next()
    network.put({ accessId: '10001', number: '77' })
    expect((await run(network)).asked).toContain('accesses 1')
    const heeds = () => cache.db.prepare<[], number | null>(`SELECT heeds FROM walk WHERE key = 'accesses'`).pluck().get()
    expect(heeds()).toBe(0)
    network.next()
    network.put({ accessId: '10002', number: '88' })
    const { asked } = await run(network)
    expect(asked.some(each => each.startsWith('accesses'))).toBe(false)
    expect(asked).toContain('one 10002')
    expect(found('storgatan 88')).toEqual(['10002'])
    expect((await run(network, { byEngineer: true })).asked.some(each => each.startsWith('accesses'))).toBe(true)
    expect((await run(network, { afterMs: calmEveryMs })).asked.some(each => each.startsWith('accesses'))).toBe(true)
    network.heeds = true
    network.next()
    network.put({ accessId: '10003', number: '99' })
    await run(network, { afterMs: calmEveryMs })
    expect(heeds()).toBe(1)
  })
})

describe('after a long time off', () => {
  it('a hundred thousand events cost one whole fetch, not as many questions', async () => {
    const network = fakeNetwork({ chunkBytes: 65_536 })
    network.put(...someAccesses(40))
    await run(network)
    network.next()
    for (let nth = 0; nth < 100_000; nth += 1) network.hint({ nativeId: String(10_000 + nth % 5_000), change: nth % 3 === 0 ? 'removed' : 'changed', at: null })
    const { asked } = await run(network)
    expect(asked).toEqual(['events 1', 'subscriptions all', 'accesses all'])
  })
  it('many events about few lines are as many questions as lines', async () => {
    const network = fakeNetwork({ chunkBytes: 65_536 })
    network.put(...someAccesses(40))
    await run(network)
    network.next()
    for (let nth = 0; nth < 5_000; nth += 1) network.hint({ nativeId: '10001', change: nth === 4_999 ? 'removed' : 'changed', at: null })
    const { asked } = await run(network)
    expect(asked.filter(each => each.startsWith('one'))).toEqual(['one 10001'])
  })
})

describe('an interruption', () => {
  it.each(['accesses', 'subscriptions', 'events'])('of the %s loses nothing, and is no complete list', async which => {
    const network = fakeNetwork()
    network.put(...someAccesses(30))
    await run(network)
    network.next()
    network.before = (what, piece) => { if (what === which && piece === 2) throw new OperatorFailure({ kind: 'unreachable' }) }
    network.put(...someAccesses(30).map(access => ({ ...access, littera: 'B' })))
    for (const { accessId } of someAccesses(30)) network.subscribe(accessId, fakeSubscription({ subscriptionId: `S${accessId}` }))
    await expect(run(network, { afterMs: wholeEveryMs })).rejects.toMatchObject({ data: { kind: 'unreachable' } })
    expect(ids()).toHaveLength(30)
    network.before = () => undefined
    await run(network)
    expect(ids()).toHaveLength(30)
    expect(found('storgatan 5 b')[0]).toBe('10004')
    expect(found('S10029')).toEqual(['10029'])
    expect(gone()).toEqual([])
  })
  it('at the end of a body counts as one: what it did not bring is not missed', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(30))
    await run(network)
    const { fetchLineList } = network.operator.methods
    const cut = {
      ...network.operator,
      methods: {
        ...network.operator.methods,
        fetchLineList: async (...given: Parameters<NonNullable<typeof fetchLineList>>) => {
          const reply = await fetchLineList?.(...given)
          if (reply?.state !== 'list' || given[0].key !== 'accesses') return reply ?? { state: 'unchanged' as const }
          async function* broken() { yield new TextEncoder().encode(`${JSON.stringify({ accessId: '10000' })}\n`) }
          return { ...reply, chunks: broken() }
        },
      },
    }
    for (let pass = 0; pass < 3; pass += 1) {
      await expect(run(Object.assign({ ...network }, { operator: cut }), { afterMs: wholeEveryMs })).rejects.toMatchObject({ data: { code: 'endedEarly' } })
    }
    expect(cache.db.prepare('SELECT max(missed) FROM member').pluck().get()).toBe(0)
    expect(gone()).toEqual([])
  })
  it('of a list the rest can do without holds nothing up', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(3))
    network.before = what => { if (what !== 'accesses') throw new OperatorFailure({ kind: 'notOffered', code: 'http501' }) }
    expect((await run(network)).progress).toMatchObject({ linesDone: 3 })
    expect(ids()).toHaveLength(3)
  })
})

describe('a scope', () => {
  const narrow: SyncAccount = { ...account, scope: { ...defaultScope, cities: ['umea'], postcodePrefixes: ['903 2'] } }
  it('keeps what lies in it, and no section of anything else', async () => {
    const network = fakeNetwork()
    network.put({ accessId: '1' }, { accessId: '2', city: 'Luleå', postcode: '972 31' }, { accessId: '3', postcode: '903 31' }, { accessId: '4', state: 'terminated' })
    for (const id of ['1', '2', '3', '4', '5']) network.subscribe(id, fakeSubscription({ subscriptionId: `S-${id}` }))
    await run(network, { account: narrow })
    expect(ids()).toEqual([fakeLineId('1')])
    expect(sectionCount()).toBe(1)
    network.next()
    network.put({ accessId: '1', city: 'Luleå', postcode: '972 31' })
    await run(network, { account: narrow })
    expect(ids()).toEqual([])
    expect(sectionCount()).toBe(0)
  })
  it('that changes has everything fetched anew', async () => {
    const network = fakeNetwork()
    network.put({ accessId: '1' }, { accessId: '2', city: 'Luleå', postcode: '972 31' })
    network.subscribe('2', fakeSubscription({ subscriptionId: 'S-2' }))
    await run(network, { account: narrow })
    network.next()
    await run(network)
    expect(ids()).toHaveLength(2)
    expect(found('S-2')).toEqual(['2'])
  })
})

describe('records of any kind', () => {
  it('never fail a list: what is none is counted and left out', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.jsonValue(), fc.record({ accessId: fc.jsonValue(), street: fc.string() })), { maxLength: 12 }), async records => {
      const network = fakeNetwork()
      network.put({ accessId: 'kept' })
      const { operator } = network
      const body = new TextEncoder().encode([JSON.stringify({ accessId: 'kept' }), ...records.map(record => JSON.stringify(record)), 'end', ''].join('\n'))
      async function* chunks() { yield body }
      network.operator = {
        ...operator,
        methods: { ...operator.methods, lineLists: () => [{ key: 'accesses', gives: 'lines' }], fetchLineList: async () => ({ state: 'list', version: null, isWhole: true, chunks: chunks() }) },
      }
      const { progress } = await run(network, { afterMs: wholeEveryMs })
      expect(progress?.linesDone).toBeGreaterThanOrEqual(1)
      expect(ids()).toContain(fakeLineId('kept'))
    }), { numRuns: 40 })
  })
})

it('reads a line again from its record and its sections', async () => {
  const network = fakeNetwork()
  network.put({ accessId: '1' })
  const subscription = fakeSubscription({ subscriptionId: 'S-1' })
  network.subscribe('1', subscription)
  await run(network)
  const stored = cache.db.prepare<[string], string>('SELECT search FROM line WHERE id = ?').pluck().get(fakeLineId('1'))
  expect(stored).toContain('S-1')
  expect(fakeAccessLine({ accessId: '1' }, { system: listSystem, accountId: someAccount, seenAt: '' }, { subscriptions: [subscription] }).access?.subscriptions).toHaveLength(1)
})
