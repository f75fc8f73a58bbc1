import Database from 'better-sqlite3'
import { closeSync, copyFileSync, constants, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { syncDirectory, syncFile } from './atomicFile.ts'
import { cipher, isSound, unlock } from './database.ts'
import { fingerprintOf, readRecord, writeRecord } from './databaseRecord.ts'
import { schemaVersionOf } from './migrate.ts'
import { databasesNamed, freeName, removeDatabase, stampOf } from './setAside.ts'
import { withStorageFailures } from './storageFailure.ts'

/** A backup that was opened and read through. */
export type JournalBackup = { readonly path: string; readonly schemaVersion: number; readonly takenAt: Date }

/** At most this many backups are kept. */
const backupsKept = 2

/** How old a backup is, from its name; sorts like the name. */
function takenAtOf(path: string): Date | undefined {
  const match = /backup-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z/.exec(path)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second, ms] = match
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`)
}

/**
 * Writes a whole, encrypted copy of the open journal (same key) beside it as `journal.backup-<time>.db` and keeps the
 * newest two. Gives its path. Throws StorageFailure (`diskFull`, ...) and then leaves no half a copy behind.
 */
export function backUpJournal(db: Database.Database, key: Uint8Array, now: Date): string {
  const directory = dirname(db.name)
  const path = freeName(directory, `journal.backup-${stampOf(now)}`)
  const temporary = `${path}.tmp`
  withStorageFailures(path, () => {
    // VACUUM INTO accepts an empty file and keeps its mode.
    closeSync(openSync(temporary, 'wx', 0o600))
    try {
      db.prepare('VACUUM INTO ?').run(temporary)
      syncFile(temporary)
      writeRecord(path, {
        format: 1, cipher, keyFingerprint: fingerprintOf(key), schemaVersion: schemaVersionOf(db), state: 'closed',
      })
      renameSync(temporary, path)
      syncDirectory(directory)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    }
  })
  for (const old of databasesNamed(directory, 'journal.backup-').slice(0, -backupsKept)) removeDatabase(old)
  return path
}

/** The backups this key opens and that are sound, newest first. */
export function goodBackups(dir: string, key: Uint8Array): JournalBackup[] {
  return databasesNamed(dir, 'journal.backup-').toReversed().flatMap(path => {
    const takenAt = takenAtOf(path)
    const schemaVersion = soundVersion(path, key)
    return takenAt === undefined || schemaVersion === undefined ? [] : [{ path, schemaVersion, takenAt }]
  })
}

function soundVersion(path: string, key: Uint8Array): number | undefined {
  if (readRecord(path)?.keyFingerprint !== fingerprintOf(key)) return undefined
  let db: Database.Database | undefined
  try {
    db = new Database(path, { readonly: true, fileMustExist: true })
    unlock(db, key)
    const version = schemaVersionOf(db)
    return isSound(db) ? version : undefined
  } catch (error) {
    if (error instanceof Database.SqliteError) return undefined
    throw error
  } finally {
    db?.close()
  }
}

/** Copies a backup to where the journal is expected; nothing may be there. The backup itself stays. Throws StorageFailure. */
export function restoreBackup(backup: JournalBackup, path: string, key: Uint8Array): void {
  withStorageFailures(path, () => {
    const temporary = join(dirname(path), 'journal.restoring.tmp')
    rmSync(temporary, { force: true })
    copyFileSync(backup.path, temporary, constants.COPYFILE_EXCL)
    syncFile(temporary)
    writeRecord(path, {
      format: 1, cipher, keyFingerprint: fingerprintOf(key), schemaVersion: backup.schemaVersion, state: 'closed',
    })
    renameSync(temporary, path)
    syncDirectory(dirname(path))
  })
}
