import type Database from 'better-sqlite3'
import type { LineId } from '../../shared/model/common.ts'
import { TicketDraft } from '../../shared/model/ticket.ts'

/** Tickets being typed, one per line. */
export function createDraftRepo(db: Database.Database) {
  const read = db.prepare<[string], { body: string }>(`SELECT body FROM draft WHERE kind = 'ticket' AND subject = ?`)
  const write = db.prepare<[string, string, string]>(`INSERT INTO draft VALUES ('ticket', ?, ?, ?)
    ON CONFLICT (kind, subject) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at`)
  const remove = db.prepare<[string]>(`DELETE FROM draft WHERE kind = 'ticket' AND subject = ?`)
  return {
    get(id: LineId): TicketDraft | undefined {
      const row = read.get(id)
      if (row === undefined) return undefined
      const draft = TicketDraft.safeParse(JSON.parse(row.body))
      return draft.success ? draft.data : undefined
    },
    save: (draft: TicketDraft, now: string): void => void write.run(draft.lineId, JSON.stringify(draft), now),
    discard: (id: LineId): void => void remove.run(id),
  }
}
export type DraftRepo = ReturnType<typeof createDraftRepo>
