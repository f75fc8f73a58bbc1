import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import type { ClientParts } from '../../test/fakes/fakeClient.ts'
import { LineId } from '../../shared/model/common.ts'
import { createVisitStore, undoMs } from './visit.ts'
import { createVisitListStore } from './visitList.ts'
import { createVisitsStore } from './visits.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const lineId = LineId.parse('any line')

async function opened(parts: (visits: ReturnType<typeof createFakeClient>['visits']) => NonNullable<ClientParts['visits']> = () => ({})) {
  const whole = createFakeClient()
  const client = { visits: new Proxy(whole.visits, { get: (target, key) => Reflect.get(key in replaced ? replaced : target, key) }) }
  const replaced = parts(whole.visits)
  const { id } = await whole.visits.start({ lineId })
  const store = createVisitStore(client, id)
  await store.getState().load()
  const notes = async () => (await whole.visits.get({ id })).visit.items.flatMap(item => (item.kind === 'note' ? item.text : []))
  return { client: whole, id, store, notes, now: () => store.getState() }
}
const pause = () => vi.advanceTimersByTimeAsync(600)

test('a note is one note however long it is typed, and outlives the page', async () => {
  const { now, notes } = await opened()
  now().typeNote('The outlet')
  await pause()
  now().typeNote('The outlet is dark')
  await pause()
  expect([await notes(), now().note.save]).toEqual([['The outlet is dark'], 'saved'])
  await now().endNote()
  now().typeNote('Second')
  await now().close()
  expect(await notes()).toEqual(['The outlet is dark', 'Second'])
})

test('a note whose answer got lost is not there twice', async () => {
  let lost = true
  const { now, notes } = await opened(visits => ({
    addNote: (async (input: Parameters<typeof visits.addNote>[0]) => {
      const visit = await visits.addNote(input)
      if (!lost) return visit
      lost = false
      throw new Error('the connection broke')
    }) as typeof visits.addNote,
  }))
  now().typeNote('The outlet is dark')
  await pause()
  expect(now().note.save).toBe('failed')
  now().typeNote('The outlet is dark, the ONT too')
  await pause()
  expect([await notes(), now().note.save]).toEqual([['The outlet is dark, the ONT too'], 'saved'])
})

test('an emptied note is taken out', async () => {
  const { now, notes } = await opened()
  now().typeNote('No')
  await pause()
  now().typeNote('')
  await pause()
  expect([await notes(), now().note]).toEqual([[], { itemId: null, text: '', save: 'saved' }])
})

test('what is taken out can be had back for a while', async () => {
  const { now, notes } = await opened()
  now().typeNote('Keep me')
  await pause()
  await now().endNote()
  const item = now().visit?.items.find(({ kind }) => kind === 'note')
  if (item === undefined) throw new Error('no note')
  now().removeItem(item)
  now().undoRemoval(item.id)
  await vi.advanceTimersByTimeAsync(undoMs * 2)
  expect([await notes(), now().removed]).toEqual([['Keep me'], []])
  now().removeItem(item)
  expect(await notes()).toEqual(['Keep me'])
  await vi.advanceTimersByTimeAsync(undoMs + 1)
  expect([await notes(), now().removed]).toEqual([[], []])
})

test('finishing keeps what was typed, and says why it could not', async () => {
  const { now } = await opened()
  now().typeLeftOpen('Second socket')
  expect(await now().finish()).toBe(true)
  expect(now().visit).toMatchObject({ state: 'finished', leftOpen: 'Second socket' })
  const refused = await opened(() => ({ finish: (async () => { throw new Error('no') }) as never }))
  expect(await refused.now().finish()).toBe(false)
  expect([refused.now().busy, refused.now().refusal]).toMatchObject(['none', { message: 'no' }])
})

test('the list shows the answer to what was asked last, whatever comes late', async () => {
  const late = Promise.withResolvers<void>()
  const whole = createFakeClient()
  await whole.visits.start({ lineId })
  const page = (async (input: { search: string }) => {
    const answer = await whole.visits.page(input)
    if (input.search === 'slow') await late.promise
    return answer
  }) as typeof whole.visits.page
  const list = createVisitListStore({ visits: new Proxy(whole.visits, { get: (target, key) => key === 'page' ? page : Reflect.get(target, key) }) })
  list.getState().find('slow')
  list.getState().find('')
  await vi.advanceTimersByTimeAsync(1)
  late.resolve()
  await vi.advanceTimersByTimeAsync(1)
  expect(list.getState()).toMatchObject({ page: { total: 1 }, loading: false, search: '' })
})

test('starting, leaving and coming back are told to everyone who follows', async () => {
  const client = createFakeClient()
  const store = createVisitsStore(client)
  const stop = new AbortController()
  const changed: (string | null)[] = []
  store.onChanged(id => changed.push(id))
  void store.follow(stop.signal)
  await vi.advanceTimersByTimeAsync(1)
  await store.start(lineId)
  await vi.advanceTimersByTimeAsync(1)
  const [visit] = store.getState().open ?? []
  expect([visit?.onSite.at(-1)?.to, changed]).toEqual([null, [null, visit?.id]])
  await store.setOnSite(lineId, visit?.id ?? '', false)
  await vi.advanceTimersByTimeAsync(1)
  expect(store.getState().open?.[0]?.onSite.at(-1)?.to).not.toBeNull()
  stop.abort()
})
