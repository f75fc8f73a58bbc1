/** What a line of TelecomX is: an address that waits for an offer, or a delivered line. */
export type Kind = 'request' | 'account'

/** Ids of requests and accounts are drawn from one space as far as anybody knows; with what they are before them they never collide. */
export function nativeIdOf(kind: Kind, id: string): string {
  return `${kind}:${id}`
}

/** `request:<id>`, `account:<id>`; a bare id of the system is of either kind (null). Null for any other text. */
export function parseNativeId(typed: string): { readonly kind: Kind | null; readonly id: string } | null {
  const found = /^(?:(?<kind>request|account)\s*[:\s]\s*(?<id>[\w.~-]{1,80})|(?<bare>[0-9A-F]{20,24}))$/i.exec(typed.trim())?.groups
  if (found === undefined) return null
  const kind = found['kind']?.toLowerCase()
  return { kind: kind === 'request' || kind === 'account' ? kind : null, id: found['id'] ?? found['bare'] ?? '' }
}

/** A text that can only be meant as an id of this system, as `lineByNid` takes it; null for anything else. */
export function nativeIdIn(typed: string): string | null {
  const found = parseNativeId(typed)
  return found === null ? null : found.kind === null ? found.id : nativeIdOf(found.kind, found.id)
}
