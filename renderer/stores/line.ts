import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import type { DisconnectEvent, LineView, LivePartName } from '../../shared/contract/lines.ts'
import type { CheckId, LineId, ReportId } from '../../shared/model/common.ts'
import type { ObservationsInput } from '../../shared/model/observation.ts'
import type { CheckKind } from '../../shared/model/report.ts'
import type { Verdict } from '../../shared/model/verdict.ts'
import type { VerdictMark } from '../../shared/model/verdictMark.ts'
import type { Client } from '../clientContext.tsx'
import { createAutosave } from './autosave.ts'
import type { Autosave, SaveState } from './autosave.ts'
import { applyCheckEvent, mergeLineView } from './mergeLineView.ts'

export type LineClient = Pick<Client, 'lines' | 'checks' | 'verdicts'>

export type Credentials =
  | { readonly state: 'fetching' }
  | { readonly state: 'here'; readonly username: string | null; readonly password: string | null }
  | { readonly state: 'failed'; readonly failure: unknown }

export type Disconnect = {
  readonly circuitNid: string
  readonly latest: DisconnectEvent | null
  readonly running: boolean
  readonly failure: unknown
}

/** A tab that something else on the screen asked for, and the report to open in it. A new one each time it is asked for. */
export type Wanted = { readonly tab: 'live' | 'observations' | 'history' | 'log' | 'neighbours'; readonly reportId: ReportId | null }

/** What the engineer says of the verdict. */
export type GivenMark =
  | { readonly mark: 'right' }
  | { readonly mark: 'wrong'; readonly was: NonNullable<VerdictMark['was']>; readonly note: string | null }

export type Marking = { readonly state: 'idle' | 'saving' } | { readonly state: 'failed'; readonly failure: unknown }

export type LineState = {
  readonly lineId: LineId | null
  readonly view: LineView | null
  readonly openFailure: unknown
  readonly refreshing: boolean
  readonly refreshFailure: unknown
  /** Parts that are being fetched on their own. */
  readonly loadingParts: readonly LivePartName[]
  /** The circuit that checks run on; an access is its own, and so is a service. */
  readonly circuitNid: string | null
  readonly startFailure: { readonly kinds: readonly CheckKind[]; readonly failure: unknown } | null
  readonly disconnect: Disconnect | null
  readonly credentials: Readonly<Record<string, Credentials>>
  /** As typed, which may be ahead of what is kept. */
  readonly observations: ObservationsInput | null
  readonly observationsSave: SaveState
  readonly observationsFailure: unknown
  readonly marking: Marking
  readonly wanted: Wanted | null

  readonly open: (lineId: LineId) => Promise<void>
  readonly close: () => Promise<void>
  readonly refresh: () => Promise<void>
  /** Fetches one part anew; how it went is in the part's state. */
  readonly refreshPart: (part: LivePartName) => Promise<void>
  /** Reads again what is kept here, without network: a report came from elsewhere than a check. */
  readonly reread: () => Promise<void>
  /** Takes up everything that is kept here by now: an action fetched parts anew. */
  readonly takeUp: () => Promise<void>
  readonly chooseCircuit: (nid: string) => void
  readonly runChecks: (kinds: CheckKind[]) => Promise<void>
  readonly stopWaiting: (checkId: CheckId) => Promise<void>
  readonly forceDisconnect: (circuitNid: string) => Promise<void>
  readonly leaveDisconnect: () => void
  readonly fetchCredentials: (circuitNid: string) => Promise<void>
  readonly forgetCredentials: (circuitNid: string) => void
  readonly observe: (change: Partial<Omit<ObservationsInput, 'lineId'>>) => void
  /** Keeps what was typed now: on leaving the line or the window. */
  readonly flushObservations: () => Promise<void>
  /** Keeps the engineer's word on the verdict; whether that worked. */
  readonly markVerdict: (given: GivenMark) => Promise<boolean>
  readonly unmarkVerdict: () => Promise<void>
  /** Puts a verdict that was made elsewhere, with what was learned of the neighbours, on screen. */
  readonly learnVerdict: (lineId: LineId, verdict: Verdict) => void
  /** Opens a tab, and in the history a report. */
  readonly show: (wanted: Wanted) => void
  readonly leaveWanted: () => void
}
export type LineStore = StoreApi<LineState>

const nothing = {
  view: null,
  openFailure: null,
  refreshing: false,
  refreshFailure: null,
  loadingParts: [],
  circuitNid: null,
  startFailure: null,
  disconnect: null,
  credentials: {},
  observations: null,
  observationsSave: 'saved',
  observationsFailure: null,
  marking: { state: 'idle' },
  wanted: null,
} as const

/** State of the line room. A stream of a line that is no longer on screen is dropped, what was typed on it is still kept. */
export function createLineStore(client: LineClient): LineStore {
  const savers = new Map<LineId, Autosave<ObservationsInput>>()
  let opened = new AbortController()
  /** Asked for while a refresh was under way: a part that failed early in it is asked again after it. */
  let refreshAgain = false

  return createStore<LineState>()((set, get) => {
    const shown = (signal: AbortSignal): boolean => !signal.aborted
    const changeView = (change: (view: LineView) => LineView): void => {
      const { view } = get()
      if (view !== null) set({ view: change(view) })
    }

    function saverOf(lineId: LineId): Autosave<ObservationsInput> {
      const known = savers.get(lineId)
      if (known !== undefined) return known
      const onScreen = (): boolean => get().lineId === lineId
      const saver = createAutosave<ObservationsInput, { observations: LineView['observations']; verdict: Verdict }>({
        save: value => client.lines.saveObservations(value),
        onSaved: ({ observations, verdict }) => {
          if (onScreen()) changeView(view => ({ ...view, observations, verdict }))
        },
        onState: (observationsSave, observationsFailure) => {
          if (onScreen()) set({ observationsSave, observationsFailure })
        },
      })
      savers.set(lineId, saver)
      return saver
    }

    async function followChecks(stream: Promise<AsyncIterable<CheckEvent>>, signal: AbortSignal): Promise<void> {
      for await (const event of await stream) {
        if (!shown(signal)) return
        changeView(view => applyCheckEvent(view, event))
      }
    }

    return {
      lineId: null,
      ...nothing,

      async open(lineId) {
        void get().close()
        opened = new AbortController()
        const { signal } = opened
        set({ ...nothing, lineId })
        try {
          const view = await client.lines.open({ lineId }, { signal })
          if (!shown(signal)) return
          const { updatedAt: _, ...kept } = view.observations
          const unsaved = savers.get(lineId)?.unsaved() ?? null
          set({
            view,
            circuitNid: view.line.circuits.find(circuit => circuit.nid !== null)?.nid ?? (view.line.access === null && view.line.service === null ? null : view.line.nativeId),
            observations: unsaved ?? kept,
            observationsSave: unsaved === null ? 'saved' : 'waiting',
          })
        } catch (failure) {
          if (shown(signal)) set({ openFailure: failure })
          return
        }
        void followChecks(client.checks.follow({ lineId }, { signal }), signal).catch((failure: unknown) => {
          if (shown(signal)) set({ startFailure: { kinds: [], failure } })
        })
        await get().refresh()
      },

      close() {
        opened.abort()
        return get().flushObservations()
      },

      async refresh() {
        const { lineId } = get()
        const { signal } = opened
        if (lineId === null) return
        if (get().refreshing) {
          refreshAgain = true
          return
        }
        refreshAgain = false
        set({ refreshing: true, refreshFailure: null })
        try {
          for await (const view of await client.lines.refresh({ lineId }, { signal })) {
            if (!shown(signal)) return
            changeView(held => mergeLineView(held, view))
          }
        } catch (failure) {
          if (shown(signal)) set({ refreshFailure: failure })
        } finally {
          if (shown(signal)) set({ refreshing: false })
        }
        if (refreshAgain && shown(signal)) await get().refresh()
      },

      async refreshPart(part) {
        const { lineId, loadingParts } = get()
        const { signal } = opened
        if (lineId === null || loadingParts.includes(part)) return
        set({ loadingParts: [...loadingParts, part], refreshFailure: null })
        try {
          const view = await client.lines.refreshPart({ lineId, part }, { signal })
          if (shown(signal)) changeView(held => mergeLineView(held, view))
        } catch (failure) {
          if (shown(signal)) set({ refreshFailure: failure })
        } finally {
          if (shown(signal)) set({ loadingParts: get().loadingParts.filter(each => each !== part) })
        }
      },

      async reread() {
        const { lineId } = get()
        const { signal } = opened
        if (lineId === null) return
        try {
          const { reports, verdict } = await client.lines.open({ lineId }, { signal })
          if (shown(signal)) changeView(view => ({ ...view, reports, verdict }))
        } catch {
          // What is on screen stays right as of then; the next refresh brings the rest.
        }
      },

      async takeUp() {
        const { lineId } = get()
        const { signal } = opened
        if (lineId === null) return
        try {
          const kept = await client.lines.open({ lineId }, { signal })
          if (shown(signal)) changeView(held => mergeLineView(held, kept))
        } catch {
          // As above.
        }
      },

      chooseCircuit: circuitNid => set({ circuitNid }),

      async runChecks(kinds) {
        const { lineId, circuitNid } = get()
        const { signal } = opened
        if (lineId === null || circuitNid === null || kinds.length === 0) return
        set({ startFailure: null })
        try {
          await followChecks(client.checks.run({ lineId, circuitNid, kinds }, { signal }), signal)
        } catch (failure) {
          if (shown(signal)) set({ startFailure: { kinds, failure } })
        }
      },

      async stopWaiting(checkId) {
        const { signal } = opened
        try {
          const check = await client.checks.stopWaiting({ checkId })
          if (shown(signal))
            changeView(view => applyCheckEvent(view, { checks: [check], changed: checkId, report: null, verdict: null }))
        } catch (failure) {
          if (shown(signal)) set({ startFailure: { kinds: [], failure } })
        }
      },

      async forceDisconnect(circuitNid) {
        const { lineId } = get()
        const { signal } = opened
        if (lineId === null) return
        set({ disconnect: { circuitNid, latest: null, running: true, failure: null } })
        const change = (next: Partial<Disconnect>): void => {
          const { disconnect } = get()
          if (shown(signal) && disconnect !== null) set({ disconnect: { ...disconnect, ...next } })
        }
        try {
          for await (const latest of await client.lines.forceDisconnect({ lineId, circuitNid }, { signal })) {
            if (!shown(signal)) return
            change({ latest })
          }
          change({ running: false })
        } catch (failure) {
          change({ running: false, failure })
        }
      },
      leaveDisconnect: () => set({ disconnect: null }),

      async fetchCredentials(circuitNid) {
        const { lineId } = get()
        const { signal } = opened
        if (lineId === null) return
        const put = (credentials: Credentials): void => {
          if (shown(signal)) set({ credentials: { ...get().credentials, [circuitNid]: credentials } })
        }
        put({ state: 'fetching' })
        try {
          put({ state: 'here', ...(await client.lines.credentials({ lineId, circuitNid }, { signal })) })
        } catch (failure) {
          put({ state: 'failed', failure })
        }
      },
      forgetCredentials(circuitNid) {
        const { [circuitNid]: _, ...others } = get().credentials
        set({ credentials: others })
      },

      observe(change) {
        const { lineId, observations } = get()
        if (lineId === null || observations === null) return
        const next = { ...observations, ...change }
        set({ observations: next })
        saverOf(lineId).change(next)
      },
      async flushObservations() {
        const { lineId } = get()
        if (lineId !== null) await savers.get(lineId)?.flush()
      },

      async markVerdict(given) {
        const { lineId } = get()
        const { signal } = opened
        if (lineId === null) return false
        set({ marking: { state: 'saving' } })
        try {
          const mark = await client.verdicts.mark({ ...given, lineId })
          if (shown(signal)) {
            changeView(view => ({ ...view, mark }))
            set({ marking: { state: 'idle' } })
          }
          return true
        } catch (failure) {
          if (shown(signal)) set({ marking: { state: 'failed', failure } })
          return false
        }
      },
      async unmarkVerdict() {
        const id = get().view?.mark?.id
        const { signal } = opened
        if (id === undefined) return
        set({ marking: { state: 'saving' } })
        try {
          await client.verdicts.unmark({ id })
          if (!shown(signal)) return
          changeView(view => (view.mark?.id === id ? { ...view, mark: null } : view))
          set({ marking: { state: 'idle' } })
        } catch (failure) {
          if (shown(signal)) set({ marking: { state: 'failed', failure } })
        }
      },

      learnVerdict(lineId, verdict) {
        if (get().lineId === lineId) changeView(view => ({ ...view, verdict }))
      },

      show: wanted => set({ wanted: { ...wanted } }),
      leaveWanted: () => set({ wanted: null }),
    }
  })
}
