import { accentedWordsOf, fold, foldKey, withLongA, wordsOf } from './fold.ts'
import { rangesBeginningWith, readIpv4Range } from './ipv4.ts'
import type { Ipv4Range } from './ipv4.ts'
import { ipv6Beginnings, ipv6KeysHolding, readIpv6Range } from './ipv6.ts'
import { hexDigitsIn } from './matchFields.ts'

/**
 * A word of a query. `wholeOnly`: a number that more words follow is meant as it stands (`10` is not `103`), and so is a
 * letter behind it (`10 a kerkstraat`: the extension, not every word in `a`).
 */
export type QueryWord = {
  readonly word: string
  readonly wholeOnly: boolean
  /** The word with `aa` for each `å` typed; null where none was. */
  readonly long: string | null
}

/** `2408ze 10a`: postcode, and house number with extension (folded, `10a`) where typed. */
export type QueryPostcode = { readonly postcode: string; readonly house: { readonly number: number; readonly text: string } | null }

/** What was typed, recognised. All texts are folded. */
export type ParsedQuery = {
  readonly words: readonly QueryWord[]
  /** The query as a key, as it stands. Null when too short. */
  readonly key: string | null
  /** Keys of lines that match exactly: the query, its digits where it is hexadecimal, an IPv6 address and all that hold it. */
  readonly keys: readonly string[]
  /** What keys of lines that match by prefix begin with. */
  readonly beginnings: readonly string[]
  /** Words typed with other than plain letters, unfolded: lines that have them so come first. */
  readonly accented: readonly string[]
  readonly postcode: QueryPostcode | null
  /** A whole address or subnet. */
  readonly ip: Ipv4Range | null
  /** Addresses that begin with what was typed. */
  readonly ipBeginnings: readonly (readonly [from: number, to: number])[]
}

/** Keys are looked for from this many characters on. */
const shortestKey = 3

const isPostcode = (word: string | undefined): word is string => word !== undefined && /^[1-9]\d{3}[a-z]{2}$/.test(word)

/**
 * `123 45` is a postcode where it begins the query or follows a house number or its letter, also while its last digit is still to
 * be typed; after a street it is a house and a home.
 */
function isFiveDigits(words: readonly string[], at: number): boolean {
  const [word = '', next = '', before] = [words[at], words[at + 1], words[at - 1]]
  const parted = /^[1-9]\d{2}$/.test(word) && (/^\d{2}$/.test(next) || (/^\d$/.test(next) && at + 2 === words.length))
  return parted && (before === undefined || isNumber(before) || before.length === 1)
}

/** `2408 ze` becomes one word, also while its letters are being typed; `2408ze10` becomes two. */
function withPostcodes(words: readonly string[]): string[] {
  const result: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    const next = words[at + 1]
    const letters = next !== undefined && (/^[a-z]{2}$/.test(next) || (/^[a-z]$/.test(next) && at + 2 === words.length))
    const glued = /^([1-9]\d{3}[a-z]{2})([1-9]\d{0,4}[a-z]{0,4})$/.exec(word)
    if (isFiveDigits(words, at)) {
      result.push(`${word}${next ?? ''}`)
      at += 1
    } else if (/^[1-9]\d{3}$/.test(word) && letters) {
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
  const folded = foldKey(text)
  const key = folded.length < shortestKey ? null : folded
  const hex = hexDigitsIn(text)
  const ip = readIpv4Range(text)
  const ipBeginnings = rangesBeginningWith(text)
  const ipv6 = readIpv6Range(text)
  const ipv6Begun = ipv6Beginnings(text)
  const plain = [...(key === null ? [] : [key]), ...(hex === null || hex === key ? [] : [hex])]
  // An address or a user name is looked for as a whole: its parts would be found in every house number.
  const inParts = text.includes(':') && (hex !== null || ipv6 !== null || ipv6Begun.length > 0)
  const inWords = ip === null && ipBeginnings.length === 0 && !text.includes('@') && !inParts
  const words = inWords ? withPostcodes(wordsOf(text)) : []
  const accented = accentedWordsOf(query)
  const longs = new Map(accented.flatMap(word => {
    const long = withLongA(word)
    return long === null ? [] : [[fold(word), fold(long)] as const]
  }))
  return {
    words: words.map((word, at) => ({ word, wholeOnly: at < words.length - 1 && isMeantWhole(word, words[at - 1]), long: longs.get(word) ?? null })),
    key,
    keys: [...plain, ...(ipv6 === null ? [] : ipv6KeysHolding(ipv6))],
    beginnings: [...plain, ...ipv6Begun],
    accented,
    postcode: postcodeIn(words),
    ip,
    ipBeginnings,
  }
}

/** Whether there is anything to look for. */
export const isEmpty = (query: ParsedQuery): boolean =>
  query.words.length === 0 && query.keys.length === 0 && query.beginnings.length === 0 && query.ip === null && query.ipBeginnings.length === 0
