import type Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { isSound, openDatabase } from './database.ts'
import type { OpenDatabase } from './database.ts'
import { fingerprintOf, readRecord } from './databaseRecord.ts'
import { backUpJournal, goodBackups, restoreBackup } from './journalBackup.ts'
import type { JournalBackup } from './journalBackup.ts'
import { journalPathIn, lockedJournals, lockedName } from './journalFiles.ts'
import { migrate, newestOf, schemaVersionOf } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { freeName, moveDatabase, setAside } from './setAside.ts'
import { asStorageFailure, StorageFailure } from './storageFailure.ts'

export type JournalOptions = {
  readonly dir: string
  /** 32 bytes. */
  readonly key: Uint8Array
  readonly migrations: readonly Migration[]
  readonly now: () => Date
  readonly busyTimeoutMs?: number
}

/** What the engineer has to be told about an opened journal. */
export type JournalNotice =
  /** Its key was lost: kept aside until the key returns, see `mergeLockedJournals`. */
  | { readonly kind: 'setAsideLocked'; readonly aside: string; readonly fingerprint: string }
  /** A journal kept aside fits the key again and is in use again. */
  | { readonly kind: 'returned'; readonly fingerprint: string }
  /** Its log or record was missing: the last entries may be lost. */
  | { readonly kind: 'halfCopied' }
  | { readonly kind: 'backedUp'; readonly backup: string }
  /** The damaged journal is kept at `aside`; this one is new or from `backup`. */
  | { readonly kind: 'replaced'; readonly aside: string; readonly backup?: JournalBackup }

export type OpenJournal = {
  readonly state: 'open'
  readonly db: Database.Database
  readonly notices: readonly JournalNotice[]
  /** Copies the log into the file and closes. */
  close(): void
}

/** Nothing has been touched; the engineer chooses. Both ways keep the damaged journal aside. */
export type DamagedJournal = {
  readonly state: 'damaged'
  readonly reason: 'corrupt' | 'halfCopied' | 'wrongCipher'
  /** Sound backups, newest first. */
  readonly backups: readonly JournalBackup[]
  restore(backup: JournalBackup): OpenJournal
  startNew(): OpenJournal
}

/** Damaged journals are never removed by Lineside. */
const asideKept = Number.POSITIVE_INFINITY

/**
 * Opens `journal.db`, the only copy of what the engineer did, with the one connection that writes it.
 * - A key that does not fit: the journal is kept aside as `journal.locked-<fingerprint>.db` and another begun (or the one
 *   this key fits, if it is kept aside, taken back); a notice says so.
 * - Damaged: nothing is done, the result offers sound backups and a new beginning.
 * - An older schema: a backup is made, then it is migrated.
 * Throws StorageFailure `newer` (never overwritten), `locked`, `readOnly`, `diskFull`, `unwritable`, `notADirectory`, `ioError`.
 */
export function openJournal(options: JournalOptions): OpenJournal | DamagedJournal {
  const path = journalPathIn(options.dir)
  const notices: JournalNotice[] = []
  const record = readRecord(path)
  const fingerprint = fingerprintOf(options.key)
  if (record !== undefined && record.keyFingerprint !== fingerprint && existsSync(path)) {
    const aside = freeName(options.dir, lockedName(record.keyFingerprint))
    moveDatabase(path, aside)
    notices.push({ kind: 'setAsideLocked', aside, fingerprint: record.keyFingerprint })
  }
  const returning = lockedJournals(options.dir).find(locked => locked.fingerprint === fingerprint)
  if (returning !== undefined && !existsSync(path) && readRecord(path) === undefined) {
    moveDatabase(returning.path, path)
    notices.push({ kind: 'returned', fingerprint })
  }
  try {
    return open(options, notices)
  } catch (error) {
    const failure = asStorageFailure(error, path)
    if (failure === undefined) throw error
    const { code } = failure
    if (code !== 'corrupt' && code !== 'halfCopied' && code !== 'wrongCipher') throw failure
    return damaged(options, code, notices)
  }
}

function damaged(options: JournalOptions, reason: DamagedJournal['reason'], notices: readonly JournalNotice[]): DamagedJournal {
  const path = journalPathIn(options.dir)
  const putAside = () => setAside(path, options.now(), asideKept)
  return {
    state: 'damaged',
    reason,
    backups: goodBackups(options.dir, options.key),
    restore(backup) {
      const aside = putAside()
      restoreBackup(backup, path, options.key)
      return open(options, [...notices, { kind: 'replaced', aside, backup }])
    },
    startNew() {
      const aside = putAside()
      return open(options, [...notices, { kind: 'replaced', aside }])
    },
  }
}

function open(options: JournalOptions, before: readonly JournalNotice[]): OpenJournal {
  const path = journalPathIn(options.dir)
  const opened = openDatabase(path, {
    key: options.key,
    synchronous: 'FULL',
    cacheKiB: 8192,
    walAutocheckpointPages: 1000,
    ...(options.busyTimeoutMs === undefined ? {} : { busyTimeoutMs: options.busyTimeoutMs }),
  })
  try {
    const { db } = opened
    const notices = [...before]
    if (opened.halfCopied) notices.push({ kind: 'halfCopied' })
    const version = schemaVersionOf(db)
    if (version > newestOf(options.migrations)) throw new StorageFailure('newer', path)
    // A log from another moment than its file has valid pages that do not belong together: only reading all of it shows that.
    if (!opened.created && !isSound(db)) throw new StorageFailure('corrupt', path)
    if (version > 0 && version < newestOf(options.migrations)) {
      notices.push({ kind: 'backedUp', backup: backUpJournal(db, options.key, options.now()) })
    }
    migrate(db, options.migrations)
    return { state: 'open', db, notices, close: opened.close }
  } catch (error) {
    abandon(opened)
    throw error
  }
}

function abandon(opened: OpenDatabase): void {
  try {
    opened.close()
  } catch {
    // The failure that made us close is the one to tell.
  }
}
