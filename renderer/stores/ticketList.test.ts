import { expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { createTicketListStore } from './ticketList.ts'
import type { TicketList, TicketListClient } from './ticketList.ts'

const now = '2026-11-21T14:30:00.000Z'
const { tickets } = lineFixtures(now).ontNotRanged
const [ticket] = tickets
if (ticket === undefined) throw new Error('the fixture has no ticket')
const { accountId, id } = ticket
const list: TicketList = { tickets, sent: [], failures: [{ accountId, failure: { kind: 'timeout' } }],
  changed: [{ accountId, id, what: 'updated' }] }

it('shows what came beside what failed, with its age and its news, which end when it was seen', async () => {
  const store = createTicketListStore(createFakeClient({}, { tickets: { list: async () => list } }), () => new Date(now))
  await store.load()
  expect(store.getState()).toMatchObject({ listAt: now, loading: false,
    list: { tickets: [{ id }], failures: [{ failure: { kind: 'timeout' } }] } })
  expect(store.changeOf(accountId, id)).toBe('updated')
  store.saw(accountId, id)
  expect(store.changeOf(accountId, id)).toBeNull()
})

it('is followed until the room is left', async () => {
  const left = new AbortController()
  async function* lists() {
    yield list
    yield { ...list, changed: [] }
    await new Promise(resolve => { left.signal.addEventListener('abort', resolve) })
  }
  const client = { tickets: { follow: async () => lists() } }
  const store = createTicketListStore(client as object as TicketListClient)
  const following = store.follow(left.signal)
  await vi.waitFor(() => expect(store.getState().list?.changed).toEqual([]))
  left.abort()
  await following
})
