import type { LabTicket, TicketStatus } from './ticket.ts'
import type { Tickets } from './tickets.ts'

/**
 * Bodies of POST /lab/tickets: what the operator's people do to a ticket behind the engineer's back. The ticket is named by its
 * number or by a part of its reference.
 */
export type TicketOrder = { id?: number; reference?: string } & (
  | { do: 'comment'; body: string; author?: string }
  | { do: 'solve' | 'close' | 'reopen' }
  | { do: 'setStatus'; status: TicketStatus }
)

/** What GET /lab/tickets tells, by parts of a reference and of a comment's text. */
export type TicketCount = {
  /** Writes that were taken in and are not done yet. */
  waiting: number
  counts: { tickets: number; comments: number; attachments: number; uploads: number; uploadsInNoTicket: number }
  tickets: readonly {
    id: number
    nid: string | null
    reference: string | null
    subject: string
    status: TicketStatus
    comments: readonly {
      body: string
      author: string
      created_at: string
      attachments: readonly { uuid: string; file_name: string; size: number | null; sha256: string }[]
    }[]
  }[]
}

const OPERATOR = 'support@nextpertise.example'

/** Carries out an order; false if it names no ticket or is none. */
export function orderTicket(tickets: Tickets, order: TicketOrder): boolean {
  const { id, reference } = order
  const named = tickets
    .committed()
    .find((each) => (id === undefined ? reference !== undefined && holds(each.reference, reference) : each.id === id))
  if (!named) return false
  switch (order.do) {
    case 'comment':
      return tickets.update(named.id, order.author ?? OPERATOR, { comment: { body: order.body, attachments: [] }, solved: null })
    case 'solve':
      return tickets.setStatus(named.id, 'solved')
    case 'close':
      return tickets.setStatus(named.id, 'closed')
    case 'reopen':
      return tickets.setStatus(named.id, 'open')
    case 'setStatus':
      return tickets.setStatus(named.id, order.status)
    default:
      return false
  }
}

function holds(text: string | null, part: string): boolean {
  return text?.includes(part) === true
}

/** Everything that is truly there, seen or not. `body` leaves the comments that hold it, and the tickets that have such. */
export function countTickets(
  tickets: Tickets,
  waiting: number,
  { reference = '', body = '' }: { reference?: string; body?: string },
): TicketCount {
  const found = tickets
    .committed()
    .filter((ticket) => reference === '' || holds(ticket.reference, reference))
    .map((ticket) => shown(tickets, ticket, body))
    .filter(({ comments }) => body === '' || comments.length > 0)
  const comments = found.flatMap((ticket) => ticket.comments)
  const used = new Set(tickets.committed().flatMap((ticket) => shown(tickets, ticket, '').comments.flatMap(uuidsOf)))
  const uploads = tickets.uploads.all()
  return {
    waiting,
    counts: {
      tickets: found.length,
      comments: comments.length,
      attachments: comments.flatMap((comment) => comment.attachments).length,
      uploads: uploads.length,
      uploadsInNoTicket: uploads.filter(({ uuid }) => !used.has(uuid)).length,
    },
    tickets: found,
  }
}

type ShownTicket = TicketCount['tickets'][number]

function uuidsOf({ attachments }: ShownTicket['comments'][number]): string[] {
  return attachments.map(({ uuid }) => uuid)
}

function shown(tickets: Tickets, { id, nid, reference, subject, status, comments }: LabTicket, body: string): ShownTicket {
  return {
    id,
    nid,
    reference,
    subject,
    status,
    comments: comments
      .filter((comment) => comment.body.includes(body))
      .map(({ body: text, author, created_at, attachments }) => ({
        body: text,
        author: author.name,
        created_at,
        attachments: attachments.map(({ file_name, size, url }) => {
          const uuid = url.slice(url.lastIndexOf('/') + 1)
          return { uuid, file_name, size, sha256: tickets.uploads.get(uuid)?.sha256 ?? '' }
        }),
      })),
  }
}
