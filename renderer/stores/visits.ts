import { createStore } from 'zustand/vanilla'
import type { VisitSummary } from '../../shared/contract/visits.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Client } from '../clientContext.tsx'
import { follow } from './follow.ts'
import { localTimeZone } from '../parts/localTime.ts'

export type VisitsClient = Pick<Client, 'visits'>

export type VisitsState = {
  /** Visits under way, newest first; null until the core told them. */
  readonly open: readonly VisitSummary[] | null
  /** Lines whose visit is being started, left or come back to. */
  readonly asking: Readonly<Record<LineId, true>>
  readonly failures: Readonly<Record<LineId, unknown>>
  /** The line whose ticket dialog is to open with the evidence of its visit. */
  readonly ticketFor: LineId | null
}
export type VisitsStore = ReturnType<typeof createVisitsStore>

/** The visits under way, app-wide, and which visit changed as it changes. */
export function createVisitsStore(client: VisitsClient) {
  const store = createStore<VisitsState>(() => ({ open: null, asking: {}, failures: {}, ticketFor: null }))
  const { setState: set, getState: get } = store
  const listeners = new Set<(visitId: string | null) => void>()

  async function ask(lineId: LineId, call: () => Promise<unknown>): Promise<void> {
    if (get().asking[lineId] === true) return
    const { [lineId]: _, ...failures } = get().failures
    set({ asking: { ...get().asking, [lineId]: true }, failures })
    try {
      await call()
    } catch (failure) {
      set({ failures: { ...get().failures, [lineId]: failure } })
    }
    const { [lineId]: __, ...asking } = get().asking
    set({ asking })
  }

  return {
    ...store,
    follow: (signal: AbortSignal) => follow(own => client.visits.changes(undefined, { signal: own }), ({ open, changed }) => {
      set({ open })
      for (const listener of listeners) listener(changed)
    }, { signal }),
    /** Calls with each visit that changes; with null where any may have. Gives the way to stop. */
    onChanged(listener: (visitId: string | null) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: (lineId: LineId) => ask(lineId, () => client.visits.start({ lineId, timeZone: localTimeZone() })),
    setOnSite: (lineId: LineId, id: string, onSite: boolean) => ask(lineId, () => client.visits.setOnSite({ id, onSite })),
    /** Asks the line's room to open the ticket dialog, which has the draft with the evidence. */
    askForTicket: (lineId: LineId) => set({ ticketFor: lineId }),
    ticketClosed: () => set({ ticketFor: null }),
  }
}
