import type { InstallWindow } from '../../../shared/model/internetRequest.ts'
import type { LineState, Medium } from '../../../shared/model/line.ts'
import { text } from '../readValue.ts'

/** A word of the system's lists without what writers differ in: case, hyphens, strokes, spaces. */
const folded = (word: string): string => word.replaceAll(/[-_\s]/g, '').toUpperCase()

/** `FIBER` and `DSL` (document, `type`). A fibre here is the customer's own, up to the provider. */
export function mediumOf(type: string | null): Medium {
  const word = folded(type ?? '')
  if (/^FIB(?:ER|RE)/.test(word)) return 'fibrePointToPoint'
  if (/DSL\d?\+?$/.test(word)) return 'copper'
  return 'unknown'
}

const STATES: Readonly<Record<string, LineState>> = {
  ORDERED: 'processing', CONFIRMED: 'processing', ACTIVE: 'active', CANCELLED: 'cancelled', CANCELED: 'cancelled',
}

/** State of an account (wiki, Internet Account); null for a word that is none of the documented ones. */
export function stateOf(status: string | null): LineState | null {
  return STATES[folded(status ?? '')] ?? null
}

const WINDOW = /^(\d{1,2})(?:[_:.](\d{2}))?[_\s-]*TO[_\s-]*(\d{1,2})(?:[_:.](\d{2}))?$/i
const clock = (hour: string | undefined, minute: string | undefined): string => `${(hour ?? '').padStart(2, '0')}:${minute ?? '00'}`

/** `7_30_TO_16`, `7_30_TO_12`, `12_TO_16` (document, `installTime`), also with minutes everywhere; other words stay as they are. */
export function installWindowOf(value: unknown): InstallWindow | null {
  const word = text(value)
  if (word === null) return null
  const [, fromHour, fromMinute, toHour, toMinute] = WINDOW.exec(word) ?? []
  if (fromHour === undefined || Number(fromHour) > 24 || Number(toHour) > 24) return { from: null, to: null, word }
  return { from: clock(fromHour, fromMinute), to: clock(toHour, toMinute), word }
}

const BITS: Readonly<Record<string, string>> = { 255: '11111111', 254: '11111110', 252: '11111100', 248: '11111000', 240: '11110000', 224: '11100000', 192: '11000000', 128: '10000000', 0: '00000000' }

/** `/29` of `255.255.255.248`, `29` or `/29`; null for what is no mask. */
export function prefixOf(mask: string | null): string | null {
  const bare = /^\/?(\d{1,2})$/.exec(mask ?? '')?.[1]
  if (bare !== undefined) return Number(bare) <= 32 ? `/${bare}` : null
  const bits = (mask ?? '').split('.').map(part => BITS[part] ?? 'x').join('')
  return bits.length === 32 && /^1*0*$/.test(bits) ? `/${bits.indexOf('0') < 0 ? 32 : bits.indexOf('0')}` : null
}
