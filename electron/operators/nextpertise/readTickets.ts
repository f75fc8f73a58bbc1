import type { Ticket, TicketComment } from '../../../shared/model/ticket.ts'
import { TicketStatus, notOfAnAccess } from '../../../shared/model/ticket.ts'
import { expectedList } from './expectedList.ts'
import { readTime } from '../readTime.ts'
import { httpsOnly } from './readTransaction.ts'
import { fieldsOf, isObject, list, text, wholeNumber } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'

/** A ticket as the system gives it; which account and line it belongs to is the app's knowledge. */
export type SystemTicket = Omit<Ticket, 'accountId' | 'lineId'>

/** What somebody wrote, to the letter: a word that says "no value" elsewhere is a word here. */
function words(value: unknown): string {
  return typeof value === 'string' ? value.trim() : text(value) ?? ''
}

/** How a text that was sent comes back from the readers: with what looks like a secret replaced. */
export function textAsRead(sent: string): string {
  return words(withoutSecrets(sent))
}

/** A ticket (document, Support); null without an id. */
export function readTicket(value: unknown): SystemTicket | null {
  const ticket = fieldsOf(value)
  const id = text(ticket['id'])
  if (id === null) return null
  const status = TicketStatus.safeParse(text(ticket['status'])?.toLowerCase())
  return {
    id, nid: text(ticket['nid'])?.toUpperCase() ?? null, reference: text(ticket['reference']), subject: words(ticket['subject']),
    description: words(ticket['description']), status: status.success ? status.data : 'unknown',
    createdAt: readTime(ticket['createdat'])?.utc ?? null, updatedAt: readTime(ticket['updatedat'])?.utc ?? null,
    requester: text(fieldsOf(ticket['requester'])['name']), ...notOfAnAccess,
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
      body: words(comment['body']), createdAt: readTime(comment['createdat'])?.utc ?? null,
      author: text(fieldsOf(comment['author'])['name']),
      attachments: list(comment['attachments']).filter(isObject).map(each => {
        const attachment = fieldsOf(each)
        const bytes = wholeNumber(attachment['size'])
        return {
          name: words(attachment['filename']), url: httpsOnly(text(attachment['url'])), bytes: bytes !== null && bytes >= 0 ? bytes : null,
        }
      }),
    }
  })
}
