import type Database from 'better-sqlite3'
import { z } from 'zod'
import { LivePartName } from '../../shared/contract/lines.ts'
import { UtcTime } from '../../shared/model/common.ts'
import type { AccountId, LineId, SystemKey } from '../../shared/model/common.ts'
import type { Line, LineState } from '../../shared/model/line.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import { readers, readRecord } from './readers.ts'
import { parsedSections, rawWithSections, sectionsOfLine } from './sectionRows.ts'
import { atAddressOf, type TypedAddress } from './atAddress.ts'
import { identifiedOf } from './identified.ts'
import { sameHouseOf } from './sameHouse.ts'
import { summariesOf } from './summaries.ts'

/** A line as the cache has it. `raw` is the system's record with secrets replaced. */
export type CachedLine = { readonly line: Line; readonly raw: string; readonly summary: LineSummary }
/** A part of a line kept for offline use; `body` is JSON as it was saved. */
export type CachedPart = { readonly part: LivePartName; readonly body: string; readonly at: string }

export type LineStore = {
  get(id: LineId): CachedLine | undefined
  /** In the order asked for; what is not cached is left out. */
  summaries(ids: readonly LineId[]): LineSummary[]
  /** Active lines at the same house number, in address order; the line itself is among them. */
  atHouse(line: Line, limit: number): LineSummary[]
  /** Lines at a typed postcode and house number, whatever their state; those with the typed extension first. */
  atAddress(address: TypedAddress, limit: number): LineSummary[]
  /** Lines that have one of these folded keys or single addresses, each once. */
  identified(keys: readonly string[], ips: readonly string[], limit: number): LineSummary[]
  parts(id: LineId): CachedPart[]
  facets(): { technologies: { name: string; count: number }[]; suppliers: { name: string; count: number }[]; lineCount: number }
  /** Lines that an account's synchronisation has brought. */
  lineCountOf(id: AccountId): number
  /** Lines of an account of which something is missing that no list brings, and the calls it would take. */
  detailsLeft(id: AccountId): { lines: number; calls: number }
  /** Some of them, after a rank, in ranking order. */
  withoutDetails(id: AccountId, afterRank: number, limit: number): { id: LineId; rank: number }[]
  /** The account of a line of which details are missing. */
  withoutDetailsAt(id: LineId): AccountId | null
  /** What is known of an account's walks, to tell the state of its synchronisation after a start. */
  walksOf(id: AccountId): WalkState[]
}

/** State of one walk: under way where `underWay`, complete at `completedAt` at least once where that is not null. */
export type WalkState = {
  readonly key: string; readonly underWay: boolean; readonly linesDone: number; readonly linesTotal: number | null
  readonly changed: number; readonly bad: number; readonly startedAt: string | null; readonly completedAt: string | null
  /** Of a list that comes whole: when it last did, and whether the system gives only its changes when asked for those; else null. */
  readonly wholeAt: string | null; readonly heeds: boolean | null
}

const PartRow = z.object({ part: LivePartName, body: z.string(), at: UtcTime })

/** Reads of `cache.db` beside search, on a connection that can only read. */
export function createLineStore({ db, isPinned }: { readonly db: Database.Database; readonly isPinned: (id: LineId) => boolean }): LineStore {
  const summaries = summariesOf(db, isPinned)
  const record = db.prepare<[number], {
    system: SystemKey; account_id: AccountId; state: LineState | null; seen_at: string; raw: string; name: string | null
  }>(`SELECT l.system, l.account_id, l.state, l.seen_at, b.raw, e.name FROM line_body b JOIN line l USING (rank)
    LEFT JOIN end_user e ON e.uuid = l.end_user WHERE b.rank = ?`)
  const sections = sectionsOfLine(db)
  const parts = db.prepare<[string]>('SELECT part, body, at FROM line_part WHERE line_id = ? ORDER BY part')
  const facet = db.prepare<[string], { name: string; count: number }>('SELECT name, count FROM facet WHERE kind = ? ORDER BY count DESC, name')
  const countOf = db.prepare<[string], number>(`SELECT count FROM facet WHERE kind = 'account' AND name = ?`).pluck()
  const walks = db.prepare<[string], {
    key: string; next_page: number | null; lines_done: number; lines_total: number | null; changed: number; bad: number
    started_at: string | null; completed_at: string | null; whole_at: string | null; heeds: number | null
  }>('SELECT * FROM walk WHERE account_id = ? AND generation > 0 ORDER BY id')
  const detailsLeft = db.prepare<[string], { lines: number; calls: number | null }>(
    'SELECT count(*) AS lines, sum(details_missing) AS calls FROM line WHERE account_id = ? AND details_missing > 0')
  const withoutDetails = db.prepare<[string, number, number], { id: LineId; rank: number }>(
    'SELECT id, rank FROM line WHERE account_id = ? AND rank > ? AND details_missing > 0 ORDER BY rank LIMIT ?')
  const withoutDetailsAt = db.prepare<[string], AccountId>('SELECT account_id FROM line WHERE id = ? AND details_missing > 0').pluck()
  return {
    get(id) {
      const found = summaries.byId(id)
      const stored = found === undefined ? undefined : record.get(found.rank)
      const beside = stored === undefined ? [] : sections(id, stored.account_id)
      const read = stored === undefined ? null : readRecord(readers, stored, parsedSections(beside))
      if (found === undefined || stored === undefined || read === null) return undefined
      const { endUser } = read.line
      const named = endUser === null ? null : { ...endUser, name: stored.name ?? endUser.name }
      return { line: { ...read.line, id, endUser: named, seenAt: found.summary.seenAt }, raw: rawWithSections(stored.raw, beside), summary: found.summary }
    },
    summaries: ids => ids.flatMap(id => summaries.byId(id)?.summary ?? []),
    atHouse: sameHouseOf(db, summaries),
    atAddress: atAddressOf(db, summaries),
    identified: identifiedOf(db, summaries),
    parts: id => parts.all(id).map(row => PartRow.parse(row)),
    facets: () => ({ technologies: facet.all('technology'), suppliers: facet.all('supplier'), lineCount: facet.all('all')[0]?.count ?? 0 }),
    lineCountOf: id => countOf.get(id) ?? 0,
    detailsLeft(id) {
      const left = detailsLeft.get(id)
      return { lines: left?.lines ?? 0, calls: left?.calls ?? 0 }
    },
    withoutDetails: (id, afterRank, limit) => withoutDetails.all(id, afterRank, limit),
    withoutDetailsAt: id => withoutDetailsAt.get(id) ?? null,
    walksOf: id => walks.all(id).map(row => ({
      key: row.key, underWay: row.next_page !== null, linesDone: row.lines_done, linesTotal: row.lines_total, changed: row.changed, bad: row.bad,
      startedAt: row.started_at, completedAt: row.completed_at, wholeAt: row.whole_at, heeds: row.heeds === null ? null : row.heeds === 1,
    })),
  }
}
