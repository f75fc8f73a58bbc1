import { z } from 'zod'
import { AccountId, LineId, UtcTime } from './common.ts'
import { dutchPhonePattern } from './dutchPhone.ts'

export const TicketStatus = z.enum(['new', 'open', 'pending', 'solved', 'closed', 'unknown'])
export type TicketStatus = z.infer<typeof TicketStatus>

/** Whose turn it is and whose repair clock runs (ON-API: SP, CO): the service provider's, ours, or the network owner's. */
export const Responsible = z.enum(['sp', 'co'])
export type Responsible = z.infer<typeof Responsible>

/** States of a ticket of an open access network (ON-API 2.6, `/tickets`). */
export const AccessTicketStatus = z.enum(['CREATED', 'IN_PROGRESS_CO', 'IN_PROGRESS_SP', 'CLOSED'])
export type AccessTicketStatus = z.infer<typeof AccessTicketStatus>

export const ProblemType = z.enum(['NO_LINK', 'NO_ACCESS', 'QUALITY', 'OTHER'])
export type ProblemType = z.infer<typeof ProblemType>

/** What a ticket of an open access network says of the customer's side (ON-API 2.6, `additionalInfo`). Empty: not said. */
export const AdditionalInfo = z.object({ ip: z.string().max(200), mac: z.string().max(200), link: z.boolean().nullable() })
export type AdditionalInfo = z.infer<typeof AdditionalInfo>

export const Ticket = z.object({
  accountId: AccountId,
  id: z.string(),
  nid: z.string().nullable(),
  lineId: LineId.nullable(),
  reference: z.string().nullable(),
  subject: z.string(),
  description: z.string(),
  status: TicketStatus,
  createdAt: UtcTime.nullable(),
  updatedAt: UtcTime.nullable(),
  requester: z.string().nullable(),
  /** What follows is given by open access networks only. The status in the system's own word. */
  systemStatus: z.string().nullable().default(null),
  responsible: Responsible.nullable().default(null),
  problemType: z.string().nullable().default(null),
  additionalInfo: AdditionalInfo.nullable().default(null),
  subscriptionId: z.string().nullable().default(null),
})
export type Ticket = z.infer<typeof Ticket>

/** What only open access networks say of a ticket, where the system says none of it. */
export const notOfAnAccess = { systemStatus: null, responsible: null, problemType: null, additionalInfo: null, subscriptionId: null } as const

export const TicketComment = z.object({
  body: z.string(), createdAt: UtcTime.nullable(), author: z.string().nullable(),
  attachments: z.array(z.object({ name: z.string(), url: z.string().nullable(), bytes: z.number().int().nullable() })),
})
export type TicketComment = z.infer<typeof TicketComment>

export const DutchPhoneNumber = z.string().regex(dutchPhonePattern)

/** A ticket as the engineer writes it; what of it its system takes is in `ticketForms`. */
export const TicketInput = z.object({
  lineId: LineId,
  subject: z.string().trim().min(1).max(200),
  comment: z.string().trim().min(1).max(10_000),
  contactName: z.string().trim().max(200),
  contactPhone: z.string().trim().max(60),
  technicalSpecifications: z.string().max(20_000),
  problemType: ProblemType.optional(),
  additionalInfo: AdditionalInfo.optional(),
  subscriptionId: z.string().max(200).optional(),
})
export type TicketInput = z.infer<typeof TicketInput>

/** A file kept for what is being typed, with what its row in the form says of it. */
export const DraftFile = z.object({ fileId: z.string().max(64), name: z.string().max(255), bytes: z.number().int().min(0) })
export type DraftFile = z.infer<typeof DraftFile>

/** A ticket being typed: saved as it is, checked only when sent. */
export const TicketDraft = z.object({
  lineId: LineId, subject: z.string().max(400), comment: z.string().max(20_000), contactName: z.string().max(400),
  contactPhone: z.string().max(60), technicalSpecifications: z.string().max(40_000),
  files: z.array(DraftFile).max(50).optional(),
  problemType: ProblemType.optional(), additionalInfo: AdditionalInfo.optional(), subscriptionId: z.string().max(200).optional(),
})
export type TicketDraft = z.infer<typeof TicketDraft>

/** State of a write in the journal. `ambiguous`: it left, and no answer came; never sent again by itself. */
export const OutboxState = z.enum(['sending', 'sent', 'failed', 'ambiguous'])
export type OutboxState = z.infer<typeof OutboxState>

export const SentTicket = z.object({
  entryId: z.string(),
  lineId: LineId,
  accountId: AccountId,
  input: TicketInput,
  reference: z.string(),
  state: OutboxState,
  ticketId: z.string().nullable(),
  createdAt: UtcTime,
  failure: z.object({ code: z.string(), detail: z.string().nullable(), correlationId: z.string().nullable() }).nullable(),
})
export type SentTicket = z.infer<typeof SentTicket>
