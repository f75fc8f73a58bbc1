import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { AccessOrder } from '../model/access.ts'
import { AccountId, LineId, UtcTime } from '../model/common.ts'
import { AddressCheck } from '../model/addressCheck.ts'
import { CrossLink } from '../model/crossLink.ts'
import { DhcpQuery } from '../model/dhcp.ts'
import { EndUser, Line, LineEvent, OnlineState, Transaction } from '../model/line.ts'
import { LiveHit } from '../model/liveSearch.ts'
import { Neighbour } from '../model/neighbour.ts'
import { Observations, ObservationsInput } from '../model/observation.ts'
import { Check, CheckKind, Report } from '../model/report.ts'
import { LineSummary, SearchFilters, SearchResult } from '../model/search.ts'
import { SentTicket, Ticket } from '../model/ticket.ts'
import { Verdict } from '../model/verdict.ts'
import { VerdictMark } from '../model/verdictMark.ts'
import { OperatorFailureData, withFailures } from './failures.ts'

/** A part of a line that is fetched, shown and can fail on its own. */
export const LivePartName = z.enum(['line', 'transaction', 'events', 'endUser', 'tickets', 'diagnostics', 'authenticationLog', 'addressCheck', 'reports',
  'accessHardware', 'portStatus', 'macTable', 'leases', 'igmpGroups', 'cpeStatus', 'orders', 'details', 'serviceOrders'])
export type LivePartName = z.infer<typeof LivePartName>

/** State of one part: when it was last known, and why the last try failed. */
export const PartState = z.object({
  part: LivePartName,
  state: z.enum(['none', 'loading', 'fresh', 'cached', 'failed', 'notOffered']),
  at: UtcTime.nullable(),
  failure: OperatorFailureData.nullable(),
})
export type PartState = z.infer<typeof PartState>

/** Which checks the system offers for a circuit (`list_available_diagnostics`). */
export const AvailableChecks = z.object({
  nid: z.string(), provider: z.string().nullable(), kinds: z.array(CheckKind), unknownKinds: z.array(z.string()),
  numberOfTests: z.number().int().nullable(), at: UtcTime,
})
export type AvailableChecks = z.infer<typeof AvailableChecks>

/** Everything the line screen shows; what is not known yet is null or empty, and `parts` says why. */
export const LineView = z.object({
  line: Line,
  summary: LineSummary,
  raw: z.string(),
  transaction: Transaction.nullable(),
  events: z.array(LineEvent),
  endUser: EndUser.nullable(),
  tickets: z.array(Ticket),
  sentTickets: z.array(SentTicket),
  available: z.array(AvailableChecks),
  /** The newest few of each kind and target; all of them are in the history. */
  reports: z.array(Report),
  checks: z.array(Check),
  observations: Observations,
  addressCheck: AddressCheck.nullable(),
  /** Lines nearby with what is known here of them, nearest first, at most 24. */
  neighbours: z.array(Neighbour),
  /** The engineer's newest word on this verdict's like, if any. */
  mark: VerdictMark.nullable(),
  verdict: Verdict,
  parts: z.array(PartState),
  /** Orders on an access (ON-API), newest first. */
  accessOrders: z.array(AccessOrder),
  /** What the line's adapter can do, by the names of its methods (electron/operators/operator.ts); empty without its account. */
  offers: z.array(z.string()),
  /** Lines of other systems that are, or may be, the same place; the surest first. */
  links: z.array(CrossLink).default([]),
  /** Sections of the record that the last fetch could not bring (reseller platform); what is here says the line itself. */
  detailFailures: z.array(z.object({ section: z.string(), failure: OperatorFailureData })).default([]),
})
export type LineView = z.infer<typeof LineView>

/** One thing *Take along* fetched or could not. */
export const TakeAlongItem = z.object({
  lineId: LineId, label: z.string(), state: z.enum(['waiting', 'fetching', 'complete', 'partial', 'failed']),
  missing: z.array(LivePartName), failure: OperatorFailureData.nullable(),
})
export type TakeAlongItem = z.infer<typeof TakeAlongItem>

export const DisconnectEvent = z.object({
  stage: z.enum(['sending', 'sent', 'watching', 'back', 'notBack', 'unknown']),
  elapsedMs: z.number(),
  /** Session state and newest log-in seen so far. */
  online: OnlineState,
  lastLoginAt: UtcTime.nullable(),
  failure: OperatorFailureData.nullable(),
})
export type DisconnectEvent = z.infer<typeof DisconnectEvent>

export const linesContract = {
  search: withFailures.route({ path: '/lines/search' })
    .input(z.object({ query: z.string().max(200), filters: SearchFilters, limit: z.number().int().min(1).max(200).default(50) })).output(SearchResult),
  /** Technologies and suppliers that occur, with counts, for the filters. */
  facets: withFailures.route({ method: 'GET', path: '/lines/facets' })
    .output(z.object({ technologies: z.array(z.object({ name: z.string(), count: z.number() })), suppliers: z.array(z.object({ name: z.string(), count: z.number() })), lineCount: z.number() })),
  /** Looks a full NID up live at every account and keeps what is found. */
  lookUp: withFailures.route({ path: '/lines/lookup' }).input(z.object({ nid: z.string().max(40) }))
    .output(z.object({ found: z.array(LineSummary), failures: z.array(z.object({ accountId: AccountId, failure: OperatorFailureData })) })),
  /**
   * Asks the systems whose own search knows more than is kept here (`SearchResult.incomplete`); whole records it brings are kept.
   * `complete` false: there is more than was asked for, or a system failed.
   */
  liveSearch: withFailures.route({ path: '/lines/live-search' }).input(z.object({ text: z.string().trim().min(3).max(200) }))
    .output(z.object({
      asked: z.number().int(), found: z.array(LineSummary), hits: z.array(LiveHit.extend({ accountId: AccountId, lineId: LineId.nullable() })),
      complete: z.boolean(), failures: z.array(z.object({ accountId: AccountId, failure: OperatorFailureData })),
    })),
  /** The access behind values of a DHCP log, at every account that can tell; what is found is kept. */
  findByDhcp: withFailures.route({ path: '/lines/find-by-dhcp' }).input(DhcpQuery)
    .output(z.object({ asked: z.number().int(), found: z.array(LineSummary), failures: z.array(z.object({ accountId: AccountId, failure: OperatorFailureData })) })),
  start: withFailures.route({ method: 'GET', path: '/lines/start' })
    .output(z.object({ recent: z.array(LineSummary), pinned: z.array(LineSummary) })),
  pin: withFailures.route({ path: '/lines/pin' }).input(z.object({ lineId: LineId, pinned: z.boolean() })).output(z.void()),
  /** What is known here, at once and without network; notes the line as recent. */
  open: withFailures.route({ path: '/lines/open' }).input(z.object({ lineId: LineId })).output(LineView),
  /** Fetches every part anew; an event with the whole view each time a part arrives or fails. Ends when all have. */
  refresh: withFailures.route({ path: '/lines/refresh' }).input(z.object({ lineId: LineId })).output(eventIterator(LineView)),
  /** Fetches one part anew; the view as it is then, with that part's state. */
  refreshPart: withFailures.route({ path: '/lines/refresh-part' }).input(z.object({ lineId: LineId, part: LivePartName })).output(LineView),
  takeAlong: withFailures.route({ path: '/lines/take-along' }).input(z.object({ lineIds: z.array(LineId).min(1).max(200) })).output(eventIterator(z.array(TakeAlongItem))),
  saveObservations: withFailures.route({ path: '/lines/observations' }).input(ObservationsInput).output(z.object({ observations: Observations, verdict: Verdict })),
  /** PPP credentials, fetched live on request and never stored. */
  credentials: withFailures.route({ path: '/lines/credentials' }).input(z.object({ lineId: LineId, circuitNid: z.string() }))
    .output(z.object({ username: z.string().nullable(), password: z.string().nullable() })),
  /** Drops the session of a circuit, then watches until it is back or five minutes have passed. */
  forceDisconnect: withFailures.route({ path: '/lines/force-disconnect' }).input(z.object({ lineId: LineId, circuitNid: z.string() })).output(eventIterator(DisconnectEvent)),
}
