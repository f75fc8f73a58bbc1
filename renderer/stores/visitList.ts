import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { VisitSummary } from '../../shared/contract/visits.ts'
import type { VisitsClient } from './visits.ts'

export type VisitFilter = 'all' | VisitSummary['state']
/** Visits on one page of the list. */
export const visitsPerPage = 50

export type VisitListState = {
  readonly search: string
  readonly filter: VisitFilter
  readonly offset: number
  /** The page last answered; stays while the next is on its way. */
  readonly page: { readonly visits: readonly VisitSummary[]; readonly total: number } | null
  readonly loading: boolean
  readonly failure: unknown

  readonly load: () => Promise<void>
  readonly find: (search: string) => void
  readonly show: (filter: VisitFilter) => void
  readonly turnTo: (offset: number) => void
}
export type VisitListStore = StoreApi<VisitListState>

/** All visits, a page at a time, searched and filtered in the core. Only the answer to what was asked last counts. */
export function createVisitListStore(client: VisitsClient): VisitListStore {
  let asked = 0
  return createStore<VisitListState>()((set, get) => {
    const again = (change: Partial<VisitListState>): void => {
      set(change)
      void get().load()
    }
    return {
      search: '', filter: 'all', offset: 0, page: null, loading: false, failure: null,
      async load() {
        const mine = asked += 1
        set({ loading: true })
        const { search, filter, offset } = get()
        try {
          const page = await client.visits.page({ search: search.trim(), states: filter === 'all' ? [] : [filter], offset, limit: visitsPerPage })
          if (mine !== asked) return
          const last = Math.max(0, Math.ceil(page.total / visitsPerPage) - 1) * visitsPerPage
          if (offset > last) again({ offset: last })
          else set({ page, loading: false, failure: null })
        } catch (failure) {
          if (mine === asked) set({ failure, loading: false })
        }
      },
      find: search => again({ search, offset: 0 }),
      show: filter => again({ filter, offset: 0 }),
      turnTo: offset => again({ offset: Math.max(0, offset) }),
    }
  })
}
