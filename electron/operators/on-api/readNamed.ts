import type { NamedValue } from '../../../shared/model/access.ts'
import { foldKey, isObject, list, text } from '../readValue.ts'

/** One value of an open list as text: lists are joined, objects written as JSON, truth values as words; null where there is none. */
export function wordsOf(value: unknown): string | null {
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) {
    const parts = value.map(wordsOf).filter(part => part !== null)
    return parts.length === 0 ? null : parts.join(', ')
  }
  if (isObject(value)) return Object.keys(value).length === 0 ? null : JSON.stringify(value)
  return text(value)
}

/**
 * Values of an object whose keys the operator chooses (`characteristics`, `dhcpIdentifier`), in its own order and spelling; keys
 * whose folded form is in `except` are left out. A list of such objects is taken together; a lone text goes by the name given.
 */
export function readNamed(value: unknown, name: string, except: ReadonlySet<string> = new Set()): NamedValue[] {
  const alone = isObject(value) || Array.isArray(value) ? null : wordsOf(value)
  if (alone !== null) return [{ name, value: alone }]
  return list(value).flatMap(each => !isObject(each) ? [] : Object.entries(each).flatMap(([key, held]) => {
    const words = except.has(foldKey(key)) ? null : wordsOf(held)
    return words === null ? [] : [{ name: key, value: words }]
  }))
}
