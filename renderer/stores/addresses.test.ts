import { describe, expect, it } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { Channel } from '../../test/fakes/channel.ts'
import { createAddressesStore } from './addresses.ts'
import type { AddressesClient } from './addresses.ts'

const query = { postcode: '2408 ZE', houseNumber: 10, extension: 'A' }

describe('the address check', () => {
  it('shows answers as they come, and remembers what was asked, newest first and once', async () => {
    const store = createAddressesStore(createFakeClient())
    const seen: number[] = []
    store.subscribe(({ asked }) => { seen.push(asked?.answers.filter(({ state }) => state === 'answered').length ?? 0) })
    await store.ask(query)
    await store.ask({ ...query, houseNumber: 12 })
    await store.ask({ ...query, extension: 'a' })
    expect(store.getState().asked).toMatchObject({ state: 'done', failure: null })
    expect(seen).toContain(1)
    expect(store.getState().recent.map(({ houseNumber, extension }) => `${houseNumber} ${extension ?? ''}`)).toEqual(['10 a', '12 A'])
  })

  it('says which field is wrong and asks nothing', async () => {
    const store = createAddressesStore(createFakeClient())
    store.type({ postcode: '2408ZE' })
    expect(await store.askTyped()).toBe(false)
    expect(store.getState()).toMatchObject({ problem: 'number', asked: null })
    store.type({ postcode: '2408ze 10 a' })
    expect(store.getState().draft).toEqual({ postcode: '2408 ZE', number: '10', extension: 'a' })
    expect(await store.askTyped()).toBe(true)
  })

  it('keeps what had answered when it is stopped, and asks the same again only when told to', async () => {
    let calls = 0
    const channel = new Channel<{ answers: []; lines: [] }>().push({ answers: [], lines: [] })
    const client: AddressesClient = {
      addresses: {
        async check(_query, { signal }) {
          calls += 1
          signal.addEventListener('abort', () => channel.fail(new Error('left')))
          return channel
        },
      },
    }
    const store = createAddressesStore(client)
    const asked = store.ask(query)
    store.stop()
    await asked
    expect(store.getState().asked?.state).toBe('stopped')
    await store.open(query)
    expect(calls).toBe(1)
  })
})
