import { createStore } from 'zustand/vanilla'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { WorkItem, WorkList } from '../../shared/contract/work.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { SearchFilters } from '../../shared/model/search.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'

export type WorkClient = Pick<Client, 'work'>
export type Added = Awaited<ReturnType<Client['work']['add']>>

/** A live look-up of something unknown; `nobody` where every operator said that it knows it not. */
export type WorkLookUp =
  | { readonly state: 'asking' }
  | { readonly state: 'nobody'; readonly failures: readonly { readonly accountId: AccountId; readonly failure: OperatorFailureData }[] }
  | { readonly state: 'failed'; readonly failure: CallFailure }

export type WorkStoreState = {
  readonly list: WorkList | null
  readonly failure: CallFailure | null
  /** What a change of the list met. */
  readonly changeFailure: CallFailure | null
  /** What is pasted, kept while the engineer is elsewhere. */
  readonly typed: string
  readonly adding: boolean
  readonly added: Added | null
  readonly addFailure: CallFailure | null
  readonly lookUps: Readonly<Record<string, WorkLookUp>>
  /** Whether a line on screen was added or is found by a saved filter; absent until that is known. */
  readonly holds: Readonly<Record<LineId, boolean>>
}
export type WorkStore = ReturnType<typeof createWorkStore>

/** Lines that *Take along* can fetch in one go. */
export const alongMost = 200

/** Lines that are not done and lack something, in the order they stand. */
export const lacking = (items: readonly WorkItem[]): WorkItem[] =>
  items.filter(({ done, missing, old }) => !done && missing.length + old.length > 0)

/** The engineer's work, and what is pasted into it. */
export function createWorkStore(client: WorkClient) {
  const store = createStore<WorkStoreState>(() => ({
    list: null, failure: null, changeFailure: null, typed: '', adding: false, added: null, addFailure: null, lookUps: {}, holds: {},
  }))
  const { setState: set, getState: get } = store
  let asked = 0

  async function load(): Promise<void> {
    asked += 1
    const own = asked
    try {
      const list = await client.work.list()
      if (own === asked) set({ list, failure: null })
    } catch (error) {
      if (own === asked) set({ failure: describeError(error) })
    }
  }

  async function change(call: () => Promise<unknown>): Promise<void> {
    set({ changeFailure: null })
    try {
      await call()
    } catch (error) {
      set({ changeFailure: describeError(error) })
    }
    await load()
  }

  async function look(lineId: LineId): Promise<void> {
    try {
      const { holds } = await client.work.holds({ lineId })
      set({ holds: { ...get().holds, [lineId]: holds } })
    } catch {
      // The line's button stays as it was; the list itself says what is wrong.
    }
  }

  const putLookUp = (key: string, now: WorkLookUp | null): void => {
    const { [key]: _, ...lookUps } = get().lookUps
    set({ lookUps: now === null ? lookUps : { ...lookUps, [key]: now } })
  }

  async function lookUp(key: string): Promise<void> {
    if (get().lookUps[key]?.state === 'asking') return
    putLookUp(key, { state: 'asking' })
    try {
      const { found, failures } = await client.work.lookUp({ key })
      putLookUp(key, found ? null : { state: 'nobody', failures })
    } catch (error) {
      putLookUp(key, { state: 'failed', failure: describeError(error) })
    }
    await load()
  }

  return {
    ...store,
    load,
    lookUp,
    type(typed: string): void {
      set({ typed, addFailure: null })
    },
    /** Takes in what a text names; the text is kept where that failed. */
    async add(text: string): Promise<void> {
      if (get().adding) return
      set({ adding: true, added: null, addFailure: null })
      try {
        const added = await client.work.add({ text })
        set({ adding: false, added, typed: added.added + added.already + added.unknown === 0 ? get().typed : '' })
      } catch (error) {
        set({ adding: false, addFailure: describeError(error) })
      }
      await load()
    },
    closeAdded(): void {
      set({ added: null, addFailure: null })
    },
    /** One after another, so that the operators are asked politely. */
    async lookUpAll(keys: readonly string[]): Promise<void> {
      for (const key of keys) await lookUp(key)
    },
    setDone: (lineId: LineId, done: boolean) => change(() => client.work.setDone({ lineId, done })),
    look,
    async addLine(lineId: LineId): Promise<void> {
      await change(() => client.work.addLine({ lineId }))
      await look(lineId)
    },
    async remove(lineId: LineId): Promise<void> {
      await change(() => client.work.removeLine({ lineId }))
      await look(lineId)
    },
    dropUnknown: (key: string) => change(() => client.work.dropUnknown({ key })),
    switchFilter: (id: string, on: boolean) => change(() => client.work.switchFilter({ id, on })),
    dropFilter: (id: string) => change(() => client.work.dropFilter({ id })),
    /** Keeps a search under a name; the failure where it could not. */
    async saveFilter(name: string, query: string, filters: SearchFilters): Promise<CallFailure | null> {
      try {
        await client.work.saveFilter({ name, query, filters })
        return null
      } catch (error) {
        return describeError(error)
      }
    },
  }
}
