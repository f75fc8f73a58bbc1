/** Deterministic numbers: everything in the lab is a pure function of (seed, index, salt), so line i costs O(1) at any size. */

function avalanche(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** An unsigned 32-bit hash of three integers. */
export function mix(seed: number, index: number, salt: number): number {
  return avalanche(
    Math.imul(seed + 0x9e3779b9, 0x85ebca6b) ^ avalanche(Math.imul(index + 1, 0x9e3779b1) + Math.imul(salt, 0x27d4eb2f)),
  )
}

/** Dice of one thing (a line, a report): the same seed, index and salt always fall the same way. */
export class Dice {
  readonly seed: number
  readonly index: number

  constructor(seed: number, index: number) {
    this.seed = seed
    this.index = index
  }

  /** An integer from 0 to below - 1. */
  int(salt: number, below: number): number {
    return mix(this.seed, this.index, salt) % below
  }

  /** An integer from low to high, both included. */
  between(salt: number, low: number, high: number): number {
    return low + this.int(salt, high - low + 1)
  }

  /** True in so many of 1000 cases. */
  perMille(salt: number, chance: number): boolean {
    return this.int(salt, 1000) < chance
  }

  pick<T>(salt: number, list: readonly T[]): T {
    const value = list[this.int(salt, list.length)]
    if (value === undefined) throw new RangeError('pick from an empty list')
    return value
  }

  /** Upper-case hexadecimal digits, at most 8. */
  hex(salt: number, digits: number): string {
    return mix(this.seed, this.index, salt).toString(16).padStart(8, '0').slice(0, digits).toUpperCase()
  }
}

/** FNV-1a of a text, to draw from a NID or uuid. */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** Four hexadecimal digits of every 16-bit number: a uuid is wanted twice per line of a page. */
const HEX4 = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, '0'))

function hex4(value: number): string {
  return HEX4[value & 0xffff] ?? ''
}

const SCATTER = 0x9e3779b1
const GATHER = inverse32(SCATTER)

function inverse32(odd: number): number {
  let inverse = odd
  for (let i = 0; i < 5; i++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse))
  return inverse
}

/** A uuid that carries its index (scattered), so that it is found again without a table. `kind` keeps families apart. */
export function uuidOf(seed: number, kind: number, index: number): string {
  const head = (Math.imul(index, SCATTER) ^ (kind * 0x01010101)) >>> 0
  const a = mix(seed, index, kind * 3 + 1)
  const b = mix(seed, index, kind * 3 + 2)
  const start = `${hex4(head >>> 16)}${hex4(head)}-${hex4(a >>> 16)}-${hex4((a & 0xfff) | 0x4000)}`
  return `${start}-${hex4((b & 0xfff) | 0xa000)}-${hex4(a)}${hex4(b >>> 16)}${hex4(b)}`
}

/** The index inside a uuid made by `uuidOf`, or null for any other uuid. */
export function indexOfUuid(seed: number, kind: number, uuid: string): number | null {
  const head = Number.parseInt(uuid.slice(0, 8), 16)
  if (Number.isNaN(head)) return null
  const index = Math.imul(head ^ (kind * 0x01010101), GATHER) >>> 0
  return uuidOf(seed, kind, index) === uuid ? index : null
}
