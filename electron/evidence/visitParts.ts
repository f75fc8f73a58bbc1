import type { Report } from '../../shared/model/report.ts'
import type { Visit, VisitItem } from '../../shared/model/visit.ts'
import { newestOfEachKind } from '../../shared/triage/verdictText.ts'

export type VerdictItem = Extract<VisitItem, { kind: 'verdict' }>
export type PhotoItem = Extract<VisitItem, { kind: 'photo' }>

/** Readings as they are shown: one report, beside the earlier one it is compared with. */
export type ReadingPair = { readonly report: Report; readonly before: Report | null }

type Framing = { readonly before: VerdictItem | null; readonly after: VerdictItem | null }
/** The first verdict of before and the last of after. */
export function framingVerdicts({ items }: Pick<Visit, 'items'>): Framing {
  const verdicts = items.filter(item => item.kind === 'verdict')
  return {
    before: verdicts.find(({ when }) => when === 'before') ?? null,
    after: verdicts.findLast(({ when }) => when === 'after') ?? null,
  }
}

/** Every report of the visit once, oldest first. */
export function reportsOf({ items }: Pick<Visit, 'items'>): Report[] {
  const all = items.flatMap(item => item.kind === 'verdict' ? item.reports : item.kind === 'report' ? [item.report] : [])
  const byId = new Map(all.map(report => [report.id, report]))
  return [...byId.values()].toSorted((a, b) => a.receivedAt.localeCompare(b.receivedAt) || (a.id < b.id ? -1 : 1))
}

/**
 * The readings that prove something: of each kind of check and circuit the newest report, beside the one the visit began with
 * where that is another one. Reports in between stand alone after them.
 */
export function readingPairs(visit: Pick<Visit, 'items'>): ReadingPair[] {
  const { before, after } = framingVerdicts(visit)
  const keyOf = ({ kind, target }: Report): string => `${kind} ${target.nid}`
  const first = new Map(newestByTarget(before?.reports ?? []).map(report => [keyOf(report), report]))
  const told = reportsOf(visit).filter(isTelling)
  const lasts = newestByTarget(after === null ? told : [...after.reports, ...told])
  const pairs = lasts.map((report): ReadingPair => {
    const was = first.get(keyOf(report))
    return { report, before: was === undefined || was.id === report.id || was.status !== 'complete' ? null : was }
  })
  const shown = new Set(pairs.flatMap(({ report, before: was }) => [report.id, ...(was === null ? [] : [was.id])]))
  const onVisit = new Set(visit.items.flatMap(item => item.kind === 'report' ? [item.report.id] : []))
  return [...pairs, ...told.filter(({ id }) => onVisit.has(id) && !shown.has(id)).map(report => ({ report, before: null }))]
}

const isTelling = ({ measurements, states, logins, status }: Report): boolean =>
  measurements.length + states.length > 0 || logins !== null || status === 'error'

function newestByTarget(reports: readonly Report[]): Report[] {
  return [...Map.groupBy(reports, ({ target }) => target.nid).values()].flatMap(newestOfEachKind)
}

/** Minutes on site, a stretch that has not ended counted to `now`. */
export function minutesOnSite({ onSite }: Pick<Visit, 'onSite'>, now: string): number {
  const ms = onSite.reduce((sum, { from, to }) => sum + Math.max(0, Date.parse(to ?? now) - Date.parse(from)), 0)
  return ms / 60_000
}
