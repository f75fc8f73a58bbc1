import { createStore } from 'zustand/vanilla'
import type { AddressAnswer, AddressQuery } from '../../shared/contract/addresses.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { addressQueryOf, draftOfQuery, emptyAddress, sameAddress, splitAddress, tidyPostcode } from './addressDraft.ts'
import type { AddressDraft, AddressProblem } from './addressDraft.ts'

/** One question and what came of it. */
export type Asked = {
  readonly query: AddressQuery
  readonly startedAtMs: number
  /** `stopped`: the engineer did not wait for the rest. */
  readonly state: 'asking' | 'done' | 'stopped'
  readonly answers: readonly AddressAnswer[]
  readonly lines: readonly LineSummary[]
  readonly failure: CallFailure | null
}
export type AddressesState = {
  readonly draft: AddressDraft
  readonly problem: AddressProblem | null
  readonly asked: Asked | null
  /** Newest first. */
  readonly recent: readonly AddressQuery[]
}
export type AddressesStore = ReturnType<typeof createAddressesStore>

/** What the store needs of the client. */
export type AddressesClient = {
  readonly addresses: {
    check(query: AddressQuery, options: { readonly signal: AbortSignal }): Promise<AsyncIterable<Pick<Asked, 'answers' | 'lines'>>>
  }
}

const recentMost = 8

/** What reaches an address, asked of every system at once. Lives as long as Lineside is open, so that answers are still there on the way back. */
export function createAddressesStore(client: AddressesClient, now: () => number = Date.now) {
  const store = createStore<AddressesState>(() => ({ draft: emptyAddress, problem: null, asked: null, recent: [] }))
  const { setState: set, getState: get } = store
  let asking: AbortController | null = null

  async function ask(typed: AddressQuery): Promise<void> {
    const query = { ...typed, postcode: tidyPostcode(typed.postcode) }
    asking?.abort()
    const controller = new AbortController()
    asking = controller
    let asked: Asked = { query, startedAtMs: now(), state: 'asking', answers: [], lines: [], failure: null }
    const change = (part: Partial<Asked>): void => {
      asked = { ...asked, ...part }
      if (asking === controller) set({ asked })
    }
    set({
      draft: draftOfQuery(query), problem: null, asked,
      recent: [query, ...get().recent.filter(each => !sameAddress(each, query))].slice(0, recentMost),
    })
    try {
      for await (const event of await client.addresses.check(query, { signal: controller.signal })) change(event)
      change({ state: controller.signal.aborted ? 'stopped' : 'done' })
    } catch (error) {
      change(controller.signal.aborted ? { state: 'stopped' } : { state: 'done', failure: describeError(error) })
    }
  }

  return {
    ...store,
    /** A whole address pasted into the postcode fills the other fields too. */
    type(change: Partial<AddressDraft>): void {
      const whole = change.postcode === undefined ? null : splitAddress(change.postcode)
      set({ draft: whole ?? { ...get().draft, ...change }, problem: null })
    },
    ask,
    /** Asks what is typed; false where a field does not allow it. */
    async askTyped(): Promise<boolean> {
      const read = addressQueryOf(get().draft)
      if ('problem' in read) {
        set({ problem: read.problem })
        return false
      }
      await ask(read.query)
      return true
    },
    /** An address came with the room: asked, unless its answers are here. */
    async open(query: AddressQuery): Promise<void> {
      const { asked } = get()
      if (asked === null || !sameAddress(asked.query, { ...query, postcode: tidyPostcode(query.postcode) })) await ask(query)
    },
    stop(): void {
      asking?.abort()
    },
  }
}
