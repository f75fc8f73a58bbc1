/** A subnet (or, with 32 bits, one address); `network` is its first address as an unsigned number. */
export type Ipv4Range = { readonly network: number; readonly bits: number }

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const whole = new RegExp(`^(${octet})\\.(${octet})\\.(${octet})\\.(${octet})(?:/(3[0-2]|[12]?\\d))?$`)

/** First address of the subnet of so many bits that holds the address. */
export const networkOf = (address: number, bits: number): number => (bits === 0 ? 0 : (address & (-1 << (32 - bits))) >>> 0)

/** `10.1.2.3` or `10.1.2.0/29`; host bits of a subnet are ignored. Null for anything else. */
export function readIpv4Range(text: string): Ipv4Range | null {
  const found = whole.exec(text.trim())
  if (found === null) return null
  const address = [1, 2, 3, 4].reduce((sum, at) => sum * 256 + Number(found[at]), 0)
  const bits = found[5] === undefined ? 32 : Number(found[5])
  return { network: networkOf(address, bits), bits }
}

export const holds = (range: Ipv4Range, address: number): boolean => networkOf(address, range.bits) === range.network

/**
 * The addresses whose text begins with an address typed in part (`10.1.`, `10.1.2`, `10.1.2.3` too, as in `10.1.2.31`),
 * as inclusive ranges. Empty where the text is not the beginning of an address with at least one dot.
 */
export function rangesBeginningWith(text: string): readonly (readonly [from: number, to: number])[] {
  const parts = text.split('.')
  const last = parts.pop() ?? ''
  if (parts.length < 1 || parts.length > 3 || !/^\d{0,3}$/.test(last)) return []
  if (!parts.every(part => new RegExp(`^${octet}$`).test(part))) return []
  const base = parts.reduce((sum, part) => sum * 256 + Number(part), 0) * 256
  const size = 256 ** (3 - parts.length)
  const octets: (readonly [number, number])[] = []
  if (last === '') octets.push([0, 255])
  else if (!/^0\d/.test(last)) {
    const value = Number(last)
    if (value <= 255) octets.push([value, value])
    if (value > 0 && value * 10 <= 255) octets.push([value * 10, Math.min(value * 10 + 9, 255)])
    if (value > 0 && value * 100 <= 255) octets.push([value * 100, Math.min(value * 100 + 99, 255)])
  }
  return octets.map(([from, to]) => [(base + from) * size, (base + to + 1) * size - 1] as const)
}
