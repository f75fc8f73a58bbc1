import type Database from 'better-sqlite3'

export type FacetKind = 'all' | 'technology' | 'supplier' | 'account'

/** Counts that lists and filters show, kept up to date by differences, so that nobody has to count a million rows. */
export function facetCountsOf(db: Database.Database) {
  const change = db.prepare<[string, string, number]>(
    'INSERT INTO facet (kind, name, count) VALUES (?,?,?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
  )
  const removeEmpty = db.prepare('DELETE FROM facet WHERE count <= 0')
  const pending: Record<FacetKind, Map<string, number>> = { all: new Map(), technology: new Map(), supplier: new Map(), account: new Map() }
  const forget = () => { for (const counts of Object.values(pending)) counts.clear() }
  return {
    add(kind: FacetKind, name: string | null, by: number): void {
      if (name !== null) pending[kind].set(name, (pending[kind].get(name) ?? 0) + by)
    },
    /** Writes the differences; at the end of every transaction. */
    flush(): void {
      let removed = false
      for (const [kind, counts] of Object.entries(pending)) {
        for (const [name, by] of counts) {
          if (by !== 0) change.run(kind, name, by)
          removed ||= by < 0
        }
      }
      if (removed) removeEmpty.run()
      forget()
    },
    /** Drops the differences of a transaction that failed. */
    forget,
  }
}
