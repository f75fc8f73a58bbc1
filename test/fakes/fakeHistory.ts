import type { HistoryEntry, Trend } from '../../shared/contract/history.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import { ReportId } from '../../shared/model/common.ts'
import { Level } from '../../shared/model/report.ts'
import type { Measurement, Report } from '../../shared/model/report.ts'
import type { HistoryService } from '../../electron/services.ts'

/** How a history is made up: each kind the line has a report of, again and again into the past. */
export type FakeHistoryOptions = { readonly nowMs: number; readonly kept?: number; readonly remote?: number }

const dayMs = 86_400_000
const timeOf = (report: Report): string => report.measuredAt?.utc ?? report.receivedAt

function levelOf(report: Report): Level | null {
  const levels = new Set<Level>([
    ...report.measurements.flatMap(({ grade }) => grade === 'none' ? [] : [grade]),
    ...report.states.flatMap(({ level }) => level ?? []),
  ])
  return Level.options.find(level => levels.has(level)) ?? null
}

function entryOf(report: Report, isHere: boolean): HistoryEntry {
  const { kind, requestedKind, target, provider, status, remoteId } = report
  return {
    reportId: isHere ? report.id : null, remoteId, kind, requestedKind, target, provider, status, at: timeOf(report),
    level: isHere ? levelOf(report) : null,
  }
}

/** A slow wander in the second decimal, with one bad fortnight, the same at every run. */
function wandered(measurement: Measurement, step: number): Measurement {
  const { value, unit, band } = measurement
  if (value === null || unit === '' || unit === 'bit/s') return measurement
  const drop = unit === 'dBm' && step > 5 && step < 9 ? 4 : 0
  const next = Math.round((value + Math.sin(step * 1.7) * Math.max(0.25, Math.abs(value) * 0.015) - drop) * 100) / 100
  const { lower = null, upper = null, warnLower = null, warnUpper = null } = band ?? {}
  const grade = band === null ? 'none'
    : (lower !== null && next < lower) || (upper !== null && next > upper) ? 'fault'
      : (warnLower !== null && next < warnLower) || (warnUpper !== null && next > warnUpper) ? 'warn' : 'ok'
  return { ...measurement, value: next, raw: String(next), grade }
}

function pastOf(reports: readonly Report[], nowMs: number, count: number, name: string, firstDay: number): Report[] {
  return Array.from({ length: count }).flatMap((_, index): Report[] => {
    const model = reports[index % reports.length]
    if (model === undefined) return []
    const step = Math.floor(index / reports.length) + 1
    return [{
      ...model, id: ReportId.parse(`${name}-${index}`), remoteId: `${name}-remote-${index}`, measuredAt: null,
      receivedAt: new Date(nowMs - (firstDay + step * 9) * dayMs - index * 3_600_000).toISOString(),
      measurements: model.measurements.map(each => wandered(each, step)),
    }]
  })
}

/** The history of lines as the core answers it, from reports in memory. */
export function createFakeHistory(viewOf: (id: LineId) => LineView, options: FakeHistoryOptions): HistoryService {
  const made = new Map<LineId, { kept: Report[]; remote: Report[] }>()
  const of = (id: LineId): { kept: Report[]; remote: Report[] } => {
    const { reports } = viewOf(id)
    const known = made.get(id) ?? {
      kept: [...reports, ...pastOf(reports, options.nowMs, options.kept ?? 60, 'kept', 0)],
      remote: pastOf(reports, options.nowMs, options.remote ?? 45, 'old', 200),
    }
    made.set(id, known)
    return known
  }
  return {
    async page({ lineId, filter, sort, offset, limit }) {
      const { kept, remote } = of(lineId)
      const all = [...kept.map(each => entryOf(each, true)), ...remote.map(each => entryOf(each, false))]
      const isWanted = (entry: HistoryEntry): boolean =>
        (filter.kinds.length === 0 || filter.kinds.includes(entry.kind))
        && (filter.where === 'everywhere' || (filter.where === 'here') === (entry.reportId !== null))
        && (!filter.onlyBad || entry.level === 'fault' || entry.level === 'warn' || entry.status === 'error')
        && (filter.from === null || (entry.at ?? '') >= filter.from) && (filter.to === null || (entry.at ?? '') <= filter.to)
      const keyOf = (entry: HistoryEntry): string =>
        sort.by === 'at' ? entry.at ?? '' : sort.by === 'kind' ? entry.kind
          : String(entry.level === null ? 0 : 9 - Level.options.indexOf(entry.level))
      const direction = sort.direction === 'ascending' ? 1 : -1
      const sorted = all.filter(isWanted).toSorted((a, b) =>
        direction * keyOf(a).localeCompare(keyOf(b)) || (b.at ?? '').localeCompare(a.at ?? ''))
      return {
        entries: sorted.slice(offset, offset + limit), total: sorted.length, kinds: [...new Set(all.map(({ kind }) => kind))],
        remoteAt: new Date(options.nowMs - 25 * 60_000).toISOString(),
      }
    },
    report(lineId, reportId) {
      const found = of(lineId).kept.find(({ id }) => id === reportId)
      if (found === undefined) throw new Error('no such report')
      return found
    },
    async fetch(lineId, remoteId) {
      const held = of(lineId)
      const found = held.remote.find(each => each.remoteId === remoteId)
      if (found === undefined) throw new Error('no such report')
      made.set(lineId, { kept: [...held.kept, found], remote: held.remote.filter(each => each !== found) })
      return found
    },
    async trends(lineId) {
      const trends = new Map<string, Trend>()
      for (const report of of(lineId).kept.toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)))) {
        for (const { key, place, direction, instance, unit, value, band, grade } of report.measurements) {
          if (value === null) continue
          const id = [report.kind, key, place, direction, instance].join(' ')
          const points = [...trends.get(id)?.points ?? [], { at: timeOf(report), value, grade, reportId: report.id }]
          trends.set(id, { kind: report.kind, key, place, direction, instance, unit, band, points })
        }
      }
      return [...trends.values()]
    },
  }
}
