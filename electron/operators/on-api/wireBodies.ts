import { z } from 'zod'
import { AccessTicketStatus, ProblemType } from '../../../shared/model/ticket.ts'
import { OperatorFailure } from '../operatorFailure.ts'

const words = z.string().min(1)
const party = z.enum(['SP', 'CO'])

/** A new ticket (document, Create a ticket; api/README.md for what is needed). */
const newTicket = z.strictObject({
  accessId: words, createdBy: words, heading: words, description: words, problemType: ProblemType,
  additionalInfo: z.strictObject({ ip: words.optional(), mac: words.optional(), link: z.boolean().optional() }),
  spReference: words.optional(), spTicketReference: words.optional(), subscriptionId: words.optional(),
})

/** A change of a ticket (document, Update ticket status); who closes it says whose clock it was (api/README.md). */
const ticketChange = z.strictObject({
  status: AccessTicketStatus.optional(), responsible: party.optional(),
  comment: z.strictObject({ message: words, createdBy: words }).optional(),
}).refine(change => Object.keys(change).length > 0, { path: ['status'] })
  .refine(({ status, responsible }) => status !== 'CLOSED' || responsible !== undefined, { path: ['responsible'] })

/** The body if the document allows it. @throws OperatorFailure `rejected` INVALID_REQUEST with the field, before anything leaves */
export function checkedBody(method: 'POST' | 'PATCH', body: unknown): unknown {
  const checked = (method === 'POST' ? newTicket : ticketChange).safeParse(body)
  if (checked.success) return checked.data
  throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: checked.error.issues[0]?.path.join('.') ?? '' })
}
