import type { Line } from '../../shared/model/line.ts'
import type { MatchField } from '../../shared/model/search.ts'
import { foldKey, longAWordsOf, wordsOf } from './fold.ts'
import { readIpv4Range } from './ipv4.ts'
import type { Ipv4Range } from './ipv4.ts'
import { lineOffers } from './lineOffers.ts'
import { hasWords, isSearchedWord, keysOf } from './matchFields.ts'

/** One text of a line that can be found, as it is shown. A field may have several. */
export type SearchEntry = readonly [field: MatchField, text: string]

/** Everything a line can be found by. Words, keys and address ranges follow from it alone. */
export type SearchText = readonly SearchEntry[]

/** Stored as the place in this list, so that a row stays short; only ever append. */
const codes = [
  'address', 'postcode', 'nid', 'ip', 'username', 'tag', 'supplier', 'serviceId', 'ontNumber', 'endUser', 'contact', 'city', 'house',
  'unit', 'outlet', 'legacyId', 'subscription', 'service', 'reference', 'mac', 'dhcp', 'phone',
  'note',
] as const satisfies readonly MatchField[]

/** Fields with a street and a number. */
export const isAddress = (field: MatchField): boolean => field === 'address' || field === 'house'

/** `10 A`: house number and extension as one word, `10a`, is searched too. */
export const joined = /(?<![\p{L}\p{N}])(\d+)[\s-]+([\p{L}\p{N}]+)$/u

/** What a line can be found by, nothing twice. */
export function searchTextOf(line: Line): SearchText {
  const entries: SearchEntry[] = []
  const add = (field: MatchField, text: string | null | undefined) => {
    const trimmed = text?.trim() ?? ''
    if (trimmed === '' || entries.some(entry => entry[1] === trimmed && entry[0] === field)) return
    entries.push([field, trimmed])
  }
  for (const offer of lineOffers) offer(line, add)
  return entries
}

export const encodeSearchText = (text: SearchText): string =>
  JSON.stringify(text.map(([field, value]) => [codes.indexOf(field), value]))

/** Back from the stored form. Throws TypeError where it is not one (a bug or a damaged cache). */
export function decodeSearchText(stored: string): SearchText {
  const entries: unknown = JSON.parse(stored)
  if (!Array.isArray(entries)) throw new TypeError('not a search text')
  return entries.map((entry: unknown): SearchEntry => {
    const [code, text]: unknown[] = Array.isArray(entry) ? entry : []
    const field = typeof code === 'number' ? codes[code] : undefined
    if (field === undefined || typeof text !== 'string') throw new TypeError('not a search text')
    return [field, text]
  })
}

/** `2408ze` and `2408`; a postcode of another form is one word. */
export function postcodeWords(postcode: string): string[] {
  const folded = foldKey(postcode).replaceAll(/[^\p{L}\p{N}]/gu, '')
  return /^\d{4}[a-z]{2}$/.test(folded) ? [folded, folded.slice(0, 4)] : folded === '' ? [] : [folded]
}

/** The folded words of a line, each once. */
export function indexedWords(text: SearchText): string[] {
  const words = new Set<string>()
  for (const [field, value] of text) {
    if (field === 'postcode') {
      for (const word of postcodeWords(value)) words.add(word)
      continue
    }
    if (!hasWords(field, value)) continue
    for (const word of wordsOf(value)) if (isSearchedWord(field, word)) words.add(word)
    for (const word of longAWordsOf(value)) words.add(word)
    const pair = isAddress(field) ? joined.exec(value) : null
    if (pair !== null) words.add(wordsOf(`${pair[1] ?? ''}${pair[2] ?? ''}`).join(''))
  }
  return [...words]
}

/** The folded keys of a line, each once. */
export const indexedKeys = (text: SearchText): string[] => [...new Set(text.flatMap(([field, value]) => keysOf(field, value)))]

/** The IPv4 addresses and subnets of a line. */
export function indexedRanges(text: SearchText): Ipv4Range[] {
  const ranges = new Map<string, Ipv4Range>()
  for (const [field, value] of text) {
    const range = field === 'ip' ? readIpv4Range(value) : null
    if (range !== null) ranges.set(`${range.network}/${range.bits}`, range)
  }
  return [...ranges.values()]
}
