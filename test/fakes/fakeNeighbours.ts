import type { NeighboursService } from '../../electron/services.ts'
import type { NeighbourCheckEvent } from '../../shared/contract/neighbours.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Closeness, Neighbour } from '../../shared/model/neighbour.ts'
import { minutesBefore } from './reportBuilders.ts'

/** A line nearby as it was last judged. */
export function neighbourOf(view: LineView, closeness: Closeness, at: string | null, over: Partial<Neighbour> = {}): Neighbour {
  const { lead, level } = view.verdict
  return {
    lineId: view.line.id, nativeId: view.line.nativeId, street: view.summary.street, place: view.summary.place, closeness,
    online: view.line.online, level: at === null ? null : level, ruleId: at === null ? null : lead?.ruleId ?? null,
    domains: at === null ? [] : lead?.domains ?? [], at, ...over,
  }
}

const closenesses: readonly Closeness[] = ['ponPort', 'ponPort', 'lineCard', 'accessNode', 'accessNode', 'building']

/** The other lines as neighbours of each: the nearest two on the same PON port, the last in the same building. */
export function neighboursAmong(views: readonly LineView[], id: LineId, now: string): Neighbour[] {
  return views.filter(view => view.line.id !== id).slice(0, closenesses.length).map((view, index) => neighbourOf(
    view, closenesses[index] ?? 'building', index === 4 ? null : minutesBefore(now, [12, 190, 55, 3000, 0, 20][index] ?? 0)))
}

/** Neighbours that are there, and checks on them that end at once. */
export function createFakeNeighbours(views: readonly LineView[], now: string): NeighboursService {
  return {
    of: id => ({ port: 'ALP-2405-OLT-01:1-1-3-7', node: 'ALP-2405-OLT-01', neighbours: neighboursAmong(views, id, now), more: 2 }),
    async *check(id, neighbourIds) {
      const neighbours = neighboursAmong(views, id, now).filter(each => neighbourIds.includes(each.lineId))
      const items = (state: NeighbourCheckEvent['items'][number]['state']): NeighbourCheckEvent['items'] => neighbours.map((neighbour, index) => ({
        neighbour: state === 'complete' ? { ...neighbour, at: now } : neighbour, kinds: ['ontCheck', 'authenticationLog'],
        ...(state === 'complete' && index === 1
          ? { state: 'failed', failure: { kind: 'timeout', code: 'ETIMEDOUT' } } : { state, failure: null }),
      }))
      yield { items: items('waiting'), verdict: null }
      yield { items: items('running'), verdict: null }
      yield { items: items('complete'), verdict: views.find(view => view.line.id === id)?.verdict ?? null }
    },
  }
}
