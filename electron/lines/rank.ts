import type { Line } from '../../shared/model/line.ts'
import { fold } from './fold.ts'

/**
 * The last part of the ranking, active before not active and then address order, as one number, which is the key of the
 * line's row and of its words in the index: what is read in key order is read in ranking order, so that the first rows of
 * a long list are the best ones and a list can be cut without sorting all of it.
 *
 * 53 bits, so that it is a safe integer: not active (1), place (23), house number (17), slot of the extension (12).
 */
const slots = 4096
const numbers = 131_072
const places = 8_388_608
const inactiveFrom = places * numbers * slots

/** First place of Swedish postcodes (five digits), after the Dutch (`1234AB`) and Danish (`1234`) ones. */
const fiveDigitsFrom = 10_000 * 676
const unknownFrom = fiveDigitsFrom + 100_000

/** FNV-1a, 32 bits. */
function spread(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return hash
}

const letterOf = (text: string, at: number): number => text.charCodeAt(at) - 97

function placeOf(line: Line): number {
  const postcode = fold(line.address.postcode ?? '').replaceAll(/\s+/g, '')
  const dutch = /^(\d{4})([a-z]{2})?$/.exec(postcode)
  if (dutch !== null) return Number(dutch[1]) * 676 + (dutch[2] === undefined ? 0 : letterOf(dutch[2], 0) * 26 + letterOf(dutch[2], 1))
  if (/^\d{5}$/.test(postcode)) return fiveDigitsFrom + Number(postcode)
  return unknownFrom + spread(fold(`${line.address.city ?? ''} ${line.address.street ?? ''}`)) % (places - unknownFrom)
}

/** None first, then numbers, then letters, to the second character; gaps leave room for lines at one address. */
function slotOf(extension: string): number {
  const text = fold(extension).replaceAll(/[^a-z0-9]/g, '')
  if (text === '') return 0
  const digits = /^\d+/.exec(text)
  if (digits !== null) return 256 + Math.min(Number(digits[0]), 255) * 4
  const second = text.length < 2 ? 0 : /\d/.test(text.charAt(1)) ? 27 + Number(text.charAt(1)) : 1 + letterOf(text, 1)
  return 1280 + (letterOf(text, 0) * 37 + second) * 2
}

/** Whether a line counts as active in the ranking: in state active and not switched off. */
export const ranksAsActive = (line: Line): boolean => line.state === 'active' && line.active !== false

/** The first key a line may take; the writer takes the next free one. */
export function firstRankOf(line: Line): number {
  const number = /\d+/.exec(line.address.houseNumber ?? '')
  const known = line.address.postcode !== null || number !== null
  const house = known ? Math.min(Number(number?.[0] ?? 0), numbers - 1) : spread(line.id) % numbers
  const place = placeOf(line)
  const slot = slotOf(line.address.houseNumberExtension ?? '')
  return (ranksAsActive(line) ? 0 : inactiveFrom) + (place * numbers + house) * slots + slot + 1
}

/** Keys of one house number, [from, to), for a line that may take any of them. */
export function houseRange(rank: number): readonly [from: number, to: number] {
  const from = Math.floor((rank - 1) / slots) * slots + 1
  return [from, from + slots]
}

/** Keys of a full Dutch postcode, and of one house number in it, [from, to): first the active lines, then the others. */
export function postcodeRanges(postcode: string, houseNumber?: number): readonly (readonly [from: number, to: number])[] {
  const folded = fold(postcode)
  const place = Number(folded.slice(0, 4)) * 676 + letterOf(folded, 4) * 26 + letterOf(folded, 5)
  const from = houseNumber === undefined ? place * numbers * slots + 1 : (place * numbers + Math.min(houseNumber, numbers - 1)) * slots + 1
  const to = from + (houseNumber === undefined ? numbers * slots : slots)
  return [[from, to], [inactiveFrom + from, inactiveFrom + to]]
}
