import { createStore } from 'zustand/vanilla'
import type { AppStatus } from '../../shared/contract/app.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { follow } from './follow.ts'

export type AppState = {
  readonly status: AppStatus | null
  /** `lost`: the core was there and stopped answering; `quit`: the engineer closed Lineside from this page. */
  readonly connection: 'connecting' | 'connected' | 'lost' | 'quit'
  /** Counts connections that brought a status: with a new one, everything else is asked for anew. */
  readonly connections: number
  /** What was asked of the core and is not done yet. */
  readonly busy: 'none' | 'vault' | 'demo' | 'quit'
  readonly failure: CallFailure | null
}
export type AppStore = ReturnType<typeof createAppStore>
export type VaultChoice = Parameters<Client['app']['chooseVault']>[0]
export type JournalChoice = Parameters<Client['app']['chooseJournal']>[0]

/** Whether the engineer's data is open and the rooms can be used. */
export const isOpen = (status: AppStatus): boolean => status.vault.state === 'ready' && status.journal.state === 'open'

/** How far the app has come, and what the engineer can ask of the app itself. */
export function createAppStore(client: Client) {
  const store = createStore<AppState>(() => ({
    status: null, connection: 'connecting', connections: 0, busy: 'none', failure: null,
  }))
  const { setState: set, getState: get } = store

  async function ask(busy: AppState['busy'], call: () => Promise<unknown>): Promise<boolean> {
    if (get().busy !== 'none') return false
    set({ busy, failure: null })
    try {
      await call()
      set({ busy: 'none' })
      return true
    } catch (error) {
      set({ busy: 'none', failure: describeError(error) })
      return false
    }
  }

  return {
    ...store,
    watch(signal: AbortSignal): Promise<void> {
      let isNew = true
      return follow(
        own => client.app.status(undefined, { signal: own }),
        status => {
          set({ status, connection: 'connected', connections: get().connections + (isNew ? 1 : 0) })
          isNew = false
        },
        {
          signal,
          onLost: () => {
            isNew = true
            if (get().connection === 'connected') set({ connection: 'lost' })
          },
        },
      )
    },
    chooseVault: (choice: VaultChoice) => ask('vault', async () => {
      const vault = await client.app.chooseVault(choice)
      const { status } = get()
      if (status !== null) set({ status: { ...status, vault } })
    }),
    chooseJournal: (choice: JournalChoice) => ask('vault', async () => {
      const journal = await client.app.chooseJournal(choice)
      const { status } = get()
      if (status !== null) set({ status: { ...status, journal } })
    }),
    dismissNotice: (id: string) => ask('none', () => client.app.dismissNotice({ id })),
    startDemo: () => ask('demo', () => client.app.startDemo()),
    leaveDemo: () => ask('demo', () => client.app.leaveDemo()),
    async quit(): Promise<void> {
      if (await ask('quit', () => client.app.quit())) set({ connection: 'quit' })
    },
  }
}
