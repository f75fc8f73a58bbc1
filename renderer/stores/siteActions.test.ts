import { ORPCError } from '@orpc/client'
import { expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import type { Client } from '../client.ts'
import { createSiteActionsStore } from './siteActions.ts'

const { line } = lineFixtures('2026-11-21T18:00:00.000Z').healthyFibre
function setUp(parts: { actions?: Partial<Client['actions']>; outbox?: Partial<Client['outbox']> } = {}) {
  const onFetched = vi.fn<() => void>()
  const saved: string[] = []
  const store = createSiteActionsStore({
    client: createFakeClient({}, parts), lineId: line.id, onFetched, save: file => void saved.push(file.fileName), now: () => 0,
  })
  return { store, onFetched, saved }
}
const action = { kind: 'replan', lineId: line.id, orderUuid: 'u', wishDate: null } as const

it('runs one action at a time and says that parts were fetched, also where it was refused', async () => {
  const held = Promise.withResolvers<void>()
  let asked = 0
  const run: Client['actions']['run'] = async () => {
    asked += 1
    await held.promise
    throw new ORPCError('CONFLICT', { data: { reason: 'orderMoved' } })
  }
  const { store, onFetched } = setUp({ actions: { run } })
  const first = store.getState().run(action)
  await store.getState().run(action)
  held.resolve()
  await first
  expect(asked).toBe(1)
  expect(onFetched).toHaveBeenCalledTimes(1)
  expect(store.getState().acting).toMatchObject({ running: false, failure: { code: 'CONFLICT' } })
})

it('keeps a change in the outbox with its base, and says where it could not', async () => {
  const { store } = setUp()
  expect(await store.getState().change('n1', { kind: 'ont', base: 'OLD123', wanted: 'NEW123' })).toBe(true)
  expect(store.getState().saving).toEqual({ kind: 'ont', state: 'kept', failure: null })
  const failing = setUp({ outbox: { setTags: () => Promise.reject(new Error('disk full')) } })
  expect(await failing.store.getState().change('n1', { kind: 'tags', nid: 'n1', base: [], wanted: ['a'] })).toBe(false)
  expect(failing.store.getState().saving).toMatchObject({ kind: 'tags', state: 'failed' })
})

it('hands the report over as a file', async () => {
  const { store, saved } = setUp()
  await store.getState().fetchReport()
  expect(saved).toEqual([`connection-report-${line.nativeId}.pdf`])
  expect(store.getState().report).toMatchObject({ state: 'saved', fileName: saved[0] })
})
