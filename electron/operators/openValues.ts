import type { NamedValue } from '../../shared/model/access.ts'
import { fieldsOf, foldKey, isObject, text } from './readValue.ts'
import type { Fields } from './readValue.ts'
import { REMOVED } from './secrets.ts'

const VALUES_MOST = 80
const DEPTH_MOST = 4
const TEXT_MOST = 500

/** First of these folded keys that has a text. */
export function textOf(fields: Fields, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = fields[key]
    const found = text(value) ?? (isObject(value) ? text(fieldsOf(value)['name']) ?? text(fieldsOf(value)['label']) : null)
    if (found !== null && found !== REMOVED) return found
  }
  return null
}

/** Kilobits per second of a number with or without its unit; a bare one is what `bare` says. Null where it is none. */
export function kbpsOf(value: unknown, bare: 'kbit/s' | 'Mbit/s' = 'kbit/s'): number | null {
  const word = text(value)
  const found = word === null ? null : /^(\d+(?:[.,]\d+)?)\s*([kmg])?(?:bit\/s|bps|b\/s|bits?|b)?$/i.exec(word)
  if (found === null) return null
  const number = Number((found[1] ?? '').replace(',', '.'))
  const unit = found[2]?.toLowerCase() ?? (bare === 'kbit/s' ? 'k' : 'm')
  return Math.round(number * (unit === 'g' ? 1_000_000 : unit === 'm' ? 1000 : 1))
}

/**
 * Everything of a record that no reader knows, as named texts, so that nothing the system said is hidden: nested values by their path
 * (`router.model`), lists by their place. JSON-LD's own keys, what is in `read` (folded), and secrets are left out.
 */
export function otherValues(record: unknown, read: ReadonlySet<string>): NamedValue[] {
  const found: NamedValue[] = []
  const walk = (value: unknown, path: string, depth: number): void => {
    if (found.length >= VALUES_MOST) return
    const word = typeof value === 'boolean' ? String(value) : text(value)
    if (word !== null) {
      if (path !== '' && word !== REMOVED) found.push({ name: path, value: word.slice(0, TEXT_MOST) })
      return
    }
    if (depth >= DEPTH_MOST || typeof value !== 'object' || value === null) return
    for (const [key, each] of Object.entries(value)) {
      if (key.startsWith('@') || (depth === 0 && read.has(foldKey(key)))) continue
      walk(each, Array.isArray(value) ? `${path}[${Number(key) + 1}]` : path === '' ? key : `${path}.${key}`, depth + 1)
    }
  }
  walk(record, '', 0)
  return found
}

/** Texts under keys that fold to one `test` takes, anywhere in a record; each once. */
export function textsUnder(record: unknown, test: RegExp, depth = 0): string[] {
  if (depth > DEPTH_MOST || typeof record !== 'object' || record === null) return []
  const found = new Set<string>()
  for (const [key, value] of Object.entries(record)) {
    if (!Array.isArray(record) && test.test(foldKey(key))) {
      for (const each of Array.isArray(value) ? value : [value]) {
        const word = text(each) ?? (isObject(each) ? text(fieldsOf(each)['id']) : null)
        if (word === null) for (const within of textsUnder(each, test, depth + 1)) found.add(within)
        else if (word !== REMOVED) found.add(word)
      }
    } else for (const word of textsUnder(value, test, depth + 1)) found.add(word)
  }
  return [...found]
}
