import type Database from 'better-sqlite3'
import type { SearchFilters } from '../../shared/model/search.ts'
import { wordsOf } from './fold.ts'
import { networkOf } from './ipv4.ts'
import type { Ipv4Range } from './ipv4.ts'
import { filterCondition } from './lineFilter.ts'
import type { Corrections } from './matchLine.ts'
import type { QueryWord } from './parseQuery.ts'

/** Ranks in ranking order; `capped` where more may match than were looked at. */
export type Ranks = { readonly ranks: readonly number[]; readonly capped: boolean }
export const noRanks: Ranks = { ranks: [], capped: false }

/** So many matches of a key's beginning, or rows under filters, are looked at. */
const lookedAt = 2_000
const lookedAtWithFilters = 10_000
/** A beginning of a word is replaced by the words that begin so where they are at most this many. */
const mostCompletions = 12

/** Suppliers are words of their lines: through the index, one that few lines have is found without going through the rest. */
function ofSuppliers({ suppliers }: SearchFilters): string[] {
  const each = suppliers.map(name => wordsOf(name).map(word => `"${word}"`))
  return each.length === 0 || each.some(words => words.length === 0) ? [] : [`(${each.map(words => `(${words.join(' AND ')})`).join(' OR ')})`]
}

const afterAll = '\u{10ffff}'

/** Everything search asks of the cache. Reads only, in ranking order, and no more than it was asked for. */
export function searchIndexOf(db: Database.Database) {
  const prepared = new Map<string, Database.Statement<(string | number)[], number>>()
  const ranksBy = (sql: string): Database.Statement<(string | number)[], number> => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = db.prepare<(string | number)[], number>(sql).pluck()
    if (prepared.size > 200) prepared.clear()
    prepared.set(sql, statement)
    return statement
  }
  const completions = db.prepare<[string, string], string>(
    `SELECT word FROM vocabulary WHERE word >= ? AND word < ? ORDER BY word LIMIT ${mostCompletions + 1}`).pluck()
  const isIn = (filters: SearchFilters) => {
    const condition = filterCondition(filters)
    if (condition === null) return () => true
    const statement = ranksBy(`SELECT 1 FROM line l WHERE l.rank = ? AND ${condition.sql}`)
    return (rank: number) => statement.get(rank, ...condition.values) !== undefined
  }

  /** The words that begin so, or null where they are too many. Numbers and short beginnings have an index of their own. */
  const completed = (word: string): readonly string[] | null => {
    if (word.length < 4 || /^\p{N}/u.test(word)) return null
    const found = completions.all(word, word + afterAll)
    return found.length > mostCompletions ? null : found
  }

  const alternatives = ({ word, wholeOnly, long }: QueryWord, corrections: readonly string[], whole: boolean): string => {
    const quoted = (words: readonly string[]) => words.map(each => `"${each}"`)
    const typed = long === null ? [word] : [word, long]
    if (whole || wholeOnly) return `(${quoted([...typed, ...corrections]).join(' OR ')})`
    const own = typed.flatMap(each => {
      const words = completed(each)
      return words === null ? [`"${each}"*`] : quoted(words)
    })
    const all = [...own, ...quoted(corrections)]
    return all.length === 0 ? '' : `(${all.join(' OR ')})`
  }

  /** Of the first rows of `source`, those under the filters. CROSS JOIN keeps the order of the source. */
  const narrowed = (source: string, values: readonly string[], condition: NonNullable<ReturnType<typeof filterCondition>>, limit: number): Ranks => {
    const first = `(${source} LIMIT ${lookedAtWithFilters})`
    const ranks = ranksBy(`SELECT l.rank FROM ${first} s CROSS JOIN line l ON l.rank = s.rank WHERE ${condition.sql} LIMIT ?`)
      .all(...values, ...condition.values, limit)
    return { ranks, capped: ranks.length === limit || ranksBy(`SELECT count(*) FROM ${first}`).get(...values) === lookedAtWithFilters }
  }

  return {
    isIn,
    /** Lines that have every word: whole, or (not `whole`) as the beginning of one, or one of its corrections. */
    withWords(words: readonly QueryWord[], whole: boolean, corrections: Corrections, filters: SearchFilters, limit: number): Ranks {
      const parts = words.map(word => alternatives(word, corrections.get(word.word) ?? [], whole))
      if (parts.length === 0 || parts.includes('')) return noRanks
      const condition = filterCondition(filters)
      const match = [...parts, ...ofSuppliers(filters)].join(' AND ')
      if (condition === null) {
        const ranks = ranksBy('SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rowid LIMIT ?').all(match, limit)
        return { ranks, capped: ranks.length === limit }
      }
      return narrowed('SELECT rowid AS rank FROM word_index WHERE word_index MATCH ? ORDER BY rowid', [match], condition, limit)
    },
    withKey: (key: string): number[] => ranksBy(`SELECT rank FROM line_key WHERE key = ? LIMIT ${lookedAt}`).all(key),
    withKeyBeginning(key: string): Ranks {
      const ranks = ranksBy(`SELECT rank FROM line_key WHERE key >= ? AND key < ? LIMIT ${lookedAt}`).all(key, key + afterAll)
      return { ranks, capped: ranks.length === lookedAt }
    },
    /** Lines with an address or subnet that holds all of `range`: one look-up per size a subnet may have. */
    holding(range: Ipv4Range): number[] {
      const found: number[] = []
      for (let bits = range.bits; bits >= 0; bits -= 1) {
        found.push(...ranksBy(`SELECT rank FROM ip_range WHERE network = ? AND bits = ? LIMIT ${lookedAt}`).all(networkOf(range.network, bits), bits))
      }
      return found
    },
    withIpBetween(from: number, to: number): Ranks {
      const ranks = ranksBy(`SELECT rank FROM ip_range WHERE network BETWEEN ? AND ? LIMIT ${lookedAt}`).all(from, to)
      return { ranks, capped: ranks.length === lookedAt }
    },
    /** Lines between two ranks whose postcode is this one, as it is shown: those of other countries may lie among them. */
    between: (from: number, to: number, postcode: string, limit: number): number[] =>
      ranksBy('SELECT rank FROM line WHERE rank >= ? AND rank < ? AND substr(place, 1, length(?)) = ? ORDER BY rank LIMIT ?').all(from, to, postcode, postcode, limit),
    /** Lines under filters without any word, from the first in ranking order. */
    filtered(filters: SearchFilters, limit: number): Ranks {
      const condition = filterCondition(filters)
      if (condition === null) return noRanks
      const suppliers = ofSuppliers(filters)
      return suppliers.length === 0 ? narrowed('SELECT rank FROM line ORDER BY rank', [], condition, limit)
        : narrowed('SELECT rowid AS rank FROM word_index WHERE word_index MATCH ? ORDER BY rowid', suppliers, condition, limit)
    },
  }
}
export type SearchIndex = ReturnType<typeof searchIndexOf>
