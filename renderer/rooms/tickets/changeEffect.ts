import type { AccessTicketStatus, Responsible } from '../../../shared/model/ticket.ts'
import type { TextKey } from '../../../shared/text/text.ts'

type Wanted = { readonly status: AccessTicketStatus | null; readonly responsible: Responsible | null }

/** What a change of a ticket means for the clock of the SLA, as keys of the words that say it. `present`: who is responsible now. */
export function changeEffect({ status, responsible }: Wanted, present: Responsible | null): TextKey[] {
  if (status === 'CLOSED') {
    return ['tickets.set.effect.close', ...(responsible === null ? [] : [`tickets.set.effect.close.${responsible}` as const])]
  }
  if (responsible !== null && responsible !== present) return [`tickets.set.effect.${responsible}`]
  return [responsible === null && present === null ? 'tickets.set.effect.unknown' : 'tickets.set.effect.same']
}

/** Whose turn a status names, proposed with it: whoever has the ticket is usually responsible for it. */
export const proposedParty = (status: AccessTicketStatus | null): Responsible | null =>
  status === 'IN_PROGRESS_CO' ? 'co' : status === 'IN_PROGRESS_SP' ? 'sp' : null
