import type { Line } from '../../shared/model/line.ts'
import type { MatchField } from '../../shared/model/search.ts'
import { foldKey, wordsOf } from './fold.ts'
import { readIpv4Range } from './ipv4.ts'
import type { Ipv4Range } from './ipv4.ts'

/** One text of a line that can be found, as it is shown. A field may have several. */
export type SearchEntry = readonly [field: MatchField, text: string]

/** Everything a line can be found by. Words, keys and address ranges follow from it alone. */
export type SearchText = readonly SearchEntry[]

/** Stored as the place in this list, so that a row stays short; only ever append. */
const codes = [
  'address', 'postcode', 'nid', 'ip', 'username', 'tag', 'supplier', 'serviceId', 'ontNumber', 'endUser', 'contact', 'city',
] as const satisfies readonly MatchField[]

const wordFields: ReadonlySet<MatchField> = new Set(['address', 'tag', 'supplier', 'endUser', 'contact', 'city'])
const keyFields: ReadonlySet<MatchField> = new Set(['nid', 'username', 'tag', 'serviceId', 'ontNumber', 'contact'])

/** Whether words of the field are searched one by one. */
export const hasWords = (field: MatchField): boolean => wordFields.has(field)

/** Whether the text is a key, found by its beginning as a whole; of contacts only the e-mail address is. */
export const isKey = (field: MatchField, text: string): boolean => keyFields.has(field) && (field !== 'contact' || text.includes('@'))

/** `10 A`: house number and extension as one word, `10a`, is searched too. */
export const joined = /(?<![\p{L}\p{N}])(\d+)[\s-]+([\p{L}\p{N}]+)$/u

/** `Zuidpoolsingel 10 A` */
export function streetOf(line: Line): string {
  const { street, houseNumber, houseNumberExtension } = line.address
  return [street, houseNumber, houseNumberExtension].filter(part => part !== null && part !== '').join(' ')
}

/** `2408 ZE` where it is Dutch, else as given. */
export function postcodeShown(postcode: string | null): string {
  const dutch = /^\s*(\d{4})\s*([A-Za-z]{2})\s*$/.exec(postcode ?? '')
  return dutch === null ? (postcode ?? '').trim() : `${dutch[1] ?? ''} ${(dutch[2] ?? '').toUpperCase()}`
}

/** `2408 ZE Alphen aan den Rijn` */
export const placeTextOf = (line: Line): string => `${postcodeShown(line.address.postcode)} ${line.address.city ?? ''}`.trim()

/** What a line can be found by, nothing twice. */
export function searchTextOf(line: Line): SearchText {
  const entries: SearchEntry[] = []
  const add = (field: MatchField, text: string | null | undefined) => {
    const trimmed = text?.trim() ?? ''
    if (trimmed === '' || entries.some(entry => entry[1] === trimmed && entry[0] === field)) return
    entries.push([field, trimmed])
  }
  add('address', streetOf(line))
  add('postcode', postcodeShown(line.address.postcode))
  add('city', line.address.city)
  if (line.address.municipality !== line.address.city) add('city', line.address.municipality)
  add('nid', line.nativeId)
  add('nid', line.carrier.nid)
  add('supplier', line.supplier)
  for (const id of line.carrier.serviceIds) add('serviceId', id)
  add('ontNumber', line.carrier.ontNumber)
  for (const circuit of line.circuits) {
    add('nid', circuit.nid)
    add('username', circuit.provisioning?.username)
    add('username', circuit.lastUsername)
    add('ip', circuit.lastIpv4)
    add('ip', circuit.provisioning?.primaryIpv4?.replace(/\/32$/, ''))
    for (const subnet of circuit.provisioning?.routedIpv4 ?? []) add('ip', subnet)
    for (const tag of circuit.tags) add('tag', tag)
  }
  for (const tag of [...line.tags, ...line.carrier.tags]) add('tag', tag)
  add('endUser', line.endUser?.name)
  for (const contact of line.contacts) {
    add('contact', contact.name)
    add('contact', contact.email)
  }
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
    if (!hasWords(field) || isKey(field, value) && field === 'contact') continue
    for (const word of wordsOf(value)) words.add(word)
    const pair = field === 'address' ? joined.exec(value) : null
    if (pair !== null) words.add(wordsOf(`${pair[1] ?? ''}${pair[2] ?? ''}`).join(''))
  }
  return [...words]
}

/** The folded keys of a line, each once. */
export function indexedKeys(text: SearchText): string[] {
  return [...new Set(text.filter(([field, value]) => isKey(field, value)).map(([, value]) => foldKey(value)).filter(key => key !== ''))]
}

/** The IPv4 addresses and subnets of a line. */
export function indexedRanges(text: SearchText): Ipv4Range[] {
  const ranges = new Map<string, Ipv4Range>()
  for (const [field, value] of text) {
    const range = field === 'ip' ? readIpv4Range(value) : null
    if (range !== null) ranges.set(`${range.network}/${range.bits}`, range)
  }
  return [...ranges.values()]
}
