import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import { LineSummary } from '../../shared/model/search.ts'
import { decodeSearchText } from './searchText.ts'
import type { SearchText } from './searchText.ts'

type SummaryRow = {
  readonly rank: number; readonly id: string; readonly account_id: string; readonly native_id: string | null; readonly street: string
  readonly place: string; readonly technology: string | null; readonly medium: string; readonly supplier: string | null
  readonly state: string | null; readonly online: string; readonly gone: number; readonly seen_at: string; readonly passed_at: string | null
  readonly search: string
}

/** A line as lists show it, with what it can be found by. */
export type StoredSummary = { readonly rank: number; readonly summary: LineSummary; readonly text: SearchText }

const columns = `l.rank, l.id, l.account_id, l.native_id, l.street, l.place, l.technology, l.medium, l.supplier, l.state, l.online, l.gone,
  l.seen_at, l.search, (SELECT max(w.passed_at) FROM member m JOIN walk w ON w.id = m.walk WHERE m.rank = l.rank AND m.missed = 0) AS passed_at`

/** Reads rows of lists. `isPinned` comes from the journal. */
export function summariesOf(db: Database.Database, isPinned: (id: LineId) => boolean) {
  const byRank = db.prepare<[number], SummaryRow>(`SELECT ${columns} FROM line l WHERE l.rank = ?`)
  const byId = db.prepare<[string], SummaryRow>(`SELECT ${columns} FROM line l WHERE l.id = ?`)
  const read = (row: SummaryRow | undefined): StoredSummary | undefined => row === undefined ? undefined : {
    rank: row.rank,
    text: decodeSearchText(row.search),
    summary: LineSummary.parse({
      id: row.id, accountId: row.account_id, nativeId: row.native_id, street: row.street, place: row.place, technology: row.technology,
      medium: row.medium, supplier: row.supplier, state: row.state, online: row.online, pinned: isPinned(row.id as LineId), gone: row.gone === 1,
      // Rows that did not change are not written again: the last complete walk that brought the line has seen it too.
      seenAt: row.passed_at !== null && row.passed_at > row.seen_at ? row.passed_at : row.seen_at,
    }),
  }
  return {
    byRank: (rank: number): StoredSummary | undefined => read(byRank.get(rank)),
    byId: (id: LineId): StoredSummary | undefined => read(byId.get(id)),
  }
}
export type Summaries = ReturnType<typeof summariesOf>
