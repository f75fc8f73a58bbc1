import { z } from 'zod'
import { AccountId, CalendarDate, LineId, UtcTime } from '../model/common.ts'
import { InstallWindow } from '../model/internetRequest.ts'
import { Transaction } from '../model/line.ts'
import { LineSummary, SearchFilters } from '../model/search.ts'
import { LivePartName } from './lines.ts'
import { OperatorFailureData, withFailures } from './failures.ts'

/** Where a planned date stands: today, until Sunday, after it, past, or there is none. */
export const WorkWhen = z.enum(['today', 'week', 'later', 'past', 'none'])
export type WorkWhen = z.infer<typeof WorkWhen>

/**
 * The next date of an order, a request or a service order; `key` is the system's name of it (`line.transaction.date.*`). `window`: when on
 * that day the technician comes, where a request says so.
 */
export const Plan = z.object({ key: z.string(), date: CalendarDate, window: InstallWindow.nullable().default(null) })
export type Plan = z.infer<typeof Plan>

/** A line to be worked on. */
export const WorkItem = z.object({
  line: LineSummary,
  /** How it came here; a filter by its id. */
  pinned: z.boolean(),
  added: z.boolean(),
  filterIds: z.array(z.string()),
  done: z.boolean(),
  doneAt: UtcTime.nullable(),
  /** The order as it was last fetched, while it runs; what is not known is null. */
  transaction: Transaction.pick({ action: true, state: true, dates: true, onDemand: true, onDemandRequested: true }).nullable(),
  transactionAt: UtcTime.nullable(),
  plan: Plan.nullable(),
  when: WorkWhen,
  /** What *Take along* has never fetched of it, and what is older than a day. */
  missing: z.array(LivePartName),
  old: z.array(LivePartName),
})
export type WorkItem = z.infer<typeof WorkItem>

/** Something that was pasted or imported and names no line that is kept here. */
export const UnknownWork = z.object({
  key: z.string(),
  /** As given. */
  text: z.string(),
  /** A full NID, which may be looked up live. */
  nid: z.string().nullable(),
  reason: z.enum(['notHere', 'several']),
})
export type UnknownWork = z.infer<typeof UnknownWork>

/** A search of *Find* with its filters, kept under a name. `on`: its lines are part of the work. */
export const SavedFilter = z.object({
  id: z.string(), name: z.string(), query: z.string(), filters: SearchFilters, on: z.boolean(),
  /** Lines it finds now, at most `filterMost`; `more` where there are more. */
  count: z.number().int(), more: z.boolean(),
})
export type SavedFilter = z.infer<typeof SavedFilter>

/** Lines of one saved filter that are taken into the work. */
export const filterMost = 100

export const WorkList = z.object({
  /** The day it is on this device. */
  today: CalendarDate,
  /** Today first, then this week, past, later and without date; done ones last. */
  items: z.array(WorkItem),
  unknown: z.array(UnknownWork),
  filters: z.array(SavedFilter),
})
export type WorkList = z.infer<typeof WorkList>

export const workContract = {
  list: withFailures.route({ method: 'GET', path: '/work' }).output(WorkList),
  /** Takes in the lines that a pasted text or a CSV names; what is not kept here is listed as unknown. At most 500 at a time. */
  add: withFailures.route({ path: '/work/add' }).input(z.object({ text: z.string().max(1_000_000) }))
    .output(z.object({ added: z.number().int(), already: z.number().int(), unknown: z.number().int(), unread: z.array(z.string()), tooMany: z.boolean() })),
  /** Takes in one line that is kept here; one that was taken out or is done is work again. */
  addLine: withFailures.route({ path: '/work/add-line' }).input(z.object({ lineId: LineId })).output(z.void()),
  /** Whether a line was added or a saved filter finds it; that pinned lines are work too is known without asking. */
  holds: withFailures.route({ path: '/work/holds' }).input(z.object({ lineId: LineId })).output(z.object({ holds: z.boolean() })),
  /** Looks an unknown one up live at every account; where it is found it becomes a line of the work. */
  lookUp: withFailures.route({ path: '/work/look-up' }).input(z.object({ key: z.string().max(400) }))
    .output(z.object({ found: z.boolean(), failures: z.array(z.object({ accountId: AccountId, failure: OperatorFailureData })) })),
  setDone: withFailures.route({ path: '/work/done' }).input(z.object({ lineId: LineId, done: z.boolean() })).output(z.void()),
  /** Takes a line out, a pinned one by unpinning it. One that a filter finds stays out until it is added by itself. */
  removeLine: withFailures.route({ path: '/work/remove' }).input(z.object({ lineId: LineId })).output(z.void()),
  dropUnknown: withFailures.route({ path: '/work/drop-unknown' }).input(z.object({ key: z.string().max(400) })).output(z.void()),
  saveFilter: withFailures.route({ path: '/work/filter' })
    .input(z.object({ name: z.string().trim().min(1).max(60), query: z.string().trim().max(200), filters: SearchFilters })).output(z.object({ id: z.string() })),
  switchFilter: withFailures.route({ path: '/work/filter/switch' }).input(z.object({ id: z.string(), on: z.boolean() })).output(z.void()),
  dropFilter: withFailures.route({ path: '/work/filter/drop' }).input(z.object({ id: z.string() })).output(z.void()),
}
