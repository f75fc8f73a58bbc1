import type Database from 'better-sqlite3'
import { hash } from 'node:crypto'
import type { Line } from '../../shared/model/line.ts'
import type { ReadLine } from '../operators/operator.ts'
import { missingDetailsOf } from './missingDetails.ts'
import { firstRankOf, houseRange } from './rank.ts'
import { placeTextOf, streetOf } from './lineOffers.ts'
import { encodeSearchText, indexedKeys, indexedRanges, indexedWords, searchTextOf } from './searchText.ts'
import type { StoredSection } from './sectionRows.ts'
import type { Ipv4Range } from './ipv4.ts'

/** Raised whenever what is derived from a line changes, so that unchanged raw records are derived anew. */
const derivation = 3

/** A line ready to be written. */
export type LineRow = {
  readonly line: Line; readonly raw: string; readonly hash: string; readonly search: string
  readonly words: readonly string[]; readonly keys: readonly string[]; readonly ranges: readonly Ipv4Range[]
}

/** Tells whether a record differs from the one kept: the raw record with its sections, the state its walk gave it, its end user's name. */
export const hashOf = ({ line, raw }: ReadLine, endUserName: string | null, sections: readonly StoredSection[]): string => hash(
  'sha1', `${derivation}\n${line.state ?? ''}\n${endUserName ?? ''}\n${raw}${sections.map(each => `\n${each.section}\n${each.raw}`).join('')}`, 'base64',
).slice(0, 16)

/** Everything a line's row, words, keys and ranges need. */
export function lineRowOf(read: ReadLine, endUserName: string | null, sections: readonly StoredSection[]): LineRow {
  const { endUser } = read.line
  const line = endUser === null || endUserName === null ? read.line : { ...read.line, endUser: { ...endUser, name: endUserName } }
  const text = searchTextOf(line)
  return {
    line, raw: read.raw, hash: hashOf(read, endUserName, sections), search: encodeSearchText(text),
    words: indexedWords(text), keys: indexedKeys(text), ranges: indexedRanges(text),
  }
}

const shown = ({ line }: LineRow) => [line.nativeId, streetOf(line), placeTextOf(line), line.technology, line.medium, line.supplier, line.state,
  line.online] as const

export type LineRows = ReturnType<typeof lineRowsOf>

/** Writes rows of lines with everything that hangs on them. To be used inside a transaction. */
export function lineRowsOf(db: Database.Database) {
  const lastIn = db.prepare<[number, number], number | null>('SELECT max(rank) FROM line WHERE rank >= ? AND rank < ?').pluck()
  const insertLine = db.prepare<(string | number | null)[]>(`INSERT INTO line (rank, id, system, account_id, native_id, street, place, technology, medium,
    supplier, state, online, gone, end_user, seen_at, hash, search, details_missing) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,0,?,?,?,?,?)
    ON CONFLICT (rank) DO NOTHING`)
  const updateLine = db.prepare<(string | number | null)[]>(`UPDATE line SET account_id = ?, native_id = ?, street = ?, place = ?, technology = ?,
    medium = ?, supplier = ?, state = ?, online = ?, gone = 0, end_user = ?, seen_at = ?, hash = ?, search = ?, details_missing = ? WHERE rank = ?`)
  const removeLine = db.prepare<[number]>('DELETE FROM line WHERE rank = ?')
  const putBody = db.prepare<[number, string]>('INSERT OR REPLACE INTO line_body (rank, raw) VALUES (?,?)')
  const removeBody = db.prepare<[number]>('DELETE FROM line_body WHERE rank = ?')
  const insertKey = db.prepare<[string, number]>('INSERT OR IGNORE INTO line_key (key, rank) VALUES (?,?)')
  const removeKey = db.prepare<[string, number]>('DELETE FROM line_key WHERE key = ? AND rank = ?')
  const insertRange = db.prepare<[number, number, number]>('INSERT OR IGNORE INTO ip_range (network, bits, rank) VALUES (?,?,?)')
  const removeRange = db.prepare<[number, number, number]>('DELETE FROM ip_range WHERE network = ? AND bits = ? AND rank = ?')
  const insertWords = db.prepare<[number, string]>('INSERT INTO word_index (rowid, words) VALUES (?,?)')
  const replaceWords = db.prepare<[number, string]>('INSERT OR REPLACE INTO word_index (rowid, words) VALUES (?,?)')
  const removeWords = db.prepare<[number]>('DELETE FROM word_index WHERE rowid = ?')
  const addToVocabulary = db.prepare<[string]>('INSERT OR IGNORE INTO vocabulary (word) VALUES (?)')
  const known = new Set<string>()

  const learn = (words: readonly string[]) => {
    for (const word of words) {
      // Numbers are neither completed (search.ts) nor corrected (typos.ts) through the vocabulary.
      if (known.has(word) || word.length < 3 || /^\p{N}/u.test(word)) continue
      addToVocabulary.run(word)
      known.add(word)
    }
  }
  /** Inserts at the first free rank from `first` on: lines at one address lie side by side. */
  const insertFrom = (first: number, row: LineRow): number => {
    const insertAt = (rank: number): boolean => insertLine.run(
      rank, row.line.id, row.line.system, row.line.accountId, ...shown(row), row.line.endUser?.uuid ?? null, row.line.seenAt, row.hash, row.search,
      missingDetailsOf(row.line),
    ).changes > 0
    for (let rank = first; rank < first + 8; rank += 1) if (insertAt(rank)) return rank
    // A crowd at one address goes behind its last, and beyond its house number where that is full.
    const [from, to] = houseRange(first)
    for (let end = to; ; end += end - from) {
      const rank = Math.max(first, lastIn.get(from, end) ?? first) + 1
      if (rank < end && insertAt(rank)) return rank
    }
  }

  return {
    /** Adds a line that is not there yet. Gives its rank. */
    insert(row: LineRow): number {
      const rank = insertFrom(firstRankOf(row.line), row)
      putBody.run(rank, row.raw)
      for (const key of row.keys) insertKey.run(key, rank)
      for (const { network, bits } of row.ranges) insertRange.run(network, bits, rank)
      insertWords.run(rank, row.words.join(' '))
      learn(row.words)
      return rank
    },
    /** Changes a line in place; only where its keys or words differ are those touched. `before` is what was stored. */
    update(rank: number, row: LineRow, before: Pick<LineRow, 'words' | 'keys' | 'ranges'>): void {
      updateLine.run(row.line.accountId, ...shown(row), row.line.endUser?.uuid ?? null, row.line.seenAt, row.hash, row.search,
        missingDetailsOf(row.line), rank)
      putBody.run(rank, row.raw)
      const keys = new Set(row.keys)
      for (const key of before.keys) if (!keys.has(key)) removeKey.run(key, rank)
      for (const key of keys) insertKey.run(key, rank)
      for (const { network, bits } of before.ranges) removeRange.run(network, bits, rank)
      for (const { network, bits } of row.ranges) insertRange.run(network, bits, rank)
      const words = row.words.join(' ')
      if (words !== before.words.join(' ')) replaceWords.run(rank, words)
      learn(row.words)
    },
    remove(rank: number, before: Pick<LineRow, 'keys' | 'ranges'>): void {
      removeLine.run(rank)
      removeBody.run(rank)
      for (const key of before.keys) removeKey.run(key, rank)
      for (const { network, bits } of before.ranges) removeRange.run(network, bits, rank)
      removeWords.run(rank)
    },
    /** Whether a stored rank still says where the line belongs; if not, the line moves. */
    fits(rank: number, line: Line): boolean {
      const first = firstRankOf(line)
      const [from, to] = houseRange(first)
      return rank >= from && rank < to
    },
    /** After a transaction that was rolled back, what was learnt in it may be gone. */
    forget(): void { known.clear() },
  }
}
