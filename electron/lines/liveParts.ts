import type { AvailableChecks, LivePartName, PartState } from '../../shared/contract/lines.ts'
import { LivePartName as LivePart } from '../../shared/contract/lines.ts'
import type { AccessOrder } from '../../shared/model/access.ts'
import { AddressCheck } from '../../shared/model/addressCheck.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { EndUser, Line, LineEvent, Transaction } from '../../shared/model/line.ts'
import { LiveKind } from '../../shared/model/report.ts'
import type { Report } from '../../shared/model/report.ts'
import type { ServiceOrder } from '../../shared/model/serviceOrder.ts'
import type { Ticket } from '../../shared/model/ticket.ts'
import type { CallContext, LineDetails, ListedReport, Operator, ReadLine, ReadSection } from '../operators/operator.ts'
import { customerOf } from '../customers/customers.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createSharedCalls } from '../sharedCalls.ts'
import { ticketsOfLine } from '../tickets/tickets.ts'

/** What each part of a line holds; kept in the cache as JSON under its name. */
export type PartBodies = {
  line: null
  transaction: Transaction | null
  events: readonly LineEvent[]
  endUser: EndUser | null
  tickets: readonly Ticket[]
  diagnostics: readonly AvailableChecks[]
  authenticationLog: readonly Report[]
  addressCheck: AddressCheck | null
  /** Reports stored at the system, of every circuit, newest first. */
  reports: readonly ListedReport[]
  /** Orders on an access, newest first. */
  orders: readonly AccessOrder[]
  /** What of the record the last fetch could not bring; what it brought is kept with the record. */
  details: { readonly failed: LineDetails['failed'] } | null
  /** Provisioning requests of the line's customer (reseller platform), newest first. */
  serviceOrders: readonly ServiceOrder[]
} & Record<LiveKind, readonly Report[]>
export const livePartNames: readonly LivePartName[] = LivePart.options

/** What reaches an address changes over months: an answer this young is not asked for again. */
const addressCheckKeptMs = 86_400_000
/** Details cost a call each of an hourly budget, and change less often than a line is opened. */
const detailsKeptMs = 600_000
const serviceOrdersKeptMs = 600_000

export type LivePartsDependencies = {
  readonly lineOf: (id: LineId) => Line | undefined
  readonly operatorOf: (line: Line) => Operator | undefined
  readonly saveLine: (read: ReadLine) => Promise<void>
  /** Keeps sections of a line with its record. */
  readonly saveSections: (line: Line, sections: readonly ReadSection[]) => Promise<void>
  /** A part as it was last kept. */
  readonly keptPart: (id: LineId, part: LivePartName) => { readonly body: unknown; readonly at: string } | undefined
  readonly savePart: (id: LineId, part: LivePartName, body: unknown, at: string) => Promise<void>
  /** Reads the authentication log of a circuit as a report, without a check of its own. */
  readonly readLogins: (line: Line, circuitNid: string, operator: Operator, context: CallContext) => Promise<Report>
  /** A live query of an access as a report, without a check of its own. */
  readonly readLive: (line: Line, kind: LiveKind, operator: Operator, context: CallContext) => Promise<Report>
  readonly now: () => Date
}

/** `anew`: the engineer asks for this part itself, so that also what still holds is asked for again. */
export type FetchOptions = { readonly urgency?: CallContext['urgency']; readonly anew?: boolean }

/** Fetches one part of a line and keeps it. Throws OperatorFailure; `notOffered` where the system or the line has no such part. */
export function createLiveParts(given: LivePartsDependencies) {
  const share = createSharedCalls<void>()
  /** Only what the operator offers is asked for. */
  const live = (kind: LiveKind) => async (line: Line, operator: Operator, context: CallContext): Promise<readonly Report[]> => {
    const nid = accessIdOf(line)
    const { kinds } = await offered(operator.methods.availableChecks)(nid, context)
    if (!kinds.includes(kind)) throw new OperatorFailure({ kind: 'notOffered' })
    return [await given.readLive(line, kind, operator, context)]
  }
  const fetchers: { [Part in LivePartName]: (line: Line, operator: Operator, context: CallContext) => Promise<PartBodies[Part]> } = {
    async line(line, operator, context) {
      const read = await offered(operator.methods.lineByNid)(nativeIdOf(line), context)
      if (read === null) throw new OperatorFailure({ kind: 'rejected', code: 'gone' })
      await given.saveLine(read)
      return null
    },
    transaction: (line, operator, context) => offered(operator.methods.transaction)(nativeIdOf(line), context),
    events: (line, operator, context) => offered(operator.methods.events)(nativeIdOf(line), context),
    endUser: async (line, operator, context) =>
      line.endUser === null ? null : offered(operator.methods.endUser)(line.endUser.uuid, context),
    tickets: (line, operator, context) => ticketsOfLine(operator, line, context),
    async diagnostics(line, operator, context) {
      const ask = offered(operator.methods.availableChecks)
      const each = line.access === null ? eachCircuit : eachAccess
      return each(line, async nid => {
        const { provider, kinds, unknownKinds, numberOfTests } = await ask(nid, context)
        return { nid, provider, kinds: [...kinds], unknownKinds: [...unknownKinds], numberOfTests, at: given.now().toISOString() }
      })
    },
    async authenticationLog(line, operator, context) {
      const ppp = line.circuits.filter(({ provisioning }) => provisioning?.type === 'ppp')
      if (ppp.length === 0) throw new OperatorFailure({ kind: 'notOffered' })
      return eachCircuit({ ...line, circuits: ppp }, nid => given.readLogins(line, nid, operator, context))
    },
    addressCheck: (line, operator, context) => offered(operator.methods.addressCheck)(addressOf(line), context),
    async reports(line, operator, context) {
      const ask = offered(operator.methods.listReports)
      const listed = (await eachCircuit(line, nid => ask(nid, context))).flat()
      const different = new Map(listed.map(report => [report.remoteId, report]))
      return [...different.values()].toSorted((a, b) => (b.updatedAt ?? '').localeCompare(a.updatedAt ?? ''))
    },
    accessHardware: live('accessHardware'), portStatus: live('portStatus'), macTable: live('macTable'), leases: live('leases'),
    igmpGroups: live('igmpGroups'), cpeStatus: live('cpeStatus'),
    async orders(line, operator, context) {
      const orders = await offered(operator.methods.accessOrders)(accessIdOf(line), context)
      return orders.toSorted((a, b) => (b.requestedAt ?? '').localeCompare(a.requestedAt ?? ''))
    },
    async details(line, operator, context) {
      const { failed, sections } = await offered(operator.methods.lineDetails)(line, null, context)
      if (sections.length === 0 && failed.length === 0) throw new OperatorFailure({ kind: 'notOffered' })
      await given.saveSections(line, sections)
      return { failed }
    },
    serviceOrders: (line, operator, context) => offered(operator.methods.serviceOrders)(customerOf(line), context),
  }

  const allHere = (id: LineId): boolean => {
    const line = given.lineOf(id)
    return line !== undefined && given.operatorOf(line)?.methods.missingDetails?.(line).length === 0
  }

  /** Whether what is kept of a part still holds, so that the system need not be asked. */
  const isStillGood = (id: LineId, part: LivePartName): boolean => {
    const kept = part === 'addressCheck' || part === 'details' || part === 'serviceOrders' ? given.keptPart(id, part) : undefined
    if (kept === undefined) return false
    const ageMs = given.now().getTime() - Date.parse(kept.at)
    if (part === 'serviceOrders') return ageMs >= 0 && ageMs < serviceOrdersKeptMs
    if (part === 'details') return ageMs >= 0 && ageMs < detailsKeptMs && allHere(id)
    const check = AddressCheck.safeParse(kept.body)
    return ageMs >= 0 && ageMs < addressCheckKeptMs && check.success && check.data.failed.length === 0
  }

  const fetchNow = async (
    id: LineId, part: LivePartName, signal: AbortSignal, { urgency = 'engineer', anew = false }: FetchOptions,
  ): Promise<void> => {
    const line = given.lineOf(id)
    const operator = line === undefined ? undefined : given.operatorOf(line)
    if (line === undefined || operator === undefined) throw new OperatorFailure({ kind: 'notOffered' })
    if (!anew && isStillGood(id, part)) return
    const body = await fetchers[part](line, operator, { signal, urgency })
    if (part !== 'line') await given.savePart(id, part, body, given.now().toISOString())
  }

  return {
    /** A live query that is still on its way is not asked again: who wants it meanwhile gets its answer too. */
    fetch: (id: LineId, part: LivePartName, signal: AbortSignal, options: FetchOptions = {}): Promise<void> => isLivePart(part)
      ? share(`${id}|${part}`, signal, left => fetchNow(id, part, left, options)) : fetchNow(id, part, signal, options),
  }
}
export type LiveParts = ReturnType<typeof createLiveParts>

function offered<Method>(method: Method | undefined): Method {
  if (method === undefined) throw new OperatorFailure({ kind: 'notOffered' })
  return method
}

function nativeIdOf(line: Line): string {
  if (line.nativeId === null) throw new OperatorFailure({ kind: 'notOffered' })
  return line.nativeId
}

const livePartsOfAccess: ReadonlySet<string> = new Set(LiveKind.options)
const isLivePart = (part: LivePartName): boolean => livePartsOfAccess.has(part)

/** `notOffered` for a line that is no access. */
function accessIdOf(line: Line): string {
  if (line.access === null) throw new OperatorFailure({ kind: 'notOffered' })
  return nativeIdOf(line)
}

/** The address as address checks take it; `notOffered` for a line that has none with a postcode and a whole house number. */
function addressOf({ address }: Line): { readonly postcode: string; readonly houseNumber: number; readonly extension: string | null } {
  const { postcode, houseNumber, houseNumberExtension } = address
  const extension = houseNumberExtension?.trim() ?? ''
  if (postcode === null || houseNumber === null || !/^[1-9]\d{0,4}$/.test(houseNumber)) throw new OperatorFailure({ kind: 'notOffered' })
  return { postcode, houseNumber: Number(houseNumber), extension: extension === '' ? null : extension }
}

/** Asks for every circuit that has a NID, at once; one that fails fails all only where none answered. */
async function eachCircuit<Answer>(line: Line, ask: (nid: string) => Promise<Answer>): Promise<Answer[]> {
  const nids = line.circuits.map(({ nid }) => nid).filter(nid => nid !== null)
  if (nids.length === 0) throw new OperatorFailure({ kind: 'notOffered' })
  const answers = await Promise.allSettled(nids.map(ask))
  const given = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []))
  const failed = answers.find(answer => answer.status === 'rejected')
  if (given.length === 0 && failed !== undefined) throw failed.reason
  return given
}

const eachAccess = async <Answer>(line: Line, ask: (nid: string) => Promise<Answer>): Promise<Answer[]> => [await ask(accessIdOf(line))]

/** A part's state before anything was fetched in this run. */
export function initialState(part: LivePartName, at: string | null): PartState {
  return { part, state: at === null ? 'none' : 'cached', at, failure: null }
}
