import { z } from 'zod'
import { AccountId, LineId, UtcTime } from './common.ts'
import { LineState, Medium, OnlineState } from './line.ts'

/** Fields a search may match in; the screen marks the matched part in the field. */
export const MatchField = z.enum([
  'address', 'postcode', 'nid', 'ip', 'username', 'tag', 'supplier', 'serviceId', 'ontNumber', 'endUser', 'contact', 'city', 'house',
  'unit', 'outlet', 'legacyId', 'subscription', 'service', 'reference', 'mac', 'dhcp', 'phone', 'note',
])
export type MatchField = z.infer<typeof MatchField>

export const SearchFilters = z.object({
  states: z.array(LineState),
  media: z.array(Medium),
  technologies: z.array(z.string().max(80)).max(50),
  suppliers: z.array(z.string().max(80)).max(50),
  online: z.array(OnlineState),
  accountIds: z.array(AccountId),
})
export type SearchFilters = z.infer<typeof SearchFilters>
export const noFilters: SearchFilters = { states: [], media: [], technologies: [], suppliers: [], online: [], accountIds: [] }

/** What the list shows of a line. */
export const LineSummary = z.object({
  id: LineId,
  accountId: AccountId,
  nativeId: z.string().nullable(),
  /** `Zuidpoolsingel 10 A` */
  street: z.string(),
  /** `2408 ZE Alphen aan den Rijn` */
  place: z.string(),
  technology: z.string().nullable(),
  medium: Medium,
  supplier: z.string().nullable(),
  state: LineState.nullable(),
  online: OnlineState,
  pinned: z.boolean(),
  /** Absent from two complete walks and from a query by NID: shown as gone, kept for its history. */
  gone: z.boolean(),
  seenAt: UtcTime,
})
export type LineSummary = z.infer<typeof LineSummary>

export const SearchHit = z.object({
  line: LineSummary,
  /** Tier of the written ranking: exact key > whole word > prefix > typo. */
  tier: z.enum(['exact', 'word', 'prefix', 'typo']),
  /** What matched: field, its text, and the ranges [from, to) in it to mark. */
  matches: z.array(z.object({ field: MatchField, text: z.string(), ranges: z.array(z.tuple([z.number().int(), z.number().int()])) })),
})
export type SearchHit = z.infer<typeof SearchHit>

export const SearchResult = z.object({
  query: z.string(),
  hits: z.array(SearchHit),
  /** True where more lines match than were looked at or are returned. */
  more: z.boolean(),
  /** The query is a full NID that is not cached: it may be looked up live. */
  liveNid: z.string().nullable(),
  /** Accounts whose lines cannot all be found yet by everything there is of them here; their own search may be asked (`lines.liveSearch`). */
  incomplete: z.array(AccountId).default([]),
})
export type SearchResult = z.infer<typeof SearchResult>

/** State of one account's synchronisation. */
export const SyncState = z.object({
  accountId: AccountId,
  phase: z.enum(['never', 'idle', 'running', 'interrupted', 'failed', 'paused']),
  /** State of lines being walked now, pages and lines done, total where the system says. */
  walking: LineState.nullable(),
  linesDone: z.number().int(),
  linesTotal: z.number().int().nullable(),
  lineCount: z.number().int(),
  changed: z.number().int(),
  badRecords: z.number().int(),
  startedAt: UtcTime.nullable(),
  completedAt: UtcTime.nullable(),
  nextAt: UtcTime.nullable(),
  failure: z.string().nullable(),
  /** Of systems whose lists come whole: when all of them last did. Null elsewhere. */
  wholeAt: UtcTime.nullable().default(null),
  /** Whether such a system gives only what changed when asked for that; null where it is not known yet. False: it is asked less often. */
  onlyChanges: z.boolean().nullable().default(null),
  /** Of systems that give details line by line: lines of which all are here, of how many, and what search misses until then. */
  detailsComplete: z.object({ lines: z.number().int(), of: z.number().int(), missing: z.array(MatchField) }).nullable().default(null),
  /** When lists, or after them details, will be done at the pace that the system's rate limit allows; null where nothing is left. */
  doneBy: UtcTime.nullable().default(null),
})
export type SyncState = z.infer<typeof SyncState>
