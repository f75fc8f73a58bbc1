import type { HistoryEntry, HistoryFilter } from '../../shared/contract/history.ts'
import type { Level, Report } from '../../shared/model/report.ts'

/** Reports on one page of the list. */
export const pageSize = 25

/** The contract's own constant carries its schemas with it, which stay out of the page. */
export const nothingFiltered: HistoryFilter = { kinds: [], where: 'everywhere', onlyBad: false, from: null, to: null }

/** How many of the filters are on. */
export function filtersOn({ kinds, where, onlyBad, from, to }: HistoryFilter): number {
  return kinds.length + [where !== 'everywhere', onlyBad, from !== null, to !== null].filter(Boolean).length
}

const levels: readonly Level[] = ['fault', 'warn', 'unknown', 'note', 'ok']

/** Worst grade or state in a report; null where nothing in it is graded. */
export function levelOf(report: Pick<Report, 'measurements' | 'states'>): Level | null {
  const found = new Set<Level | 'none' | null>([
    ...report.measurements.map(({ grade }) => grade), ...report.states.map(({ level }) => level),
  ])
  return levels.find(level => found.has(level)) ?? null
}

/** The entry of a report that was only at the system, now that it is kept here too; any other entry as it is. */
export function withFetched(entry: HistoryEntry, remoteId: string, report: Report): HistoryEntry {
  if (entry.remoteId !== remoteId) return entry
  const { requestedKind } = report
  return {
    ...entry, reportId: report.id, requestedKind, target: report.target,
    // A test that failed counts as what was asked for, as in the core's list.
    kind: report.status === 'error' && requestedKind !== null ? requestedKind : report.kind,
    provider: report.provider, status: report.status, at: report.measuredAt?.utc ?? report.receivedAt, level: levelOf(report),
  }
}

/** Stays the same when a remote report is fetched, so that its row keeps its place and the focus. */
export function entryKey(entry: HistoryEntry): string {
  return entry.remoteId === null ? `here ${entry.reportId ?? ''}` : `system ${entry.remoteId}`
}

/** The first moment of a local day, `2026-11-21` as an `<input type="date">` gives it; null where it is no date. */
export function dayStart(date: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? momentOf(new Date(`${date}T00:00:00`)) : null
}

/** The last moment of a local day. */
export function dayEnd(date: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? momentOf(new Date(`${date}T23:59:59.999`)) : null
}

/** The local day of a moment, as an `<input type="date">` takes it; empty without a moment. */
export function dayOf(moment: string | null): string {
  if (moment === null) return ''
  const at = new Date(moment)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

const momentOf = (at: Date): string | null => Number.isNaN(at.getTime()) ? null : at.toISOString()
