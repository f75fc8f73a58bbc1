import { z } from 'zod'
import { NewCallLog } from './callLog.ts'
import { AccountId, LineId, UtcTime } from './common.ts'
import { AccessTicketStatus, DraftFile, Responsible, TicketInput } from './ticket.ts'

/** Writes that may wait until the account can be reached (docs/outbox.md says of each how it is recognised at the system). */
export const OutboxKind = z.enum(['ticket', 'ticketComment', 'ticketSolved', 'ticketChange', 'attachment', 'tags', 'contact', 'ont', 'callLog'])
export type OutboxKind = z.infer<typeof OutboxKind>

/**
 * `waiting`: here, not sent yet. `sending`: on its way. `settling`: it left and no answer came; the system is looked at over the
 * settle time before anything is sent again. `needsYou`: refused, moved at the system meanwhile, or not to be recognised there.
 */
export const OutboxState = z.enum(['waiting', 'sending', 'settling', 'sent', 'needsYou', 'discarded'])
export type OutboxState = z.infer<typeof OutboxState>

/** A ticket at the system, or one that still waits in the outbox here. */
export const TicketTarget = z.discriminatedUnion('at', [
  z.object({ at: z.literal('system'), ticketId: z.string().min(1).max(100) }),
  z.object({ at: z.literal('outbox'), entryId: z.string().min(1).max(64) }),
])
export type TicketTarget = z.infer<typeof TicketTarget>

/** A comment being typed: saved as it is, checked only when sent. */
export const CommentDraft = z.object({ lineId: LineId, ticket: TicketTarget, body: z.string().max(20_000), files: z.array(DraftFile).max(50) })
export type CommentDraft = z.infer<typeof CommentDraft>

/** Location contact as `change_contact` takes it: whole, never in part. */
export const LocationContact = z.object({
  name: z.string().trim().max(200), phoneNumber: z.string().trim().max(40), email: z.string().trim().max(200).nullable(),
})
export type LocationContact = z.infer<typeof LocationContact>

/** Tags of one NID. The document's pattern: letters, digits and `/ = : _ -`. */
export const Tag = z.string().trim().min(1).max(120).regex(/^[a-zA-Z0-9/=:_-]+$/)
/** Serial or number of an ONT as printed on its label. */
export const OntNumber = z.string().trim().toUpperCase().min(6).max(40).regex(/^[A-Z0-9-]+$/)

/**
 * What is to change of a ticket of an open access network; null leaves it. Closing one says who was responsible, because the repair
 * time is reckoned by that.
 */
export const TicketChange = z.object({
  ticket: TicketTarget, status: AccessTicketStatus.nullable(), responsible: Responsible.nullable(),
  base: z.object({ status: z.string().nullable(), responsible: Responsible.nullable() }),
})
export type TicketChange = z.infer<typeof TicketChange>
/** Why a change cannot be sent as it is; null where it can. */
export const ticketChangeProblem = ({ status, responsible }: Pick<TicketChange, 'status' | 'responsible'>): 'nothing' | 'responsible' | null =>
  status === null && responsible === null ? 'nothing' : status === 'CLOSED' && responsible === null ? 'responsible' : null

/** What is to be written. Changes carry the value they were based on. */
export const OutboxBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), input: TicketInput, attachmentIds: z.array(z.string()).max(50) }),
  z.object({ kind: z.literal('ticketComment'), ticket: TicketTarget, body: z.string().trim().min(1).max(10_000), attachmentIds: z.array(z.string()).max(50) }),
  z.object({ kind: z.literal('ticketSolved'), ticket: TicketTarget, solved: z.boolean(), base: z.string().nullable() }),
  TicketChange.extend({ kind: z.literal('ticketChange') }),
  /** The content is a file of the journal's own, named by the entry. */
  z.object({ kind: z.literal('attachment'), fileId: z.string(), fileName: z.string().min(1).max(255), mediaType: z.string().max(120), bytes: z.number().int().min(1) }),
  z.object({ kind: z.literal('tags'), nid: z.string(), base: z.array(z.string()), wanted: z.array(Tag).max(100) }),
  z.object({ kind: z.literal('contact'), nid: z.string(), base: LocationContact.nullable(), wanted: LocationContact }),
  z.object({ kind: z.literal('ont'), nid: z.string(), base: z.string().nullable(), wanted: OntNumber }),
  /** Nothing to recognise it by: where no answer came, the engineer looks at the list of call logs. */
  z.object({ kind: z.literal('callLog'), input: NewCallLog }),
])
export type OutboxBody = z.infer<typeof OutboxBody>

export const OutboxFailure = z.object({ code: z.string(), detail: z.string().nullable(), correlationId: z.string().nullable() })
export type OutboxFailure = z.infer<typeof OutboxFailure>

/** One write, as every room shows it. */
export const OutboxEntry = z.object({
  id: z.string(),
  accountId: AccountId,
  lineId: LineId.nullable(),
  /** Address of the line as it was, for the list. */
  lineLabel: z.string(),
  body: OutboxBody,
  /** Entries of one thread (one ticket, one field of one NID) go in order; others do not wait for them. */
  thread: z.string(),
  state: OutboxState,
  /** The entry's own mark that the system keeps: a ticket's reference. */
  reference: z.string().nullable(),
  /** Id at the system once it is there: ticket id, attachment uuid. */
  remoteId: z.string().nullable(),
  attempts: z.number().int(),
  nextAttemptAt: UtcTime.nullable(),
  createdAt: UtcTime,
  changedAt: UtcTime,
  failure: OutboxFailure.nullable(),
  /** Where the system's value has moved: what it was based on, what is wanted, what stands there now. */
  conflict: z.object({ base: z.string(), wanted: z.string(), present: z.string() }).nullable(),
  visitId: z.string().nullable(),
})
export type OutboxEntry = z.infer<typeof OutboxEntry>
