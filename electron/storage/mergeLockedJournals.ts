import type Database from 'better-sqlite3'
import { attachKey, openDatabase } from './database.ts'
import { lockedJournals } from './journalFiles.ts'
import { newestCounts } from './journalSchema.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migrate.ts'
import { freeName, moveDatabase } from './setAside.ts'
import { asStorageFailure } from './storageFailure.ts'
import type { StorageFailureCode } from './storageFailure.ts'

export type MergeResult =
  | {
    readonly state: 'merged'
    readonly fingerprint: string
    /** Rows that came in. */
    readonly rows: number
    /** Rows whose key is taken by a different row here: they are only in the file kept at `aside`. */
    readonly conflicts: number
    /** The merged file, kept. */
    readonly aside: string
  }
  /** Its key is not here (`keyMissing`), or it cannot be used; it stays where it is. */
  | { readonly state: 'waiting'; readonly fingerprint: string; readonly reason: 'keyMissing' | 'constraint' | StorageFailureCode }

export type MergeOptions = {
  readonly dir: string
  /** The open journal; it must not be in a transaction. */
  readonly db: Database.Database
  readonly migrations: readonly Migration[]
  /** A key from any vault at hand, by its fingerprint. */
  readonly keyFor: (fingerprint: string) => Uint8Array | undefined
}

/**
 * Takes what journals kept aside hold into the open one, each in one transaction, as soon as their key is back: every row
 * of every table with a primary key, unless that key is taken; of what is only known last (`newestCounts`) the newer row stays.
 * The file is kept as `journal.merged-<fingerprint>.db`.
 * A journal that cannot be merged is reported and left alone. Throws StorageFailure about the open journal (`diskFull`, ...).
 */
export function mergeLockedJournals(options: MergeOptions): MergeResult[] {
  return lockedJournals(options.dir).map(({ path, fingerprint }) => {
    const key = options.keyFor(fingerprint)
    if (key === undefined) return { state: 'waiting', fingerprint, reason: 'keyMissing' }
    const unusable = bringUpToDate(path, key, options.migrations)
    if (unusable !== undefined) return { state: 'waiting', fingerprint, reason: unusable }
    const counts = mergeFile(options.db, path, key)
    if (counts === undefined) return { state: 'waiting', fingerprint, reason: 'constraint' }
    const aside = freeName(options.dir, `journal.merged-${fingerprint}`)
    moveDatabase(path, aside)
    return { state: 'merged', fingerprint, ...counts, aside }
  })
}

function bringUpToDate(path: string, key: Uint8Array, migrations: readonly Migration[]): StorageFailureCode | undefined {
  try {
    const opened = openDatabase(path, { key, synchronous: 'FULL', cacheKiB: 8192, walAutocheckpointPages: 1000 })
    try {
      migrate(opened.db, migrations)
    } finally {
      opened.close()
    }
    return undefined
  } catch (error) {
    const failure = asStorageFailure(error, path)
    if (failure === undefined) throw error
    return failure.code
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Tables of the attached file that have a primary key, with their stored columns. */
function keyedTables(db: Database.Database): { name: string; columns: string[]; key: string[] }[] {
  const tables = db.prepare<[], { name: string }>(
    `SELECT name FROM pragma_table_list WHERE schema = 'aside' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  ).all()
  const columnsOf = db.prepare<[string], { name: string; pk: number }>(`SELECT name, pk FROM pragma_table_info(?, 'aside')`)
  return tables.flatMap(({ name }) => {
    const columns = columnsOf.all(name)
    const key = columns.filter(column => column.pk > 0)
    return key.length > 0 ? [{ name, columns: columns.map(column => column.name), key: key.map(column => column.name) }] : []
  })
}

/** Takes rows in, also over one with their key that is older by a column. */
function newerInto({ name, columns, key }: { name: string; columns: string[]; key: string[] }, newest: string): string {
  const all = columns.map(quoted).join(', ')
  const set = columns.map(column => `${quoted(column)} = excluded.${quoted(column)}`).join(', ')
  return `INSERT INTO main.${quoted(name)} (${all}) SELECT ${all} FROM aside.${quoted(name)} WHERE true
    ON CONFLICT (${key.map(quoted).join(', ')}) DO UPDATE SET ${set}
    WHERE excluded.${quoted(newest)} > ${quoted(name)}.${quoted(newest)}`
}

/** Undefined when the rows cannot live together with those already here (a foreign key whose row was refused). */
function mergeFile(db: Database.Database, path: string, key: Uint8Array): { rows: number; conflicts: number } | undefined {
  db.prepare('ATTACH ? AS aside KEY ?').run(path, attachKey(key))
  try {
    return db.transaction(() => {
      db.pragma('defer_foreign_keys = ON')
      let rows = 0
      let conflicts = 0
      for (const table of keyedTables(db)) {
        const columns = table.columns.map(quoted).join(', ')
        const from = `SELECT ${columns} FROM aside.${quoted(table.name)}`
        const newest = newestCounts.get(table.name)
        if (newest !== undefined) {
          rows += db.prepare(newerInto(table, newest)).run().changes
          continue
        }
        rows += db.prepare(`INSERT OR IGNORE INTO main.${quoted(table.name)} (${columns}) ${from}`).run().changes
        const left = db.prepare<[], number>(
          `SELECT count(*) FROM (${from} EXCEPT SELECT ${columns} FROM main.${quoted(table.name)})`,
        ).pluck().get()
        conflicts += left ?? 0
      }
      return { rows, conflicts }
    }).immediate()
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')) return undefined
    throw asStorageFailure(error, db.name) ?? error
  } finally {
    db.exec('DETACH aside')
  }
}
