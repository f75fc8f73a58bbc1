import { createStore } from 'zustand/vanilla'
import type { AccountId } from '../../shared/model/common.ts'
import type { SyncState } from '../../shared/model/search.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { follow } from './follow.ts'

export type SyncStoreState = { readonly states: Readonly<Record<string, SyncState>>; readonly failure: CallFailure | null }
export type SyncStore = ReturnType<typeof createSyncStore>

/** Synchronisation of every account, as the core tells it. */
export function createSyncStore(client: Client) {
  const store = createStore<SyncStoreState>(() => ({ states: {}, failure: null }))
  const ask = async (call: Promise<void>): Promise<void> => {
    try {
      await call
      store.setState({ failure: null })
    } catch (error) {
      store.setState({ failure: describeError(error) })
    }
  }
  return {
    ...store,
    watch: (signal: AbortSignal) => follow(
      own => client.accounts.sync(undefined, { signal: own }),
      all => store.setState({ states: Object.fromEntries(all.map(each => [each.accountId, each])) }),
      { signal },
    ),
    start: (id: AccountId) => ask(client.accounts.startSync({ id })),
    stop: (id: AccountId) => ask(client.accounts.stopSync({ id })),
  }
}
