import type { MatchField } from '../../shared/model/search.ts'
import { fold, foldKey } from './fold.ts'
import { ipv6Keys, readIpv6Range } from './ipv6.ts'

/** How one field is found: which of its words are searched one by one, and by which keys as a whole or by its beginning. */
export type FieldRule = {
  readonly words: 'all' | 'notNumbers' | 'none'
  readonly keys: (text: string) => readonly string[]
}

const noKeys = (): readonly string[] => []
const asWhole = (text: string): readonly string[] => [foldKey(text)]

/** From so many hexadecimal digits on, signs between them are taken out: `aa-bb-cc`, not `10-12`. */
const leastHexDigits = 6
const hexText = /^(?:0x)?[0-9a-f]{2,4}(?:[:.\s-][0-9a-f]{0,4})*$|^0x[0-9a-f]+$/

/** Hexadecimal digits written in any way (`aa:bb:cc`, `aabb.ccdd`, `aa-bb-cc`, `0xaabbcc`) as digits alone; null for other text. */
export function hexDigitsIn(text: string): string | null {
  const folded = fold(text).trim()
  if (!hexText.test(folded)) return null
  const digits = folded.replace(/^0x/, '').replaceAll(/[^0-9a-f]/g, '')
  return digits.length < leastHexDigits ? null : digits
}

/** Text as it stands, and its digits alone where it is hexadecimal: option 82, circuit ids, MAC addresses. */
const withHex = (text: string): readonly string[] => {
  const digits = hexDigitsIn(text)
  const key = foldKey(text)
  return digits === null || digits === key ? [key] : [digits, key]
}

/** A MAC address by its twelve digits, however it is written. */
const ofMac = (text: string): readonly string[] => {
  const digits = fold(text).replaceAll(/[^0-9a-f]/g, '')
  return digits.length === 12 && /^[0-9a-f:.\s-]+$/.test(fold(text)) ? [digits] : [foldKey(text)]
}

/** A telephone number as it is dialled at home and with its country: `0201234567`, `31201234567` (Dutch; others as they stand). */
const ofPhone = (text: string): readonly string[] => {
  const digits = text.replaceAll(/\D/g, '').replace(/^0031|^31(?=\d{9}$)/, '0')
  return digits.length === 0 ? [] : /^0\d{9}$/.test(digits) ? [digits, `31${digits.slice(1)}`] : [digits]
}

const ofIp = (text: string): readonly string[] => {
  const range = readIpv6Range(text)
  return range === null ? [] : ipv6Keys(range)
}

/** IPv4 addresses of `ip` are ranges (ipv4.ts), postcodes have words of their own (searchText.ts). */
export const fieldRules: Readonly<Record<MatchField, FieldRule>> = {
  address: { words: 'all', keys: noKeys },
  postcode: { words: 'none', keys: noKeys },
  nid: { words: 'none', keys: asWhole },
  ip: { words: 'none', keys: ofIp },
  username: { words: 'none', keys: asWhole },
  tag: { words: 'all', keys: asWhole },
  supplier: { words: 'all', keys: noKeys },
  serviceId: { words: 'none', keys: asWhole },
  ontNumber: { words: 'none', keys: asWhole },
  endUser: { words: 'all', keys: noKeys },
  contact: { words: 'all', keys: text => (text.includes('@') ? asWhole(text) : []) },
  city: { words: 'all', keys: noKeys },
  house: { words: 'all', keys: asWhole },
  unit: { words: 'all', keys: noKeys },
  outlet: { words: 'none', keys: asWhole },
  legacyId: { words: 'none', keys: asWhole },
  subscription: { words: 'none', keys: asWhole },
  // Speeds in the names of services would be found by every house number.
  service: { words: 'notNumbers', keys: asWhole },
  reference: { words: 'none', keys: asWhole },
  mac: { words: 'none', keys: ofMac },
  dhcp: { words: 'none', keys: withHex },
  phone: { words: 'none', keys: ofPhone },
  note: { words: 'notNumbers', keys: noKeys },
}

/** The keys of a text of a field, folded. */
export const keysOf = (field: MatchField, text: string): readonly string[] => fieldRules[field].keys(text).filter(key => key !== '')

/** Whether words of this text are searched one by one; an e-mail address is not. */
export const hasWords = (field: MatchField, text: string): boolean =>
  fieldRules[field].words !== 'none' && !(field === 'contact' && text.includes('@'))

/** Whether a word of the field is searched. */
export const isSearchedWord = (field: MatchField, word: string): boolean => fieldRules[field].words !== 'notNumbers' || !/^\p{N}/u.test(word)
