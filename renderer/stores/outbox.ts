import { createStore } from 'zustand/vanilla'
import type { LineId } from '../../shared/model/common.ts'
import type { OutboxBody, OutboxEntry, OutboxState } from '../../shared/model/outbox.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { follow } from './follow.ts'

export type OutboxClient = Pick<Client, 'outbox'>

/** Neither sent nor given up. */
export const unsentStates: readonly OutboxState[] = ['waiting', 'sending', 'settling', 'needsYou']
export const isUnsent = ({ state }: OutboxEntry): boolean => unsentStates.includes(state)

export type OutboxStoreState = {
  /** Null until the core told them. */
  readonly counts: { readonly unsent: number; readonly needsYou: number } | null
  /** Entries of which something was asked and is not answered. */
  readonly asking: Readonly<Record<string, true>>
  readonly failures: Readonly<Record<string, CallFailure>>
  /** When everything was last asked to be sent. */
  readonly hurriedAt: string | null
}
export type OutboxStore = ReturnType<typeof createOutboxStore>

/** How much waits, app-wide, and what the engineer does about single entries. */
export function createOutboxStore(client: OutboxClient, clock: () => Date = () => new Date()) {
  const store = createStore<OutboxStoreState>(() => ({ counts: null, asking: {}, failures: {}, hurriedAt: null }))
  const { setState: set, getState: get } = store
  const listeners = new Set<(entry: OutboxEntry | null) => void>()
  const tell = (entry: OutboxEntry | null): void => {
    for (const listener of listeners) listener(entry)
  }

  async function ask(id: string, call: () => Promise<OutboxEntry>): Promise<boolean> {
    if (get().asking[id] === true) return false
    const { [id]: _, ...failures } = get().failures
    set({ asking: { ...get().asking, [id]: true }, failures })
    let failure: CallFailure | null = null
    try {
      tell(await call())
    } catch (error) {
      failure = describeError(error)
    }
    const { [id]: __, ...asking } = get().asking
    set({ asking, ...(failure === null ? {} : { failures: { ...get().failures, [id]: failure } }) })
    return failure === null
  }

  return {
    ...store,
    follow: (signal: AbortSignal) => follow(own => client.outbox.changes(undefined, { signal: own }), ({ entry, ...counts }) => {
      set({ counts })
      tell(entry)
    }, { signal }),
    /** Hears every change: the entry, or null where several changed and pages must be read again. Gives the way to stop. */
    onChange(listener: (entry: OutboxEntry | null) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Sends again, as it is or corrected. False where that was refused; the reason is in `failures`. */
    resend: (id: string, corrected?: OutboxBody) =>
      ask(id, () => client.outbox.resend(corrected === undefined ? { id } : { id, corrected })),
    /** The engineer saw it at the system: it counts as sent. */
    isThere: (id: string) => ask(id, () => client.outbox.isThere({ id })),
    discard: (id: string) => ask(id, () => client.outbox.discard({ id })),
    async sendNow(): Promise<void> {
      try {
        await client.outbox.sendNow()
        set({ hurriedAt: clock().toISOString() })
      } catch (error) {
        set({ failures: { ...get().failures, sendNow: describeError(error) } })
      }
    },
    forgetFailure(id: string): void {
      const { [id]: _, ...failures } = get().failures
      set({ failures })
    },
  }
}

export type OutboxQuery = {
  readonly states: readonly OutboxState[]
  readonly lineId: LineId | null
  readonly search: string
  readonly offset: number
  readonly limit: number
}

export type OutboxViewState = {
  readonly query: OutboxQuery | null
  readonly entries: readonly OutboxEntry[] | null
  readonly total: number
  readonly failure: CallFailure | null
}
export type OutboxView = ReturnType<typeof createOutboxView>

/** Least time between two readings of a page while entries change, ms. */
const rereadMs = 250

/** One page of the outbox, kept current. */
export function createOutboxView(client: OutboxClient, outbox: Pick<OutboxStore, 'onChange'>) {
  const store = createStore<OutboxViewState>(() => ({ query: null, entries: null, total: 0, failure: null }))
  const { setState: set, getState: get } = store
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  async function read(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const { query } = get()
    if (query === null) return
    asked += 1
    const own = asked
    try {
      const { entries, total } = await client.outbox.page({ ...query, states: [...query.states] })
      if (own === asked) set({ entries, total, failure: null })
    } catch (error) {
      if (own === asked) set({ failure: describeError(error) })
    }
  }

  return {
    ...store,
    read,
    async show(query: OutboxQuery): Promise<void> {
      set({ query })
      await read()
    },
    /** Keeps it current until the result is called. */
    follow(): () => void {
      const left = outbox.onChange(entry => {
        if (entry !== null) set({ entries: get().entries?.map(each => (each.id === entry.id ? entry : each)) ?? null })
        timer ??= setTimeout(() => void read(), rereadMs)
      })
      return () => {
        left()
        clearTimeout(timer)
        timer = undefined
      }
    },
  }
}
