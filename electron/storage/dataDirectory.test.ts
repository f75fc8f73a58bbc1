import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSessionDirectory, prepareDataDirectory } from './dataDirectory.ts'
import { failureOf, namesIn, temporaryDirectory } from './testDatabases.ts'

describe('prepareDataDirectory', () => {
  it('makes it for the owner only and leaves nothing in it', () => {
    const dir = join(temporaryDirectory(), 'a', 'b')
    prepareDataDirectory(dir)
    prepareDataDirectory(dir)
    expect(namesIn(dir)).toEqual([])
    if (process.platform !== 'win32') expect(statSync(dir).mode & 0o777).toBe(0o700)
  })

  it('says when a file is in the way', () => {
    const dir = temporaryDirectory()
    writeFileSync(join(dir, 'file'), '')
    const file = join(dir, 'file')
    expect(failureOf(() => prepareDataDirectory(file))).toMatchObject({ code: 'notADirectory', path: file })
    expect(failureOf(() => prepareDataDirectory(join(dir, 'file', 'inside')))).toMatchObject({ code: 'notADirectory' })
  })

  it.skipIf(process.platform === 'win32')('says when it may not be written', () => {
    const dir = temporaryDirectory()
    chmodSync(dir, 0o555)
    const root = process.getuid?.() === 0
    const script = `
      const { prepareDataDirectory } = await import(${JSON.stringify(new URL('./dataDirectory.ts', import.meta.url).href)})
      try { prepareDataDirectory(${JSON.stringify(dir)}) } catch (error) { process.stdout.write(error.code) }`
    const options = { encoding: 'utf8', ...(root ? { uid: 65_534, gid: 65_534 } : {}) } as const
    expect(spawnSync(process.execPath, ['--input-type=module', '--eval', script], options).stdout).toBe('unwritable')
  })
})

describe('openSessionDirectory', () => {
  it('removes what a crashed session left, and itself', () => {
    const dataDir = temporaryDirectory()
    const crashed = openSessionDirectory(dataDir)
    writeFileSync(join(crashed.dir, 'journal.db'), 'x')
    const session = openSessionDirectory(dataDir)
    expect(existsSync(crashed.dir)).toBe(false)
    session.remove()
    expect(namesIn(dataDir)).toEqual([])
  })
})
