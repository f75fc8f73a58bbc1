import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LineId } from '../../shared/model/common.ts'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { createOutboxStore, createOutboxView, unsentStates } from './outbox.ts'

const lineId = LineId.parse('nextpertise:https://api.example/v1|2408ZE000100200')
const everything = { states: [], lineId: null, search: '', offset: 0, limit: 25 } as const
const comment = (body: string) => ({ lineId, ticket: { at: 'system' as const, ticketId: '7' }, body, fileIds: [] })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

async function setUp() {
  const client = createFakeClient()
  const outbox = createOutboxStore(client)
  const view = createOutboxView(client, outbox)
  const left = new AbortController()
  void outbox.follow(left.signal)
  const unfollow = view.follow()
  await vi.advanceTimersByTimeAsync(0)
  return { client, outbox, view, end: () => { left.abort(); unfollow() } }
}

describe('the outbox', () => {
  it('counts what waits, app-wide, and keeps a page current', async () => {
    const { client, outbox, view, end } = await setUp()
    await view.show(everything)
    expect(outbox.getState().counts).toEqual({ unsent: 0, needsYou: 0 })
    await client.outbox.addComment(comment('Dark'))
    await client.outbox.addComment(comment('Still dark'))
    await vi.advanceTimersByTimeAsync(300)
    expect(outbox.getState().counts).toEqual({ unsent: 2, needsYou: 0 })
    expect(view.getState()).toMatchObject({ total: 2, entries: [{ body: { body: 'Still dark' } }, { body: { body: 'Dark' } }] })
    end()
  })

  it('discards, and what was discarded leaves the page of what is not sent', async () => {
    const { client, outbox, view, end } = await setUp()
    const { id } = await client.outbox.addComment(comment('Dark'))
    await view.show({ ...everything, states: unsentStates })
    expect(await outbox.discard(id)).toBe(true)
    expect(view.getState().entries).toMatchObject([{ state: 'discarded' }])
    await vi.advanceTimersByTimeAsync(300)
    expect(view.getState()).toMatchObject({ entries: [], total: 0 })
    end()
  })

  it('says why an entry could not be discarded, and shows the newest query whichever answers first', async () => {
    const { outbox, view, end } = await setUp()
    expect(await outbox.discard('nothing')).toBe(false)
    expect(outbox.getState()).toMatchObject({ asking: {}, failures: { nothing: {} } })
    outbox.forgetFailure('nothing')
    expect(outbox.getState().failures).toEqual({})
    void view.show(everything)
    await view.show({ ...everything, search: 'nowhere' })
    expect(view.getState()).toMatchObject({ query: { search: 'nowhere' }, entries: [] })
    end()
  })
})
