import type { TicketStatus } from '../../../shared/model/ticket.ts'
import { OperatorFailure } from '../../operators/operatorFailure.ts'
import { absent, because, there, type KindHandler, type Sight, type Work } from './kind.ts'

const done: readonly TicketStatus[] = ['solved', 'closed']

/** Solving, or opening again, is recognised by the ticket's status. What the operator closed meanwhile is not opened unasked. */
export const ticketSolvedHandler: KindHandler<'ticketSolved'> = {
  before: async work => ({ sight: await look(work), mark: null }),
  look,
  async send({ body, operator, context, ticketId }) {
    if (operator.methods.setTicketSolved === undefined || ticketId === null) throw new OperatorFailure({ kind: 'notOffered' })
    await operator.methods.setTicketSolved(ticketId, body.solved, context)
    return null
  },
}

async function look({ entry, body, operator, context, ticketId }: Work<'ticketSolved'>): Promise<Sight> {
  if (operator.methods.ticket === undefined || ticketId === null) throw new OperatorFailure({ kind: 'notOffered' })
  const { status } = (await operator.methods.ticket(ticketId, context)).ticket
  if (done.includes(status) === body.solved) return there()
  const present = JSON.stringify(status)
  if (status !== 'closed' || body.base === 'closed' || entry.agreed === present) return absent
  return { is: 'moved', present, conflict: { base: body.base ?? '', wanted: 'open', present: status }, failure: because('ticketClosed') }
}
