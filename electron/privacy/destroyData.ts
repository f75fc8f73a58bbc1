import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withStorageFailures } from '../storage/storageFailure.ts'
import { keyNameOf } from '../vault/databaseKey.ts'
import { keychainProbeName } from '../vault/keychain.ts'
import { VaultFailure } from '../vault/vault.ts'
import type { Vault } from '../vault/vault.ts'

/** Both databases with their logs, records, backups and copies kept aside; the files; what the vaults leave on disk. */
const isData = (name: string): boolean => /^(cache|journal)[.-]|^vault\.(enc|json)|^session-|^files$/.test(name)

/**
 * Destroys keys: without them every copy of the databases and files, wherever it is, is unreadable. The journal's goes first;
 * where a vault refuses that one, nothing has been destroyed and its VaultFailure is thrown. Gives how many of the others could
 * not be removed. Then `removeData` removes the files.
 */
export async function destroyKeys(vaults: readonly Vault[], passwordNames: readonly string[]): Promise<number> {
  const names = [keyNameOf('journal'), keyNameOf('files'), keyNameOf('cache'), ...passwordNames, keychainProbeName]
  let left = 0
  for (const [index, vault] of vaults.entries()) {
    for (const name of names) {
      try {
        await vault.delete(name)
      } catch (error) {
        if (!(error instanceof VaultFailure) || (index === 0 && name === names[0])) throw error
        left += 1
      }
    }
  }
  return left
}

/** Removes everything of the engineer's from a data directory whose databases are closed. Log, lock and window's place stay. */
export function removeData(dataDirectory: string): void {
  withStorageFailures(dataDirectory, () => {
    const names = readdirSync(dataDirectory).filter(isData)
    for (const name of names) rmSync(join(dataDirectory, name), { recursive: true, force: true })
  })
}
