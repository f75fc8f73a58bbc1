import type Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase, openReader } from './database.ts'
import type { OpenDatabase } from './database.ts'
import { readRecord, writeRecord } from './databaseRecord.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { setAside } from './setAside.ts'
import { asStorageFailure, StorageFailure } from './storageFailure.ts'
import type { StorageFailureCode } from './storageFailure.ts'

export type CacheOptions = {
  readonly dir: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly migrations: readonly Migration[]
  readonly now: () => Date
  readonly busyTimeoutMs?: number
}

/** Why a cache was set aside and begun anew. */
export type RebuildReason = Extract<StorageFailureCode, 'corrupt' | 'halfCopied' | 'wrongKey' | 'wrongCipher' | 'newer'>

export type OpenCache = {
  readonly db: Database.Database
  /** Present when the old cache could not be used: it is kept at `aside` and has to be filled again. */
  readonly rebuilt?: { readonly reason: RebuildReason; readonly aside: string }
  /** Copies the log into the file and closes. */
  close(): void
}

const rebuildReasons: readonly string[] = ['corrupt', 'halfCopied', 'wrongKey', 'wrongCipher', 'newer'] satisfies RebuildReason[]
const isRebuildReason = (code: StorageFailureCode): code is RebuildReason => rebuildReasons.includes(code)

/** Pages kept decrypted, per connection: more makes neither ingest nor a keystroke faster at a million lines, only the app larger. */
const writerCacheKiB = 40_960
const readerCacheKiB = 20_480

/** At most this many unusable caches are kept. */
const asideKept = 2

export const cachePathIn = (dir: string): string => join(dir, 'cache.db')

/**
 * Opens `cache.db` for its only writer (the writer worker). A cache that cannot be used is set aside with its log and
 * begun anew, and the result says so. Throws StorageFailure `locked`, `readOnly`, `diskFull`, `unwritable`,
 * `notADirectory` or `ioError`: those say nothing against the cache.
 */
export function openCache(options: CacheOptions): OpenCache {
  const path = cachePathIn(options.dir)
  try {
    return openAndMigrate(path, options)
  } catch (error) {
    const failure = asStorageFailure(error, path)
    if (failure === undefined || !isRebuildReason(failure.code)) throw failure ?? error
    const aside = setAside(path, options.now(), asideKept)
    return { ...openAndMigrate(path, options), rebuilt: { reason: failure.code, aside } }
  }
}

function openAndMigrate(path: string, options: CacheOptions): OpenCache {
  // Deleting the cache is allowed: a record that is left alone means a new cache, not a damaged one.
  const record = readRecord(path)
  if (record !== undefined && !existsSync(path) && !existsSync(`${path}-wal`)) writeRecord(path, { ...record, state: 'creating' })
  const opened = openDatabase(path, {
    key: options.key,
    synchronous: 'NORMAL',
    cacheKiB: writerCacheKiB,
    walAutocheckpointPages: 16_000,
    ...(options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: options.busyTimeoutMs }),
  })
  try {
    if (opened.halfCopied) throw new StorageFailure('halfCopied', path)
    migrate(opened.db, options.migrations)
    return { db: opened.db, close: opened.close }
  } catch (error) {
    closeQuietly(opened)
    throw error
  }
}

function closeQuietly(opened: OpenDatabase): void {
  try {
    opened.close()
  } catch {
    // The failure that made us close is the one to tell.
  }
}

/** A connection that can only read, for the main process, opened after the writer. Throws StorageFailure. */
export function openCacheReader(options: Pick<CacheOptions, 'dir' | 'key' | 'busyTimeoutMs'>): Database.Database {
  return openReader(cachePathIn(options.dir), { cacheKiB: readerCacheKiB, ...options })
}

/**
 * Notes that the cache turned out damaged while it was in use (a `corrupt` failure of a query), so that the next
 * `openCache` begins anew. To be called when every connection is closed, since closing notes an orderly end.
 */
export function condemnCache(dir: string): void {
  const record = readRecord(cachePathIn(dir))
  if (record !== undefined) writeRecord(cachePathIn(dir), { ...record, state: 'damaged' })
}

/** Copies the log into the file and empties it, by the writer after a synchronisation. False when a reader is in the way. */
export function truncateLog(db: Database.Database): boolean {
  const [row] = db.prepare<[], { busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)').all()
  return row?.busy === 0
}
