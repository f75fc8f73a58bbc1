import { randomBytes } from 'node:crypto'
import { fingerprintOf } from '../storage/databaseRecord.ts'
import { VaultFailure } from './vault.ts'
import type { Vault } from './vault.ts'

/** What has a key of its own: the two databases, and all files together. */
export type DatabaseId = 'cache' | 'journal' | 'files'

/** Under what a vault holds it. */
export const keyNameOf = (id: DatabaseId): string => `database.${id}.key`

/** The key a vault holds for a database; undefined when it is known to hold none. Throws VaultFailure. */
export async function storedDatabaseKey(vault: Vault, id: DatabaseId): Promise<Buffer | undefined> {
  const text = await vault.get(keyNameOf(id))
  if (text === undefined) return undefined
  if (!/^[0-9a-f]{64}$/.test(text)) throw new VaultFailure('damaged')
  return Buffer.from(text, 'hex')
}

/**
 * The 32-byte key of a database, made at random the first time. A key is made only when the vault has answered that there is
 * none, and given out only when the vault has given it back. Throws VaultFailure, and then nothing has been made.
 */
export async function databaseKeyFor(vault: Vault, id: DatabaseId): Promise<{ readonly key: Buffer; readonly created: boolean }> {
  const stored = await storedDatabaseKey(vault, id)
  if (stored !== undefined) return { key: stored, created: false }
  const key = randomBytes(32)
  await vault.set(keyNameOf(id), key.toString('hex'))
  const kept = await storedDatabaseKey(vault, id)
  if (kept === undefined || !kept.equals(key)) throw new VaultFailure('failed')
  return { key, created: true }
}

/** Finds a database's keys in the vaults at hand by fingerprint, for `mergeLockedJournals`. A vault that fails is passed over. */
export async function keyFinder(vaults: readonly Vault[], id: DatabaseId): Promise<(fingerprint: string) => Buffer | undefined> {
  const keys = new Map<string, Buffer>()
  for (const vault of vaults) {
    const key = await storedDatabaseKey(vault, id).catch((error: unknown) => {
      if (error instanceof VaultFailure) return undefined
      throw error
    })
    if (key !== undefined) keys.set(fingerprintOf(key), key)
  }
  return fingerprint => keys.get(fingerprint)
}
