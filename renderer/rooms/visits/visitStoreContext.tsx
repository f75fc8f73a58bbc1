import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import type { VisitState, VisitStore } from '../../stores/visit.ts'

const VisitStoreContext = createContext<VisitStore | null>(null)

export function VisitStoreProvider({ store, children }: { store: VisitStore; children: ReactNode }) {
  return <VisitStoreContext value={store}>{children}</VisitStoreContext>
}

/** The smallest value a part of the visit needs of its store. */
export function useVisit<Value>(select: (state: VisitState) => Value): Value {
  const store = useContext(VisitStoreContext)
  if (store === null) throw new Error('useVisit outside VisitStoreProvider')
  return useStore(store, select)
}
