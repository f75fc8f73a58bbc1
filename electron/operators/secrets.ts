import { foldKey, isObject } from './readValue.ts'

/** What stands where a secret was. */
export const REMOVED = '[secret]'

const SECRET_KEY = /passw|passphrase|passcode|^pwd$|^pass$|secret|apikey|privatekey|presharedkey|^psk$|wpakey|wifikey|credential|authorization$|cookie|token|^(?:sim|sip)?(?:pin|puk)[12]?(?:code|number)?$/
/** Keys that name something about a secret without holding it. */
const NO_SECRET_KEY = /^(?:tokentype|passwordset|haspassword)$|(?:expires(?:in|at)?|enabled|count|length)$/
const secretKeys = new Map<string, boolean>()
const KEYS_MOST = 5000
const VALUE = 'value'
const DEPTH_MOST = 64
const SHORTEST_JSON = 8
const SUSPICIOUS = /passw|passphrase|pwd|secret|token|api[-_ ]?key|private[-_ ]?key|pre[-_ ]?shared|psk|bearer|basic |authorization|eyJ/i
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/\b(Basic|Bearer)\s+[\w+/=.~-]{6,}/gi, `$1 ${REMOVED}`],
  [/\beyJ[\w-]{5,}\.[\w-]+(?:\.[\w-]*)?/g, REMOVED],
  [
    /([\w-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|api[-_ ]?key|private[-_ ]?key|pre[-_ ]?shared[-_ ]?key|psk)\\?["']?\s*(?:[:=]|=>|is)\s*)(\\?"[^"]*"|'[^']*'|[^\s&,;}\]"'<]+)/gi,
    `$1${REMOVED}`,
  ],
  [/(<(\w*(?:password|secret|token|apikey)\w*)[^>]*>)[^<]+(<\/\2>)/gi, `$1${REMOVED}$3`],
]

function isSecretKey(key: string): boolean {
  const known = secretKeys.get(key)
  if (known !== undefined) return known
  const fold = foldKey(key)
  const secret = SECRET_KEY.test(fold) && !NO_SECRET_KEY.test(fold)
  if (secretKeys.size < KEYS_MOST) secretKeys.set(key, secret)
  return secret
}

function inText(value: string, depth: number): string {
  if (value.length < SHORTEST_JSON || !SUSPICIOUS.test(value)) return value
  const head = value.trimStart()[0]
  if (head === '{' || head === '[' || head === '"') {
    try {
      const parsed: unknown = JSON.parse(value)
      const clean = walk(parsed, depth + 1)
      return clean === parsed ? value : JSON.stringify(clean)
    } catch {
      // Not JSON after all, or cut off: the patterns below still see what is in it.
    }
  }
  return PATTERNS.reduce((text, [pattern, by]) => text.replaceAll(pattern, by), value)
}

/** Everything under a secret's key goes, but `null`, flags and empty texts, which say that there is none. */
function hidden(value: unknown, depth: number): unknown {
  if (value === null || value === undefined || typeof value === 'boolean' || value === '') return value
  if (depth > DEPTH_MOST || typeof value !== 'object') return REMOVED
  if (Array.isArray(value)) return value.map(each => hidden(each, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hidden(each, depth + 1)]))
}

/** `{ "name": "password", "value": "…" }`, as forms and RADIUS attributes are logged. */
function isNamedSecret(value: Readonly<Record<string, unknown>>): boolean {
  for (const key of ['name', 'key', 'field', 'attribute']) {
    const name = value[key]
    if (typeof name === 'string' && isSecretKey(name)) return true
  }
  return false
}

function walk(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return inText(value, depth)
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEPTH_MOST) return REMOVED
  if (Array.isArray(value)) {
    let copy: unknown[] | null = null
    for (let i = 0; i < value.length; i++) {
      const clean = walk(value[i], depth + 1)
      if (clean !== value[i]) (copy ??= [...value])[i] = clean
    }
    return copy ?? value
  }
  if (!isObject(value)) return value
  let copy: Record<string, unknown> | null = null
  // Records are parsed JSON: they have own keys only, and for-in is twice as fast as Object.keys here.
  for (const key in value) {
    const held = value[key]
    if (held === null) continue
    const secret = isSecretKey(key) || (key.length === VALUE.length && key.toLowerCase() === VALUE && isNamedSecret(value))
    const clean = secret ? hidden(held, depth + 1) : walk(held, depth + 1)
    if (clean !== held) (copy ??= { ...value })[key] = clean
  }
  return copy ?? value
}

/**
 * The same value with passwords, RADIUS and tunnel secrets, API keys and tokens replaced, also nested and also inside JSON that is
 * itself a text. What holds no secret is returned as it is, not copied.
 */
export function withoutSecrets(value: unknown): unknown {
  return walk(value, 0)
}
