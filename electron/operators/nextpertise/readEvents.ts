import type { LineEvent } from '../../../shared/model/line.ts'
import { expectedList } from './expectedList.ts'
import { readTime } from '../readTime.ts'
import { fieldsOf, isObject, text } from '../readValue.ts'
import type { Fields } from '../readValue.ts'

const DETAILS = ['action', 'transactionaction', 'request', 'response', 'eventproperties', 'recipient', 'notifications'] as const

function detailOf(event: Fields): string {
  const detail: Record<string, unknown> = {}
  for (const key of DETAILS) {
    const held = event[key]
    if (held !== undefined && held !== null && held !== '') detail[key] = held
  }
  return JSON.stringify(detail)
}

/** Events of a line (document, list_events), newest first; those without a readable time last. Secrets are replaced before. Throws OperatorFailure. */
export function readEvents(result: unknown): LineEvent[] {
  return expectedList(result, 'events').filter(isObject).map(value => {
    const event = fieldsOf(value)
    return {
      uuid: text(event['uuid']), at: readTime(event['createdat']), type: text(event['type']), method: text(event['method']),
      username: text(event['username']), correlationId: text(event['cid']), detail: detailOf(event),
    }
  }).toSorted((a, b) => (b.at?.utc ?? '').localeCompare(a.at?.utc ?? ''))
}
