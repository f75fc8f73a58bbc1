import path from 'node:path'
import type { LabAccess } from '../accounts/labAccount.ts'
import { readFileIfThere, writeFileAtomically } from '../storage/atomicFile.ts'
import type { RunningLab } from './coreHolder.ts'

const portFile = 'lab-port'

/** Systems of the lab that the demo shows. */
const shown = ['nextpertise', 'onApi', 'reseller', 'telecomx'] as const

/**
 * Starts the lab for the demo, on the port it had before where that is free: a line's identity contains its system's
 * address, so that pins and reports of the last demo find their lines again.
 */
export async function startDemoLab(directory: string): Promise<RunningLab> {
  // Generated data that only the demo needs is not loaded at every start.
  const { startLab } = await import('../lab/lab.ts')
  const file = path.join(directory, portFile)
  const before = Number(readFileIfThere(file) ?? '0')
  const port = Number.isInteger(before) && before > 0 && before < 65_536 ? before : 0
  const lab = await startLab({ port, systems: shown }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return startLab({ systems: shown })
    throw error
  })
  const accounts = shown.map((kind): LabAccess => {
    const { baseUrl, users }: { baseUrl: string; users: readonly Omit<LabAccess, 'kind' | 'baseUrl'>[] } = lab.systems[kind]
    const [user] = users
    if (user === undefined) throw new Error('the lab has no user')
    const { username, password, clientId } = user
    return { kind, baseUrl, username, password, ...(clientId === undefined ? {} : { clientId }) }
  })
  writeFileAtomically(file, new URL(lab.origin).port)
  return { accounts, close: () => lab.close() }
}
