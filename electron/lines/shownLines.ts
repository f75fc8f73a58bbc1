import type Database from 'better-sqlite3'
import { placedTextOf } from './matchLine.ts'
import type { PlacedText } from './matchLine.ts'
import type { StoredSummary } from './summaries.ts'

/** A line as lists show it, its texts ready to be matched. */
export type ShownLine = { readonly stored: StoredSummary; readonly placed: PlacedText }

/** So many lines are kept ready: with each further letter typed, most of the best lines are those of the letter before. */
const mostKept = 400

/** Reads lines by rank and keeps the last of them until anything in the cache, or what is marked, changes. */
export function shownLinesOf(db: Database.Database, byRank: (rank: number) => StoredSummary | undefined) {
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck()
  const kept = new Map<number, ShownLine>()
  let seen: { readonly data: number | undefined; readonly marks: unknown } | null = null
  return {
    /** Before each search: forgets what may have changed. `marks` is the same object until marks change. */
    refresh(marks: unknown): void {
      const data = dataVersion.get()
      if (seen?.data === data && seen?.marks === marks) return
      kept.clear()
      seen = { data, marks }
    },
    get(rank: number): ShownLine | undefined {
      const known = kept.get(rank)
      if (known !== undefined) {
        kept.delete(rank)
        kept.set(rank, known)
        return known
      }
      const stored = byRank(rank)
      if (stored === undefined) return undefined
      const line = { stored, placed: placedTextOf(stored.text) }
      kept.set(rank, line)
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return line
    },
  }
}
