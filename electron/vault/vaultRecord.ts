import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { readFileIfThere, writeFileAtomically } from '../storage/atomicFile.ts'
import { VaultFailure } from './vault.ts'

const VaultRecord = z.object({
  format: z.literal(1),
  /** Names this directory's keychain entries. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  /** The vault in use; null until one has been. */
  kind: z.enum(['keychain', 'passphrase']).nullable(),
  /** The keychain has held this directory's secrets, now or earlier. */
  keychainUsed: z.boolean(),
})

/** What a data directory knows of its vault: nothing secret. Kept in `vault.json`. */
export type VaultRecord = z.infer<typeof VaultRecord>

export const vaultRecordPath = (dataDir: string): string => join(dataDir, 'vault.json')

/** The directory's record; a new one, not yet written, where there is none. Throws VaultFailure `damaged`. */
export function readVaultRecord(dataDir: string): VaultRecord {
  const text = readFileIfThere(vaultRecordPath(dataDir))
  if (text === undefined) return { format: 1, id: randomBytes(16).toString('hex'), kind: null, keychainUsed: false }
  try {
    return VaultRecord.parse(JSON.parse(text))
  } catch {
    throw new VaultFailure('damaged')
  }
}

/** Throws StorageFailure. */
export function writeVaultRecord(dataDir: string, record: VaultRecord): void {
  writeFileAtomically(vaultRecordPath(dataDir), `${JSON.stringify(record)}\n`)
}
