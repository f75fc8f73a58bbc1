import type Database from 'better-sqlite3'
import type { FileStore } from './fileStore.ts'

/** A file of the engineer's, as the journal names it. */
export type KeptFile = {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly createdAt: string
  /** What it belongs to, `visit:<id>` or `outbox:<entry id>`; empty until something claims it. */
  readonly owner: string
}

export type KeptFilesDependencies = {
  readonly db: Database.Database
  readonly store: FileStore
  readonly now: () => Date
  /** UUIDs. */
  readonly newId: () => string
}

export type KeptFiles = {
  /**
   * Keeps content, on disk and in the journal. What has an owner from the first is kept once the owner says `settle`, in the
   * transaction that names the file; without that it is gone at the next start. Throws FileRefusal and StorageFailure; then
   * nothing is kept.
   */
  keep(bytes: Uint8Array, about: { readonly name: string; readonly mediaType: string; readonly owner?: string }): Promise<KeptFile>
  /** Within the caller's transaction. */
  settle(ids: readonly string[]): void
  /** Null for an unknown or dropped file. */
  get(id: string): KeptFile | null
  /** Its content. Throws StorageFailure. */
  read(id: string): Promise<Buffer>
  /** Makes a file an owner's: that file where nobody has it yet, else a copy. Null for an unknown file. Throws StorageFailure. */
  claim(id: string, owner: string): Promise<KeptFile | null>
  ofOwner(owner: string): KeptFile[]
  /** Gives files up, within the caller's transaction; `removeGivenUp` then removes them. */
  giveUp(ids: readonly string[]): void
  giveUpOwned(owner: string): void
  /** Removes files that were given up. What cannot be removed now is at the next start. */
  removeGivenUp(): Promise<void>
  drop(id: string): Promise<void>
  /** For the start: removes what a crash or a full disk left half done, and unclaimed files a month old that no draft names. */
  sweep(): Promise<void>
  /** Bytes of all files. */
  totalBytes(): number
}

const unclaimedKeptMs = 30 * 86_400_000
const columns = 'id, name, media_type AS mediaType, bytes, created_at AS createdAt, owner'

/**
 * The engineer's files: content in the store, names and owners in the journal table `file`. A row is there before its file and
 * leaves after it, so that a crash leaves no file that nothing knows of, and files of a journal kept aside are never touched.
 */
export function createKeptFiles({ db, store, now, newId }: KeptFilesDependencies): KeptFiles {
  const begin = db.prepare<[Record<string, string | number>]>(`INSERT INTO file (id, name, media_type, bytes, created_at, owner, state)
    VALUES (@id, @name, @mediaType, @bytes, @createdAt, @owner, 'writing')`)
  const setKept = db.prepare<[string]>(`UPDATE file SET state = 'kept' WHERE id = ?`)
  const setOwner = db.prepare<[string, string]>(`UPDATE file SET owner = ? WHERE id = ? AND owner = '' AND state = 'kept'`)
  /** Taken for an entry of the outbox that then never came. */
  const disown = db.prepare<[]>(`UPDATE file SET owner = '' WHERE owner LIKE 'outbox:%' AND state = 'kept'
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE id = substr(file.owner, 8))`)
  const setGivenUp = db.prepare<[string]>(`UPDATE file SET state = 'givenUp' WHERE id = ?`)
  const setOwnedGivenUp = db.prepare<[string]>(`UPDATE file SET state = 'givenUp' WHERE owner = ?`)
  const remove = db.prepare<[string]>('DELETE FROM file WHERE id = ?')
  const one = db.prepare<[string], KeptFile>(`SELECT ${columns} FROM file WHERE id = ? AND state = 'kept'`)
  const owned = db.prepare<[string], KeptFile>(`SELECT ${columns} FROM file WHERE owner = ? AND state = 'kept' ORDER BY created_at, id`)
  const inState = db.prepare<[string], string>('SELECT id FROM file WHERE state = ?').pluck()
  const unclaimed = db.prepare<[string], string>(`SELECT id FROM file WHERE owner = '' AND state = 'kept' AND created_at < ?
    AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(draft.body, file.id) > 0)`).pluck()
  const total = db.prepare<[], number>(`SELECT coalesce(sum(bytes), 0) FROM file WHERE state = 'kept'`).pluck()

  const removeFiles = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      await store.drop(id)
      remove.run(id)
    }
  }

  const keep: KeptFiles['keep'] = async (bytes, about) => {
    const file: KeptFile = {
      id: newId(), name: about.name, mediaType: about.mediaType, bytes: bytes.length, createdAt: now().toISOString(), owner: about.owner ?? '',
    }
    begin.run({ ...file })
    try {
      await store.put(file.id, bytes)
    } catch (error) {
      remove.run(file.id)
      throw error
    }
    if (file.owner === '') setKept.run(file.id)
    return file
  }

  return {
    keep,
    settle: ids => ids.forEach(id => setKept.run(id)),
    get: id => one.get(id) ?? null,
    read: id => store.get(id),
    async claim(id, owner) {
      const file = one.get(id)
      if (file === undefined) return null
      if (file.owner === owner) return file
      if (setOwner.run(owner, id).changes === 1) return { ...file, owner }
      const copy = await keep(await store.get(id), { name: file.name, mediaType: file.mediaType })
      setOwner.run(owner, copy.id)
      return { ...copy, owner }
    },
    ofOwner: owner => owned.all(owner),
    giveUp: ids => ids.forEach(id => setGivenUp.run(id)),
    giveUpOwned: owner => void setOwnedGivenUp.run(owner),
    removeGivenUp: () => removeFiles(inState.all('givenUp')),
    async drop(id) {
      setGivenUp.run(id)
      await removeFiles(inState.all('givenUp').filter(each => each === id))
    },
    async sweep() {
      await store.tidy()
      disown.run()
      const before = new Date(now().getTime() - unclaimedKeptMs).toISOString()
      await removeFiles([...inState.all('writing'), ...inState.all('givenUp'), ...unclaimed.all(before)])
    },
    totalBytes: () => total.get() ?? 0,
  }
}
