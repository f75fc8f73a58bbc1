import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { basic } from './nextpertise/testClient.ts'

const ENTRY = fileURLToPath(new URL('labProcess.ts', import.meta.url))

async function started(...options: string[]) {
  const child = spawn(process.execPath, [ENTRY, ...options], { stdio: ['pipe', 'pipe', 'pipe'] })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, ready: JSON.parse(line) as { baseUrl: string; lines: number } }
}

describe('the lab as a process', () => {
  it('prints its address, serves, and ends when stdin closes', async () => {
    const { child, ready } = await started('--lines', '1000000', '--seed', '4')
    expect(ready).toMatchObject({
      baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:[0-9]+\/nextpertise$/),
      baseUrls: { onApi: expect.stringMatching(/\/onapi\/2\.6$/) },
      lines: 1_000_000,
      accesses: 300,
    })
    const reply = await fetch(`${ready.baseUrl}/jwt/log-in`, { headers: { authorization: basic('engineer') } })
    expect(reply.status).toBe(200)
    child.stdin.end()
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('ends at SIGTERM', async () => {
    const { child } = await started('--lines', '20')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('refuses nonsense', async () => {
    const child = spawn(process.execPath, [ENTRY, '--lines', 'many'], { stdio: 'pipe' })
    expect((await once(child, 'exit'))[0]).not.toBe(0)
  })
})
