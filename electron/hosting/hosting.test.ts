import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeCore, type FakeCore } from '../../test/fakes/fakeCore.ts'
import { browserOptions, commonOptions, readLauncherOptions } from '../../scripts/options.mjs'
import { claimInstance } from '../storage/instanceLock.ts'
import { prepareDataDirectory } from '../storage/dataDirectory.ts'
import { holdCore, type CoreParts } from './coreHolder.ts'
import { dataDirectories } from './dataDirectories.ts'
import { optionNames, parseDesktopOptions, parseOptions } from './options.ts'

describe('the data directory', () => {
  it.each([
    ['linux', {}, '/home/eva/.local/share/lineside', '/home/eva/.local/share/lineside-demo'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/lineside', '/data/lineside-demo'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/eva/.local/share/lineside', '/home/eva/.local/share/lineside-demo'],
    ['darwin', {}, '/home/eva/Library/Application Support/Lineside', '/home/eva/Library/Application Support/Lineside demo'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/Lineside', '/local/Lineside demo'],
  ] as const)('on %s with %j', (name, env, own, demo) => {
    expect(dataDirectories(undefined, { name, env, home: '/home/eva' })).toEqual({ own, demo })
  })

  it('keeps everything inside a directory that was named', () => {
    expect(dataDirectories('/named', { name: 'linux', env: {}, home: '/home/eva' })).toEqual({ own: '/named', demo: path.join('/named', 'demo') })
  })
})

describe('options', () => {
  it('are the launcher\'s too', () => {
    expect([...browserOptions, ...commonOptions].filter(name => name !== 'browser').toSorted()).toEqual([...optionNames].toSorted())
  })

  it('pass from the launcher to a host', () => {
    expect(readLauncherOptions(['--browser', '--data-dir', 'x', '--demo'])).toMatchObject({ browser: true, passed: ['--data-dir', 'x', '--demo'], unknown: undefined })
    expect(readLauncherOptions(['--no-open', '--port=0'])).toMatchObject({ browser: true, passed: ['--no-open', '--port=0'] })
    expect(readLauncherOptions(['--demo'])).toMatchObject({ browser: false })
    expect(readLauncherOptions(['--prot', '1'])).toMatchObject({ unknown: '--prot' })
  })

  it('are read', () => {
    expect(parseOptions(['--port', '8420', '--data-dir=/d', '--demo', '--no-open', '--passphrase-stdin']))
      .toEqual({ show: 'app', port: 8420, dataDirectory: path.resolve('/d'), demo: true, open: false, passphraseFrom: 'stdin' })
  })

  it('are found among Electron\'s own', () => {
    expect(parseDesktopOptions(['/electron', '--inspect=0', '--user-data-dir=/p', '/app', '--data-dir', '/d', '--demo', '--passphrase-file=/f']))
      .toMatchObject({ dataDirectory: path.resolve('/d'), demo: true, passphraseFrom: { file: path.resolve('/f') } })
  })
})

describe('the core in use', () => {
  let directory: string
  let cores: FakeCore[]
  let labsClosed: number
  let keptNothing: boolean[]
  let parts: CoreParts
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'lineside-holder-'))
    cores = []
    labsClosed = 0
    keptNothing = []
    parts = {
      directories: { own: path.join(directory, 'own'), demo: path.join(directory, 'demo') },
      openCore: async (_directory, demo, keepNothing) => {
        keptNothing.push(keepNothing)
        const core = createFakeCore({ demo: demo !== undefined })
        cores.push(core)
        return core
      },
      startLab: async () => ({ accounts: [{ kind: 'nextpertise', baseUrl: 'http://127.0.0.1:1/', username: 'u', password: 'p' }], close: async () => { labsClosed += 1 } }),
    }
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  const hold = async () => {
    const held = await holdCore(parts, false)
    if (held.state !== 'held') throw new Error('held by another')
    return held.holder
  }

  it('is replaced by the demo\'s and back, each closed before the other opens', async () => {
    const holder = await hold()
    const own = holder.core
    await holder.switchTo(true)
    expect(holder.demo).toBe(true)
    expect(holder.core).not.toBe(own)
    expect(cores[0]?.calls).toEqual(['close'])
    await holder.switchTo(false)
    expect([holder.demo, labsClosed]).toEqual([false, 1])
    await holder.close()
    expect(() => holder.core).toThrow('not ready')
  })

  it('asks no second time where nothing is kept: the choice holds over the demo', async () => {
    const holder = await hold()
    await holder.switchTo(true)
    await holder.switchTo(false)
    // The fake core's vault is the memory one; the demo chooses for itself.
    expect(keptNothing).toEqual([false, false, true])
    await holder.close()
  })

  it('is told of no second Lineside on the same data, and frees it when closed', async () => {
    const holder = await hold()
    holder.publish({ pid: 1, startedAt: '2026-11-21T18:00:00.000Z', host: 'browser', port: 5, controlToken: 'c' })
    expect(await holdCore(parts, false)).toMatchObject({ state: 'running', info: { port: 5 } })
    await holder.close()
    await (await hold()).close()
  })

  it('stays where another Lineside has the demo', async () => {
    prepareDataDirectory(parts.directories.demo)
    const other = claimInstance(parts.directories.demo)
    const holder = await hold()
    await expect(holder.switchTo(true)).rejects.toMatchObject({ name: 'Conflict', reason: 'otherLinesideRuns' })
    expect(holder.core).toBe(cores[0])
    await holder.close()
    if (other.state === 'held') other.lock.release()
  })

  it('comes back when the demo cannot start', async () => {
    parts = { ...parts, startLab: async () => { throw new Error('no lab') } }
    const holder = await hold()
    await expect(holder.switchTo(true)).rejects.toThrow('no lab')
    expect(holder.demo).toBe(false)
    expect(cores).toHaveLength(2)
    await holder.close()
  })
})
