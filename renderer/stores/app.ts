import { createStore } from 'zustand/vanilla'
import type { AppStatus } from '../../shared/contract/app.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { flushAll } from './autosave.ts'
import { follow } from './follow.ts'

export type AppState = {
  readonly status: AppStatus | null
  /** `lost`: the core was there and stopped answering; `quit`: the engineer closed Lineside from this page. */
  readonly connection: 'connecting' | 'connected' | 'lost' | 'quit'
  /** Counts connections that brought a status: with a new one, everything else is asked for anew. */
  readonly connections: number
  /** Names the data whose rooms are on the page; they wait out a lock. Null where there are none to come back to. */
  readonly session: string | null
  /** What was asked of the core and is not done yet. */
  readonly busy: 'none' | 'vault' | 'demo' | 'quit' | 'lock' | 'delete'
  /** When this page had the customer data deleted. */
  readonly deletedAt: string | null
  readonly failure: CallFailure | null
}
export type AppStore = ReturnType<typeof createAppStore>
export type VaultChoice = Parameters<Client['app']['chooseVault']>[0]
export type JournalChoice = Parameters<Client['app']['chooseJournal']>[0]

/** Whether the engineer's data is open and the rooms can be used. */
export const isOpen = (status: AppStatus): boolean => status.vault.state === 'ready' && status.journal.state === 'open'

/** Closed for now: what it comes back to is the same data. */
function isAway({ vault, journal }: AppStatus): boolean {
  if (journal.state === 'damaged') return false
  switch (vault.state) {
    case 'ready':
    case 'locked':
    case 'waitingForKeychain': return true
    case 'needsPassphrase': return !vault.newPassphrase
    case 'needsChoice': return vault.keychainInUse
    default: return false
  }
}

/** Other data, another session: nothing of the engineer's own lines shows up in the demo, or the other way round. */
export function sessionAfter(before: string | null, status: AppStatus): string | null {
  if (isOpen(status)) return [status.demo, status.dataDirectory, status.vault.kind].join(' ')
  return isAway(status) ? before : null
}

/** How far the app has come, and what the engineer can ask of the app itself. */
export function createAppStore(client: Client, now: () => Date = () => new Date()) {
  const store = createStore<AppState>(() => ({
    status: null, connection: 'connecting', connections: 0, session: null, busy: 'none', deletedAt: null, failure: null,
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
          const { status: before, session, connections } = get()
          const isBack = session !== null && before !== null && !isOpen(before) && isOpen(status)
          set({
            status, connection: 'connected', connections: connections + (isNew || isBack ? 1 : 0), session: sessionAfter(session, status),
          })
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
      // Where it is open already, the stream of states knows more.
      if (status !== null && !isOpen(status)) set({ status: { ...status, vault } })
    }),
    chooseJournal: (choice: JournalChoice) => ask('vault', async () => {
      const journal = await client.app.chooseJournal(choice)
      const { status } = get()
      if (status !== null) set({ status: { ...status, journal } })
    }),
    dismissNotice: (id: string) => ask('none', () => client.app.dismissNotice({ id })),
    /** Closes the engineer's data until it is opened again; what is being typed is kept first. */
    lock: () => ask('lock', async () => {
      await flushAll()
      await client.privacy.lock()
    }),
    /** Destroys everything on this device, knowing of so many writes and visits. The rooms that showed it go too. */
    deleteCustomerData: (agreed: { readonly unsent: number; readonly openVisits: number }) => ask('delete', async () => {
      await client.privacy.deleteCustomerData(agreed)
      set({ deletedAt: now().toISOString() })
    }),
    forgetFailure(): void {
      set({ failure: null })
    },
    startDemo: () => ask('demo', () => client.app.startDemo()),
    leaveDemo: () => ask('demo', () => client.app.leaveDemo()),
    async quit(): Promise<void> {
      if (await ask('quit', () => client.app.quit())) set({ connection: 'quit' })
    },
  }
}
