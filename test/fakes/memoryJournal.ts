import Database from 'better-sqlite3'
import { journalMigrations } from '../../electron/storage/journalSchema.ts'
import { migrate } from '../../electron/storage/migrate.ts'

/** A journal in memory with today's schema, or what `serialize` gave of one. */
export function memoryJournal(content?: Buffer): Database.Database {
  const db = content === undefined ? new Database(':memory:') : new Database(content)
  migrate(db, journalMigrations)
  return db
}
