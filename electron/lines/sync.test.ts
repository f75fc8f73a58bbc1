import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultScope } from '../../shared/model/account.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { SyncState } from '../../shared/model/search.ts'
import { labRecord, openTestCache, pageBody, someAccount, someSystem, someTime } from '../../test/fakes/cacheOfLines.ts'
import type { TestCache } from '../../test/fakes/cacheOfLines.ts'
import { silentLog } from '../log/log.ts'
import type { Clock } from '../operators/clock.ts'
import type { Operator, OperatorMethods } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { LineWriter } from './lineWriter.ts'
import { createLineStore } from './lineStore.ts'
import { readers } from './readers.ts'
import { createSync } from './sync.ts'
import type { Sync, SyncOptions } from './sync.ts'
import type { SyncAccount } from './syncRun.ts'

let cache: TestCache
let sync: Sync | undefined
beforeEach(() => { cache = openTestCache() })
afterEach(async () => {
  await sync?.close()
  sync = undefined
  cache.close()
})

const account: SyncAccount = { id: someAccount, system: someSystem, kind: 'nextpertise', scope: { ...defaultScope, states: ['active', 'processing'] } }
const perPage = 3

/** A system with lines by state; `before` is called with every page asked for and may throw. */
function fakeSystem(lines: Record<string, readonly unknown[]>) {
  const asked: string[] = []
  const system = { lines, asked, before: (_key: string, _page: number): void => undefined, byNid: new Map<string, unknown>(), askedNids: [] as string[] }
  const methods: Partial<OperatorMethods> = {
    walksOf: scope => scope.states.map(state => ({ key: state.toUpperCase(), state, filter: {} })),
    async fetchLinePage(walk, page) {
      asked.push(`${walk.key} ${page}`)
      await Promise.resolve()
      system.before(walk.key, page)
      const all = system.lines[walk.state] ?? []
      const records = all.slice((page - 1) * perPage, page * perPage)
      return pageBody(records, page * perPage < all.length ? page + 1 : null, all.length)
    },
    async lineByNid(nid) {
      system.askedNids.push(nid)
      await Promise.resolve()
      const record = system.byNid.get(nid)
      return record === undefined ? null : readers.nextpertise.record(record, { system: someSystem, accountId: someAccount, state: null, seenAt: someTime })
    },
    endUsers: () => Promise.resolve([{ uuid: 'u-1', companyName: 'Bakkerij Jansen', phoneNumber: null, address: null }]),
  }
  const operator: Operator = { system: someSystem, methods, nativeIdIn: () => null, close: () => Promise.resolve() }
  return { ...system, operator, system }
}

/** A clock whose sleeps end when the test says so. */
function testClock() {
  const sleeping: { ms: number; wake: () => void }[] = []
  let ms = Date.parse(someTime)
  const clock: Clock = {
    now: () => ms,
    random: () => 0.5,
    sleep: (wanted, signal) => new Promise((resolve, reject) => {
      const entry = { ms: wanted, wake: () => { ms += wanted; resolve() } }
      sleeping.push(entry)
      signal?.addEventListener('abort', () => {
        sleeping.splice(sleeping.indexOf(entry), 1)
        reject(new Error('aborted'))
      }, { once: true })
    }),
  }
  return { clock, sleeping, pass: (by: number) => { ms += by }, wakeNext: () => sleeping.shift()?.wake() }
}

const directWriter = (): Pick<LineWriter, 'call'> => ({
  async call(name, input) {
    await Promise.resolve()
    // The same map of functions the worker runs.
    return (cache.writer[name] as (given: typeof input) => Awaited<ReturnType<LineWriter['call']>>)(input) as never
  },
})

function begin(operator: Operator, more: Partial<SyncOptions> = {}, time = testClock()) {
  const store = createLineStore({ db: cache.db, isPinned: () => false })
  sync = createSync({
    accounts: () => [account], operatorOf: () => operator, whenReachable: () => Promise.resolve(), writer: directWriter(), store, clock: time.clock,
    intervalMinutes: () => 60, log: silentLog, ...more,
  })
  return { sync, time, store }
}

async function until(of: Sync, wanted: (state: SyncState) => boolean): Promise<SyncState> {
  const done = new AbortController()
  for await (const [state] of of.states(done.signal)) {
    if (state === undefined || !wanted(state)) continue
    done.abort()
    return state
  }
  throw new Error('ended before')
}
const runOnce = async (of: Sync): Promise<SyncState> => {
  of.start(someAccount)
  return until(of, ({ phase }) => phase !== 'running' && phase !== 'never')
}
const records = (from: number, count: number) => Array.from({ length: count }, (_, index) => labRecord(from + index, { active: true }))
const ids = () => cache.db.prepare<[], LineId>('SELECT id FROM line').pluck().all()
const nidOf = (record: Record<string, unknown> | undefined) => {
  const read = readers.nextpertise.record(record, { system: someSystem, accountId: someAccount, state: null, seenAt: someTime })
  return read?.line.nativeId ?? ''
}

describe('a synchronisation', () => {
  it('walks each state, page by page, and tells how far it is', async () => {
    const { operator, asked } = fakeSystem({ active: records(0, 8), processing: records(100, 2) })
    const { sync: own } = begin(operator)
    expect(await runOnce(own)).toMatchObject({ phase: 'idle', linesDone: 10, linesTotal: 10, changed: 10, badRecords: 0, lineCount: 10, failure: null })
    expect(asked).toEqual(['ACTIVE 1', 'ACTIVE 2', 'ACTIVE 3', 'PROCESSING 1'])
    expect(ids()).toHaveLength(10)
  })
  it('names end users and skips bad records', async () => {
    const { operator } = fakeSystem({ active: [labRecord(0, { enduser: { uuid: 'u-1' } }), null, 7], processing: [] })
    const { sync: own, store } = begin(operator)
    expect(await runOnce(own)).toMatchObject({ phase: 'idle', badRecords: 2, lineCount: 1 })
    expect(store.get(ids()[0] as LineId)?.line.endUser?.name).toBe('Bakkerij Jansen')
  })
  it('hands names over in chunks, and joins them to their lines with the last', async () => {
    const { operator } = fakeSystem({ active: [labRecord(0, { enduser: { uuid: 'u-7' } }), labRecord(1, { enduser: { uuid: 'u-11999' } })] })
    const endUsers = Array.from({ length: 12_000 }, (_, nth) => ({ uuid: `u-${nth}`, companyName: `Klant ${nth}`, phoneNumber: null, address: null }))
    const { sync: own, store } = begin({ ...operator, methods: { ...operator.methods, endUsers: () => Promise.resolve([]) } })
    await runOnce(own)
    await own.close()
    expect(store.summaries(ids())).toHaveLength(2)
    const sizes: number[] = []
    const writer = directWriter()
    const watching: typeof writer = {
      call(name, input, transfer) {
        if ('endUsers' in input) sizes.push(input.endUsers.length)
        return writer.call(name, input, transfer)
      },
    }
    const named = begin({ ...operator, methods: { ...operator.methods, endUsers: () => Promise.resolve(endUsers) } }, { writer: watching })
    named.sync.start(someAccount)
    await until(named.sync, ({ phase }) => phase === 'running')
    await until(named.sync, ({ phase }) => phase === 'idle')
    expect(sizes).toEqual([5000, 5000, 2000])
    expect(ids().map(id => named.store.get(id)?.line.endUser?.name).toSorted()).toEqual(['Klant 11999', 'Klant 7'])
  })
  it.each(['tooBig', 'timeout', 'serverError', 'notJson', 'badReply', 'rejected'] as const)(
    'brings the lines where the names fail by themselves, and says so in the log: %s', async kind => {
      const { operator } = fakeSystem({ active: records(0, 2) })
      const warned: unknown[] = []
      const methods = { ...operator.methods, endUsers: () => Promise.reject(new OperatorFailure({ kind })) }
      const log = { ...silentLog, warn: (event: string, detail?: unknown) => { warned.push([event, detail]) } }
      expect(await runOnce(begin({ ...operator, methods }, { log }).sync)).toMatchObject({ phase: 'idle', lineCount: 2, failure: null })
      expect(warned).toEqual([['sync.withoutNames', expect.objectContaining({ accountId: someAccount, failure: kind })]])
    })
  it('takes an empty network as complete', async () => {
    const { operator } = fakeSystem({})
    expect(await runOnce(begin(operator).sync)).toMatchObject({ phase: 'idle', linesDone: 0, lineCount: 0 })
  })
  it('repeats on the interval, with jitter, and writes nothing that did not change', async () => {
    const { operator } = fakeSystem({ active: records(0, 4), processing: [] })
    const { sync: own, time } = begin(operator)
    await runOnce(own)
    expect(time.sleeping.map(({ ms }) => ms)).toEqual([3_600_000])
    time.wakeNext()
    await until(own, ({ phase }) => phase === 'running')
    expect(await until(own, ({ phase }) => phase === 'idle')).toMatchObject({ linesDone: 4, changed: 0 })
  })
  it('begins by itself for an account that was never synchronised, and not at all where only asked', async () => {
    const { operator } = fakeSystem({ active: records(0, 1), processing: [] })
    const { sync: own, time } = begin(operator)
    expect(time.sleeping.map(({ ms }) => ms)).toEqual([0])
    time.wakeNext()
    await until(own, ({ phase }) => phase === 'idle')
    await own.close()
    // After a start of the program, what is due again waits for the first screen.
    time.pass(86_400_000)
    const later = begin(operator, {}, time)
    expect(time.sleeping.map(({ ms }) => ms)).toEqual([2000])
    await later.sync.close()
    const quiet = begin(operator, { intervalMinutes: () => 0 })
    expect(quiet.time.sleeping).toEqual([])
  })
})

describe('an interruption', () => {
  const lines = { active: records(0, 8), processing: records(100, 4) }
  it.each([['ACTIVE', 1], ['ACTIVE', 2], ['ACTIVE', 3], ['PROCESSING', 1], ['PROCESSING', 2]] as const)('at %s page %i is gone on with there', async (key, page) => {
    const fake = fakeSystem(lines)
    const { sync: own } = begin(fake.operator)
    fake.system.before = (askedKey, askedPage) => { if (askedKey === key && askedPage === page) throw new OperatorFailure({ kind: 'unreachable' }) }
    expect(await runOnce(own)).toMatchObject({ phase: 'interrupted', failure: 'unreachable' })
    await own.close()
    fake.system.before = () => undefined
    fake.asked.length = 0
    // A new start of the program.
    const again = begin(fake.operator)
    expect((await until(again.sync, () => true)).phase).toBe('interrupted')
    expect(await runOnce(again.sync)).toMatchObject({ phase: 'idle', lineCount: 12 })
    expect(fake.asked.filter(each => each.startsWith(key))[0]).toBe(`${key} ${page}`)
    expect(ids()).toHaveLength(12)
  })
  it('of half a day ago begins anew', async () => {
    const fake = fakeSystem(lines)
    const { sync: own, time } = begin(fake.operator)
    fake.system.before = (_, page) => { if (page === 2) throw new OperatorFailure({ kind: 'timeout' }) }
    await runOnce(own)
    fake.system.before = () => undefined
    fake.asked.length = 0
    time.pass(13 * 3_600_000)
    await runOnce(own)
    expect(fake.asked[0]).toBe('ACTIVE 1')
  })
  it('backs off further each time, and as long as the system asks for', async () => {
    const fake = fakeSystem(lines)
    const { sync: own, time } = begin(fake.operator)
    fake.system.before = () => { throw new OperatorFailure({ kind: 'tooBusy', retryAfterSeconds: 400 }) }
    await runOnce(own)
    expect(time.sleeping.at(-1)?.ms).toBe(400_000)
    fake.system.before = () => { throw new OperatorFailure({ kind: 'unreachable' }) }
    time.wakeNext()
    await until(own, ({ phase }) => phase === 'running')
    await until(own, ({ phase }) => phase === 'interrupted')
    expect(time.sleeping.at(-1)?.ms).toBe(60_000)
  })
  it('by a refusal waits for the engineer, then goes on', async () => {
    const fake = fakeSystem(lines)
    const signedOn = Promise.withResolvers<void>()
    const { sync: own, time } = begin(fake.operator, { whenReachable: () => signedOn.promise })
    fake.system.before = () => { throw new OperatorFailure({ kind: 'refused', refusal: 'wrongCredentials' }) }
    expect(await runOnce(own)).toMatchObject({ phase: 'failed', failure: 'refused', nextAt: null })
    fake.system.before = () => undefined
    const asked = fake.asked.length
    time.wakeNext()
    await Promise.resolve()
    expect(fake.asked).toHaveLength(asked)
    signedOn.resolve()
    expect(await until(own, ({ phase }) => phase === 'idle')).toMatchObject({ lineCount: 12, failure: null })
  })
  it('by the engineer leaves it paused until it is started again', async () => {
    const fake = fakeSystem(lines)
    const { sync: own, time } = begin(fake.operator)
    fake.system.before = (_, page) => { if (page === 2) own.stop(someAccount) }
    expect(await runOnce(own)).toMatchObject({ phase: 'paused', nextAt: null })
    expect(time.sleeping).toEqual([])
    fake.system.before = () => undefined
    own.start(someAccount)
    expect(await until(own, ({ phase }) => phase === 'idle')).toMatchObject({ lineCount: 12 })
  })
  it('does not ask for ever where pages lead back', async () => {
    const fake = fakeSystem(lines)
    const { methods } = fake.operator
    const operator = { ...fake.operator, methods: { ...methods, fetchLinePage: () => Promise.resolve(pageBody(records(0, 3), 1, 9)) } }
    expect(await runOnce(begin(operator).sync)).toMatchObject({ phase: 'failed', failure: 'badReply' })
  })
})

describe('lines that disappeared', () => {
  it('are asked for by NID after two complete walks, and shown as gone or kept by what comes back', async () => {
    const all = records(0, 8)
    const fake = fakeSystem({ active: all, processing: [] })
    const { sync: own, store } = begin(fake.operator)
    await runOnce(own)
    fake.system.lines = { active: all.slice(2), processing: [] }
    fake.system.byNid.set(nidOf(all[1]), all[1])
    const next = async () => {
      own.start(someAccount)
      await until(own, ({ phase }) => phase === 'running')
      await until(own, ({ phase }) => phase === 'idle')
    }
    await next()
    expect(fake.system.askedNids).toEqual([])
    await next()
    expect(new Set(fake.system.askedNids)).toEqual(new Set([nidOf(all[0]), nidOf(all[1])]))
    expect(store.summaries(ids()).filter(({ gone }) => gone).map(({ nativeId }) => nativeId)).toEqual([nidOf(all[0])])
    await next()
    expect(fake.system.askedNids).toHaveLength(2)
  })
  it('keep nothing waiting: a line that moves to another page meanwhile stays', async () => {
    const all = records(0, 8)
    const fake = fakeSystem({ active: all, processing: [] })
    const { sync: own, store } = begin(fake.operator)
    await runOnce(own)
    fake.system.lines = { active: [...all.slice(1), all[0]], processing: [] }
    own.start(someAccount)
    await until(own, ({ phase }) => phase === 'running')
    await until(own, ({ phase }) => phase === 'idle')
    expect(store.summaries(ids()).every(({ gone }) => !gone)).toBe(true)
    expect(ids()).toHaveLength(8)
  })
})

describe('accounts', () => {
  it('that are removed take their lines with them', async () => {
    const fake = fakeSystem({ active: records(0, 4), processing: [] })
    const { sync: own } = begin(fake.operator)
    await runOnce(own)
    await own.forget(someAccount)
    expect(ids()).toEqual([])
    const states = await own.states(new AbortController().signal)[Symbol.asyncIterator]().next()
    expect(states.value).toEqual([])
  })
  it('with a new scope are walked anew, and lose what it no longer has', async () => {
    const fake = fakeSystem({ active: records(0, 4), processing: records(100, 3) })
    let current = account
    const { sync: own } = begin(fake.operator, { accounts: () => [current] })
    await runOnce(own)
    current = { ...account, scope: { ...account.scope, states: ['processing'] } }
    own.accountsChanged()
    await until(own, ({ phase }) => phase === 'running')
    expect(await until(own, ({ phase }) => phase === 'idle')).toMatchObject({ lineCount: 3 })
  })
})

describe('a cache lost in use', () => {
  it('ends what runs, writes nothing more of it, and walks everything anew in the next', async () => {
    const fake = fakeSystem({ active: records(0, 8), processing: [] })
    const pages: number[] = []
    const writer = directWriter()
    const watching: typeof writer = {
      call(name, input, transfer) {
        if ('page' in input) pages.push(input.page)
        return writer.call(name, input, transfer)
      },
    }
    const { sync: own, time } = begin(fake.operator, { writer: watching })
    await runOnce(own)
    pages.length = 0
    fake.system.before = (_, page) => { if (page === 2) own.cacheLost() }
    expect(await runOnce(own)).toMatchObject({ phase: 'paused', nextAt: null })
    expect(pages).toEqual([1])
    fake.system.before = () => undefined
    expect(time.sleeping).toEqual([])
    own.cacheRebuilt()
    await vi.waitFor(() => expect(time.sleeping.map(({ ms }) => ms)).toEqual([0]))
  })
})
