import type { TicketTarget } from '../../../../shared/model/outbox.ts'
import type { Ticket } from '../../../../shared/model/ticket.ts'
import type { Visit } from '../../../../shared/model/visit.ts'

/** Open tickets of the line that are offered beside those of the visit. */
const offeredMost = 3

/**
 * The tickets that the PDF of a visit may go to: those made on it, at the system or still in the outbox, newest first; then those
 * that are open on its line, last changed first.
 */
export function ticketsForPdf({ items }: Pick<Visit, 'items'>, onLine: readonly Ticket[]): TicketTarget[] {
  const made = items.flatMap((item): TicketTarget[] => {
    if (item.kind !== 'write' || item.what !== 'ticket' || item.state === 'discarded') return []
    return [item.remoteId === null ? { at: 'outbox', entryId: item.entryId } : { at: 'system', ticketId: item.remoteId }]
  }).toReversed()
  const known = new Set(made.map(each => (each.at === 'system' ? each.ticketId : each.entryId)))
  const open = onLine.filter(({ id, status }) => status !== 'solved' && status !== 'closed' && !known.has(id))
    .toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? '')).slice(0, offeredMost)
  return [...made, ...open.map(({ id }): TicketTarget => ({ at: 'system', ticketId: id }))]
}
