/** Spellings met so far. Bodies of a system repeat their keys in every report, and readers ask for the same names each time. */
const known = new Map<string, string>()
const mostKnown = 4000

/** A key as readers compare it: case, hyphens, underscores and spaces make no difference (domain.md section 4). */
export function foldKey(key: string): string {
  const held = known.get(key)
  if (held !== undefined) return held
  const folded = key.toLowerCase().replaceAll(/[-_\s]/g, '')
  if (known.size < mostKnown && key.length <= 100) known.set(key, folded)
  return folded
}

/** Tolerant view of one JSON object; every getter takes the names a field may have and gives null for what is not there. */
export type Fields = {
  readonly keys: readonly string[]
  has(name: string): boolean
  any(...names: string[]): unknown
  text(...names: string[]): string | null
  number(...names: string[]): number | null
  /** The system's own words, also where they mean "no value". */
  raw(...names: string[]): string | null
  object(...names: string[]): Fields | null
  list(...names: string[]): readonly unknown[]
}

/** Words by which systems say that there is no value (domain.md section 4). */
const noValueWords = new Set(['', 'null', 'none', 'unknown', 'n/a', 'na', 'undefined', '-'])

/** Text of a scalar, trimmed; null for no value and for objects. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return null
  const text = value.trim()
  return noValueWords.has(text.toLowerCase()) ? null : text
}

/** As written: for the "own words" beside a reading. Null for null, objects and empty text. */
export function rawOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim().slice(0, 500)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

const leadingNumber = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/
const decimalComma = /^([+-]?\d+),(\d+)(?![\d,.])/

/** The number at the start of a scalar (`"9.41 mA"` is 9.41); a single comma is a decimal comma. Null where none is. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  const text = textOf(value)
  if (text === null || typeof value === 'boolean') return null
  const found = leadingNumber.exec(text.replace(decimalComma, '$1.$2'))
  if (found === null) return null
  const number = Number(found[0])
  return Number.isFinite(number) ? number : null
}

/** `"true"`, `true`, 1; null where it is neither true nor false. */
export function booleanOf(value: unknown): boolean | null {
  const word = textOf(value)?.toLowerCase()
  if (word === 'true' || word === 'yes' || word === '1') return true
  return word === 'false' || word === 'no' || word === '0' ? false : null
}

/** Fields of an object; null for anything else. Of two keys that fold to one, the first with a value counts. */
export function fieldsOf(value: unknown): Fields | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const byKey = new Map<string, unknown>()
  for (const [key, held] of Object.entries(value)) {
    const folded = foldKey(key)
    if (byKey.get(folded) === undefined || byKey.get(folded) === null) byKey.set(folded, held)
  }
  const any = (...names: string[]): unknown => {
    for (const name of names) {
      const held = byKey.get(foldKey(name))
      if (held !== undefined && held !== null) return held
    }
    return null
  }
  return {
    keys: [...byKey.keys()],
    has: name => byKey.has(foldKey(name)),
    any,
    text: (...names) => textOf(any(...names)),
    number: (...names) => numberOf(any(...names)),
    raw: (...names) => rawOf(any(...names)),
    object: (...names) => fieldsOf(any(...names)),
    list: (...names) => {
      const held = any(...names)
      return Array.isArray(held) ? held : held === null ? [] : [held]
    },
  }
}

/** The first object of a value that may be one object or a list of them. */
export function firstObject(value: unknown): Fields | null {
  if (!Array.isArray(value)) return fieldsOf(value)
  for (const item of value) {
    const fields = fieldsOf(item)
    if (fields !== null) return fields
  }
  return null
}
