import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultScope } from '../../shared/model/account.ts'
import { listAccount, listsAtWork, someAccesses } from '../../test/fakes/listsAtWork.ts'
import type { ListsAtWork } from '../../test/fakes/listsAtWork.ts'
import { fakeLineId, fakeNetwork, fakeSubscription } from '../../test/fakes/listsOfLines.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { wholeEveryMs } from './listSync.ts'
import type { SyncAccount } from './syncRun.ts'

let work: ListsAtWork
beforeEach(() => { work = listsAtWork() })
afterEach(() => work.cache.close())
const found = (query: string) => work.hits(query).map(({ line }) => line.nativeId)

describe('an interruption', () => {
  it.each(['accesses', 'subscriptions', 'events'])('of the %s loses nothing, and is no complete list', async which => {
    const network = fakeNetwork()
    network.put(...someAccesses(30))
    await work.run(network)
    network.next()
    network.before = (what, piece) => { if (what === which && piece === 2) throw new OperatorFailure({ kind: 'unreachable' }) }
    network.put(...someAccesses(30).map(access => ({ ...access, littera: 'B' })))
    for (const { accessId } of someAccesses(30)) network.subscribe(accessId, fakeSubscription({ subscriptionId: `S${accessId}` }))
    await expect(work.run(network, { afterMs: wholeEveryMs })).rejects.toMatchObject({ data: { kind: 'unreachable' } })
    expect(work.ids()).toHaveLength(30)
    network.before = () => undefined
    await work.run(network)
    expect(work.ids()).toHaveLength(30)
    expect(found('storgatan 5 b')[0]).toBe('10004')
    expect(found('S10029')).toEqual(['10029'])
    expect(work.gone()).toEqual([])
  })
  it('at the end of a body counts as one: what it did not bring is not missed', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(30))
    await work.run(network)
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
      await expect(work.run(Object.assign({ ...network }, { operator: cut }), { afterMs: wholeEveryMs })).rejects.toMatchObject({ data: { code: 'endedEarly' } })
    }
    expect(work.cache.db.prepare('SELECT max(missed) FROM member').pluck().get()).toBe(0)
    expect(work.gone()).toEqual([])
  })
  it('of a list the rest can do without holds nothing up', async () => {
    const network = fakeNetwork()
    network.put(...someAccesses(3))
    network.before = what => { if (what !== 'accesses') throw new OperatorFailure({ kind: 'notOffered', code: 'http501' }) }
    expect((await work.run(network)).progress).toMatchObject({ linesDone: 3 })
    expect(work.ids()).toHaveLength(3)
  })
})

describe('a scope', () => {
  const narrow: SyncAccount = { ...listAccount, scope: { ...defaultScope, cities: ['umea'], postcodePrefixes: ['903 2'] } }
  it('keeps what lies in it, and no section of anything else', async () => {
    const network = fakeNetwork()
    network.put({ accessId: '1' }, { accessId: '2', city: 'Luleå', postcode: '972 31' }, { accessId: '3', postcode: '903 31' }, { accessId: '4', state: 'terminated' })
    for (const id of ['1', '2', '3', '4', '5']) network.subscribe(id, fakeSubscription({ subscriptionId: `S-${id}` }))
    await work.run(network, { account: narrow })
    expect(work.ids()).toEqual([fakeLineId('1')])
    expect(work.sectionCount()).toBe(1)
    network.next()
    network.put({ accessId: '1', city: 'Luleå', postcode: '972 31' })
    await work.run(network, { account: narrow })
    expect(work.ids()).toEqual([])
    expect(work.sectionCount()).toBe(0)
  })
  it('that changes has everything fetched anew', async () => {
    const network = fakeNetwork()
    network.put({ accessId: '1' }, { accessId: '2', city: 'Luleå', postcode: '972 31' })
    network.subscribe('2', fakeSubscription({ subscriptionId: 'S-2' }))
    await work.run(network, { account: narrow })
    network.next()
    await work.run(network)
    expect(work.ids()).toHaveLength(2)
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
      const { progress } = await work.run(network, { afterMs: wholeEveryMs })
      expect(progress?.linesDone).toBeGreaterThanOrEqual(1)
      expect(work.ids()).toContain(fakeLineId('kept'))
    }), { numRuns: 40 })
  })
})
