import { createStore } from 'zustand/vanilla'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'

export type SystemFound = Awaited<ReturnType<Client['lines']['liveSearch']>>
export type SystemSearchState = {
  /** What was asked; answers to other words are not shown. */
  readonly words: string | null
  readonly startedAtMs: number
  readonly busy: boolean
  readonly found: SystemFound | null
  readonly failure: CallFailure | null
}
export type SystemSearchStore = ReturnType<typeof createSystemSearchStore>

/** The systems' own search, for what cannot be found here yet. Asked only by a click: each costs calls of the engineer's budget. */
export function createSystemSearchStore(client: Pick<Client, 'lines'>, now: () => number = Date.now) {
  const store = createStore<SystemSearchState>(() => ({ words: null, startedAtMs: 0, busy: false, found: null, failure: null }))
  const { setState: set } = store
  let asking: AbortController | null = null
  return {
    ...store,
    async ask(text: string): Promise<void> {
      asking?.abort()
      const controller = new AbortController()
      asking = controller
      const words = text.trim()
      set({ words, startedAtMs: now(), busy: true, found: null, failure: null })
      try {
        const found = await client.lines.liveSearch({ text: words }, { signal: controller.signal })
        if (asking === controller) set({ busy: false, found })
      } catch (error) {
        if (asking === controller) set({ busy: false, ...controller.signal.aborted ? { words: null } : { failure: describeError(error) } })
      }
    },
    stop(): void {
      asking?.abort()
    },
  }
}
