import type { LineId } from '../../shared/model/common.ts'
import { matchLine, noCorrections } from './matchLine.ts'
import type { Corrections, PlacedText, Tier } from './matchLine.ts'
import { parseQuery } from './parseQuery.ts'
import { accentsLookedAt, markOf, tiers, withAccentsFirst } from './search.ts'
import type { Marks } from './search.ts'
import { fewHits } from './typos.ts'

export type ExhaustiveLine = { readonly id: LineId; readonly rank: number; readonly text: PlacedText }

/**
 * The written ranking applied to every line, one by one: what `search` must agree with. For tests and benchmarks; takes
 * about a microsecond per line and word. `correctionsFor` gives the words near a misspelt one (typos.ts).
 */
export function exhaustiveSearch(
  typed: string, lines: Iterable<ExhaustiveLine>, marks: Marks, correctionsFor: (words: ReturnType<typeof parseQuery>['words']) => Corrections,
  limit = accentsLookedAt,
): { readonly id: LineId; readonly tier: Tier }[] {
  const query = parseQuery(typed)
  const all = [...lines]
  const matching = (corrections: Corrections) => all.flatMap(({ id, rank, text }) => {
    const match = matchLine(query, text, rank, corrections)
    return match === null ? [] : [{ id, rank, tier: match.tier, mark: markOf(id, marks), text }]
  })
  const better = matching(noCorrections)
  const found = better.length < fewHits ? matching(correctionsFor(query.words)) : better
  const ordered = found.toSorted((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || a.mark - b.mark || a.rank - b.rank)
  const first = Math.max(limit, accentsLookedAt)
  return [...query.accented.length === 0 ? ordered.slice(0, first) : withAccentsFirst(query, ordered.slice(0, first)), ...ordered.slice(first)]
    .map(({ id, tier }) => ({ id, tier }))
}
