import { fieldsOf, isObject, text } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'

const LONGEST = 500
const WORDS_MOST_BYTES = 100_000

/** JSON of a body, or undefined where it is none. */
export function parsedOrUndefined(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

/**
 * The short message of an error, such as `access_denied` (document, Errors): alone, as a JSON text, or in an object; null for a page
 * of something else and for silence. Secrets are replaced: some servers repeat the address they were asked at, token and all.
 */
export function errorWords(body: Uint8Array): string | null {
  if (body.byteLength > WORDS_MOST_BYTES) return null
  const value = parsedOrUndefined(body)
  const fields = fieldsOf(value)
  const inner = fieldsOf(fields['error'])
  const plain = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8').trim()
  const words = isObject(value)
    ? text(fields['message']) ?? text(inner['message']) ?? text(fields['error']) ?? text(fields['code'])
      ?? text(inner['code']) ?? text(fields['reason'])
    : typeof value === 'string' ? text(value) : /^[\w .:'-]{1,200}$/.test(plain) ? plain : null
  return words === null ? null : String(withoutSecrets(words.slice(0, LONGEST)))
}
