import Database from 'better-sqlite3'
import { journalMigrations } from '../../electron/storage/journalSchema.ts'
import { migrate } from '../../electron/storage/migrate.ts'

/** A journal in memory with today's schema. */
export function memoryJournal(): Database.Database {
  const db = new Database(':memory:')
  migrate(db, journalMigrations)
  return db
}
