import type { MatchField, SearchHit } from '../../shared/model/search.ts'
import { endAfter, foldKey, placedLongAWordsOf, placedWordsOf } from './fold.ts'
import type { PlacedWord } from './fold.ts'
import { holds, readIpv4Range } from './ipv4.ts'
import type { Ipv4Range } from './ipv4.ts'
import { hasWords, isSearchedWord, keysOf } from './matchFields.ts'
import type { ParsedQuery, QueryWord } from './parseQuery.ts'
import { postcodeRanges } from './rank.ts'
import { isAddress, joined, postcodeWords } from './searchText.ts'
import type { SearchText } from './searchText.ts'

export type Tier = SearchHit['tier']
export type Matches = SearchHit['matches']

/** Words to take for a misspelt word of a query. */
export type Corrections = ReadonlyMap<string, readonly string[]>
export const noCorrections: Corrections = new Map()

type PlacedEntry = {
  readonly field: MatchField; readonly text: string; readonly words: readonly PlacedWord[]; readonly keys: readonly string[]; readonly range: Ipv4Range | null
}

/** A line's texts with their words in place. */
export type PlacedText = readonly PlacedEntry[]

const endsOf = (words: readonly PlacedWord[]): number[] =>
  words.flatMap(placed => Array.from({ length: placed.word.length }, (_, at) => endAfter(placed, at + 1)))

function entryWords(field: MatchField, text: string): PlacedWord[] {
  if (field === 'postcode') {
    const placed = placedWordsOf(text)
    const from = placed[0]?.from ?? 0
    const ends = endsOf(placed)
    return postcodeWords(text).map(word => ({ word, from, to: ends[word.length - 1] ?? text.length, ends }))
  }
  if (!hasWords(field, text)) return []
  const placed = [...placedWordsOf(text).filter(({ word }) => isSearchedWord(field, word)), ...placedLongAWordsOf(text)]
  const pair = isAddress(field) ? joined.exec(text) : null
  if (pair === null) return placed
  const tail = placed.filter(word => word.from >= pair.index)
  const first = tail[0]
  if (first === undefined) return placed
  const ends = endsOf(tail)
  return [...placed, { word: tail.map(({ word }) => word).join(''), from: first.from, to: ends.at(-1) ?? first.to, ends }]
}

/** Prepares a line's texts for `matchLine`. */
export const placedTextOf = (text: SearchText): PlacedText => text.map(([field, value]) => ({
  field, text: value, words: entryWords(field, value), keys: keysOf(field, value),
  range: field === 'ip' ? readIpv4Range(value) : null,
}))

/** Collects what to mark: ranges that touch or overlap become one. */
class Marks {
  private readonly found = new Map<PlacedEntry, [number, number][]>()

  add(entry: PlacedEntry, from: number, to: number): void {
    this.found.set(entry, [...(this.found.get(entry) ?? []), [from, to]])
  }

  matches(): Matches {
    return [...this.found].map(([{ field, text }, ranges]) => {
      const merged: [number, number][] = []
      for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
        const last = merged.at(-1)
        if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
        else merged.push([from, to])
      }
      return { field, text, ranges: merged }
    })
  }
}

function exactly(query: ParsedQuery, text: PlacedText, rank: number): Marks | null {
  const marks = new Marks()
  let found = false
  for (const entry of text) {
    const isKeyTyped = entry.keys.some(key => query.keys.includes(key))
    const holdsIp = query.ip !== null && entry.range !== null && entry.range.bits <= query.ip.bits && holds(entry.range, query.ip.network)
    if (!isKeyTyped && !holdsIp) continue
    marks.add(entry, 0, entry.text.length)
    found = true
  }
  return (atPostcode(query, text, rank, marks) || found) ? marks : null
}

function atPostcode(query: ParsedQuery, text: PlacedText, rank: number, marks: Marks): boolean {
  if (query.postcode === null) return false
  const { postcode, house } = query.postcode
  if (!postcodeRanges(postcode, house?.number).some(([from, to]) => rank >= from && rank < to)) return false
  const entry = text.find(({ field, words }) => field === 'postcode' && words[0]?.word === postcode)
  if (entry === undefined) return false
  const address = text.find(({ field }) => field === 'address')
  if (house !== null) {
    const words = placedWordsOf(address?.text ?? '')
    const count = [1, 2, 3].find(last => words.slice(-last).map(({ word }) => word).join('') === house.text)
    if (count === undefined || address === undefined) return false
    marks.add(address, words.at(-count)?.from ?? 0, address.text.length)
  }
  marks.add(entry, 0, entry.text.length)
  return true
}

type Fit = 'word' | 'prefix' | 'typo'
const order: readonly Fit[] = ['word', 'prefix', 'typo']

/** The best way a word of the query fits a line, with every place where it does so. */
function fitOf({ word, wholeOnly, long }: QueryWord, text: PlacedText, corrections: readonly string[], marks: Marks): Fit | null {
  for (const fit of order) {
    let found = false
    for (const entry of text) {
      for (const placed of entry.words) {
        const fits = fit === 'word' ? placed.word === word || placed.word === long
          : fit === 'prefix' ? !wholeOnly && (placed.word.startsWith(word) || (long !== null && placed.word.startsWith(long)))
          : corrections.includes(placed.word)
        if (!fits) continue
        const typed = placed.word.startsWith(word) ? word.length : long?.length ?? 0
        marks.add(entry, placed.from, fit === 'prefix' ? endAfter(placed, typed) : placed.to)
        found = true
      }
    }
    if (found) return fit
  }
  return null
}

function byWords(query: ParsedQuery, text: PlacedText, corrections: Corrections): { tier: Fit; marks: Marks } | null {
  if (query.words.length === 0) return null
  const marks = new Marks()
  let worst = 0
  for (const word of query.words) {
    const fit = fitOf(word, text, corrections.get(word.word) ?? [], marks)
    if (fit === null) return null
    worst = Math.max(worst, order.indexOf(fit))
  }
  return { tier: order[worst] ?? 'word', marks }
}

function byBeginning(query: ParsedQuery, text: PlacedText): Marks | null {
  const marks = new Marks()
  let found = false
  for (const entry of text) {
    const { keys, range } = entry
    if (keys.some(key => query.beginnings.some(beginning => key.startsWith(beginning)))) {
      const asItStands = query.key !== null && foldKey(entry.text).startsWith(query.key)
      marks.add(entry, 0, asItStands ? endOfKey(entry.text, query.key.length) : entry.text.length)
      found = true
    } else if (range !== null && query.ipBeginnings.some(([from, to]) => range.network >= from && range.network <= to)) {
      marks.add(entry, 0, entry.text.length)
      found = true
    }
  }
  return found ? marks : null
}

/** Where the first `count` characters of the key of a text end in that text. */
function endOfKey(text: string, count: number): number {
  let at = 0
  let seen = 0
  for (const letter of text) {
    if (seen >= count) break
    seen += foldKey(letter).length
    at += letter.length
  }
  return at
}

/**
 * The written ranking's tier of a line for a query, and what to mark (docs/search.md). Null where it does not match.
 * Search, the exhaustive search it is tested against and the marking share this.
 */
export function matchLine(query: ParsedQuery, text: PlacedText, rank: number, corrections: Corrections = noCorrections): { tier: Tier; matches: Matches } | null {
  const exact = exactly(query, text, rank)
  if (exact !== null) return { tier: 'exact', matches: exact.matches() }
  const words = byWords(query, text, corrections)
  if (words?.tier === 'word') return { tier: 'word', matches: words.marks.matches() }
  const beginning = byBeginning(query, text)
  if (beginning !== null && words?.tier !== 'prefix') return { tier: 'prefix', matches: beginning.matches() }
  return words === null ? null : { tier: words.tier, matches: words.marks.matches() }
}

/** How many words typed with accents a line has only without them, or elsewhere written. */
export const missedAccents = ({ accented }: ParsedQuery, text: PlacedText): number => {
  if (accented.length === 0) return 0
  const texts = text.map(entry => entry.text.toLowerCase().normalize('NFC'))
  return accented.filter(word => !texts.some(each => each.includes(word))).length
}
