import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Account } from '../../shared/model/account.ts'
import type { AccountId } from '../../shared/model/common.ts'
import type { AccountsStore } from '../stores/accounts.ts'
import type { AddressesStore } from '../stores/addresses.ts'
import type { AppStore } from '../stores/app.ts'
import type { FindStore } from '../stores/find.ts'
import type { OutboxStore } from '../stores/outbox.ts'
import type { SettingsStore } from '../stores/settings.ts'
import type { SyncStore } from '../stores/sync.ts'
import type { UploadsStore } from '../stores/uploads.ts'
import type { VisitsStore } from '../stores/visits.ts'
import type { WatchStore } from '../stores/watch.ts'
import type { WorkStore } from '../stores/work.ts'

/** The stores that live as long as the engineer's data is open: rooms come and go, what is in them stays. */
export type Stores = {
  readonly app: AppStore
  readonly addresses: AddressesStore
  readonly accounts: AccountsStore
  readonly find: FindStore
  readonly settings: SettingsStore
  readonly sync: SyncStore
  readonly watch: WatchStore
  readonly work: WorkStore
  readonly outbox: OutboxStore
  readonly visits: VisitsStore
  readonly uploads: UploadsStore
}

const StoresContext = createContext<Stores | null>(null)

export function StoresProvider({ stores, children }: { stores: Stores; children: ReactNode }) {
  return <StoresContext value={stores}>{children}</StoresContext>
}

export function useStores(): Stores {
  const stores = useContext(StoresContext)
  if (stores === null) throw new Error('useStores outside StoresProvider')
  return stores
}

/** The smallest value a component needs of a store. */
export function useSelected<State, Value>(
  store: Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>, select: (state: State) => Value,
): Value {
  return useStore(store, select)
}

/** One account; undefined once it is removed. */
export function useAccount(id: AccountId): Account | undefined {
  return useSelected(useStores().accounts, state => state.accounts?.find(account => account.id === id))
}
