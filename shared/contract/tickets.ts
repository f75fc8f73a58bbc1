import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { AccountId, LineId, UtcTime } from '../model/common.ts'
import { CommentDraft, TicketTarget } from '../model/outbox.ts'
import { SentTicket, Ticket, TicketComment, TicketDraft } from '../model/ticket.ts'
import { OperatorFailureData, withFailures } from './failures.ts'

/** `changed`: what is new or was changed since the engineer last saw it. */
const TicketList = z.object({
  tickets: z.array(Ticket), sent: z.array(SentTicket), failures: z.array(z.object({ accountId: AccountId, failure: OperatorFailureData })),
  changed: z.array(z.object({ accountId: AccountId, id: z.string(), what: z.enum(['new', 'updated']) })),
})

/** Names a window, by its own choice: the last that opened a draft holds it, and another's saving is a CONFLICT `draftElsewhere`. */
const Window = z.string().min(1).max(64).optional()

export const ticketsContract = {
  /** Open tickets of every account, live, with per-account failures beside them. */
  list: withFailures.route({ method: 'GET', path: '/tickets' })
    .output(TicketList),
  /** The same now and again every few minutes while an account can be reached. */
  follow: withFailures.route({ method: 'GET', path: '/tickets/follow' }).output(eventIterator(TicketList)),
  /** This state of a ticket was seen; opening a ticket says so by itself. */
  seen: withFailures.route({ path: '/tickets/seen' }).input(z.object({ accountId: AccountId, id: z.string(), updatedAt: UtcTime })).output(z.void()),
  get: withFailures.route({ path: '/tickets/get' }).input(z.object({ accountId: AccountId, id: z.string() }))
    .output(z.object({ ticket: Ticket, comments: z.array(TicketComment) })),
  forLine: withFailures.route({ path: '/tickets/line' }).input(z.object({ lineId: LineId }))
    .output(z.object({ tickets: z.array(Ticket), sent: z.array(SentTicket), failure: OperatorFailureData.nullable() })),
  /** A ticket prefilled from the verdict, or the draft kept from before. */
  draft: withFailures.route({ path: '/tickets/draft' }).input(z.object({ lineId: LineId, window: Window }))
    .output(z.object({ draft: TicketDraft, kept: z.boolean() })),
  saveDraft: withFailures.route({ path: '/tickets/draft/save' }).input(TicketDraft.extend({ window: Window })).output(z.void()),
  discardDraft: withFailures.route({ path: '/tickets/draft/discard' }).input(z.object({ lineId: LineId })).output(z.void()),
  /** The comment being typed for a ticket, if any. */
  commentDraft: withFailures.route({ path: '/tickets/comment-draft' }).input(z.object({ lineId: LineId, ticket: TicketTarget, window: Window }))
    .output(CommentDraft.nullable()),
  saveCommentDraft: withFailures.route({ path: '/tickets/comment-draft/save' }).input(CommentDraft.extend({ window: Window })).output(z.void()),
  discardCommentDraft: withFailures.route({ path: '/tickets/comment-draft/discard' })
    .input(z.object({ lineId: LineId, ticket: TicketTarget })).output(z.void()),
}
