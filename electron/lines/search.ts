import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import type { SearchFilters, SearchHit, SearchResult } from '../../shared/model/search.ts'
import { matchLine, missedAccents, noCorrections, placedTextOf } from './matchLine.ts'
import type { Corrections, PlacedText, Tier } from './matchLine.ts'
import { isEmpty, parseQuery } from './parseQuery.ts'
import type { ParsedQuery } from './parseQuery.ts'
import { postcodeRanges } from './rank.ts'
import { postcodeShown } from './lineOffers.ts'
import { inShownOrder } from './shownOrder.ts'
import { searchIndexOf } from './searchIndex.ts'
import { shownLinesOf } from './shownLines.ts'
import { summariesOf } from './summaries.ts'
import type { StoredSummary } from './summaries.ts'
import { createVocabulary, fewHits } from './typos.ts'

/** What the engineer pinned and opened lately, from the journal (`line_mark`). */
export type Marks = { readonly pinned: ReadonlySet<LineId>; readonly recent: ReadonlySet<LineId> }

export type SearchOptions = {
  /** A connection that reads `cache.db`. */
  readonly db: Database.Database
  /** The same object until it changes. */
  readonly marks: () => Marks
  /** The native id a text is at some configured system (`Operator.nativeIdIn`), or null. */
  readonly nativeIdIn: (text: string) => string | null
}

export type Search = {
  search(query: string, filters: SearchFilters, limit: number): Omit<SearchResult, 'incomplete'>
  /** Reads the vocabulary ahead of the first keystroke. */
  warmUp(): void
}

type Marked = { readonly stored: StoredSummary; readonly text: PlacedText }
type Hit = { readonly rank: number; readonly tier: Tier }

/** Lines in one tier's order: pinned, recent, then by rank (rank.ts: active, then address). */
export const markOf = (id: LineId, { pinned, recent }: Marks): 0 | 1 | 2 => (pinned.has(id) ? 0 : recent.has(id) ? 1 : 2)

/** Finds lines as the engineer types, in the order docs/search.md gives. Synchronous: milliseconds at a million lines. */
export function createSearch({ db, marks, nativeIdIn }: SearchOptions): Search {
  const index = searchIndexOf(db)
  const vocabulary = createVocabulary(db)
  const summaries = summariesOf(db, id => marks().pinned.has(id))

  const shownLines = shownLinesOf(db, summaries.byRank)
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck()
  let prepared: { readonly marks: Marks; readonly version: number | undefined; readonly lines: readonly Marked[] } | null = null
  /** Prepared once, until what is marked or anything in the cache changes. */
  const markedLines = (current: Marks): readonly Marked[] => {
    const version = dataVersion.get()
    if (prepared?.marks !== current || prepared.version !== version) {
      const lines = [...new Set([...current.pinned, ...current.recent])].flatMap(id => {
        const stored = summaries.byId(id)
        return stored === undefined ? [] : [{ stored, text: placedTextOf(stored.text) }]
      })
      prepared = { marks: current, version, lines }
    }
    return prepared.lines
  }

  const exactRanks = (query: ParsedQuery, filters: SearchFilters, limit: number): number[] => {
    const passes = index.isIn(filters)
    const found = [...query.keys.flatMap(index.withKey), ...(query.ip === null ? [] : index.holding(query.ip))]
    if (query.postcode !== null) {
      const { postcode, house } = query.postcode
      for (const [from, to] of postcodeRanges(postcode, house?.number)) {
        const ranks = index.between(from, to, postcodeShown(postcode), house === null ? Math.max(limit, 100) : 4096)
        found.push(...house === null ? ranks : ranks.filter(rank => {
          const line = shownLines.get(rank)
          return line !== undefined && matchLine(query, line.placed, rank)?.tier === 'exact'
        }))
      }
    }
    return found.filter(passes)
  }

  const beginningRanks = (query: ParsedQuery, filters: SearchFilters): { ranks: number[]; capped: boolean } => {
    const passes = index.isIn(filters)
    const parts = [...query.beginnings.map(index.withKeyBeginning), ...query.ipBeginnings.map(([from, to]) => index.withIpBetween(from, to))]
    return { ranks: parts.flatMap(({ ranks }) => ranks).filter(passes), capped: parts.some(({ capped }) => capped) }
  }

  const find = (query: ParsedQuery, filters: SearchFilters, limit: number) => {
    const wanted = limit + 1
    const hits: Hit[] = []
    const seen = new Set<number>()
    let more = false
    let corrections: Corrections = noCorrections
    const take = (tier: Tier, ranks: readonly number[]) => {
      for (const rank of [...new Set(ranks)].toSorted((a, b) => a - b)) {
        if (seen.has(rank) || hits.length >= wanted) continue
        seen.add(rank)
        hits.push({ rank, tier })
      }
    }
    take('exact', exactRanks(query, filters, wanted))
    if (hits.length < wanted) {
      const { ranks } = index.withWords(query.words, true, noCorrections, filters, wanted + seen.size)
      take('word', ranks)
    }
    if (hits.length < wanted) {
      const words = index.withWords(query.words, false, noCorrections, filters, wanted + seen.size)
      const beginnings = beginningRanks(query, filters)
      more = beginnings.capped
      take('prefix', [...words.ranks, ...beginnings.ranks])
    }
    if (hits.length < fewHits) {
      corrections = vocabulary.correctionsFor(query.words)
      if (corrections.size > 0) take('typo', index.withWords(query.words, false, corrections, filters, wanted + seen.size).ranks)
    }
    return { hits, more, corrections }
  }

  return {
    warmUp: vocabulary.refresh,
    search(text, filters, limit) {
      const query = parseQuery(text)
      if (isEmpty(query)) {
        const { ranks, capped } = text.trim() === '' ? index.filtered(filters, limit) : { ranks: [], capped: false }
        const hits = ranks.flatMap((rank): SearchHit[] => {
          const stored = summaries.byRank(rank)
          return stored === undefined ? [] : [{ line: stored.summary, tier: 'prefix', matches: [] }]
        })
        return { query: text, hits, more: capped, liveNid: null }
      }
      const current = marks()
      shownLines.refresh(current)
      const wanted = query.accented.length === 0 ? limit : Math.max(limit, accentsLookedAt)
      const found = find(query, filters, wanted)
      const passes = index.isIn(filters)
      // Marked lines come first in their tier: they are few, so each is matched by itself, however far down the index has it.
      const marked = markedLines(current).flatMap(({ stored, text: placed }) => {
        const match = passes(stored.rank) ? matchLine(query, placed, stored.rank, found.corrections) : null
        return match === null ? [] : [{ rank: stored.rank, tier: match.tier, mark: markOf(stored.summary.id, current) }]
      })
      const markedRanks = new Set(marked.map(({ rank }) => rank))
      const ordered = [...marked, ...found.hits.filter(({ rank }) => !markedRanks.has(rank)).map(hit => ({ ...hit, mark: 2 }))]
        .toSorted((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || a.mark - b.mark || a.rank - b.rank)
      const shown = ordered.slice(0, wanted).flatMap(hit => {
        const line = shownLines.get(hit.rank)
        return line === undefined ? [] : [{ ...hit, line: line.stored.summary, text: line.placed }]
      })
      const hits = inShownOrder(withAccentsFirst(query, shown)).slice(0, limit).map(({ rank, tier, line, text: placed }): SearchHit =>
        ({ line, tier, matches: matchLine(query, placed, rank, found.corrections)?.matches ?? [] }))
      const nid = nativeIdIn(text)
      const isHere = nid !== null && hits.some(({ tier, matches }) => tier === 'exact' && matches.some(({ field }) => field === 'nid'))
      return { query: text, hits, more: found.more || ordered.length > limit, liveNid: isHere ? null : nid }
    },
  }
}

/** Of the first so many, lines written as the query is come first in their tier. */
export const accentsLookedAt = 100

/** Lines that have the words as they were typed, `Ängsvägen` for `ängsvägen`, before those that have them plain; of equal tier and mark. */
export const withAccentsFirst = <Each extends { readonly tier: Tier; readonly mark: number; readonly text: PlacedText }>(
  query: ParsedQuery, ordered: readonly Each[],
): (Each & { readonly missed: number })[] => ordered.map(each => ({ ...each, missed: missedAccents(query, each.text) }))
  .toSorted((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier) || a.mark - b.mark || a.missed - b.missed)

/** Best first. */
export const tiers: readonly Tier[] = ['exact', 'word', 'prefix', 'typo']
