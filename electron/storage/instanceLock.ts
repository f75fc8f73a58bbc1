import Database from 'better-sqlite3'
import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readFileIfThere, writeFileAtomically } from './atomicFile.ts'
import { asStorageFailure } from './storageFailure.ts'

const InstanceInfo = z.object({
  pid: z.int(),
  /** ISO 8601, UTC. */
  startedAt: z.string(),
  host: z.enum(['desktop', 'browser']),
  /** Port on 127.0.0.1; null for a host that has none, or until it listens. */
  port: z.int().nullable(),
  /** Lets a second start ask the running one for a fresh address; null where there is nothing to ask. */
  controlToken: z.string().nullable(),
})

/** How to find the Lineside that runs on a data directory. Kept in `instance.json`, readable by the owner only. */
export type InstanceInfo = z.infer<typeof InstanceInfo>

export type InstanceLock = {
  /** Tells later starts how to find this one. Throws StorageFailure. */
  publish(info: InstanceInfo): void
  /** Removes the information and frees the directory. Safe to call twice. */
  release(): void
}

export type InstanceClaim =
  | { readonly state: 'held'; readonly lock: InstanceLock }
  /** Another Lineside has the directory; `info` is undefined while it has not published yet. */
  | { readonly state: 'running'; readonly info: InstanceInfo | undefined }

/**
 * Claims a prepared data directory for this process, or says who has it.
 * The lock is the operating system's, on `instance.lock`, taken through SQLite because that is the one portable way to it
 * here: it ends with its process, so that a crash leaves nothing stale, a reused process id deceives nobody, and two starts
 * in the same instant cannot both win. Throws StorageFailure.
 */
export function claimInstance(dir: string): InstanceClaim {
  const lockPath = join(dir, 'instance.lock')
  const infoPath = join(dir, 'instance.json')
  let db: Database.Database | undefined
  try {
    // Opening and closing a file that is there would drop this process's own lock on it (POSIX).
    if (!existsSync(lockPath)) closeSync(openSync(lockPath, 'a', 0o600))
    db = new Database(lockPath, { timeout: 0 })
    db.exec('BEGIN EXCLUSIVE')
    // Whatever is there was left by a process that ended without tidying up.
    rmSync(infoPath, { force: true })
  } catch (error) {
    db?.close()
    const failure = asStorageFailure(error, lockPath)
    if (failure?.code === 'locked') return { state: 'running', info: readInfo(infoPath) }
    throw failure ?? error
  }
  const held = db
  return {
    state: 'held',
    lock: {
      publish(info) {
        writeFileAtomically(infoPath, `${JSON.stringify(info)}\n`)
      },
      release() {
        if (!held.open) return
        rmSync(infoPath, { force: true })
        held.close()
      },
    },
  }
}

function readInfo(path: string): InstanceInfo | undefined {
  const text = readFileIfThere(path)
  if (text === undefined) return undefined
  try {
    return InstanceInfo.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
