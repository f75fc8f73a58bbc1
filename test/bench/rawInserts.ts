import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { cacheMigrations } from '../../electron/lines/cacheSchema.ts'
import { lineRowOf, lineRowsOf } from '../../electron/lines/lineRows.ts'
import { firstRankOf } from '../../electron/lines/rank.ts'
import { walkRowsOf } from '../../electron/lines/walkRows.ts'
import { readConnectionsPage } from '../../electron/operators/nextpertise/readConnections.ts'
import { openCache, truncateLog } from '../../electron/storage/cache.ts'
import { benchAccount, benchSystem, generatedPages } from './filledCache.ts'

/**
 * The least that keeping lines can cost: the same rows into the same encrypted schema, a page to a transaction, with nothing
 * fetched, read or compared. Only the inserting is timed. `node rawInserts.ts '{"lines","seed"}'` prints one line of JSON.
 */
const { lines, seed } = z.object({ lines: z.number(), seed: z.number() }).parse(JSON.parse(process.argv[2] ?? ''))
const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
const cache = openCache({ dir, key: randomBytes(32), migrations: cacheMigrations, now: () => new Date() })
const rows = lineRowsOf(cache.db)
const walks = walkRowsOf(cache.db)
const at = new Date().toISOString()
const { walkId } = walks.begin({ accountId: benchAccount, system: benchSystem, at, walkKey: 'ACTIVE' })
let ms = 0
for (const { page, body } of generatedPages(lines, seed)) {
  const read = readConnectionsPage(body, { accountId: benchAccount, system: benchSystem, state: 'active', seenAt: at })
  const ready = read.lines.toSorted((a, b) => firstRankOf(a.line) - firstRankOf(b.line)).map(line => lineRowOf(line, null, []))
  const from = performance.now()
  cache.db.transaction(() => {
    const ranks = ready.map(row => rows.insert(row))
    for (const rank of ranks) walks.join(rank, walkId)
    walks.notePage(walkId, page, ranks, { nextPage: read.nextPage, total: lines, lines: ranks.length, changed: ranks.length, bad: 0 })
  }).immediate()
  ms += performance.now() - from
}
const from = performance.now()
truncateLog(cache.db)
ms += performance.now() - from
process.stdout.write(`${JSON.stringify({ ms })}\n`)
cache.close()
rmSync(dir, { recursive: true, force: true })
