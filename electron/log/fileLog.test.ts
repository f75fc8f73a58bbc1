import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileLog } from './fileLog.ts'

let directory: string
beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'lineside-log-')) })
afterEach(() => { chmodSync(directory, 0o700); rmSync(directory, { recursive: true, force: true }) })

describe('the log', () => {
  it('writes flat events that only their owner may read, secrets replaced', async () => {
    const log = openFileLog({ dir: directory, level: 'info', now: () => 0 })
    log.info('sync.page', { page: 3, password: 'planted-secret', nid: '2408ZE000100100' })
    log.debug('http.reply', { status: 200 })
    await log.close()
    const lines = readFileSync(log.file, 'utf8').trim().split('\n')
    expect(lines.map(line => JSON.parse(line))).toEqual([
      { level: 'info', event: 'sync.page', page: 3, password: '[secret]', nid: '…100', at: '1970-01-01T00:00:00.000Z', run: '0', nth: 1 },
    ])
    expect(statSync(log.file).mode & 0o777).toBe(0o600)
  })

  it('reads newest first with a minimum level, also what earlier starts wrote', async () => {
    const first = openFileLog({ dir: directory, level: 'debug', now: () => 1000, run: 'a' })
    first.warn('storage.slow', { tookMs: 50 })
    first.debug('noise')
    await first.close()
    const second = openFileLog({ dir: directory, level: 'debug', now: () => 2000, run: 'b' })
    second.info('app.ready')
    second.error('sync.failed', { kind: 'timeout' })
    expect(second.readLog({ limit: 10, minimum: 'info' }).entries).toEqual([
      { at: '1970-01-01T00:00:02.000Z', level: 'error', event: 'sync.failed', detail: 'kind=timeout' },
      { at: '1970-01-01T00:00:02.000Z', level: 'info', event: 'app.ready', detail: '' },
      { at: '1970-01-01T00:00:01.000Z', level: 'warn', event: 'storage.slow', detail: 'tookMs=50' },
    ])
    expect(second.readLog({ limit: 1, minimum: 'warn' }).entries.map(entry => entry.event)).toEqual(['sync.failed'])
    await second.close()
    const third = openFileLog({ dir: directory, level: 'info', run: 'c' })
    expect(third.readLog({ limit: 10, minimum: 'debug' }).entries).toHaveLength(4)
    await third.close()
  })

  it('rotates by size, keeps five files and reads across the seam', async () => {
    const log = openFileLog({ dir: directory, level: 'info', now: () => 0, run: 'r', maxFileBytes: 2000 })
    for (let i = 0; i < 300; i++) {
      log.info('filler', { i, words: 'x'.repeat(200) })
      if (i % 5 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    await log.close()
    const files = readdirSync(directory).filter(name => name.endsWith('.log'))
    expect(files.length).toBeGreaterThan(1)
    expect(files.length).toBeLessThanOrEqual(5)
    for (const name of files) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600)
    const later = openFileLog({ dir: directory, level: 'info', run: 's' })
    const seen = later.readLog({ limit: 2000, minimum: 'info' }).entries
    expect(seen[0]?.detail).toContain('i=299')
    await later.close()
  })

  it('goes on in memory where the directory cannot be written, and skips what is no entry', async () => {
    writeFileSync(join(directory, 'file'), '')
    const log = openFileLog({ dir: join(directory, 'file', 'below'), level: 'info' })
    log.error('disk.full', { code: 'ENOSPC' })
    log.info('still.here')
    expect(log.readLog({ limit: 5, minimum: 'info' }).entries.map(entry => entry.event)).toEqual(['still.here', 'disk.full'])
    await log.close()
    writeFileSync(join(directory, 'lineside.log'), 'not json\n{"level":"info"}\n{"level":"info","at":"x","event":"kept","run":"z"}\n{"lev')
    const next = openFileLog({ dir: directory, level: 'info' })
    expect(next.readLog({ limit: 5, minimum: 'debug' }).entries).toEqual([{ at: 'x', level: 'info', event: 'kept', detail: '' }])
    await next.close()
  })

  it('survives a file that is a directory', async () => {
    const log = openFileLog({ dir: join(directory), level: 'info' })
    rmSync(log.file, { force: true })
    const blocked = openFileLog({ dir: '/dev/null/nowhere', level: 'info' })
    blocked.info('a')
    await new Promise(resolve => setImmediate(resolve))
    blocked.info('b')
    expect(blocked.readLog({ limit: 5, minimum: 'info' }).entries).toHaveLength(2)
    await blocked.close()
    await log.close()
  })

  it('changes its level while running', async () => {
    const log = openFileLog({ dir: directory, level: 'warn' })
    log.info('unheard')
    log.setLevel('debug')
    log.debug('heard')
    expect(log.readLog({ limit: 5, minimum: 'debug' }).entries.map(entry => entry.event)).toEqual(['heard'])
    await log.close()
  })
})
