import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountId, SystemKey } from '../../shared/model/common.ts'
import { AccountId as accountId, systemKeyOf } from '../../shared/model/common.ts'
import type { LineState } from '../../shared/model/line.ts'
import { connectionOf } from '../../electron/lab/nextpertise/connection.ts'
import { generateLine } from '../../electron/lab/nextpertise/line.ts'
import { cacheMigrations } from '../../electron/lines/cacheSchema.ts'
import { createCacheWriter } from '../../electron/lines/cacheWriter.ts'
import { readers } from '../../electron/lines/readers.ts'
import type { Readers } from '../../electron/lines/readers.ts'
import { openCache, openCacheReader } from '../../electron/storage/cache.ts'

export const someAccount = accountId.parse('account-1')
export const otherAccount = accountId.parse('account-2')
export const someSystem = systemKeyOf('nextpertise', 'https://lab.example/nextpertise')
export const someTime = '2026-11-21T18:00:00.000Z'

/** A record of `list_connections` as the lab makes it, changed where a test wants it. */
export const labRecord = (index: number, change: Record<string, unknown> = {}): Record<string, unknown> =>
  ({ ...connectionOf(generateLine(1, index), null, Date.parse(someTime)), ...change })

/** The body of one page. */
export const pageBody = (connections: readonly unknown[], nextPage: number | null = null, count: number = connections.length): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({
    jsonrpc: '2.0', id: 1, result: { connections, pagination: { previous_page: null, next_page: nextPage, per_page: 500, count } },
  }))

/** A fresh encrypted cache with its writer and a reading connection, in a directory of its own. */
export function openTestCache(by: Readers = readers) {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-lines-'))
  const key = randomBytes(32)
  const cache = openCache({ dir, key, migrations: cacheMigrations, now: () => new Date(someTime) })
  const writer = createCacheWriter(cache.db, by)
  const db = openCacheReader({ dir, key })
  return {
    dir, key, writer, db, writing: cache.db,
    close() {
      db.close()
      cache.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type TestCache = ReturnType<typeof openTestCache>

export type Pass = { readonly account?: AccountId; readonly system?: SystemKey; readonly key?: string; readonly state?: LineState; readonly at?: string; readonly settled?: boolean }

/** One complete pass of a walk that brings these records, page by page. Gives what finishing it gave. */
export function walkOnce({ writer }: Pick<TestCache, 'writer'>, pages: readonly (readonly unknown[])[], pass: Pass = {}) {
  const { account = someAccount, system = someSystem, state = 'active', at = someTime } = pass
  const key = pass.key ?? state.toUpperCase()
  const found = { accountId: account, system, at }
  const { walkId, nextPage } = writer.beginWalk({ ...found, walkKey: key })
  const ingested = pages.slice(nextPage - 1).map((records, at_) => {
    const page = nextPage + at_
    const body = pageBody(records, page < pages.length ? page + 1 : null, pages.flat().length)
    return writer.ingestPage({ ...found, walkId, page, kind: 'nextpertise', state, body })
  })
  return { ingested, walkId, ...writer.finishWalk({ walkId, at, limit: 100, ...(pass.settled === undefined ? {} : { settled: pass.settled }) }) }
}
