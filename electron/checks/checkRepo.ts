import type Database from 'better-sqlite3'
import type { CheckId, LineId } from '../../shared/model/common.ts'
import { Check } from '../../shared/model/report.ts'
import { readRow, readRows } from './readRow.ts'

/** Diagnostics that were asked for, in the journal table `diagnostic`. */
export function createCheckRepo(db: Database.Database) {
  const insert = db.prepare<[Record<string, string>]>(`INSERT INTO diagnostic (id, line_id, account_id, state, requested_at, body, snapshot)
    VALUES (@id, @lineId, @accountId, @state, @requestedAt, @body, @snapshot)`)
  const update = db.prepare<[string, string, string]>(`UPDATE diagnostic SET state = ?, body = ? WHERE id = ?`)
  const one = db.prepare<[string], { body: string }>(`SELECT body FROM diagnostic WHERE id = ?`)
  const ofLine = db.prepare<[string, number], { body: string }>(`SELECT body FROM diagnostic WHERE line_id = ?
    ORDER BY requested_at DESC LIMIT ?`)
  const open = db.prepare<[], { body: string }>(`SELECT body FROM diagnostic WHERE state IN ('requested', 'running') ORDER BY requested_at`)
  return {
    /** Keeps the intent, before the request leaves. */
    begin(check: Check, snapshot: string): void {
      const { id, lineId, accountId, state, requestedAt } = check
      insert.run({ id, lineId, accountId, state, requestedAt, body: JSON.stringify(check), snapshot })
    },
    update: (check: Check): void => void update.run(check.state, JSON.stringify(check), check.id),
    get: (id: CheckId): Check | null => readRow(Check, one.get(id)),
    /** Newest first. */
    ofLine: (id: LineId, limit = 100): Check[] => readRows(Check, ofLine.all(id, limit)),
    /** All that were begun and have not ended, of every line, oldest first. */
    open: (): Check[] => readRows(Check, open.all()),
  }
}
export type CheckRepo = ReturnType<typeof createCheckRepo>
