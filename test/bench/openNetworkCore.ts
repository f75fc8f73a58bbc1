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
import { decodeSearchText } from '../../electron/lines/searchText.ts'
import { createSync } from '../../electron/lines/sync.ts'
import { silentLog } from '../../electron/log/log.ts'
import { systemClock } from '../../electron/operators/clock.ts'
import type { Operator } from '../../electron/operators/operator.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import { cachePathIn, openCacheReader } from '../../electron/storage/cache.ts'
import { percentile } from './benchResult.ts'
import { chanceOf, keystrokesOf } from './typing.ts'

/**
 * The core's part of synchronising an open access network, in a process of its own: the real adapter over HTTP, lists that come whole
 * streamed into the writer worker, a search every 50 ms; then a synchronisation without changes, and typing over all of it.
 * `node openNetworkCore.ts '{"baseUrl"}'` prints one line of JSON.
 */
const { baseUrl } = z.object({ baseUrl: z.string() }).parse(JSON.parse(process.argv[2] ?? ''))
const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
const key = randomBytes(32)
const account = {
  id: AccountId.parse('bench'), system: systemKeyOf('onApi', baseUrl), kind: 'onApi', baseUrl, username: 'engineer', authentication: 'basic',
  scope: { ...defaultScope, states: ['active', 'processing', 'terminated', 'cancelled'] },
} as const
const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'none', url: '' } }), log: silentLog })
await registry.set(account, () => Promise.resolve({ password: 'engineer-pass' }))

let bytes = 0
let mostBytes = 0
const requests: string[] = []
/** The account's operator, with what its lists weigh. */
const weighed = (operator: Operator): Operator => {
  const { fetchLineList } = operator.methods
  if (fetchLineList === undefined) throw new Error('the adapter has no lists that come whole')
  return {
    ...operator,
    methods: {
      ...operator.methods,
      async fetchLineList(list, since, context) {
        requests.push(`${list.key} ${since === null ? 'all' : 'changes'}`)
        const reply = await fetchLineList(list, since, context)
        if (reply.state === 'unchanged') return reply
        async function* chunks(from: AsyncIterable<Uint8Array>) {
          let mine = 0
          for await (const chunk of from) {
            bytes += chunk.byteLength
            mine += chunk.byteLength
            yield chunk
          }
          mostBytes = Math.max(mostBytes, mine)
        }
        return { ...reply, chunks: chunks(reply.chunks) }
      },
    },
  }
}

const writer = await openLineWriter({ workerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url), dir, key })
const db = openCacheReader({ dir, key })
const store = createLineStore({ db, isPinned: () => false })
const search = createSearch({ db, marks: () => ({ pinned: new Set(), recent: new Set() }), nativeIdIn: () => null })
const operator = registry.get(account.id)
if (operator === null) throw new Error('the account has no operator')
const counted = weighed(operator)
const sync = createSync({
  accounts: () => [{ ...account, scope: { ...account.scope, states: [...account.scope.states] } }], operatorOf: () => counted, whenReachable: () => Promise.resolve(),
  writer, store, clock: systemClock, intervalMinutes: () => 0, log: silentLog,
})

const loop = monitorEventLoopDelay({ resolution: 5 })
let mostRss = 0
const done = new AbortController()
const typed = ['s', 'st', 'stor', 'storgatan', 'storgatan 1', 'ängs', 'björkv', '903', '100 0', 'lgh 12', '00:1', 'bb-1']
const meanwhileMs: number[] = []
let mostOwnMs = 0
const ownMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
const type = async () => {
  for (let at = 0; !done.signal.aborted; at += 1) {
    const from = performance.now()
    search.search(typed[at % typed.length] ?? 's', noFilters, 50)
    meanwhileMs.push(performance.now() - from)
    mostRss = Math.max(mostRss, process.memoryUsage().rss)
    const [own, begun] = [ownMs(), performance.now()]
    await delay(50)
    // What of a late awakening was this thread's own work; the rest is the machine's.
    mostOwnMs = Math.max(mostOwnMs, Math.min(performance.now() - begun - 50, ownMs() - own))
  }
}
const runOnce = async () => {
  const from = performance.now()
  let begun = false
  for await (const [state] of sync.states(done.signal)) {
    if (state === undefined) continue
    if (state.phase === 'running') begun = true
    else if (!begun) sync.start(account.id)
    else if (state.phase === 'idle') return { ms: performance.now() - from, changed: state.changed, bad: state.badRecords }
    else throw new Error(`synchronisation ended ${state.phase}: ${state.failure ?? ''}`)
  }
  throw new Error('synchronisation ended without a state')
}

loop.enable()
const typing = type()
const first = await runOnce()
loop.disable()
const firstRequests = requests.splice(0)
await delay(2_100)
const again = await runOnce()
const againRequests = requests.splice(0)
done.abort()
await typing

/** What an engineer types for some accesses, key by key. */
const chance = chanceOf(1)
const pick = db.prepare<[number], string>('SELECT search FROM line LIMIT 1 OFFSET ?').pluck()
const count = store.facets().lineCount
const searchMs: number[] = []
search.warmUp()
for (let nth = 0; nth < 60; nth += 1) {
  const entries = decodeSearchText(pick.get(Math.floor(chance() * count)) ?? '[]')
  const [field, text] = entries[Math.floor(chance() * entries.length)] ?? ['city', '']
  const house = entries.find(([each]) => each === 'house')?.[1] ?? ''
  for (const query of keystrokesOf(field === 'city' || field === 'unit' ? `${house} ${text}` : text).slice(0, 40)) {
    const from = performance.now()
    search.search(query, noFilters, 50)
    searchMs.push(performance.now() - from)
  }
}
const withSubscriptions = db.prepare<[], number>('SELECT count(*) FROM line_section').pluck().get() ?? 0
process.stdout.write(`${JSON.stringify({
  ms: first.ms, lines: count, sections: withSubscriptions, bad: first.bad, megabytes: bytes / 1e6, mostMegabytes: mostBytes / 1e6, requests: firstRequests.length,
  againMs: again.ms, againChanged: again.changed, againRequests: againRequests.length, againLists: new Set(againRequests).size,
  loopP99Ms: loop.percentile(99) / 1e6, loopMostMs: loop.max / 1e6, mostOwnMs, meanwhileP95Ms: percentile(meanwhileMs, 95),
  searchP50Ms: percentile(searchMs, 50), searchP95Ms: percentile(searchMs, 95), searches: searchMs.length, rssMB: mostRss / 1e6, fileMB: statSync(cachePathIn(dir)).size / 1e6,
})}\n`)
await sync.close()
db.close()
await writer.close()
await registry.close()
rmSync(dir, { recursive: true, force: true })
