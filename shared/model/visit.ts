import { z } from 'zod'
import { AccountId, LineId, ReportId, UtcTime } from './common.ts'
import { Observations } from './observation.ts'
import { Report } from './report.ts'
import { Verdict } from './verdict.ts'

/** Something that happened on a visit, in the order it happened. */
export const VisitItem = z.discriminatedUnion('kind', [
  /** A verdict as it stood, with what it rested on. */
  z.object({ id: z.string(), at: UtcTime, kind: z.literal('verdict'), when: z.enum(['before', 'during', 'after']), verdict: Verdict, reports: z.array(Report) }),
  z.object({ id: z.string(), at: UtcTime, kind: z.literal('report'), reportId: ReportId, report: Report }),
  z.object({ id: z.string(), at: UtcTime, kind: z.literal('observations'), observations: Observations }),
  /** `action`: forceDisconnect, onDemandDelivery, replan, ... ; `outcome` in the words of the journal. */
  z.object({ id: z.string(), at: UtcTime, kind: z.literal('action'), action: z.string(), outcome: z.string(), detail: z.string().nullable() }),
  z.object({ id: z.string(), at: UtcTime, kind: z.literal('note'), text: z.string().max(10_000) }),
  z.object({
    id: z.string(), at: UtcTime, kind: z.literal('photo'), fileId: z.string(), fileName: z.string(), mediaType: z.enum(['image/jpeg', 'image/png']),
    widthPx: z.number().int(), heightPx: z.number().int(), bytes: z.number().int(), caption: z.string().max(500),
  }),
  z.object({ id: z.string(), at: UtcTime, kind: z.literal('file'), fileId: z.string(), fileName: z.string(), mediaType: z.string(), bytes: z.number().int(), caption: z.string().max(500) }),
  /** A write of the outbox that was made on the visit. */
  z.object({ id: z.string(), at: UtcTime, kind: z.literal('write'), entryId: z.string(), what: z.string(), state: z.string(), remoteId: z.string().nullable() }),
])
export type VisitItem = z.infer<typeof VisitItem>

/** The customer's word at the end, and a drawn signature as PNG where given. */
export const CustomerConfirmation = z.object({ name: z.string().trim().max(200), at: UtcTime, signatureFileId: z.string().nullable() })
export type CustomerConfirmation = z.infer<typeof CustomerConfirmation>

/** A visit to a line. Times in UTC; `timeZone` is where the engineer was. */
export const Visit = z.object({
  id: z.string(),
  lineId: LineId,
  accountId: AccountId,
  /** Address and ids as they were. */
  snapshot: z.string(),
  label: z.string(),
  nativeId: z.string().nullable(),
  state: z.enum(['open', 'finished', 'received']),
  startedAt: UtcTime,
  finishedAt: UtcTime.nullable(),
  /** Stretches on site, for the time spent. */
  onSite: z.array(z.object({ from: UtcTime, to: UtcTime.nullable() })),
  timeZone: z.string(),
  engineer: z.string().max(200),
  items: z.array(VisitItem),
  /** What is left open, as the engineer says. */
  leftOpen: z.string().max(5000),
  confirmation: CustomerConfirmation.nullable(),
  changedAt: UtcTime,
})
export type Visit = z.infer<typeof Visit>
