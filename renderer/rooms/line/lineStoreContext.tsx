import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { AccountId } from '../../../shared/model/common.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import type { LineState, LineStore } from '../../stores/line.ts'

const LineStoreContext = createContext<LineStore | null>(null)

export function LineStoreProvider({ store, children }: { store: LineStore; children: ReactNode }) {
  return <LineStoreContext value={store}>{children}</LineStoreContext>
}

/** The line's store itself, for a store that works on it. */
export function useLineStore(): LineStore {
  const store = useContext(LineStoreContext)
  if (store === null) throw new Error('useLine outside LineStoreProvider')
  return store
}

/** The smallest value a part of the line room needs of its store. */
export function useLine<Value>(select: (state: LineState) => Value): Value {
  return useStore(useLineStore(), select)
}

/** Whether an account's system answers; `refused` where it answers with a refusal that silenced it. */
export function useReach(accountId: AccountId): 'reachable' | 'offline' | 'refused' {
  const state = useSelected(useStores().accounts, accounts => accounts.reachability[accountId]?.state)
  return state === 'unreachable' ? 'offline' : state === 'refused' ? 'refused' : 'reachable'
}
