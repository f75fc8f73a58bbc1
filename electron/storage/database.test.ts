import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSound, openDatabase, openReader } from './database.ts'
import { fingerprintOf, readRecord, recordPathOf, writeRecord } from './databaseRecord.ts'
import { asStorageFailure } from './storageFailure.ts'
import { copyDatabase, damage, failureOf, filesHolding, namesIn, newKey, temporaryDirectory } from './testDatabases.ts'

const open = (path: string, key: Uint8Array) =>
  openDatabase(path, { key, synchronous: 'FULL', cacheKiB: 2000, walAutocheckpointPages: 1000, busyTimeoutMs: 0 })

/** A closed database with 500 rows. */
function filled(dir = temporaryDirectory(), key = newKey()) {
  const path = join(dir, 'x.db')
  const opened = open(path, key)
  opened.db.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)')
  const insert = opened.db.prepare('INSERT INTO note (body) VALUES (?)')
  opened.db.transaction(() => {
    for (let count = 0; count < 500; count += 1) insert.run(`Keizersgracht ${count} `.repeat(20))
  })()
  return { dir, path, key, opened }
}

function closed() {
  const made = filled()
  made.opened.close()
  return made
}

const countIn = (db: Database.Database) => db.prepare('SELECT count(*) FROM note').pluck().get()

describe('openDatabase', () => {
  it('sets what the design asks for', () => {
    const { opened: { db, created, halfCopied }, path } = filled()
    expect({ created, halfCopied }).toEqual({ created: true, halfCopied: false })
    const value = (name: string) => db.pragma(name, { simple: true })
    expect(['cipher', 'journal_mode', 'page_size', 'temp_store', 'synchronous', 'foreign_keys', 'wal_autocheckpoint'].map(value))
      .toEqual(['aegis', 'wal', 8192, 2, 2, 1, 1000])
    if (process.platform !== 'win32') {
      expect([path, `${path}-wal`, recordPathOf(path)].map(file => statSync(file).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
    }
    db.close()
  })

  it('never has a plain text in any file, open or closed', () => {
    const { dir, opened } = filled()
    expect(namesIn(dir)).toContain('x.db-wal')
    expect(filesHolding(dir, 'Keizersgracht')).toEqual([])
    expect(filesHolding(dir, 'SQLite format')).toEqual([])
    opened.close()
    expect(filesHolding(dir, 'Keizersgracht')).toEqual([])
    expect(filesHolding(dir, 'SQLite format')).toEqual([])
  })

  it('leaves one file and its record after closing, and opens again', () => {
    const { dir, path, key, opened } = filled()
    opened.close()
    opened.close()
    expect(namesIn(dir)).toEqual(['x.db', 'x.meta.json'])
    const again = open(path, key)
    expect(again).toMatchObject({ created: false, halfCopied: false })
    expect(countIn(again.db)).toBe(500)
    again.close()
  })

  it('keeps everything after a crash', () => {
    const { path, key, opened } = filled()
    const copy = copyDatabase(path, temporaryDirectory())
    opened.close()
    const again = open(copy, key)
    expect(again.halfCopied).toBe(false)
    expect(countIn(again.db)).toBe(500)
    again.close()
  })

  it('tells a wrong key, and does not touch the log of another key', () => {
    const { path, key, opened } = filled()
    const copy = copyDatabase(path, temporaryDirectory())
    opened.close()
    const before = [copy, `${copy}-wal`].map(file => readFileSync(file))
    expect(failureOf(() => open(copy, newKey()))).toMatchObject({ code: 'wrongKey' })
    expect([copy, `${copy}-wal`].map(file => readFileSync(file))).toEqual(before)
    const again = open(copy, key)
    expect(countIn(again.db)).toBe(500)
    again.close()
  })

  it('tells a wrong cipher', () => {
    const { path, key } = closed()
    const record = readRecord(path)
    if (record === undefined) throw new Error('no record')
    writeRecord(path, { ...record, cipher: 'chacha20' })
    expect(failureOf(() => open(path, key))).toMatchObject({ code: 'wrongCipher' })
  })

  it('tells a damaged first page from a wrong key', () => {
    const { path, key } = closed()
    damage(path, 100)
    expect(failureOf(() => open(path, key))).toMatchObject({ code: 'corrupt' })
  })

  it('finds a damaged page inside, and a truncated file', () => {
    const { path, key } = closed()
    damage(path, 8192 * 4 + 100)
    const opened = open(path, key)
    expect(isSound(opened.db)).toBe(false)
    expect(asStorageFailure(failureOf(() => opened.db.prepare('SELECT sum(length(body)) FROM note').get()))?.code).toBe('corrupt')
    opened.close()
    const other = closed()
    truncateSync(other.path, Math.floor(statSync(other.path).size / 2))
    const half = failureOf(() => {
      const { db, close } = open(other.path, other.key)
      const sound = isSound(db)
      close()
      return expect(sound).toBe(false)
    })
    expect(half === undefined || asStorageFailure(half)?.code === 'corrupt').toBe(true)
    truncateSync(other.path, 0)
    expect(failureOf(() => open(other.path, other.key))).toMatchObject({ code: 'corrupt' })
  })

  it('notices a copy made without the log', () => {
    const { path, key, opened } = filled()
    opened.db.pragma('wal_checkpoint(PASSIVE)')
    const copy = copyDatabase(path, temporaryDirectory(), ['-wal', '-shm'])
    opened.close()
    const again = open(copy, key)
    expect(again.halfCopied).toBe(true)
    again.close()
    const third = open(copy, key)
    expect(third.halfCopied).toBe(false)
    third.close()
  })

  it('refuses a log without its file, and a record without its file', () => {
    const { path, key, opened } = filled()
    const logOnly = copyDatabase(path, temporaryDirectory(), ['.db', '.json'])
    const recordOnly = copyDatabase(path, temporaryDirectory(), ['.db', '-wal', '-shm'])
    opened.close()
    expect(failureOf(() => open(logOnly, key))).toMatchObject({ code: 'halfCopied' })
    expect(existsSync(`${logOnly}-wal`)).toBe(true)
    expect(failureOf(() => open(recordOnly, key))).toMatchObject({ code: 'halfCopied' })
  })

  it('opens a file without its record only when the key fits', () => {
    const { path, key } = closed()
    rmSync(recordPathOf(path))
    expect(failureOf(() => open(path, newKey()))).toMatchObject({ code: 'halfCopied' })
    const opened = open(path, key)
    expect(opened.halfCopied).toBe(true)
    opened.close()
    expect(readRecord(path)).toMatchObject({ state: 'closed', keyFingerprint: fingerprintOf(key) })
    writeFileSync(recordPathOf(path), '{"format":')
    expect(failureOf(() => open(path, newKey()))).toMatchObject({ code: 'halfCopied' })
  })

  it('gets by with an index file of another database', () => {
    const { path, key, opened } = filled()
    const copy = copyDatabase(path, temporaryDirectory())
    opened.close()
    const other = filled()
    other.opened.db.exec('DELETE FROM note')
    writeFileSync(`${copy}-shm`, readFileSync(`${other.path}-shm`))
    other.opened.close()
    const again = open(copy, key)
    expect(countIn(again.db)).toBe(500)
    again.close()
  })

  it('begins again after a start that ended before anything was written', () => {
    const { path, key } = closed()
    rmSync(path)
    writeFileSync(path, '')
    writeRecord(path, { format: 1, cipher: 'aegis', keyFingerprint: fingerprintOf(key), schemaVersion: 0, state: 'creating' })
    const opened = open(path, key)
    expect(opened.created).toBe(true)
    opened.close()
  })

  it('says locked when another connection holds the file', () => {
    const { path, key } = closed()
    const first = open(path, key)
    first.db.exec('BEGIN IMMEDIATE')
    expect(failureOf(() => open(path, key))).toMatchObject({ code: 'locked' })
    first.db.exec('ROLLBACK')
    first.close()
  })

  it('recognises a full disk during a write and keeps what was there', () => {
    const { opened } = filled()
    opened.db.pragma(`max_page_count = ${String(opened.db.pragma('page_count', { simple: true }))}`)
    const insert = opened.db.prepare('INSERT INTO note (body) VALUES (?)')
    const failure = failureOf(() => opened.db.transaction(() => {
      for (let count = 0; count < 1000; count += 1) insert.run('y'.repeat(1000))
    })())
    expect(asStorageFailure(failure)?.code).toBe('diskFull')
    expect(countIn(opened.db)).toBe(500)
    opened.close()
  })

  it('closes although the orderly end cannot be noted, and is not taken for a half copy', () => {
    const { path, key, opened } = filled()
    const record = readFileSync(recordPathOf(path))
    rmSync(recordPathOf(path))
    mkdirSync(recordPathOf(path))
    opened.close()
    expect(opened.db.open).toBe(false)
    rmdirSync(recordPathOf(path))
    writeFileSync(recordPathOf(path), record)
    const again = open(path, key)
    expect([again.halfCopied, countIn(again.db)]).toEqual([false, 500])
    again.close()
  })

  it('refuses a directory in the place of the file, and a missing directory', () => {
    const dir = temporaryDirectory()
    mkdirSync(join(dir, 'x.db'))
    expect(failureOf(() => open(join(dir, 'x.db'), newKey()))).toMatchObject({ code: 'halfCopied' })
    expect(failureOf(() => open(join(dir, 'none', 'x.db'), newKey()))).toMatchObject({ code: 'notADirectory' })
    writeFileSync(join(dir, 'file'), '')
    expect(failureOf(() => open(join(dir, 'file', 'x.db'), newKey()))).toMatchObject({ code: 'notADirectory' })
  })

  it.skipIf(process.platform === 'win32')('says read-only and unwritable, and works again when that is mended', () => {
    const { dir, path, key } = closed()
    const answers = asOrdinaryUser([dir, path, recordPathOf(path)], `
      const { chmodSync } = await import('node:fs')
      const { openDatabase } = await import(${JSON.stringify(new URL('./database.ts', import.meta.url).href)})
      const key = Buffer.from('${key.toString('hex')}', 'hex')
      const options = { key, synchronous: 'FULL', cacheKiB: 2000, walAutocheckpointPages: 1000 }
      const [dir, path] = ${JSON.stringify([dir, path])}
      const answer = () => {
        try {
          const opened = openDatabase(path, options)
          const rows = opened.db.prepare('SELECT count(*) FROM note').pluck().get()
          opened.close()
          return rows
        } catch (error) { return error.code }
      }
      const answers = [[path, 0o400], [path, 0o000], [path, 0o600], [dir, 0o500], [dir, 0o700]].map(([at, mode]) => {
        chmodSync(at, mode)
        return answer()
      })
      process.stdout.write(JSON.stringify(answers))`)
    expect(answers).toEqual(['readOnly', 'unwritable', 500, 'readOnly', 500])
  })
})

/** Runs a script in another process, as nobody when this is root: root may write everywhere. */
function asOrdinaryUser(owned: readonly string[], script: string): unknown {
  const root = process.getuid?.() === 0
  if (root) for (const path of owned) chownSync(path, 65_534, 65_534)
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8', cwd: '/', ...(root ? { uid: 65_534, gid: 65_534 } : {}),
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

describe('openReader', () => {
  it('reads beside the writer, cannot write, and never removes the log', () => {
    const { path, key, opened, dir } = filled()
    const reader = openReader(path, { key, cacheKiB: 2000, busyTimeoutMs: 0 })
    opened.db.exec(`INSERT INTO note (body) VALUES ('one more')`)
    expect(countIn(reader)).toBe(501)
    expect(asStorageFailure(failureOf(() => reader.exec('DELETE FROM note')))?.code).toBe('readOnly')
    const log = readFileSync(`${path}-wal`)
    opened.db.close()
    expect(readFileSync(`${path}-wal`).length).toBe(log.length)
    reader.close()
    expect(namesIn(dir)).toContain('x.db-wal')
    const again = open(path, key)
    expect(again.halfCopied).toBe(false)
    expect(countIn(again.db)).toBe(501)
    again.close()
  })

  it('refuses a database no writer has opened', () => {
    expect(failureOf(() => openReader(join(temporaryDirectory(), 'x.db'), { key: newKey(), cacheKiB: 2000 })))
      .toMatchObject({ code: 'halfCopied' })
  })
})
