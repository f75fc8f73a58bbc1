import type { Ticket } from '../../../shared/model/ticket.ts'
import { OperatorFailure } from '../../operators/operatorFailure.ts'
import { absent, because, there, type KindHandler, type Sight, type Work } from './kind.ts'

type Standing = Pick<Ticket, 'status' | 'systemStatus' | 'responsible'>

/**
 * Status and responsible party are recognised by the ticket itself. What somebody else changed meanwhile of what this changes, or closed,
 * is not written over unasked. Where the system does not say who is responsible, only the status tells.
 */
export const ticketChangeHandler: KindHandler<'ticketChange'> = {
  before: async work => ({ sight: await look(work), mark: null }),
  look,
  async send({ body: { status, responsible }, operator, context, ticketId }) {
    if (operator.methods.changeTicket === undefined || ticketId === null) throw new OperatorFailure({ kind: 'notOffered' })
    await operator.methods.changeTicket(ticketId, { status, responsible }, context)
    return null
  },
}

async function look({ entry, body, operator, context, ticketId }: Work<'ticketChange'>): Promise<Sight> {
  if (operator.methods.ticket === undefined || ticketId === null) throw new OperatorFailure({ kind: 'notOffered' })
  const { ticket } = await operator.methods.ticket(ticketId, context)
  const { status, responsible, base } = body
  const says = ticket.responsible !== null
  const isThere = (status === null || ticket.systemStatus === status) && (responsible === null || !says || ticket.responsible === responsible)
  // Nothing of it can be seen where only a party changes that the system does not show.
  if (isThere && (status !== null || says)) return there()
  const present = JSON.stringify(standing(ticket))
  // What it was based on is not known of a ticket that was still in the outbox.
  const statusMoved = status !== null && base.status !== null && ticket.systemStatus !== base.status && ticket.systemStatus !== status
  const partyMoved = responsible !== null && base.responsible !== null && ticket.responsible !== null && ticket.responsible !== base.responsible && ticket.responsible !== responsible
  const closedMeanwhile = ticket.status === 'closed' && base.status !== ticket.systemStatus
  if (!(statusMoved || partyMoved || closedMeanwhile) || entry.agreed === present) return absent
  return {
    is: 'moved', present, failure: because(closedMeanwhile ? 'ticketClosed' : 'moved'),
    conflict: {
      base: shown(base.status, base.responsible), wanted: shown(status ?? ticket.systemStatus, responsible ?? ticket.responsible),
      present: shown(ticket.systemStatus, ticket.responsible),
    },
  }
}

const standing = ({ systemStatus, responsible }: Standing) => ({ systemStatus, responsible })

/** As `conflictValue` of the screen takes it: status, then party. */
const shown = (status: string | null, responsible: string | null): string => [status ?? '', responsible ?? ''].join(' ').trimEnd()
