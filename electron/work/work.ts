import { z } from 'zod'
import { filterMost, type SavedFilter, type UnknownWork, type WorkItem, type WorkWhen } from '../../shared/contract/work.ts'
import type { LivePartName } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { KeptLine } from '../lines/keptLines.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'
import type { PartBodies } from '../lines/liveParts.ts'
import type { Search } from '../lines/search.ts'
import { Invalid, NotFound, type LinesService, type WorkService } from '../services.ts'
import type { FindWanted } from './findWanted.ts'
import { localDay, planOfLine, whenOf } from '../../shared/work/plan.ts'
import { readList, type Wanted } from './readList.ts'
import { takenAlong } from './takenAlong.ts'
import type { WorkRepo, WorkRow, WorkState } from './workRepo.ts'

export type WorkDependencies = {
  readonly repo: WorkRepo
  readonly pinned: () => ReadonlySet<LineId>
  readonly unpin: (line: Line) => void
  readonly keptOf: (id: LineId) => KeptLine | undefined
  readonly partsOf: (id: LineId) => ReadonlyMap<LivePartName, { readonly body: string; readonly at: string }>
  readonly search: Search['search']
  readonly find: FindWanted
  /** Lines kept here: what was not found is looked for again where there are others. */
  readonly lineCount: () => number
  readonly lookUp: LinesService['lookUp']
  readonly nativeIdIn: (text: string) => string | null
  readonly now: () => Date
  readonly newId: () => string
}

/** Lines and unknown ones taken in at a time. */
const addMost = 500
/** Unread lines of a text that are told. */
const unreadMost = 20

const Kept = z.object({
  by: z.enum(['nid', 'address']), nid: z.string().optional(), postcode: z.string().optional(), number: z.string().optional(),
  extension: z.string().nullable().optional(), text: z.string(), reason: z.enum(['notHere', 'several']),
})
const order: readonly WorkWhen[] = ['today', 'week', 'past', 'later', 'none']

/**
 * The engineer's work: pinned lines, lines that were pasted or imported, and those that saved filters find now; each with its
 * order's next date and what *Take along* still misses. Kept in the journal.
 */
export function createWork(given: WorkDependencies): WorkService {
  const { repo } = given
  const at = (): string => given.now().toISOString()
  /** Lines kept when unknown ones were last looked for. */
  let lookedAt = -1

  const lineFor = (id: LineId): Line => {
    const kept = given.keptOf(id)
    if (kept === undefined) throw new NotFound('line')
    return kept.line
  }
  const put = (line: Line, state: WorkState, added: boolean): void =>
    repo.put({ key: line.id, lineId: line.id, state, added, wanted: '', changedAt: at(), snapshot: snapshotOf(line) })
  const isAdded = (row: WorkRow | undefined): boolean => row?.added === true && row.state !== 'out'
  /** Takes a line in by itself; whether it was not there. One that was done is taken up again. */
  const take = (id: LineId): boolean => {
    const row = repo.get(id)
    if (row?.state !== 'open' || !row.added) put(lineFor(id), 'open', true)
    return !isAdded(row) && !given.pinned().has(id)
  }

  const hitsOf = (query: string, filters: SavedFilter['filters']) => {
    const { hits, more } = given.search(query, filters, filterMost)
    return { ids: hits.map(({ line }) => line.id), more }
  }

  const isFiltered = (id: LineId): boolean => repo.filters().some(({ on, query, filters }) => on && hitsOf(query, filters).ids.includes(id))

  /** Unknown ones that are here by now become lines. */
  const resolveAgain = (): void => {
    const count = given.lineCount()
    if (count === lookedAt) return
    lookedAt = count
    repo.transaction(() => {
      for (const { key, lineId, wanted } of repo.all()) {
        const asked = lineId === null ? wantedOf(wanted) : null
        const found = asked === null ? null : given.find(asked)
        if (found === null || !('ids' in found)) continue
        repo.remove(key)
        found.ids.forEach(take)
      }
    })
  }

  const itemOf = (kept: KeptLine, row: WorkRow | undefined, filterIds: string[], today: string): WorkItem => {
    const { line, summary } = kept
    const parts = given.partsOf(line.id)
    const found = parts.get('transaction')
    const transaction = found === undefined ? null : JSON.parse(found.body) as PartBodies['transaction']
    const orders = parts.get('serviceOrders')
    const plan = planOfLine(line, transaction, orders === undefined ? [] : JSON.parse(orders.body) as PartBodies['serviceOrders'], today)
    const isRunning = transaction !== null && transaction.open !== false && transaction.state !== 'finished' && transaction.state !== 'cancelled'
    const done = row?.state === 'done'
    return {
      line: summary, pinned: given.pinned().has(line.id), added: isAdded(row), filterIds, done, doneAt: done ? row.changedAt : null,
      transaction: isRunning
        ? { action: transaction.action, state: transaction.state, dates: transaction.dates, onDemand: transaction.onDemand, onDemandRequested: transaction.onDemandRequested }
        : null,
      transactionAt: found?.at ?? null, plan, when: whenOf(plan?.date ?? null, today),
      ...takenAlong(line, part => parts.get(part)?.at ?? null, given.now()),
    }
  }

  return {
    list() {
      resolveAgain()
      const today = localDay(given.now())
      const rows = new Map(repo.all().map(row => [row.key, row]))
      const saved = repo.filters().map(filter => ({ ...filter, ...hitsOf(filter.query, filter.filters) }))
      const ids = new Set<LineId>([
        ...given.pinned(), ...[...rows.values()].flatMap(row => (row.lineId !== null && isAdded(row) ? [row.lineId] : [])),
        ...saved.filter(({ on }) => on).flatMap(filter => filter.ids).filter(id => rows.get(id)?.state !== 'out'),
      ])
      const items = [...ids].flatMap(id => {
        const kept = given.keptOf(id)
        const filterIds = saved.filter(filter => filter.on && filter.ids.includes(id)).map(filter => filter.id)
        return kept === undefined ? [] : [itemOf(kept, rows.get(id), filterIds, today)]
      })
      return {
        today, items: items.toSorted(byUrgency),
        unknown: [...rows.values()].filter(({ lineId }) => lineId === null).map(unknownOf),
        filters: saved.map(({ ids: found, ...filter }) => ({ ...filter, count: found.length })),
      }
    },
    add(text) {
      const { wanted, unread } = readList(text, given.nativeIdIn)
      let [added, already, unknown] = [0, 0, 0]
      repo.transaction(() => {
        for (const each of wanted.slice(0, addMost)) {
          const found = given.find(each)
          if ('ids' in found) {
            const fresh = found.ids.filter(id => take(id)).length
            added += fresh
            already += found.ids.length - fresh
            continue
          }
          const key = keyOf(each)
          if (repo.get(key) === undefined) unknown += 1
          else already += 1
          repo.put({ key, lineId: null, state: 'open', added: true, wanted: JSON.stringify({ ...each, reason: found.reason }), changedAt: at(), snapshot: '{}' })
        }
      })
      return { added, already, unknown, unread: unread.slice(0, unreadMost), tooMany: wanted.length > addMost }
    },
    addLine: id => void take(id),
    holds(id) {
      const row = repo.get(id)
      return isAdded(row) || (row?.state !== 'out' && isFiltered(id))
    },
    async lookUp(key, signal) {
      const asked = wantedOf(repo.get(key)?.wanted ?? '')
      if (asked?.by !== 'nid') throw new NotFound('line')
      const { found, failures } = await given.lookUp(asked.nid, signal)
      if (found.length > 0) {
        repo.transaction(() => {
          repo.remove(key)
          for (const { id } of found) take(id)
        })
      }
      return { found: found.length > 0, failures }
    },
    setDone(id, done) {
      put(lineFor(id), done ? 'done' : 'open', repo.get(id)?.added ?? false)
    },
    removeLine(id) {
      const line = lineFor(id)
      if (given.pinned().has(id)) given.unpin(line)
      if (isFiltered(id)) put(line, 'out', false)
      else repo.remove(id)
    },
    dropUnknown: key => void (wantedOf(repo.get(key)?.wanted ?? '') !== null && repo.remove(key)),
    saveFilter(name, query, filters) {
      if (query === '' && Object.values(filters).every(list => list.length === 0)) throw new Invalid('query', 'empty')
      // The same name again is the same filter, changed.
      const id = repo.filters().find(filter => filter.name.toLowerCase() === name.toLowerCase())?.id ?? given.newId()
      repo.putFilter({ id, name, query, filters, on: true }, at())
      return { id }
    },
    switchFilter(id, on) {
      const filter = repo.filters().find(each => each.id === id)
      if (filter === undefined) throw new NotFound('item')
      repo.putFilter({ ...filter, on }, at())
    },
    dropFilter: id => void repo.removeFilter(id),
  }
}

const keyOf = (wanted: Wanted): string =>
  `?${wanted.by === 'nid' ? wanted.nid : [wanted.postcode, wanted.number, wanted.extension].filter(Boolean).join(' ')}`

function readKept(text: string): z.infer<typeof Kept> | null {
  try {
    const read = Kept.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** What an unknown row asks for. */
function wantedOf(text: string): Wanted | null {
  const kept = readKept(text)
  if (kept?.by === 'nid' && kept.nid !== undefined) return { by: 'nid', nid: kept.nid, text: kept.text }
  if (kept?.by !== 'address' || kept.postcode === undefined || kept.number === undefined) return null
  return { by: 'address', postcode: kept.postcode, number: kept.number, extension: kept.extension ?? null, text: kept.text }
}

function unknownOf({ key, wanted }: WorkRow): UnknownWork {
  const kept = readKept(wanted)
  return { key, text: kept?.text ?? key.slice(1), nid: kept?.nid ?? null, reason: kept?.reason ?? 'notHere' }
}

function byUrgency(a: WorkItem, b: WorkItem): number {
  if (a.done !== b.done) return a.done ? 1 : -1
  if (a.done) return (b.doneAt ?? '').localeCompare(a.doneAt ?? '')
  return order.indexOf(a.when) - order.indexOf(b.when) || (a.plan?.date ?? '').localeCompare(b.plan?.date ?? '')
    || `${a.line.street} ${a.line.place}`.localeCompare(`${b.line.street} ${b.line.place}`, 'nl', { numeric: true })
}
