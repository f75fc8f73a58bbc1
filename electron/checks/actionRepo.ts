import type Database from 'better-sqlite3'
import type { AccountId, LineId } from '../../shared/model/common.ts'

/** Something the engineer did at a system that is no check and no ticket. */
export type Action = {
  readonly id: string
  readonly kind: 'forceDisconnect' | 'registerOnt' | 'onDemandDelivery' | 'replan' | 'connectionReport'
  readonly lineId: LineId
  readonly accountId: AccountId
  readonly at: string
  readonly outcome: string
  readonly body: Readonly<Record<string, string | number | null>>
}

/** Journal table `action`: begun before the request leaves, its outcome written when it is known. */
export function createActionRepo(db: Database.Database) {
  const insert = db.prepare<[Record<string, string>]>(`INSERT INTO action (id, kind, line_id, account_id, at, outcome, body, snapshot)
    VALUES (@id, @kind, @lineId, @accountId, @at, @outcome, @body, @snapshot)`)
  const end = db.prepare<[string, string, string]>(`UPDATE action SET outcome = ?, body = ? WHERE id = ?`)
  const ofLine = db.prepare<[string], { id: string; kind: string; at: string; outcome: string; body: string }>(
    `SELECT id, kind, at, outcome, body FROM action WHERE line_id = ? ORDER BY at DESC`)
  const interrupted = db.prepare(`UPDATE action SET outcome = 'unknown' WHERE outcome = 'sending'`)
  return {
    begin(action: Action, snapshot: string): void {
      insert.run({ ...action, body: JSON.stringify(action.body), snapshot })
    },
    end: (id: string, outcome: string, body: Action['body']): void => void end.run(outcome, JSON.stringify(body), id),
    /** What was under way when the app ended: nobody knows whether it happened. Before any action is begun. */
    endInterrupted: (): void => void interrupted.run(),
    /** Newest first. */
    ofLine: (id: LineId) => ofLine.all(id),
  }
}
export type ActionRepo = ReturnType<typeof createActionRepo>
