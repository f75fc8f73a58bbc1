import type { Line } from '../../shared/model/line.ts'
import { fold } from './fold.ts'

/**
 * The last part of the ranking, active before not active and then address order, as one number, which is the key of the
 * line's row and of its words in the index: what is read in key order is read in ranking order, so that the first rows of
 * a long list are the best ones and a list can be cut without sorting all of it.
 *
 * 53 bits, so that it is a safe integer: not active (1), place (23), house number (17), slot of the extension (12). Postcodes of five
 * digits have places of 32 bits in all, divided among street, number and letter.
 */
const slots = 4096
const numbers = 131_072
const places = 8_388_608
const inactiveFrom = places * numbers * slots

/** First place of postcodes of five digits, after the Dutch (`1234AB`) and Danish (`1234`) ones. */
const fiveDigitsFrom = 10_000 * 676
/** Places that one postcode of five digits has: it holds many streets, so its keys are divided otherwise. */
const placesOfFive = 12
const unknownFrom = fiveDigitsFrom + 100_000 * placesOfFive

/** Letters as Swedes and Danes order them: å, ä and æ, ö and ø after z; what is no letter comes first. */
const letters = 30
/** Streets of one five-digit postcode by two and a half letters of their name, numbers of a street, and lines at a number. */
const streets = letters * letters * (letters / 2)
const fiveNumbers = 512
const fiveSlots = Math.floor(placesOfFive * numbers * slots / streets / fiveNumbers)

/** FNV-1a, 32 bits. */
function spread(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return hash
}

const letterOf = (text: string, at: number): number => text.charCodeAt(at) - 97

/** Place of a letter in the alphabet, 0 for anything else. */
function alphabetical(letter: string | undefined): number {
  if (letter === undefined) return 0
  if (letter === 'å') return 27
  if (letter === 'ä' || letter === 'æ') return 28
  if (letter === 'ö' || letter === 'ø') return 29
  const at = letterOf(fold(letter), 0)
  return at >= 0 && at < 26 ? at + 1 : 0
}

/** The first letters of a street, as a number that grows with the alphabet. */
function streetOrder(street: string | null): { readonly two: number; readonly three: number } {
  const [first, second, third] = Array.from((street ?? '').normalize('NFC').toLowerCase().trim(), letter => alphabetical(letter))
  const two = (first ?? 0) * letters + (second ?? 0)
  return { two, three: two * letters / 2 + Math.floor((third ?? 0) / 2) }
}

const postcodeOf = ({ address }: Line): string => fold(address.postcode ?? '').replaceAll(/\s+/g, '')

function placeOf(line: Line): number {
  const postcode = postcodeOf(line)
  const parted = /^(\d{4})([a-z]{2})?$/.exec(postcode)
  if (parted === null) return unknownFrom + spread(fold(`${line.address.city ?? ''} ${line.address.street ?? ''}`)) % (places - unknownFrom)
  // A Dutch postcode is about one street; a Danish one takes its place among the letters by its street's name.
  const within = parted[2] === undefined ? Math.floor(streetOrder(line.address.street).two * 676 / (letters * letters))
    : letterOf(parted[2], 0) * 26 + letterOf(parted[2], 1)
  return Number(parted[1]) * 676 + within
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

/** The first key of a line whose postcode has five digits: postcode, street, number, letter. */
function firstOfFive(line: Line, postcode: number): number {
  const { street, houseNumber, houseNumberExtension } = line.address
  const number = Math.min(Number(/\d+/.exec(houseNumber ?? '')?.[0] ?? 0), fiveNumbers - 1)
  const letter = alphabetical(fold(houseNumberExtension ?? '').trim()[0])
  const inPostcode = (streetOrder(street).three * fiveNumbers + number) * fiveSlots + Math.floor(letter * fiveSlots / letters)
  return (fiveDigitsFrom + postcode * placesOfFive) * numbers * slots + inPostcode + 1
}

/** The first key a line may take; the writer takes the next free one. */
export function firstRankOf(line: Line): number {
  const half = ranksAsActive(line) ? 0 : inactiveFrom
  const postcode = postcodeOf(line)
  if (/^\d{5}$/.test(postcode)) return half + firstOfFive(line, Number(postcode))
  const number = /\d+/.exec(line.address.houseNumber ?? '')
  const known = line.address.postcode !== null || number !== null
  const house = known ? Math.min(Number(number?.[0] ?? 0), numbers - 1) : spread(line.id) % numbers
  const place = placeOf(line)
  const slot = slotOf(line.address.houseNumberExtension ?? '')
  return half + (place * numbers + house) * slots + slot + 1
}

/** Whether a key is one of the active lines. */
export const rankActive = (rank: number): boolean => rank <= inactiveFrom

/** Keys of one house number, [from, to), for a line that may take any of them. */
export function houseRange(rank: number): readonly [from: number, to: number] {
  const half = rankActive(rank) ? 0 : inactiveFrom
  const key = rank - half - 1
  const place = Math.floor(key / (numbers * slots))
  if (place < fiveDigitsFrom || place >= unknownFrom) {
    const from = half + Math.floor(key / slots) * slots + 1
    return [from, from + slots]
  }
  const postcode = Math.floor((place - fiveDigitsFrom) / placesOfFive)
  const begin = (fiveDigitsFrom + postcode * placesOfFive) * numbers * slots
  const from = half + begin + Math.floor((key - begin) / fiveSlots) * fiveSlots + 1
  return [from, from + fiveSlots]
}

/** Keys of a full Dutch postcode, and of one house number in it, [from, to): first the active lines, then the others. */
export function postcodeRanges(postcode: string, houseNumber?: number): readonly (readonly [from: number, to: number])[] {
  const folded = fold(postcode)
  const place = Number(folded.slice(0, 4)) * 676 + letterOf(folded, 4) * 26 + letterOf(folded, 5)
  const from = houseNumber === undefined ? place * numbers * slots + 1 : (place * numbers + Math.min(houseNumber, numbers - 1)) * slots + 1
  const to = from + (houseNumber === undefined ? numbers * slots : slots)
  return [[from, to], [inactiveFrom + from, inactiveFrom + to]]
}
