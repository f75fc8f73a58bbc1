import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { defaultScope } from '../../shared/model/account.ts'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import { noFilters } from '../../shared/model/search.ts'
import { createLineStore } from '../../electron/lines/lineStore.ts'
import { openLineWriter } from '../../electron/lines/lineWriter.ts'
import { createSearch } from '../../electron/lines/search.ts'
import { createSync } from '../../electron/lines/sync.ts'
import { silentLog } from '../../electron/log/log.ts'
import { systemClock } from '../../electron/operators/clock.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import { cachePathIn, openCacheReader } from '../../electron/storage/cache.ts'
import { percentile } from './benchResult.ts'

/**
 * The core's part of a synchronisation in a process of its own, so that its memory and its event loop are its own: the real
 * adapter over HTTP, the writer worker and a search every 50 ms. `node syncCore.ts '{"baseUrl","username","password","lines"}'`
 * prints one line of JSON.
 */
const { baseUrl, username, password, lines } = z.object({ baseUrl: z.string(), username: z.string(), password: z.string(), lines: z.number() }).parse(JSON.parse(process.argv[2] ?? ''))
const typed = ['k', 'ke', 'kerk', 'kerkstraat', 'kerkstraat 1', 'kerkstraat 12', '2', '25', '2511', '2511a', 'jans', 'jansen bre', '100.64.', 'amstrdam', 'vip']

const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
const key = randomBytes(32)
const account = {
  id: AccountId.parse('bench'), system: systemKeyOf('nextpertise', baseUrl), kind: 'nextpertise', baseUrl, username, authentication: 'jwt',
  scope: { ...defaultScope, states: ['active', 'processing', 'terminated', 'cancelled'] },
} as const
const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'none', url: '' } }), log: silentLog })
await registry.set(account, () => Promise.resolve({ password }))
const writer = await openLineWriter({ workerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url), dir, key })
const db = openCacheReader({ dir, key })
const store = createLineStore({ db, isPinned: () => false })
const search = createSearch({ db, marks: () => ({ pinned: new Set(), recent: new Set() }), nativeIdIn: () => null })
const sync = createSync({
  accounts: () => [{ ...account, scope: { ...account.scope, states: [...account.scope.states] } }], operatorOf: id => registry.get(id), whenReachable: () => Promise.resolve(),
  writer, store, clock: systemClock, intervalMinutes: () => 0, log: silentLog,
})

const loop = monitorEventLoopDelay({ resolution: 5 })
const searchMs: number[] = []
let mostRss = 0
const done = new AbortController()
const type = async () => {
  for (let at = 0; !done.signal.aborted; at += 1) {
    const from = performance.now()
    search.search(typed[at % typed.length] ?? 'k', noFilters, 50)
    searchMs.push(performance.now() - from)
    mostRss = Math.max(mostRss, process.memoryUsage().rss)
    await delay(50)
  }
}
/** One synchronisation; with `stopAt` it is stopped once so many lines are done, and started again at once. */
const runOnce = async (stopAt = Infinity) => {
  const from = performance.now()
  let keptOverStop: number | null = null
  let stopped = false
  let begun = false
  for await (const [state] of sync.states(done.signal)) {
    if (state === undefined) continue
    if (state.phase === 'running') {
      begun = true
      if (stopped && keptOverStop === null && state.linesDone > 0) keptOverStop = state.linesDone
      if (!stopped && state.linesDone >= stopAt) {
        stopped = true
        sync.stop(account.id)
      }
    } else if (!begun || (stopped && state.phase === 'paused')) sync.start(account.id)
    else if (state.phase === 'idle') return { ms: performance.now() - from, lines: state.linesDone, changed: state.changed, keptOverStop: keptOverStop ?? 0 }
    else throw new Error(`synchronisation ended ${state.phase}: ${state.failure ?? ''}`)
  }
  throw new Error('synchronisation ended without a state')
}

loop.enable()
const typing = type()
const first = await runOnce(lines / 2)
loop.disable()
const again = await runOnce()
done.abort()
await typing
process.stdout.write(`${JSON.stringify({
  ms: first.ms, lines: first.lines, keptOverStop: first.keptOverStop, againMs: again.ms, againChanged: again.changed, loopP99Ms: loop.percentile(99) / 1e6, loopMostMs: loop.max / 1e6,
  searchP50Ms: percentile(searchMs, 50), searchP95Ms: percentile(searchMs, 95), searches: searchMs.length, rssMB: mostRss / 1e6, fileMB: statSync(cachePathIn(dir)).size / 1e6,
})}\n`)
await sync.close()
db.close()
await writer.close()
await registry.close()
rmSync(dir, { recursive: true, force: true })
