import { Invalid, NotFound, type WorkService } from '../../electron/services.ts'
import type { SavedFilter, UnknownWork, WorkItem, WorkList } from '../../shared/contract/work.ts'
import type { LineView } from '../../shared/contract/lines.ts'

/** Work over a few lines in memory: the first is due today, the second later, the rest have no date. */
export function createFakeWork(views: readonly LineView[], now: string): WorkService & { listed(): WorkList } {
  const today = now.slice(0, 10)
  const day = (ahead: number): string => new Date(Date.parse(now) + ahead * 86_400_000).toISOString().slice(0, 10)
  const itemOf = ({ summary }: LineView, index: number): WorkItem => {
    const date = index === 0 ? today : index === 1 ? day(20) : null
    return {
      line: summary, pinned: index === 2, added: index !== 2, filterIds: [], done: false, doneAt: null, transactionAt: now,
      transaction: date === null ? null : { action: 'new', state: 'processing', dates: [{ key: 'customer_wish', date }], onDemand: null, onDemandRequested: null },
      plan: date === null ? null : { key: 'customer_wish', date, window: null }, when: index === 0 ? 'today' : index === 1 ? 'later' : 'none',
      missing: index === 0 ? [] : ['events', 'tickets'], old: index === 1 ? ['transaction'] : [],
    }
  }
  let items = views.slice(0, 4).map(itemOf)
  let unknown: UnknownWork[] = []
  let filters: SavedFilter[] = []
  const change = (id: string, part: Partial<WorkItem>): void => {
    if (!items.some(({ line }) => line.id === id)) throw new NotFound('line')
    items = items.map(item => (item.line.id === id ? { ...item, ...part } : item))
  }
  const list = (): WorkList => ({ today, items: items.toSorted((a, b) => Number(a.done) - Number(b.done)), unknown, filters })
  return {
    listed: list,
    list,
    add(text) {
      unknown = [...unknown, ...text.split('\n').filter(Boolean).map((row): UnknownWork => ({ key: `?${row}`, text: row, nid: row, reason: 'notHere' }))]
      return { added: 0, already: 0, unknown: unknown.length, unread: [], tooMany: false }
    },
    addLine(id) {
      const view = views.find(each => each.line.id === id)
      if (view === undefined) throw new NotFound('line')
      if (!items.some(({ line }) => line.id === id)) items = [...items, itemOf(view, items.length)]
    },
    holds: id => items.some(({ line, added }) => line.id === id && added),
    async lookUp(key) {
      unknown = unknown.filter(each => each.key !== key || !key.endsWith('1'))
      return { found: key.endsWith('1'), failures: [] }
    },
    setDone: (id, done) => change(id, { done, doneAt: done ? now : null }),
    removeLine(id) { items = items.filter(({ line }) => line.id !== id) },
    dropUnknown(key) { unknown = unknown.filter(each => each.key !== key) },
    saveFilter(name, query, wanted) {
      if (name === 'refused') throw new Invalid('query', 'empty')
      filters = [...filters, { id: `filter-${filters.length + 1}`, name, query, filters: wanted, on: true, count: 2, more: false }]
      return { id: `filter-${filters.length}` }
    },
    switchFilter(id, on) { filters = filters.map(filter => (filter.id === id ? { ...filter, on } : filter)) },
    dropFilter(id) { filters = filters.filter(filter => filter.id !== id) },
  }
}
