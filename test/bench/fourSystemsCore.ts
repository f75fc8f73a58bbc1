import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { defaultScope } from '../../shared/model/account.ts'
import { AccountId, SystemKind, systemKeyOf } from '../../shared/model/common.ts'
import { LineState } from '../../shared/model/line.ts'
import { noFilters } from '../../shared/model/search.ts'
import { createLineStore } from '../../electron/lines/lineStore.ts'
import { openLineWriter } from '../../electron/lines/lineWriter.ts'
import { createSearch } from '../../electron/lines/search.ts'
import { decodeSearchText } from '../../electron/lines/searchText.ts'
import { createSync } from '../../electron/lines/sync.ts'
import { silentLog } from '../../electron/log/log.ts'
import { systemClock } from '../../electron/operators/clock.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import { cachePathIn, openCacheReader } from '../../electron/storage/cache.ts'
import { percentile } from './benchResult.ts'
import { ownMs, watchMainThread } from './mainThread.ts'
import { chanceOf, keystrokesOf, typedFor } from './typing.ts'

/**
 * The core's part of synchronising an account at each system side by side, in a process of its own: the real adapters over HTTP, one
 * writer worker, a search every 50 ms; then all of them once more without changes, and typing over all lines.
 * `node fourSystemsCore.ts '{"accounts"}'` prints one line of JSON.
 */
const { accounts: given } = z.object({
  accounts: z.array(z.object({
    kind: SystemKind, baseUrl: z.string(), authentication: z.enum(['jwt', 'basic', 'session']), username: z.string(), password: z.string(),
    clientId: z.string().optional(),
  })),
}).parse(JSON.parse(process.argv[2] ?? ''))
const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
const key = randomBytes(32)
const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'none', url: '' } }), log: silentLog })
const accounts = given.map(({ kind, baseUrl, authentication, username, clientId }) => ({
  id: AccountId.parse(`bench-${kind}`), system: systemKeyOf(kind, baseUrl), kind, baseUrl, username, authentication,
  customerIds: [], resellerIds: [], scope: { ...defaultScope, states: [...LineState.options] }, ...(clientId === undefined ? {} : { clientId }),
}))
for (const [at, account] of accounts.entries()) await registry.set(account, () => Promise.resolve({ password: given[at]?.password ?? '' }))
const writer = await openLineWriter({ workerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url), dir, key })
const db = openCacheReader({ dir, key })
const store = createLineStore({ db, isPinned: () => false })
const search = createSearch({ db, marks: () => ({ pinned: new Set(), recent: new Set() }), nativeIdIn: () => null })
const sync = createSync({
  accounts: () => accounts, operatorOf: id => registry.get(id), whenReachable: () => Promise.resolve(), writer, store, clock: systemClock,
  intervalMinutes: () => 0, log: silentLog,
})

/** Synchronises all accounts side by side; what became of each, and when. */
async function runAll() {
  const from = performance.now()
  const begun = new Set<AccountId>()
  const done = new Map<AccountId, { kind: SystemKind; ms: number; changed: number; bad: number }>()
  for await (const states of sync.states(new AbortController().signal)) {
    for (const { accountId, phase, failure, changed, badRecords } of states) {
      const account = accounts.find(({ id }) => id === accountId)
      if (account === undefined) continue
      if (phase === 'running') begun.add(accountId)
      else if (!begun.has(accountId)) {
        begun.add(accountId)
        sync.start(accountId)
      } else if (phase === 'failed') throw new Error(`the synchronisation of ${account.kind} failed: ${failure ?? ''}`)
      else if (phase === 'idle' && !done.has(accountId)) {
        done.set(accountId, { kind: account.kind, ms: performance.now() - from, changed, bad: badRecords })
      }
    }
    if (done.size === accounts.length) return { ms: performance.now() - from, systems: [...done.values()] }
  }
  throw new Error('the synchronisation ended without a state')
}

const typed = ['s', 'st', 'stor', 'kerkstraat', 'kerkstraat 1', 'ängs', '25', '2511', '903', '100.64.', 'jansen bre', 'amstrdam', 'vej 12', 'kaj', '00:1', '06']
const meanwhileMs: number[] = []
let typing = true
const type = async (): Promise<void> => {
  for (let at = 0; typing; at += 1) {
    const from = performance.now()
    search.search(typed[at % typed.length] ?? 's', noFilters, 50)
    meanwhileMs.push(performance.now() - from)
    await delay(50)
  }
}

const typist = type()
const firstWatch = watchMainThread()
const first = await runAll()
const held = await firstWatch.end()
const againWatch = watchMainThread()
const again = await runAll()
const heldAgain = await againWatch.end()
typing = false
await typist

/** What an engineer types for some lines of each system, key by key. */
const chance = chanceOf(1)
const pick = db.prepare<[string, number], string>('SELECT search FROM line WHERE account_id = ? LIMIT 1 OFFSET ?').pluck()
const searchMs: number[] = []
const searchOwnMs: number[] = []
search.warmUp()
for (const { id } of accounts) {
  const count = store.lineCountOf(id)
  for (let nth = 0; nth < 40; nth += 1) {
    const entries = decodeSearchText(pick.get(id, Math.floor(chance() * count)) ?? '[]')
    const kinds = typedFor(entries, chance)
    const [, text] = entries[Math.floor(chance() * entries.length)] ?? ['city', '']
    const queries = [kinds[Math.floor(chance() * kinds.length)]?.query ?? '', text]
    for (const query of queries.flatMap(each => keystrokesOf(each).slice(0, 40))) {
      const [from, own] = [performance.now(), ownMs()]
      search.search(query, noFilters, 50)
      searchMs.push(performance.now() - from)
      searchOwnMs.push(ownMs() - own)
    }
  }
}
process.stdout.write(`${JSON.stringify({
  first, again, lines: Object.fromEntries(accounts.map(({ id, kind }) => [kind, store.lineCountOf(id)])), held, heldAgain, meanwhileP95Ms: percentile(meanwhileMs, 95), searches: searchMs.length,
  searchP50Ms: percentile(searchMs, 50), searchP95Ms: percentile(searchMs, 95), searchP99Ms: percentile(searchMs, 99),
  searchOwnP95Ms: percentile(searchOwnMs, 95), fileMB: statSync(cachePathIn(dir)).size / 1e6,
})}\n`)
await sync.close()
db.close()
await writer.close()
await registry.close()
rmSync(dir, { recursive: true, force: true })
