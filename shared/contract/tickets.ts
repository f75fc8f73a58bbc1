import { z } from 'zod'
import { AccountId, LineId } from '../model/common.ts'
import { SentTicket, Ticket, TicketComment, TicketDraft, TicketInput } from '../model/ticket.ts'
import { OperatorFailureData, withFailures } from './failures.ts'

export const ticketsContract = {
  /** Open tickets of every account, live, with per-account failures beside them. */
  list: withFailures.route({ method: 'GET', path: '/tickets' })
    .output(z.object({ tickets: z.array(Ticket), sent: z.array(SentTicket), failures: z.array(z.object({ accountId: AccountId, failure: OperatorFailureData })) })),
  get: withFailures.route({ path: '/tickets/get' }).input(z.object({ accountId: AccountId, id: z.string() }))
    .output(z.object({ ticket: Ticket, comments: z.array(TicketComment) })),
  forLine: withFailures.route({ path: '/tickets/line' }).input(z.object({ lineId: LineId }))
    .output(z.object({ tickets: z.array(Ticket), sent: z.array(SentTicket), failure: OperatorFailureData.nullable() })),
  /** A ticket prefilled from the verdict, or the draft kept from before. */
  draft: withFailures.route({ path: '/tickets/draft' }).input(z.object({ lineId: LineId })).output(z.object({ draft: TicketDraft, kept: z.boolean() })),
  saveDraft: withFailures.route({ path: '/tickets/draft/save' }).input(TicketDraft).output(z.void()),
  discardDraft: withFailures.route({ path: '/tickets/draft/discard' }).input(z.object({ lineId: LineId })).output(z.void()),
  /** In the journal before it leaves. Comes back `sent`, `failed` (nothing was made) or `ambiguous` (nobody knows). */
  create: withFailures.route({ path: '/tickets/create' }).input(TicketInput).output(SentTicket),
}
