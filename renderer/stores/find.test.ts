import { expect, test } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import type { Client } from '../client.ts'
import { createFindStore, noFilters, shownLines } from './find.ts'

type Search = Client['lines']['search']
type Answer = Awaited<ReturnType<Search>>

/** A search whose answers come when the test says so, in the order it says. */
function heldSearch() {
  const asked: { query: string; answer: () => void; fail: (error: Error) => void }[] = []
  const search: Search = input => new Promise<Answer>((resolve, reject) => {
    asked.push({
      query: input.query, answer: () => resolve({ query: input.query, hits: [], more: false, liveNid: null }), fail: reject,
    })
  })
  return { asked, client: createFakeClient({}, { lines: { search } }) }
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
  expect(find.getState().startFailure).toEqual({ kind: 'coreGone' })
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
