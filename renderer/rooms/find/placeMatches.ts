import type { LineSummary, MatchField, SearchHit } from '../../../shared/model/search.ts'

export type Range = readonly [from: number, to: number]
export type PlacedMatches = {
  readonly street: readonly Range[]
  readonly place: readonly Range[]
  readonly nid: readonly Range[]
  readonly supplier: readonly Range[]
  /** Matched in something the row does not show otherwise. */
  readonly extra: readonly { readonly field: MatchField; readonly text: string; readonly ranges: readonly Range[] }[]
}

type Spot = 'street' | 'place' | 'nid' | 'supplier'
const spots: Partial<Record<MatchField, Spot>> = {
  address: 'street', house: 'street', unit: 'street', postcode: 'place', city: 'place', nid: 'nid', supplier: 'supplier',
}

/** Ranges come per field; here they move to the text in which the row shows that field. */
export function placeMatches(line: LineSummary, matches: SearchHit['matches']): PlacedMatches {
  const shown: Record<Spot, string> = {
    street: line.street, place: line.place, nid: line.nativeId ?? '', supplier: line.supplier ?? '',
  }
  const placed: Record<Spot, Range[]> = { street: [], place: [], nid: [], supplier: [] }
  const extra: PlacedMatches['extra'][number][] = []
  for (const match of matches) {
    const spot = spots[match.field]
    const at = spot === undefined ? -1 : shown[spot].lastIndexOf(match.text)
    if (spot === undefined || at < 0) extra.push(match)
    else placed[spot].push(...match.ranges.map(([from, to]): Range => [from + at, to + at]))
  }
  for (const ranges of Object.values(placed)) ranges.sort((a, b) => a[0] - b[0])
  return { ...placed, extra }
}
