import type { LineView } from '../../shared/contract/lines.ts'
import type { NeighbourCheckEvent } from '../../shared/contract/neighbours.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Neighbour } from '../../shared/model/neighbour.ts'
import { createLatest } from '../latest.ts'
import { NotFound } from '../services.ts'
import type { NeighboursService } from '../services.ts'
import { checkNeighbour } from './checkNeighbour.ts'
import type { CheckNeighbourDependencies, Progress } from './checkNeighbour.ts'
import type { Nearby } from './nearby.ts'

export type NeighboursDependencies = CheckNeighbourDependencies & {
  readonly nearby: Pick<Nearby, 'near' | 'portNow' | 'record'>
  /** The line with its verdict over everything kept. */
  readonly view: (id: LineId) => LineView
  /** A bug, or a journal that cannot be written, while nobody waits for an answer. */
  readonly onUnexpected: (error: unknown) => void
}
export type Neighbours = NeighboursService & {
  /** Stops waiting for what runs; the checks themselves go on at the next start. */
  close(): Promise<void>
}

/** A list is for reading: what is beyond is counted, up to ten times as many. */
const listLimit = 200
const countLimit = 2000

type Item = NeighbourCheckEvent['items'][number]

/** The use cases behind shared/contract/neighbours.ts. */
export function createNeighbours(given: NeighboursDependencies): Neighbours {
  const { nearby } = given
  const closing = new AbortController()
  const working = new Set<Promise<void>>()
  const lineFor = (id: LineId): Line => {
    const line = given.lineOf(id)
    if (line === undefined) throw new NotFound('line')
    return line
  }

  /** Begins at once, whether anybody follows or not. */
  const checkAll = (line: Line, neighbours: readonly Neighbour[]) => {
    const events = createLatest<NeighbourCheckEvent>({
      items: neighbours.map(neighbour => ({ neighbour, state: 'waiting', kinds: [], failure: null })), verdict: null,
    })
    const change = (id: LineId, part: Partial<Item>): void => {
      const { items, verdict } = events.get()
      events.set({ items: items.map(item => (item.neighbour.lineId === id ? { ...item, ...part } : item)), verdict })
    }
    const asItStands = (before: Neighbour): Neighbour =>
      nearby.near(line, countLimit).find(({ lineId }) => lineId === before.lineId) ?? before
    const work = async (): Promise<void> => {
      await Promise.all(neighbours.map(async neighbour => {
        const tell = (progress: Progress): void => change(neighbour.lineId, progress)
        await checkNeighbour(neighbour.lineId, given, tell, closing.signal)
        change(neighbour.lineId, { neighbour: asItStands(neighbour) })
      }))
      const view = given.view(line.id)
      nearby.record(view)
      events.set({ ...events.get(), verdict: view.verdict })
    }
    let failure: { readonly cause: unknown } | null = null
    const ended: Promise<void> = work().catch((cause: unknown) => {
      if (!closing.signal.aborted) {
        failure = { cause }
        given.onUnexpected(cause)
      }
      events.close()
    }).finally(() => working.delete(ended))
    working.add(ended)
    return { events, failure: () => failure }
  }

  return {
    of(id) {
      const line = lineFor(id)
      const found = nearby.portNow(line)
      const all = nearby.near(line, countLimit)
      return { port: found?.text ?? null, node: found?.port.node ?? null, neighbours: all.slice(0, listLimit), more: Math.max(0, all.length - listLimit) }
    },

    async *check(id, neighbourIds, signal) {
      const line = lineFor(id)
      const wanted = new Set(neighbourIds)
      const neighbours = nearby.near(line, countLimit).filter(({ lineId }) => wanted.has(lineId))
      if (neighbours.length !== wanted.size) throw new NotFound('line')
      const { events, failure } = checkAll(line, neighbours)
      for await (const event of events.values(signal)) {
        yield event
        if (event.verdict !== null) return
      }
      const failed = failure()
      if (failed !== null) throw failed.cause
    },

    async close() {
      closing.abort()
      await Promise.allSettled(working)
    },
  }
}
