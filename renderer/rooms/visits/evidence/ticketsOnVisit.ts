import type { TicketTarget } from '../../../../shared/model/outbox.ts'
import type { Visit } from '../../../../shared/model/visit.ts'

/** The tickets that were made on a visit, newest first: at the system, or still in the outbox. */
export function ticketsOnVisit({ items }: Pick<Visit, 'items'>): TicketTarget[] {
  return items.flatMap((item): TicketTarget[] => {
    if (item.kind !== 'write' || item.what !== 'ticket' || item.state === 'discarded') return []
    return [item.remoteId === null ? { at: 'outbox', entryId: item.entryId } : { at: 'system', ticketId: item.remoteId }]
  }).toReversed()
}
