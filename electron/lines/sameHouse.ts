import type Database from 'better-sqlite3'
import type { Line } from '../../shared/model/line.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import { fold } from './fold.ts'
import { firstRankOf, houseRange } from './rank.ts'
import { postcodeShown } from './lineOffers.ts'
import type { Summaries } from './summaries.ts'

/**
 * Reads the active lines at the house number of a line, whatever their extension, in address order; the line itself is among
 * them. One range of the table's own B-tree: a block of flats costs what it has lines.
 */
export function sameHouseOf(db: Database.Database, summaries: Summaries) {
  const ranks = db.prepare<[number, number, number], number>('SELECT rank FROM line WHERE rank >= ? AND rank < ? ORDER BY rank LIMIT ?').pluck()
  return (line: Line, limit: number): LineSummary[] => {
    const { postcode, street, houseNumber } = line.address
    if (postcode === null || houseNumber === null || !/\d/.test(houseNumber)) return []
    const [from, to] = houseRange(firstRankOf({ ...line, state: 'active', active: null }))
    const house = fold([street, houseNumber].filter(part => part !== null).join(' '))
    return ranks.all(from, to, limit).flatMap(rank => {
      const stored = summaries.byRank(rank)
      // Postcodes of other countries hold many streets, and unknown ones share their place in the order.
      const same = stored !== undefined && !stored.summary.gone && fold(stored.summary.street).startsWith(house)
        && stored.text.some(([field, text]) => field === 'postcode' && text === postcodeShown(postcode))
      return same ? [stored.summary] : []
    })
  }
}
