import type Database from 'better-sqlite3'
import type { LineSummary } from '../../shared/model/search.ts'
import { fold, foldKey, wordsOf } from './fold.ts'
import { postcodeShown } from './lineOffers.ts'
import { postcodeRanges } from './rank.ts'
import type { StoredSummary, Summaries } from './summaries.ts'

/** A typed address; `extension` null for any. */
export type TypedAddress = { readonly postcode: string; readonly houseNumber: number; readonly extension: string | null }

/** Lines at one house that are looked at: a block of flats. */
const lookedAt = 400

/** The house number and what follows it, folded: `10`, `a`. Null where the text has no such number. */
function afterNumber(house: string, houseNumber: number): string | null {
  const found = [...house.matchAll(/(?<!\d)(\d+)(.*)$/g)].find(([, number]) => Number(number) === houseNumber)
    ?? [...house.matchAll(/(?<!\d)(\d+)/g)].map(match => [match[0], match[1], house.slice(match.index + match[0].length)]).find(([, number]) => Number(number) === houseNumber)
  return found === undefined ? null : foldKey(found[2] ?? '')
}

/**
 * Reads the lines at a postcode and house number, whatever their state: those with the extension that was typed first, then in address
 * order. Dutch postcodes are ranges of the table's own B-tree; others go through the index of words. Bounded.
 */
export function atAddressOf(db: Database.Database, summaries: Summaries) {
  const between = db.prepare<[number, number, number], number>('SELECT rank FROM line WHERE rank >= ? AND rank < ? ORDER BY rank LIMIT ?').pluck()
  const withWords = db.prepare<[string, number], number>('SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rowid LIMIT ?').pluck()

  const ranksAt = (postcode: string, houseNumber: number): number[] => {
    if (/^[1-9]\d{3}[a-z]{2}$/.test(postcode)) return postcodeRanges(postcode, houseNumber).flatMap(([from, to]) => between.all(from, to, lookedAt))
    const words = [...wordsOf(postcode), String(houseNumber)]
    return withWords.all(words.map(word => `"${word}"`).join(' AND '), lookedAt)
  }

  return ({ postcode, houseNumber, extension }: TypedAddress, limit: number): LineSummary[] => {
    const folded = fold(postcode).replaceAll(/\s+/g, '')
    if (folded === '' || !/^[a-z0-9-]+$/.test(folded)) return []
    const shown = postcodeShown(folded)
    const wanted = extension === null ? null : foldKey(extension)
    const found = ranksAt(folded, houseNumber).map(rank => summaries.byRank(rank)).filter((stored): stored is StoredSummary => stored !== undefined).flatMap(({ summary, text }) => {
      const here = text.some(([field, value]) => field === 'postcode' && fold(value).replaceAll(/\s+/g, '') === folded) && summary.place.startsWith(shown.slice(0, 3))
      const house = text.find(([field]) => field === 'address' || field === 'house')?.[1] ?? summary.street
      const after = here ? afterNumber(house, houseNumber) : null
      return after === null ? [] : [{ summary, isTyped: wanted !== null && after === wanted }]
    })
    return found.toSorted((a, b) => Number(b.isTyped) - Number(a.isTyped)).slice(0, limit).map(({ summary }) => summary)
  }
}
