import { fold, foldKey, wordsOf } from './fold.ts'
import { rangesBeginningWith, readIpv4Range } from './ipv4.ts'
import type { Ipv4Range } from './ipv4.ts'

/**
 * A word of a query. `wholeOnly`: a number that more words follow is meant as it stands (`10` is not `103`), and so is a
 * letter behind it (`10 a kerkstraat`: the extension, not every word in `a`).
 */
export type QueryWord = { readonly word: string; readonly wholeOnly: boolean }

/** `2408ze 10a`: postcode, and house number with extension (folded, `10a`) where typed. */
export type QueryPostcode = { readonly postcode: string; readonly house: { readonly number: number; readonly text: string } | null }

/** What was typed, recognised. All texts are folded. */
export type ParsedQuery = {
  readonly words: readonly QueryWord[]
  /** The query as a key: a line with this key matches exactly, one whose key begins with it by prefix. Null when too short. */
  readonly key: string | null
  readonly postcode: QueryPostcode | null
  /** A whole address or subnet. */
  readonly ip: Ipv4Range | null
  /** Addresses that begin with what was typed. */
  readonly ipBeginnings: readonly (readonly [from: number, to: number])[]
}

/** Keys are looked for from this many characters on. */
const shortestKey = 3

const isPostcode = (word: string | undefined): word is string => word !== undefined && /^[1-9]\d{3}[a-z]{2}$/.test(word)

/** `2408 ze` becomes one word, also while its letters are being typed; `2408ze10` becomes two. */
function withPostcodes(words: readonly string[]): string[] {
  const result: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const next = words[at + 1]
    const letters = next !== undefined && (/^[a-z]{2}$/.test(next) || (/^[a-z]$/.test(next) && at + 2 === words.length))
    const glued = /^([1-9]\d{3}[a-z]{2})([1-9]\d{0,4}[a-z]{0,4})$/.exec(word)
    if (/^[1-9]\d{3}$/.test(word) && letters) {
      result.push(`${word}${next}`)
      at += 1
    } else if (glued === null) result.push(word)
    else result.push(glued[1] ?? '', glued[2] ?? '')
  }
  return result
}

function postcodeIn(words: readonly string[]): QueryPostcode | null {
  const [postcode, house, ...rest] = words
  if (!isPostcode(postcode) || words.length > 3) return null
  if (house === undefined) return { postcode, house: null }
  const number = /^\d{1,5}/.exec(house)
  return number === null ? null : { postcode, house: { number: Number(number[0]), text: house + rest.join('') } }
}

const isNumber = (word: string): boolean => /^\p{N}/u.test(word)
const isMeantWhole = (word: string, before: string | undefined): boolean =>
  isNumber(word) || (word.length === 1 && before !== undefined && isNumber(before))

/** Reads what was typed. Never fails: what is not recognised are words. */
export function parseQuery(query: string): ParsedQuery {
  const text = fold(query).trim()
  const key = foldKey(text)
  const ip = readIpv4Range(text)
  const ipBeginnings = rangesBeginningWith(text)
  // An address or a user name is looked for as a whole: its parts would be found in every house number.
  const inWords = ip === null && ipBeginnings.length === 0 && !text.includes('@')
  const words = inWords ? withPostcodes(wordsOf(text)) : []
  return {
    words: words.map((word, at) => ({ word, wholeOnly: at < words.length - 1 && isMeantWhole(word, words[at - 1]) })),
    key: key.length < shortestKey ? null : key,
    postcode: postcodeIn(words),
    ip,
    ipBeginnings,
  }
}

/** Whether there is anything to look for. */
export const isEmpty = (query: ParsedQuery): boolean =>
  query.words.length === 0 && query.key === null && query.ip === null && query.ipBeginnings.length === 0
