import type { Ticket } from '../../../shared/model/ticket.ts'

export type TicketFilter = 'open' | 'pending' | 'all'

const passes: Record<TicketFilter, (ticket: Ticket) => boolean> = {
  open: ticket => ticket.status !== 'solved' && ticket.status !== 'closed',
  pending: ticket => ticket.status === 'pending',
  all: () => true,
}

/** Tickets whose number, subject, NID, reference, requester or text hold every word sought; last changed first. */
export function filterTickets(tickets: readonly Ticket[], query: string, filter: TicketFilter): Ticket[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return tickets
    .filter(ticket => {
      const text = [ticket.id, ticket.subject, ticket.nid, ticket.reference, ticket.requester, ticket.description]
        .filter(Boolean)
        .join(' ')
        .toLowerCase()
      return passes[filter](ticket) && words.every(word => text.includes(word))
    })
    .toSorted((a, b) => (b.updatedAt ?? b.createdAt ?? '').localeCompare(a.updatedAt ?? a.createdAt ?? ''))
}
