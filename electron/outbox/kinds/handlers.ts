import type { OutboxKind } from '../../../shared/model/outbox.ts'
import { createTicketLook } from '../ticketLook.ts'
import { attachmentHandler } from './attachment.ts'
import { callLogHandler } from './callLog.ts'
import type { KindHandler } from './kind.ts'
import { contactHandler, ontHandler, tagsHandler } from './lineValue.ts'
import { ticketHandler } from './ticket.ts'
import { ticketChangeHandler } from './ticketChange.ts'
import { ticketCommentHandler, type SentBefore } from './ticketComment.ts'
import { ticketSolvedHandler } from './ticketSolved.ts'

export type Handlers = { readonly [Kind in OutboxKind]: KindHandler<Kind> }

/** One handler per kind. Another kind of write is another file here, and its body in the model. */
export function createHandlers(given: { readonly readFile: (fileId: string) => Promise<Uint8Array>; readonly sentBefore: SentBefore }): Handlers {
  return {
    ticket: ticketHandler(createTicketLook()), ticketComment: ticketCommentHandler(given.sentBefore), ticketSolved: ticketSolvedHandler,
    ticketChange: ticketChangeHandler, attachment: attachmentHandler(given.readFile), tags: tagsHandler, contact: contactHandler, ont: ontHandler,
    callLog: callLogHandler,
  }
}
