import { describe, expect, it } from 'vitest'
import type { WatchState } from '../../shared/model/watch.ts'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { changeOf, watchOf } from '../../test/fakes/fakeWatch.ts'
import { Channel } from '../../test/fakes/channel.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { byNews, createWatchStore, headlineOf, isWaiting, newsOf } from './watch.ts'
import type { WatchClient, WatchNews } from './watch.ts'

const now = '2026-11-21T14:30:00.000Z'
const lines = lineFixtures(now)
const watch = watchOf(lines.healthyFibre, now)
const down = changeOf('c1', now, { from: 'online', to: 'offline', direction: 'worse' })
const up = changeOf('c2', now)
const waiting: WatchState = { ...watch, state: 'waiting' }

describe('what is new of the watches', () => {
  const changed: WatchState = { ...watch, changes: [up, down] }
  const table: readonly (readonly [string, WatchState[] | null, WatchState[], string[]])[] = [
    ['the first state a page is told', null, [changed], []],
    ['a watch begun elsewhere', [], [changed], []],
    ['nothing', [changed], [{ ...changed, looks: 9, state: 'looking' }], []],
    ['changes', [watch], [changed], ['c2 c1 null']],
    ['one more change', [{ ...watch, changes: [down] }], [changed], ['c2 null']],
    ['a system out of reach', [watch], [waiting], [' waiting']],
    ['a system that is back', [waiting], [watch], [' looking']],
    ['the end', [watch], [{ ...watch, state: 'ended' }], [' ended']],
    ['a watch begun anew', [{ ...changed, startedAt: '2026-11-21T08:00:00.000Z' }], [changed], []],
    ['a watch that was stopped', [changed], [], []],
  ]
  it.each(table)('%s', (_, before, after, expected) => {
    expect(newsOf(before, after).map(({ changes, became }) => `${changes.map(({ id }) => id).join(' ')} ${became}`)).toEqual(expected)
  })
})

it('of one look the link tells more than what goes over it, and an older look tells nothing', () => {
  const address = changeOf('c3', now, { kind: 'reading', key: 'leaseAddress', from: '192.0.2.7', to: null, direction: 'neutral' })
  const devices = changeOf('c4', now, { kind: 'reading', key: 'macAddress', from: null, to: 'none', direction: 'worse' })
  const link = changeOf('c5', now, { kind: 'port', key: 'accessPortLink', from: 'up', to: 'down', direction: 'worse' })
  expect(headlineOf([address, devices, link])?.id).toBe('c5')
  expect(headlineOf([address, { ...link, at: '2026-11-21T14:20:00.000Z' }])?.id).toBe('c3')
  expect(headlineOf([])).toBeUndefined()
})

it('the line with the newest change stands first', () => {
  const at = (label: string, startedAt: string, changedAt: string | null): WatchState =>
    ({ ...watch, label, startedAt, changes: changedAt === null ? [] : [{ ...up, at: changedAt }] })
  const all = [at('b', '2026-11-21T10:00:00.000Z', null), at('a', '2026-11-21T09:00:00.000Z', null),
    at('old', '2026-11-21T12:00:00.000Z', '2026-11-21T12:05:00.000Z'), at('new', '2026-11-21T08:00:00.000Z', '2026-11-21T13:00:00.000Z')]
  expect(byNews(all).map(({ label }) => label)).toEqual(['new', 'old', 'a', 'b'])
})

it.each([
  ['waiting', true, true], ['looking', false, true], ['looking', true, false], ['resting', false, false], ['ended', false, false],
] as const)('a watch that is %s, with its system reachable %s, waits: %s', (state, reachable, waits) => {
  expect(isWaiting({ ...watch, state }, reachable)).toBe(waits)
})

async function* silent(): AsyncGenerator<WatchState[], void, void> {
  // Ends at once, as a broken stream does.
}

describe('the store of watches', () => {
  it('starts, limits, and stops', async () => {
    const store = createWatchStore(createFakeClient())
    const six = Object.values(lines).slice(0, 6).map(view => view.line.id)
    const started = await Promise.all(six.map(id => store.start(id)))
    expect(started).toEqual([true, true, true, true, true, false])
    const [first, , , , , sixth] = six
    if (first === undefined || sixth === undefined) throw new Error('too few fixtures')
    expect(store.getState().failures[sixth]).toMatchObject({ kind: 'conflict', count: 5 })
    await store.stop(first)
    expect(store.getState().watches?.map(({ lineId }) => lineId)).toEqual(six.slice(1, 5))
    expect(await store.start(sixth)).toBe(true)
    expect(store.getState().failures[sixth]).toBeUndefined()
    expect(store.getState().asking).toEqual({})
  })

  it('tells every change once, also over a lost stream', async () => {
    const [before, after] = [new Channel<WatchState[]>().push([watch]), new Channel<WatchState[]>().push([{ ...watch, changes: [down] }])]
    const streams = [before, after]
    const client = { watch: { watching: async () => streams.shift() ?? silent() } } as object as WatchClient
    const store = createWatchStore(client)
    const told: WatchNews[] = []
    store.onNews(news => told.push(news))
    const leaving = new AbortController()
    const following = store.follow(leaving.signal)
    await expect.poll(() => store.getState().watches).toHaveLength(1)
    before.end()
    await expect.poll(() => told.map(({ changes }) => changes.map(({ id }) => id)), { timeout: 5000 }).toEqual([['c1']])
    leaving.abort()
    after.end()
    await following
  }, 10_000)
})
