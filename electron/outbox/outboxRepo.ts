import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import { OutboxEntry, type OutboxBody, type OutboxState } from '../../shared/model/outbox.ts'
import { lineOfSnapshot } from '../lines/lineSnapshot.ts'
import { fold } from '../lines/fold.ts'
import { lineLabel } from './lineLabel.ts'

/** An entry with what only the engine needs of it. */
export const KeptEntry = OutboxEntry.extend({
  /** Order of acceptance; times may jump, this does not. */
  position: z.number().int(),
  /** An attempt may have arrived of which nothing is known yet: it is looked for before it is sent again. */
  unsure: z.boolean(),
  /** What stood at the system when it came to need the engineer, as JSON. */
  present: z.string().nullable(),
  /** What the engineer agreed to write over, as JSON. */
  agreed: z.string().nullable(),
  /** What was at the system before the first attempt, as JSON of the kind's own: by it what came later is told apart. */
  mark: z.string().nullable(),
  snapshot: z.string(),
})
export type KeptEntry = z.infer<typeof KeptEntry>

export type NewEntry = {
  readonly id: string; readonly accountId: AccountId; readonly lineId: LineId; readonly thread: string; readonly reference: string | null
  readonly body: OutboxBody; readonly visitId: string | null; readonly snapshot: string
}

export type EntryChange = Partial<Pick<KeptEntry,
  'accountId' | 'state' | 'unsure' | 'body' | 'remoteId' | 'failure' | 'conflict' | 'present' | 'agreed' | 'mark' | 'attempts' | 'nextAttemptAt'>>

export type PageQuery = {
  readonly states: readonly OutboxState[]; readonly lineId: LineId | null; readonly search: string; readonly offset: number; readonly limit: number
}

type Row = {
  id: string; kind: string; account_id: string; line_id: string | null; thread: string; position: number; state: string; unsure: number
  reference: string | null; body: string; remote_id: string | null; failure: string | null; conflict: string | null; present: string | null
  agreed: string | null; mark: string | null; attempts: number; next_attempt_at: string | null; visit_id: string | null
  created_at: string; changed_at: string; snapshot: string
}

const unsentOnly = `state NOT IN ('sent', 'discarded')`
const columnOf: Record<keyof EntryChange, string> = {
  accountId: 'account_id', state: 'state', unsure: 'unsure', body: 'body', remoteId: 'remote_id', failure: 'failure', conflict: 'conflict',
  present: 'present', agreed: 'agreed', mark: 'mark', attempts: 'attempts', nextAttemptAt: 'next_attempt_at',
}

/** Writes that must not be lost, in the journal. Rows that cannot be read (of a newer release, or damaged) are left alone. */
export function createOutboxRepo(db: Database.Database) {
  const insert = db.prepare<[Record<string, string | null>]>(`INSERT INTO outbox
    (id, kind, account_id, line_id, thread, position, state, unsure, reference, body, attempts, visit_id, created_at, changed_at, words, snapshot)
    VALUES (@id, @kind, @accountId, @lineId, @thread, (SELECT coalesce(max(position), 0) + 1 FROM outbox), 'waiting', 0, @reference, @body, 0,
      @visitId, @now, @now, @words, @snapshot)`)
  const byId = db.prepare<[string], Row>('SELECT * FROM outbox WHERE id = ?')
  const atWork = db.prepare<[], Row>(`SELECT * FROM outbox WHERE ${unsentOnly} AND state <> 'needsYou' ORDER BY position, id`)
  const ofThread = db.prepare<[string], Row>('SELECT * FROM outbox WHERE thread = ? ORDER BY position')
  const ofAccount = db.prepare<[string], Row>(`SELECT * FROM outbox WHERE account_id = ? AND ${unsentOnly}`)
  const ticketAt = db.prepare<[string, string], { thread: string }>(`SELECT thread FROM outbox
    WHERE account_id = ? AND remote_id = ? AND kind = 'ticket'`)
  const ticketsOfLine = db.prepare<[string], Row>(`SELECT * FROM outbox WHERE line_id = ? AND kind = 'ticket'
    ORDER BY created_at DESC, position DESC`)
  const recentTickets = db.prepare<[number], Row>(`SELECT * FROM outbox WHERE kind = 'ticket' ORDER BY created_at DESC LIMIT ?`)
  const counts = db.prepare<[], { unsent: number; needsYou: number }>(`SELECT count(*) AS unsent, coalesce(sum(state = 'needsYou'), 0) AS needsYou
    FROM outbox WHERE ${unsentOnly}`)
  const unsentOf = db.prepare<[string], number>(`SELECT count(*) FROM outbox WHERE account_id = ? AND ${unsentOnly}`).pluck()
  const doubt = db.prepare(`UPDATE outbox SET unsure = 1,
    state = CASE WHEN state = 'needsYou' OR kind = 'attachment' THEN state ELSE 'settling' END WHERE ${unsentOnly}`)
  const purge = db.prepare<[string]>(`DELETE FROM outbox WHERE state IN ('sent', 'discarded') AND changed_at < ?
    AND NOT EXISTS (SELECT 1 FROM outbox other WHERE other.${unsentOnly} AND instr(other.body, outbox.id) > 0)`)
  const releaseFiles = db.prepare(`UPDATE file SET owner = '' WHERE owner LIKE 'outbox:%'
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE 'outbox:' || outbox.id = file.owner)`)
  const updates = new Map<string, Database.Statement<[Record<string, string | number | null>]>>()

  const get = (id: string): KeptEntry | undefined => {
    const row = byId.get(id)
    return row === undefined ? undefined : entryOf(row)
  }
  const listed = (rows: Row[]): KeptEntry[] => rows.map(entryOf).filter(entry => entry !== undefined)

  return {
    transaction: <Result>(work: () => Result): Result => db.transaction(work).immediate(),
    add(entry: NewEntry, now: string): void {
      insert.run({
        id: entry.id, kind: entry.body.kind, accountId: entry.accountId, lineId: entry.lineId, thread: entry.thread, reference: entry.reference,
        body: JSON.stringify(entry.body), visitId: entry.visitId, now, words: wordsOf(entry), snapshot: entry.snapshot,
      })
    },
    get,
    /** Changes an entry if it is in one of these states; undefined where it is not. */
    change(id: string, from: readonly OutboxState[], change: EntryChange, now: string): KeptEntry | undefined {
      const names = Object.keys(change).filter(name => name in columnOf) as (keyof EntryChange)[]
      const key = names.join()
      const update = updates.get(key) ?? db.prepare<[Record<string, string | number | null>]>(`UPDATE outbox SET
        ${names.map(name => `${columnOf[name]} = @${name}, `).join('')}changed_at = @now
        WHERE id = @id AND instr(@from, ',' || state || ',') > 0`)
      updates.set(key, update)
      const values = Object.fromEntries(names.map(name => [name, columnValue(change[name] ?? null)]))
      return update.run({ ...values, id, now, from: `,${from.join()},` }).changes === 1 ? get(id) : undefined
    },
    /** Waiting, sending and settling, in order. */
    atWork: () => listed(atWork.all()),
    ofThread: (thread: string) => listed(ofThread.all(thread)),
    /** Neither sent nor discarded. */
    unsentOf: (accountId: AccountId) => listed(ofAccount.all(accountId)),
    unsentCount: (accountId: AccountId): number => unsentOf.get(accountId) ?? 0,
    /** The thread of a ticket that was made from here. */
    threadOfTicket: (accountId: AccountId, ticketId: string): string | undefined => ticketAt.get(accountId, ticketId)?.thread,
    ticketsOfLine: (id: LineId) => listed(ticketsOfLine.all(id)),
    recentTickets: (limit: number) => listed(recentTickets.all(limit)),
    counts: () => counts.get() ?? { unsent: 0, needsYou: 0 },
    page({ states, lineId, search, offset, limit }: PageQuery): { entries: KeptEntry[]; total: number } {
      const words = fold(search).split(/\s+/).filter(word => word !== '')
      const conditions = [
        ...(states.length === 0 ? [] : [`state IN (${states.map(() => '?').join()})`]), ...(lineId === null ? [] : ['line_id = ?']),
        ...words.map(() => 'instr(words, ?) > 0'),
      ]
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
      const values = [...states, ...(lineId === null ? [] : [lineId]), ...words]
      const total = db.prepare<string[], number>(`SELECT count(*) FROM outbox ${where}`).pluck().get(...values) ?? 0
      // Picked from the index alone where nothing is searched for: rows are long.
      const rows = db.prepare<(string | number)[], Row>(`SELECT outbox.* FROM outbox JOIN (SELECT rowid AS row FROM outbox ${where}
        ORDER BY created_at DESC, position DESC LIMIT ? OFFSET ?) ON outbox.rowid = row ORDER BY outbox.created_at DESC, outbox.position DESC`)
        .all(...values, limit, offset)
      return { entries: listed(rows), total }
    },
    /**
     * For a journal that lags behind what was done (restored from a backup, or half copied): whatever it holds as unsent may have
     * been sent since, so that it is looked for first.
     */
    doubtAll: (): void => void doubt.run(),
    /** For the start: files of a write that was never accepted, because the app ended in between, are nobody's again. */
    releaseFiles: (): void => void releaseFiles.run(),
    /** Forgets what was sent or discarded before a moment; never unsent work, nor what unsent work names. Gives how many. */
    purge: (before: string): number => purge.run(before).changes,
  }
}
export type OutboxRepo = ReturnType<typeof createOutboxRepo>

function columnValue(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  return typeof value === 'boolean' ? Number(value) : JSON.stringify(value)
}

function wordsOf({ body, reference, snapshot }: NewEntry): string {
  const text = JSON.stringify(body, (key, value: unknown) => (/Ids?$|^technicalSpecifications$|^base$/.test(key) ? undefined : value))
  return fold(`${labelOf(snapshot, '')} ${reference ?? ''} ${text}`)
}

function labelOf(snapshot: string, at: string): string {
  const line = lineOfSnapshot(snapshot, at)
  return line === undefined ? '' : lineLabel(line)
}

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text))

function entryOf(row: Row): KeptEntry | undefined {
  try {
    const read = KeptEntry.safeParse({
      id: row.id, accountId: row.account_id, lineId: row.line_id, lineLabel: labelOf(row.snapshot, row.created_at), body: parsed(row.body),
      thread: row.thread, state: row.state, reference: row.reference, remoteId: row.remote_id, attempts: row.attempts,
      nextAttemptAt: row.next_attempt_at, createdAt: row.created_at, changedAt: row.changed_at, failure: parsed(row.failure),
      conflict: parsed(row.conflict), visitId: row.visit_id, position: row.position, unsure: row.unsure === 1, present: row.present,
      agreed: row.agreed, mark: row.mark, snapshot: row.snapshot,
    })
    return read.data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The entry as rooms see it. */
export function shownEntry(entry: KeptEntry): OutboxEntry {
  return OutboxEntry.parse(entry)
}
