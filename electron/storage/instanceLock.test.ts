import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { claimInstance } from './instanceLock.ts'
import type { InstanceInfo } from './instanceLock.ts'
import { failureOf, namesIn, temporaryDirectory } from './testDatabases.ts'

const info: InstanceInfo = {
  pid: process.pid, startedAt: '2026-11-21T18:15:30.000Z', host: 'browser', port: 4711, controlToken: 'abc',
}

function claim(dir: string) {
  const claimed = claimInstance(dir)
  if (claimed.state !== 'held') throw new Error('not held')
  return claimed.lock
}

/** Another process that claims the directory, publishes port 99 and stays. */
async function otherProcess(dir: string) {
  const script = `
    const { claimInstance } = await import(${JSON.stringify(new URL('./instanceLock.ts', import.meta.url).href)})
    const claimed = claimInstance(${JSON.stringify(dir)})
    if (claimed.state === 'held') claimed.lock.publish({ ...${JSON.stringify(info)}, pid: process.pid, port: 99 })
    process.stdout.write(claimed.state)
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  return { said: String(said), pid: child.pid, kill: async () => { child.kill('SIGKILL'); await once(child, 'exit') } }
}

describe('claimInstance', () => {
  it('shows a second start how to find the first', () => {
    const dir = temporaryDirectory()
    const lock = claim(dir)
    expect(claimInstance(dir)).toEqual({ state: 'running', info: undefined })
    lock.publish(info)
    expect(claimInstance(dir)).toEqual({ state: 'running', info })
    expect(claimInstance(dir)).toEqual({ state: 'running', info })
    if (process.platform !== 'win32') {
      expect(['instance.lock', 'instance.json'].map(name => statSync(join(dir, name)).mode & 0o777)).toEqual([0o600, 0o600])
    }
    lock.release()
    lock.release()
    expect(namesIn(dir)).toEqual(['instance.lock'])
    claim(dir).release()
  })

  it('finds a running process, and takes over from one that was killed', async () => {
    const dir = temporaryDirectory()
    const other = await otherProcess(dir)
    try {
      expect(other.said).toBe('held')
      expect(claimInstance(dir)).toEqual({ state: 'running', info: { ...info, pid: other.pid, port: 99 } })
    } finally {
      await other.kill()
    }
    expect(namesIn(dir)).toContain('instance.json')
    const lock = claim(dir)
    expect(namesIn(dir)).not.toContain('instance.json')
    const second = await otherProcess(dir)
    await second.kill()
    expect(second.said).toBe('running')
    lock.release()
  })

  it('is not deceived by unreadable information', () => {
    const dir = temporaryDirectory()
    const lock = claim(dir)
    writeFileSync(join(dir, 'instance.json'), '{"pid":')
    expect(claimInstance(dir)).toEqual({ state: 'running', info: undefined })
    writeFileSync(join(dir, 'instance.json'), '{"pid":"x"}')
    expect(claimInstance(dir)).toEqual({ state: 'running', info: undefined })
    lock.release()
  })

  it('says when the directory cannot be used', () => {
    const dir = temporaryDirectory()
    expect(failureOf(() => claimInstance(join(dir, 'none')))).toMatchObject({ code: 'notADirectory' })
    mkdirSync(join(dir, 'instance.lock'))
    expect(failureOf(() => claimInstance(dir))).toMatchObject({ code: 'unwritable' })
  })
})
