import { createStore } from 'zustand/vanilla'
import type { LineId } from '../../shared/model/common.ts'
import type { ServiceOrder, ServiceOrderView } from '../../shared/model/serviceOrder.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'

/** One order opened: its tasks and products, while they come, or why they did not. */
export type OpenedOrder = { readonly busy: boolean; readonly view: ServiceOrderView | null; readonly failure: CallFailure | null }
export type ServiceOrdersState = {
  readonly orders: readonly ServiceOrder[] | null
  readonly readAt: string | null
  readonly busy: boolean
  readonly failure: CallFailure | null
  readonly opened: Readonly<Record<string, OpenedOrder>>
  /** The cancellation asked for: under way, or how it ended. `unclear`: it may have arrived. */
  readonly cancelling: { readonly id: string; readonly state: 'busy' | 'done' | 'failed'; readonly failure: CallFailure | null; readonly unclear: boolean } | null
}
export type ServiceOrdersStore = ReturnType<typeof createServiceOrdersStore>

/** Only what is under way can be withdrawn; of a word we do not know the system decides. */
export const canCancel = ({ state }: Pick<ServiceOrder, 'state'>): boolean => state === 'open' || state === 'other'

/** No answer came to what was sent once: it may have been done. */
export const isUnclear = (failure: CallFailure): boolean =>
  failure.kind === 'coreGone' || (failure.kind === 'operator' && ['timeout', 'unreachable', 'serverError', 'badReply', 'notJson'].includes(failure.failure.kind))

/** Service orders of a line's customer: live only, nothing of them is kept here. */
export function createServiceOrdersStore(client: Pick<Client, 'customers'>, lineId: LineId, clock: () => Date = () => new Date()) {
  const store = createStore<ServiceOrdersState>(() => ({ orders: null, readAt: null, busy: false, failure: null, opened: {}, cancelling: null }))
  const { setState: set, getState: get } = store
  const put = (id: string, opened: OpenedOrder): void => set({ opened: { ...get().opened, [id]: opened } })
  const take = (view: ServiceOrderView): void => set({
    opened: { ...get().opened, [view.order.id]: { busy: false, view, failure: null } },
    orders: get().orders?.map(order => (order.id === view.order.id ? view.order : order)) ?? null,
  })

  return {
    ...store,
    async load(): Promise<void> {
      if (get().busy) return
      set({ busy: true, failure: null })
      try {
        set({ orders: await client.customers.serviceOrders({ lineId }), readAt: clock().toISOString(), busy: false })
      } catch (error) {
        set({ failure: describeError(error), busy: false })
      }
    },
    async open(id: string): Promise<void> {
      const before = get().opened[id]
      if (before?.busy === true) return
      put(id, { busy: true, view: before?.view ?? null, failure: null })
      try {
        take(await client.customers.serviceOrder({ lineId, id }))
      } catch (error) {
        put(id, { busy: false, view: before?.view ?? null, failure: describeError(error) })
      }
    },
    /** Asks once for an order to be withdrawn. */
    async cancel(id: string): Promise<void> {
      if (get().cancelling?.state === 'busy') return
      set({ cancelling: { id, state: 'busy', failure: null, unclear: false } })
      try {
        take(await client.customers.cancelServiceOrder({ lineId, id }))
        set({ cancelling: { id, state: 'done', failure: null, unclear: false } })
      } catch (error) {
        const failure = describeError(error)
        set({ cancelling: { id, state: 'failed', failure, unclear: isUnclear(failure) } })
      }
    },
  }
}
