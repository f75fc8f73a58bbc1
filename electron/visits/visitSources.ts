import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import { Report } from '../../shared/model/report.ts'
import { createActionRepo } from '../checks/actionRepo.ts'
import { createObservationRepo } from '../checks/observationRepo.ts'
import { readRows } from '../checks/readRow.ts'
import type { CollectSources, VisitWrite } from './collect.ts'

/** What visits collect, read from the journal's own tables. */
export function createVisitSources(db: Database.Database, limited: (report: Report) => Report): Omit<CollectSources, 'viewOf'> {
  const reportsAfter = db.prepare<[string, string], { body: string }>(
    'SELECT body FROM report WHERE line_id = ? AND received_at > ? ORDER BY received_at')
  const lastReportAt = db.prepare<[string], string | null>('SELECT max(received_at) FROM report WHERE line_id = ?').pluck()
  const writes = db.prepare<[string], VisitWrite>(`SELECT id AS entryId, created_at AS at, kind AS what, state, remote_id AS remoteId
    FROM outbox WHERE visit_id = ? ORDER BY position`)
  const actions = createActionRepo(db)
  const observations = createObservationRepo(db)
  return {
    reportsAfter: (id, at) => readRows(Report, reportsAfter.all(id, at)).map(limited),
    lastReportAt: (id: LineId) => lastReportAt.get(id) ?? '',
    actionsOf: id => actions.ofLine(id),
    observationsOf: id => observations.get(id),
    writesOf: id => writes.all(id),
  }
}
