import { join } from 'node:path'
import { readRecord } from './databaseRecord.ts'
import { databasesNamed } from './setAside.ts'

/** A whole journal that waits for its key. */
export type LockedJournal = { readonly path: string; readonly fingerprint: string }

export const journalPathIn = (dir: string): string => join(dir, 'journal.db')

export const lockedName = (fingerprint: string): string => `journal.locked-${fingerprint}`

/** The journals kept aside until their key returns, with the fingerprints to ask a vault for. */
export function lockedJournals(dir: string): LockedJournal[] {
  return databasesNamed(dir, 'journal.locked-').flatMap(path => {
    const fingerprint = readRecord(path)?.keyFingerprint ?? /locked-([0-9a-f]{16})/.exec(path)?.[1]
    return fingerprint === undefined ? [] : [{ path, fingerprint }]
  })
}
