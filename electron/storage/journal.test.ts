import * as fc from 'fast-check'
import { copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fingerprintOf } from './databaseRecord.ts'
import { openJournal } from './journal.ts'
import type { OpenJournal } from './journal.ts'
import { backUpJournal, goodBackups } from './journalBackup.ts'
import { journalPathIn, lockedJournals } from './journalFiles.ts'
import { mergeLockedJournals } from './mergeLockedJournals.ts'
import { schemaVersionOf } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { asStorageFailure } from './storageFailure.ts'
import {
  copyDatabase, damage, datedNotes, failureOf, filesHolding, namesIn, newKey, notes, temporaryDirectory,
} from './testDatabases.ts'

function site(dir = temporaryDirectory(), key = newKey()) {
  let tick = 0
  const now = () => new Date(Date.UTC(2026, 10, 21, 18, 15, 30) + 1000 * tick++)
  const open = (migrations = notes, withKey: Uint8Array = key) =>
    openJournal({ dir, key: withKey, migrations, now, busyTimeoutMs: 0 })
  return { dir, key, path: journalPathIn(dir), open, opened: (...args: Parameters<typeof open>) => opened(open(...args)) }
}

function opened(journal: ReturnType<typeof openJournal>): OpenJournal {
  if (journal.state !== 'open') throw new Error(`journal is ${journal.state}: ${journal.reason}`)
  return journal
}

function damagedOf(journal: ReturnType<typeof openJournal>) {
  if (journal.state !== 'damaged') throw new Error('journal is open')
  return journal
}

const add = ({ db }: OpenJournal, id: string, body = `body of ${id}`) =>
  db.prepare('INSERT INTO note (id, body) VALUES (?, ?)').run(id, body)
const idsIn = ({ db }: OpenJournal) => db.prepare('SELECT id FROM note ORDER BY id').pluck().all()

/** A site with a closed journal that holds these notes. */
function filled(ids: readonly string[] = ['a', 'b']) {
  const made = site()
  const journal = made.opened()
  for (const id of ids) add(journal, id)
  journal.close()
  return made
}

describe('openJournal', () => {
  it('begins, keeps, and tells nothing when all is well', () => {
    const { opened: again, dir } = filled()
    const journal = again()
    expect([journal.notices, idsIn(journal), journal.db.pragma('synchronous', { simple: true })]).toEqual([[], ['a', 'b'], 2])
    journal.close()
    expect(namesIn(dir)).toEqual(['journal.db', 'journal.meta.json'])
  })

  it('makes an encrypted backup before a migration and keeps the newest two', () => {
    const { opened: open, dir, key } = filled(['Keizersgracht'])
    const journal = open(datedNotes)
    expect(journal.notices).toEqual([{ kind: 'backedUp', backup: join(dir, 'journal.backup-20261121T181530000Z.db') }])
    expect(idsIn(journal)).toEqual(['Keizersgracht'])
    expect(goodBackups(dir, key)).toEqual([{
      path: join(dir, 'journal.backup-20261121T181530000Z.db'), schemaVersion: 1, takenAt: new Date('2026-11-21T18:15:30.000Z'),
    }])
    for (const minute of [1, 2, 3]) backUpJournal(journal.db, key, new Date(Date.UTC(2027, 0, 1, 0, minute)))
    expect(goodBackups(dir, key).map(backup => backup.takenAt.getUTCMinutes())).toEqual([3, 2])
    expect(goodBackups(dir, newKey())).toEqual([])
    expect(filesHolding(dir, 'Keizersgracht')).toEqual([])
    expect(namesIn(dir).filter(name => name.endsWith('.tmp'))).toEqual([])
    journal.close()
  })

  it('does not migrate what it could not back up', () => {
    const { opened: open, open: tryOpen, dir } = filled()
    mkdirSync(join(dir, 'journal.backup-20261121T181530000Z.db.tmp'))
    expect(failureOf(() => tryOpen(datedNotes))).toMatchObject({ code: 'unwritable' })
    const journal = open()
    expect([schemaVersionOf(journal.db), idsIn(journal)]).toEqual([1, ['a', 'b']])
    journal.close()
  })

  it('refuses a newer journal and does not overwrite it', () => {
    const { opened: open, open: tryOpen, dir } = filled()
    open(datedNotes).close()
    const names = namesIn(dir)
    expect(failureOf(() => tryOpen(notes))).toMatchObject({ code: 'newer' })
    expect(namesIn(dir)).toEqual(names)
    const journal = open(datedNotes)
    expect(idsIn(journal)).toEqual(['a', 'b'])
    journal.close()
  })

  it('says locked while another connection writes', () => {
    const { opened: open, open: tryOpen } = filled()
    const first = open()
    first.db.exec('BEGIN IMMEDIATE')
    expect(failureOf(tryOpen)).toMatchObject({ code: 'locked' })
    first.db.exec('COMMIT')
    first.close()
  })

  it('does nothing about a damaged journal but offers sound backups', () => {
    const { opened: open, open: tryOpen, dir, path, key } = filled()
    const journal = open(datedNotes)
    add(journal, 'c')
    backUpJournal(journal.db, key, new Date(Date.UTC(2027, 0, 1)))
    journal.close()
    damage(join(dir, 'journal.backup-20270101T000000000Z.db'), 100)
    damage(path, 8192 + 100)
    const names = namesIn(dir)
    const damaged = damagedOf(tryOpen(datedNotes))
    expect([damaged.reason, damaged.backups.map(backup => backup.schemaVersion)]).toEqual(['corrupt', [1]])
    expect(namesIn(dir)).toEqual(names)

    const [backup] = damaged.backups
    if (backup === undefined) throw new Error('no backup')
    const restored = damaged.restore(backup)
    expect(idsIn(restored)).toEqual(['a', 'b'])
    const aside: unknown = expect.stringContaining('journal.aside-')
    expect(restored.notices).toMatchObject([{ kind: 'replaced', backup, aside }, { kind: 'backedUp' }])
    restored.close()
    expect(namesIn(dir).filter(name => name.startsWith('journal.aside-'))).toHaveLength(2)
  })

  it('begins anew when the engineer chooses so, keeping the damaged file', () => {
    const { open: tryOpen, dir, path } = filled()
    damage(path, 100)
    const journal = damagedOf(tryOpen()).startNew()
    const aside: unknown = expect.stringContaining('journal.aside-')
    expect([idsIn(journal), journal.notices]).toEqual([[], [{ kind: 'replaced', aside }]])
    journal.close()
    expect(namesIn(dir).some(name => /^journal\.aside-.*\.db$/.test(name))).toBe(true)
  })

  it('finds a log that belongs to another moment', () => {
    const { opened: open, path, key } = filled()
    const journal = open()
    for (let count = 0; count < 200; count += 1) add(journal, `x${count}`, 'y'.repeat(900))
    journal.db.pragma('wal_checkpoint(TRUNCATE)')
    add(journal, 'z', 'y'.repeat(900))
    const early = copyDatabase(path, temporaryDirectory())
    journal.db.exec('DELETE FROM note')
    for (let count = 0; count < 50; count += 1) add(journal, `${count}`, 'y'.repeat(3000))
    journal.db.exec('VACUUM')
    journal.close()
    const mixed = site(temporaryDirectory(), key)
    copyDatabase(path, mixed.dir)
    copyFileSync(`${early}-wal`, `${mixed.path}-wal`)
    copyFileSync(join(dirname(early), 'journal.meta.json'), join(mixed.dir, 'journal.meta.json'))
    expect(damagedOf(mixed.open()).reason).toBe('corrupt')
  })

  it('opens a copy made without its log and tells', () => {
    const { opened: open, path, key } = filled()
    const journal = open()
    add(journal, 'only in the log')
    const copy = site(temporaryDirectory(), key)
    copyDatabase(path, copy.dir, ['-wal', '-shm'])
    journal.close()
    const fromCopy = copy.opened()
    expect([fromCopy.notices, idsIn(fromCopy)]).toEqual([[{ kind: 'halfCopied' }], ['a', 'b']])
    fromCopy.close()
  })

  it('offers to begin anew when the file is gone or cannot be told', () => {
    const gone = filled()
    rmSync(gone.path)
    expect(damagedOf(gone.open()).reason).toBe('halfCopied')
    const unknown = filled()
    rmSync(join(unknown.dir, 'journal.meta.json'))
    const damaged = damagedOf(unknown.open(notes, newKey()))
    expect(damaged.reason).toBe('halfCopied')
    damaged.startNew().close()
    expect(namesIn(unknown.dir).some(name => name.startsWith('journal.aside-'))).toBe(true)
  })

  it('recognises a full disk and keeps what was there', () => {
    const { opened: open } = filled()
    const journal = open()
    journal.db.pragma(`max_page_count = ${String(journal.db.pragma('page_count', { simple: true }))}`)
    const failure = failureOf(() => add(journal, 'big', 'x'.repeat(100_000)))
    expect(asStorageFailure(failure)?.code).toBe('diskFull')
    expect(idsIn(journal)).toEqual(['a', 'b'])
    journal.close()
  })
})

describe('a lost key', () => {
  it('keeps the locked journal aside, begins another, and merges when the key returns', () => {
    const { opened: open, dir, key: oldKey } = filled(['a', 'b', 'both'])
    const nextKey = newKey()
    const journal = open(datedNotes, nextKey)
    const fingerprint = fingerprintOf(oldKey)
    const aside = join(dir, `journal.locked-${fingerprint}.db`)
    expect(journal.notices).toEqual([{ kind: 'setAsideLocked', aside, fingerprint }])
    expect(lockedJournals(dir)).toEqual([{ path: aside, fingerprint }])
    add(journal, 'c')
    add(journal, 'both', 'the newer words')

    const merge = (keyFor: (asked: string) => Uint8Array | undefined) =>
      mergeLockedJournals({ dir, db: journal.db, migrations: datedNotes, keyFor })
    expect(merge(() => undefined)).toEqual([{ state: 'waiting', fingerprint, reason: 'keyMissing' }])
    expect(merge(asked => (asked === fingerprint ? oldKey : undefined))).toEqual([
      { state: 'merged', fingerprint, rows: 2, conflicts: 1, aside: join(dir, `journal.merged-${fingerprint}.db`) },
    ])
    expect(idsIn(journal)).toEqual(['a', 'b', 'both', 'c'])
    expect(journal.db.prepare(`SELECT body FROM note WHERE id = 'both'`).pluck().get()).toBe('the newer words')
    expect(merge(() => oldKey)).toEqual([])
    expect(namesIn(dir)).toContain(`journal.merged-${fingerprint}.db`)
    journal.close()
  })

  it('takes the journal back when its key returns instead of the new one', () => {
    const { opened: open, dir, key: oldKey } = filled(['a'])
    const nextKey = newKey()
    const between = open(notes, nextKey)
    add(between, 'b')
    between.close()
    const back = open(notes, oldKey)
    expect(back.notices.map(notice => notice.kind)).toEqual(['setAsideLocked', 'returned'])
    expect(idsIn(back)).toEqual(['a'])
    expect(mergeLockedJournals({ dir, db: back.db, migrations: notes, keyFor: () => nextKey }))
      .toMatchObject([{ state: 'merged', rows: 1 }])
    expect(idsIn(back)).toEqual(['a', 'b'])
    back.close()
  })

  it('leaves alone what it cannot merge', () => {
    const { opened: open, dir, key: oldKey } = filled(['a'])
    open(datedNotes).close()
    const journal = open(notes, newKey())
    const merge = (keyFor: () => Uint8Array) => mergeLockedJournals({ dir, db: journal.db, migrations: notes, keyFor })
    expect(merge(() => oldKey)).toMatchObject([{ state: 'waiting', reason: 'newer' }])
    expect(merge(() => newKey())).toMatchObject([{ state: 'waiting', reason: 'wrongKey' }])
    const [locked] = lockedJournals(dir)
    damage(locked?.path ?? '', 100)
    expect(merge(() => oldKey)).toMatchObject([{ state: 'waiting', reason: 'corrupt' }])
    expect(lockedJournals(dir)).toHaveLength(1)
    journal.close()
  })

  it('takes nothing in when a row would lose the row it refers to', () => {
    const schema: Migration[] = [{
      id: 1,
      up: db => db.exec(`CREATE TABLE thread (id TEXT PRIMARY KEY, name TEXT UNIQUE);
        CREATE TABLE note (id TEXT PRIMARY KEY, thread TEXT NOT NULL REFERENCES thread (id))`),
    }]
    const { opened: open, dir, key } = site()
    const old = open(schema)
    old.db.exec(`INSERT INTO thread VALUES ('t1', 'same'); INSERT INTO note VALUES ('n1', 't1')`)
    old.close()
    const journal = open(schema, newKey())
    journal.db.exec(`INSERT INTO thread VALUES ('t2', 'same')`)
    expect(mergeLockedJournals({ dir, db: journal.db, migrations: schema, keyFor: () => key }))
      .toMatchObject([{ reason: 'constraint' }])
    expect(idsIn(journal)).toEqual([])
    expect(lockedJournals(dir)).toHaveLength(1)
    journal.close()
  })

  it('loses nothing, whatever was written before, between and after', () => {
    const table = fc.dictionary(fc.stringMatching(/^[a-f]{1,2}$/), fc.string({ maxLength: 8, unit: 'grapheme' }), { maxKeys: 12 })
    fc.assert(fc.property(fc.array(table, { minLength: 2, maxLength: 4 }), generations => {
      const { opened: open, dir } = site()
      const keys = generations.map(() => newKey())
      const byFingerprint = new Map(keys.map(key => [fingerprintOf(key), key]))
      generations.forEach((rows, at) => {
        const journal = open(at < generations.length - 1 ? notes : datedNotes, keys[at])
        for (const [id, body] of Object.entries(rows)) add(journal, id, body)
        journal.close()
      })
      const journal = open(datedNotes, keys.at(-1))
      const results = mergeLockedJournals({
        dir, db: journal.db, migrations: datedNotes, keyFor: asked => byFingerprint.get(asked),
      })
      const stored = new Map(journal.db.prepare<[], [string, string]>('SELECT id, body FROM note').raw().all())
      journal.close()
      const last = generations.at(-1) ?? {}
      expect(results.map(result => result.state)).toEqual(generations.slice(1).map(() => 'merged'))
      expect([...stored.keys()].toSorted()).toEqual([...new Set(generations.flatMap(rows => Object.keys(rows)))].toSorted())
      for (const [id, body] of Object.entries(last)) expect(stored.get(id)).toBe(body)
      for (const [id, body] of stored) expect(generations.some(rows => rows[id] === body)).toBe(true)
      rmSync(dir, { recursive: true, force: true })
    }), { numRuns: 12 })
  })
})
