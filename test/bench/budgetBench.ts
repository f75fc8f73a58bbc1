import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { defaultScope } from '../../shared/model/account.ts'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import { reserveOf } from '../../shared/rateBudget.ts'
import { startLab } from '../../electron/lab/lab.ts'
import { createLineStore } from '../../electron/lines/lineStore.ts'
import { openLineWriter } from '../../electron/lines/lineWriter.ts'
import { createSync } from '../../electron/lines/sync.ts'
import { silentLog } from '../../electron/log/log.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import { openCacheReader } from '../../electron/storage/cache.ts'
import type { BenchOptions, BenchResult } from './benchResult.ts'

const bench = 'budget'
const HOUR_MS = 3_600_000

/** Waits so short that they belong to one call. */
const SHORT_MS = 10_000
/** So many looks in a row at which nobody is at work. */
const LOOKS = 3

type Sleeper = { readonly at: number; readonly drives: boolean; readonly wake: () => void }

/**
 * Time that goes on as far as the synchronisation sleeps, once nobody `isBusy`. The network sleeps along: its probes come when their
 * time has come, but do not make it come.
 */
function simulatedClock(isBusy: () => boolean): { readonly sync: Clock; readonly network: Clock; close(): void } {
  let now = Date.parse('2026-11-22T08:00:00Z')
  let open = true
  const sleeping = new Set<Sleeper>()
  const drive = async (): Promise<void> => {
    for (let idle = 0; open;) {
      await delay(1)
      const waiting = [...sleeping].toSorted((a, b) => a.at - b.at)
      idle = isBusy() || !waiting.some(({ drives }) => drives) ? 0 : idle + 1
      const [next] = waiting
      if (idle < LOOKS || next === undefined) continue
      idle = 0
      now = Math.max(now, next.at)
      next.wake()
    }
  }
  void drive()
  const clockOf = (drives: boolean): Clock => ({
    now: () => now,
    random: () => 0.5,
    async sleep(ms, signal) {
      if (ms <= SHORT_MS) {
        await delay(0, undefined, signal === undefined ? {} : { signal })
        now += ms
        return
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const sleeper: Sleeper = { at: now + ms, drives, wake: () => { sleeping.delete(sleeper); resolve() } }
      sleeping.add(sleeper)
      const aborted = (): void => { sleeping.delete(sleeper); reject(signal?.reason) }
      if (signal?.aborted === true) aborted()
      else signal?.addEventListener('abort', aborted, { once: true })
      await promise
    },
  })
  return { sync: clockOf(true), network: clockOf(false), close() { open = false } }
}

/** Counts calls under way. */
function createBusy() {
  let underWay = 0
  const counted = <Given extends readonly unknown[], Answer>(call: (...given: Given) => Promise<Answer>) => async (...given: Given): Promise<Answer> => {
    underWay += 1
    try {
      return await call(...given)
    } finally {
      underWay -= 1
    }
  }
  return { counted, isBusy: () => underWay > 0 }
}

/** Most of these moments that lie within an hour of each other. */
function mostInAnHour(moments: readonly number[]): number {
  let from = 0
  return moments.reduce((most, at, to) => {
    while ((moments[from] ?? at) <= at - HOUR_MS) from += 1
    return Math.max(most, to - from + 1)
  }, 0)
}

/** Orders of a reseller platform fetched within a budget of calls an hour, a thousandth of the orders, by a simulated clock. */
export async function benchBudget({ lines, seed }: BenchOptions): Promise<BenchResult[]> {
  const { counted, isBusy } = createBusy()
  const time = simulatedClock(isBusy)
  const clock = time.sync
  const orders = Math.max(lines, 60)
  const perHour = Math.max(20, Math.ceil(orders / 1000))
  const lab = await startLab({ seed, lines: 20, systems: ['reseller'], reseller: { orders, limits: { perHour, perDay: perHour * 24 } }, now: () => new Date(clock.now()) })
  const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
  const key = randomBytes(32)
  const { baseUrl, users: [user] } = lab.reseller
  if (user === undefined) throw new Error('the lab has no user')
  const { username, password, clientId } = user
  const account = {
    id: AccountId.parse('bench'), system: systemKeyOf('reseller', baseUrl), kind: 'reseller', baseUrl, username, clientId, authentication: 'jwt', scope: defaultScope,
  } as const
  const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'none', url: '' } }), log: silentLog, clock: time.network })
  await registry.set(account, () => Promise.resolve({ password }))
  const writer = await openLineWriter({ workerUrl: new URL('../../electron/lines/writerWorker.ts', import.meta.url), dir, key })
  const db = openCacheReader({ dir, key })
  const store = createLineStore({ db, isPinned: () => false })
  const operator = registry.get(account.id)
  if (operator?.methods.fetchLinePage === undefined || operator.methods.endUsers === undefined) throw new Error('the adapter has no pages or no customers')
  const { fetchLinePage, endUsers } = operator.methods
  const watched = { ...operator, methods: { ...operator.methods, fetchLinePage: counted(fetchLinePage), endUsers: counted(endUsers) } }
  const sync = createSync({
    accounts: () => [account], operatorOf: () => watched, whenReachable: () => Promise.resolve(), writer: { call: counted(writer.call) }, store, clock,
    intervalMinutes: () => 0, log: silentLog,
  })
  try {
    const startedAt = clock.now()
    const foretold: { at: number; doneBy: number }[] = []
    let begun = false
    for await (const [state] of sync.states(new AbortController().signal)) {
      if (state === undefined) continue
      // What stands on screen while a window is waited for.
      if (state.doneBy !== null && state.nextAt !== null) foretold.push({ at: clock.now(), doneBy: Date.parse(state.doneBy) })
      if (state.phase === 'running') begun = true
      else if (!begun) sync.start(account.id)
      else if (state.phase === 'idle') break
      else if (state.nextAt === null) throw new Error(`synchronisation ended ${state.phase}: ${state.failure ?? ''}`)
    }
    const endedAt = clock.now()
    const calls = lab.requests.recent().filter(({ method }) => method !== 'POST /authentication-token').map(({ at }) => Date.parse(at))
    const minutes = (ms: number): number => ms / 60_000
    const off = foretold.map(({ doneBy }) => Math.abs(minutes(doneBy - endedAt)))
    return [
      { bench, name: 'orders kept', value: store.lineCountOf(account.id), unit: 'count', limit: { kind: 'least', value: orders }, note: `${calls.length} calls` },
      {
        bench, name: 'most calls in any hour', value: mostInAnHour(calls), unit: 'count', limit: { kind: 'most', value: perHour },
        note: `${reserveOf(perHour)} of them are left to the engineer; the probe’s are counted`,
      },
      { bench, name: 'simulated hours', value: (endedAt - startedAt) / HOUR_MS, unit: 'count' },
      ...(off.length === 0 ? [] : [{
        bench, name: 'how far off it said when it would be done, minutes, most', value: Math.max(...off), unit: 'count', limit: { kind: 'most', value: 60 },
        note: `said ${off.length} times while it waited, first ${minutes((foretold[0]?.doneBy ?? 0) - startedAt).toFixed(0)} minutes after the beginning`,
      } satisfies BenchResult]),
    ]
  } finally {
    time.close()
    await sync.close()
    db.close()
    await writer.close()
    await registry.close()
    await lab.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
