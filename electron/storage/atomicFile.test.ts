import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFileIfThere, writeFileAtomically } from './atomicFile.ts'
import { failureOf, namesIn, temporaryDirectory } from './testDatabases.ts'

describe('writeFileAtomically', () => {
  it('replaces a file for the owner only', () => {
    const path = join(temporaryDirectory(), 'x.json')
    writeFileSync(path, 'old', { mode: 0o644 })
    writeFileAtomically(path, 'new')
    expect(readFileSync(path, 'utf8')).toBe('new')
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('leaves nothing behind when it fails', () => {
    const dir = temporaryDirectory()
    mkdirSync(join(dir, 'x.json'))
    expect(failureOf(() => writeFileAtomically(join(dir, 'x.json'), 'new'))).toMatchObject({ code: 'unwritable' })
    expect(namesIn(dir)).toEqual(['x.json'])
  })
})

describe('readFileIfThere', () => {
  it('tells a missing file from one that cannot be read', () => {
    const dir = temporaryDirectory()
    expect(readFileIfThere(join(dir, 'none'))).toBeUndefined()
    expect(failureOf(() => readFileIfThere(dir))).toMatchObject({ code: 'EISDIR' })
  })
})
