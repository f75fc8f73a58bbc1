import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { asStorageFailure, StorageFailure } from './storageFailure.ts'

const coded = (code: string) => Object.assign(new Error('x'), { code })

describe('asStorageFailure', () => {
  it.each([
    ['SQLITE_FULL', 'diskFull'], ['SQLITE_IOERR_SHMSIZE', 'diskFull'], ['ENOSPC', 'diskFull'], ['EDQUOT', 'diskFull'],
    ['SQLITE_CORRUPT_INDEX', 'corrupt'], ['SQLITE_NOTADB', 'corrupt'], ['SQLITE_IOERR_SHORT_READ', 'corrupt'],
    ['SQLITE_BUSY_SNAPSHOT', 'locked'], ['SQLITE_LOCKED', 'locked'],
    ['SQLITE_READONLY_DIRECTORY', 'readOnly'], ['EROFS', 'readOnly'],
    ['SQLITE_CANTOPEN', 'unwritable'], ['EACCES', 'unwritable'], ['ENOTDIR', 'notADirectory'], ['SQLITE_IOERR_READ', 'ioError'],
  ])('recognises %s as %s', (code, expected) => {
    expect(asStorageFailure(coded(code))?.code).toBe(expected)
  })

  it('recognises a full disk as the system reports it', ({ skip }) => {
    if (!existsSync('/dev/full')) skip()
    const full = openSync('/dev/full', 'w')
    try {
      writeSync(full, 'x')
      expect.unreachable()
    } catch (error) {
      expect(asStorageFailure(error)?.code).toBe('diskFull')
    } finally {
      closeSync(full)
    }
  })

  it('leaves bugs alone', () => {
    expect(asStorageFailure(new TypeError('x'))).toBeUndefined()
    expect(asStorageFailure(coded('SQLITE_CONSTRAINT_UNIQUE'))).toBeUndefined()
    expect(asStorageFailure('text')).toBeUndefined()
  })

  it('names the file but not where it is', () => {
    const failure = new StorageFailure('diskFull', '/home/jan/.lineside/journal.db')
    expect(failure.message).toBe('journal.db cannot be written: the disk is full')
    expect(failure.path).toBe('/home/jan/.lineside/journal.db')
  })
})
