/** A sub-option of DHCP option 82 (RFC 3046 section 2): its code, its bytes as hex digits, and what they read as. */
export type SubOption = {
  readonly code: number
  /** Two lower-case digits a byte. */
  readonly hex: string
  /** Where the bytes are text, also behind the type and length that switches put before it; null where they are not. */
  readonly text: string | null
  /** Where the bytes are a hardware address: `AA:BB:CC:DD:EE:FF`. */
  readonly mac: string | null
  /** The value ends before its own length says. */
  readonly cut: boolean
}

/** What is wrong with what was given; `at` counts bytes, `place` characters, both from 1. */
export type Option82Problem =
  | { readonly kind: 'notHex'; readonly place: number; readonly character: string }
  | { readonly kind: 'oddDigits'; readonly digits: number }
  | { readonly kind: 'truncated'; readonly at: number; readonly code: number; readonly says: number; readonly left: number }
  | { readonly kind: 'noLength'; readonly at: number; readonly code: number }
  | { readonly kind: 'tooLong'; readonly bytes: number }

export type Option82 = {
  /** All bytes as digits, without the option's own code and length: what a system is asked with. */
  readonly hex: string
  readonly subOptions: readonly SubOption[]
  readonly problem: Option82Problem | null
}

/** The longest option 82 there can be: its length is one byte (RFC 2132 section 2). */
const longestBytes = 255
const optionCode = 82

const hexOf = (bytes: readonly number[]): string => bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')

/** Text of bytes that hold nothing but printable UTF-8; null otherwise. */
function textOf(bytes: readonly number[]): string | null {
  if (bytes.length === 0 || bytes.some(byte => byte < 0x20 || byte === 0x7F)) return null
  try {
    const text = decodeURIComponent(bytes.map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''))
    return /[\u0080-\u009F\uFFFD]/.test(text) ? null : text
  } catch {
    return null
  }
}

/** The value behind a type byte (0 or 1) and a length byte that fits, as switches write circuit and remote ids. */
function inner(bytes: readonly number[]): readonly number[] | null {
  const [type, length] = bytes
  return (type === 0 || type === 1) && length !== undefined && length > 0 && length === bytes.length - 2 ? bytes.slice(2) : null
}

function subOption(code: number, bytes: readonly number[], cut = false): SubOption {
  const behind = inner(bytes)
  const address = code === 2 ? [bytes, behind].find(each => each?.length === 6 && textOf(each) === null) : null
  return {
    code, hex: hexOf(bytes), cut, text: textOf(bytes) ?? (behind === null ? null : textOf(behind)),
    mac: address === null || address === undefined ? null : hexOf(address).toUpperCase().replaceAll(/(..)(?=.)/g, '$1:'),
  }
}

/** Digits of what was pasted: `0x`, quotes, colons, dots, dashes and spaces away, single digits between colons filled up. */
function digitsOf(given: string): { readonly digits: string } | { readonly problem: Option82Problem } {
  const text = given.trim().replaceAll(/^["']|["']$/g, '')
  const start = given.indexOf(text)
  const bare = text.replace(/^(?:0x|\\x)/i, '')
  const groups = bare.split(':').map(group => group.trim())
  // ISC's DHCP server prints bytes without their leading noughts: `1:6:0:4:0:64`.
  if (groups.length > 1 && groups.every(group => /^[\da-f]{1,2}$/i.test(group)))
    return { digits: groups.map(group => group.padStart(2, '0')).join('').toLowerCase() }
  const wrong = /[^\da-f\s:.-]/i.exec(bare)
  if (wrong !== null) return { problem: { kind: 'notHex', place: start + text.length - bare.length + wrong.index + 1, character: wrong[0] } }
  const digits = bare.replaceAll(/[^\da-f]/gi, '').toLowerCase()
  return digits.length % 2 === 0 ? { digits } : { problem: { kind: 'oddDigits', digits: digits.length } }
}

/** `1:ge-0/0/7.100 2:sw-12`: sub-options written as text behind their codes. */
function textForm(given: string): SubOption[] | null {
  const parts = [...given.trim().matchAll(/(?:^|[\s,;]+)(\d{1,3}):\s*(?:"([^"]*)"|(\S+?))(?=[\s,;]*(?:$|[\s,;]\d{1,3}:))/g)]
  const isWhole = parts.map(part => part[0]).join('').trim() === given.trim().replace(/[\s,;]+$/, '')
  if (parts.length === 0 || !isWhole) return null
  const read = parts.map(([, code, quoted, plain]) => ({ code: Number(code), value: quoted ?? plain ?? '' }))
  if (read.some(({ code, value }) => code < 1 || code > 255 || value === '')) return null
  return read.map(({ code, value }) => {
    const hex = /^0x((?:[\da-f]{2})+)$/i.exec(value)?.[1]
    return subOption(code, hex === undefined ? utf8(value) : bytesOf(hex))
  })
}

const bytesOf = (digits: string): number[] => (digits.match(/../g) ?? []).map(pair => Number.parseInt(pair, 16))
const utf8 = (text: string): number[] =>
  [...encodeURIComponent(text.toWellFormed()).matchAll(/%(..)|(.)/g)].map(([, hex, plain]) => hex === undefined ? (plain ?? '').charCodeAt(0) : Number.parseInt(hex, 16))

/** Option 82 as digits, from its sub-options. */
export function encodeOption82(subOptions: readonly Pick<SubOption, 'code' | 'hex'>[]): string {
  return subOptions.map(({ code, hex }) => hexOf([code, hex.length / 2]) + hex).join('')
}

/**
 * Reads a DHCP option 82 as logs print it (RFC 3046): hex digits with or without `0x`, colons, dots, dashes and spaces, with or
 * without the option's own code and length before it, or sub-options as text behind their codes (`1:port 2:switch`). Sub-options
 * it does not know are kept. Where it is cut off or no such option, `problem` says where; what came before is still given.
 */
export function decodeOption82(given: string): Option82 {
  const plain = digitsOf(given)
  if (!('digits' in plain)) {
    const written = textForm(given)
    if (written === null) return { hex: '', subOptions: [], problem: plain.problem }
    const hex = encodeOption82(written)
    return { hex, subOptions: written, problem: tooLong(hex.length / 2) }
  }
  const all = bytesOf(plain.digits)
  const hasHead = all[0] === optionCode && all.length >= 2 && all[1] === all.length - 2
  const bytes = hasHead ? all.slice(2) : all
  const subOptions: SubOption[] = []
  let problem = tooLong(bytes.length)
  for (let at = 0; at < bytes.length && problem === null;) {
    const code = bytes[at] ?? 0
    const length = bytes[at + 1]
    if (length === undefined) {
      problem = { kind: 'noLength', at: at + 1, code }
      break
    }
    const value = bytes.slice(at + 2, at + 2 + length)
    subOptions.push(subOption(code, value, value.length < length))
    if (value.length < length) problem = { kind: 'truncated', at: at + 1, code, says: length, left: value.length }
    at += 2 + length
  }
  return { hex: hexOf(bytes), subOptions, problem }
}

const tooLong = (bytes: number): Option82Problem | null => bytes > longestBytes ? { kind: 'tooLong', bytes } : null

/** Whether a text looks like a whole option 82: it decodes without a fault and names a circuit or a remote end. */
export function isOption82(given: string): boolean {
  if (given.trim().length < 8) return false
  const { subOptions, problem } = decodeOption82(given)
  const codes = subOptions.map(({ code }) => code)
  return problem === null && (codes.includes(1) || codes.includes(2)) && codes.every(code => code >= 1 && code <= 19)
    && new Set(codes).size === codes.length && subOptions.some(({ hex }) => hex !== '')
}

/** Whether hex digits begin as an option 82 does, though it may be cut off or too long: worth reading as one, to say where. */
export function beginsAsOption82(given: string): boolean {
  const { hex, subOptions, problem } = decodeOption82(given)
  const first = subOptions[0]
  return problem?.kind !== 'notHex' && hex.length >= 12 && first !== undefined && (first.code === 1 || first.code === 2 || hex.startsWith('52')) && first.hex !== ''
}
