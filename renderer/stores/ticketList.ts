import { createStore } from 'zustand/vanilla'
import type { AccountId } from '../../shared/model/common.ts'
import type { Client } from '../clientContext.tsx'
import { follow } from './follow.ts'

export type TicketListClient = Pick<Client, 'tickets'>
export type TicketList = Awaited<ReturnType<Client['tickets']['list']>>
export type TicketChange = TicketList['changed'][number]['what']

export type TicketListState = {
  readonly list: TicketList | null
  readonly listAt: string | null
  readonly loading: boolean
  readonly failure: unknown
}
export type TicketListStore = ReturnType<typeof createTicketListStore>

/** Open tickets of all accounts. Followed, the core looks again every few minutes while an account can be reached. */
export function createTicketListStore(client: TicketListClient, clock: () => Date = () => new Date()) {
  const store = createStore<TicketListState>(() => ({ list: null, listAt: null, loading: true, failure: null }))
  const { setState: set, getState: get } = store
  const put = (list: TicketList): void => set({ list, listAt: clock().toISOString(), loading: false, failure: null })

  return {
    ...store,
    follow: (signal: AbortSignal) => follow(own => client.tickets.follow(undefined, { signal: own }), put, {
      signal, onLost: failure => { if (failure !== null) set({ failure, loading: false }) },
    }),
    /** Looks now. */
    async load(): Promise<void> {
      set({ loading: true, failure: null })
      try {
        put(await client.tickets.list())
      } catch (failure) {
        set({ failure, loading: false })
      }
    },
    /** What is new of a ticket since the engineer saw it. */
    changeOf: (accountId: AccountId, id: string): TicketChange | null =>
      get().list?.changed.find(each => each.accountId === accountId && each.id === id)?.what ?? null,
    /** The ticket was opened; the core notes that by itself. */
    saw(accountId: AccountId, id: string): void {
      const { list } = get()
      if (list !== null) set({ list: { ...list,
        changed: list.changed.filter(each => each.accountId !== accountId || each.id !== id) } })
    },
  }
}
