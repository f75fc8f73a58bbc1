import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { HistoryState, HistoryStore } from '../../../stores/history.ts'

const HistoryStoreContext = createContext<HistoryStore | null>(null)

export function HistoryStoreProvider({ store, children }: { store: HistoryStore; children: ReactNode }) {
  return <HistoryStoreContext value={store}>{children}</HistoryStoreContext>
}

/** The smallest value a part of the history needs of its store. */
export function useHistory<Value>(select: (state: HistoryState) => Value): Value {
  const store = useContext(HistoryStoreContext)
  if (store === null) throw new Error('useHistory outside HistoryStoreProvider')
  return useStore(store, select)
}
