import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import { connectionOf } from '../../electron/lab/nextpertise/connection.ts'
import { generateLine } from '../../electron/lab/nextpertise/line.ts'
import { cacheMigrations } from '../../electron/lines/cacheSchema.ts'
import { createCacheWriter } from '../../electron/lines/cacheWriter.ts'
import { readers } from '../../electron/lines/readers.ts'
import { openCache, truncateLog } from '../../electron/storage/cache.ts'

export const benchAccount = AccountId.parse('bench')
export const benchSystem = systemKeyOf('nextpertise', 'http://127.0.0.1/bench')
const linesPerPage = 500

/** Pages of generated lines as they come from the wire, one after the other. */
export function* generatedPages(lines: number, seed: number, nowMs = Date.now()): Generator<{ page: number; body: Uint8Array }> {
  for (let page = 1, from = 0; from < lines; page += 1, from += linesPerPage) {
    const count = Math.min(linesPerPage, lines - from)
    const connections = Array.from({ length: count }, (_, at) => connectionOf(generateLine(seed, from + at), null, nowMs))
    const pagination = { next_page: from + count < lines ? page + 1 : null, per_page: linesPerPage, count: lines }
    yield { page, body: new TextEncoder().encode(JSON.stringify({ jsonrpc: '2.0', id: 1, result: { connections, pagination } })) }
  }
}

/** An encrypted cache filled with generated lines through the writer; `remove` deletes it. */
export function fillCache(lines: number, seed: number): { dir: string; key: Uint8Array; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
  const key = randomBytes(32)
  const cache = openCache({ dir, key, migrations: cacheMigrations, now: () => new Date() })
  const writer = createCacheWriter(cache.db, readers)
  const found = { accountId: benchAccount, system: benchSystem, at: new Date().toISOString() }
  const { walkId } = writer.beginWalk({ ...found, walkKey: 'ACTIVE' })
  for (const { page, body } of generatedPages(lines, seed)) {
    writer.ingestPage({ ...found, walkId, page, kind: 'nextpertise', state: 'active', body })
  }
  writer.finishWalk({ walkId, at: found.at, limit: 0 })
  truncateLog(cache.db)
  cache.close()
  return { dir, key, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
