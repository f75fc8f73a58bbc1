import { beforeEach, describe, expect, test } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import type { Client } from '../client.ts'
import { createFindStore, noFilters, shownLines } from './find.ts'

type Search = Client['lines']['search']
type Hits = Awaited<ReturnType<Search>>['hits']
type Answer = Awaited<ReturnType<Search>>

/** A search whose answers come when the test says so, in the order it says. */
function heldSearch(lines: Partial<Client['lines']> = {}) {
  const asked: { query: string; answer: (hits?: Hits, liveNid?: string) => void; fail: (error: Error) => void }[] = []
  const search: Search = input => new Promise<Answer>((resolve, reject) => {
    asked.push({
      query: input.query, fail: reject,
      answer: (hits = [], liveNid) => resolve({ query: input.query, hits, more: false, liveNid: liveNid ?? null, incomplete: [] }),
    })
  })
  return { asked, client: createFakeClient({}, { lines: { ...lines, search } }) }
}

const settled = () => new Promise<void>(resolve => { setImmediate(resolve) })

test('asks only for the newest text while a search is under way', async () => {
  const { asked, client } = heldSearch()
  const find = createFindStore(client, () => 0)
  find.type('z')
  find.type('zu')
  find.type('zui')
  expect(asked.map(each => each.query)).toEqual(['z'])
  asked[0]?.answer()
  await settled()
  expect(asked.map(each => each.query)).toEqual(['z', 'zui'])
  expect(find.getState().result).toBeNull()
  asked[1]?.answer()
  await settled()
  expect(find.getState()).toMatchObject({ result: { query: 'zui' }, searching: false })
})

test('a slow search does not hold back the next one, and its late answer is dropped', async () => {
  const { asked, client } = heldSearch()
  let nowMs = 0
  const find = createFindStore(client, () => nowMs)
  find.type('z')
  nowMs = 5000
  find.type('zu')
  expect(asked.map(each => each.query)).toEqual(['z', 'zu'])
  asked[1]?.answer()
  await settled()
  asked[0]?.answer()
  await settled()
  expect(find.getState().result?.query).toBe('zu')
})

test('an answer that comes after the box was emptied is dropped', async () => {
  const { asked, client } = heldSearch()
  const find = createFindStore(client, () => 0)
  find.type('z')
  find.type('')
  asked[0]?.answer()
  await settled()
  expect(find.getState()).toMatchObject({ result: null, searching: false })
})

test('a failed search keeps what was typed and says so', async () => {
  const { asked, client } = heldSearch()
  const find = createFindStore(client, () => 0)
  find.type('zuid')
  asked[0]?.fail(new Error('port closed'))
  await settled()
  expect(find.getState()).toMatchObject({ query: 'zuid', failure: { kind: 'coreGone' }, searching: false })
})

test('lines that changed underneath do not move the reader', async () => {
  const find = createFindStore(createFakeClient())
  find.type('zuid')
  await expect.poll(() => find.getState().result?.query).toBe('zuid')
  find.move(7)
  find.keepScroll(420)
  const before = find.getState().result
  find.again()
  await expect.poll(() => find.getState().result === before).toBe(false)
  expect(find.getState()).toMatchObject({ active: 7, scrollTop: 420 })
  find.type('zuidp')
  await expect.poll(() => find.getState().result?.query).toBe('zuidp')
  expect(find.getState()).toMatchObject({ active: 0, scrollTop: 0 })
})

describe('Enter', () => {
  const opened: string[] = []
  const open = (id: string) => void opened.push(id)
  beforeEach(() => void opened.splice(0))
  const hitsOf = async (query: string) =>
    (await createFakeClient().lines.search({ query, filters: noFilters, limit: 20 })).hits

  test('waits for the answer to what is typed, and never opens a row of the older one', async () => {
    const { asked, client } = heldSearch()
    const find = createFindStore(client, () => 0)
    const older = await hitsOf('zuid')
    const newer = older.slice(3)
    find.type('zuid')
    asked[0]?.answer(older)
    await settled()
    find.type('zuid 9')
    find.enter(open)
    expect(opened).toEqual([])
    asked[1]?.answer(newer)
    await settled()
    expect(opened).toEqual([newer[0]?.line.id])
  })

  test('opens the row chosen while the answer was awaited', async () => {
    const { asked, client } = heldSearch()
    const find = createFindStore(client, () => 0)
    const hits = await hitsOf('zuid')
    find.type('zuid')
    find.move(1)
    find.move(1)
    find.move(-1)
    asked[0]?.answer(hits)
    await settled()
    expect(find.getState().active).toBe(1)
    find.enter(open)
    expect(opened).toEqual([hits[1]?.line.id])
  })

  test('is forgotten when more is typed or the box is left', async () => {
    const { asked, client } = heldSearch()
    const find = createFindStore(client, () => 0)
    const hits = await hitsOf('zuid')
    find.type('zui')
    find.enter(open)
    find.type('zuid')
    asked[0]?.answer(hits)
    await settled()
    asked[1]?.answer(hits)
    await settled()
    find.type('zuidp')
    find.enter(open)
    find.leaveBox()
    asked[2]?.answer(hits)
    await settled()
    expect(opened).toEqual([])
  })

  test('asks again after a failure and opens what comes then', async () => {
    const { asked, client } = heldSearch()
    const find = createFindStore(client, () => 0)
    const hits = await hitsOf('zuid')
    find.type('zuid')
    asked[0]?.fail(new Error('gone'))
    await settled()
    find.enter(open)
    asked[1]?.answer(hits)
    await settled()
    expect(opened).toEqual([hits[0]?.line.id])
  })

  test('looks a full NID up live where it is not kept, whatever is similar', async () => {
    const lookedUp: string[] = []
    const lookUp: Client['lines']['lookUp'] = async ({ nid }) => {
      lookedUp.push(nid)
      return { found: [], failures: [] }
    }
    const { asked, client } = heldSearch({ lookUp })
    const find = createFindStore(client, () => 0)
    find.type('2408ZE000999999')
    find.enter(open)
    const similar = await hitsOf('zuid')
    asked[0]?.answer(similar, '2408ZE000999999')
    await settled()
    expect(lookedUp).toEqual(['2408ZE000999999'])
    expect(opened).toEqual([])
    find.move(1)
    find.enter(open)
    expect(opened).toEqual([similar[0]?.line.id])
  })
})

test('a line asked for again stays chosen where it moved', async () => {
  const { asked, client } = heldSearch()
  const find = createFindStore(client, () => 0)
  const { hits } = await createFakeClient().lines.search({ query: 'zuid', filters: noFilters, limit: 20 })
  find.type('zuid')
  asked[0]?.answer(hits)
  await settled()
  find.move(2)
  find.again()
  asked[1]?.answer(hits.slice(1))
  await settled()
  expect(find.getState().active).toBe(1)
})

test('filters search even with an empty box', async () => {
  const find = createFindStore(createFakeClient())
  find.filter({ ...noFilters, technologies: ['XGS-PON'] })
  await expect.poll(() => shownLines(find.getState()).length).toBeGreaterThan(3)
  expect(shownLines(find.getState()).every(line => line.technology === 'XGS-PON')).toBe(true)
})

test('arrow keys stay within the rows', async () => {
  const find = createFindStore(createFakeClient())
  await find.loadStart()
  find.move(-1)
  expect(find.getState().active).toBe(0)
  find.move(1000)
  expect(find.getState().active).toBe(shownLines(find.getState()).length - 1)
})

test('a pin that could not be kept is taken back and told', async () => {
  const find = createFindStore(createFakeClient({}, { lines: { pin: () => Promise.reject(new Error('gone')) } }))
  await find.loadStart()
  const line = find.getState().start?.recent[0]
  if (line === undefined) throw new Error('no recent line')
  await find.pin(line.id, true)
  expect(find.getState().start?.recent[0]?.pinned).toBe(false)
  expect(find.getState()).toMatchObject({
    startFailure: { kind: 'coreGone' }, pinFailure: { lineId: line.id, failure: { kind: 'coreGone' } }, pins: {},
  })
})

test('a pin changed on the open line shows in the rows and the other way round', async () => {
  const find = createFindStore(createFakeClient())
  find.type('zuid')
  await expect.poll(() => find.getState().result?.query).toBe('zuid')
  const line = find.getState().result?.hits[0]?.line
  if (line === undefined) throw new Error('no hit')
  await find.pin(line.id, !line.pinned)
  expect(find.getState().pins[line.id]).toBe(!line.pinned)
  expect(find.getState().result?.hits[0]?.line.pinned).toBe(!line.pinned)
})

test('take along keeps on screen what it could not fetch', async () => {
  const find = createFindStore(createFakeClient())
  await find.loadStart()
  await find.takeAlong(shownLines(find.getState()).slice(0, 2).map(line => line.id))
  expect(find.getState().takeAlong).toMatchObject({
    busy: false, stopped: false, items: [{ state: 'complete' }, { state: 'partial', missing: ['authenticationLog'] }],
  })
})

test('a live look-up that was stopped leaves nothing behind', async () => {
  const find = createFindStore(createFakeClient({}, {
    lines: {
      lookUp: (_input, options) => new Promise((_resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      }),
    },
  }))
  const looking = find.lookUpLive('2408ZE000999999')
  expect(find.getState().lookUp?.busy).toBe(true)
  find.stopLookUp()
  await looking
  expect(find.getState().lookUp).toBeNull()
})
