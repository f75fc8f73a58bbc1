import type Database from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AccountId } from '../../shared/model/common.ts'
import type { TicketInput } from '../../shared/model/ticket.ts'
import { createReportRepo } from '../checks/reportRepo.ts'
import { createOutboxRepo } from '../outbox/outboxRepo.ts'
import { createTicketSeenRepo } from '../tickets/ticketSeenRepo.ts'
import { fingerprintOf } from './databaseRecord.ts'
import { openJournal } from './journal.ts'
import type { OpenJournal } from './journal.ts'
import { goodBackups } from './journalBackup.ts'
import { journalMigrations } from './journalSchema.ts'
import { mergeLockedJournals } from './mergeLockedJournals.ts'
import { schemaVersionOf } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { namesIn, newKey, temporaryDirectory } from './testDatabases.ts'
import { line, report } from '../../test/fakes/triageInputs.ts'
import { photoVisit } from '../../test/fakes/visitFixture.ts'
import { createVisitRepo } from '../visits/visitRepo.ts'

/** The journal as Lineside first stored it, word for word: what stands in the directories of engineers. */
const firstSchema: readonly Migration[] = [{
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
}]
/** What the second release added, word for word. */
const secondSchema: Migration = {
  id: 2,
  up: db => db.exec(`
    CREATE TABLE standing (line_id TEXT PRIMARY KEY, port TEXT, building TEXT, level TEXT NOT NULL, rule_id TEXT, body TEXT NOT NULL,
      judged_at TEXT NOT NULL, snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX standing_by_port ON standing (port) WHERE port IS NOT NULL;
    CREATE INDEX standing_by_building ON standing (building) WHERE building IS NOT NULL;
    CREATE TABLE verdict_mark (id TEXT PRIMARY KEY, line_id TEXT NOT NULL, mark TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL,
      snapshot TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX verdict_mark_by_line ON verdict_mark (line_id, at);
    CREATE INDEX report_by_kind ON report (line_id, kind, json_extract(CASE WHEN json_valid(body) THEN body END, '$.target.nid'),
      min(coalesce(json_extract(CASE WHEN json_valid(body) THEN body END, '$.measuredAt.utc'), received_at), received_at),
      json_extract(CASE WHEN json_valid(body) THEN body END, '$.requestedKind'),
      json_extract(CASE WHEN json_valid(body) THEN body END, '$.status'), remote_id);
  `),
}
const now = '2026-11-21T18:15:30.000Z'
const { id: lineId } = line()
/** A report as it was kept before readings had an instance and reports a test point. */
const { testPoint: _, ...oldReport } = report('fibreCheck', { remoteId: 'remote' })

const ticket: TicketInput = { lineId, subject: 'No light', comment: 'Dark', contactName: '', contactPhone: '', technicalSpecifications: '' }
const ticketBody = JSON.stringify(ticket)

const firstRows: Readonly<Record<string, readonly (string | null)[][]>> = {
  setting: [['settings.language', '"nl"']],
  account: [['account', '{"label":"Lab"}', now, null]],
  line_mark: [[lineId, now, null, '{"id":"x"}']],
  diagnostic: [['check', lineId, 'account', 'complete', now, '{"remoteId":"remote"}', '{}']],
  report: [[oldReport.id, lineId, 'fibreCheck', 'remote', oldReport.receivedAt, JSON.stringify(oldReport), '{}'], ['torn', lineId, 'delt', null, now, 'no JSON', '{}']],
  observation: [[lineId, '{"modemPowered":"yes"}', now, '{}']],
  draft: [['ticket', lineId, '{"subject":"no light"}', now]],
  outbox: [
    ['entry', 'ticket', 'account', lineId, 'ticket:L-1', 'sent', 'L-1', ticketBody, '1001', null, now, now, '{}'],
    ['killed', 'ticket', 'account', lineId, 'ticket:L-2', 'sending', 'L-2', ticketBody, null, null, now, now, '{}'],
    ['lost', 'ticket', 'account', lineId, 'ticket:L-3', 'ambiguous', 'L-3', ticketBody, null, '{"code":"timeout","detail":null,"correlationId":"c"}', now, now, '{}'],
    ['refused', 'ticket', 'account', lineId, 'ticket:L-4', 'failed', 'L-4', ticketBody, null, '{"code":"rejected","detail":null,"correlationId":null}', now, now, '{}'],
  ],
  action: [['action', 'forceDisconnect', lineId, 'account', now, 'back', '{}', '{}']],
}

function fill(db: Database.Database, rows: Readonly<Record<string, readonly (string | number | null)[][]>>): void {
  for (const [table, all] of Object.entries(rows)) {
    for (const row of all) db.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(',')})`).run(...row)
  }
}
const rowsOf = (db: Database.Database, table: string) => db.prepare<[], string[]>(`SELECT * FROM ${table} ORDER BY 1`).raw().all()

function site(dir = temporaryDirectory()) {
  const open = (key: Uint8Array, migrations: readonly Migration[] = journalMigrations): OpenJournal => {
    const journal = openJournal({ dir, key, migrations, now: () => new Date(now), busyTimeoutMs: 0 })
    if (journal.state !== 'open') throw new Error(`journal is ${journal.state}`)
    return journal
  }
  return { dir, open }
}

/** The writes of the first schema in the outbox of today. */
function expectTicketsOfFirst(db: Database.Database): void {
  const entries = createOutboxRepo(db).page({ states: [], lineId: null, search: 'NO LIGHT', offset: 0, limit: 10 }).entries
  const told = entries.map(({ id, state, unsure, reference, remoteId, failure }) => [id, state, unsure, reference, remoteId, failure?.code ?? null])
  expect(told.toSorted()).toEqual([
    ['entry', 'sent', false, 'L-1', '1001', null],
    ['killed', 'needsYou', true, 'L-2', null, 'interrupted'],
    ['lost', 'needsYou', true, 'L-3', null, 'timeout'],
    ['refused', 'discarded', false, 'L-4', null, 'rejected'],
  ])
  expect(entries.map(({ body }) => body)).toEqual(entries.map(() => ({ kind: 'ticket', input: ticket, attachmentIds: [] })))
}

describe('a journal of the second version', () => {
  it('keeps its tickets: made ones as made, doubtful ones for the engineer, refused ones given up for their draft', () => {
    const { open, dir } = site()
    const key = newKey()
    const second = open(key, [...firstSchema, secondSchema])
    fill(second.db, firstRows)
    second.close()
    const journal = open(key)
    expect(goodBackups(dir, key).map(({ schemaVersion }) => schemaVersion)).toEqual([2])
    expectTicketsOfFirst(journal.db)
    expect(journal.db.pragma('integrity_check', { simple: true })).toBe('ok')
    journal.close()
  })
})

describe.each([4, 5])('a journal of version %i, left in the middle of a visit', version => {
  it('has the visit open and what waited still waiting', () => {
    const { open, dir } = site()
    const key = newKey()
    const older = journalMigrations.filter(({ id }) => id <= version)
    const before = open(key, older)
    const visit = photoVisit().visit
    const { items, snapshot, ...head } = visit
    const visits = createVisitRepo(before.db, () => new Date(now))
    visits.add({ ...head, state: 'open', finishedAt: null, collected: { reportsAfter: '', actionsBefore: [], observationsAt: null } }, snapshot)
    items.forEach(item => visits.put(visit.id, item))
    createOutboxRepo(before.db).add({
      id: 'waits', accountId: AccountId.parse('account'), lineId, thread: 'ticket:waits', reference: 'LS-1', visitId: visit.id, snapshot: '{}',
      body: { kind: 'ticket', input: ticket, attachmentIds: [] },
    }, now)
    const was = visits.get(visit.id)
    expect(was?.items).toHaveLength(items.length)
    before.close()

    const journal = open(key)
    expect(schemaVersionOf(journal.db)).toBe(journalMigrations.at(-1)?.id)
    const isOld = version < (journalMigrations.at(-1)?.id ?? 0)
    expect(goodBackups(dir, key).map(({ schemaVersion }) => schemaVersion)).toEqual(isOld ? [version] : [])
    expect(createVisitRepo(journal.db, () => new Date(now)).get(visit.id)).toEqual(was)
    expect(createOutboxRepo(journal.db).atWork()).toMatchObject([{ id: 'waits', state: 'waiting', visitId: visit.id }])
    journal.close()
  })
})

describe('a journal of the first version', () => {
  it('is backed up, brought to today and has every row it had', () => {
    const { dir, open } = site()
    const key = newKey()
    const first = open(key, firstSchema)
    fill(first.db, firstRows)
    expect(Object.keys(firstRows).toSorted()).toEqual(
      first.db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all())
    first.close()

    const journal = open(key)
    expect(schemaVersionOf(journal.db)).toBe(journalMigrations.at(-1)?.id)
    expect(journal.notices).toEqual([{ kind: 'backedUp', backup: join(dir, 'journal.backup-20261121T181530000Z.db') }])
    expect(goodBackups(dir, key).map(({ schemaVersion }) => schemaVersion)).toEqual([1])
    for (const [table, rows] of Object.entries(firstRows).filter(([name]) => name !== 'outbox')) {
      expect(rowsOf(journal.db, table)).toEqual(rows.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)))
    }
    expectTicketsOfFirst(journal.db)
    const repo = createReportRepo(journal.db)
    expect(repo.newest(lineId)).toEqual([{ ...oldReport, testPoint: null }])
    expect(repo.list(lineId).map(({ id, at }) => `${id} ${at}`).toSorted()).toEqual([`fibreCheck ${oldReport.receivedAt}`, `torn ${now}`])
    for (const table of ['standing', 'verdict_mark', 'visit', 'visit_item', 'visit_report', 'file']) expect(rowsOf(journal.db, table)).toEqual([])
    journal.close()
    const again = open(key)
    expect(again.notices).toEqual([])
    again.close()
  })

  it('comes back with its key into a journal of today, with all its rows', () => {
    const { dir, open } = site()
    const [oldKey, key] = [newKey(), newKey()]
    const first = open(oldKey, firstSchema)
    fill(first.db, firstRows)
    first.close()
    const journal = open(key)
    expect(mergeLockedJournals({ dir, db: journal.db, migrations: journalMigrations, keyFor: () => oldKey })).toEqual([
      { state: 'merged', fingerprint: fingerprintOf(oldKey), rows: 13, conflicts: 0, aside: join(dir, `journal.merged-${fingerprintOf(oldKey)}.db`) },
    ])
    for (const [table, rows] of Object.entries(firstRows)) expect(rowsOf(journal.db, table)).toHaveLength(rows.length)
    expect(createReportRepo(journal.db).newest(lineId)).toHaveLength(1)
    expect(namesIn(dir).some(name => name.startsWith('journal.locked'))).toBe(false)
    journal.close()
  })
})

describe('a journal kept aside', () => {
  it('gives its marks by id, and of each line the standing that was judged last', () => {
    const { dir, open } = site()
    const [oldKey, key] = [newKey(), newKey()]
    const standing = (id: string, judgedAt: string, level: string) => [id, 'port', null, level, 'P1', '{}', judgedAt, '{}']
    const mark = (id: string, word: string) => [id, lineId, word, now, `{"mark":"${word}"}`, '{}']
    const aside = open(oldKey)
    fill(aside.db, {
      standing: [standing('newer-there', '2026-11-21T10:00:00.000Z', 'fault'), standing('older-there', '2026-11-20T10:00:00.000Z', 'fault'), standing('only-there', now, 'warn')],
      verdict_mark: [mark('a', 'right'), mark('both', 'right')],
    })
    aside.close()
    const journal = open(key)
    fill(journal.db, {
      standing: [standing('newer-there', '2026-11-20T10:00:00.000Z', 'ok'), standing('older-there', '2026-11-21T10:00:00.000Z', 'ok')],
      verdict_mark: [mark('b', 'wrong'), mark('both', 'right')],
    })
    const [merged] = mergeLockedJournals({ dir, db: journal.db, migrations: journalMigrations, keyFor: () => oldKey })
    expect(merged).toMatchObject({ state: 'merged', rows: 3, conflicts: 0 })
    expect(rowsOf(journal.db, 'standing').map(([id, , , level]) => `${id} ${level}`)).toEqual(['newer-there fault', 'older-there ok', 'only-there warn'])
    expect(rowsOf(journal.db, 'verdict_mark').map(([id]) => id)).toEqual(['a', 'b', 'both'])
    journal.close()
  })

  it('gives its visits with all that happened on them, and its files, once', () => {
    const { dir, open } = site()
    const [oldKey, key] = [newKey(), newKey()]
    const visit = (id: string) => [id, lineId, 'account', 'open', now, now, 1, 'words', '{}', '{}']
    const rows = (id: string) => ({
      visit: [visit(id)], visit_item: [[id, 'item', now, 1, 'note', '{"text":"x"}']], visit_report: [[id, 'report', '{}']],
      file: [[`file-${id}`, 'a.jpg', 'image/jpeg', 5, now, `visit:${id}`, 'kept']],
    })
    const aside = open(oldKey)
    fill(aside.db, rows('there'))
    aside.close()
    const journal = open(key)
    fill(journal.db, rows('here'))
    const merge = () => mergeLockedJournals({ dir, db: journal.db, migrations: journalMigrations, keyFor: () => oldKey })
    expect(merge()).toMatchObject([{ state: 'merged', rows: 4, conflicts: 0 }])
    expect(merge()).toEqual([])
    for (const table of ['visit', 'visit_item', 'visit_report', 'file']) expect(rowsOf(journal.db, table)).toHaveLength(2)
    journal.close()
  })

  it('gives its unsent writes, and takes nothing back of what was sent since', () => {
    const { dir, open } = site()
    const [oldKey, key] = [newKey(), newKey()]
    const write = (db: Database.Database, id: string, reference: string): void => createOutboxRepo(db).add({
      id, accountId: AccountId.parse('account'), lineId, thread: `ticket:${id}`, reference, visitId: null, snapshot: '{}',
      body: { kind: 'ticket', input: ticket, attachmentIds: [] },
    }, now)
    const aside = open(oldKey)
    for (const id of ['both', 'only-there']) write(aside.db, id, `LS-OLD-${id}`)
    createTicketSeenRepo(aside.db).see(AccountId.parse('account'), '7', '2026-11-21T12:00:00.000Z')
    aside.close()
    const journal = open(key)
    const repo = createOutboxRepo(journal.db)
    write(journal.db, 'here', 'LS-NEW-1')
    write(journal.db, 'both', 'LS-OLD-both')
    repo.change('both', ['waiting'], { state: 'sent', remoteId: '1001' }, now)
    createTicketSeenRepo(journal.db).see(AccountId.parse('account'), '7', '2026-11-20T12:00:00.000Z')
    mergeLockedJournals({ dir, db: journal.db, migrations: journalMigrations, keyFor: () => oldKey })
    expect(repo.atWork().map(({ id }) => id).toSorted()).toEqual(['here', 'only-there'])
    expect(repo.get('both')).toMatchObject({ state: 'sent', remoteId: '1001' })
    expect(rowsOf(journal.db, 'ticket_seen')).toEqual([['account', '7', '2026-11-21T12:00:00.000Z']])
    journal.close()
  })
})
