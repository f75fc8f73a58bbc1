import { timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { InstanceInfo } from '../storage/instanceLock.ts'

/** Where a second start asks the running one for a fresh address. */
export const controlPath = '/control/address'
export const controlHeader = 'x-lineside-control'

/** Whether a control request carries the token that only readers of the owner's data directory know. */
export function isControlToken(given: string | string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** A fresh address of the running Lineside, or undefined where it does not answer in time. */
export async function askRunning({ port, controlToken }: InstanceInfo): Promise<string | undefined> {
  if (port === null || controlToken === null) return undefined
  try {
    const reply = await fetch(`http://127.0.0.1:${port}${controlPath}`, {
      method: 'POST', headers: { [controlHeader]: controlToken }, signal: AbortSignal.timeout(5_000), redirect: 'error',
    })
    const body: unknown = reply.ok ? await reply.json() : undefined
    return typeof body === 'object' && body !== null && 'address' in body && typeof body.address === 'string' ? body.address : undefined
  } catch {
    return undefined
  }
}

/** Tries again for a while: the other start may not listen yet, or may just be ending. */
export async function retryFor<T>(tries: number, pauseMs: number, attempt: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let left = tries; left > 0; left -= 1) {
    const result = await attempt()
    if (result !== undefined) return result
    if (left > 1) await wait(pauseMs)
  }
  return undefined
}
