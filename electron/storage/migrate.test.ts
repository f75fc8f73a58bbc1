import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { journalMigrations } from './journalSchema.ts'
import { migrate, newestOf, schemaVersionOf } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { datedNotes, failureOf, notes } from './testDatabases.ts'

describe('migrate', () => {
  it('brings a stored earlier schema with its rows to the newest', () => {
    const db = new Database(':memory:')
    expect(migrate(db, notes)).toEqual({ from: 0, to: 1 })
    db.exec(`INSERT INTO note VALUES ('a', 'kept')`)
    expect(migrate(db, datedNotes)).toEqual({ from: 1, to: 2 })
    expect(db.prepare('SELECT * FROM note').all()).toEqual([{ id: 'a', body: 'kept', at: 0 }])
    expect(migrate(db, datedNotes)).toEqual({ from: 2, to: 2 })
  })

  it('refuses a newer database without touching it', () => {
    const db = new Database(':memory:')
    db.pragma('user_version = 7')
    expect(failureOf(() => migrate(db, datedNotes))).toMatchObject({ code: 'newer' })
    expect(schemaVersionOf(db)).toBe(7)
  })

  it('rolls a failing step back and keeps those before it', () => {
    const db = new Database(':memory:')
    const broken: Migration = { id: 2, up: at => at.exec('CREATE TABLE half (id); CREATE TABLE note (id)') }
    expect(() => migrate(db, [...notes, broken])).toThrow(/already exists/)
    expect(schemaVersionOf(db)).toBe(1)
    expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).pluck().get()).toBe(0)
  })

  it('refuses a list out of order', () => {
    expect(() => newestOf(datedNotes.toReversed())).toThrow('migration 1 does not follow 2')
  })
})

describe('journalMigrations', () => {
  it('gives every table a primary key that is not a counter, so that journals can be merged', () => {
    const db = new Database(':memory:')
    migrate(db, journalMigrations)
    const keyTypes = db.prepare(
      `SELECT l.name, group_concat(t.type) AS types FROM pragma_table_list l LEFT JOIN pragma_table_info(l.name) t ON t.pk > 0
       WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite%' GROUP BY l.name`,
    ).all()
    expect(keyTypes.length).toBeGreaterThan(0)
    expect(keyTypes).toEqual(keyTypes.map(() => ({ name: expect.any(String), types: expect.stringMatching(/^TEXT/) })))
  })
})
