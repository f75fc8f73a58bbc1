import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { ActionEvent, DoneAction, SiteAction } from '../../shared/contract/actions.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { LocationContact } from '../../shared/model/outbox.ts'
import type { Client } from '../clientContext.tsx'
import type { FileContent } from '../parts/fileContent.ts'

export type SiteActionsClient = Pick<Client, 'actions' | 'outbox'>

/** An action under way or ended; `failure` where it was refused or could not be asked. */
export type Acting = {
  readonly kind: SiteAction['kind']
  readonly startedAtMs: number
  readonly running: boolean
  readonly event: ActionEvent | null
  readonly failure: unknown
}

/** A change for the outbox, with the value it is based on. */
export type Change =
  | { readonly kind: 'ont'; readonly base: string | null; readonly wanted: string }
  | { readonly kind: 'contact'; readonly base: LocationContact | null; readonly wanted: LocationContact }
  | { readonly kind: 'tags'; readonly nid: string; readonly base: readonly string[]; readonly wanted: readonly string[] }

export type Saving = { readonly kind: Change['kind']; readonly state: 'saving' | 'kept' | 'failed'; readonly failure: unknown }

export type SiteActionsState = {
  readonly acting: Acting | null
  /** What became of the last change given to the outbox. */
  readonly saving: Saving | null
  readonly report: { readonly state: 'fetching' | 'saved' | 'failed'; readonly fileName: string; readonly failure: unknown } | null
  /** Actions of the journal, newest first; null until read. */
  readonly past: readonly DoneAction[] | null

  readonly load: () => Promise<void>
  readonly run: (action: SiteAction) => Promise<void>
  readonly leaveActing: () => void
  /** Gives a change to the outbox; whether it was kept. */
  readonly change: (nid: string, change: Change) => Promise<boolean>
  readonly leaveSaving: () => void
  readonly fetchReport: () => Promise<void>
}
export type SiteActionsStore = StoreApi<SiteActionsState>

export type SiteActionsOptions = {
  readonly client: SiteActionsClient
  readonly lineId: LineId
  /** An action has fetched parts of the line anew. */
  readonly onFetched: () => void
  readonly save: (file: FileContent) => void
  readonly now?: () => number
}

/** What is done on one line from the site. An action is asked for once: while one runs no other begins. */
export function createSiteActionsStore({ client, lineId, onFetched, save, now = Date.now }: SiteActionsOptions): SiteActionsStore {
  return createStore<SiteActionsState>()((set, get) => ({
    acting: null,
    saving: null,
    report: null,
    past: null,

    async load() {
      try {
        set({ past: await client.actions.ofLine({ lineId }) })
      } catch {
        // The list of what was done is beside the point where the core does not answer: the actions themselves say so.
      }
    },

    async run(action) {
      if (get().acting?.running === true) return
      const begun: Acting = { kind: action.kind, startedAtMs: now(), running: true, event: null, failure: null }
      set({ acting: begun })
      let acting = begun
      try {
        for await (const event of await client.actions.run(action)) {
          acting = { ...acting, event }
          set({ acting })
        }
        set({ acting: { ...acting, running: false } })
      } catch (failure) {
        set({ acting: { ...acting, running: false, failure } })
      }
      onFetched()
      await get().load()
    },
    leaveActing: () => set({ acting: null }),

    async change(nid, change) {
      if (get().saving?.state === 'saving') return false
      const { kind } = change
      set({ saving: { kind, state: 'saving', failure: null } })
      try {
        if (change.kind === 'ont') await client.outbox.changeOnt({ lineId, nid, base: change.base, wanted: change.wanted })
        else if (change.kind === 'contact') await client.outbox.changeContact({ lineId, nid, base: change.base, wanted: change.wanted })
        else await client.outbox.setTags({ lineId, nid: change.nid, base: [...change.base], wanted: [...change.wanted] })
        set({ saving: { kind, state: 'kept', failure: null } })
        return true
      } catch (failure) {
        set({ saving: { kind, state: 'failed', failure } })
        return false
      }
    },
    leaveSaving: () => set({ saving: null }),

    async fetchReport() {
      if (get().report?.state === 'fetching') return
      set({ report: { state: 'fetching', fileName: '', failure: null } })
      try {
        const file = await client.actions.connectionReport({ lineId })
        save(file)
        set({ report: { state: 'saved', fileName: file.fileName, failure: null } })
      } catch (failure) {
        set({ report: { state: 'failed', fileName: '', failure } })
      }
      await get().load()
    },
  }))
}
