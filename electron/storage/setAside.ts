import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { syncDirectory } from './atomicFile.ts'
import { filesOf } from './database.ts'
import { withStorageFailures } from './storageFailure.ts'

/** A time as it can stand in file names and sorts by age: `20261121T181530123Z`. UTC. */
export const stampOf = (time: Date): string => time.toISOString().replaceAll(/[-:.]/g, '')

/** The first of `name.db`, `name-2.db`, ... of which no file exists in the directory. */
export function freeName(directory: string, name: string): string {
  for (let count = 1; ; count += 1) {
    const path = join(directory, count === 1 ? `${name}.db` : `${name}-${count}.db`)
    if (!filesOf(path).some(file => existsSync(file))) return path
  }
}

/** Renames a closed database with its log, index and record. Throws StorageFailure. */
export function moveDatabase(from: string, to: string): void {
  withStorageFailures(from, () => {
    const targets = filesOf(to)
    filesOf(from).forEach((file, index) => {
      const target = targets[index]
      if (target !== undefined && existsSync(file)) renameSync(file, target)
    })
    syncDirectory(dirname(to))
  })
}

/** Removes a closed database with its log, index and record, the record last. */
export function removeDatabase(path: string): void {
  withStorageFailures(path, () => filesOf(path).forEach(file => rmSync(file, { force: true })))
}

/** The databases in a directory whose file name begins with `prefix`, oldest name first. */
export function databasesNamed(directory: string, prefix: string): string[] {
  const names = readdirSync(directory)
    .filter(name => name.startsWith(prefix))
    .map(name => name.replace(/(\.db(-wal|-shm)?|\.meta\.json)$/, '.db'))
    .filter(name => name.endsWith('.db'))
  return [...new Set(names)].toSorted().map(name => join(directory, name))
}

/**
 * Puts a database that cannot be used out of the way, as `name.aside-<time>.db` with everything that belongs to it,
 * keeping the newest `keep` of them. Gives the new path.
 */
export function setAside(path: string, now: Date, keep: number): string {
  const directory = dirname(path)
  const prefix = `${basename(path, '.db')}.aside-`
  const target = freeName(directory, `${prefix}${stampOf(now)}`)
  moveDatabase(path, target)
  for (const old of databasesNamed(directory, prefix).slice(0, -keep)) removeDatabase(old)
  return target
}
