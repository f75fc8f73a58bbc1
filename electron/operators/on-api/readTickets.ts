import type { Responsible, Ticket, TicketComment, TicketStatus } from '../../../shared/model/ticket.ts'
import { readTime } from '../readTime.ts'
import { fieldsOf, flag, isObject, list, text } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'

/** A ticket as the system gives it; which account and line it belongs to is the app's knowledge. */
export type SystemTicket = Omit<Ticket, 'accountId' | 'lineId'>
export type TicketWithComments = {
  readonly ticket: SystemTicket
  readonly comments: readonly TicketComment[]
  /** False of an entry of the list that holds no more than references, status and responsible party. */
  readonly isWhole: boolean
}

/** What somebody wrote, to the letter: a word that says "no value" elsewhere is a word here. */
function words(value: unknown): string {
  return typeof value === 'string' ? value.trim() : text(value) ?? ''
}

/** How a text that was sent comes back from the readers: with what looks like a secret replaced. */
export function textAsRead(sent: string): string {
  return words(withoutSecrets(sent))
}

/** `IN_PROGRESS_SP`: it waits for us. */
const statusOf: Readonly<Record<string, TicketStatus>> = {
  CREATED: 'new', IN_PROGRESS_CO: 'open', IN_PROGRESS_SP: 'pending', CLOSED: 'closed',
}

function responsibleOf(value: unknown): Responsible | null {
  const word = text(value)?.toUpperCase()
  return word === 'SP' ? 'sp' : word === 'CO' ? 'co' : null
}

function commentsOf(value: unknown): TicketComment[] {
  return list(value).filter(isObject).map(each => {
    const comment = fieldsOf(each)
    return {
      body: words(comment['message']), createdAt: readTime(comment['createdat'])?.utc ?? null, author: text(comment['createdby']), attachments: [],
    }
  })
}

/**
 * A ticket of a list or on its own (ON-API 2.6, `/tickets`; the public specification says `coSubscription` for `subscriptionId` and
 * gives `link` as text). Secrets in it are replaced. Null without a reference of the network's.
 */
export function readTicket(value: unknown): TicketWithComments | null {
  const ticket = fieldsOf(withoutSecrets(value))
  const id = text(ticket['coticketreference'])
  if (id === null) return null
  const systemStatus = text(ticket['status'])?.toUpperCase() ?? null
  const comments = commentsOf(ticket['comments'])
  const info = isObject(ticket['additionalinfo']) ? fieldsOf(ticket['additionalinfo']) : null
  const createdAt = readTime(ticket['createdat'])?.utc ?? null
  const times = [readTime(ticket['updatedat'])?.utc ?? null, createdAt, ...comments.map(comment => comment.createdAt)]
  return {
    isWhole: ticket['accessid'] !== undefined || ticket['heading'] !== undefined || ticket['description'] !== undefined,
    ticket: {
      id, nid: text(ticket['accessid']), reference: text(ticket['spticketreference']), subject: words(ticket['heading']),
      description: words(ticket['description']), status: statusOf[systemStatus ?? ''] ?? 'unknown', systemStatus,
      responsible: responsibleOf(ticket['responsible']), problemType: text(ticket['problemtype'])?.toUpperCase() ?? null,
      additionalInfo: info === null ? null : { ip: words(info['ip']), mac: words(info['mac']), link: flag(info['link']) },
      subscriptionId: text(ticket['subscriptionid']) ?? text(ticket['cosubscription']),
      createdAt, updatedAt: times.filter(each => each !== null).toSorted().at(-1) ?? null, requester: text(ticket['createdby']),
    },
    comments,
  }
}

/** The tickets of a list; of a lone object, that one. */
export function readTicketList(body: unknown): TicketWithComments[] {
  return list(body).map(readTicket).filter(ticket => ticket !== null)
}
