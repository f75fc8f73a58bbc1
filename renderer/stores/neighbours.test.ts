import { beforeEach, describe, expect, it } from 'vitest'
import type { NeighbourCheckEvent } from '../../shared/contract/neighbours.ts'
import { LineId } from '../../shared/model/common.ts'
import type { Neighbour } from '../../shared/model/neighbour.ts'
import { Channel } from '../../test/fakes/channel.ts'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { createNeighboursStore, proposedNeighbours } from './neighbours.ts'
import type { NeighboursClient } from './neighbours.ts'

const now = '2026-11-21T14:30:00.000Z'
const nowMs = Date.parse(now)
const view = lineFixtures(now).healthyFibre
const ago = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString()
const letter = (id: LineId): string => id.slice(-1)
const lineOf = (id: string): LineId => LineId.parse(`line-${id}`)
const near = (id: string, at: string | null): Neighbour => ({
  lineId: lineOf(id), nativeId: null, street: id, place: '', closeness: 'ponPort', online: 'online', level: null, ruleId: null,
  domains: [], at,
})

describe('the neighbours proposed', () => {
  const table: readonly (readonly [string, readonly Neighbour[], string])[] = [
    ['the nearest', [near('a', null), near('b', null), near('c', null), near('d', null)], 'a b c'],
    ['not those checked within two hours', [near('a', ago(119)), near('b', ago(121)), near('c', null), near('d', null)], 'b c d'],
    ['which fill up where there are no others', [near('a', ago(5)), near('b', null), near('c', ago(10))], 'b a c'],
    ['two where there are two', [near('a', ago(5)), near('b', null)], 'b a'],
  ]
  it.each(table)('%s', (_, neighbours, expected) => {
    expect(proposedNeighbours(neighbours, nowMs).map(letter).join(' ')).toBe(expected)
  })
})

describe('the store of neighbours', () => {
  let asked: { lineId: LineId; neighbourIds: LineId[] }[] = []
  let run = new Channel<NeighbourCheckEvent>()
  let learned: string[] = []
  const nearby = { port: 'p', node: 'n', neighbours: ['a', 'b', 'c', 'd'].map(id => near(id, null)), more: 0 }
  const client = { neighbours: {
    of: async () => nearby,
    check: async (input: (typeof asked)[number]) => {
      asked.push(input)
      return run
    },
  } } as object as NeighboursClient
  const event = (state: 'running' | 'complete', verdict: NeighbourCheckEvent['verdict']): NeighbourCheckEvent =>
    ({ items: nearby.neighbours.slice(0, 3).map(neighbour => ({ neighbour, state, kinds: [], failure: null })), verdict })

  async function opened() {
    const store = createNeighboursStore(client, lineId => learned.push(lineId), () => nowMs)
    await store.open(view.line.id)
    return store
  }
  beforeEach(() => {
    asked = []
    run = new Channel()
    learned = []
  })

  it('asks which to check; at most three can be ticked', async () => {
    const store = await opened()
    await store.choose('tab')
    const ids = (): string => (store.getState().choosing ?? []).map(letter).join(' ')
    expect(ids()).toBe('a b c')
    store.tick(lineOf('d'), true)
    expect(ids()).toBe('a b c')
    store.tick(lineOf('b'), false)
    store.tick(lineOf('d'), true)
    expect(ids()).toBe('a c d')
    store.leaveChoice()
    await store.check()
    expect(asked).toEqual([])
  })

  it('follows the check, and hands over the verdict with what was learned', async () => {
    const store = await opened()
    await store.choose('tab')
    const checking = store.check()
    run.push(event('running', null))
    await expect.poll(() => store.getState().run?.items.map(({ state }) => state)).toEqual(['running', 'running', 'running'])
    run.push(event('complete', view.verdict)).end()
    await checking
    expect(asked).toEqual([{ lineId: view.line.id, neighbourIds: ['a', 'b', 'c'].map(lineOf) }])
    expect(store.getState().run?.state).toBe('done')
    expect(learned).toEqual([view.line.id])
    expect(store.getState().place).toBe('tab')
    store.leaveTab()
    expect(store.getState().place).toBe('verdict')
    store.leaveRun()
    expect(store.getState().run).toBeNull()
  })

  it('waits no longer when told so, and changes nothing after it', async () => {
    const store = await opened()
    await store.choose('tab')
    const checking = store.check()
    run.push(event('running', null))
    await expect.poll(() => store.getState().run?.items.length).toBe(3)
    store.stopWaiting()
    run.push(event('complete', view.verdict)).end()
    await checking
    expect(store.getState().run).toMatchObject({ state: 'left' })
    expect(learned).toEqual([])
  })

  it('says why a check could not be made', async () => {
    const store = await opened()
    await store.choose('tab')
    run.fail(new Error('gone'))
    await store.check()
    expect(store.getState().run).toMatchObject({ state: 'failed', failure: { kind: 'coreGone' } })
  })

  it('forgets the line before', async () => {
    const store = createNeighboursStore(createFakeClient(), () => undefined, () => nowMs)
    await store.open(view.line.id)
    await store.choose('tab')
    await store.open(lineFixtures(now).ontNotRanged.line.id)
    expect(store.getState()).toMatchObject({ choosing: null, run: null })
    expect(store.getState().nearby?.neighbours.length).toBeGreaterThan(0)
  })
})
