import { basename } from 'node:path'

/**
 * Why the store cannot be used:
 * - `corrupt`: the file is damaged; `halfCopied`: a part of the database (log or record) is missing or is alone;
 * - `wrongKey`, `wrongCipher`: the file is whole but was written with another key or cipher;
 * - `newer`: written by a newer Lineside; `locked`: another program holds it;
 * - `readOnly`, `diskFull`, `unwritable`, `notADirectory`, `ioError`: the disk or the directory.
 */
export type StorageFailureCode =
  | 'corrupt' | 'halfCopied' | 'wrongKey' | 'wrongCipher' | 'newer' | 'locked'
  | 'readOnly' | 'diskFull' | 'unwritable' | 'notADirectory' | 'ioError'

const words: Record<StorageFailureCode, string> = {
  corrupt: 'is damaged',
  halfCopied: 'is incomplete: it was copied or removed without the files that belong to it',
  wrongKey: 'was written with another key',
  wrongCipher: 'was written with another cipher',
  newer: 'was written by a newer version of Lineside',
  locked: 'is in use by another program',
  readOnly: 'cannot be written: it is read-only',
  diskFull: 'cannot be written: the disk is full',
  unwritable: 'cannot be opened for writing',
  notADirectory: 'is not in a usable directory',
  ioError: 'could not be read or written',
}

/** An expected failure of the store; `path` is the file or directory it is about. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure'
  readonly code: StorageFailureCode
  readonly path: string

  constructor(code: StorageFailureCode, path: string, options?: ErrorOptions) {
    super(`${basename(path) || path} ${words[code]}`, options)
    this.code = code
    this.path = path
  }
}

const byPrefix: readonly (readonly [prefix: string, code: StorageFailureCode])[] = [
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_IOERR_DATA', 'corrupt'],
  ['SQLITE_IOERR_SHORT_READ', 'corrupt'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_PROTOCOL', 'locked'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_FULL', 'diskFull'],
  ['SQLITE_IOERR_SHMSIZE', 'diskFull'],
  ['SQLITE_CANTOPEN', 'unwritable'],
  ['SQLITE_PERM', 'unwritable'],
  ['SQLITE_IOERR', 'ioError'],
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EROFS', 'readOnly'],
  ['EACCES', 'unwritable'],
  ['EPERM', 'unwritable'],
  ['EISDIR', 'unwritable'],
  ['EEXIST', 'unwritable'],
  ['ENOTDIR', 'notADirectory'],
  ['ENOENT', 'notADirectory'],
]

/**
 * Recognises a failing disk or database in an error thrown by SQLite or `node:fs`, at opening as well as during writes
 * (`SQLITE_FULL` and `ENOSPC` are `diskFull`). Undefined for anything else: that is a bug and must bubble.
 */
export function asStorageFailure(error: unknown, path = 'database'): StorageFailure | undefined {
  if (error instanceof StorageFailure) return error
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  const { code } = error
  const match = byPrefix.find(([prefix]) => code.startsWith(prefix))
  return match === undefined ? undefined : new StorageFailure(match[1], path, { cause: error })
}

/** Runs `work`, turning what `asStorageFailure` recognises into a StorageFailure about `path`. */
export function withStorageFailures<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asStorageFailure(error, path) ?? error
  }
}
