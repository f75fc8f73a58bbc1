import type Database from 'better-sqlite3'
import type { LineId, ReportId } from '../../shared/model/common.ts'
import { Report } from '../../shared/model/report.ts'
import { readRow, readRows } from './readRow.ts'

/** What checks returned, in the journal table `report`. */
export function createReportRepo(db: Database.Database) {
  const insert = db.prepare<[Record<string, string | null>]>(`INSERT INTO report (id, line_id, kind, remote_id, received_at, body, snapshot)
    VALUES (@id, @lineId, @kind, @remoteId, @receivedAt, @body, @snapshot)`)
  const one = db.prepare<[string], { body: string }>(`SELECT body FROM report WHERE id = ?`)
  const ofLine = db.prepare<[string, number], { body: string }>(`SELECT body FROM report WHERE line_id = ? ORDER BY received_at DESC LIMIT ?`)
  const known = db.prepare<[string, string], { found: number }>(`SELECT EXISTS (SELECT 1 FROM report WHERE remote_id = ?)
    OR EXISTS (SELECT 1 FROM diagnostic WHERE json_extract(body, '$.remoteId') = ?) AS found`)
  return {
    save(report: Report, snapshot: string): void {
      const { id, lineId, kind, remoteId, receivedAt } = report
      insert.run({ id, lineId, kind, remoteId, receivedAt, body: JSON.stringify(report), snapshot })
    },
    get: (id: ReportId): Report | null => readRow(Report, one.get(id)),
    /** Newest first. */
    ofLine: (id: LineId, limit = 200): Report[] => readRows(Report, ofLine.all(id, limit)),
    /** Whether a system's report already belongs to a check or a report here. */
    isKnown: (remoteId: string): boolean => known.get(remoteId, remoteId)?.found === 1,
  }
}
export type ReportRepo = ReturnType<typeof createReportRepo>
