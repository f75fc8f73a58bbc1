import { describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import type { HistoryEntry } from '../../shared/contract/history.ts'
import type { Client } from '../client.ts'
import { canTick, createHistoryStore } from './history.ts'
import type { HistoryPage } from './history.ts'
import { dayEnd, dayOf, dayStart, entryKey, filtersOn, nothingFiltered, pageSize } from './historyEntries.ts'

const now = '2026-11-21T14:30:00.000Z'
const lineId = lineFixtures(now).healthyFibre.line.id

function setUp(history: Partial<Client['history']> = {}) {
  const onFetched = vi.fn()
  const store = createHistoryStore(createFakeClient({ nowMs: Date.parse(now) }, { history }), lineId, { nowMs: () => Date.parse(now), onFetched })
  const state = () => store.getState()
  const entries = () => state().page?.entries ?? []
  return { state, entries, onFetched }
}

const remoteOf = (entries: readonly HistoryEntry[]): HistoryEntry => {
  const found = entries.find(entry => entry.reportId === null)
  if (found === undefined) throw new Error('no remote report on this page')
  return found
}

describe('the list', () => {
  it('is asked for when it is first shown and when the line has other reports, not at every look', async () => {
    const fake = createFakeClient({ nowMs: Date.parse(now) })
    const page = vi.fn((input: Parameters<Client['history']['page']>[0]) => fake.history.page(input))
    const { state } = setUp({ page: page as Client['history']['page'] })
    state().follow([], 'a')
    state().follow([], 'a')
    expect(page).toHaveBeenCalledTimes(1)
    state().follow([], 'b')
    expect(page).toHaveBeenCalledTimes(2)
  })

  it('asks for one page, newest first, and goes through the pages', async () => {
    const { state, entries } = setUp()
    await state().load()
    expect(entries()).toHaveLength(pageSize)
    expect(entries()[0]?.at).toBe('2026-11-21T14:27:00.000Z')
    const [first] = entries()
    state().goTo(pageSize)
    await vi.waitFor(() => expect(state().loading).toBe(false))
    expect(entries()).not.toContainEqual(first)
    expect(state().page?.total).toBeGreaterThan(100)
  })

  it('sorts by a header, the other way at the second time, and starts at the first page again', async () => {
    const { state } = setUp()
    state().goTo(pageSize)
    state().sortBy('at')
    expect(state()).toMatchObject({ sort: { by: 'at', direction: 'ascending' }, offset: 0 })
    state().sortBy('kind')
    expect(state().sort).toEqual({ by: 'kind', direction: 'ascending' })
  })

  it('filters at the core', async () => {
    const { state, entries } = setUp()
    state().narrow({ where: 'remote' })
    await vi.waitFor(() => expect(entries().every(entry => entry.reportId === null) && entries().length > 0).toBe(true))
    state().narrow({ where: 'here', kinds: ['authenticationLog'] })
    await vi.waitFor(() => expect(new Set(entries().map(entry => entry.kind))).toEqual(new Set(['authenticationLog'])))
  })

  it('shows the answer to the last question, whichever comes last', async () => {
    const answers: ((page: HistoryPage) => void)[] = []
    const page = (() => new Promise<HistoryPage>(resolve => answers.push(resolve))) as Client['history']['page']
    const { state } = setUp({ page })
    void state().load()
    state().narrow({ onlyBad: true })
    answers[1]?.({ entries: [], total: 2, kinds: [], remoteAt: null })
    answers[0]?.({ entries: [], total: 99, kinds: [], remoteAt: null })
    await vi.waitFor(() => expect(state().loading).toBe(false))
    expect(state().page?.total).toBe(2)
  })

  it('goes back to the last page where the list became shorter', async () => {
    const { state } = setUp()
    state().goTo(100_000)
    await vi.waitFor(() => expect(state().page?.entries.length).toBeGreaterThan(0))
    expect(state().offset).toBeLessThan(state().page?.total ?? 0)
  })

  it('keeps what is on screen when the next page fails', async () => {
    let fails = false
    const fake = createFakeClient({ nowMs: Date.parse(now) })
    const page = (async (input: Parameters<Client['history']['page']>[0]) => {
      if (fails) throw new Error('disk')
      return fake.history.page(input)
    }) as Client['history']['page']
    const { state, entries } = setUp({ page })
    await state().load()
    fails = true
    await state().load()
    expect(state().failure).toBeInstanceOf(Error)
    expect(entries()).toHaveLength(pageSize)
  })
})

describe('a report', () => {
  it('is loaded when its row opens, with the one before it on the same circuit', async () => {
    const { state, entries } = setUp()
    await state().load()
    const entry = entries().find(each => each.kind === 'fibreCheck' && each.reportId !== null)
    if (entry === undefined || entry.reportId === null) throw new Error('no report')
    const id = entry.reportId
    state().toggle(id)
    expect(state().reports[id]).toEqual({ state: 'loading' })
    await vi.waitFor(() => expect(state().reports[id]).toMatchObject({ state: 'here', before: { kind: 'fibreCheck' } }))
    state().toggle(id)
    expect(state().open.has(id)).toBe(false)
  })

  it('says that it could not be read, and is asked for again', async () => {
    const report = vi.fn(() => Promise.reject(new Error('gone')))
    const { state, entries } = setUp({ report: report as Client['history']['report'] })
    await state().load()
    const id = entries().find(each => each.reportId !== null)?.reportId
    if (id === null || id === undefined) throw new Error('no report')
    await state().loadReport(id)
    expect(state().reports[id]).toMatchObject({ state: 'failed' })
    await state().loadReport(id)
    expect(report).toHaveBeenCalledTimes(2)
  })
})

describe('fetching from the system', () => {
  it('keeps the report in its place in the list, and opens it', async () => {
    const { state, entries, onFetched } = setUp()
    state().follow([], null)
    state().narrow({ where: 'remote' })
    await vi.waitFor(() => expect(entries().length).toBeGreaterThan(0))
    const remote = remoteOf(entries())
    await state().fetch(remote.remoteId ?? '')
    const [first] = entries()
    expect(first).toMatchObject({ remoteId: remote.remoteId, kind: remote.kind })
    expect(first?.reportId).not.toBeNull()
    expect(first === undefined ? '' : entryKey(first)).toBe(entryKey(remote))
    expect(state().open.size).toBe(1)
    expect(state().fetches).toEqual({})
    expect(onFetched).toHaveBeenCalledOnce()
    // The line, now that it has the report, does not take it out of a list of what only the system has.
    state().follow([...state().open], null)
    expect(state().loading).toBe(false)
  })

  it('can be cancelled, and tried again', async () => {
    const fetch = ((_: unknown, { signal }: { signal: AbortSignal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))) as Client['history']['fetch']
    const { state } = setUp({ fetch })
    const done = state().fetch('r-1')
    expect(state().fetches['r-1']).toEqual({ startedAtMs: Date.parse(now), running: true, failure: null })
    state().cancelFetch('r-1')
    await done
    expect(state().fetches).toEqual({})
  })

  it('keeps the reason of a failure until it is tried again', async () => {
    let tries = 0
    const { state } = setUp({
      fetch: (() => (++tries === 1 ? Promise.reject(new Error('no')) : new Promise(() => undefined))) as Client['history']['fetch'],
    })
    await state().fetch('r-1')
    expect(state().fetches['r-1']).toMatchObject({ running: false, failure: expect.any(Error) as Error })
    void state().fetch('r-1')
    expect(state().fetches['r-1']).toMatchObject({ running: true, failure: null })
  })
})

describe('comparing', () => {
  it('takes the newest and the one before it where nothing is ticked', async () => {
    const { state } = setUp()
    await state().compare()
    const { pair, candidates } = state()
    expect(pair?.kind).toBe(candidates?.[0]?.kind)
    expect(pair?.after).toBe(candidates?.[0]?.reportId)
    expect(pair?.before).not.toBe(pair?.after)
    await vi.waitFor(() => expect(pair === null ? '' : state().reports[pair.before]).toMatchObject({ state: 'here' }))
  })

  it('takes the two ticked, the older first, whatever the order of ticking', async () => {
    const { state, entries } = setUp()
    state().narrow({ where: 'here', kinds: ['fibreCheck'] })
    await vi.waitFor(() => expect(entries().length).toBeGreaterThan(4))
    const [newer, , older] = entries()
    if (newer === undefined || older === undefined) throw new Error('too few')
    state().tick(newer)
    state().tick(older)
    await state().compare()
    expect(state()).toMatchObject({ shown: 'compare', pair: { before: older.reportId, after: newer.reportId } })
    state().comparePair({ before: newer.reportId ?? (() => { throw new Error('remote') })() })
    expect(state().pair).toMatchObject({ before: newer.reportId, after: older.reportId })
  })

  it('has no pair where there is one report only', async () => {
    const page = (async () => ({ entries: [], total: 0, kinds: [], remoteAt: null })) as Client['history']['page']
    const { state } = setUp({ page })
    await state().compare()
    expect(state()).toMatchObject({ pair: null, candidates: [] })
  })

  it('ticks at most two, of one kind, kept here and finished', () => {
    const entry = (over: Partial<HistoryEntry>): HistoryEntry => ({
      reportId: 'a' as HistoryEntry['reportId'], remoteId: null, kind: 'delt', requestedKind: null, target: null, provider: null,
      status: 'complete', at: now, level: null, ...over,
    })
    const a = entry({})
    const b = entry({ reportId: 'b' as HistoryEntry['reportId'] })
    const c = entry({ reportId: 'c' as HistoryEntry['reportId'] })
    expect(canTick([], a)).toBe(true)
    expect(canTick([a], b)).toBe(true)
    expect(canTick([a, b], c)).toBe(false)
    expect(canTick([a, b], b)).toBe(true)
    expect(canTick([a], entry({ reportId: 'd' as HistoryEntry['reportId'], kind: 'selt' }))).toBe(false)
    expect(canTick([], entry({ reportId: null, remoteId: 'r' }))).toBe(false)
    expect(canTick([], entry({ status: 'error' }))).toBe(false)
  })
})

describe('trends', () => {
  it('are asked for when they are shown, and anew when the line has other reports', async () => {
    const { state } = setUp()
    state().show('trends')
    await vi.waitFor(() => expect(state().trends?.length).toBeGreaterThan(0))
    const before = state().trends
    state().follow([], 'other')
    await vi.waitFor(() => expect(state().trends).not.toBe(before))
    state().show('reports')
    state().follow([], 'another')
    expect(state().trends).toBeNull()
  })
})

describe('days', () => {
  it.each([['2026-11-21', true], ['2026-02-31x', false], ['', false], ['21-11-2026', false]])('%j is a date: %s', (day, is) => {
    expect(dayStart(day) !== null).toBe(is)
    expect(dayEnd(day) !== null).toBe(is)
  })
  it('come back as they went in', () => {
    expect(dayOf(dayStart('2026-03-29'))).toBe('2026-03-29')
    expect(dayOf(dayEnd('2026-03-29'))).toBe('2026-03-29')
    expect(dayOf(null)).toBe('')
  })
})

it('counts the filters that are on', () => {
  expect(filtersOn(nothingFiltered)).toBe(0)
  expect(filtersOn({ kinds: ['delt', 'selt'], where: 'here', onlyBad: true, from: now, to: null })).toBe(5)
})
