import type { Migration } from '../storage/migrate.ts'

/**
 * What operators know; may be deleted at any time. `rank` (rank.ts) is the key of a line's row, of its body, words, keys
 * and address ranges, so that everything is read in ranking order.
 *
 * - `line` holds what search and lists need; `search` is its SearchText, from which its words, keys and ranges follow.
 * - `line_body` has the system's record, secrets replaced; the Line itself is read from it again by its adapter when it is
 *   opened (recordReaders.ts): storing it too would double the cache and the time to write it.
 * - `member` says through which walk a line is seen, and how many complete passes in a row it was absent from.
 * - `walk` with a `next_page` is under way; `walk_page` keeps the ranks each page of the pass under way brought.
 * - `line_section` has parts of records that came in lists of their own, by line, whether the line is here yet or not; `walk` is the
 *   list that brought it last (of lines asked for one by one: theirs).
 * - a `walk` with a `scope` is a list that came whole: `version` is what to ask for its changes with, `heeds` whether the system
 *   then gives changes only.
 * - `details_missing` of a line: calls it would take to have everything of it (missingDetails.ts).
 * - `word_index` takes words folded by fold.ts, so the plain ASCII tokenizer parts them exactly as we do.
 */
export const cacheMigrations: readonly Migration[] = [
  {
    id: 1,
    up: db => db.exec(`
      CREATE TABLE line (rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, system TEXT NOT NULL, account_id TEXT NOT NULL, native_id TEXT,
        street TEXT NOT NULL, place TEXT NOT NULL, technology TEXT, medium TEXT NOT NULL, supplier TEXT, state TEXT, online TEXT NOT NULL,
        gone INTEGER NOT NULL, end_user TEXT, seen_at TEXT NOT NULL, hash TEXT NOT NULL, search TEXT NOT NULL) STRICT;
      CREATE TABLE line_body (rank INTEGER PRIMARY KEY, raw TEXT NOT NULL) STRICT;
      CREATE TABLE line_part (line_id TEXT NOT NULL, part TEXT NOT NULL, body TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (line_id, part)) STRICT, WITHOUT ROWID;
      CREATE TABLE line_key (key TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (key, rank)) STRICT, WITHOUT ROWID;
      CREATE TABLE ip_range (network INTEGER NOT NULL, bits INTEGER NOT NULL, rank INTEGER NOT NULL,
        PRIMARY KEY (network, bits, rank)) STRICT, WITHOUT ROWID;
      CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
      CREATE VIRTUAL TABLE word_index USING fts5 (words, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2 3');
      CREATE TABLE walk (id INTEGER PRIMARY KEY, account_id TEXT NOT NULL, system TEXT NOT NULL, key TEXT NOT NULL, generation INTEGER NOT NULL,
        next_page INTEGER, lines_done INTEGER NOT NULL, changed INTEGER NOT NULL, bad INTEGER NOT NULL, lines_total INTEGER,
        started_at TEXT, passed_at TEXT, completed_at TEXT, UNIQUE (account_id, key)) STRICT;
      CREATE TABLE walk_page (walk INTEGER NOT NULL, page INTEGER NOT NULL, ranks BLOB NOT NULL, PRIMARY KEY (walk, page)) STRICT, WITHOUT ROWID;
      CREATE TABLE member (rank INTEGER NOT NULL, walk INTEGER NOT NULL, missed INTEGER NOT NULL, PRIMARY KEY (rank, walk)) STRICT, WITHOUT ROWID;
      CREATE TABLE end_user (uuid TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE facet (kind TEXT NOT NULL, name TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID;
    `),
  },
  {
    id: 2,
    up: db => db.exec(`
      ALTER TABLE walk ADD COLUMN version TEXT;
      ALTER TABLE walk ADD COLUMN scope TEXT;
      ALTER TABLE walk ADD COLUMN whole_at TEXT;
      ALTER TABLE walk ADD COLUMN heeds INTEGER;
      CREATE TABLE line_section (id INTEGER PRIMARY KEY, line_id TEXT NOT NULL, section TEXT NOT NULL, account_id TEXT NOT NULL, walk INTEGER NOT NULL,
        raw TEXT NOT NULL, at TEXT NOT NULL, UNIQUE (line_id, section, account_id)) STRICT;
      CREATE INDEX line_section_walk ON line_section (walk);
    `),
  },
  {
    id: 3,
    up: db => db.exec(`
      ALTER TABLE line ADD COLUMN details_missing INTEGER;
      CREATE INDEX line_without_details ON line (account_id, rank, details_missing) WHERE details_missing > 0;
    `),
  },
]
