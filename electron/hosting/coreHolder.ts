import type { LabAccess } from '../accounts/labAccount.ts'
import { Conflict, NotReady, type Core } from '../services.ts'
import { prepareDataDirectory } from '../storage/dataDirectory.ts'
import { claimInstance, type InstanceInfo, type InstanceLock } from '../storage/instanceLock.ts'
import type { DataDirectories } from './dataDirectories.ts'

/** The lab, and how to sign on to each of its systems. */
export type RunningLab = { readonly accounts: readonly LabAccess[]; close(): Promise<void> }

export type CoreParts = {
  readonly directories: DataDirectories
  /** Builds the core on a directory of which this process holds the instance lock; `keepNothing`: that was chosen in this run. */
  readonly openCore: (directory: string, demo: readonly LabAccess[] | undefined, keepNothing: boolean) => Promise<Core>
  /** Starts the lab network; `directory` is the demo's, for what must stay the same from one start to the next. */
  readonly startLab: (directory: string) => Promise<RunningLab>
}

export type CoreHolder = {
  /** The core in use. Throws NotReady while it is being replaced. */
  readonly core: Core
  readonly demo: boolean
  /** Tells second starts how to find this one, now and after each switch. */
  publish(info: InstanceInfo): void
  /** Closes the core and opens the one on the other directory. Throws Conflict where another Lineside has that one. */
  switchTo(demo: boolean): Promise<void>
  close(): Promise<void>
}

export type HeldCore = { readonly state: 'held'; readonly holder: CoreHolder } | { readonly state: 'running'; readonly info: InstanceInfo | undefined }

type Session = { readonly lock: InstanceLock; readonly core: Core; readonly lab: RunningLab | undefined; readonly demo: boolean }

/** Claims a data directory and prepares to open the core on it, or says who has it. Throws StorageFailure. */
export async function holdCore(parts: CoreParts, demo: boolean): Promise<HeldCore> {
  const claimed = claim(parts, demo)
  if (claimed.state === 'running') return claimed
  let session: Session | undefined = await open(parts, demo, claimed.lock, false)
  let keepNothing = false
  let published: InstanceInfo | undefined
  let switching: Promise<void> | undefined

  const replace = async (wanted: boolean) => {
    const previous = session
    if (previous === undefined) throw new NotReady('switching')
    if (previous.demo === wanted) return
    const next = claim(parts, wanted)
    if (next.state === 'running') throw new Conflict('otherLinesideRuns')
    session = undefined
    if (!previous.demo) keepNothing = await keepsNothing(previous.core)
    await endSession(previous)
    try {
      session = await open(parts, wanted, next.lock, keepNothing)
    } catch (error) {
      const back = claim(parts, previous.demo)
      if (back.state === 'held') session = await open(parts, previous.demo, back.lock, keepNothing)
      throw error
    } finally {
      if (published !== undefined) session?.lock.publish(published)
    }
  }

  return {
    state: 'held',
    holder: {
      get core() {
        if (session === undefined) throw new NotReady('switching')
        return session.core
      },
      get demo() {
        return session?.demo ?? demo
      },
      publish(info) {
        published = info
        session?.lock.publish(info)
      },
      async switchTo(wanted) {
        await switching
        switching = replace(wanted).finally(() => { switching = undefined })
        await switching
      },
      async close() {
        await switching?.catch(() => {})
        const last = session
        session = undefined
        if (last !== undefined) await endSession(last)
      },
    },
  }
}

function claim({ directories }: CoreParts, demo: boolean) {
  const directory = demo ? directories.demo : directories.own
  prepareDataDirectory(directory)
  return claimInstance(directory)
}

/** Whether the engineer chose, without a keychain, that nothing is kept: asked once, it holds until the app ends. */
async function keepsNothing(core: Core): Promise<boolean> {
  for await (const { vault } of core.status(AbortSignal.timeout(1000))) return vault.kind === 'memory'
  return false
}

async function open(parts: CoreParts, demo: boolean, lock: InstanceLock, keepNothing: boolean): Promise<Session> {
  let lab: RunningLab | undefined
  try {
    lab = demo ? await parts.startLab(parts.directories.demo) : undefined
    const core = await parts.openCore(demo ? parts.directories.demo : parts.directories.own, lab?.accounts, keepNothing && !demo)
    return { lock, core, lab, demo }
  } catch (error) {
    await lab?.close()
    lock.release()
    throw error
  }
}

async function endSession({ core, lab, lock }: Session): Promise<void> {
  try {
    await core.close()
    await lab?.close()
  } finally {
    lock.release()
  }
}
