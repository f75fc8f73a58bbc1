import { implement } from '@orpc/server'
import { outboxContract } from '../../shared/contract/outbox.ts'
import { coalesce } from './coalesce.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(outboxContract).$context<RpcContext>()

export const outboxHandlers = os.router({
  page: os.page.handler(({ context, input }) => context.core.services().outbox.page(input)),
  // Thinned at its source, where entries are put together rather than dropped.
  changes: os.changes.handler(({ context, signal }) => coalesce(left => context.core.services().outbox.changes(left), signal, { gapMs: 0, keep: () => true })),
  addTicket: os.addTicket.handler(({ context, input }) => context.core.services().outbox.addTicket(input)),
  addComment: os.addComment.handler(({ context, input }) => context.core.services().outbox.addComment(input)),
  setSolved: os.setSolved.handler(({ context, input }) => context.core.services().outbox.setSolved(input)),
  changeTicket: os.changeTicket.handler(({ context, input }) => context.core.services().outbox.changeTicket(input)),
  setTags: os.setTags.handler(({ context, input }) => context.core.services().outbox.setTags(input)),
  changeContact: os.changeContact.handler(({ context, input }) => context.core.services().outbox.changeContact(input)),
  changeOnt: os.changeOnt.handler(({ context, input }) => context.core.services().outbox.changeOnt(input)),
  addCallLog: os.addCallLog.handler(({ context, input }) => context.core.services().outbox.addCallLog(input)),
  isThere: os.isThere.handler(({ context, input }) => context.core.services().outbox.isThere(input.id)),
  resend: os.resend.handler(({ context, input }) => context.core.services().outbox.resend(input.id, input.corrected)),
  discard: os.discard.handler(({ context, input }) => context.core.services().outbox.discard(input.id)),
  sendNow: os.sendNow.handler(({ context }) => context.core.services().outbox.sendNow()),
  keepFile: os.keepFile.handler(({ context, input }) => context.core.services().outbox.keepFile(input)),
  dropFile: os.dropFile.handler(({ context, input }) => context.core.services().outbox.dropFile(input.fileId)),
})
