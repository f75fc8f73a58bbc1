import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { otherAccount, someAccount } from '../../test/fakes/cacheOfLines.ts'
import { listAccount, listsAtWork, someAccesses } from '../../test/fakes/listsAtWork.ts'
import type { ListsAtWork } from '../../test/fakes/listsAtWork.ts'
import { fakeAccessLine, fakeLineId, fakeNetwork, fakeSubscription, listSystem } from '../../test/fakes/listsOfLines.ts'
import { calmEveryMs, wholeEveryMs } from './listSync.ts'

let work: ListsAtWork
beforeEach(() => { work = listsAtWork() })
afterEach(() => work.cache.close())
const found = (query: string) => work.hits(query).map(({ line }) => line.nativeId)

describe('lists that come whole', () => {
  it('bring lines with the sections of other lists, in whatever order they come', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(7))
    network.subscribe('10003', fakeSubscription({ subscriptionId: 'SUB-77', service: 'Internet 250' }))
    expect((await work.run(network)).progress).toMatchObject({ linesDone: 7, changed: 7, badRecords: 0 })
    expect(found('SUB-77')).toEqual(['10003'])
    for (const key of ['accesses all', 'subscriptions all']) expect(network.asked).toContain(key)
  })
  it('cost one request each where nothing changed, and touch nothing', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(30))
    await work.run(network)
    network.next()
    const before = work.everything()
    const { asked, progress } = await work.run(network)
    expect(asked).toEqual(['events 1', 'subscriptions 1', 'accesses 1'].map(each => (each.startsWith('subscriptions') ? 'subscriptions 1' : each)))
    expect(progress).toMatchObject({ linesDone: 0, changed: 0 })
    expect(work.everything()).toEqual(before)
  })
  it('read only what changed, and leave the rest as it is', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(30))
    await work.run(network)
    network.next()
    network.put({ accessId: '10004', street: 'Ågatan', number: '9' })
    network.subscribe('10005', fakeSubscription({ spReference: 'ORDER-5' }))
    expect((await work.run(network)).progress).toMatchObject({ linesDone: 1, changed: 2 })
    expect(found('agatan 9')).toEqual(['10004'])
    expect(found('order-5')).toEqual(['10005'])
    expect(work.ids()).toHaveLength(30)
  })
  it('let an access move to another city with its id and its rank changed', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(5))
    await work.run(network)
    const rankOf = () => work.cache.db.prepare<[string], number>('SELECT rank FROM line WHERE id = ?').pluck().get(fakeLineId('10002'))
    const before = rankOf()
    network.next()
    network.put({ accessId: '10002', postcode: '111 20', city: 'Stockholm', number: '3' })
    await work.run(network)
    expect(rankOf()).not.toBe(before)
    expect(work.ids()).toHaveLength(5)
    expect(found('stockholm')).toEqual(['10002'])
    expect(work.cache.db.prepare('SELECT count(*) FROM member').pluck().get()).toBe(5)
  })
  it('forget a subscription that a whole list no longer brings', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(3))
    network.subscribe('10001', fakeSubscription({ subscriptionId: 'SUB-1' }))
    network.subscribe('10002', fakeSubscription({ subscriptionId: 'SUB-2' }))
    await work.run(network)
    network.next()
    network.unsubscribe('10001')
    await work.run(network)
    expect(found('SUB-1')).toEqual(['10001'])
    await work.run(network, { afterMs: wholeEveryMs })
    expect(found('SUB-1')).toEqual([])
    expect(found('SUB-2')).toEqual(['10002'])
    expect(work.sectionCount()).toBe(1)
  })
  it('keep a section that comes before its line until the line is there', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(1))
    network.subscribe('10009', fakeSubscription({ subscriptionId: 'EARLY' }))
    await work.run(network)
    expect(found('EARLY')).toEqual([])
    network.next()
    network.put(...someAccesses(1, 9))
    await work.run(network)
    expect(found('EARLY')).toEqual(['10009'])
  })
  it('give the same lines wherever the body is cut', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async chunkBytes => {
      const before = work
      work = listsAtWork()
      try {
        const network = fakeNetwork({ chunkBytes })
        network.put(...someAccesses(12).map((access, nth) => ({ ...access, street: nth % 2 === 0 ? 'Ängsvägen' : 'Övre Ågatan' })))
        network.subscribe('10003', fakeSubscription({ subscriptionId: 'Åbo-1' }))
        await work.run(network)
        expect(work.ids()).toHaveLength(12)
        expect(found('angsvagen')).toHaveLength(6)
        expect(found('Åbo-1')).toEqual(['10003'])
      } finally {
        work.cache.close()
        work = before
      }
    }), { numRuns: 12 })
  })
})

describe('removals', () => {
  it('that a hint names are found by asking once', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(20))
    await work.run(network)
    network.next()
    network.remove('10007')
    const { asked } = await work.run(network)
    expect(asked.filter(each => each.startsWith('one'))).toEqual(['one 10007'])
    expect(work.gone()).toEqual([fakeLineId('10007')])
  })
  it('that nothing names are found by two whole lists, and one question', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(20))
    await work.run(network)
    network.hinting = false
    network.next()
    network.remove('10007')
    await work.run(network, { afterMs: wholeEveryMs })
    expect(work.gone()).toEqual([])
    const { asked } = await work.run(network, { afterMs: wholeEveryMs })
    expect(asked.filter(each => each.startsWith('one'))).toEqual(['one 10007'])
    expect(work.gone()).toEqual([fakeLineId('10007')])
    network.next()
    network.put({ accessId: '10007' })
    await work.run(network)
    expect(work.gone()).toEqual([])
  })
  it('by the name of a subscription mean the line it was on', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(12))
    network.subscribe('10003', fakeSubscription({ subscriptionId: 'SUB-3' }))
    await work.run(network)
    network.next()
    network.unsubscribe('10003')
    network.hint({ nativeId: 'SUB-3', change: 'removed', at: null })
    network.heeds = false
    await work.run(network, { byEngineer: true })
    network.next()
    network.hint({ nativeId: 'SUB-3', change: 'removed', at: null })
    const { asked } = await work.run(network)
    expect(asked).toContain('one 10003')
    expect(found('SUB-3')).toEqual([])
    expect(work.gone()).toEqual([])
  })
  it('of an account take its lines and sections along, and leave what another account sees', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(4))
    network.subscribe('10001', fakeSubscription({ subscriptionId: 'SUB-1' }))
    await work.run(network)
    await work.run(network, { account: { ...listAccount, id: otherAccount } })
    expect(work.sectionCount()).toBe(2)
    work.cache.writer.removeAccount({ accountId: someAccount })
    expect(work.ids()).toHaveLength(4)
    expect(found('SUB-1')).toEqual(['10001'])
    work.cache.writer.removeAccount({ accountId: otherAccount })
    for (const table of ['line', 'line_body', 'line_key', 'member', 'walk', 'walk_page', 'line_section', 'facet']) {
      expect(work.cache.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0)
    }
  })
})

describe('a system that sends everything whatever it is asked', () => {
  it('is found out, asked less often, and then only for what hints name', async () => {
    const network = fakeNetwork({ heeds: false })
    network.put(...someAccesses(30))
    await work.run(network)
    network.next()
    network.put({ accessId: '10001', number: '77' })
    expect((await work.run(network)).asked).toContain('accesses 1')
    const heeds = () => work.cache.db.prepare<[], number | null>(`SELECT heeds FROM walk WHERE key = 'accesses'`).pluck().get()
    expect(heeds()).toBe(0)
    network.next()
    network.put({ accessId: '10002', number: '88' })
    const { asked } = await work.run(network)
    expect(asked.some(each => each.startsWith('accesses'))).toBe(false)
    expect(asked).toContain('one 10002')
    expect(found('storgatan 88')).toEqual(['10002'])
    expect((await work.run(network, { byEngineer: true })).asked.some(each => each.startsWith('accesses'))).toBe(true)
    expect((await work.run(network, { afterMs: calmEveryMs })).asked.some(each => each.startsWith('accesses'))).toBe(true)
    network.heeds = true
    network.next()
    network.put({ accessId: '10003', number: '99' })
    await work.run(network, { afterMs: calmEveryMs })
    expect(heeds()).toBe(1)
  })
})

describe('after a long time off', () => {
  it('a hundred thousand events cost one whole fetch, not as many questions', async () => {
    const network = fakeNetwork({ chunkBytes: 65_536 })
    network.put(...someAccesses(40))
    await work.run(network)
    network.next()
    for (let nth = 0; nth < 100_000; nth += 1) network.hint({ nativeId: String(10_000 + nth % 5_000), change: nth % 3 === 0 ? 'removed' : 'changed', at: null })
    const { asked } = await work.run(network)
    expect(asked).toEqual(['events 1', 'subscriptions all', 'accesses all'])
  })
  it('many events about few lines are as many questions as lines', async () => {
    const network = fakeNetwork({ chunkBytes: 65_536 })
    network.put(...someAccesses(40))
    await work.run(network)
    network.next()
    for (let nth = 0; nth < 5_000; nth += 1) network.hint({ nativeId: '10001', change: nth === 4_999 ? 'removed' : 'changed', at: null })
    const { asked } = await work.run(network)
    expect(asked.filter(each => each.startsWith('one'))).toEqual(['one 10001'])
  })
})

it('reads a line again from its record and its sections', async () => {
  const network = fakeNetwork()
  network.put({ accessId: '1' })
  const subscription = fakeSubscription({ subscriptionId: 'S-1' })
  network.subscribe('1', subscription)
  await work.run(network)
  const stored = work.cache.db.prepare<[string], string>('SELECT search FROM line WHERE id = ?').pluck().get(fakeLineId('1'))
  expect(stored).toContain('S-1')
  expect(fakeAccessLine({ accessId: '1' }, { system: listSystem, accountId: someAccount, seenAt: '' }, { subscriptions: [subscription] }).access?.subscriptions).toHaveLength(1)
})
