import type Database from 'better-sqlite3'
import { CallLogDraft } from '../../shared/model/callLog.ts'
import type { LineId } from '../../shared/model/common.ts'
import { CommentDraft, type TicketTarget } from '../../shared/model/outbox.ts'
import { TicketDraft } from '../../shared/model/ticket.ts'

export type DraftKind = 'ticket' | 'comment' | 'callLog'

/** Under what the draft of a comment is kept: one per ticket. */
export const commentSubject = (lineId: LineId, ticket: TicketTarget): string =>
  `${lineId} ${ticket.at === 'system' ? `system:${ticket.ticketId}` : `outbox:${ticket.entryId}`}`

/** What is being typed: tickets and notes of calls, one per line, and comments, one per ticket. */
export function createDraftRepo(db: Database.Database) {
  const read = db.prepare<[string, string], { body: string }>(`SELECT body FROM draft WHERE kind = ? AND subject = ?`)
  const write = db.prepare<[string, string, string, string]>(`INSERT INTO draft VALUES (?, ?, ?, ?)
    ON CONFLICT (kind, subject) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at`)
  const remove = db.prepare<[string, string]>(`DELETE FROM draft WHERE kind = ? AND subject = ?`)
  const bodyOf = (kind: DraftKind, subject: string): unknown => {
    const row = read.get(kind, subject)
    return row === undefined ? undefined : JSON.parse(row.body)
  }
  return {
    get: (id: LineId): TicketDraft | undefined => TicketDraft.safeParse(bodyOf('ticket', id)).data,
    save: (draft: TicketDraft, now: string): void => void write.run('ticket', draft.lineId, JSON.stringify(draft), now),
    getComment: (lineId: LineId, ticket: TicketTarget): CommentDraft | undefined =>
      CommentDraft.safeParse(bodyOf('comment', commentSubject(lineId, ticket))).data,
    saveComment: (draft: CommentDraft, now: string): void =>
      void write.run('comment', commentSubject(draft.lineId, draft.ticket), JSON.stringify(draft), now),
    getCallLog: (id: LineId): CallLogDraft | undefined => CallLogDraft.safeParse(bodyOf('callLog', id)).data,
    saveCallLog: (draft: CallLogDraft, now: string): void => void write.run('callLog', draft.lineId, JSON.stringify(draft), now),
    remove: (kind: DraftKind, subject: string): void => void remove.run(kind, subject),
  }
}
export type DraftRepo = ReturnType<typeof createDraftRepo>
