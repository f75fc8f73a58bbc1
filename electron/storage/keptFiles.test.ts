import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { openFileStore, type FileStore } from './fileStore.ts'
import { createKeptFiles } from './keptFiles.ts'
import { StorageFailure } from './storageFailure.ts'
import { namesIn, newKey, temporaryDirectory } from './testDatabases.ts'

function site(change: Partial<FileStore> = {}) {
  const dir = temporaryDirectory()
  const db = memoryJournal()
  const clock = { now: new Date('2026-11-21T12:00:00.000Z') }
  const store = { ...openFileStore({ dir, key: newKey() }), ...change }
  const files = createKeptFiles({ db, store, now: () => clock.now, newId: randomUUID })
  return { db, clock, store, files, onDisk: () => namesIn(join(dir, 'files')), path: (id: string) => join(dir, 'files', id) }
}
const about = { name: 'meter.pdf', mediaType: 'application/pdf' }

describe('kept files', () => {
  it('are named in the journal with their size and owner', async () => {
    const { files, onDisk } = site()
    const file = await files.keep(Buffer.from('content'), { ...about, owner: 'visit:1' })
    expect(files.get(file.id)).toBeNull()
    files.settle([file.id])
    expect(files.get(file.id)).toEqual({ ...about, id: file.id, bytes: 7, createdAt: '2026-11-21T12:00:00.000Z', owner: 'visit:1' })
    expect((await files.read(file.id)).toString()).toBe('content')
    expect(files.ofOwner('visit:1')).toEqual([file])
    expect(files.totalBytes()).toBe(7)
    await files.drop(file.id)
    expect([files.get(file.id), onDisk()]).toEqual([null, []])
    await files.drop(file.id)
  })

  it('become their claimer\'s; another claimer gets a copy', async () => {
    const { files } = site()
    const file = await files.keep(Buffer.from('content'), about)
    expect(await files.claim(file.id, 'outbox:a')).toEqual({ ...file, owner: 'outbox:a' })
    expect(await files.claim(file.id, 'outbox:a')).toEqual({ ...file, owner: 'outbox:a' })
    const copy = await files.claim(file.id, 'outbox:b')
    expect(copy).toMatchObject({ ...about, owner: 'outbox:b' })
    expect(copy?.id).not.toBe(file.id)
    files.giveUpOwned('outbox:a')
    await files.removeGivenUp()
    expect((await files.read(copy?.id ?? '')).toString()).toBe('content')
    expect(files.get(file.id)).toBeNull()
    expect(await files.claim(randomUUID(), 'outbox:a')).toBeNull()
  })

  it('leave no trace where they could not be written', async () => {
    const { db, files, onDisk } = site({ put: async () => { throw new StorageFailure('diskFull', 'x') } })
    await expect(files.keep(Buffer.from('content'), about)).rejects.toMatchObject({ code: 'diskFull' })
    expect([db.prepare('SELECT * FROM file').all(), onDisk()]).toEqual([[], []])
    await expect(files.keep(Buffer.alloc(0), about)).rejects.toBeInstanceOf(Error)
  })

  it('that were given up stay given up over a crash, and are removed at the next start', async () => {
    const { db, files, onDisk } = site()
    const file = await files.keep(Buffer.from('content'), { ...about, owner: 'visit:1' })
    files.settle([file.id])
    files.giveUp([file.id])
    expect([files.get(file.id), onDisk().length]).toEqual([null, 1])
    db.prepare(`INSERT INTO file VALUES (?, 'x', 'y', 1, '2026-11-21T12:00:00.000Z', '', 'writing')`).run(randomUUID())
    await files.sweep()
    expect([db.prepare('SELECT * FROM file').all(), onDisk()]).toEqual([[], []])
  })

  it('that nobody claimed go after a month, unless a draft names them; files of another journal are left alone', async () => {
    const { db, clock, store, files, onDisk } = site()
    const [old, drafted, claimed] = [await files.keep(Buffer.from('a'), about), await files.keep(Buffer.from('b'), about), await files.keep(Buffer.from('c'), about)]
    db.exec(`INSERT INTO outbox (id, kind, account_id, line_id, thread, position, state, unsure, body, attempts, created_at, changed_at, words, snapshot)
      VALUES ('a', 'attachment', 'account', 'line', 'thread', 1, 'waiting', 0, '{}', 0, '', '', '', '{}')`)
    await files.claim(claimed.id, 'outbox:a')
    db.prepare(`INSERT INTO draft VALUES ('ticket', 'line', ?, '')`).run(JSON.stringify({ fileIds: [drafted.id] }))
    const strange = randomUUID()
    await store.put(strange, Buffer.from('of a journal kept aside'))
    clock.now = new Date('2026-12-21T11:00:00.000Z')
    await files.sweep()
    expect(files.get(old.id)).not.toBeNull()
    clock.now = new Date('2026-12-21T13:00:00.000Z')
    await files.sweep()
    expect(files.get(old.id)).toBeNull()
    expect(onDisk()).toEqual([drafted.id, claimed.id, strange].toSorted())
  })

  it('of an owner that never came are gone at the next start, and a draft that still names one has it', async () => {
    const { db, files, onDisk } = site()
    await files.keep(Buffer.from('killed before the visit named it'), { ...about, owner: 'visit:1' })
    const drafted = await files.keep(Buffer.from('killed before the ticket was in the outbox'), about)
    db.prepare(`INSERT INTO draft VALUES ('ticket', 'line', ?, '')`).run(JSON.stringify({ fileIds: [drafted.id] }))
    await files.claim(drafted.id, 'outbox:never')
    await files.sweep()
    expect(onDisk()).toEqual([drafted.id])
    expect(await files.claim(drafted.id, 'outbox:now')).toEqual({ ...drafted, owner: 'outbox:now' })
  })

  it('say so where their file is gone', async () => {
    const { files, path } = site()
    const file = await files.keep(Buffer.from('content'), about)
    rmSync(path(file.id))
    await expect(files.read(file.id)).rejects.toMatchObject({ code: 'halfCopied' })
  })
})
