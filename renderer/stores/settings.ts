import { createStore } from 'zustand/vanilla'
import type { LogEntry } from '../../shared/contract/app.ts'
import type { EngineerLimit, Settings } from '../../shared/model/settings.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { hasProblem, limitProblems, withDraft } from './limitDraft.ts'
import type { LimitDraft } from './limitDraft.ts'

/** What is typed in the network fields before it is saved. */
export type NetworkDraft = {
  readonly extraCaFiles: string; readonly proxyMode: Settings['proxy']['mode']; readonly proxyUrl: string
}

export type SettingsState = {
  readonly settings: Settings | null
  readonly failure: CallFailure | null
  readonly network: NetworkDraft | null
  readonly saving: boolean
  /** The limit being typed; it stays while other rooms are visited. */
  readonly limit: LimitDraft | null
  /** Removed last, and where it stood: it can be put back. */
  readonly removedLimit: { readonly limit: EngineerLimit; readonly at: number } | null
  readonly log: { readonly entries: readonly LogEntry[]; readonly file: string } | null
  readonly logMinimum: LogEntry['level']
  readonly logFailure: CallFailure | null
}
export type SettingsStore = ReturnType<typeof createSettingsStore>

export const networkDraftOf = (settings: Settings): NetworkDraft => ({
  extraCaFiles: settings.extraCaFiles.join('\n'), proxyMode: settings.proxy.mode, proxyUrl: settings.proxy.url,
})

/** The engineer's choices, the network fields being typed, and the log view. */
export function createSettingsStore(client: Client) {
  const store = createStore<SettingsState>(() => ({
    settings: null, failure: null, network: null, saving: false, limit: null, removedLimit: null, log: null, logMinimum: 'info', logFailure: null,
  }))
  const { setState: set, getState: get } = store

  /** Shown at once; taken back where the core could not keep it. True where it was kept. */
  async function change(part: Partial<Settings>): Promise<boolean> {
    const before = get().settings
    if (before !== null) set({ settings: { ...before, ...part } })
    set({ saving: true })
    try {
      set({ settings: await client.app.changeSettings(part), failure: null, saving: false })
      return true
    } catch (error) {
      set({ settings: before, failure: describeError(error), saving: false })
      return false
    }
  }

  async function loadLog(): Promise<void> {
    try {
      const log = await client.app.log({ limit: 500, minimum: get().logMinimum })
      set({ log, logFailure: null })
    } catch (error) {
      set({ logFailure: describeError(error) })
    }
  }

  return {
    ...store,
    async load(): Promise<void> {
      try {
        set({ settings: await client.app.settings(), failure: null })
      } catch (error) {
        set({ failure: describeError(error) })
      }
    },
    change,
    typeNetwork(draft: NetworkDraft): void {
      set({ network: draft })
    },
    discardNetwork(): void {
      set({ network: null })
    },
    async saveNetwork(): Promise<void> {
      const draft = get().network
      if (draft === null) return
      const kept = await change({
        extraCaFiles: draft.extraCaFiles.split('\n').map(each => each.trim()).filter(each => each !== ''),
        proxy: { mode: draft.proxyMode, url: draft.proxyUrl.trim() },
      })
      if (kept) set({ network: null })
    },
    typeLimit(draft: LimitDraft | null): void {
      set({ limit: draft })
    },
    /** False where the draft has a problem, or it could not be kept. */
    async saveLimit(): Promise<boolean> {
      const { limit, settings } = get()
      if (limit === null || settings === null || hasProblem(limitProblems(limit, settings.limits))) return false
      const kept = await change({ limits: withDraft(settings.limits, limit) })
      if (kept) set({ limit: null, removedLimit: null })
      return kept
    },
    async removeLimit(limit: EngineerLimit): Promise<void> {
      const limits = get().settings?.limits ?? []
      const at = limits.indexOf(limit)
      if (at === -1 || !(await change({ limits: limits.toSpliced(at, 1) }))) return
      set({ removedLimit: { limit, at }, ...(get().limit?.replaces === limit ? { limit: null } : {}) })
    },
    async putLimitBack(): Promise<void> {
      const { removedLimit, settings } = get()
      if (removedLimit === null || settings === null) return
      if (await change({ limits: settings.limits.toSpliced(removedLimit.at, 0, removedLimit.limit) })) set({ removedLimit: null })
    },
    loadLog,
    async showLogFrom(minimum: LogEntry['level']): Promise<void> {
      set({ logMinimum: minimum })
      await loadLog()
    },
  }
}
