import type Database from 'better-sqlite3'
import { z } from 'zod'
import { LineId, UtcTime } from '../../shared/model/common.ts'
import { SearchFilters } from '../../shared/model/search.ts'

/** `open` and `done` are the engineer's; `out`: taken out, though a filter still finds it. */
export type WorkState = 'open' | 'done' | 'out'

/** A row of the work. `added`: by itself, not only by a pin or a filter. Unknown ones have no line. */
export type WorkRow = {
  readonly key: string; readonly lineId: LineId | null; readonly state: WorkState; readonly added: boolean
  readonly wanted: string; readonly changedAt: string; readonly snapshot: string
}
export type FilterRow = { readonly id: string; readonly name: string; readonly query: string; readonly filters: SearchFilters; readonly on: boolean }

const Row = z.object({
  key: z.string(), line_id: LineId.nullable(), state: z.enum(['open', 'done', 'out']), added: z.number(), wanted: z.string(), changed_at: UtcTime, snapshot: z.string(),
})
const Filter = z.object({ id: z.string(), name: z.string(), query: z.string(), filters: z.string(), is_on: z.number() })

/** Journal tables `work_item` and `work_filter`. */
export function createWorkRepo(db: Database.Database) {
  const put = db.prepare<[Record<string, string | number | null>]>(`INSERT INTO work_item (key, line_id, state, added, wanted, changed_at, snapshot)
    VALUES (@key, @lineId, @state, @added, @wanted, @changedAt, @snapshot)
    ON CONFLICT (key) DO UPDATE SET line_id = excluded.line_id, state = excluded.state, added = excluded.added, wanted = excluded.wanted,
      changed_at = excluded.changed_at, snapshot = excluded.snapshot`)
  const rows = db.prepare<[]>('SELECT * FROM work_item ORDER BY key')
  const row = db.prepare<[string]>('SELECT * FROM work_item WHERE key = ?')
  const remove = db.prepare<[string]>('DELETE FROM work_item WHERE key = ?')
  const putFilter = db.prepare<[Record<string, string | number>]>(`INSERT INTO work_filter (id, name, query, filters, is_on, changed_at)
    VALUES (@id, @name, @query, @filters, @on, @changedAt)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query, filters = excluded.filters, is_on = excluded.is_on,
      changed_at = excluded.changed_at`)
  const filters = db.prepare<[]>('SELECT id, name, query, filters, is_on FROM work_filter ORDER BY name COLLATE NOCASE, id')
  const removeFilter = db.prepare<[string]>('DELETE FROM work_filter WHERE id = ?')
  const read = (value: unknown): WorkRow => {
    const { line_id: lineId, changed_at: changedAt, added, ...rest } = Row.parse(value)
    return { ...rest, lineId, changedAt, added: added === 1 }
  }
  return {
    put: ({ added, ...rest }: WorkRow): void => void put.run({ ...rest, added: added ? 1 : 0 }),
    all: (): WorkRow[] => rows.all().map(read),
    get(key: string): WorkRow | undefined {
      const found = row.get(key)
      return found === undefined ? undefined : read(found)
    },
    /** Whether there was one. */
    remove: (key: string): boolean => remove.run(key).changes > 0,
    putFilter: ({ filters: wanted, on, ...rest }: FilterRow, changedAt: string): void =>
      void putFilter.run({ ...rest, filters: JSON.stringify(wanted), on: on ? 1 : 0, changedAt }),
    filters: (): FilterRow[] => filters.all().flatMap(value => {
      const { is_on: on, filters: text, ...rest } = Filter.parse(value)
      const wanted = SearchFilters.safeParse(parsed(text))
      return wanted.success ? [{ ...rest, on: on === 1, filters: wanted.data }] : []
    }),
    removeFilter: (id: string): boolean => removeFilter.run(id).changes > 0,
    transaction: <Result>(work: () => Result): Result => db.transaction(work).immediate(),
  }
}
export type WorkRepo = ReturnType<typeof createWorkRepo>

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
