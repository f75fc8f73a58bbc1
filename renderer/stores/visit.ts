import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { VisitSumming } from '../../shared/contract/visits.ts'
import type { Visit, VisitItem } from '../../shared/model/visit.ts'
import { createAutosave } from './autosave.ts'
import type { SaveState } from './autosave.ts'
import { createNoteDraft } from './noteDraft.ts'
import type { VisitsClient } from './visits.ts'

/** Time in which a removed photo, file or note can be had back, ms. */
export const undoMs = 8_000

export type VisitBusy = 'none' | 'onSite' | 'finish' | 'reopen' | 'remove'

export type VisitState = {
  readonly visit: Visit | null
  readonly summing: VisitSumming | null
  /** Why the visit could not be read. */
  readonly failure: unknown
  readonly busy: VisitBusy
  /** Why the last thing asked was not done. */
  readonly refusal: unknown
  readonly note: { readonly itemId: string | null; readonly text: string; readonly save: SaveState }
  readonly leftOpen: { readonly text: string; readonly save: SaveState }
  /** Items taken out, which can still be had back. */
  readonly removed: readonly VisitItem[]
  /** Captions as they are typed, by item. */
  readonly captions: Readonly<Record<string, string>>

  readonly load: () => Promise<void>
  readonly setOnSite: (onSite: boolean) => Promise<void>
  readonly typeNote: (text: string) => void
  readonly editNote: (itemId: string, text: string) => Promise<void>
  /** Keeps the note and begins the next. */
  readonly endNote: () => Promise<void>
  readonly typeLeftOpen: (text: string) => void
  readonly typeCaption: (itemId: string, caption: string) => void
  readonly removeItem: (item: VisitItem) => void
  readonly undoRemoval: (itemId: string) => void
  readonly confirm: (name: string, signaturePng: string | null) => Promise<boolean>
  readonly finish: () => Promise<boolean>
  readonly reopen: () => Promise<void>
  readonly remove: () => Promise<boolean>
  /** Keeps all that was typed; removals that can still be undone are made. */
  readonly close: () => Promise<void>
}
export type VisitStore = StoreApi<VisitState>

/** One visit: what happened on it, what is being typed, and how it ends. */
export function createVisitStore(client: VisitsClient, id: string): VisitStore {
  return createStore<VisitState>()((set, get) => {
    let loading: Promise<void> | null = null
    let again = false
    const timers = new Map<string, ReturnType<typeof setTimeout>>()
    const captions = new Map<string, ReturnType<typeof createAutosave<string, Visit>>>()

    /** A whole visit, with no more than what was typed since in its place. */
    const put = (visit: Visit): void => {
      const { leftOpen } = get()
      set({ visit, ...(leftOpen.save === 'saved' ? { leftOpen: { ...leftOpen, text: visit.leftOpen } } : {}) })
    }
    const leftOpenSaver = createAutosave<string, Visit>({
      save: text => client.visits.leftOpen({ id, text }),
      onSaved: put,
      onState: save => set({ leftOpen: { ...get().leftOpen, save } }),
    })
    const noteDraft = createNoteDraft(client, id, { put, changed: note => set({ note: { ...get().note, ...note } }) })
    const captionSaver = (itemId: string) => {
      const known = captions.get(itemId)
      if (known !== undefined) return known
      const made = createAutosave<string, Visit>({
        save: caption => client.visits.caption({ id, itemId, caption }),
        onSaved(visit) {
          put(visit)
          const { [itemId]: _, ...typed } = get().captions
          set({ captions: typed })
        },
        onState: (_state, failure) => { if (failure !== null) set({ refusal: failure }) },
      })
      captions.set(itemId, made)
      return made
    }
    const flushAll = async (): Promise<void> => {
      await Promise.all([noteDraft.flush(), leftOpenSaver.flush(), ...[...captions.values()].map(each => each.flush())])
    }
    const ask = async (busy: VisitBusy, call: () => Promise<void>): Promise<boolean> => {
      if (get().busy !== 'none') return false
      set({ busy, refusal: null })
      try {
        await call()
        set({ busy: 'none' })
        return true
      } catch (refusal) {
        set({ busy: 'none', refusal })
        return false
      }
    }
    const removeNow = async (itemId: string): Promise<void> => {
      clearTimeout(timers.get(itemId))
      if (!timers.delete(itemId)) return
      try {
        put(await client.visits.removeItem({ id, itemId }))
      } catch (refusal) {
        set({ refusal })
      }
      set({ removed: get().removed.filter(each => each.id !== itemId) })
    }

    return {
      visit: null, summing: null, failure: null, busy: 'none', refusal: null,
      note: { itemId: null, text: '', save: 'saved' }, leftOpen: { text: '', save: 'saved' }, removed: [], captions: {},

      async load() {
        // One at a time: a change told while it is read is read right after.
        if (loading !== null) {
          again = true
          return loading
        }
        loading = (async () => {
          do {
            again = false
            try {
              const { visit, summing } = await client.visits.get({ id })
              put(visit)
              set({ summing, failure: null })
            } catch (failure) {
              set({ failure })
            }
          } while (again)
        })()
        await loading
        loading = null
      },
      setOnSite: async onSite => void await ask('onSite', async () => put(await client.visits.setOnSite({ id, onSite }))),
      typeNote: text => noteDraft.type(text),
      editNote: (itemId, text) => noteDraft.edit(itemId, text),
      endNote: () => noteDraft.end(),
      typeLeftOpen(text) {
        set({ leftOpen: { text, save: 'waiting' } })
        leftOpenSaver.change(text)
      },
      typeCaption(itemId, caption) {
        set({ captions: { ...get().captions, [itemId]: caption } })
        captionSaver(itemId).change(caption)
      },
      removeItem(item) {
        if (timers.has(item.id)) return
        if (get().note.itemId === item.id) noteDraft.leave()
        timers.set(item.id, setTimeout(() => void removeNow(item.id), undoMs))
        set({ removed: [...get().removed, item] })
      },
      undoRemoval(itemId) {
        clearTimeout(timers.get(itemId))
        timers.delete(itemId)
        set({ removed: get().removed.filter(each => each.id !== itemId) })
      },
      confirm: (name, signaturePng) => ask('finish', async () => put(await client.visits.confirm({ id, name, signaturePng }))),
      finish: () => ask('finish', async () => {
        await flushAll()
        await Promise.all([...timers.keys()].map(removeNow))
        const { visit, summing } = await client.visits.finish({ id })
        put(visit)
        set({ summing })
      }),
      reopen: async () => void await ask('reopen', async () => put(await client.visits.reopen({ id }))),
      remove: () => ask('remove', () => client.visits.remove({ id })),
      async close() {
        await flushAll()
        await Promise.all([...timers.keys()].map(removeNow))
      },
    }
  })
}
