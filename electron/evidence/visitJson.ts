import type { Visit } from '../../shared/model/visit.ts'

/** Of what `visitJson` writes; it rises when a field is renamed or goes. */
export const visitJsonVersion = 1

const removed = '[secret]'
const secretKey = /passw|passphrase|passcode|secret|apikey|privatekey|presharedkey|^psk$|credential|authorization|cookie|token/
const isSecretKey = (key: string): boolean => secretKey.test(key.replaceAll(/[-_ ]/g, '').toLowerCase())

/**
 * A visit as JSON for other programs: everything that is in it, readings and verdicts with their ids, photos and files by name
 * and size. Keys are in alphabetical order, so that the same visit gives the same text. Values under keys of secrets (also inside
 * texts that are themselves JSON, as raw replies are) are replaced; the adapter has done so before storage, this stands behind
 * it.
 */
export function visitJson(visit: Visit): string {
  const { snapshot, ...rest } = visit
  const file = { format: 'lineside.visit', version: visitJsonVersion, visit: { ...rest, line: parsed(snapshot) ?? snapshot } }
  return `${JSON.stringify(clean(file), null, 2)}\n`
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value === 'string') return cleanText(value)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, isSecretKey(key) ? hidden(each) : clean(each)]))
}

/** Flags, nulls and empty texts say that there is none; everything else under a secret's key goes. */
const hidden = (value: unknown): unknown => value === null || typeof value === 'boolean' || value === '' ? value : removed

/** A text that is JSON is cleaned inside, and stays as it was where nothing had to go. */
function cleanText(text: string): string {
  const inner = /^\s*[[{]/.test(text) ? parsed(text) : undefined
  if (inner === undefined) return text
  const cleaned = JSON.stringify(clean(inner))
  return cleaned.includes(removed) ? cleaned : text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
