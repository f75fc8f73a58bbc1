import type Database from 'better-sqlite3'

export type FacetKind = 'all' | 'technology' | 'supplier' | 'account'

/** Counts that lists and filters show, kept up to date by differences, so that nobody has to count a million rows. */
export function facetCountsOf(db: Database.Database) {
  const change = db.prepare<[string, string, number]>(
    'INSERT INTO facet (kind, name, count) VALUES (?,?,?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
  )
  const removeEmpty = db.prepare('DELETE FROM facet WHERE count <= 0')
  let pending = new Map<string, { kind: FacetKind; name: string; by: number }>()
  return {
    add(kind: FacetKind, name: string | null, by: number): void {
      if (name === null) return
      const key = `${kind} ${name}`
      const entry = pending.get(key) ?? { kind, name, by: 0 }
      entry.by += by
      pending.set(key, entry)
    },
    /** Writes the differences; at the end of every transaction. */
    flush(): void {
      for (const { kind, name, by } of pending.values()) if (by !== 0) change.run(kind, name, by)
      if (pending.size > 0) removeEmpty.run()
      pending = new Map()
    },
    /** Drops the differences of a transaction that failed. */
    forget(): void { pending = new Map() },
  }
}
