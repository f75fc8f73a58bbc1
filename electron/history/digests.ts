import type { LineId, ReportId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { CheckTarget, Level, Report } from '../../shared/model/report.ts'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import { withLimits } from '../../shared/triage/limits.ts'
import { inPieces } from './inPieces.ts'
import { levelOf, readStored } from './storedReport.ts'

/** What the history shows of a report's inside. */
export type Digest = { readonly level: Level | null; readonly target: CheckTarget | null; readonly provider: string | null }
const noDigest: Digest = { level: null, target: null, provider: null }

type OfLine = { readonly limits: readonly EngineerLimit[]; readonly line: string; readonly byId: Map<ReportId, Digest> }

/** Lines whose reports were looked into last. */
const linesMost = 4

/** Looks into reports once: they never change, only the limits they are held against do. */
export function createDigests(given: {
  readonly bodiesOf: (ids: readonly ReportId[]) => ReadonlyMap<string, string>
  readonly limits: () => readonly EngineerLimit[]
}) {
  const known = new Map<LineId, OfLine>()
  const ofLine = ({ id, supplier, technology }: Line): OfLine => {
    const limits = given.limits()
    const line = JSON.stringify([supplier, technology])
    const before = known.get(id)
    const found = before?.limits === limits && before.line === line ? before : { limits, line, byId: new Map<ReportId, Digest>() }
    known.delete(id)
    known.set(id, found)
    const [oldest] = known.keys()
    if (known.size > linesMost && oldest !== undefined) known.delete(oldest)
    return found
  }
  return async (line: Line, ids: readonly ReportId[]): Promise<ReadonlyMap<ReportId, Digest>> => {
    const { byId, limits } = ofLine(line)
    await inPieces(ids.filter(id => !byId.has(id)), piece => {
      const bodies = given.bodiesOf(piece)
      for (const id of piece) {
        const report = readStored(bodies.get(id))
        byId.set(id, report === null ? noDigest : digestOf(withLimits(report, limits, line)))
      }
    })
    return byId
  }
}

const digestOf = (report: Report): Digest => ({ level: levelOf(report), target: report.target, provider: report.provider })
