import path from 'node:path'
import { readFileIfThere, writeFileAtomically } from '../storage/atomicFile.ts'
import type { RunningLab } from './coreHolder.ts'

const portFile = 'lab-port'

/**
 * Starts the lab for the demo, on the port it had before where that is free: a line's identity contains its system's
 * address, so that pins and reports of the last demo find their lines again.
 */
export async function startDemoLab(directory: string): Promise<RunningLab> {
  // Generated data that only the demo needs is not loaded at every start.
  const { startLab } = await import('../lab/lab.ts')
  const file = path.join(directory, portFile)
  const before = Number(readFileIfThere(file) ?? '0')
  const lab = await startLab({ port: Number.isInteger(before) && before > 0 && before < 65_536 ? before : 0 }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return startLab()
    throw error
  })
  const [user] = lab.users
  if (user === undefined) throw new Error('the lab has no user')
  writeFileAtomically(file, new URL(lab.origin).port)
  return { baseUrl: lab.baseUrl, username: user.username, password: user.password, close: () => lab.close() }
}
