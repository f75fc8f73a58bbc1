import { createStore } from 'zustand/vanilla'
import type { LineId } from '../../shared/model/common.ts'
import type { WatchChange, WatchState } from '../../shared/model/watch.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { follow } from './follow.ts'

export type WatchClient = Pick<Client, 'watch'>

/** As many lines as the core watches at once. */
export const mostWatches = 5
/** A watch ends by itself after this long. */
export const longestWatchHours = 8

/** What a watched line has to say, newest change first; `ended` where its watch is over. */
export type WatchNews = {
  readonly watch: WatchState
  readonly changes: readonly WatchChange[]
  readonly became: 'waiting' | 'looking' | 'ended' | null
}

export type WatchStoreState = {
  /** Null until the core told them. */
  readonly watches: readonly WatchState[] | null
  /** Lines of which a start or stop was asked and is not answered. */
  readonly asking: Readonly<Record<LineId, true>>
  readonly failures: Readonly<Record<LineId, CallFailure>>
}
export type WatchStore = ReturnType<typeof createWatchStore>

export const isActive = (watch: WatchState): boolean => watch.state !== 'ended'

/** A look that began before the system went out of reach waits for it too. */
export const isWaiting = (watch: WatchState, reachable: boolean): boolean =>
  watch.state === 'waiting' || (watch.state === 'looking' && !reachable)

/** Changes within this are of one look: its parts answer one after the other. */
const oneLookMs = 60_000
/** Whether something is there at all says more than what it carries. */
const presenceKeys: ReadonlySet<string> = new Set(['online', 'accessSwitchUp', 'accessPortLink', 'cpeUp', 'cpePortLink'])

/** What tells most of the newest look: for better or worse before what merely differs, a link before what goes over it. */
export function headlineOf(changes: readonly WatchChange[]): WatchChange | undefined {
  const newestMs = Date.parse(changes[0]?.at ?? '')
  const rank = ({ key, direction }: WatchChange): number => (direction === 'neutral' ? 0 : 2) + (presenceKeys.has(key) ? 1 : 0)
  return changes.filter(({ at }) => newestMs - Date.parse(at) < oneLookMs).toSorted((a, b) => rank(b) - rank(a))[0]
}

/** Those with the newest change first, then in the order they were begun. */
export const byNews = (watches: readonly WatchState[]): WatchState[] =>
  watches.toSorted((a, b) => (b.changes[0]?.at ?? '').localeCompare(a.changes[0]?.at ?? '') || a.startedAt.localeCompare(b.startedAt))

function turnOf(before: WatchState | undefined, watch: WatchState): WatchNews['became'] {
  if (before === undefined || before.state === watch.state) return null
  if (watch.state === 'ended') return 'ended'
  if (watch.state === 'waiting') return 'waiting'
  return before.state === 'waiting' ? 'looking' : null
}

/** What is new in `now`. A watch that was not known before has nothing new: this page was opened while it ran. */
export function newsOf(before: readonly WatchState[] | null, now: readonly WatchState[]): WatchNews[] {
  if (before === null) return []
  return now.flatMap(watch => {
    const known = before.find(each => each.lineId === watch.lineId && each.startedAt === watch.startedAt)
    if (known === undefined) return []
    const told = new Set(known.changes.map(change => change.id))
    const changes = watch.changes.filter(change => !told.has(change.id))
    const became = turnOf(known, watch)
    return changes.length === 0 && became === null ? [] : [{ watch, changes, became }]
  })
}

/** Every watch, app-wide, and what they find as it is found. */
export function createWatchStore(client: WatchClient) {
  const store = createStore<WatchStoreState>(() => ({ watches: null, asking: {}, failures: {} }))
  const { setState: set, getState: get } = store
  const listeners = new Set<(news: WatchNews) => void>()

  async function ask(lineId: LineId, call: () => Promise<unknown>): Promise<boolean> {
    if (get().asking[lineId] === true) return false
    const { [lineId]: _, ...failures } = get().failures
    set({ asking: { ...get().asking, [lineId]: true }, failures })
    let failure: CallFailure | null = null
    try {
      await call()
    } catch (error) {
      failure = describeError(error)
    }
    const { [lineId]: __, ...asking } = get().asking
    set({ asking, ...(failure === null ? {} : { failures: { ...get().failures, [lineId]: failure } }) })
    return failure === null
  }

  const put = (watches: readonly WatchState[]): void => {
    const news = newsOf(get().watches, watches)
    set({ watches })
    for (const each of news) for (const listener of listeners) listener(each)
  }
  const others = (lineId: LineId): WatchState[] => (get().watches ?? []).filter(each => each.lineId !== lineId)

  return {
    ...store,
    follow: (signal: AbortSignal) => follow(own => client.watch.watching(undefined, { signal: own }), put, { signal }),
    /** Calls with every change and turn of a watch that comes while this page is open. Gives the way to stop. */
    onNews(listener: (news: WatchNews) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: (lineId: LineId) => ask(lineId, async () => {
      const started = await client.watch.start({ lineId })
      // The stream may have told more of it by now.
      const known = get().watches?.find(each => each.lineId === lineId && each.startedAt === started.startedAt)
      if (known === undefined) put([...others(lineId), started])
    }),
    stop: (lineId: LineId) => ask(lineId, async () => {
      await client.watch.stop({ lineId })
      put(others(lineId))
    }),
    forgetFailure(lineId: LineId): void {
      const { [lineId]: _, ...failures } = get().failures
      set({ failures })
    },
  }
}
