const HEADER = 0x52
const CIRCUIT_ID = 0x01
const REMOTE_ID = 0x02
const LENGTH_MOST = 255

function hexOf(bytes: readonly number[]): string {
  return bytes.map(byte => byte.toString(16).padStart(2, '0')).join('').toUpperCase()
}

/**
 * The whole option 82 in hex as ON-API wants it, type and length first (public ON-API 2.6, data formats), from hex digits with or
 * without them, in any of the ways in which they are written; null where they are no hex digits.
 */
export function wholeOption82(typed: string): string | null {
  const digits = typed.trim().replace(/^0x/i, '').replaceAll(/[\s:.-]/g, '').toUpperCase()
  if (digits === '' || digits.length % 2 === 1 || !/^[0-9A-F]+$/.test(digits)) return null
  const length = digits.length / 2
  if (digits.startsWith('52') && Number.parseInt(digits.slice(2, 4), 16) === length - 2) return digits
  return length > LENGTH_MOST ? null : hexOf([HEADER, length]) + digits
}

/**
 * Option 82 as a switch writes it that gives one of the two values only (RFC 3046, 2.0): without the other, and with the other
 * empty, as the public specification's own example has it. Empty where the value is too long.
 */
export function option82With(which: 'circuit' | 'remote', value: string): readonly string[] {
  const bytes = [...new TextEncoder().encode(value)]
  if (bytes.length > LENGTH_MOST - 4) return []
  const own = [which === 'circuit' ? CIRCUIT_ID : REMOTE_ID, bytes.length, ...bytes]
  const both = which === 'circuit' ? [...own, REMOTE_ID, 0] : [CIRCUIT_ID, 0, ...own]
  return [own, both].map(option => hexOf([HEADER, option.length, ...option]))
}
