import { createContext, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { LineId } from '../../../../shared/model/common.ts'
import { useSelected } from '../../../app/StoresContext.tsx'
import { useClient } from '../../../clientContext.tsx'
import { createNeighboursStore } from '../../../stores/neighbours.ts'
import type { NeighboursState, NeighboursStore } from '../../../stores/neighbours.ts'
import { useLine } from '../lineStoreContext.tsx'

const NeighboursContext = createContext<NeighboursStore | null>(null)

/** Knows the lines near the one on screen, and asks again when a report of it arrived: it may tell the port. */
export function NeighboursProvider({ lineId, children }: { lineId: LineId; children: ReactNode }) {
  const client = useClient()
  const learnVerdict = useLine(state => state.learnVerdict)
  const newestReport = useLine(state => state.view?.reports[0]?.id ?? null)
  const [store] = useState(() => createNeighboursStore(client, learnVerdict))
  useEffect(() => {
    void store.open(lineId)
    return () => store.close()
  }, [store, lineId])
  useEffect(() => {
    if (newestReport !== null) void store.load()
  }, [store, newestReport])
  return <NeighboursContext value={store}>{children}</NeighboursContext>
}

export function useNeighboursStore(): NeighboursStore {
  const store = useContext(NeighboursContext)
  if (store === null) throw new Error('useNeighboursStore outside NeighboursProvider')
  return store
}

/** The smallest value a component needs of what is known of the neighbours. */
export function useNeighbours<Value>(select: (state: NeighboursState) => Value): Value {
  return useSelected(useNeighboursStore(), select)
}
