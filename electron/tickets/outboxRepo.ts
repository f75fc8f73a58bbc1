import type Database from 'better-sqlite3'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import { SentTicket, TicketInput, type OutboxState } from '../../shared/model/ticket.ts'

type Row = {
  id: string; account_id: string; line_id: string | null; state: string; reference: string; body: string
  result: string | null; failure: string | null; created_at: string
}

/** Writes that must not be lost, in the order they were made. Today tickets; other kinds share the table. */
export function createOutboxRepo(db: Database.Database) {
  const insert = db.prepare<[Record<string, string>]>(`INSERT INTO outbox
    (id, kind, account_id, line_id, thread, state, reference, body, created_at, changed_at, snapshot)
    VALUES (@id, 'ticket', @accountId, @lineId, @thread, 'sending', @reference, @body, @now, @now, @snapshot)`)
  const settle = db.prepare<[string, string | null, string | null, string, string]>(
    'UPDATE outbox SET state = ?, result = ?, failure = ?, changed_at = ? WHERE id = ?')
  const byId = db.prepare<[string], Row>('SELECT * FROM outbox WHERE id = ?')
  const byLine = db.prepare<[string], Row>(`SELECT * FROM outbox WHERE kind = 'ticket' AND line_id = ? ORDER BY created_at DESC`)
  const recent = db.prepare<[number], Row>(`SELECT * FROM outbox WHERE kind = 'ticket' ORDER BY created_at DESC LIMIT ?`)
  const unsent = db.prepare<[string], { count: number }>(`SELECT count(*) AS count FROM outbox
    WHERE account_id = ? AND (state IN ('sending', 'ambiguous')
      OR (state = 'failed' AND EXISTS (SELECT 1 FROM draft WHERE draft.kind = outbox.kind AND draft.subject = outbox.line_id)))`)
  const interrupted = db.prepare<[string, string]>(`UPDATE outbox SET state = 'ambiguous', failure = ?, changed_at = ? WHERE state = 'sending'`)
  const discard = db.prepare<[string, string]>(`UPDATE outbox SET state = 'failed', changed_at = ? WHERE account_id = ? AND state = 'ambiguous'`)

  return {
    /** The intent, before the request leaves. */
    begin(entry: { id: string; accountId: AccountId; lineId: LineId; reference: string; input: TicketInput; snapshot: string; now: string }): SentTicket {
      insert.run({
        id: entry.id, accountId: entry.accountId, lineId: entry.lineId, thread: `ticket:${entry.reference}`, reference: entry.reference,
        body: JSON.stringify(entry.input), now: entry.now, snapshot: entry.snapshot,
      })
      return toSentTicket(byId.get(entry.id) as Row)
    },
    end(id: string, state: OutboxState, ticketId: string | null, failure: SentTicket['failure'], now: string): SentTicket {
      settle.run(state, ticketId, failure === null ? null : JSON.stringify(failure), now, id)
      return toSentTicket(byId.get(id) as Row)
    },
    forLine: (id: LineId): SentTicket[] => byLine.all(id).map(toSentTicket),
    recent: (limit: number): SentTicket[] => recent.all(limit).map(toSentTicket),
    /** Writes of which nobody knows, and refused ones whose text still waits. */
    unsentCount: (id: AccountId): number => unsent.get(id)?.count ?? 0,
    /** What was under way when the app ended: nobody knows whether it arrived. */
    settleInterrupted(now: string): void {
      interrupted.run(JSON.stringify({ code: 'interrupted', detail: null, correlationId: null }), now)
    },
    /** The engineer removed the account knowing of it: the rows stay, as not sent. */
    giveUp: (id: AccountId, now: string): void => void discard.run(now, id),
  }
}
export type OutboxRepo = ReturnType<typeof createOutboxRepo>

function toSentTicket(row: Row): SentTicket {
  return SentTicket.parse({
    entryId: row.id, lineId: row.line_id, accountId: row.account_id, input: JSON.parse(row.body), reference: row.reference, state: row.state,
    ticketId: row.result, createdAt: row.created_at, failure: row.failure === null ? null : JSON.parse(row.failure),
  })
}

/** A failure as an outbox row keeps it. */
export function keptFailure(data: OperatorFailureData): NonNullable<SentTicket['failure']> {
  return { code: data.kind, detail: data.detail ?? data.code ?? null, correlationId: data.correlationId ?? null }
}
