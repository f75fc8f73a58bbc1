import type { LineHint } from '../operator.ts'
import { readTime } from '../readTime.ts'
import { fieldsOf, text } from '../readValue.ts'

/** Object types in the plural of the specification's list and in the singular of its example. */
const OBJECTS = new Map([
  ['accesses', 'access'], ['access', 'access'], ['subscriptions', 'ofAccess'], ['subscription', 'ofAccess'], ['services', 'ofAccess'], ['service', 'ofAccess'],
])

/** Last part of a path or an address, without its query. */
function lastPart(path: string | null): string | null {
  const part = path?.replace(/[?#].*$/, '').split('/').findLast(each => each !== '') ?? null
  try {
    return part === null ? null : decodeURIComponent(part)
  } catch {
    return part
  }
}

/**
 * What an event (ON-API 2.6, `/events`) says of a line: that it changed, or went. Null where it is about something else, or names
 * no access: the path of a subscription ends in its access. Where a subscription or service comes without a path (a DELETE), its own id
 * stands for the access that has it, which whoever keeps the lines knows.
 */
export function readEvent(value: unknown): LineHint | null {
  const fields = fieldsOf(value)
  const object = OBJECTS.get(text(fields['objecttype'])?.toLowerCase() ?? '')
  if (object === undefined) return null
  const id = text(fields['objectid'])
  const inPath = lastPart(text(fields['path']))
  const nativeId = object === 'access' ? id ?? inPath : text(fields['accessid']) ?? inPath ?? id
  if (nativeId === null) return null
  const removed = object === 'access' && text(fields['type'])?.toUpperCase() === 'DELETE'
  return { nativeId, change: removed ? 'removed' : 'changed', at: readTime(fields['time'])?.utc ?? null }
}
