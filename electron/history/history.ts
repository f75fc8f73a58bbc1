import type { LineId, UtcTime } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Report } from '../../shared/model/report.ts'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import { withLimits } from '../../shared/triage/limits.ts'
import type { ListedReport } from '../operators/operator.ts'
import { NotFound, type HistoryService } from '../services.ts'
import { createDigests } from './digests.ts'
import { candidatesOf, isBad, kindsIn, passes, sorted, type Candidate } from './historyPage.ts'
import { inPieces } from './inPieces.ts'
import { createRemoteReports, type RemoteReportsDependencies } from './remoteReports.ts'
import { readStored } from './storedReport.ts'
import { createTrends } from './trends.ts'

export type HistoryDependencies = Omit<RemoteReportsDependencies, 'listedOf'> & {
  /** The system's own list as it was last fetched. */
  readonly listedOf: (id: LineId) => { readonly listed: readonly ListedReport[]; readonly at: UtcTime } | null
  readonly limits: () => readonly EngineerLimit[]
}

/** All reports of a line, kept and at the system: the use cases behind shared/contract/history.ts. */
export function createHistory(given: HistoryDependencies): HistoryService {
  const { reports, limits } = given
  const digestsOf = createDigests({ bodiesOf: reports.bodies, limits })
  const take = createRemoteReports({ ...given, listedOf: id => given.listedOf(id)?.listed ?? [] })
  const lineFor = (id: LineId): Line => {
    const line = given.lineOf(id)
    if (line === undefined) throw new NotFound('line')
    return line
  }
  const idsOf = (candidates: readonly Candidate[]) => candidates.flatMap(({ reportId }) => reportId ?? [])
  const limited = (report: Report, line: Line): Report => withLimits(report, limits(), line)

  return {
    async page({ lineId, filter, sort, offset, limit }) {
      const line = lineFor(lineId)
      const remote = given.listedOf(lineId)
      const all = candidatesOf(reports.list(lineId), remote?.listed ?? [])
      const passed = all.filter(each => passes(each, filter))
      // Only these ask for what is inside every report.
      const looked = filter.onlyBad || sort.by === 'level' ? await digestsOf(line, idsOf(passed)) : null
      const levelOf = ({ reportId }: Candidate) => reportId === null ? null : looked?.get(reportId)?.level ?? null
      const chosen = sorted(filter.onlyBad ? passed.filter(each => isBad(each, levelOf(each))) : passed, sort, levelOf)
      const shown = chosen.slice(offset, offset + limit)
      const digests = await digestsOf(line, idsOf(shown))
      return {
        entries: shown.map(each => {
          const digest = each.reportId === null ? undefined : digests.get(each.reportId)
          return { ...each, target: digest?.target ?? null, provider: digest?.provider ?? null, level: digest?.level ?? null }
        }),
        total: chosen.length, kinds: kindsIn(all), remoteAt: remote?.at ?? null,
      }
    },
    report(id, reportId) {
      const line = lineFor(id)
      const report = reports.get(reportId)
      if (report === null || report.lineId !== id) throw new NotFound('report')
      return limited(report, line)
    },
    async fetch(id, remoteId, signal) {
      const line = lineFor(id)
      return limited(await take(line, remoteId, signal), line)
    },
    async trends(id) {
      const line = lineFor(id)
      const trends = createTrends()
      await inPieces(reports.list(id).toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at)), piece => {
        const bodies = reports.bodies(piece.map(each => each.id))
        for (const { id: reportId, at } of piece) {
          const report = readStored(bodies.get(reportId))
          if (report !== null) trends.add(reportId, at, limited(report, line))
        }
      })
      return trends.all()
    },
  }
}
