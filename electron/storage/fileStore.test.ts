import fc from 'fast-check'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fingerprintOf } from './databaseRecord.ts'
import { fileMostBytes, openFileStore } from './fileStore.ts'
import { failureOf, namesIn, newKey, temporaryDirectory } from './testDatabases.ts'

/** After so many bytes the disk is full. */
const disk = vi.hoisted(() => ({ room: Number.POSITIVE_INFINITY }))
vi.mock('node:fs/promises', async importOriginal => {
  const real = await importOriginal<typeof import('node:fs/promises')>()
  return {
    ...real,
    open: async (...given: Parameters<typeof real.open>) => {
      const file = await real.open(...given)
      const write = file.writeFile.bind(file)
      file.writeFile = async (data, ...rest) => {
        const bytes = data as Uint8Array
        await write(bytes.subarray(0, Math.max(0, disk.room)), ...rest)
        disk.room -= bytes.length
        if (disk.room < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      }
      return file
    },
  }
})
beforeEach(() => { disk.room = Number.POSITIVE_INFINITY })

function site() {
  const dir = temporaryDirectory()
  const key = newKey()
  return { dir, key, files: join(dir, 'files'), store: openFileStore({ dir, key }) }
}

describe('a file of the store', () => {
  it('comes back as it was, from a later start too, and is unreadable on disk', async () => {
    const { dir, key, files, store } = site()
    const id = randomUUID()
    const content = Buffer.from('the cabinet of Zuidpoolsingel 10'.repeat(50))
    await store.put(id, content)
    expect(await openFileStore({ dir, key }).get(id)).toEqual(content)
    expect(store.size(id)).toBe(content.length)
    expect(namesIn(files)).toEqual([id])
    expect(readFileSync(join(files, id)).includes('Zuidpoolsingel')).toBe(false)
    if (process.platform !== 'win32') {
      expect(statSync(join(files, id)).mode & 0o777).toBe(0o600)
      expect(statSync(files).mode & 0o777).toBe(0o700)
    }
    await store.drop(id)
    await store.drop(id)
    expect(store.size(id)).toBeNull()
    await expect(store.get(id)).rejects.toMatchObject({ code: 'halfCopied' })
  })

  it('is never told from another: any changed byte, a cut or another name is found', async () => {
    const { files, store } = site()
    const id = randomUUID()
    await store.put(id, randomBytes(300))
    const path = join(files, id)
    const whole = readFileSync(path)
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.nat(whole.length - 1), async (at, by, cut) => {
      const touched = Buffer.from(whole)
      touched[at] = (touched[at] ?? 0) ^ by
      writeFileSync(path, touched)
      await expect(store.get(id)).rejects.toMatchObject({ code: at >= 4 && at < 12 ? 'wrongKey' : 'corrupt' })
      writeFileSync(path, whole.subarray(0, cut))
      await expect(store.get(id)).rejects.toMatchObject({ code: 'corrupt' })
    }), { numRuns: 60 })
    const other = randomUUID()
    writeFileSync(path, whole)
    renameSync(path, join(files, other))
    await expect(store.get(other)).rejects.toMatchObject({ code: 'corrupt' })
  })

  it('is refused when it is empty or larger than the systems take', async () => {
    const { files, store } = site()
    await expect(store.put(randomUUID(), new Uint8Array())).rejects.toMatchObject({ name: 'FileRefusal', code: 'empty' })
    await expect(store.put(randomUUID(), new Uint8Array(fileMostBytes + 1))).rejects.toMatchObject({ code: 'tooBig' })
    await store.put(randomUUID(), new Uint8Array(fileMostBytes))
    expect(namesIn(files)).toHaveLength(1)
  })

  it('leaves nothing behind on a full disk, and what was there stays', async () => {
    const { files, store } = site()
    const id = randomUUID()
    await store.put(id, Buffer.from('before'))
    disk.room = 100
    await expect(store.put(id, randomBytes(5000))).rejects.toMatchObject({ name: 'StorageFailure', code: 'diskFull' })
    disk.room = Number.POSITIVE_INFINITY
    expect(namesIn(files)).toEqual([id])
    expect((await store.get(id)).toString()).toBe('before')
  })

  it('is told apart when it was written with another key', async () => {
    const { dir, store } = site()
    const id = randomUUID()
    await store.put(id, Buffer.from('x'))
    await expect(openFileStore({ dir, key: newKey() }).get(id)).rejects.toMatchObject({ code: 'wrongKey' })
  })

  it('is written anew once the key of an earlier vault is back', async () => {
    const { dir, key, store } = site()
    const [read, unread, damaged] = [randomUUID(), randomUUID(), randomUUID()]
    for (const id of [read, unread, damaged]) await store.put(id, Buffer.from(id))
    const path = join(dir, 'files', damaged)
    const stored = readFileSync(path)
    writeFileSync(path, stored.fill(0, stored.length - 8))
    const next = newKey()
    const later = openFileStore({ dir, key: next, formerKey: fingerprint => (fingerprint === fingerprintOf(key) ? key : undefined) })
    expect((await later.get(read)).toString()).toBe(read)
    await later.tidy()
    const last = openFileStore({ dir, key: next })
    expect((await last.get(read)).toString()).toBe(read)
    expect((await last.get(unread)).toString()).toBe(unread)
    await expect(last.get(damaged)).rejects.toMatchObject({ code: 'wrongKey' })
  })
})

describe('the directory of files', () => {
  it('loses what a crash left half written at the next start', async () => {
    const { files, store } = site()
    writeFileSync(join(files, `${randomUUID()}.abc.tmp`), 'half')
    await store.tidy()
    expect(namesIn(files)).toEqual([])
  })

  it('cannot be left by an id', async () => {
    const { dir, store } = site()
    await expect(store.put('../escaped', Buffer.from('x'))).rejects.toThrow('not the id of a file')
    expect(existsSync(join(dir, 'escaped'))).toBe(false)
  })

  it('says when it cannot be written', async () => {
    const { dir, key, files } = site()
    rmSync(files, { recursive: true })
    writeFileSync(files, '')
    expect(failureOf(() => openFileStore({ dir, key }))).toMatchObject({ name: 'StorageFailure' })
    rmSync(files)
    const store = openFileStore({ dir, key })
    rmSync(files, { recursive: true })
    await expect(store.put(randomUUID(), Buffer.from('x'))).rejects.toMatchObject({ code: 'notADirectory' })
    mkdirSync(files)
    await store.put(randomUUID(), Buffer.from('x'))
  })
})
