import type { Ticket } from '../../../shared/model/ticket.ts'

export type TicketFilter = 'open' | 'pending' | 'changed' | 'all'
/** Which ticket holds news. */
export type Changed = readonly { readonly accountId: string; readonly id: string }[]

const passes: Record<TicketFilter, (ticket: Ticket, changed: Changed) => boolean> = {
  open: ticket => ticket.status !== 'solved' && ticket.status !== 'closed',
  pending: ticket => ticket.status === 'pending',
  changed: ({ accountId, id }, changed) => changed.some(each => each.id === id && each.accountId === accountId),
  all: () => true,
}

/**
 * Tickets of all systems, or of one account, whose number, subject, NID, reference, requester or text hold every word sought; last
 * changed first.
 */
export function filterTickets(
  tickets: readonly Ticket[], query: string, filter: TicketFilter, changed: Changed = [], accountId: string | null = null,
): Ticket[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return tickets
    .filter(ticket => {
      const text = [ticket.id, ticket.subject, ticket.nid, ticket.reference, ticket.requester, ticket.subscriptionId, ticket.description]
        .filter(Boolean)
        .join(' ')
        .toLowerCase()
      const isOfAccount = accountId === null || ticket.accountId === accountId
      return isOfAccount && passes[filter](ticket, changed) && words.every(word => text.includes(word))
    })
    .toSorted((a, b) => (b.updatedAt ?? b.createdAt ?? '').localeCompare(a.updatedAt ?? a.createdAt ?? ''))
}
