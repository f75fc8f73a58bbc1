import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { readFileIfThere, writeFileAtomically } from './atomicFile.ts'

const DatabaseRecord = z.object({
  format: z.literal(1),
  cipher: z.string(),
  keyFingerprint: z.string(),
  schemaVersion: z.int().min(0),
  state: z.enum(['creating', 'open', 'closed', 'damaged']),
})

/**
 * What is known about a database without its key, kept beside it: it tells a wrong key, a wrong cipher and a damaged file
 * apart, which SQLite cannot. `state` tells a crash (`open`, its log still there) from a copy made without the log;
 * `damaged` was found out in use.
 */
export type DatabaseRecord = z.infer<typeof DatabaseRecord>

/** Where the record of the database file at `path` is: `cache.db` has `cache.meta.json`. */
export const recordPathOf = (path: string): string => `${path.replace(/\.db$/, '')}.meta.json`

/** The record beside a database file; undefined when it is missing or unreadable. */
export function readRecord(path: string): DatabaseRecord | undefined {
  const text = readFileIfThere(recordPathOf(path))
  if (text === undefined) return undefined
  try {
    return DatabaseRecord.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Replaces the record beside a database file. Throws StorageFailure. */
export function writeRecord(path: string, record: DatabaseRecord): void {
  writeFileAtomically(recordPathOf(path), `${JSON.stringify(record)}\n`)
}

/** 16 hex digits that recognise a key and reveal nothing of it (truncated HMAC-SHA-256). */
export function fingerprintOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('Lineside database key').digest('hex').slice(0, 16)
}
