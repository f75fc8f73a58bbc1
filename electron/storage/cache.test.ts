import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { cachePathIn, condemnCache, openCache, openCacheReader, truncateLog } from './cache.ts'
import { readRecord, writeRecord } from './databaseRecord.ts'
import { schemaVersionOf } from './migrate.ts'
import { asStorageFailure } from './storageFailure.ts'
import { copyDatabase, damage, datedNotes, failureOf, namesIn, newKey, notes, temporaryDirectory } from './testDatabases.ts'

const startMs = Date.UTC(2026, 10, 21, 18, 15, 30)

function site(dir = temporaryDirectory(), key = newKey()) {
  let tick = 0
  const now = () => new Date(startMs + 1000 * tick++)
  const open = (migrations = notes, withKey: Uint8Array = key) =>
    openCache({ dir, key: withKey, migrations, now, busyTimeoutMs: 0 })
  return { dir, key, open, path: cachePathIn(dir) }
}

/** A site with a closed cache of 100 rows. */
function filled() {
  const made = site()
  const cache = made.open()
  const insert = cache.db.prepare('INSERT INTO note VALUES (?, ?)')
  for (let count = 0; count < 100; count += 1) insert.run(String(count), randomBytes(400).toString('hex'))
  cache.close()
  return made
}

const countIn = (db: ReturnType<typeof openCacheReader>) => db.prepare('SELECT count(*) FROM note').pluck().get()

describe('openCache', () => {
  it('keeps a good cache and migrates an older one', () => {
    const { open } = filled()
    const cache = open(datedNotes)
    expect(cache.rebuilt).toBeUndefined()
    expect([countIn(cache.db), schemaVersionOf(cache.db)]).toEqual([100, 2])
    cache.close()
  })

  it('sets a damaged cache aside with all that belongs to it, and says so', () => {
    const { open, path, dir } = filled()
    damage(path, 100)
    const cache = open()
    expect(cache.rebuilt?.reason).toBe('corrupt')
    expect(countIn(cache.db)).toBe(0)
    cache.close()
    expect(namesIn(dir)).toEqual([
      'cache.aside-20261121T181530000Z.db', 'cache.aside-20261121T181530000Z.meta.json', 'cache.db', 'cache.meta.json',
    ])
  })

  it.each([
    ['wrongKey', () => newKey(), notes],
    ['newer', undefined, []],
  ] as const)('begins anew when it is %s', (reason, otherKey, migrations) => {
    const { open, key } = filled()
    const { rebuilt, close } = open([...migrations], otherKey?.() ?? key)
    expect(rebuilt?.reason).toBe(reason)
    close()
  })

  it('begins anew after another cipher, a half copy, and a lost record', () => {
    const first = filled()
    const record = readRecord(first.path)
    if (record === undefined) throw new Error('no record')
    writeRecord(first.path, { ...record, cipher: 'sqlcipher' })
    const again = first.open()
    expect(again.rebuilt?.reason).toBe('wrongCipher')

    again.db.exec(`INSERT INTO note VALUES ('a', 'b')`)
    const copy = site(temporaryDirectory(), first.key)
    copyDatabase(first.path, copy.dir, ['-wal', '-shm'])
    again.close()
    const fromCopy = copy.open()
    expect(fromCopy.rebuilt?.reason).toBe('halfCopied')
    fromCopy.close()

    rmSync(join(copy.dir, 'cache.meta.json'))
    const unrecorded = copy.open()
    expect(unrecorded.rebuilt?.reason).toBe('halfCopied')
    unrecorded.close()
  })

  it('may be deleted', () => {
    const { open, path } = filled()
    rmSync(path)
    const cache = open()
    expect(cache.rebuilt).toBeUndefined()
    expect(countIn(cache.db)).toBe(0)
    cache.close()
  })

  it('keeps at most two that were set aside', () => {
    const { open, path, dir } = filled()
    for (let count = 0; count < 4; count += 1) {
      writeFileSync(path, randomBytes(20_000))
      open().close()
    }
    expect(namesIn(dir).filter(name => name.startsWith('cache.aside') && name.endsWith('.db')))
      .toEqual(['cache.aside-20261121T181532000Z.db', 'cache.aside-20261121T181533000Z.db'])
  })

  it('does not blame the cache for a lock', () => {
    const { open, dir } = filled()
    const first = open()
    first.db.exec('BEGIN IMMEDIATE')
    expect(failureOf(open)).toMatchObject({ code: 'locked' })
    first.db.exec('ROLLBACK')
    first.close()
    expect(namesIn(dir)).toEqual(['cache.db', 'cache.meta.json'])
  })

  it('begins anew after damage that was found in use', () => {
    const { open, path, dir } = filled()
    damage(path, 8192 * 3 + 50)
    const cache = open()
    expect(asStorageFailure(failureOf(() => cache.db.prepare('SELECT sum(length(body)) FROM note').get()))?.code).toBe('corrupt')
    cache.close()
    condemnCache(dir)
    const again = open()
    expect(again.rebuilt?.reason).toBe('corrupt')
    again.close()
  })

  it('is written by a worker and read here', async () => {
    const { dir, key } = filled()
    const worker = new Worker(
      `const { workerData, parentPort } = require('node:worker_threads')
       import(workerData.module).then(({ openCache }) => {
         const cache = openCache({ ...workerData, now: () => new Date(0), migrations: [
           { id: 1, up: () => undefined }, { id: 2, up: db => db.exec("INSERT INTO note VALUES ('w', 'from the worker')") }] })
         parentPort.once('message', () => { cache.close(); parentPort.close() })
         parentPort.postMessage('ready')
       })`,
      { eval: true, workerData: { dir, key, module: new URL('./cache.ts', import.meta.url).href } },
    )
    await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    const reader = openCacheReader({ dir, key })
    expect(reader.prepare('SELECT body FROM note WHERE id = ?').pluck().get('w')).toBe('from the worker')
    reader.close()
    const ended = new Promise(resolve => worker.once('exit', resolve))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread, not a window
    worker.postMessage('close')
    expect(await ended).toBe(0)
    expect(namesIn(dir)).toEqual(['cache.db', 'cache.meta.json'])
  })
})

describe('truncateLog', () => {
  it('empties the log, and says when a reader is in the way', () => {
    const { open, dir, key } = filled()
    const cache = open()
    cache.db.exec(`INSERT INTO note VALUES ('x', 'y')`)
    expect(truncateLog(cache.db)).toBe(true)
    const reader = openCacheReader({ dir, key })
    reader.exec('BEGIN')
    countIn(reader)
    cache.db.exec(`INSERT INTO note VALUES ('z', 'y')`)
    expect(truncateLog(cache.db)).toBe(false)
    reader.close()
    cache.close()
  })
})
