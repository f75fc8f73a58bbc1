import { implement } from '@orpc/server'
import { ticketsContract } from '../../shared/contract/tickets.ts'
import { coalesce } from './coalesce.ts'
import { withDeadline } from './deadline.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(ticketsContract).$context<RpcContext>()

const queryTimeoutMs = 25_000

export const ticketsHandlers = os.router({
  list: os.list.handler(({ context, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().tickets.list(left))),
  follow: os.follow.handler(({ context, signal }) => {
    const { tickets } = context.core.services()
    return coalesce(left => tickets.follow(left), signal)
  }),
  seen: os.seen.handler(({ context, input }) => context.core.services().tickets.seen(input.accountId, input.id, input.updatedAt)),
  get: os.get.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().tickets.get(input.accountId, input.id, left))),
  forLine: os.forLine.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().tickets.forLine(input.lineId, left))),
  draft: os.draft.handler(({ context, input }) => context.core.services().tickets.draft(input.lineId, input.window)),
  saveDraft: os.saveDraft.handler(({ context, input: { window, ...draft } }) => context.core.services().tickets.saveDraft(draft, window)),
  discardDraft: os.discardDraft.handler(({ context, input }) => context.core.services().tickets.discardDraft(input.lineId)),
  commentDraft: os.commentDraft.handler(({ context, input }) => context.core.services().tickets.commentDraft(input.lineId, input.ticket, input.window)),
  saveCommentDraft: os.saveCommentDraft.handler(({ context, input: { window, ...draft } }) =>
    context.core.services().tickets.saveCommentDraft(draft, window)),
  discardCommentDraft: os.discardCommentDraft.handler(({ context, input }) =>
    context.core.services().tickets.discardCommentDraft(input.lineId, input.ticket)),
})
