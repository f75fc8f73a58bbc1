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

/** `/29` of `255.255.255.248`, `29` or `/29`; null for what is no mask. */
export function prefixOf(mask: string | null): string | null {
  const bare = /^\/?(\d{1,2})$/.exec(mask ?? '')?.[1]
  if (bare !== undefined) return Number(bare) <= 32 ? `/${bare}` : null
  const parts = (mask ?? '').split('.')
  if (parts.length !== 4 || parts.some(part => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return null
  const bits = parts.map(part => Number(part).toString(2).padStart(8, '0')).join('')
  return /^1*0*$/.test(bits) ? `/${bits.indexOf('0') < 0 ? 32 : bits.indexOf('0')}` : null
}
