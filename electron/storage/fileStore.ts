import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncDirectory } from './atomicFile.ts'
import { fingerprintOf } from './databaseRecord.ts'
import { asStorageFailure, StorageFailure, withStorageFailures } from './storageFailure.ts'

/** Most bytes of one file: what the systems take as an attachment. */
export const fileMostBytes = 25_000_000

/** Content that cannot be kept: nothing in it, or more than `fileMostBytes`. */
export class FileRefusal extends Error {
  override readonly name = 'FileRefusal'
  readonly code: 'empty' | 'tooBig'

  constructor(code: FileRefusal['code']) {
    super(code === 'empty' ? 'the file is empty' : 'the file is larger than 25 MB')
    this.code = code
  }
}

export type FileStoreOptions = {
  /** The data directory; files are in its `files`. */
  readonly dir: string
  /** 32 bytes from the vault, for these files only. */
  readonly key: Uint8Array
  /** Earlier keys by fingerprint, of a vault that was in use before: what they open is written anew with `key`. */
  readonly formerKey?: (fingerprint: string) => Uint8Array | undefined
}

/** Photos and attachments as encrypted files. Which of them belong to what is in the journal: see keptFiles.ts. */
export type FileStore = {
  /** Writes a file so that it survives a power cut, or not at all. Throws FileRefusal and StorageFailure. */
  put(id: string, bytes: Uint8Array): Promise<void>
  /** Throws StorageFailure: `halfCopied` where the file is gone, `wrongKey`, `corrupt` where its content was touched. */
  get(id: string): Promise<Buffer>
  /** Nothing happens when there is no such file. Throws StorageFailure. */
  drop(id: string): Promise<void>
  /** Bytes of its content; null where there is no such file. */
  size(id: string): number | null
  /** For the start only: removes what a crash left half written, and writes anew what a former key opens. */
  tidy(): Promise<void>
}

const magic = Buffer.from('LSF1')
const fingerprintBytes = 8
const nonceBytes = 12
const tagBytes = 16
const headBytes = magic.length + fingerprintBytes + nonceBytes
const overhead = headBytes + tagBytes
const temporarySuffix = '.tmp'

/** Ids are made here, as UUIDs: nothing else may become part of a path. */
const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)

/**
 * Files under AES-256-GCM in `<data directory>/files`, one each: `LSF1`, the key's fingerprint, a random nonce, content, tag.
 * The head and the file's id are authenticated, so that no file can stand in for another.
 */
export function openFileStore(options: FileStoreOptions): FileStore {
  const { key } = options
  if (key.length !== 32) throw new Error('a file key has 32 bytes')
  const directory = join(options.dir, 'files')
  withStorageFailures(directory, () => mkdirSync(directory, { recursive: true, mode: 0o700 }))
  const ownFingerprint = fingerprintOf(key)

  const pathOf = (id: string): string => {
    if (!isId(id)) throw new Error('not the id of a file')
    return join(directory, id)
  }

  const write = async (path: string, content: readonly Uint8Array[]): Promise<void> => {
    const temporary = `${path}.${randomBytes(6).toString('hex')}${temporarySuffix}`
    try {
      const file = await open(temporary, 'wx', 0o600)
      try {
        for (const part of content) await file.writeFile(part)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, path)
      syncDirectory(directory)
    } catch (error) {
      await rm(temporary, { force: true })
      throw asStorageFailure(error, path) ?? error
    }
  }

  const put = async (id: string, bytes: Uint8Array): Promise<void> => {
    if (bytes.length === 0) throw new FileRefusal('empty')
    if (bytes.length > fileMostBytes) throw new FileRefusal('tooBig')
    const path = pathOf(id)
    const nonce = randomBytes(nonceBytes)
    const head = Buffer.concat([magic, Buffer.from(ownFingerprint, 'hex'), nonce])
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    cipher.setAAD(authenticated(head, id))
    const sealed = cipher.update(bytes)
    cipher.final()
    await write(path, [head, sealed, cipher.getAuthTag()])
  }

  /** Takes a file over from a former key. Where that cannot be now, the file stays as it was and is readable all the same. */
  const adopt = async (id: string, content: Buffer): Promise<void> => {
    try {
      await put(id, content)
    } catch (error) {
      if (!(error instanceof StorageFailure)) throw error
    }
  }

  const get = async (id: string): Promise<Buffer> => {
    const path = pathOf(id)
    const stored = await readStored(path)
    const fingerprint = fingerprintIn(stored)
    if (fingerprint === null || stored.length <= overhead) throw new StorageFailure('corrupt', path)
    const isOwn = fingerprint === ownFingerprint
    const usedKey = isOwn ? key : options.formerKey?.(fingerprint)
    if (usedKey === undefined) throw new StorageFailure('wrongKey', path)
    const content = unsealed(stored, usedKey, id)
    if (content === undefined) throw new StorageFailure('corrupt', path)
    if (!isOwn) await adopt(id, content)
    return content
  }

  /** Whether a former key opens a file; reads its head only. */
  const isFormer = async (id: string): Promise<boolean> => {
    const file = await open(pathOf(id), 'r')
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
      const fingerprint = fingerprintIn(buffer.subarray(0, bytesRead))
      return fingerprint !== null && fingerprint !== ownFingerprint && options.formerKey?.(fingerprint) !== undefined
    } finally {
      await file.close()
    }
  }

  return {
    put,
    get,
    async drop(id) {
      const path = pathOf(id)
      try {
        await rm(path, { force: true })
      } catch (error) {
        throw asStorageFailure(error, path) ?? error
      }
    },
    size(id) {
      const found = statSync(pathOf(id), { throwIfNoEntry: false })
      return found === undefined ? null : Math.max(0, found.size - overhead)
    },
    async tidy() {
      const names = readdirSync(directory)
      for (const name of names.filter(each => each.endsWith(temporarySuffix))) await rm(join(directory, name), { force: true })
      if (options.formerKey === undefined) return
      for (const id of names.filter(isId)) {
        // One that is damaged too stays for the reader to be told of.
        if (await isFormer(id)) await get(id).catch((error: unknown) => { if (!(error instanceof StorageFailure)) throw error })
      }
    },
  }
}

/** Null where the bytes do not begin as a file of the store. */
function fingerprintIn(stored: Buffer): string | null {
  if (stored.length < headBytes || !stored.subarray(0, magic.length).equals(magic)) return null
  return stored.subarray(magic.length, magic.length + fingerprintBytes).toString('hex')
}

const authenticated = (head: Buffer, id: string): Buffer => Buffer.concat([head, Buffer.from(id)])

async function readStored(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isGone) throw new StorageFailure('halfCopied', path, { cause: error })
    throw asStorageFailure(error, path) ?? error
  }
}

/** Undefined where the content is not what was written under this id. */
function unsealed(stored: Buffer, key: Uint8Array, id: string): Buffer | undefined {
  const head = stored.subarray(0, headBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, head.subarray(-nonceBytes), { authTagLength: tagBytes })
  decipher.setAAD(authenticated(head, id))
  decipher.setAuthTag(stored.subarray(-tagBytes))
  const content = decipher.update(stored.subarray(headBytes, -tagBytes))
  try {
    decipher.final()
    return content
  } catch {
    return undefined
  }
}
