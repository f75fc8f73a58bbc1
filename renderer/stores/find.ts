import { createStore } from 'zustand/vanilla'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { TakeAlongItem } from '../../shared/contract/lines.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { LineSummary, SearchFilters, SearchResult } from '../../shared/model/search.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'

export type Facets = Awaited<ReturnType<Client['lines']['facets']>>
export type LookUp = {
  readonly nid: string
  readonly startedAtMs: number
  readonly busy: boolean
  readonly found: readonly LineSummary[]
  readonly failures: readonly { readonly accountId: AccountId; readonly failure: OperatorFailureData }[]
  readonly failure: CallFailure | null
}
export type TakeAlong = {
  readonly items: readonly TakeAlongItem[]; readonly busy: boolean; readonly stopped: boolean;
  readonly failure: CallFailure | null
}

export type FindState = {
  readonly query: string
  readonly filters: SearchFilters
  readonly filtersOpen: boolean
  /** Answer to the newest question that was answered; null while the box is empty and no filter is set. */
  readonly result: SearchResult | null
  readonly searching: boolean
  readonly failure: CallFailure | null
  /** Index of the row that Enter opens; -1 where Enter looks a full NID up live instead. */
  readonly active: number
  readonly start: { readonly recent: readonly LineSummary[]; readonly pinned: readonly LineSummary[] } | null
  readonly startFailure: CallFailure | null
  /** Pins changed here, over what a line was last told with: the list and an open line show the same. */
  readonly pins: Readonly<Record<string, boolean>>
  readonly pinFailure: { readonly lineId: LineId; readonly failure: CallFailure } | null
  readonly facets: Facets | null
  readonly lookUp: LookUp | null
  readonly takeAlong: TakeAlong | null
  /** Where the list was scrolled to, for the way back. */
  readonly scrollTop: number
}
export type FindStore = ReturnType<typeof createFindStore>

export const noFilters: SearchFilters = { states: [], media: [], technologies: [], suppliers: [], online: [], accountIds: [] }
export const filterCount = (filters: SearchFilters): number =>
  filters.states.length + filters.media.length + filters.technologies.length + filters.suppliers.length + filters.online.length
  + filters.accountIds.length

const resultLimit = 50
/** A search that takes longer than this no longer holds back the next one. */
const patienceMs = 400

/** Rows as they are on screen: results, or pinned and recent lines while the box is empty. */
export function shownLines(state: FindState): readonly LineSummary[] {
  if (state.result !== null) return state.result.hits.map(hit => hit.line)
  return state.start === null ? [] : [...state.start.pinned, ...state.start.recent]
}

/** Typing, results, filters, recent and pinned lines, the live look-up and *Take along*. */
export function createFindStore(client: Client, now: () => number = Date.now) {
  const store = createStore<FindState>(() => ({
    query: '', filters: noFilters, filtersOpen: false, result: null, searching: false, failure: null, active: 0,
    start: null, startFailure: null, pins: {}, pinFailure: null, facets: null, lookUp: null, takeAlong: null, scrollTop: 0,
  }))
  const { setState: set, getState: get } = store
  /** Number of the newest question; an answer to an older one is stale and dropped. */
  let newest = 0
  let underWay: { question: number; sinceMs: number } | null = null
  let waiting = false
  /** The lines changed, not the question: the reader keeps row and scroll position. */
  let keepsPlace = false
  /** Steps of the arrow keys since the newest text, while its answer is awaited: the choice stays when it comes. */
  let steps: number | null = null
  /** Enter came before the answer to the newest question did: opened then. */
  let entered: ((id: LineId) => void) | null = null
  let lookingUp: AbortController | null = null
  let takingAlong: AbortController | null = null

  const isIdle = (): boolean => get().query.trim() === '' && filterCount(get().filters) === 0

  /** At most one search is under way; of what is typed meanwhile only the newest is asked. */
  function ask(): void {
    newest += 1
    if (isIdle()) {
      waiting = false
      forgetChoice()
      set({ result: null, searching: false, failure: null, active: 0, scrollTop: 0 })
      return
    }
    set({ searching: true })
    if (underWay !== null && now() - underWay.sinceMs < patienceMs) {
      waiting = true
      return
    }
    void send()
  }

  async function send(): Promise<void> {
    const question = newest
    waiting = false
    underWay = { question, sinceMs: now() }
    const { query, filters } = get()
    try {
      const result = await client.lines.search({ query, filters, limit: resultLimit })
      if (question === newest) {
        const last = Math.max(0, result.hits.length - 1)
        const first = result.liveNid === null ? 0 : -1
        const place = keepsPlace
          ? { active: Math.min(placeOf(result), last) }
          : { active: steps === null ? first : Math.min(steps, last), scrollTop: 0 }
        const open = entered
        forgetChoice()
        set({ result, searching: false, failure: null, ...place })
        if (open !== null) openChosen(open)
      }
    } catch (error) {
      if (question === newest) {
        forgetChoice()
        set({ searching: false, failure: describeError(error) })
      }
    }
    if (underWay?.question === question) underWay = null
    if (waiting && underWay === null) void send()
  }

  function forgetChoice(): void {
    keepsPlace = false
    steps = null
    entered = null
  }

  /** Where the chosen line stands among lines asked for again: the same line where it is still there, else the same row. */
  function placeOf(result: SearchResult): number {
    const { active } = get()
    const chosen = shownLines(get())[active]
    const found = result.hits.findIndex(hit => hit.line.id === chosen?.id)
    return found === -1 ? active : found
  }

  function openChosen(open: (id: LineId) => void): void {
    const { active, result, lookUp } = get()
    const line = shownLines(get())[active]
    if (line !== undefined) open(line.id)
    else if (result !== null && result.liveNid !== null && !(lookUp?.busy === true && lookUp.nid === result.liveNid)) {
      void lookUpLive(result.liveNid)
    }
  }

  /** Looks a full NID up live at every account. */
  async function lookUpLive(nid: string): Promise<void> {
    lookingUp?.abort()
    const controller = new AbortController()
    lookingUp = controller
    const base = { nid, startedAtMs: now(), found: [], failures: [], failure: null }
    set({ lookUp: { ...base, busy: true } })
    try {
      const { found, failures } = await client.lines.lookUp({ nid }, { signal: controller.signal })
      if (lookingUp !== controller) return
      set({ lookUp: { ...base, busy: false, found, failures } })
      if (found.length > 0) ask()
    } catch (error) {
      if (lookingUp === controller) set({ lookUp: { ...base, busy: false, failure: describeError(error) } })
    }
  }

  async function loadStart(): Promise<void> {
    try {
      set({ start: await client.lines.start(), startFailure: null })
    } catch (error) {
      set({ startFailure: describeError(error) })
    }
  }

  const withPin = (id: LineId, pinned: boolean) => (line: LineSummary): LineSummary => line.id === id ? { ...line, pinned } : line

  return {
    ...store,
    type(query: string): void {
      forgetChoice()
      set({ query })
      ask()
    },
    filter(filters: SearchFilters): void {
      forgetChoice()
      set({ filters })
      ask()
    },
    toggleFilters(): void {
      set({ filtersOpen: !get().filtersOpen })
    },
    /** A line was opened: the filters make room for the list. */
    foldFilters(): void {
      if (get().filtersOpen) set({ filtersOpen: false })
    },
    /** Asks the same again, when lines changed underneath or after a failure. */
    again(): void {
      if (isIdle()) return
      keepsPlace ||= !get().searching && get().failure === null
      ask()
    },
    move(step: number): void {
      const { active, searching } = get()
      if (searching && !keepsPlace) steps = Math.max(0, (steps ?? 0) + step)
      const count = shownLines(get()).length
      if (count > 0) set({ active: Math.max(0, Math.min(count - 1, active + step)) })
    },
    /** Enter: opens the chosen row of what is typed, once that is answered; a full NID that is not kept is looked up live. */
    enter(open: (id: LineId) => void): void {
      if (get().searching && !keepsPlace) entered = open
      else if (get().failure === null) openChosen(open)
      else {
        ask()
        entered = open
      }
    },
    /** The engineer turned to something else: an answer that comes now opens nothing. */
    leaveBox(): void {
      entered = null
    },
    keepScroll(scrollTop: number): void {
      set({ scrollTop })
    },
    loadStart,
    async loadFacets(): Promise<void> {
      try {
        set({ facets: await client.lines.facets() })
      } catch {
        // Filters stay as they were: what failed here also fails in the search, which says so.
      }
    },
    /** Shown at once; put back and told where it could not be kept. */
    async pin(id: LineId, pinned: boolean): Promise<void> {
      const apply = (value: boolean) => {
        const { result, start } = get()
        set({
          result: result === null ? null : {
            ...result, hits: result.hits.map(hit => ({ ...hit, line: withPin(id, value)(hit.line) })),
          },
          start: start === null ? null : {
            recent: start.recent.map(withPin(id, value)), pinned: start.pinned.map(withPin(id, value)),
          },
        })
      }
      const { [id]: before, ...others } = get().pins
      set({ pins: { ...others, [id]: pinned }, pinFailure: null })
      apply(pinned)
      try {
        await client.lines.pin({ lineId: id, pinned })
        await loadStart()
      } catch (error) {
        apply(!pinned)
        const failure = describeError(error)
        set({
          pins: before === undefined ? others : { ...others, [id]: before },
          startFailure: failure, pinFailure: { lineId: id, failure },
        })
      }
    },
    lookUpLive,
    stopLookUp(): void {
      lookingUp?.abort()
      lookingUp = null
      set({ lookUp: null })
    },
    /** Fetches everything about these lines; the last list of items stays on screen until it is closed. */
    async takeAlong(lineIds: readonly LineId[]): Promise<void> {
      takingAlong?.abort()
      const controller = new AbortController()
      takingAlong = controller
      set({ takeAlong: { items: [], busy: true, stopped: false, failure: null } })
      const change = (part: Partial<TakeAlong>) => {
        const current = get().takeAlong
        if (takingAlong === controller && current !== null) set({ takeAlong: { ...current, ...part } })
      }
      try {
        const stream = await client.lines.takeAlong({ lineIds: [...lineIds] }, { signal: controller.signal })
        for await (const items of stream) change({ items })
        change({ busy: false, stopped: controller.signal.aborted })
        await loadStart()
      } catch (error) {
        change(controller.signal.aborted ? { busy: false, stopped: true } : { busy: false, failure: describeError(error) })
      }
    },
    stopTakeAlong(): void {
      takingAlong?.abort()
    },
    closeTakeAlong(): void {
      takingAlong?.abort()
      takingAlong = null
      set({ takeAlong: null })
    },
  }
}
