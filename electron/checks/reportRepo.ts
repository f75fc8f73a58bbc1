import type Database from 'better-sqlite3'
import type { LineId, ReportId, UtcTime } from '../../shared/model/common.ts'
import { CheckKind, Report, ReportKind } from '../../shared/model/report.ts'
import { reportFields as field } from '../storage/journalSchema.ts'
import { readRow, readRows } from './readRow.ts'

/** How many reports of each kind, target and outcome a line is opened and judged with: failed ones push no good one out. */
export const newestMost = 6

/** A kept report as the history lists it, read from an index alone. Fields that a row has no readable value for are null. */
export type ListedRow = {
  readonly id: ReportId; readonly kind: ReportKind; readonly remoteId: string | null; readonly at: UtcTime
  readonly requestedKind: CheckKind | null; readonly status: Report['status'] | null
}
type IndexRow = { id: string; kind: string; remoteId: string | null; at: string; requestedKind: unknown; status: unknown }

/** Both are answered from the index `report_by_kind` alone, however long the bodies are. */
export const listQuery = `SELECT id, kind, remote_id AS remoteId, ${field.at} AS at, ${field.requestedKind} AS requestedKind,
  ${field.status} AS status FROM report INDEXED BY report_by_kind WHERE line_id = ?`
export const newestIdsQuery = `SELECT id FROM (
  SELECT id, row_number() OVER (
      PARTITION BY kind, ${field.targetNid}, ${field.requestedKind}, ${field.status} ORDER BY ${field.at} DESC) AS nth
    FROM report INDEXED BY report_by_kind WHERE line_id = ?) WHERE nth <= ?`

/** What checks returned, in the journal table `report`. */
export function createReportRepo(db: Database.Database) {
  const insert = db.prepare<[Record<string, string | null>]>(`INSERT INTO report
    (id, line_id, kind, remote_id, received_at, body, snapshot)
    VALUES (@id, @lineId, @kind, @remoteId, @receivedAt, @body, @snapshot)`)
  const one = db.prepare<[string], { body: string }>(`SELECT body FROM report WHERE id = ?`)
  const newest = db.prepare<[string, number], { body: string }>(
    `SELECT body FROM report WHERE id IN (${newestIdsQuery}) ORDER BY ${field.at} DESC`)
  const listed = db.prepare<[string], IndexRow>(listQuery)
  const bodies = db.prepare<[string], [string, string]>(
    `SELECT id, body FROM report WHERE id IN (SELECT value FROM json_each(?))`).raw()
  const known = db.prepare<[string, string], { found: number }>(`SELECT EXISTS (SELECT 1 FROM report WHERE remote_id = ?)
    OR EXISTS (SELECT 1 FROM diagnostic WHERE json_extract(CASE WHEN json_valid(body) THEN body END, '$.remoteId') = ?) AS found`)
  const ofRemote = db.prepare<[string], { body: string }>(`SELECT body FROM report WHERE remote_id = ? ORDER BY received_at`)
  return {
    save(report: Report, snapshot: string): void {
      const { id, lineId, kind, remoteId, receivedAt } = report
      insert.run({ id, lineId, kind, remoteId, receivedAt, body: JSON.stringify(report), snapshot })
    },
    get: (id: ReportId): Report | null => readRow(Report, one.get(id)),
    /** The newest few of each kind, target and outcome by when they were measured, newest first: a line is judged by these. */
    newest: (id: LineId, most = newestMost): Report[] => readRows(Report, newest.all(id, most)),
    /** All of a line, without their bodies, in no order. */
    list: (id: LineId): ListedRow[] => listed.all(id).map(listedRow),
    /** Reports as they are stored, JSON text. */
    bodies: (ids: readonly ReportId[]): ReadonlyMap<string, string> => new Map(bodies.all(JSON.stringify(ids))),
    /** What was kept of a system's report, under whichever line, the first first. */
    ofRemote: (remoteId: string): Report[] => readRows(Report, ofRemote.all(remoteId)),
    /** Whether a system's report already belongs to a check or a report here. */
    isKnown: (remoteId: string): boolean => known.get(remoteId, remoteId)?.found === 1,
  }
}
export type ReportRepo = ReturnType<typeof createReportRepo>

const reportKinds: ReadonlyMap<unknown, ReportKind> = new Map(ReportKind.options.map(kind => [kind, kind]))
const checkKinds: ReadonlyMap<unknown, CheckKind> = new Map(CheckKind.options.map(kind => [kind, kind]))
const statuses: ReadonlyMap<unknown, Report['status']> = new Map(Report.shape.status.options.map(status => [status, status]))

/** By hand: of thousands a schema would be felt. */
const listedRow = ({ id, kind, remoteId, at, requestedKind, status }: IndexRow): ListedRow => ({
  id: id as ReportId, remoteId, at, kind: reportKinds.get(kind) ?? 'unknown',
  requestedKind: checkKinds.get(requestedKind) ?? null, status: statuses.get(status) ?? null,
})
