import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Observations } from '../../shared/model/observation.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Verdict } from '../../shared/model/verdict.ts'
import type { VisitItem } from '../../shared/model/visit.ts'
import type { VisitHead, VisitRepo } from './visitRepo.ts'

export type DoneAction = {
  readonly id: string; readonly kind: string; readonly at: string; readonly outcome: string; readonly body: string
}
export type VisitWrite = {
  readonly entryId: string; readonly at: string; readonly what: string; readonly state: string; readonly remoteId: string | null
}

/** Where a visit finds what happens at its line, in the journal. */
export type CollectSources = {
  /** Null for a line that is known nowhere any more. */
  readonly viewOf: (id: LineId) => Pick<LineView, 'verdict' | 'reports'> | null
  /** Reports that came later than a moment, with the limits that hold now. */
  readonly reportsAfter: (id: LineId, receivedAt: string) => Report[]
  /** When the line's newest report came; empty where there is none. */
  readonly lastReportAt: (id: LineId) => string
  readonly actionsOf: (id: LineId) => readonly DoneAction[]
  readonly observationsOf: (id: LineId) => Observations
  /** Writes that were made on the visit. */
  readonly writesOf: (visitId: string) => readonly VisitWrite[]
}

export type CollectDependencies = CollectSources & { readonly repo: VisitRepo; readonly now: () => Date; readonly newId: () => string }

/** Id of the item with what was seen before the visit. */
const seenBefore = 'observations:before'

/**
 * Takes into a visit what happened at its line: reports, actions and how they ended, observations, writes and their state, and
 * each change of the verdict. It looks in the journal, and every source has its own item: what was not told of, or happened
 * just before a crash, is found at the next look, and nothing comes in twice.
 */
export function createCollect(given: CollectDependencies) {
  const { repo } = given

  const reports = (visit: VisitHead, known: ReadonlySet<string>, told: Report | null): boolean => {
    const found = given.reportsAfter(visit.lineId, visit.collected.reportsAfter)
    // A clock that was set back puts a new report before the visit.
    if (told !== null && told.lineId === visit.lineId && !found.some(({ id }) => id === told.id)) found.push(told)
    const fresh = found.filter(({ id }) => !known.has(`report:${id}`))
    for (const report of fresh) {
      repo.put(visit.id, { id: `report:${report.id}`, at: report.receivedAt, kind: 'report', reportId: report.id, report })
    }
    return fresh.length > 0
  }

  const actions = (visit: VisitHead): boolean => putChanged(visit.id, given.actionsOf(visit.lineId)
    .filter(({ id }) => !visit.collected.actionsBefore.includes(id))
    .map(({ id, kind, at, outcome, body }) =>
      ({ id: `action:${id}`, at, kind: 'action', action: kind, outcome, detail: detailIn(body) })))

  const writes = (visit: VisitHead): boolean => putChanged(visit.id, given.writesOf(visit.id)
    .map(({ entryId, at, what, state, remoteId }) =>
      ({ id: `write:${entryId}`, at, kind: 'write', entryId, what, state, remoteId })))

  const putChanged = (visitId: string, items: readonly VisitItem[]): boolean => {
    const changed = items.filter(item => JSON.stringify(sorted(repo.item(visitId, item.id))) !== JSON.stringify(sorted(item)))
    changed.forEach(item => repo.put(visitId, item))
    return changed.length > 0
  }

  /** Gives the moment of the newest observations. Those saved while they are typed are one item. */
  const observations = (visit: VisitHead): string | null => {
    const now = given.observationsOf(visit.lineId)
    if (now.updatedAt === null || now.updatedAt === visit.collected.observationsAt) return null
    const last = repo.lastItem(visit.id)
    const id = last?.kind === 'observations' && last.id !== seenBefore ? last.id : given.newId()
    repo.put(visit.id, { id, at: now.updatedAt, kind: 'observations', observations: now })
    return now.updatedAt
  }

  const verdict = (visit: VisitHead, when: 'during' | 'after'): boolean => {
    const view = given.viewOf(visit.lineId)
    if (view === null) return false
    const last = repo.lastOfKind(visit.id, 'verdict')
    if (when === 'during' && last !== null && saidBy(last.verdict) === saidBy(view.verdict)) return false
    const own = repo.itemIds(visit.id)
    repo.put(visit.id, {
      id: given.newId(), at: given.now().toISOString(), kind: 'verdict', when, verdict: view.verdict,
      // What came on the visit has its own item.
      reports: when === 'after' ? evidenceOf(view) : evidenceOf(view).filter(({ id }) => !own.has(`report:${id}`)),
    })
    return true
  }

  return {
    /** A visit's first verdict, with what it rests on, and how far everything had come before it. */
    begin(visit: Omit<VisitHead, 'collected'>, view: Pick<LineView, 'verdict' | 'reports'>, snapshot: string): void {
      const { lineId } = visit
      const head: VisitHead = {
        ...visit,
        collected: {
          reportsAfter: given.lastReportAt(lineId), actionsBefore: given.actionsOf(lineId).map(({ id }) => id),
          observationsAt: given.observationsOf(lineId).updatedAt,
        },
      }
      repo.add(head, snapshot)
      const at = visit.startedAt
      repo.put(visit.id, { id: given.newId(), at, kind: 'verdict', when: 'before', verdict: view.verdict, reports: evidenceOf(view) })
      const seen = given.observationsOf(lineId)
      if (seen.updatedAt !== null) repo.put(visit.id, { id: seenBefore, at, kind: 'observations', observations: seen })
      repo.update(head)
    },

    /** Looks for everything new; of a finished visit only how its writes go on. The changed head; null where nothing was new. */
    look(visit: VisitHead, told: Report | null = null): VisitHead | null {
      if (visit.state === 'received') return null
      const isOpen = visit.state === 'open'
      const known = repo.itemIds(visit.id)
      const newReports = isOpen && reports(visit, known, told)
      const newObservations = isOpen ? observations(visit) : null
      const newActions = isOpen && actions(visit)
      const newWrites = writes(visit)
      const newVerdict = (newReports || newObservations !== null) && verdict(visit, 'during')
      if (!newReports && newObservations === null && !newActions && !newWrites && !newVerdict) return null
      const head: VisitHead = {
        ...visit, changedAt: given.now().toISOString(),
        collected: { ...visit.collected, observationsAt: newObservations ?? visit.collected.observationsAt },
      }
      repo.update(head)
      return head
    },

    /** The verdict at the end, with what it rests on; none where the line is known nowhere any more. */
    end: (visit: VisitHead): void => void verdict(visit, 'after'),
  }
}

/** What of a verdict is a change to tell: what is said, not how old it is. */
const saidBy = ({ level, lead, findings }: Verdict): string =>
  JSON.stringify([
    level, lead?.ruleId, findings.map(({ ruleId, level: each, explainedBy, params }) => [ruleId, each, explainedBy, params.circuit]),
  ])

/** Of each kind and target the newest good report, and every report that a finding rests on. */
function evidenceOf({ verdict, reports }: Pick<LineView, 'verdict' | 'reports'>): Report[] {
  const cited = new Set(verdict.findings.flatMap(({ readings }) => readings.map(({ reportId }) => reportId)))
  const newest = new Set<string>()
  return reports.filter(({ id, kind, target, status }) => {
    const place = `${kind} ${target.nid}`
    const isNewest = status === 'complete' && !newest.has(place)
    if (isNewest) newest.add(place)
    return isNewest || cited.has(id)
  })
}

/** What an action was done to, where its row says so. */
function detailIn(body: string): string | null {
  try {
    const { detail, circuit } = JSON.parse(body) as { detail?: unknown; circuit?: unknown }
    return typeof detail === 'string' ? detail : typeof circuit === 'string' ? circuit : null
  } catch {
    return null
  }
}

const sorted = (item: VisitItem | null) => item === null ? null : Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1))
