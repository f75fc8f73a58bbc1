import type Database from 'better-sqlite3'
import { StorageFailure } from './storageFailure.ts'

/** One step of a schema: `id` is the `user_version` after it. Runs in its own immediate transaction. */
export type Migration = { readonly id: number; readonly up: (db: Database.Database) => void }

/** The schema version of an open database (`user_version`). */
export const schemaVersionOf = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }))

/** The version a list of migrations leads to; 0 for none. Throws when ids are not ascending (a bug in the list). */
export function newestOf(migrations: readonly Migration[]): number {
  let last = 0
  for (const { id } of migrations) {
    if (!Number.isSafeInteger(id) || id <= last) throw new Error(`migration ${id} does not follow ${last}`)
    last = id
  }
  return last
}

/**
 * Brings a database to the newest schema and tells from which version to which.
 * Throws StorageFailure `newer`, before touching anything, when the database is ahead of the list. A failing migration
 * is rolled back and those before it stay.
 */
export function migrate(db: Database.Database, migrations: readonly Migration[]): { from: number; to: number } {
  const to = newestOf(migrations)
  const from = schemaVersionOf(db)
  if (from > to) throw new StorageFailure('newer', db.name)
  for (const { id, up } of migrations) {
    if (id <= from) continue
    db.transaction(() => {
      up(db)
      db.pragma(`user_version = ${id}`)
    }).immediate()
  }
  return { from, to }
}
