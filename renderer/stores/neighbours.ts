import { createStore } from 'zustand/vanilla'
import type { NeighbourCheckEvent } from '../../shared/contract/neighbours.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Neighbour } from '../../shared/model/neighbour.ts'
import type { Verdict } from '../../shared/model/verdict.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'

export type NeighboursClient = Pick<Client, 'neighbours'>
export type Nearby = Awaited<ReturnType<Client['neighbours']['of']>>

/** So many are checked at a time. */
export const checkedTogether = 3
/** One checked this recently says enough. */
const freshMs = 2 * 3_600_000

export type NeighbourRun = {
  readonly items: NeighbourCheckEvent['items']
  readonly startedAtMs: number
  /** `left`: the engineer waits no longer; the checks go on. */
  readonly state: 'running' | 'done' | 'left' | 'failed'
  readonly failure: CallFailure | null
}

export type NeighboursState = {
  readonly lineId: LineId | null
  readonly nearby: Nearby | null
  readonly failure: CallFailure | null
  /** The lines ticked in the dialog; null while nothing is asked. */
  readonly choosing: readonly LineId[] | null
  readonly run: NeighbourRun | null
  /** Where it was asked for, and so where its progress is shown. */
  readonly place: 'verdict' | 'tab'
}
export type NeighboursStore = ReturnType<typeof createNeighboursStore>

const inTheHouse: ReadonlySet<string> = new Set(['home', 'wiring'])
/** Down as far as is known here: no session, or a verdict of a fault that is not inside that house alone. */
export const isDown = ({ online, level, domains }: Neighbour): boolean =>
  online === 'offline' || (level === 'fault' && (domains.length === 0 || domains.some(domain => !inTheHouse.has(domain))))
export const isNotWell = (neighbour: Neighbour): boolean => isDown(neighbour) || neighbour.level === 'fault' || neighbour.level === 'warn'

/** The nearest that were not checked in the last two hours; where all were, the nearest of the others fill up. */
export function proposedNeighbours(neighbours: readonly Neighbour[], nowMs: number): LineId[] {
  const fresh = (each: Neighbour): boolean => each.at !== null && nowMs - Date.parse(each.at) < freshMs
  const inOrder = [...neighbours.filter(each => !fresh(each)), ...neighbours.filter(fresh)]
  return inOrder.slice(0, checkedTogether).map(each => each.lineId)
}

/** Lines near the one on screen, and checks on a few of them. */
export function createNeighboursStore(
  client: NeighboursClient, onVerdict: (lineId: LineId, verdict: Verdict) => void, nowMs: () => number = Date.now,
) {
  const store = createStore<NeighboursState>(() => ({ lineId: null, nearby: null, failure: null, choosing: null, run: null, place: 'verdict' }))
  const { setState: set, getState: get } = store
  let opened = new AbortController()
  let running = new AbortController()

  async function load(): Promise<void> {
    const { lineId } = get()
    const { signal } = opened
    if (lineId === null) return
    try {
      const nearby = await client.neighbours.of({ lineId }, { signal })
      if (!signal.aborted) set({ nearby, failure: null })
    } catch (error) {
      if (!signal.aborted) set({ failure: describeError(error) })
    }
  }

  const changeRun = (change: Partial<NeighbourRun>): void => {
    const { run } = get()
    if (run !== null) set({ run: { ...run, ...change } })
  }

  return {
    ...store,
    /** Leaves the line before; checks that run on its neighbours go on in the core. */
    async open(lineId: LineId): Promise<void> {
      opened.abort()
      running.abort()
      opened = new AbortController()
      set({ lineId, nearby: null, failure: null, choosing: null, run: null })
      await load()
    },
    close(): void {
      opened.abort()
      running.abort()
    },
    load,
    /** Asks which neighbours to check. */
    async choose(place: NeighboursState['place']): Promise<void> {
      const { lineId } = get()
      if (get().run?.state !== 'running') set({ place })
      if (get().nearby === null) await load()
      const { nearby } = get()
      if (nearby !== null && get().lineId === lineId) set({ choosing: proposedNeighbours(nearby.neighbours, nowMs()) })
    },
    tick(lineId: LineId, ticked: boolean): void {
      const { choosing } = get()
      if (choosing === null) return
      const rest = choosing.filter(each => each !== lineId)
      set({ choosing: ticked && rest.length < checkedTogether ? [...rest, lineId] : rest })
    },
    leaveChoice(): void {
      set({ choosing: null })
    },
    async check(): Promise<void> {
      const { lineId, choosing } = get()
      if (lineId === null || choosing === null || choosing.length === 0 || get().run?.state === 'running') return
      running = new AbortController()
      const { signal } = running
      set({ choosing: null, run: { items: [], startedAtMs: nowMs(), state: 'running', failure: null } })
      try {
        for await (const event of await client.neighbours.check({ lineId, neighbourIds: [...choosing] }, { signal })) {
          if (signal.aborted) return
          changeRun({ items: event.items })
          if (event.verdict !== null) onVerdict(lineId, event.verdict)
        }
        if (signal.aborted) return
        changeRun({ state: 'done' })
      } catch (error) {
        if (signal.aborted) return
        changeRun({ state: 'failed', failure: describeError(error) })
      }
      await load()
    },
    stopWaiting(): void {
      if (get().run?.state !== 'running') return
      running.abort()
      changeRun({ state: 'left' })
    },
    /** The tab is left: what it showed of a check goes under the verdict. */
    leaveTab(): void {
      set({ place: 'verdict' })
    },
    leaveRun(): void {
      if (get().run?.state !== 'running') set({ run: null })
    },
  }
}
