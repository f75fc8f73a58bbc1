import type { AddressAnswer, AddressQuery } from '../shared/contract/addresses.ts'
import type { ActionEvent, DoneAction, SiteAction } from '../shared/contract/actions.ts'
import type { AppStatus, JournalStatus, LogEntry, Notice, VaultStatus } from '../shared/contract/app.ts'
import type { HealthAnswer } from '../shared/contract/accounts.ts'
import type { CheckEvent } from '../shared/contract/checks.ts'
import type { OperatorFailureData } from '../shared/contract/failures.ts'
import type { DisconnectEvent, LineView, LivePartName, TakeAlongItem } from '../shared/contract/lines.ts'
import type { Account, AccountInput, AccountSecrets, ConnectionTest, Reachability } from '../shared/model/account.ts'
import type { HistoryEntry, HistoryFilter, HistorySort, Trend } from '../shared/contract/history.ts'
import type { NeighbourCheckEvent } from '../shared/contract/neighbours.ts'
import type { UnsentWork } from '../shared/contract/privacy.ts'
import type { VisitSummary, VisitSumming } from '../shared/contract/visits.ts'
import type { WorkList } from '../shared/contract/work.ts'
import type { AccountId, CheckId, LineId, ReportId, SystemKind, UtcTime } from '../shared/model/common.ts'
import type { CallLog, CallLogDraft, NewCallLog } from '../shared/model/callLog.ts'
import type { DhcpQuery } from '../shared/model/dhcp.ts'
import type { LiveHit } from '../shared/model/liveSearch.ts'
import type { Neighbour } from '../shared/model/neighbour.ts'
import type { Observations, ObservationsInput } from '../shared/model/observation.ts'
import type { CommentDraft, LocationContact, OutboxEntry, OutboxState, TicketChange, TicketTarget } from '../shared/model/outbox.ts'
import type { Check, CheckKind, Report, ReportKind } from '../shared/model/report.ts'
import type { LineSummary, SearchFilters, SearchResult, SyncState } from '../shared/model/search.ts'
import type { ServiceOrder, ServiceOrderView } from '../shared/model/serviceOrder.ts'
import type { Language, Settings } from '../shared/model/settings.ts'
import type { SentTicket, Ticket, TicketComment, TicketDraft, TicketInput } from '../shared/model/ticket.ts'
import type { Verdict } from '../shared/model/verdict.ts'
import type { VerdictMark } from '../shared/model/verdictMark.ts'
import type { Visit } from '../shared/model/visit.ts'
import type { WatchState } from '../shared/model/watch.ts'

export type AccountPreset = { kind: SystemKind; name: string; baseUrl: string; environment: 'production' | 'test' | 'lab' }

/** The use cases of the core, one type per contract file. rpc/ only translates between these and the wire. */
export type AccountsService = {
  list(): Account[]
  /** Base addresses to offer per kind of system. */
  presets(): AccountPreset[]
  add(input: AccountInput, secrets: AccountSecrets): Promise<Account>
  edit(id: AccountId, input: AccountInput, secrets: Partial<AccountSecrets>): Promise<Account>
  remove(id: AccountId, discardUnsent: boolean): Promise<void>
  test(input: AccountInput, secrets: Partial<AccountSecrets>, id: AccountId | undefined, signal: AbortSignal): Promise<ConnectionTest>
  retry(id: AccountId, oneTimeCode: string | undefined, signal: AbortSignal): Promise<Reachability>
  health(id: AccountId, refresh: boolean, signal: AbortSignal): Promise<HealthAnswer>
  reachability(signal: AbortSignal): AsyncIterable<Reachability[]>
}

export type SyncService = {
  states(signal: AbortSignal): AsyncIterable<SyncState[]>
  start(id: AccountId): void
  stop(id: AccountId): void
}

export type LinesService = {
  search(query: string, filters: SearchFilters, limit: number): SearchResult
  facets(): { technologies: { name: string; count: number }[]; suppliers: { name: string; count: number }[]; lineCount: number }
  lookUp(nid: string, signal: AbortSignal): Promise<{ found: LineSummary[]; failures: { accountId: AccountId; failure: OperatorFailureData }[] }>
  findByDhcp(query: DhcpQuery, signal: AbortSignal): Promise<{ asked: number; found: LineSummary[]; failures: { accountId: AccountId; failure: OperatorFailureData }[] }>
  liveSearch(text: string, signal: AbortSignal): Promise<{
    asked: number; found: LineSummary[]; hits: (LiveHit & { accountId: AccountId; lineId: LineId | null })[]; complete: boolean
    failures: { accountId: AccountId; failure: OperatorFailureData }[]
  }>
  start(): { recent: LineSummary[]; pinned: LineSummary[] }
  pin(id: LineId, pinned: boolean): void
  open(id: LineId): LineView
  refresh(id: LineId, signal: AbortSignal): AsyncIterable<LineView>
  refreshPart(id: LineId, part: LivePartName, signal: AbortSignal): Promise<LineView>
  takeAlong(ids: readonly LineId[], signal: AbortSignal): AsyncIterable<TakeAlongItem[]>
  saveObservations(input: ObservationsInput): { observations: Observations; verdict: Verdict }
  credentials(id: LineId, circuitNid: string, signal: AbortSignal): Promise<{ username: string | null; password: string | null }>
  forceDisconnect(id: LineId, circuitNid: string, signal: AbortSignal): AsyncIterable<DisconnectEvent>
}

export type ChecksService = {
  run(id: LineId, circuitNid: string, kinds: readonly CheckKind[], signal: AbortSignal): AsyncIterable<CheckEvent>
  follow(id: LineId, signal: AbortSignal): AsyncIterable<CheckEvent>
  stopWaiting(id: CheckId): Check
}

/** All reports of a line, kept and at the system. */
export type HistoryService = {
  page(query: { lineId: LineId; filter: HistoryFilter; sort: HistorySort; offset: number; limit: number }): Promise<{
    entries: HistoryEntry[]; total: number; kinds: ReportKind[]; remoteAt: UtcTime | null
  }>
  report(id: LineId, reportId: ReportId): Report
  fetch(id: LineId, remoteId: string, signal: AbortSignal): Promise<Report>
  trends(id: LineId): Promise<Trend[]>
}

export type NeighboursService = {
  of(id: LineId): { port: string | null; node: string | null; neighbours: Neighbour[]; more: number }
  check(id: LineId, neighbourIds: readonly LineId[], signal: AbortSignal): AsyncIterable<NeighbourCheckEvent>
}

export type WatchService = {
  start(id: LineId): WatchState
  stop(id: LineId): void
  watching(signal: AbortSignal): AsyncIterable<WatchState[]>
}

export type VerdictsService = {
  mark(mark: { mark: 'right'; lineId: LineId } | { mark: 'wrong'; lineId: LineId; was: NonNullable<VerdictMark['was']>; note: string | null }): VerdictMark
  unmark(id: string): void
  counts(): { right: number; wrong: number }
  export(): { fileName: string; json: string }
}

export type FileContent = { fileName: string; mediaType: string; base64: string }

/** Visits to lines, and what is made of them. */
export type VisitsService = {
  page(query: { search: string; states: readonly Visit['state'][]; lineId: LineId | null; offset: number; limit: number }): { visits: VisitSummary[]; total: number }
  get(id: string): { visit: Visit; summing: VisitSumming }
  /** `timeZone` is where the screen is. */
  start(lineId: LineId, timeZone?: string): Visit
  setOnSite(id: string, onSite: boolean): Visit
  addNote(id: string, itemId: string | null, text: string): Visit
  addFile(id: string, file: FileContent & { caption: string }): Promise<Visit>
  caption(id: string, itemId: string, caption: string): Visit
  removeItem(id: string, itemId: string): Promise<Visit>
  /** Of a photo, a file or, by the id `signature`, the customer's signature. */
  file(id: string, itemId: string): Promise<FileContent>
  leftOpen(id: string, text: string): Visit
  confirm(id: string, name: string, signaturePng: string | null): Promise<Visit>
  finish(id: string): { visit: Visit; summing: VisitSumming }
  reopen(id: string): Visit
  remove(id: string): Promise<void>
  changes(signal: AbortSignal): AsyncIterable<{ open: VisitSummary[]; changed: string | null }>
  export(id: string, passphrase: string): Promise<FileContent>
  import(base64: string, passphrase: string): Promise<Visit>
  pdf(id: string, language: Language | undefined): Promise<FileContent>
  reportPdf(lineId: LineId, reportId: ReportId, language: Language | undefined, timeZone?: string): Promise<FileContent>
  json(id: string): FileContent
  csv(id: string): FileContent
  attachPdf(id: string): Promise<{ fileId: string; fileName: string; bytes: number; at: UtcTime }>
}

/** Writes that wait until they can be sent. */
export type OutboxService = {
  page(query: { states: readonly OutboxState[]; lineId: LineId | null; search: string; offset: number; limit: number }):
    { entries: OutboxEntry[]; total: number; unsent: number; needsYou: number }
  changes(signal: AbortSignal): AsyncIterable<{ entry: OutboxEntry | null; unsent: number; needsYou: number }>
  addTicket(input: TicketInput & { fileIds: readonly string[] }): Promise<OutboxEntry>
  addComment(input: { lineId: LineId; ticket: TicketTarget; body: string; fileIds: readonly string[] }): Promise<OutboxEntry>
  changeTicket(input: TicketChange & { lineId: LineId }): Promise<OutboxEntry>
  setSolved(input: { lineId: LineId; ticket: TicketTarget; solved: boolean; base: string | null }): Promise<OutboxEntry>
  setTags(input: { lineId: LineId; nid: string; base: string[]; wanted: string[] }): Promise<OutboxEntry>
  changeContact(input: { lineId: LineId; nid: string; base: LocationContact | null; wanted: LocationContact }): Promise<OutboxEntry>
  changeOnt(input: { lineId: LineId; nid: string; base: string | null; wanted: string }): Promise<OutboxEntry>
  addCallLog(input: Omit<NewCallLog, 'customerId'> & { lineId: LineId }): Promise<OutboxEntry>
  isThere(id: string): OutboxEntry
  resend(id: string, corrected?: unknown): OutboxEntry
  discard(id: string): OutboxEntry
  sendNow(): void
  /** `asIs`: also pictures of a kind whose place and person cannot be taken out. */
  keepFile(file: { fileName: string; mediaType: string; base64: string; asIs?: boolean }): Promise<{ fileId: string; bytes: number }>
  dropFile(fileId: string): Promise<void>
}

export type TicketList = {
  tickets: Ticket[]; sent: SentTicket[]; failures: { accountId: AccountId; failure: OperatorFailureData }[]
  changed: { accountId: AccountId; id: string; what: 'new' | 'updated' }[]
}

export type TicketsService = {
  list(signal: AbortSignal): Promise<TicketList>
  follow(signal: AbortSignal): AsyncIterable<TicketList>
  seen(accountId: AccountId, id: string, updatedAt: UtcTime): void
  get(accountId: AccountId, id: string, signal: AbortSignal): Promise<{ ticket: Ticket; comments: TicketComment[] }>
  forLine(id: LineId, signal: AbortSignal): Promise<{ tickets: Ticket[]; sent: SentTicket[]; failure: OperatorFailureData | null }>
  /** `window` opens the draft, and holds it until another opens it. Saving from elsewhere throws Conflict `draftElsewhere`. */
  draft(id: LineId, window?: string): { draft: TicketDraft; kept: boolean }
  saveDraft(draft: TicketDraft, window?: string): void
  discardDraft(id: LineId): void
  commentDraft(id: LineId, ticket: TicketTarget, window?: string): CommentDraft | null
  saveCommentDraft(draft: CommentDraft, window?: string): void
  discardCommentDraft(id: LineId, ticket: TicketTarget): void
  /** The same for the note of a call being typed on a line. */
  callLogDraft(id: LineId, window?: string): CallLogDraft | null
  saveCallLogDraft(draft: CallLogDraft, window?: string): void
  discardCallLogDraft(id: LineId): void
}

/** What is asked of a line's order from the site. */
export type ActionsService = {
  run(action: SiteAction, signal: AbortSignal): AsyncIterable<ActionEvent>
  connectionReport(id: LineId, signal: AbortSignal): Promise<FileContent>
  ofLine(id: LineId): DoneAction[]
}

/** Lines to be worked on. */
export type WorkService = {
  list(): WorkList
  add(text: string): { added: number; already: number; unknown: number; unread: string[]; tooMany: boolean }
  addLine(id: LineId): void
  /** Added, or found by a saved filter. */
  holds(id: LineId): boolean
  lookUp(key: string, signal: AbortSignal): Promise<{ found: boolean; failures: { accountId: AccountId; failure: OperatorFailureData }[] }>
  setDone(id: LineId, done: boolean): void
  removeLine(id: LineId): void
  dropUnknown(key: string): void
  saveFilter(name: string, query: string, filters: SearchFilters): { id: string }
  switchFilter(id: string, on: boolean): void
  dropFilter(id: string): void
}

/** What is at an address, at every system that can tell. */
export type AddressesService = {
  check(query: AddressQuery, signal: AbortSignal): AsyncIterable<{ answers: AddressAnswer[]; lines: LineSummary[] }>
}

/** What a reseller platform keeps of a line's customer. */
export type CustomersService = {
  serviceOrders(lineId: LineId, signal: AbortSignal): Promise<ServiceOrder[]>
  serviceOrder(lineId: LineId, id: string, signal: AbortSignal): Promise<ServiceOrderView>
  /** Throws Conflict where its state does not allow it. */
  cancelServiceOrder(lineId: LineId, id: string, signal: AbortSignal): Promise<ServiceOrderView>
  callLogs(lineId: LineId, signal: AbortSignal): Promise<CallLog[]>
  upload(lineId: LineId, id: string, signal: AbortSignal): Promise<FileContent>
}

export type SettingsService = { get(): Settings; change(part: Partial<Settings>): Settings }

/** All use cases, once the engineer's data is open. */
export type Services = {
  readonly accounts: AccountsService; readonly sync: SyncService; readonly lines: LinesService; readonly checks: ChecksService
  /** What *Delete customer data* would lose. */
  readonly unsentWork: () => UnsentWork
  readonly tickets: TicketsService; readonly visits: VisitsService; readonly outbox: OutboxService; readonly settings: SettingsService
  readonly history: HistoryService; readonly neighbours: NeighboursService; readonly watch: WatchService; readonly verdicts: VerdictsService
  readonly actions: ActionsService; readonly work: WorkService; readonly addresses: AddressesService; readonly customers: CustomersService
}

/** The core as a host holds it: always there, with services once the vault is open. */
export type Core = {
  /** Throws NotReady until the vault is open. */
  services(): Services
  status(signal: AbortSignal): AsyncIterable<AppStatus>
  chooseVault(choice: { choice: 'passphrase'; passphrase: string } | { choice: 'memory' | 'wait' | 'retry' | 'startOver' }): Promise<VaultStatus>
  chooseJournal(choice: { choice: 'restore'; backup: string } | { choice: 'startNew' } | { choice: 'retry' }): Promise<JournalStatus>
  dismissNotice(id: Notice['id']): void
  /** Throws Conflict where other work than was agreed to would be lost, or where the keychain refuses; StorageFailure. */
  deleteCustomerData(agreed: { unsent: number; openVisits: number }): Promise<void>
  /** Closes the engineer's data until the vault is opened again. */
  lock(): Promise<void>
  /** The engineer is there. */
  active(): void
  log(limit: number, minimum: LogEntry['level']): { entries: LogEntry[]; file: string }
  /** Writes to the log, through its redaction: for rpc/ and the hosts. */
  writeLog(level: LogEntry['level'], event: string, detail: Readonly<Record<string, unknown>>): void
  close(): Promise<void>
}

/** What a host can do for the core's contract that the core cannot do itself. */
export type Host = {
  readonly kind: 'desktop' | 'browser'
  /** Opens an allowed https, tel or mailto address outside; false where it was refused. The browser host lets the page do it. */
  openExternal(url: string): Promise<boolean>
  startDemo(): Promise<void>
  leaveDemo(): Promise<void>
  /** Shows a notification of the system; choosing it opens the line. False where the host cannot. */
  notify(notice: { title: string; body: string; lineId: LineId | null }): boolean
  quit(): void
}

/** Nothing can be read or written before the vault is open. Mapped to NOT_READY. */
export class NotReady extends Error {
  readonly state: string
  constructor(state: string) { super(`not ready: ${state}`); this.name = 'NotReady'; this.state = state }
}
/** Asked for something that is not there. Mapped to NOT_FOUND. */
export class NotFound extends Error {
  readonly what: 'line' | 'account' | 'check' | 'report' | 'ticket' | 'circuit' | 'draft' | 'visit' | 'item' | 'file' | 'outboxEntry' | 'serviceOrder'
  constructor(what: NotFound['what']) { super(`not found: ${what}`); this.name = 'NotFound'; this.what = what }
}
/** The state of things does not allow it. Mapped to CONFLICT. */
export class Conflict extends Error {
  readonly reason: string
  readonly count: number | undefined
  constructor(reason: string, count?: number) { super(`conflict: ${reason}`); this.name = 'Conflict'; this.reason = reason; this.count = count }
}
/** Input that the schema could not refuse. Mapped to INVALID. */
export class Invalid extends Error {
  readonly field: string
  readonly reason: string
  constructor(field: string, reason: string) { super(`invalid ${field}: ${reason}`); this.name = 'Invalid'; this.field = field; this.reason = reason }
}
