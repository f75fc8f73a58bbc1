import { afterEach, expect, test } from 'vitest'
import type { Lab, LabFault } from '../../electron/lab/lab.ts'
import { CUSTOMERS } from '../../electron/lab/telecomx/network.ts'
import type { TelecomxOptions } from '../../electron/lab/telecomx/telecomx.ts'
import type { ResellerOptions } from '../../electron/lab/reseller/reseller.ts'
import { patient } from '../../electron/lines/patient.ts'
import { runSync } from '../../electron/lines/syncRun.ts'
import type { LineWriter } from '../../electron/lines/lineWriter.ts'
import { silentLog } from '../../electron/log/log.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import type { Operator } from '../../electron/operators/operator.ts'
import type { OperatorAccount } from '../../electron/operators/registry.ts'
import { openTestCache } from '../fakes/cacheOfLines.ts'
import { createHastyClock } from '../faults/operatorOnLab.ts'
import { openOnReseller } from '../faults/resellerOnLab.ts'
import { everything, openOnTelecomx } from '../faults/telecomxOnLab.ts'

const closing: (() => unknown)[] = []
afterEach(async () => { for (const close of closing.splice(0)) await close() })

/** A clock that the lab and the adapter share, and that a test moves on. */
function movable(): Clock & { move(ms: number): void } {
  const hasty = createHastyClock()
  let ahead = 0
  return { ...hasty, now: () => Date.now() + ahead, move: ms => { ahead += ms } }
}

type On = { readonly lab: Lab; readonly operator: Operator; readonly account: OperatorAccount; readonly close: () => Promise<void> }

/** A cache filled over HTTP by the synchronisation itself, one run after another; waits for a rate window only move the clock. */
function filling({ lab, operator, account, close }: On, clock: ReturnType<typeof movable>) {
  const cache = openTestCache()
  closing.push(() => cache.close(), close)
  const waits: number[] = []
  const writer: Pick<LineWriter, 'call'> = {
    async call(name, input) {
      await Promise.resolve()
      return (cache.writer[name] as (given: typeof input) => Awaited<ReturnType<LineWriter['call']>>)(input) as never
    },
  }
  const pageActs: Record<number, () => void> = {}
  let pages = 0
  const { fetchLinePage } = operator.methods
  const counted: Operator = fetchLinePage === undefined ? operator : { ...operator, methods: { ...operator.methods, fetchLinePage(...given) {
    pageActs[++pages]?.()
    return fetchLinePage(...given)
  } } }
  const waited = patient(counted, {
    clock: { sleep: async ms => { waits.push(ms); clock.move(ms) } }, waiting: () => undefined, paged: () => undefined,
  })
  const nativeIds = (gone: number): string[] =>
    cache.db.prepare<[number], string>('SELECT native_id FROM line WHERE gone = ? ORDER BY native_id').pluck().all(gone)
  return {
    waits,
    async run(): Promise<void> {
      clock.move(3_600_000)
      await runSync({
        account: { id: account.id, system: account.system, kind: account.kind, scope: everything }, operator: waited, writer, clock, log: silentLog,
        signal: new AbortController().signal, progress: () => undefined, pagesAhead: 3,
      })
    },
    /** In the middle of paging: a pause is asked for, a token is revoked, an answer breaks off, a token runs out. */
    trouble(call: string): void {
      const take = lab.faults.take.bind(lab.faults)
      const faults: Readonly<Record<number, LabFault>> = { 2: { kind: 'tooMany', retryAfterSeconds: 1 }, 7: { kind: 'truncated' } }
      let calls = 0
      lab.faults.take = (method, system) => (method === call ? faults[++calls] : undefined) ?? take(method, system)
      pageActs[3] = () => lab.expireTokens()
      pageActs[7] = () => clock.move(3_700_000)
    },
    here: () => nativeIds(0),
    gone: () => nativeIds(1),
  }
}

const orders = ({ reseller: { network } }: Lab): string[] => [...network.live()].map(index => String(network.idOf(index))).toSorted()

test.each<ResellerOptions>([
  { shift: 'remove' }, { shift: 'insert' }, { shift: 'both' }, { shift: 'remove', casing: 'snake_case', vocabulary: 'bare' },
  { shift: 'both', casing: 'snake_case', iris: 'absolute' },
])('no order of the reseller platform is lost or doubled while its list moves and tokens end: %j', async options => {
  const clock = movable()
  const on = await openOnReseller({ orders: 3600, ...options }, 'engineer', 'jwt', clock)
  const cache = filling(on, clock)
  const before = orders(on.lab)
  cache.trouble('GET /orders')
  await cache.run()
  const stayed = orders(on.lab).filter(id => before.includes(id))
  expect(on.lab.requests.count('POST /authentication-token')).toBeGreaterThanOrEqual(3)
  expect(stayed.filter(id => !cache.here().includes(id))).toEqual([])
  expect(new Set(cache.here()).size).toBe(cache.here().length)

  on.lab.reseller.settings = { ...on.lab.reseller.settings, shift: 'none' }
  for (let nth = 0; nth < 2; nth += 1) await cache.run()
  expect(cache.here()).toEqual(orders(on.lab))
  expect(cache.gone().every(id => before.includes(id))).toBe(true)
})

test('a synchronisation that meets a closed hour and a closed day waits for both, is never refused, and ends whole', async () => {
  const clock = movable()
  const on = await openOnReseller({ orders: 3000, shift: 'remove', limits: { perHour: 8, perDay: 18 } }, 'engineer', 'jwt', clock)
  const cache = filling(on, clock)
  let refused = 0
  const answer = on.lab.reseller.answer.bind(on.lab.reseller)
  on.lab.reseller.answer = (request, twist) => {
    const reply = answer(request, twist)
    if (reply.status === 429) refused += 1
    return reply
  }
  await cache.run()
  expect(cache.waits.some(ms => ms <= 3_700_000)).toBe(true)
  expect(cache.waits.some(ms => ms > 10 * 3_600_000)).toBe(true)
  expect(refused).toBe(0)
  expect(orders(on.lab).filter(id => !cache.here().includes(id))).toEqual([])
  expect(new Set(cache.here()).size).toBe(cache.here().length)
})

const listed = ({ telecomx: { network } }: Lab): string[] => [
  ...[...network.list('request', CUSTOMERS[0], null)].map(index => `request:${network.idOf('request', index)}`),
  ...[...network.list('account', CUSTOMERS[0], null)].map(index => `account:${network.idOf('account', index)}`),
].toSorted()

test.each<TelecomxOptions>([
  { shift: 'remove' }, { shift: 'insert' }, { shift: 'both' }, { shift: 'remove', offers: 'offers', zip: 'number', limitMost: 200 },
  { shift: 'both', offers: 'Offers', empties: 'null', limitMost: 150 },
])('no request or account of TelecomX is lost or doubled while its lists move and tokens end: %j', async options => {
  const clock = movable()
  const on = await openOnTelecomx({ requests: 2600, accounts: 700, ...options }, 'engineer', { customerIds: [CUSTOMERS[0]] }, clock)
  const cache = filling(on, clock)
  const before = listed(on.lab)
  cache.trouble('GET /internet/request')
  await cache.run()
  const stayed = listed(on.lab).filter(id => before.includes(id))
  expect(on.lab.requests.count('POST /auth/login')).toBeGreaterThanOrEqual(3)
  expect(stayed.filter(id => !cache.here().includes(id))).toEqual([])
  expect(new Set(cache.here()).size).toBe(cache.here().length)

  on.lab.telecomx.settings = { ...on.lab.telecomx.settings, shift: 'none' }
  for (let nth = 0; nth < 2; nth += 1) await cache.run()
  expect(cache.here()).toEqual(listed(on.lab))
  expect(cache.gone().every(id => before.includes(id))).toBe(true)
})
