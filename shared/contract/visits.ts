import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { LineId, ReportId, UtcTime } from '../model/common.ts'
import { Language } from '../model/settings.ts'
import { CustomerConfirmation, Visit } from '../model/visit.ts'
import { withFailures } from './failures.ts'

/** A visit in a list. */
export const VisitSummary = Visit.pick({
  id: true, lineId: true, label: true, nativeId: true, state: true, startedAt: true, finishedAt: true, changedAt: true,
  onSite: true,
}).extend({ itemCount: z.number().int(), unsentWrites: z.number().int(), onSiteMinutes: z.number().int() })
export type VisitSummary = z.infer<typeof VisitSummary>

/** What the visit comes to: found, done, proven, left open. */
export const VisitSumming = z.object({
  found: z.array(z.string()), done: z.array(z.string()),
  proven: z.array(z.object({ name: z.string(), before: z.string(), after: z.string(), verdict: z.enum(['better', 'worse', 'same', 'unclear']) })),
  leftOpen: z.array(z.string()),
})
export type VisitSumming = z.infer<typeof VisitSumming>

const File = z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() })

const TimeZone = z.string().max(64).optional()

export const visitsContract = {
  page: withFailures.route({ path: '/visits/page' })
    .input(z.object({
      search: z.string().max(200).default(''), states: z.array(Visit.shape.state).max(3).default([]), lineId: LineId.nullable().default(null),
      offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(200).default(50),
    }))
    .output(z.object({ visits: z.array(VisitSummary), total: z.number().int() })),
  get: withFailures.route({ path: '/visits/get' }).input(z.object({ id: z.string() })).output(z.object({ visit: Visit, summing: VisitSumming })),
  /** Begins a visit, or resumes the open one of this line. `timeZone`: where the screen is (IANA), else the core's. */
  start: withFailures.route({ path: '/visits/start' }).input(z.object({ lineId: LineId, timeZone: TimeZone })).output(Visit),
  /** Leaves the site for now, or comes back to it. */
  setOnSite: withFailures.route({ path: '/visits/on-site' }).input(z.object({ id: z.string(), onSite: z.boolean() })).output(Visit),
  addNote: withFailures.route({ path: '/visits/note' }).input(z.object({ id: z.string(), itemId: z.string().nullable(), text: z.string().max(10_000) })).output(Visit),
  /** A photo (JPEG or PNG, metadata removed here too) or another file, as base64. */
  addFile: withFailures.route({ path: '/visits/file' })
    .input(z.object({ id: z.string(), fileName: z.string().trim().min(1).max(255), mediaType: z.string().max(120), base64: z.string().max(36_000_000), caption: z.string().max(500).default('') }))
    .output(Visit),
  caption: withFailures.route({ path: '/visits/caption' }).input(z.object({ id: z.string(), itemId: z.string(), caption: z.string().max(500) })).output(Visit),
  removeItem: withFailures.route({ path: '/visits/remove-item' }).input(z.object({ id: z.string(), itemId: z.string() })).output(Visit),
  file: withFailures.route({ path: '/visits/file/get' }).input(z.object({ id: z.string(), itemId: z.string() })).output(File),
  leftOpen: withFailures.route({ path: '/visits/left-open' }).input(z.object({ id: z.string(), text: z.string().max(5000) })).output(Visit),
  confirm: withFailures.route({ path: '/visits/confirm' })
    .input(z.object({ id: z.string(), name: CustomerConfirmation.shape.name, signaturePng: z.string().max(3_000_000).nullable() })).output(Visit),
  finish: withFailures.route({ path: '/visits/finish' }).input(z.object({ id: z.string() })).output(z.object({ visit: Visit, summing: VisitSumming })),
  reopen: withFailures.route({ path: '/visits/reopen' }).input(z.object({ id: z.string() })).output(Visit),
  remove: withFailures.route({ path: '/visits/remove' }).input(z.object({ id: z.string() })).output(z.void()),
  /** Now, and again whenever a visit changes. */
  changes: withFailures.route({ method: 'GET', path: '/visits/changes' }).output(eventIterator(z.object({ open: z.array(VisitSummary), changed: z.string().nullable() }))),
  /** One file with everything, encrypted with a passphrase, for a colleague. */
  export: withFailures.route({ path: '/visits/export' }).input(z.object({ id: z.string(), passphrase: z.string().min(10).max(500) })).output(File),
  import: withFailures.route({ path: '/visits/import' }).input(z.object({ base64: z.string().max(400_000_000), passphrase: z.string().max(500) })).output(Visit),
  /** Evidence in the app's language. */
  pdf: withFailures.route({ path: '/visits/pdf' }).input(z.object({ id: z.string(), language: Language.optional() })).output(File),
  reportPdf: withFailures.route({ path: '/visits/report-pdf' }).input(z.object({ lineId: LineId, reportId: ReportId, language: Language.optional(), timeZone: TimeZone })).output(File),
  json: withFailures.route({ path: '/visits/json' }).input(z.object({ id: z.string() })).output(File),
  csv: withFailures.route({ path: '/visits/csv' }).input(z.object({ id: z.string() })).output(File),
  /** PDF of the visit kept as a file that a ticket or comment can carry. */
  attachPdf: withFailures.route({ path: '/visits/attach-pdf' }).input(z.object({ id: z.string() })).output(z.object({ fileId: z.string(), fileName: z.string(), bytes: z.number().int(), at: UtcTime })),
}
