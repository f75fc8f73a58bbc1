import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { labRecord, pageBody, someAccount, someSystem, someTime } from '../../test/fakes/cacheOfLines.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { cachePathIn, openCacheReader } from '../storage/cache.ts'
import { openLineWriter, WriterClosed, WriterCrashed } from './lineWriter.ts'
import type { LineWriter } from './lineWriter.ts'

const workerUrl = new URL('./writerWorker.ts', import.meta.url)
const key = randomBytes(32)
const found = { accountId: someAccount, system: someSystem, at: someTime }
let dir: string
let writer: LineWriter | undefined
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'lineside-writer-')) })
afterEach(async () => {
  await writer?.close()
  writer = undefined
  rmSync(dir, { recursive: true, force: true })
})
const open = async (more: { workerUrl?: URL; mostQueued?: number; onCrash?: (error: Error) => void } = {}) => {
  writer = await openLineWriter({ workerUrl, dir, key, ...more })
  return writer
}
const page = (walkId: number, body: Uint8Array) => ({ ...found, walkId, page: 1, kind: 'nextpertise', state: 'active', body }) as const

/** A worker that answers like the writer, but ends when it is told to do so by a walk's key. */
const crashing = () => {
  const file = join(dir, 'crashing.mjs')
  writeFileSync(file, `
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', message => {
      if (message.type === 'close') { parentPort.postMessage({ type: 'closed' }); parentPort.close(); return }
      if (message.input.walkKey === 'crash') throw new Error('out of memory')
      parentPort.postMessage({ type: 'done', id: message.id, output: message.input.walkKey })
    })
    parentPort.postMessage({ type: 'ready', rebuilt: null })
  `)
  return pathToFileURL(file)
}

describe('the writer in its worker', () => {
  it('keeps a page handed over unparsed, and leaves no log behind', async () => {
    const own = await open()
    const { walkId } = await own.call('beginWalk', { ...found, walkKey: 'ACTIVE' })
    const body = Uint8Array.from(pageBody([labRecord(0), labRecord(1)]))
    expect(await own.call('ingestPage', page(walkId, body), [body.buffer])).toMatchObject({ lines: 2, changed: 2, nextPage: null })
    expect(body.byteLength).toBe(0)
    const db = openCacheReader({ dir, key })
    expect(db.prepare('SELECT count(*) FROM line').pluck().get()).toBe(2)
    db.close()
    await own.close()
    expect(readFileSync(cachePathIn(dir)).includes('Kerkstraat')).toBe(false)
  })
  it('throws what the reader threw, and goes on', async () => {
    const own = await open()
    const { walkId } = await own.call('beginWalk', { ...found, walkKey: 'ACTIVE' })
    await expect(own.call('ingestPage', page(walkId, new TextEncoder().encode('<html>')))).rejects.toBeInstanceOf(OperatorFailure)
    await expect(own.call('beginWalk', { ...found, walkKey: 'ACTIVE' })).resolves.toMatchObject({ nextPage: 1 })
  })
  it('tells that it began a new cache where the old one cannot be read', async () => {
    await (await open()).close()
    writeFileSync(cachePathIn(dir), randomBytes(100_000))
    expect((await open()).rebuilt).toMatchObject({ reason: 'corrupt' })
  })
  it('cannot be opened in a directory that is none', async () => {
    writeFileSync(join(dir, 'file'), '')
    await expect(openLineWriter({ workerUrl, dir: join(dir, 'file'), key })).rejects.toMatchObject({ code: 'notADirectory' })
  })
  it('does what was asked before it closes, and nothing after', async () => {
    const own = await open({ mostQueued: 2 })
    const calls = Array.from({ length: 10 }, (_, at) => own.call('beginWalk', { ...found, walkKey: `w${at}` }))
    await own.close()
    await own.close()
    expect(await Promise.all(calls)).toHaveLength(10)
    await expect(own.call('truncateLog', {})).rejects.toBeInstanceOf(WriterClosed)
  })
})

describe('a writer that stops', () => {
  it('fails what is under way or waits for it, and is started anew', async () => {
    const crashes: Error[] = []
    const own = await open({ workerUrl: crashing(), mostQueued: 2, onCrash: error => crashes.push(error) })
    const keys = ['ok', 'crash', 'later', 'more']
    const results = await Promise.allSettled(keys.map(walkKey => own.call('beginWalk', { ...found, walkKey })))
    expect(results[0]).toMatchObject({ status: 'fulfilled', value: 'ok' })
    expect(results[1]).toMatchObject({ status: 'rejected', reason: expect.any(WriterCrashed) })
    expect(crashes).toHaveLength(1)
    expect(crashes[0]?.cause).toMatchObject({ message: 'out of memory' })
    await expect(own.call('beginWalk', { ...found, walkKey: 'again' })).resolves.toBe('again')
  })
})
