import type { OutboxState } from '../../shared/model/outbox.ts'
import { SentTicket } from '../../shared/model/ticket.ts'
import type { KeptEntry } from '../outbox/outboxRepo.ts'

const stateOf: Record<OutboxState, SentTicket['state']> = {
  waiting: 'sending', sending: 'sending', settling: 'ambiguous', sent: 'sent', needsYou: 'failed', discarded: 'failed',
}

/** A ticket of the outbox as lists of tickets show it; none for other kinds. */
export function sentTicketOf({ id, lineId, accountId, body, reference, state, unsure, remoteId, createdAt, failure }: KeptEntry): SentTicket[] {
  if (body.kind !== 'ticket') return []
  const read = SentTicket.safeParse({
    entryId: id, lineId, accountId, input: body.input, reference: reference ?? '',
    state: state === 'needsYou' && unsure ? 'ambiguous' : stateOf[state],
    ticketId: remoteId, createdAt, failure,
  })
  return read.success ? [read.data] : []
}
