import type { HistoryEntry, HistoryFilter, HistorySort } from '../../shared/contract/history.ts'
import type { ReportId } from '../../shared/model/common.ts'
import type { CheckKind, Level, ReportKind } from '../../shared/model/report.ts'
import { Level as Levels, ReportKind as Kinds } from '../../shared/model/report.ts'
import type { ListedRow } from '../checks/reportRepo.ts'
import type { ListedReport } from '../operators/operator.ts'

/** A report of the history before anybody looked into it. */
export type Candidate = Pick<HistoryEntry, 'remoteId' | 'kind' | 'requestedKind' | 'status' | 'at'> & {
  readonly reportId: ReportId | null
}

/** Kept reports and those that only the system has. A check that failed counts as what was asked for. */
export function candidatesOf(kept: readonly ListedRow[], listed: readonly ListedReport[]): Candidate[] {
  const here = new Set(kept.map(({ remoteId }) => remoteId))
  return [
    ...kept.map(({ id, remoteId, at, kind, requestedKind, status }) => ({
      reportId: id, remoteId, at, requestedKind, status: status ?? 'unknown' as const,
      kind: status === 'error' && requestedKind !== null ? requestedKind : kind,
    })),
    ...listed.filter(({ remoteId }) => !here.has(remoteId)).map(({ remoteId, kind, status, updatedAt }) => ({
      reportId: null, remoteId, at: updatedAt, requestedKind: kind, status: statusOf(status), kind: kind ?? 'unknown' as const,
    })),
  ]
}

/** Nextpertise: `complete` and `error` (list_reports, filter.status). */
const statusOf = (word: string): HistoryEntry['status'] => {
  const lower = word.toLowerCase()
  return lower === 'complete' || lower === 'error' ? lower : 'unknown'
}

export const kindsIn = (candidates: readonly Candidate[]): ReportKind[] => {
  const present = new Set<CheckKind | 'unknown'>(candidates.map(({ kind }) => kind))
  return Kinds.options.filter(kind => present.has(kind))
}

/** Whether a filter lets a report through, as far as that can be told without its level. */
export function passes({ kind, reportId, at }: Candidate, { kinds, where, from, to }: HistoryFilter): boolean {
  return (kinds.length === 0 || kinds.includes(kind)) && (where === 'everywhere' || (where === 'here') === (reportId !== null))
    && (from === null || (at !== null && Date.parse(at) >= Date.parse(from)))
    && (to === null || (at !== null && Date.parse(at) <= Date.parse(to)))
}

export const isBad = ({ status }: Candidate, level: Level | null): boolean =>
  status !== 'complete' || level === 'fault' || level === 'warn'

const rankOf = (level: Level | null): number => level === null ? -1 : Levels.options.length - Levels.options.indexOf(level)

/** Descending: newest, last kind or worst first. Of alike ones the newest is first; what has no time is after all that have. */
export function sorted(
  candidates: readonly Candidate[], { by, direction }: HistorySort, levelOf: (each: Candidate) => Level | null,
): Candidate[] {
  const sign = direction === 'ascending' ? 1 : -1
  const decorated = candidates.map(each => ({
    each, at: each.at === null ? null : Date.parse(each.at), id: each.reportId ?? each.remoteId ?? '',
    rank: by === 'kind' ? Kinds.options.indexOf(each.kind) : by === 'level' ? rankOf(levelOf(each)) : 0,
  }))
  const byAge = (a: number | null, b: number | null, sense: 1 | -1): number =>
    a === null || b === null ? Number(a === null) - Number(b === null) : sense * (a - b)
  return decorated
    .toSorted((a, b) => sign * (a.rank - b.rank) || byAge(a.at, b.at, by === 'at' ? sign : -1) || a.id.localeCompare(b.id))
    .map(({ each }) => each)
}
