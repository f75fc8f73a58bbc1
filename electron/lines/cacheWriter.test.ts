import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LineId } from '../../shared/model/common.ts'
import { labRecord, openTestCache, otherAccount, pageBody, someAccount, someSystem, someTime, walkOnce } from '../../test/fakes/cacheOfLines.ts'
import type { TestCache } from '../../test/fakes/cacheOfLines.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createLineStore } from './lineStore.ts'
import { readers } from './readers.ts'

let cache: TestCache
beforeEach(() => { cache = openTestCache() })
afterEach(() => cache.close())

const store = () => createLineStore({ db: cache.db, isPinned: () => false })
const ids = () => cache.db.prepare<[], LineId>('SELECT id FROM line ORDER BY rank').pluck().all()
const later = '2026-11-22T18:00:00.000Z'
const muchLater = '2026-11-23T18:00:00.000Z'
const found = { accountId: someAccount, system: someSystem, at: someTime }
const some = [0, 1, 2, 3, 4].map(index => labRecord(index, { active: true }))
const idAt = (index: number) => {
  const read = readers.nextpertise.record(some[index], { system: someSystem, accountId: someAccount, state: 'active', seenAt: someTime })
  if (read === null) throw new Error('not a line')
  return read.line.id
}
/** Every table's rows, to see that nothing else changed. */
const everything = () => ['line', 'line_body', 'line_key', 'ip_range', 'vocabulary', 'word_index_data']
  .map(table => [table, cache.db.prepare(`SELECT * FROM ${table}`).all()] as const)

describe('what is kept', () => {
  it('is the line as its adapter read it, secrets replaced', () => {
    walkOnce(cache, [some])
    for (const [index, record] of some.entries()) {
      const read = readers.nextpertise.record(record, { system: someSystem, accountId: someAccount, state: 'active', seenAt: someTime })
      expect(store().get(idAt(index))).toMatchObject({ line: read?.line, raw: read?.raw })
    }
    const passwords = JSON.stringify(some).match(/"password":"([^"]+)"/g) ?? []
    expect(passwords.length).toBeGreaterThan(0)
    const stored = JSON.stringify(everything())
    for (const password of passwords) expect(stored).not.toContain(password)
  })
  it('counts technologies, suppliers and lines', () => {
    walkOnce(cache, [some])
    const { lineCount, suppliers } = store().facets()
    expect(lineCount).toBe(5)
    expect(suppliers.reduce((sum, { count }) => sum + count, 0)).toBe(5)
    expect(store().lineCountOf(someAccount)).toBe(5)
  })
  it('counts a line that several walks of an account bring once, until none of them does', () => {
    walkOnce(cache, [some], { key: 'of a customer' })
    walkOnce(cache, [some], { key: 'of its reseller' })
    expect(store().lineCountOf(someAccount)).toBe(5)
    walkOnce(cache, [some.slice(0, 3)], { key: 'of its reseller', at: later })
    expect(store().lineCountOf(someAccount)).toBe(5)
    expect(cache.writer.keepWalks({ accountId: someAccount, keys: ['of its reseller'] })).toEqual({ removed: 2 })
    expect(store().lineCountOf(someAccount)).toBe(3)
    cache.writer.keepWalks({ accountId: someAccount, keys: [] })
    expect(store().lineCountOf(someAccount)).toBe(0)
  })
  it('names the end user, whenever the name comes', () => {
    const named = [labRecord(0, { enduser: { uuid: 'u-1' } }), labRecord(1, { enduser: { uuid: 'u-2' } })]
    cache.writer.saveEndUsers({ endUsers: [{ uuid: 'u-1', name: 'Bakkerij Jansen' }], last: true })
    walkOnce(cache, [named])
    expect(cache.writer.saveEndUsers({ endUsers: [{ uuid: 'u-1', name: 'Bakkerij Jansen' }, { uuid: 'u-2', name: 'Slagerij' }], last: true }))
      .toEqual({ linesChanged: 1 })
    expect(store().get(idAt(0))?.line.endUser?.name).toBe('Bakkerij Jansen')
    expect(store().get(idAt(1))?.line.endUser?.name).toBe('Slagerij')
    expect(walkOnce(cache, [named], { at: later }).ingested[0]?.changed).toBe(0)
  })
  it('keeps parts of a line, the newest of each', () => {
    walkOnce(cache, [some])
    const id = idAt(0)
    cache.writer.savePart({ lineId: id, part: 'events', body: '[]', at: someTime })
    cache.writer.savePart({ lineId: id, part: 'events', body: '[1]', at: later })
    expect(store().parts(id)).toEqual([{ part: 'events', body: '[1]', at: later }])
  })
})

describe('a page', () => {
  it('leaves unchanged rows alone, yet they count as seen', () => {
    walkOnce(cache, [some])
    const before = everything()
    const { ingested } = walkOnce(cache, [some], { at: later })
    expect(ingested[0]).toMatchObject({ lines: 5, changed: 0 })
    expect(everything()).toEqual(before)
    expect(store().summaries([idAt(0)])[0]?.seenAt).toBe(later)
  })
  it('writes what changed, and finds it by the new words and keys only', () => {
    walkOnce(cache, [some])
    const moved = labRecord(0, { carrier: { nid: some[0] === undefined ? '' : idAt(0).split('|')[1], ont_number: 'ALCLF00DF00D' } })
    expect(walkOnce(cache, [[moved, ...some.slice(1)]], { at: later }).ingested[0]?.changed).toBe(1)
    expect(cache.db.prepare('SELECT count(*) FROM line_key WHERE key = ?').pluck().get('alclf00df00d')).toBe(1)
    expect(ids()).toHaveLength(5)
  })
  it('moves a line that is no longer active behind the active ones', () => {
    walkOnce(cache, [some])
    const off = some.map((record, index) => (index === 0 ? { ...record, active: false } : record))
    walkOnce(cache, [off], { at: later })
    expect(ids().at(-1)).toBe(idAt(0))
    expect(ids()).toHaveLength(5)
    expect(cache.db.prepare('SELECT count(*) FROM member').pluck().get()).toBe(5)
  })
  it('takes a line twice, over pages and within one, as one', () => {
    walkOnce(cache, [[...some, ...some], some.slice(0, 2)])
    expect(ids()).toHaveLength(5)
    expect(store().facets().lineCount).toBe(5)
    expect(store().lineCountOf(someAccount)).toBe(5)
  })
  it('is kept without its bad records', () => {
    const { ingested } = walkOnce(cache, [[...some, null, 'nonsense', {}]])
    expect(ingested[0]).toMatchObject({ lines: 5, bad: 3 })
    expect(ids()).toHaveLength(5)
  })
  it('that is none is refused, and nothing of it is kept', () => {
    const { walkId } = cache.writer.beginWalk({ ...found, walkKey: 'ACTIVE' })
    const page = { ...found, walkId, page: 1, kind: 'nextpertise', state: 'active' } as const
    for (const text of ['<html>', '{"jsonrpc":"2.0","id":1,"result":{"connections":7}}', '']) {
      expect(() => cache.writer.ingestPage({ ...page, body: new TextEncoder().encode(text) })).toThrow(OperatorFailure)
    }
    expect(cache.writer.beginWalk({ ...found, walkKey: 'ACTIVE' })).toMatchObject({ nextPage: 1, resumed: true })
  })
  it('cannot be left out', () => {
    const { walkId } = cache.writer.beginWalk({ ...found, walkKey: 'ACTIVE' })
    const page = { ...found, walkId, kind: 'nextpertise', state: 'active', body: pageBody(some, 3) } as const
    expect(() => cache.writer.ingestPage({ ...page, page: 2 })).toThrow('not the next one')
    expect(ids()).toEqual([])
  })
  it('puts thousands of lines at one address one after the other', () => {
    const crowd = Array.from({ length: 5_000 }, (_, index) => labRecord(0, { carrier: { nid: `1011AB${String(index).padStart(5, '0')}0100` }, circuits: [] }))
    walkOnce(cache, [crowd])
    expect(ids()).toHaveLength(5_000)
  })
})

describe('lines that disappear', () => {
  const less = some.slice(1)
  it('are asked for when two complete passes in a row did not bring them', () => {
    walkOnce(cache, [some])
    expect(walkOnce(cache, [less], { at: later }).missing).toEqual([])
    expect(walkOnce(cache, [less], { at: muchLater }).missing.map(({ id }) => id)).toEqual([idAt(0)])
    expect(cache.writer.markGone({ ids: [idAt(0)], at: muchLater })).toEqual({ gone: 1 })
    expect(store().summaries([idAt(0)])[0]).toMatchObject({ gone: true, seenAt: someTime })
    expect(walkOnce(cache, [less], { at: muchLater }).missing).toEqual([])
  })
  it('and come back are there again', () => {
    walkOnce(cache, [some])
    walkOnce(cache, [less], { at: later })
    walkOnce(cache, [some], { at: later })
    expect(walkOnce(cache, [less], { at: muchLater }).missing).toEqual([])
    cache.writer.markGone({ ids: [idAt(0)], at: muchLater })
    walkOnce(cache, [some], { at: muchLater })
    expect(store().summaries([idAt(0)])[0]).toMatchObject({ gone: false, seenAt: muchLater })
  })
  it('are not missed by a pass during which the list changed', () => {
    walkOnce(cache, [some])
    walkOnce(cache, [less], { at: later })
    for (let nth = 0; nth < 3; nth += 1) expect(walkOnce(cache, [less], { at: muchLater, settled: false }).missing).toEqual([])
    expect(walkOnce(cache, [less], { at: muchLater }).missing.map(({ id }) => id)).toEqual([idAt(0)])
  })
  it('from one walk into another are not missing', () => {
    walkOnce(cache, [some], { state: 'processing' })
    walkOnce(cache, [some.slice(0, 1)], { state: 'active', at: later })
    walkOnce(cache, [less], { state: 'processing', at: later })
    expect(walkOnce(cache, [less], { state: 'processing', at: muchLater }).missing).toEqual([])
    expect(store().summaries([idAt(0)])[0]?.state).toBe('active')
    expect(store().lineCountOf(someAccount)).toBe(5)
  })
  it('but are found by NID live on and are not asked for again', () => {
    walkOnce(cache, [some])
    walkOnce(cache, [less], { at: later })
    walkOnce(cache, [less], { at: muchLater })
    const read = readers.nextpertise.record(some[0], { system: someSystem, accountId: someAccount, state: null, seenAt: muchLater })
    cache.writer.saveLines({ ...found, at: muchLater, lines: read === null ? [] : [read] })
    expect(walkOnce(cache, [less], { at: muchLater }).missing).toEqual([])
    expect(store().get(idAt(0))?.line.state).toBeNull()
  })
})

describe('a line by NID', () => {
  it('keeps the state its walk gave it', () => {
    walkOnce(cache, [some])
    const read = readers.nextpertise.record(some[0], { system: someSystem, accountId: someAccount, state: null, seenAt: later })
    expect(cache.writer.saveLines({ ...found, at: later, lines: read === null ? [] : [read] })).toEqual({ changed: 0 })
    expect(store().get(idAt(0))?.line).toMatchObject({ state: 'active', seenAt: later })
  })
})

describe('accounts', () => {
  it('are removed with their lines, except those another account at the system sees', () => {
    walkOnce(cache, [some])
    walkOnce(cache, [some.slice(0, 2)], { account: otherAccount })
    cache.writer.savePart({ lineId: idAt(4), part: 'events', body: '[]', at: someTime })
    expect(cache.writer.removeAccount({ accountId: someAccount })).toEqual({ removed: 3 })
    expect(new Set(ids())).toEqual(new Set([idAt(0), idAt(1)]))
    expect(store().get(idAt(0))?.line.accountId).toBe(otherAccount)
    expect(store().parts(idAt(4))).toEqual([])
    expect(store().lineCountOf(someAccount)).toBe(0)
    expect(cache.writer.removeAccount({ accountId: otherAccount })).toEqual({ removed: 2 })
    for (const table of ['line', 'line_body', 'line_key', 'ip_range', 'member', 'walk', 'walk_page', 'facet']) {
      expect(cache.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0)
    }
    expect(cache.db.prepare(`SELECT count(*) FROM word_index WHERE word_index MATCH '"1"* OR "k"* OR "a"*'`).pluck().get()).toBe(0)
  })
  it('lose the lines their scope no longer has', () => {
    walkOnce(cache, [some.slice(0, 3)], { key: 'ACTIVE|city=Ede' })
    walkOnce(cache, [some.slice(2)], { key: 'ACTIVE|city=Breda' })
    expect(cache.writer.keepWalks({ accountId: someAccount, keys: ['ACTIVE|city=Breda'] })).toEqual({ removed: 2 })
    expect(ids()).toHaveLength(3)
  })
})
