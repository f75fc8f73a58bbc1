import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { AvailableChecks, LivePartName, LineView, PartState } from '../../shared/contract/lines.ts'
import type { CrossLink } from '../../shared/model/crossLink.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Neighbour } from '../../shared/model/neighbour.ts'
import type { Observations } from '../../shared/model/observation.ts'
import { LiveKind } from '../../shared/model/report.ts'
import type { Check, Report } from '../../shared/model/report.ts'
import type { SentTicket } from '../../shared/model/ticket.ts'
import type { Verdict } from '../../shared/model/verdict.ts'
import type { VerdictMark } from '../../shared/model/verdictMark.ts'
import { reportMs } from '../../shared/triage/evidence.ts'
import { isOld } from '../../shared/triage/reportAge.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { NotFound } from '../services.ts'
import type { KeptLine } from './keptLines.ts'
import { initialState, livePartNames, type FetchOptions, type LiveParts, type PartBodies } from './liveParts.ts'

export type OpenLineDependencies = {
  readonly lineOf: (id: LineId) => KeptLine | undefined
  readonly partsOf: (id: LineId) => ReadonlyMap<string, { body: unknown; at: string }>
  readonly parts: LiveParts
  /** The newest few of each kind and target. */
  readonly reportsOf: (id: LineId) => Report[]
  /** A report with the limits that hold now. */
  readonly limited: (report: Report, line: Line) => Report
  readonly checksOf: (id: LineId) => Check[]
  /** Names of the methods that the line's adapter has; empty without its account. */
  readonly offersOf: (line: Line) => string[]
  readonly now: () => Date
  /** Lines of other systems at the same place, the surest first. */
  readonly linksOf: (line: Line) => CrossLink[]
  readonly observationsOf: (id: LineId) => Observations
  readonly sentTicketsOf: (id: LineId) => SentTicket[]
  /** Lines nearby as they are known here, nearest first, at most 24. */
  readonly neighboursOf: (id: LineId) => Neighbour[]
  /** The engineer's newest word on a verdict that this rule led. */
  readonly markOf: (id: LineId, ruleId: string) => VerdictMark | null
  readonly judge: (evidence: {
    line: Line; transaction: PartBodies['transaction']; reports: Report[]; observations: Observations; available: PartBodies['diagnostics']
    addressCheck: PartBodies['addressCheck']; neighbours: Neighbour[]
  }) => Verdict
}

/** The line screen's data: at once from what is kept, then anew part by part. Each part fails on its own. */
export function createOpenLine(given: OpenLineDependencies) {
  /** Outcome of the last fetch of each part in this run. */
  const outcomes = new Map<LineId, Map<LivePartName, PartState>>()
  const note = (id: LineId, state: PartState): void => {
    const states = outcomes.get(id) ?? new Map<LivePartName, PartState>()
    outcomes.set(id, states.set(state.part, state))
  }

  const view = (id: LineId): LineView => {
    const kept = given.lineOf(id)
    if (kept === undefined) throw new NotFound('line')
    const parts = given.partsOf(id)
    const body = <Part extends LivePartName>(part: Part, none: PartBodies[Part]): PartBodies[Part] =>
      (parts.get(part)?.body ?? none) as PartBodies[Part]
    const live = liveParts.flatMap(part => body(part, []))
    const reports = withLiveReports(given.reportsOf(id), live).map(report => given.limited(report, kept.line))
    const line = withLink(kept.line, reports, given.now().toISOString())
    const observations = given.observationsOf(id)
    const transaction = body('transaction', null)
    const available = body('diagnostics', [])
    const addressCheck = body('addressCheck', null)
    const neighbours = given.neighboursOf(id)
    const verdict = given.judge({ line, transaction, reports, observations, available, addressCheck, neighbours })
    return {
      line, summary: line === kept.line ? kept.summary : { ...kept.summary, online: line.online }, raw: kept.raw, transaction, events: [...body('events', [])], endUser: body('endUser', null),
      tickets: [...body('tickets', [])], sentTickets: given.sentTicketsOf(id), available: [...available], reports,
      checks: given.checksOf(id), observations, addressCheck, neighbours, verdict, accessOrders: [...body('orders', [])], offers: given.offersOf(line),
      links: given.linksOf(line), detailFailures: [...body('details', null)?.failed ?? []],
      mark: verdict.lead === null ? null : given.markOf(id, verdict.lead.ruleId),
      parts: partsOf(line).map(part => {
        const at = part === 'line' ? line.seenAt : parts.get(part)?.at ?? null
        const outcome = outcomes.get(id)?.get(part)
        return outcome === undefined ? initialState(part, at) : { ...outcome, at }
      }),
    }
  }

  const fetchPart = async (
    id: LineId, part: LivePartName, signal: AbortSignal, options: FetchOptions = {},
  ): Promise<OperatorFailureData | null> => {
    try {
      await given.parts.fetch(id, part, signal, options)
      note(id, { part, state: 'fresh', at: null, failure: null })
      return null
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      const state = error.data.kind === 'notOffered' ? 'notOffered' : 'failed'
      note(id, { part, state, at: null, failure: error.data })
      return error.data
    }
  }

  return {
    view,
    /** Checks the system offered for a circuit when it was last asked; without judging the line. */
    offeredAt: (id: LineId, circuitNid: string): AvailableChecks | null =>
      ((given.partsOf(id).get('diagnostics')?.body ?? []) as PartBodies['diagnostics']).find(({ nid }) => nid === circuitNid) ?? null,
    fetchPart,
    async *refresh(id: LineId, signal: AbortSignal): AsyncGenerator<LineView> {
      const names = partsOf(given.lineOf(id)?.line)
      for (const part of names) note(id, { part, state: 'loading', at: null, failure: null })
      yield view(id)
      const running = new Map(names.map(part => [part, fetchPart(id, part, signal).then(() => part)] as const))
      try {
        while (running.size > 0) {
          running.delete(await Promise.race(running.values()))
          if (signal.aborted) return
          yield view(id)
        }
      } finally {
        // Left early: what is still on its way may end, but nobody is told that it loads.
        for (const part of running.keys()) note(id, initialState(part, null))
        await Promise.allSettled(running.values())
      }
    },
  }
}
export type OpenLine = ReturnType<typeof createOpenLine>

const ofAccessAlone: ReadonlySet<LivePartName> = new Set([...LiveKind.options, 'orders'])
const ofServicesAlone: ReadonlySet<LivePartName> = new Set(['details', 'serviceOrders'])
/** Parts that a line can have at all: what only accesses or only services have is neither asked nor listed elsewhere. */
const partsOf = (line: Line | undefined): readonly LivePartName[] => livePartNames.filter(part => line === undefined
  || ((line.access !== null || !ofAccessAlone.has(part)) && (line.service !== null || line.request !== null || !ofServicesAlone.has(part))))

/** Parts that hold reports: what a live query answered, without a check of its own. */
const liveParts = ['authenticationLog', ...LiveKind.options] as const

/** Kept reports, with live ones that are newer than what is kept of their kind and target. */
function withLiveReports(kept: Report[], live: readonly Report[]): Report[] {
  const newer = live.filter(report => !kept.some(other =>
    other.kind === report.kind && other.target.nid === report.target.nid && other.receivedAt >= report.receivedAt))
  return [...newer, ...kept].toSorted((a, b) => reportMs(b) - reportMs(a))
}

/** An access has no sessions: it is online while its port has a link, as far as that was seen lately. */
function withLink(line: Line, reports: readonly Report[], now: string): Line {
  if (line.access === null) return line
  const port = reports.find(({ kind, status }) => kind === 'portStatus' && status === 'complete')
  const link = port?.live?.kind === 'portStatus' && !isOld(port, now) ? port.live.port.link : null
  const online = link === null ? 'unknown' : link ? 'online' : 'offline'
  return online === line.online ? line : { ...line, online }
}
