import { z } from 'zod'
import { LineId, SourceTime } from './common.ts'

/** A note of a call with a customer (reseller API, Call Logs). */
export const CallLog = z.object({
  id: z.string(),
  customerId: z.string().nullable(),
  subject: z.string().nullable(),
  additionalInformation: z.string().nullable(),
  callerName: z.string().nullable(),
  createdAt: SourceTime.nullable(),
  createdBy: z.string().nullable(),
})
export type CallLog = z.infer<typeof CallLog>

/** One to be written. The document names no limits: these are ours, as a portal's own fields usually have them. */
export const NewCallLog = z.strictObject({
  customerId: z.string().regex(/^[1-9]\d{0,11}$/),
  subject: z.string().trim().min(1).max(255),
  additionalInformation: z.string().trim().max(10_000),
  callerName: z.string().trim().max(255),
})
export type NewCallLog = z.infer<typeof NewCallLog>

/** One being typed on a line: saved as it is, checked only when sent. */
export const CallLogDraft = z.object({
  lineId: LineId, subject: z.string().max(1000), additionalInformation: z.string().max(20_000), callerName: z.string().max(1000),
})
export type CallLogDraft = z.infer<typeof CallLogDraft>
