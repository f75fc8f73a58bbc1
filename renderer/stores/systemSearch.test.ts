import { expect, it } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { searchWords } from '../rooms/find/searchWords.ts'
import { createSystemSearchStore } from './systemSearch.ts'

it('asks the systems for the words, and forgets what was stopped', async () => {
  const asked: string[] = []
  const store = createSystemSearchStore(createFakeClient({}, {
    lines: {
      liveSearch: ({ text }, options) => {
        asked.push(text)
        return text === 'slow'
          ? new Promise((_resolve, reject) => { options?.signal?.addEventListener('abort', () => reject(new Error('left'))) })
          : Promise.resolve({ asked: 1, found: [], hits: [], complete: true, failures: [] })
      },
    },
  }))
  await store.ask(' 0612345678 ')
  expect(store.getState()).toMatchObject({ words: '0612345678', busy: false, found: { asked: 1 } })
  const slow = store.ask('slow')
  store.stop()
  await slow
  expect(store.getState()).toMatchObject({ words: null, busy: false, found: null, failure: null })
  expect(asked).toEqual(['0612345678', 'slow'])
})

it('says what is missing of all accounts, and when the last is done', () => {
  const state = (missing: 'phone'[] | 'ip'[], doneBy: string | null) => ({ detailsComplete: { lines: 1, of: 2, missing }, doneBy })
  expect(searchWords([state(['phone'], '2026-11-22T12:00:00.000Z'), state(['ip'], '2026-11-23T01:00:00.000Z')]))
    .toEqual({ missing: ['phone', 'ip'], doneBy: '2026-11-23T01:00:00.000Z' })
  expect(searchWords([state(['phone'], '2026-11-22T12:00:00.000Z'), state([], null)]).doneBy).toBeNull()
})
