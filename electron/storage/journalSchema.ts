import type { Migration } from './migrate.ts'

/**
 * What the history sorts and picks reports by, from their bodies; null where a body is no JSON. Queries must use the very text
 * of migration 2 to be answered from its index alone: another text here is another migration there.
 */
const readable = 'CASE WHEN json_valid(body) THEN body END'
export const reportFields = {
  /** When it was measured as the system says, else when it came; never after it came, whatever a time without zone reads. */
  at: `min(coalesce(json_extract(${readable}, '$.measuredAt.utc'), received_at), received_at)`,
  targetNid: `json_extract(${readable}, '$.target.nid')`,
  requestedKind: `json_extract(${readable}, '$.requestedKind')`,
  status: `json_extract(${readable}, '$.status')`,
} as const

/** Tables of what is known last, not of what was done: of two rows with one key the newer by this column counts. */
export const newestCounts: ReadonlyMap<string, string> = new Map([
  ['standing', 'judged_at'], ['ticket_seen', 'updated_at'], ['work_item', 'changed_at'], ['work_filter', 'changed_at'],
])

/**
 * What the engineer did. Rows that name a line carry a snapshot of its address and ids, so that a rebuilt cache or a
 * removed account takes nothing from them. Every table has a primary key made of random ids or natural keys: a journal
 * that was set aside can be merged back row by row.
 */
export const journalMigrations: readonly Migration[] = [
  {
    id: 1,
    up: db => db.exec(`
      CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE account (id TEXT PRIMARY KEY, body TEXT NOT NULL, created_at TEXT NOT NULL, removed_at TEXT) STRICT, WITHOUT ROWID;
      CREATE TABLE line_mark (line_id TEXT PRIMARY KEY, pinned_at TEXT, opened_at TEXT, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX line_mark_pinned ON line_mark (pinned_at) WHERE pinned_at IS NOT NULL;
      CREATE INDEX line_mark_opened ON line_mark (opened_at) WHERE opened_at IS NOT NULL;
      CREATE TABLE diagnostic (id TEXT PRIMARY KEY, line_id TEXT NOT NULL, account_id TEXT NOT NULL, state TEXT NOT NULL,
        requested_at TEXT NOT NULL, body TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX diagnostic_by_line ON diagnostic (line_id, requested_at);
      CREATE INDEX diagnostic_open ON diagnostic (state) WHERE state IN ('requested', 'running');
      CREATE TABLE report (id TEXT PRIMARY KEY, line_id TEXT NOT NULL, kind TEXT NOT NULL, remote_id TEXT, received_at TEXT NOT NULL,
        body TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX report_by_line ON report (line_id, received_at);
      CREATE INDEX report_by_remote ON report (remote_id) WHERE remote_id IS NOT NULL;
      CREATE TABLE observation (line_id TEXT PRIMARY KEY, body TEXT NOT NULL, updated_at TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE draft (kind TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, updated_at TEXT NOT NULL,
        PRIMARY KEY (kind, subject)) STRICT, WITHOUT ROWID;
      CREATE TABLE outbox (id TEXT PRIMARY KEY, kind TEXT NOT NULL, account_id TEXT NOT NULL, line_id TEXT, thread TEXT NOT NULL,
        state TEXT NOT NULL, reference TEXT NOT NULL UNIQUE, body TEXT NOT NULL, result TEXT, failure TEXT,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX outbox_by_line ON outbox (line_id, created_at);
      CREATE INDEX outbox_unsent ON outbox (account_id) WHERE state <> 'sent';
      CREATE TABLE action (id TEXT PRIMARY KEY, kind TEXT NOT NULL, line_id TEXT NOT NULL, account_id TEXT NOT NULL, at TEXT NOT NULL,
        outcome TEXT NOT NULL, body TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX action_by_line ON action (line_id, at);
    `),
  },
  {
    // How each line stood when it was last judged, for its neighbours; and what the engineer said of verdicts.
    id: 2,
    up: db => db.exec(`
      CREATE TABLE standing (line_id TEXT PRIMARY KEY, port TEXT, building TEXT, level TEXT NOT NULL, rule_id TEXT, body TEXT NOT NULL,
        judged_at TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX standing_by_port ON standing (port) WHERE port IS NOT NULL;
      CREATE INDEX standing_by_building ON standing (building) WHERE building IS NOT NULL;
      CREATE TABLE verdict_mark (id TEXT PRIMARY KEY, line_id TEXT NOT NULL, mark TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL,
        snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX verdict_mark_by_line ON verdict_mark (line_id, at);
      CREATE INDEX report_by_kind ON report (line_id, kind, ${reportFields.targetNid}, ${reportFields.at}, ${reportFields.requestedKind},
        ${reportFields.status}, remote_id);
    `),
  },
  {
    // The outbox of every kind of write, rebuilt. Of a ticket whose answer never came the first outbox promised not to send it again
    // by itself: it needs the engineer, and is looked for before it is sent. A refused one was corrected in its draft.
    id: 3,
    up: db => db.exec(`
      CREATE TABLE written (id TEXT PRIMARY KEY, kind TEXT NOT NULL, account_id TEXT NOT NULL, line_id TEXT, thread TEXT NOT NULL,
        position INTEGER NOT NULL, state TEXT NOT NULL, unsure INTEGER NOT NULL, reference TEXT UNIQUE, attempts INTEGER NOT NULL,
        remote_id TEXT, failure TEXT, conflict TEXT, present TEXT, agreed TEXT, mark TEXT, next_attempt_at TEXT, visit_id TEXT,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL, words TEXT NOT NULL, body TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT;
      INSERT INTO written (id, kind, account_id, line_id, thread, position, state, unsure, reference, body, remote_id, failure, attempts,
        created_at, changed_at, words, snapshot) SELECT id, kind, account_id, line_id, thread, row_number() OVER (ORDER BY created_at, id),
        CASE state WHEN 'sent' THEN 'sent' WHEN 'failed' THEN 'discarded' ELSE 'needsYou' END, state IN ('sending', 'ambiguous'), reference,
        json_object('kind', 'ticket', 'input', json(CASE WHEN json_valid(body) THEN body ELSE '{}' END), 'attachmentIds', json('[]')), result,
        CASE WHEN state = 'sending' THEN json_object('code', 'interrupted', 'detail', NULL, 'correlationId', NULL) ELSE failure END,
        1, created_at, changed_at, lower(reference || ' ' || body || ' ' || snapshot), snapshot FROM outbox;
      DROP TABLE outbox;
      ALTER TABLE written RENAME TO outbox;
      CREATE INDEX outbox_by_line ON outbox (line_id, created_at);
      CREATE INDEX outbox_by_time ON outbox (created_at, position, state, line_id);
      CREATE INDEX outbox_by_thread ON outbox (thread, position);
      CREATE INDEX outbox_by_remote ON outbox (account_id, remote_id) WHERE remote_id IS NOT NULL;
      CREATE INDEX outbox_unsent ON outbox (account_id, position, state) WHERE state NOT IN ('sent', 'discarded');
      CREATE INDEX outbox_by_position ON outbox (position);
      CREATE TABLE ticket_seen (account_id TEXT NOT NULL, ticket_id TEXT NOT NULL, updated_at TEXT NOT NULL,
        PRIMARY KEY (account_id, ticket_id)) STRICT, WITHOUT ROWID;
    `),
  },
  {
    // Visits: the head with what lists need, what happened on them, and each report once however many items show it; and files.
    id: 4,
    up: db => db.exec(`
      CREATE TABLE visit (id TEXT PRIMARY KEY, line_id TEXT NOT NULL, account_id TEXT NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL,
        changed_at TEXT NOT NULL, item_count INTEGER NOT NULL, search TEXT NOT NULL, body TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX visit_by_start ON visit (started_at DESC, id, state, line_id);
      CREATE INDEX visit_by_line ON visit (line_id, started_at);
      CREATE INDEX visit_open ON visit (line_id) WHERE state = 'open';
      CREATE TABLE visit_item (visit_id TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL,
        body TEXT NOT NULL, PRIMARY KEY (visit_id, id)) STRICT, WITHOUT ROWID;
      CREATE TABLE visit_report (visit_id TEXT NOT NULL, report_id TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (visit_id, report_id)) STRICT, WITHOUT ROWID;
      CREATE TABLE file (id TEXT PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL, bytes INTEGER NOT NULL, created_at TEXT NOT NULL,
        owner TEXT NOT NULL, state TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX file_by_owner ON file (owner);
    `),
  },
  {
    // What the engineer is to work on: lines, or what was asked for and names none yet, and searches kept under a name.
    id: 5,
    up: db => db.exec(`
      CREATE TABLE work_item (key TEXT PRIMARY KEY, line_id TEXT, state TEXT NOT NULL, added INTEGER NOT NULL, wanted TEXT NOT NULL,
        changed_at TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE work_filter (id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, filters TEXT NOT NULL, is_on INTEGER NOT NULL,
        changed_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `),
  },
]
