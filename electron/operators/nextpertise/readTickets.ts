import type { Ticket, TicketComment } from '../../../shared/model/ticket.ts'
import { TicketStatus } from '../../../shared/model/ticket.ts'
import { expectedList } from './expectedList.ts'
import { readTime } from './readTime.ts'
import { httpsOnly } from './readTransaction.ts'
import { fieldsOf, isObject, list, text } from './readValue.ts'

/** A ticket as the system gives it; which account and line it belongs to is the app's knowledge. */
export type SystemTicket = Omit<Ticket, 'accountId' | 'lineId'>

/** A ticket (document, Support); null without an id. */
export function readTicket(value: unknown): SystemTicket | null {
  const ticket = fieldsOf(value)
  const id = text(ticket['id'])
  if (id === null) return null
  const status = TicketStatus.safeParse(text(ticket['status'])?.toLowerCase())
  return {
    id, nid: text(ticket['nid'])?.toUpperCase() ?? null, reference: text(ticket['reference']), subject: text(ticket['subject']) ?? '',
    description: text(ticket['description']) ?? '', status: status.success ? status.data : 'unknown',
    createdAt: readTime(ticket['createdat'])?.utc ?? null, updatedAt: readTime(ticket['updatedat'])?.utc ?? null,
    requester: text(fieldsOf(ticket['requester'])['name']),
  }
}

/** Tickets of a list, last changed first. Throws OperatorFailure `badReply`. */
export function readTickets(result: unknown): SystemTicket[] {
  return expectedList(result, 'tickets').map(readTicket).filter(ticket => ticket !== null)
    .toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''))
}

export function readComments(result: unknown): TicketComment[] {
  return list(fieldsOf(result)['comments']).filter(isObject).map(value => {
    const comment = fieldsOf(value)
    return {
      body: text(comment['body']) ?? '', createdAt: readTime(comment['createdat'])?.utc ?? null,
      author: text(fieldsOf(comment['author'])['name']),
      attachments: list(comment['attachments']).filter(isObject).map(each => {
        const attachment = fieldsOf(each)
        return { name: text(attachment['filename']) ?? '', url: httpsOnly(text(attachment['url'])) }
      }),
    }
  })
}
