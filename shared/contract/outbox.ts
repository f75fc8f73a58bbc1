import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { NewCallLog } from '../model/callLog.ts'
import { LineId } from '../model/common.ts'
import { LocationContact, OntNumber, OutboxEntry, OutboxState, Tag, TicketChange, TicketTarget } from '../model/outbox.ts'
import { TicketInput } from '../model/ticket.ts'
import { withFailures } from './failures.ts'

const Files = z.array(z.string()).max(50).default([])

export const outboxContract = {
  /** Entries, newest first; `unsent`: everything that is neither sent nor discarded. */
  page: withFailures.route({ path: '/outbox/page' })
    .input(z.object({
      states: z.array(OutboxState).max(6), lineId: LineId.nullable(), search: z.string().max(200).default(''),
      offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(200).default(50),
    }))
    .output(z.object({ entries: z.array(OutboxEntry), total: z.number().int(), unsent: z.number().int(), needsYou: z.number().int() })),
  /** Counts at first, then each entry that changes; `entry` is null where several did at once: then read the page again. */
  changes: withFailures.route({ method: 'GET', path: '/outbox/changes' })
    .output(eventIterator(z.object({ entry: OutboxEntry.nullable(), unsent: z.number().int(), needsYou: z.number().int() }))),
  /** Each of these is in the journal before it answers; sending follows by itself. */
  addTicket: withFailures.route({ path: '/outbox/ticket' }).input(TicketInput.extend({ fileIds: Files })).output(OutboxEntry),
  addComment: withFailures.route({ path: '/outbox/comment' })
    .input(z.object({ lineId: LineId, ticket: TicketTarget, body: z.string().trim().min(1).max(10_000), fileIds: Files })).output(OutboxEntry),
  setSolved: withFailures.route({ path: '/outbox/solved' })
    .input(z.object({ lineId: LineId, ticket: TicketTarget, solved: z.boolean(), base: z.string().nullable() })).output(OutboxEntry),
  /** Status and responsible party of a ticket of an open access network. Closing needs both. */
  changeTicket: withFailures.route({ path: '/outbox/ticket-change' }).input(TicketChange.extend({ lineId: LineId })).output(OutboxEntry),
  setTags: withFailures.route({ path: '/outbox/tags' })
    .input(z.object({ lineId: LineId, nid: z.string().max(40), base: z.array(z.string()), wanted: z.array(Tag).max(100) })).output(OutboxEntry),
  changeContact: withFailures.route({ path: '/outbox/contact' })
    .input(z.object({ lineId: LineId, nid: z.string().max(40), base: LocationContact.nullable(), wanted: LocationContact })).output(OutboxEntry),
  changeOnt: withFailures.route({ path: '/outbox/ont' })
    .input(z.object({ lineId: LineId, nid: z.string().max(40), base: z.string().nullable(), wanted: OntNumber })).output(OutboxEntry),
  /** A note of a call with the line's customer. */
  addCallLog: withFailures.route({ path: '/outbox/call-log' }).input(NewCallLog.omit({ customerId: true }).extend({ lineId: LineId })).output(OutboxEntry),
  /** The engineer saw that an entry is at the system, of which that could not be recognised (`notRecognised`): it counts as sent. CONFLICT for others. */
  isThere: withFailures.route({ path: '/outbox/is-there' }).input(z.object({ id: z.string() })).output(OutboxEntry),
  /** Sends a refused or conflicting entry again, as it is or corrected. */
  resend: withFailures.route({ path: '/outbox/resend' })
    .input(z.object({ id: z.string(), corrected: z.unknown().optional() })).output(OutboxEntry),
  /** Gives an entry up; it is never sent. An entry on its way cannot be discarded (CONFLICT). */
  discard: withFailures.route({ path: '/outbox/discard' }).input(z.object({ id: z.string() })).output(OutboxEntry),
  sendNow: withFailures.route({ path: '/outbox/send-now' }).output(z.void()),
  /**
   * Keeps a file for an attachment, encrypted; base64, at most 25 MB as it goes out. Place and person are taken out of JPEG and PNG.
   * Other pictures are INVALID `photoFormat` unless `asIs`: the engineer sends them with what they may tell.
   */
  keepFile: withFailures.route({ path: '/outbox/file' })
    .input(z.object({
      fileName: z.string().trim().min(1).max(255), mediaType: z.string().max(120), base64: z.string().max(36_000_000),
      asIs: z.boolean().default(false),
    }))
    .output(z.object({ fileId: z.string(), bytes: z.number().int() })),
  dropFile: withFailures.route({ path: '/outbox/file/drop' }).input(z.object({ fileId: z.string() })).output(z.void()),
}
