// An ambient declaration cannot be imported, and test/tsconfig.json does not list this folder.
// oxlint-disable-next-line typescript/triple-slash-reference
/// <reference path="./betterSqlite3.d.ts" />
import Database from 'better-sqlite3'
import { accessSync, closeSync, constants, existsSync, openSync, rmSync, statSync } from 'node:fs'
import { fingerprintOf, readRecord, recordPathOf, writeRecord } from './databaseRecord.ts'
import { schemaVersionOf } from './migrate.ts'
import { asStorageFailure, StorageFailure, withStorageFailures } from './storageFailure.ts'

/** The one cipher of all databases: authenticated, and the fastest where the CPU has AES. */
export const cipher = 'aegis'

export type DatabaseOptions = {
  /** 32 bytes from the vault. */
  readonly key: Uint8Array
  /** FULL survives a power cut with every commit; NORMAL may lose the last ones. */
  readonly synchronous: 'FULL' | 'NORMAL'
  readonly cacheKiB: number
  /** Pages of 8 KiB in the log before SQLite copies them into the file by itself. */
  readonly walAutocheckpointPages: number
  /** How long to wait for another connection's lock before `locked`; default 2000. */
  readonly busyTimeoutMs?: number
}

export type OpenDatabase = {
  readonly db: Database.Database
  /** There was no database before. */
  readonly created: boolean
  /** It could be opened, but its log or its record was missing: the last changes may be lost. */
  readonly halfCopied: boolean
  /** Copies the log into the file, notes the orderly end, and closes. A full disk stops neither. Safe to call twice. */
  close(): void
}

/** Keys a fresh connection. The key goes in as bytes, so that no SQL text or error can carry it. */
export function unlock(db: Database.Database, key: Uint8Array): void {
  if (key.length !== 32) throw new Error('a database key has 32 bytes')
  db.pragma(`cipher = '${cipher}'`)
  db.key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`))
}

/** The key as `ATTACH ... KEY ?` takes it. */
export const attachKey = (key: Uint8Array): string => `raw:${Buffer.from(key).toString('hex')}`

const isThere = (path: string): boolean => existsSync(path) && (!statSync(path).isFile() || statSync(path).size > 0)

/**
 * Decides without opening whether the file may be opened with this key. A wrong key must never reach SQLite: closing such
 * a connection would copy a log it cannot read into the file.
 */
function judge(path: string, key: Uint8Array): 'new' | 'known' | 'unrecorded' {
  const record = readRecord(path)
  const walIsThere = existsSync(`${path}-wal`)
  if (record?.state === 'creating') {
    for (const leftover of [path, `${path}-wal`, `${path}-shm`]) rmSync(leftover, { force: true })
    return 'new'
  }
  if (!isThere(path)) {
    if (walIsThere) throw new StorageFailure('halfCopied', path)
    if (record === undefined) return 'new'
    throw new StorageFailure(existsSync(path) ? 'corrupt' : 'halfCopied', path)
  }
  if (record === undefined) return 'unrecorded'
  if (record.cipher !== cipher) throw new StorageFailure('wrongCipher', path)
  if (record.keyFingerprint !== fingerprintOf(key)) throw new StorageFailure('wrongKey', path)
  if (record.state === 'damaged') throw new StorageFailure('corrupt', path)
  return 'known'
}

/** Reads one page through a connection that can neither write nor copy the log; false when the key does not fit. */
function fits(path: string, key: Uint8Array): boolean {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    unlock(db, key)
    schemaVersionOf(db)
    return true
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') return false
    throw error
  } finally {
    db.close()
  }
}

/**
 * Asked before SQLite is, which would open the file for reading and leave a log beside it that nobody can write either.
 * Not by opening: closing that would drop the locks this process has on the file (POSIX).
 */
function requireWritable(path: string): void {
  accessSync(path, constants.R_OK)
  try {
    accessSync(path, constants.W_OK)
  } catch (error) {
    throw new StorageFailure('readOnly', path, { cause: error })
  }
}

/** Creates the file before SQLite does, for the owner only; SQLite gives the log and the index the same mode. */
function createFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

/**
 * Opens or creates an encrypted database for writing, in WAL mode, with nothing temporary on disk.
 * Throws StorageFailure with any of its codes except `newer` (that is `migrate`'s) and leaves the files untouched then.
 */
export function openDatabase(path: string, options: DatabaseOptions): OpenDatabase {
  return withStorageFailures(path, () => {
    const found = judge(path, options.key)
    if (found === 'unrecorded' && !fits(path, options.key)) throw new StorageFailure('halfCopied', path)
    if (found !== 'new') requireWritable(path)
    const halfCopied = found === 'unrecorded' || (readRecord(path)?.state === 'open' && !existsSync(`${path}-wal`))
    const note = (state: 'creating' | 'open' | 'closed', schemaVersion: number) =>
      writeRecord(path, { format: 1, cipher, keyFingerprint: fingerprintOf(options.key), schemaVersion, state })
    if (found === 'new') {
      note('creating', 0)
      createFile(path)
    }
    const db = connect(path, options)
    try {
      note('open', schemaVersionOf(db))
    } catch (error) {
      db.close()
      throw error
    }
    const close = () => {
      if (!db.open) return
      let noted = false
      try {
        const version = schemaVersionOf(db)
        db.pragma('wal_checkpoint(TRUNCATE)')
        note('closed', version)
        noted = true
      } catch (error) {
        // A full disk, say: what was not copied stays in the log and is found at the next start.
        if (asStorageFailure(error, path) === undefined) throw error
      } finally {
        db.close()
        if (!noted) keepLog(path)
      }
    }
    return { db, created: found === 'new', halfCopied, close }
  })
}

/** Without its record's leave a missing log would look like a half copy; an empty one means nothing is missing. */
function keepLog(path: string): void {
  try {
    createFile(`${path}-wal`)
  } catch {
    // Then the next start tells of a half copy: one notice too many, nothing lost.
  }
}

function connect(path: string, options: DatabaseOptions): Database.Database {
  const db = new Database(path, { timeout: options.busyTimeoutMs ?? 2000 })
  try {
    unlock(db, options.key)
    db.pragma('page_size = 8192')
    db.pragma('temp_store = MEMORY')
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') throw new StorageFailure('readOnly', path)
    db.pragma(`synchronous = ${options.synchronous}`)
    // Without this macOS lets the drive keep a commit in its own cache; it is nothing elsewhere.
    if (options.synchronous === 'FULL') db.pragma('fullfsync = ON')
    db.pragma('foreign_keys = ON')
    db.pragma(`cache_size = -${options.cacheKiB}`)
    db.pragma(`wal_autocheckpoint = ${options.walAutocheckpointPages}`)
    // A file that can only be read is found out here, before work begins (BEGIN IMMEDIATE alone does not).
    db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${schemaVersionOf(db)}; ROLLBACK`)
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * A second connection that can only read, to a database a writer has opened before. Being read-only it never copies or
 * removes the writer's log, not even when it is the last to close. Throws StorageFailure.
 */
export function openReader(
  path: string, options: Pick<DatabaseOptions, 'key' | 'cacheKiB' | 'busyTimeoutMs'>,
): Database.Database {
  return withStorageFailures(path, () => {
    const found = judge(path, options.key)
    if (found !== 'known') throw new StorageFailure('halfCopied', path)
    const db = new Database(path, { readonly: true, fileMustExist: true, timeout: options.busyTimeoutMs ?? 2000 })
    try {
      unlock(db, options.key)
      db.pragma('temp_store = MEMORY')
      db.pragma('query_only = ON')
      db.pragma(`cache_size = -${options.cacheKiB}`)
      db.prepare('SELECT count(*) FROM sqlite_schema').get()
      return db
    } catch (error) {
      db.close()
      throw error
    }
  })
}

/** Reads every page of an open database; false when one is damaged. About 1 s per GB. */
export function isSound(db: Database.Database): boolean {
  try {
    return db.pragma('quick_check(1)', { simple: true }) === 'ok'
  } catch (error) {
    if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) return false
    throw error
  }
}

/** Every file of a database, the record last: what has to be moved or removed together. */
export const filesOf = (path: string): string[] => [path, `${path}-wal`, `${path}-shm`, recordPathOf(path)]
