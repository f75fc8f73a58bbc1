/** One JSON object with its keys folded: case, `-`, `_`, spaces and stray colons make no difference (domain.md section 4). */
export type Fields = Readonly<Record<string, unknown>>

const folded = new Map<string, string>()
const FOLDED_MOST = 5000
const noFields: Fields = {}

/** A key as readers compare it. */
export function foldKey(key: string): string {
  const known = folded.get(key)
  if (known !== undefined) return known
  const fold = key.replaceAll(/[-_:\s]/g, '').toLowerCase()
  if (folded.size < FOLDED_MOST) folded.set(key, fold)
  return fold
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Fields of an object by folded key; empty for anything else. Of two keys that fold to one, the first with a value counts. */
export function fieldsOf(value: unknown): Fields {
  if (!isObject(value)) return noFields
  const fields: Record<string, unknown> = {}
  // Parsed JSON has own keys only, and for-in is twice as fast as Object.keys here.
  for (const key in value) fields[foldKey(key)] ??= value[key]
  return fields
}

/** Own words of systems for "no value" (domain.md section 4). */
function isNoValue(word: string): boolean {
  return word === '' || word === 'null' || word === 'NULL' || word === 'NONE' || word === 'Unknown'
}

/** Text of a string or number; null for no value and for everything else. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') {
    const trimmed = value.trim()
    return isNoValue(trimmed) ? null : trimmed
  }
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null
}

const LEADING_NUMBER = /^[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?(?![\d.,])/

/** A number, also from a text that begins with one (`"53.96 degrees"`); null where it is none or could be read two ways. */
export function number(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string') return null
  const found = LEADING_NUMBER.exec(value.trim())
  const parsed = found === null ? Number.NaN : Number(found[0])
  return Number.isFinite(parsed) ? parsed : null
}

export function wholeNumber(value: unknown): number | null {
  const parsed = number(value)
  return parsed !== null && Number.isSafeInteger(parsed) ? parsed : null
}

/** True or false, also as text or as 1 and 0. */
export function flag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  if (value === 1 || value === 0) return value === 1
  if (typeof value !== 'string') return null
  const word = value.trim().toLowerCase()
  return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : null
}

/** A list; a lone object is a list of one (reply shapes vary, api/README.md). */
export function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isObject(value) ? [value] : []
}

/** Texts of a list, or a lone text. */
export function texts(value: unknown): string[] {
  const found: string[] = []
  if (Array.isArray(value)) {
    for (const each of value) {
      const one = text(each)
      if (one !== null) found.push(one)
    }
  } else {
    const one = text(value)
    if (one !== null) found.push(one)
  }
  return found
}
