import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { asStorageFailure, StorageFailure } from './storageFailure.ts'

/**
 * Makes sure the data directory is there, for the owner only (0700 when it is created), and can be written to.
 * Throws StorageFailure: `notADirectory` when a file is in the way, `unwritable`, `readOnly` or `diskFull`.
 */
export function prepareDataDirectory(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    const probe = join(dir, `probe-${randomBytes(6).toString('hex')}.tmp`)
    closeSync(openSync(probe, 'wx', 0o600))
    rmSync(probe)
  } catch (error) {
    if (isNotDirectory(dir)) throw new StorageFailure('notADirectory', dir, { cause: error })
    throw asStorageFailure(error, dir) ?? error
  }
}

function isNotDirectory(dir: string): boolean {
  return statSync(dir, { throwIfNoEntry: false })?.isDirectory() === false
}

const sessionPrefix = 'session-'

/**
 * A directory for the databases of a session of which nothing is kept (memory vault); what a crashed one left is removed
 * first. Only for the holder of the instance lock. Throws StorageFailure.
 */
export function openSessionDirectory(dataDir: string): { readonly dir: string; remove(): void } {
  try {
    for (const name of readdirSync(dataDir).filter(entry => entry.startsWith(sessionPrefix))) {
      rmSync(join(dataDir, name), { recursive: true, force: true })
    }
    const dir = mkdtempSync(join(dataDir, sessionPrefix))
    return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
  } catch (error) {
    throw asStorageFailure(error, dataDir) ?? error
  }
}
