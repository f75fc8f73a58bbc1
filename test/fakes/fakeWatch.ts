import { createLatest } from '../../electron/latest.ts'
import { Conflict, type WatchService } from '../../electron/services.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { WatchChange, WatchState } from '../../shared/model/watch.ts'

/** A change as a watch tells it. */
export const changeOf = (id: string, at: string, over: Partial<WatchChange> = {}): WatchChange => ({
  id, at, kind: 'session', key: 'online', instance: '', from: 'offline', to: 'online', direction: 'better', ...over,
})

/** A watch that found nothing yet. */
export function watchOf(view: LineView, now: string, over: Partial<WatchState> = {}): WatchState {
  return {
    lineId: view.line.id, accountId: view.line.accountId, label: view.summary.street, nativeId: view.line.nativeId, startedAt: now,
    intervalSeconds: 30, state: 'resting', looks: 1, lastAt: now, nextAt: new Date(Date.parse(now) + 30_000).toISOString(), failure: null,
    changes: [], ...over,
  }
}

/** Watches that look at nothing: a test tells what they found. */
export type FakeWatch = WatchService & { put(state: WatchState): void }

export function createFakeWatch(viewOf: (id: LineId) => LineView, now: () => string): FakeWatch {
  const latest = createLatest<WatchState[]>([])
  const put = (state: WatchState): void => latest.set([...latest.get().filter(each => each.lineId !== state.lineId), state])
  return {
    put,
    start(id) {
      const known = latest.get().find(each => each.lineId === id && each.state !== 'ended')
      if (known !== undefined) return known
      if (latest.get().filter(each => each.state !== 'ended').length >= 5) throw new Conflict('tooManyWatches', 5)
      const at = now()
      const state = watchOf(viewOf(id), at)
      put(state)
      return state
    },
    stop(id) { latest.set(latest.get().filter(each => each.lineId !== id)) },
    watching: signal => latest.values(signal),
  }
}
