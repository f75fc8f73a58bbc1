import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noFilters } from '../../shared/model/search.ts'
import { labRecord, pageBody, someAccount, someSystem, someTime } from '../../test/fakes/cacheOfLines.ts'
import { silentLog } from '../log/log.ts'
import { cachePathIn } from '../storage/cache.ts'
import { openCacheHandle } from './cacheHandle.ts'
import type { CacheHandle } from './cacheHandle.ts'
import { WriterCrashed } from './lineWriter.ts'

const workerUrl = new URL('./writerWorker.ts', import.meta.url)
const key = randomBytes(32)
const found = { accountId: someAccount, system: someSystem, at: someTime }
const marks = { pinned: new Set<never>(), recent: new Set<never>() }
let dir: string
let cache: CacheHandle | undefined
let told: string[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lineside-handle-'))
  told = []
})
afterEach(async () => {
  await cache?.close()
  cache = undefined
  rmSync(dir, { recursive: true, force: true })
})

async function open(url = workerUrl): Promise<CacheHandle> {
  cache = await openCacheHandle({
    workerUrl: url, dir, key, log: silentLog, marks: () => marks, nativeIdIn: () => null, onRebuilt: reason => told.push(reason),
  })
  cache.fillBy({ cacheLost: () => told.push('lost'), cacheRebuilt: () => told.push('empty') })
  return cache
}
async function fill({ writer }: CacheHandle, lines: number): Promise<void> {
  const { walkId } = await writer.call('beginWalk', { ...found, walkKey: 'ACTIVE' })
  const body = pageBody(Array.from({ length: lines }, (_, nth) => labRecord(nth)))
  await writer.call('ingestPage', { ...found, walkId, page: 1, kind: 'nextpertise', state: 'active', body })
  await writer.call('truncateLog', {})
}
/** Overwrites the file from an offset, 8192 leaving its first page. */
function damage(from: number): void {
  const path = cachePathIn(dir)
  const file = openSync(path, 'r+')
  const junk = randomBytes(statSync(path).size - from)
  writeSync(file, junk, 0, junk.length, from)
  closeSync(file)
}
const linesIn = ({ store }: CacheHandle) => store.facets().lineCount
const asides = () => readdirSync(dir).filter(name => /^cache\.aside-.*\.db$/.test(name))

describe('the cache in use', () => {
  it('writes and reads', async () => {
    const own = await open()
    await fill(own, 20)
    expect(linesIn(own)).toBe(20)
    expect(own.search.search('lab', noFilters, 5).query).toBe('lab')
    expect(told).toEqual([])
  })

  it('found damaged by a read: finds nothing, begins anew, and takes what is written then', async () => {
    const own = await open()
    await fill(own, 500)
    damage(8192)
    expect(linesIn(own)).toBe(0)
    expect(told).toEqual(['lost'])
    expect(own.search.search('kerkstraat', noFilters, 5).hits).toEqual([])
    await fill(own, 30)
    expect(told).toEqual(['lost', 'corrupt', 'empty'])
    expect(linesIn(own)).toBe(30)
    expect(asides()).toHaveLength(1)
    await own.close()
    expect(linesIn(await open())).toBe(30)
    expect(told).toHaveLength(3)
  })

  it('found damaged by the writer: fails that call as damage, and begins anew', async () => {
    await fill(await open(), 500)
    await cache?.close()
    damage(statSync(cachePathIn(dir)).size >> 1)
    const own = await open()
    await expect(fill(own, 500)).rejects.toMatchObject({ code: 'corrupt' })
    expect(told[0]).toBe('lost')
    await fill(own, 10)
    expect(told).toEqual(['lost', 'corrupt', 'empty'])
    expect(linesIn(own)).toBe(10)
  })

  it('fails what the lost cache takes with it as damage, and lets what comes then wait for the next', async () => {
    const own = await open()
    await fill(own, 500)
    damage(8192)
    const before = Promise.allSettled(Array.from({ length: 12 }, (_, nth) => own.writer.call('beginWalk', { ...found, walkKey: `w${nth}` })))
    expect(linesIn(own)).toBe(0)
    const after = await own.writer.call('beginWalk', { ...found, walkKey: 'ACTIVE' })
    expect(after).toMatchObject({ walkId: 1, nextPage: 1, resumed: false })
    for (const result of await before) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'corrupt' })
  })

  it('can be closed while it begins anew', async () => {
    const own = await open()
    await fill(own, 500)
    damage(8192)
    linesIn(own)
    await own.close()
    expect(linesIn(await open())).toBe(0)
  })

  it('is found damaged at opening, with nothing lost to whom nothing was given', async () => {
    await fill(await open(), 20)
    await cache?.close()
    damage(0)
    const own = await open()
    expect(told).toEqual(['corrupt'])
    expect(linesIn(own)).toBe(0)
  })
})

describe('a writer that stops', () => {
  /** The writer, but it ends when it is told to do so by a walk's key. */
  const mortalWorker = (): URL => {
    const file = join(dir, 'mortal.mjs')
    writeFileSync(file, `
      import { parentPort } from 'node:worker_threads'
      parentPort.on('message', message => { if (message.input?.walkKey === 'crash') process.exit(1) })
      await import(${JSON.stringify(workerUrl.href)})
    `)
    return pathToFileURL(file)
  }
  const crash = (own: CacheHandle) =>
    expect(own.writer.call('beginWalk', { ...found, walkKey: 'crash' })).rejects.toBeInstanceOf(WriterCrashed)

  it('leaves the cache as it was', async () => {
    const own = await open(mortalWorker())
    await fill(own, 20)
    await crash(own)
    expect(linesIn(own)).toBe(20)
    await own.writer.call('truncateLog', {})
    expect(told).toEqual([])
  })

  it('and has to begin another cache takes the reader with it', async () => {
    const own = await open(mortalWorker())
    await fill(own, 20)
    expect(linesIn(own)).toBe(20)
    await crash(own)
    damage(0)
    await fill(own, 7)
    expect(told).toEqual(['lost', 'corrupt', 'empty'])
    expect(linesIn(own)).toBe(7)
  })
})
