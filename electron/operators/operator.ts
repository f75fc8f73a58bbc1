import type { AccessOrder } from '../../shared/model/access.ts'
import type { AddressCheck } from '../../shared/model/addressCheck.ts'
import type { ConnectionTest, SyncScope } from '../../shared/model/account.ts'
import type { Feature, RateWindow } from '../../shared/model/accountHealth.ts'
import type { CallLog, NewCallLog } from '../../shared/model/callLog.ts'
import type { AccountId, SystemKey } from '../../shared/model/common.ts'
import type { DhcpQuery } from '../../shared/model/dhcp.ts'
import type { LiveHit } from '../../shared/model/liveSearch.ts'
import type { EndUser, Line, LineEvent, LineState, Transaction } from '../../shared/model/line.ts'
import type { CheckKind, CheckTarget, LiveKind, LoginAttempt, ServiceKind } from '../../shared/model/report.ts'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { LocationContact } from '../../shared/model/outbox.ts'
import type { ServiceOrder, ServiceOrderView } from '../../shared/model/serviceOrder.ts'
import type { AccessTicketStatus, AdditionalInfo, ProblemType, Responsible, Ticket, TicketComment } from '../../shared/model/ticket.ts'

/** What every call of an adapter takes: the caller's cancel signal, and whether the engineer waits for it. */
export type CallContext = {
  readonly signal: AbortSignal
  /** `engineer`: a click, served from the reserve of a rate limit. `background`: synchronisation and polling. */
  readonly urgency: 'engineer' | 'background'
}

/** A line with its raw record (secrets replaced), as one adapter reply gives it. */
export type ReadLine = {
  readonly line: Line
  readonly raw: string
  /** Read along with it, where the record has parts that lists of their own give. */
  readonly sections?: readonly ReadSection[]
}

/**
 * A part of a line's record that its system gives in a list of its own (the subscriptions of an access, the details of an order).
 * Kept beside the record under its name; the record's reader gets both. `raw` null: the system has none any more.
 */
export type ReadSection = { readonly nativeId: string; readonly section: string; readonly raw: string | null }

/** A page of the synchronisation, read from an unparsed body in the writer worker. */
export type ReadLinePage = {
  readonly lines: readonly ReadLine[]
  readonly sections?: readonly ReadSection[]
  readonly nextPage: number | null
  readonly total: number | null
  /** False where the list changed while it was walked: that a line is absent from this pass says nothing. */
  readonly settled?: boolean
  /** Records that could not be read at all; the rest of the page is not held up by them. */
  readonly bad: readonly { readonly index: number; readonly reason: string }[]
}

/** What a reader in the writer worker must know beside the body. */
export type LinePageContext = {
  readonly system: SystemKey; readonly accountId: AccountId; readonly state: LineState; readonly seenAt: string
}

/** Page reader of a system kind: pure, body in, lines out. Throws OperatorFailure where the body is an error or no page. */
export type LinePageReader = (body: Uint8Array, context: LinePageContext) => ReadLinePage

/** One walk of the synchronisation: one state and one cell of the scope, page by page. `key` is stable over restarts. */
export type Walk = { readonly key: string; readonly state: LineState; readonly filter: Readonly<Record<string, string>> }

/** A list that comes whole, in one reply of any length. `gives`: what its records are. `key` is stable over restarts. */
export type LineList = { readonly key: string; readonly gives: 'lines' | 'sections' | 'hints' }

/**
 * What a list answered. `version` is what to ask with next time (Last-Modified); null where the system gives none.
 * `isWhole` false: only what changed since the version asked with, as far as the system keeps its word.
 */
export type LineListReply =
  | { readonly state: 'unchanged' }
  | { readonly state: 'list'; readonly version: string | null; readonly isWhole: boolean; readonly chunks: AsyncIterable<Uint8Array> }

/** Reads a list from the pieces of its body, in the writer worker. Throws OperatorFailure where it is no list, or ends too early. */
export type LineListReader = {
  /** What the pieces so far complete; nothing twice. */
  push(chunk: Uint8Array): Pick<ReadLinePage, 'lines' | 'sections' | 'bad'> & { readonly hints?: readonly LineHint[] }
  end(): void
}
export type LineListReaderOf = (list: string, context: Omit<LinePageContext, 'state'>) => LineListReader

/** An event of the system: something about this line changed or went. A hint to ask again, not a record. */
export type LineHint = { readonly nativeId: string; readonly change: 'changed' | 'removed'; readonly at: string | null }

export type { Feature } from '../../shared/model/accountHealth.ts'
/** What an adapter has learnt of its account so far; asks nothing. */
export type AccountHealth = {
  readonly features: readonly Feature[]
  /** Fields the operator says it never fills (ON-API `unsupportedFields`). */
  readonly unsupportedFields: readonly string[]
  /** Rate limit windows, the shortest first. */
  readonly rate: readonly RateWindow[]
}

/**
 * State of a remote report: still running, not known to the system (which may say so too of a test that has only begun), or here
 * with its raw body (secrets replaced).
 */
export type RemoteReport =
  | { readonly state: 'running' }
  | { readonly state: 'notKnown' }
  | { readonly state: 'here'; readonly body: unknown; readonly provider: string | null }

/** A stored report as the system lists it. */
export type ListedReport = {
  readonly remoteId: string; readonly kind: CheckKind | null; readonly status: string; readonly updatedAt: string | null
}

/** Parts of a line's record that no list brings. `failed`: those that could not be fetched; the others are not held up by them. */
export type LineDetails = {
  readonly sections: readonly ReadSection[]
  readonly failed: readonly { readonly section: string; readonly failure: OperatorFailureData }[]
}

/** What a system's own search gave: `lines` are whole records, `hits` all that was found. */
export type LiveFound = {
  readonly hits: readonly LiveHit[]
  readonly lines: readonly ReadLine[]
  /** False where there is more than was asked for. */
  readonly complete: boolean
}

/** Where to check. `customerId`: whose prices and products count, where a system asks for one (reseller platform); its own choice else. */
export type AddressToCheck = {
  readonly postcode: string; readonly houseNumber: number; readonly extension: string | null; readonly customerId?: string | null
  /** Also what suppliers offer there and what registers know of it, beside what reaches it: for whoever asks for the address itself. */
  readonly whole?: boolean
}

/** A file as the system gave it. `mediaType` and `fileName` are its own words, to be distrusted. */
export type FetchedFile = { readonly bytes: Uint8Array; readonly mediaType: string | null; readonly fileName: string | null }

/** A ticket as it goes out; already validated against the document. */
export type TicketRequest = {
  readonly nid: string | null; readonly subject: string; readonly comment: string; readonly reference: string
  readonly contactName: string | null; readonly contactPhone: string | null; readonly technicalSpecifications: string | null
  /** Ids of uploaded attachments. */
  readonly attachmentIds: readonly string[]
  /** What only open access networks ask for. */
  readonly ofAccess?: { readonly problemType: ProblemType | null; readonly additionalInfo: AdditionalInfo; readonly subscriptionId: string | null }
}

/**
 * Everything an adapter may offer. A capability is the presence of a method. All throw OperatorFailure.
 * Whether a call may be repeated after an ambiguous failure is declared inside the adapter per method.
 */
export type OperatorMethods = {
  walksOf(scope: SyncScope): readonly Walk[]
  /** One page of a walk, unparsed. */
  fetchLinePage(walk: Walk, page: number, context: CallContext): Promise<Uint8Array>
  /** Lists that come whole, in the order to be fetched; for systems without pages (instead of walksOf and fetchLinePage). */
  lineLists(scope: SyncScope): readonly LineList[]
  /** One list, with only its changes where `since` (its last version) is given and the system heeds it. */
  fetchLineList(list: LineList, since: string | null, context: CallContext): Promise<LineListReply>
  /** Sections of the line that are not here yet and could be fetched: about one call each. Asks nothing. */
  missingDetails(line: Line): readonly string[]
  /**
   * Fetches sections of a line: those named, or all it has. For lines that are opened, pinned or taken along, and in the background
   * within what the rate limit leaves over its reserve. Throws only where nothing could be fetched.
   */
  lineDetails(line: Line, sections: readonly string[] | null, context: CallContext): Promise<LineDetails>
  /** The system's own search, for what is not kept here yet (phone numbers, words in details). */
  liveSearch(text: string, context: CallContext): Promise<LiveFound>
  /** Provisioning requests of a customer, newest first. */
  serviceOrders(customerId: string, context: CallContext): Promise<readonly ServiceOrder[]>
  /** One with its tasks and products; null where the system knows none. */
  serviceOrder(id: string, context: CallContext): Promise<ServiceOrderView | null>
  /** Asks for a pending request to be cancelled; never repeated by itself. */
  cancelServiceOrder(id: string, context: CallContext): Promise<void>
  /** Notes of calls with a customer, newest first. */
  callLogs(customerId: string, context: CallContext): Promise<readonly CallLog[]>
  /** Writes one; never repeated by itself. A second one cannot be told from the first. */
  addCallLog(entry: NewCallLog, context: CallContext): Promise<void>
  /** A file uploaded at the system, by its id. */
  fetchUpload(id: string, context: CallContext): Promise<FetchedFile>
  /** The access behind values of a DHCP log: its native id, or null. */
  findByDhcp(query: DhcpQuery, context: CallContext): Promise<string | null>
  /** A live query of an access: answered at once; `raw` is the whole reply with secrets replaced. */
  liveQuery(kind: LiveKind, nativeId: string, context: CallContext): Promise<{ readonly raw: unknown }>
  /** A live query of a service: answered at once; `raw` is what the system said, secrets replaced. */
  serviceQuery(kind: ServiceKind, nativeId: string, context: CallContext): Promise<{ readonly raw: unknown }>
  accessOrders(nativeId: string, context: CallContext): Promise<readonly AccessOrder[]>
  /** Asks the system what it offers (ON-API `GET /`); `health` knows it from then on. */
  learnFeatures(context: CallContext): Promise<void>
  health(): AccountHealth
  /** Live, by full NID (never from the provider's cache). Null where the system knows no such line. */
  lineByNid(nid: string, context: CallContext): Promise<ReadLine | null>
  transaction(nid: string, context: CallContext): Promise<Transaction | null>
  events(nid: string, context: CallContext): Promise<readonly LineEvent[]>
  endUser(uuid: string, context: CallContext): Promise<EndUser | null>
  endUsers(context: CallContext): Promise<readonly EndUser[]>
  pppCredentials(circuitNid: string, context: CallContext): Promise<{
    readonly username: string | null; readonly password: string | null
  }>
  /** What reaches an address, by postcode and house number; a kind that failed is named in the answer. Throws only where all did. */
  addressCheck(address: AddressToCheck, context: CallContext): Promise<AddressCheck>
  availableChecks(nid: string, context: CallContext): Promise<{
    readonly provider: string | null; readonly kinds: readonly CheckKind[]; readonly unknownKinds: readonly string[]
    readonly numberOfTests: number | null
  }>
  /** Starts a diagnostic; never repeated by itself. Resolves to the remote id. */
  startCheck(kind: CheckKind, target: CheckTarget, context: CallContext): Promise<string>
  remoteReport(remoteId: string, context: CallContext): Promise<RemoteReport>
  listReports(nid: string, context: CallContext): Promise<readonly ListedReport[]>
  /** Newest first; `raw` is the whole reply with secrets replaced. */
  loginAttempts(nid: string, after: string, context: CallContext): Promise<{
    readonly attempts: readonly LoginAttempt[]; readonly raw: unknown
  }>
  forceDisconnect(nid: string, context: CallContext): Promise<void>
  ticketsOf(nids: readonly string[], context: CallContext): Promise<readonly Omit<Ticket, 'accountId' | 'lineId'>[]>
  openTickets(context: CallContext): Promise<readonly Omit<Ticket, 'accountId' | 'lineId'>[]>
  ticket(id: string, context: CallContext): Promise<{
    readonly ticket: Omit<Ticket, 'accountId' | 'lineId'>; readonly comments: readonly TicketComment[]
  }>
  /** Creates a ticket once; never repeated by itself. Resolves to its id. */
  createTicket(request: TicketRequest, context: CallContext): Promise<string>
  /**
   * Tickets, closed ones included, page by page: to find one by its reference. Newest first by creation, or without times of creation
   * where the system has no such order. `since`, UTC: one that is looked for was made after it, which a system may use to look there
   * first. `asOf`: the system's own time of this answer, where it says.
   */
  ticketPage(page: number, context: CallContext & { readonly since?: string | null }): Promise<{
    readonly tickets: readonly Pick<Ticket, 'id' | 'reference' | 'createdAt'>[]; readonly nextPage: number | null; readonly asOf?: string | null
  }>
  /**
   * How a text of ours comes back from this system's readers (secrets replaced): what a comment or a reference is compared with.
   * The system may further take HTML out of it and change its white space.
   */
  textAsRead(sent: string): string
  /** Adds a comment; never repeated by itself. */
  addTicketComment(id: string, comment: { readonly body: string; readonly attachmentIds: readonly string[] }, context: CallContext): Promise<void>
  setTicketSolved(id: string, solved: boolean, context: CallContext): Promise<void>
  /** Changes status and responsible party of a ticket; null leaves what is. Never repeated by itself. */
  changeTicket(id: string, change: { readonly status: AccessTicketStatus | null; readonly responsible: Responsible | null }, context: CallContext): Promise<void>
  /** Uploads a file once; resolves to its id. A second upload makes a second file, which no ticket shows. */
  uploadAttachment(file: { readonly fileName: string; readonly description: string; readonly bytes: Uint8Array }, context: CallContext): Promise<string>
  /** Replaces all tags of a NID. */
  setTags(nid: string, tags: readonly string[], context: CallContext): Promise<void>
  changeContact(nid: string, contact: LocationContact, context: CallContext): Promise<void>
  changeOnt(nid: string, ontNumber: string, context: CallContext): Promise<void>
  /** Completes an order: registers the ONT of a line being delivered, or lets an on-demand delivery go ahead. Never repeated. */
  reviseTransaction(nid: string, what: { readonly ontNumber: string } | { readonly executeOnDemand: true }, context: CallContext): Promise<Transaction | null>
  /** Another wish date, `YYYY-MM-DD`; null for as soon as possible. Never repeated. */
  replanTransaction(uuid: string, wishDate: string | null, context: CallContext): Promise<void>
  /** The connection's report as PDF. */
  connectionReport(nid: string, context: CallContext): Promise<Uint8Array>
  testConnection(context: CallContext): Promise<ConnectionTest>
}

/** An adapter at work for one account. */
export type Operator = {
  readonly system: SystemKey
  readonly methods: Partial<OperatorMethods>
  /** Whether a native id of this system could be this text (a full NID), for the live look-up. Normalised id or null. */
  nativeIdIn(text: string): string | null
  close(): Promise<void>
}
