import type { LineSummary } from '../../shared/model/search.ts'
import type { Tier } from './matchLine.ts'
import { rankActive } from './rank.ts'

type Shown = {
  readonly rank: number; readonly tier: Tier; readonly mark: number; readonly line: LineSummary
  /** Words typed with accents that the line has not so. */
  readonly missed: number
}

/** Å, ä and ö after z, æ beside ä and ø beside ö; numbers as numbers. Made once: making it costs more than a search. */
const swedish = new Intl.Collator('sv', { numeric: true })
const danish = new Intl.Collator('da', { numeric: true })
/** Postcodes that hold many streets. */
const fiveDigits = /^\d{3} \d{2}(?: |$)/
const fourDigits = /^\d{4}(?: (?![A-Z]{2}(?: |$))|$)/

/**
 * Lines in one place lie beside each other by rank, which knows only the beginning of a street's name: here they get the order of
 * an index of streets. Dutch postcodes are about one street and stay as they are.
 */
export function inShownOrder<Each extends Shown>(ordered: readonly Each[]): Each[] {
  const result: Each[] = []
  for (let from = 0; from < ordered.length;) {
    const first = ordered[from]
    let to = from + 1
    while (first !== undefined && to < ordered.length && isOnePlace(first, ordered[to])) to += 1
    const collator = first !== undefined && fourDigits.test(first.line.place) ? danish : swedish
    const run = ordered.slice(from, to)
    result.push(...run.length < 2 ? run : run.toSorted((a, b) => collator.compare(a.line.street, b.line.street)))
    from = to
  }
  return result
}

const isOnePlace = (a: Shown, b: Shown | undefined): boolean => b !== undefined && a.tier === b.tier && a.mark === b.mark && a.missed === b.missed
  && a.line.place === b.line.place && (fiveDigits.test(a.line.place) || fourDigits.test(a.line.place)) && rankActive(a.rank) === rankActive(b.rank)
