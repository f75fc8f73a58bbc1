import { isIPv6 } from 'node:net'

/** An IPv6 address or prefix: its 32 hexadecimal digits (RFC 4291, 2.2), host bits zero, and how many bits count. */
export type Ipv6Range = { readonly hex: string; readonly bits: number }

const longest = 128

/** The 32 digits of an address whose text `isIPv6` accepts. */
function digitsOf(address: string): string {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const two = (high: string | undefined, low: string | undefined) => (Number(high) * 256 + Number(low)).toString(16)
  const text = dotted === null ? address : `${dotted[1] ?? ''}${two(dotted[2], dotted[3])}:${two(dotted[4], dotted[5])}`
  const [left = '', right] = text.split('::')
  const groups = (part: string) => part.split(':').filter(group => group !== '').map(group => group.padStart(4, '0'))
  const before = groups(left)
  const after = right === undefined ? [] : groups(right)
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0000'), ...after].join('')
}

/** The first of the addresses that share so many bits with this one. */
export function firstWithBits(hex: string, bits: number): string {
  const whole = Math.floor(bits / 4)
  const rest = bits % 4
  const part = rest === 0 ? '' : (Number.parseInt(hex.charAt(whole), 16) & (0xf << (4 - rest)) & 0xf).toString(16)
  return `${hex.slice(0, whole)}${part}`.padEnd(32, '0')
}

/** `2001:db8::1` or `2001:db8:1::/48`; a zone is left out. Null for anything else. */
export function readIpv6Range(text: string): Ipv6Range | null {
  const [address = '', size, ...more] = text.trim().toLowerCase().replace(/%[^/]*/, '').split('/')
  if (more.length > 0 || !isIPv6(address) || (size !== undefined && !/^\d{1,3}$/.test(size))) return null
  const bits = size === undefined ? longest : Number(size)
  return bits > longest ? null : { hex: firstWithBits(digitsOf(address), bits), bits }
}

/** Keys of a line with this address or prefix: itself, and its first address, by whose beginning it is found too. */
export const ipv6Keys = ({ hex, bits }: Ipv6Range): string[] => (bits === longest ? [`6:${hex}`] : [`6/${bits}:${hex}`, `6:${hex}`])

/** Keys of everything that holds the address or prefix: one of each size a prefix may have. */
export const ipv6KeysHolding = ({ hex, bits }: Ipv6Range): string[] => [
  ...(bits === longest ? [`6:${hex}`] : []),
  ...Array.from({ length: Math.min(bits, longest - 1) }, (_, less) => Math.min(bits, longest - 1) - less).map(size => `6/${size}:${firstWithBits(hex, size)}`),
]

/** What keys of addresses begin with whose text begins so (`2001:db8:1`, also as in `2001:db8:1f`). Empty where it is no such beginning. */
export function ipv6Beginnings(text: string): string[] {
  const found = /^([0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6}):(:|[0-9a-f]{0,4})$/.exec(text.trim().toLowerCase())
  if (found === null) return []
  const before = (found[1] ?? '').split(':').map(group => group.padStart(4, '0')).join('')
  const last = found[2] ?? ''
  if (last === ':' || last === '') return [`6:${before}`]
  return Array.from({ length: 5 - last.length }, (_, zeros) => `6:${before}${'0'.repeat(zeros)}${last}`)
}
