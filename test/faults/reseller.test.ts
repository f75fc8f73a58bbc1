import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Line } from '../../shared/model/line.ts'
import { AddressCheck } from '../../shared/model/addressCheck.ts'
import type { Account } from '../../shared/model/account.ts'
import { SHARED } from '../../electron/lab/reseller/network.ts'
import { FILE } from '../../electron/lab/reseller/wire.ts'
import type { ResellerOptions } from '../../electron/lab/reseller/reseller.ts'
import { readOrder } from '../../electron/operators/reseller/readOrder.ts'
import type { ReadLine } from '../../electron/operators/operator.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import { context, createHastyClock, failureOf } from './operatorOnLab.ts'
import { openOnReseller, resellerAccount } from './resellerOnLab.ts'
import type { OnReseller } from './resellerOnLab.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const close of closing.splice(0)) await close() })

async function open(options: ResellerOptions = {}, name = 'engineer', authentication: Account['authentication'] = 'jwt',
  clock?: Clock): Promise<OnReseller> {
  const on = await openOnReseller(options, name, authentication, clock)
  closing.push(on.close)
  return on
}
const signal = (): AbortSignal => new AbortController().signal
const logIns = (on: OnReseller): number => on.lab.requests.count('POST /authentication-token')
const ids = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => String(from + i))
/** The line as it is once its sections lie in the cache. */
function whole(on: OnReseller, read: ReadLine): Line {
  const sections = Object.fromEntries((read.sections ?? []).map(({ section, raw }) => [section,
    JSON.parse(raw ?? 'null') as unknown]))
  const again = readOrder(JSON.parse(read.raw), { system: on.account.system, accountId: on.account.id, seenAt: read.line.seenAt },
    sections)
  if (again === null) throw new Error('no line')
  return Line.parse(again.line)
}
async function opened(on: OnReseller, id: string): Promise<Line> {
  const read = await on.method('lineByNid')(id, context())
  if (read === null) throw new Error(`no order ${id}`)
  const { sections } = await on.method('lineDetails')(read.line, null, context())
  return whole(on, { ...read, sections })
}
/** A clock of its own, which the lab's rate limits live by too. */
function movable(): Clock & { move(ms: number): void } {
  const hasty = createHastyClock()
  let ahead = 0
  return { ...hasty, now: () => Date.now() + ahead, move: ms => { ahead += ms } }
}

describe('test connection', () => {
  it.each(['jwt', 'staticToken'] as const)('says what works and how many services there are (%s)', async authentication => {
    const on = await open()
    const password = authentication === 'jwt' ? 'engineer-pass' : 'token-engineer'
    await on.page(1)
    const before = logIns(on)
    const result = await on.registry.test(resellerAccount(on.lab, 'engineer', authentication), { password }, signal())
    expect(result).toMatchObject({ outcome: 'ok', lineCount: 300, rights: [{ area: 'customers', allowed: true },
      { area: 'orders', allowed: true }, { area: 'serviceOrders', allowed: true }] })
    expect(logIns(on) - before).toBe(authentication === 'jwt' ? 1 : 0)
  })

  it('explains an address that is not whitelisted, wrong credentials, a missing client id, and a user without API log-in',
    async () => {
    const on = await open()
    const test = (account: Parameters<typeof on.registry.test>[0], password: string) => on.registry.test(account, { password },
      signal())
    expect(await test(resellerAccount(on.lab, 'elsewhere'), 'elsewhere-pass')).toMatchObject({ outcome: 'refused',
      refusal: 'addressNotAllowed' })
    expect(await test(resellerAccount(on.lab, 'elsewhere', 'staticToken'), 'token-elsewhere')).toMatchObject({ outcome: 'refused',
      refusal: 'addressNotAllowed' })
    expect(await test(resellerAccount(on.lab), 'wrong')).toMatchObject({ outcome: 'refused', refusal: 'wrongCredentials' })
    expect(await test(resellerAccount(on.lab, 'engineer', 'staticToken'), 'wrong')).toMatchObject({ outcome: 'refused',
      refusal: 'wrongCredentials' })
    const { clientId: _without, ...account } = resellerAccount(on.lab)
    expect(await test(account, 'engineer-pass')).toMatchObject({ outcome: 'refused', refusal: 'wrongCredentials' })
    expect(await test(resellerAccount(on.lab, 'nologin'), 'nologin-pass')).toMatchObject({ outcome: 'refused',
      refusal: 'refused' })
    expect(await test(resellerAccount(on.lab, 'noorders'), 'noorders-pass')).toMatchObject({ outcome: 'ok',
      rights: [{}, {}, { area: 'serviceOrders', allowed: false }] })
  })

  it('tells a wrong address and a web page from the system', async () => {
    const on = await open()
    const at = (baseUrl: string) => on.registry.test({ ...resellerAccount(on.lab), baseUrl }, { password: 'engineer-pass' },
      signal())
    expect(await at(`${on.lab.origin}/elsewhere`)).toMatchObject({ outcome: 'wrongAddress' })
    on.lab.faults.set('GET /customers', { kind: 'html' })
    expect((await at(on.lab.reseller.baseUrl)).outcome).toBe('notJson')
  })
})

describe('log-in', () => {
  it('is shared by all calls that wait, and made again once after a token expired or was revoked in the middle of paging',
    async () => {
    const clock = movable()
    const on = await open({ orders: 2600 }, 'engineer', 'jwt', clock)
    await Promise.all([1, 2, 3].map(nth => on.page(nth)))
    expect(logIns(on)).toBe(1)
    on.lab.reseller.expireTokens()
    const revoked = await Promise.all([4, 5, 6].map(nth => on.page(nth)))
    expect(revoked.flatMap(({ lines }) => lines)).toHaveLength(1100)
    expect(logIns(on)).toBe(2)
    clock.move(3_700_000)
    await Promise.all([1, 2, 3].map(nth => on.page(nth)))
    expect(logIns(on)).toBe(3)
  })

  it('is silent after a refusal, until the engineer acts', async () => {
    const on = await open({}, 'elsewhere')
    expect((await failureOf(on.page(1))).data).toMatchObject({ kind: 'refused', refusal: 'addressNotAllowed' })
    const before = on.lab.requests.counts
    await failureOf(on.method('serviceOrders')('1000', context()))
    expect(on.lab.requests.counts).toEqual(before)
  })

  it('never writes a secret to the log, nor keeps one of a record', async () => {
    const on = await open({ orders: 300 })
    for (const id of ['5000', '5005', '5007', '5008', '5010', '5011']) {
      const read = await on.method('lineByNid')(id, context())
      if (read === null) throw new Error(`no order ${id}`)
      const kept = JSON.stringify([read, await on.method('lineDetails')(read.line, null, context())])
      expect(kept).not.toMatch(/ppp-secret|sip-secret|"12345678"|"0000"/)
    }
    expect(on.log.heard()).not.toMatch(/engineer-pass|client-engineer|eyJ|token-engineer/)
  })
})

describe('orders as lines', () => {
  const dialects: readonly ResellerOptions[] = [
    {}, { casing: 'snake_case' }, { vocabulary: 'bare' }, { iris: 'prefixed' }, { iris: 'absolute', casing: 'snake_case' },
  ]
  it.each(dialects)('are read whole in every dialect: %j', async dialect => {
    const on = await open({ orders: 600, ...dialect })
    expect(await on.walk()).toEqual(ids(5000, 600))
    const page = await on.page(1)
    expect(page).toMatchObject({ total: 600, nextPage: 2, bad: [] })
    const line = await opened(on, '5020')
    expect(line).toMatchObject({ nativeId: '5020', state: 'active', carrier: { serviceIds: expect.any(Array) as unknown } })
    expect(line.supplier).toMatch(/KPN|VodafoneZiggo|Odido|Delta Fiber/)
    expect(line.service).toMatchObject({ serviceType: { id: '3', name: 'Internet' },
      customer: { path: expect.any(Array) as unknown }, connection: { vlan: '34',
      others: expect.arrayContaining([{ name: 'router.model', value: 'FRITZ!Box 5590' }]) as unknown } })
    expect(line.circuits[0]?.provisioning).toMatchObject({ username: 'svc5020@lab.example', primaryIpv4: '10.0.0.20' })
    expect(line.service?.sections.every(({ state }) => state !== 'missing')).toBe(true)
  })

  it('carry telephony, mobile, tracking and free fields, and the customer with its tree', async () => {
    const on = await open()
    const voip = await opened(on, '5005')
    expect(voip.service).toMatchObject({ voip: { username: 'sip5005', domain: 'sip.lab.example' },
      phoneNumbers: [{ number: '0851000010', description: 'Receptie' }, { number: '0851000011' }] })
    const mobile = await opened(on, '5007')
    expect(mobile.service?.sims).toEqual([expect.objectContaining({ icc: '893110000000000007', imsi: '204081000000007' })])
    expect(mobile.service?.phoneNumbers.map(({ number }) => number)).toContain('0610000007')
    const youfone = await opened(on, '5010')
    expect(youfone.service?.sims).toHaveLength(1)
    expect((await opened(on, '5009')).service?.generic).toEqual(expect.arrayContaining([{ name: 'customFields[1].value',
      value: 'lab5009.example' }]))
    const trees = (await Promise.all(ids(5000, 40).map(id => opened(on,
      id)))).map(line => line.service?.customer?.path.map(({ name }) => name) ?? [])
    expect(trees.some(path => path.length >= 2 && path.at(-2) === 'Lab Telecom BV'
      && (path.at(-1) ?? '').startsWith('Dealer'))).toBe(true)
    expect((await opened(on, '5030')).service?.childIds).toEqual(['5031', '5032'])
    expect((await opened(on, '5031')).service?.parentId).toBe('5030')
  })

  it('join the names of customers, with their dealers', async () => {
    const on = await open({ orders: 3000 })
    const names = new Map((await on.method('endUsers')(context('background'))).map(({ uuid, companyName }) => [uuid,
      companyName]))
    const page = await on.page(1)
    expect(page.lines.every(({ line }) => typeof names.get(line.endUser?.uuid ?? '') === 'string')).toBe(true)
    expect([...names.values()].some(name => name?.endsWith('(Dealer Noord)') ?? false)).toBe(true)
    const before = on.lab.requests.count('GET /customers')
    await on.method('endUsers')(context('background'))
    expect(on.lab.requests.count('GET /customers')).toBe(before)
  })

  it('share circuits and addresses with lines of Nextpertise', async () => {
    const on = await open()
    const shared = await Promise.all(Object.keys(SHARED).map(index => opened(on, String(5000 + Number(index)))))
    expect(shared.map(({ address }) => address.postcode)).toEqual([expect.any(String), expect.any(String), expect.any(String)])
    expect(shared[2]?.carrier.serviceIds[0]).toMatch(/^\d{4}[A-Z]{2}\d+/)
  })

  it('give what can be had where one detail is refused or missing, and are not asked again for what is refused', async () => {
    const on = await open({}, 'nowba')
    const line = (await on.page(1)).lines.find(({ line: { service } }) => service?.supplier?.name === 'KPN'
      && service.serviceType?.name === 'Internet')?.line
    if (line === undefined) throw new Error('no line')
    const details = await on.method('lineDetails')(line, null, context('background'))
    expect(details.failed).toEqual([{ section: 'kpnWba', failure: { kind: 'refused', refusal: 'rightMissing' } }])
    expect(details.sections.map(({ section }) => section)).toEqual(expect.arrayContaining(['customer', 'connection']))
    const asked = on.lab.requests.count('GET /order-details-kpn-wba-by-order/{id}')
    await on.method('lineDetails')(line, null, context('background'))
    expect(on.lab.requests.count('GET /order-details-kpn-wba-by-order/{id}')).toBe(asked)
    expect(on.method('health')().features.find(({ name }) => name === 'order-details-kpn-wba-by-order')).toMatchObject({ state: 'refused', reason: 'rightMissing' })
    expect(on.method('health')().features.find(({ name }) => name === 'orders')).toMatchObject({ state: 'works' })
  })

  it('cost one call each: details are fetched as such, never along with the order', async () => {
    const on = await open()
    await on.method('lineByNid')('5005', context())
    on.lab.requests.clear()
    const read = await on.method('lineByNid')('5005', context())
    expect(read?.sections ?? []).toEqual([])
    expect(on.lab.requests.counts).toEqual({ 'GET /orders/{id}': 1 })
  })

  it('are null where the system knows none', async () => {
    const on = await open()
    expect(await on.method('lineByNid')('99999999', context())).toBeNull()
    expect(on.operator.nativeIdIn('/orders/5678')).toBe('5678')
    expect(on.operator.nativeIdIn('1234')).toBeNull()
  })
})

describe('pages', () => {
  it('are not followed to another server: credentials stay', async () => {
    const on = await open({ orders: 1200, nextElsewhere: true })
    expect((await failureOf(on.page(1))).data).toEqual({ kind: 'badReply', code: 'hydra:next' })
  })

  it('lose no order when some go while they are read', async () => {
    const on = await open({ orders: 2600, shift: 'remove' })
    const before = [...on.lab.reseller.network.live()].map(index => String(5000 + index))
    const seen = await on.walk()
    const stayed = [...on.lab.reseller.network.live()].map(index => String(5000 + index))
    expect(stayed.length).toBeLessThan(before.length)
    expect(stayed.filter(id => !seen.includes(id))).toEqual([])
  })

  it('double none when some come: a line on two pages has one id', async () => {
    const on = await open({ orders: 2600, shift: 'insert' })
    const seen = await on.walk()
    expect(seen.length).toBeGreaterThan(2600)
    expect(ids(5000, 2600).filter(id => !seen.includes(id))).toEqual([])
    expect(new Set(seen).size).toBe(2600)
  })

  it('may be fetched three at once and still lose none', async () => {
    const on = await open({ orders: 2600, shift: 'remove' })
    const seen = new Set<string>()
    for (const batch of [[1], [2, 3, 4], [5, 6]]) {
      for (const { lines } of await Promise.all(batch.map(nth => on.page(nth)))) for (const { line } of lines) seen.add(line.nativeId ?? '')
    }
    expect([...on.lab.reseller.network.live()].map(index => String(5000 + index)).filter(id => !seen.has(id))).toEqual([])
  })
})

describe('rate limits', () => {
  it('leave the engineer a reserve: the background stops before the hour is used up, and goes on when it opens', async () => {
    const clock = movable()
    const on = await open({ orders: 5000, limits: { perHour: 12, perDay: 1000 } }, 'engineer', 'jwt', clock)
    const failure = await failureOf(on.walk())
    expect(failure.data).toMatchObject({ kind: 'tooBusy', code: 'window1h' })
    expect(failure.data.retryAfterSeconds).toBeGreaterThan(3000)
    const asked = on.lab.requests.counts
    await failureOf(on.page(5))
    expect(on.lab.requests.counts).toEqual(asked)
    expect(on.method('health')().rate).toEqual([
      expect.objectContaining({ window: '1H', limit: 12, left: 2 }), expect.objectContaining({ window: '24H', limit: 1000 }),
    ])
    expect(await on.method('lineByNid')('5001', context('engineer')).then(read => read?.line.nativeId)).toBe('5001')
    expect(await on.method('serviceOrders')('1000', context('engineer')).then(orders => orders.length)).toBeGreaterThan(0)
    expect((await failureOf(on.method('serviceOrders')('1000', context('engineer')))).data).toMatchObject({ kind: 'tooBusy',
      code: 'window1h' })
    clock.move(3_601_000)
    expect(await on.page(5).then(({ lines }) => lines.length)).toBeGreaterThan(0)
  })

  it('tell a closed day from a closed hour', async () => {
    const on = await open({ limits: { perHour: 1000, perDay: 6 } })
    await failureOf(on.walk().then(() => on.walk()).then(() => on.walk()).then(() => on.walk()).then(() => on.walk()))
    const failure = await failureOf(on.page(1))
    expect(failure.data).toMatchObject({ kind: 'tooBusy', code: 'window24h' })
    expect(failure.data.retryAfterSeconds).toBeGreaterThan(80_000)
  })

  it('obey a 429 the system answers with, also one that names no window', async () => {
    const on = await open()
    await on.page(1)
    on.lab.faults.set('GET /orders', { kind: 'tooMany', retryAfterSeconds: 7200 }, 1)
    expect((await failureOf(on.page(1))).data).toMatchObject({ kind: 'tooBusy', code: 'window24h', retryAfterSeconds: 7200 })
  })

  it('walk customers over several hours, going on where they stopped', async () => {
    const clock = movable()
    const on = await open({ orders: 30_000, limits: { perHour: 8, perDay: 1000 } }, 'engineer', 'jwt', clock)
    await on.page(1).catch(() => undefined)
    const before = on.lab.requests.count('GET /customers')
    let rounds = 0
    let names = 0
    while (names === 0 && rounds < 12) {
      rounds++
      names = await on.method('endUsers')(context('background')).then(found => found.length, () => 0)
      clock.move(3_601_000)
    }
    expect(names).toBe(10_001)
    expect(rounds).toBeLessThanOrEqual(5)
    expect(on.lab.requests.count('GET /customers') - before).toBe(21)
  })
})

describe('what is asked live', () => {
  it('finds by phone number and by the platform’s own search', async () => {
    const on = await open()
    const byPhone = await on.method('liveSearch')('06-1000 0007', context())
    expect(byPhone.hits.map(({ nativeId, by }) => `${nativeId} ${by}`)).toContain('5007 phoneNumber')
    expect(byPhone.lines.map(({ line }) => line.nativeId)).toContain('5007')
    const bySip = await on.method('liveSearch')('sip5005', context())
    expect(bySip.hits).toEqual([expect.objectContaining({ nativeId: '5005', by: 'text' })])
    const byName = await on.method('liveSearch')('Dealer Noord', context())
    expect(byName.lines.length).toBeGreaterThan(1)
  })

  it('checks an address: ISRA and KPN products, with the errors of suppliers beside them', async () => {
    const on = await open()
    const check = AddressCheck.parse(await on.method('addressCheck')({ postcode: '1015 aa', houseNumber: 100, extension: 'A' },
      context()))
    expect(check.carriers).toEqual([
      expect.objectContaining({ kind: 'copper', mdf: 'Mdf-10', sdf: 'SDF1015', cableLengthM: 840, freePairs: 1 }),
        expect.objectContaining({ kind: 'fibre', handedOverAt: '2023-05-01' }),
    ])
    expect(check.products?.map(({ name, downloadKbps, available }) => [name, downloadKbps,
      available])).toEqual([['KPN WBA VDSL 100/30', 100_000, true], ['KPN WBA FttH 1000/1000', 1_000_000, true]])
    expect(check.failures).toEqual([{ part: 'kpnProducts', supplier: 'EuroFiber', code: null, text: 'Timeout bij leverancier' }])
    on.lab.faults.set('GET /locations/getIsraInformation/{zipcode}/{housenumber}', { kind: 'serverError', status: 500 })
    expect(await on.method('addressCheck')({ postcode: '1015AA', houseNumber: 101, extension: null },
      context())).toMatchObject({ carriers: [], failed: ['isra'], products: [{},
      { available: false, reason: 'Geen glasvezel op dit adres' }] })
    expect((await failureOf(on.method('addressCheck')({ postcode: '1015', houseNumber: 1, extension: null },
      context()))).data.kind).toBe('notOffered')
    const asked = on.lab.requests.recent('GET /locations/getIsraInformation/{zipcode}/{housenumber}')[0]
    expect(asked?.params).toEqual({ housenumberExtension: 'A' })
  })

  it('asks for SIP registration and data usage', async () => {
    const on = await open()
    expect(await on.method('serviceQuery')('sipRegistration', '5005',
      context())).toMatchObject({ raw: { sipRegistration: { registered: expect.any(Boolean) as unknown } } })
    expect(await on.method('serviceQuery')('mobileDataUsage', '5007',
      context())).toMatchObject({ raw: { mobileDataUsage: [{ phoneNumber: '0610000007', usage: { bundle: 20_480 } }] } })
    expect((await failureOf(on.method('serviceQuery')('sipRegistration', '5000',
      context()))).data).toMatchObject({ kind: 'notOffered' })
  })

  it('fetches a file, with its name and not more than is sensible', async () => {
    const on = await open()
    expect(await on.method('fetchUpload')('789', context())).toEqual({ bytes: expect.anything() as unknown,
      mediaType: 'application/pdf', fileName: 'werkbon-789.pdf' })
    expect(Buffer.from((await on.method('fetchUpload')('789', context())).bytes)).toEqual(FILE)
    on.lab.faults.set('GET /uploads/{id}/download', { kind: 'huge', bytes: 30 * 1024 * 1024 })
    expect((await failureOf(on.method('fetchUpload')('789', context()))).data.kind).toBe('tooBig')
    expect((await failureOf(on.method('fetchUpload')('../customers/1', context()))).data).toMatchObject({ kind: 'rejected',
      code: 'INVALID_REQUEST' })
  })
})

describe('work', () => {
  it('shows service orders with tasks and products, and cancels one', async () => {
    const on = await open()
    const orders = await on.method('serviceOrders')('1003', context())
    expect(orders).toHaveLength(2)
    const pending = (await Promise.all(ids(1000, 10).map(id => on.method('serviceOrders')(id,
      context())))).flat().find(({ state }) => state === 'open')
    if (pending === undefined) throw new Error('none open')
    const view = await on.method('serviceOrder')(pending.id, context())
    expect(view).toMatchObject({ order: { id: pending.id, wishDate: '2026-12-01' }, tasks: [{ state: 'done' }, {}],
      products: [{ name: 'Internet 1Gbps Fiber', amount: 1 }], failed: [] })
    await on.method('cancelServiceOrder')(pending.id, context())
    expect(await on.method('serviceOrder')(pending.id, context())).toMatchObject({ order: { state: 'cancelled' } })
    expect((await failureOf(on.method('cancelServiceOrder')(pending.id, context()))).data).toMatchObject({ kind: 'rejected',
      code: 'HTTP 400', detail: 'Service order can no longer be cancelled.' })
    expect(on.lab.requests.count('POST /service-orders/{id}/cancel')).toBe(2)
  })

  it('lists and writes call logs once, and says where the outcome is unclear', async () => {
    const on = await open()
    const entry = { customerId: '1003', subject: 'Storing', additionalInformation: 'Modem vervangen', callerName: 'Jan' }
    await on.method('addCallLog')(entry, context())
    expect((await on.method('callLogs')('1003', context()))[0]).toMatchObject({ subject: 'Storing',
      additionalInformation: 'Modem vervangen', callerName: 'Jan', createdAt: { zone: 'assumed' } })
    for (const fault of [{ kind: 'lostReply' }, { kind: 'serverError', status: 500 }, { kind: 'html' },
      { kind: 'lateCommit', ms: 1, answer: 'gatewayTimeout' }] as const) {
      on.lab.faults.set('POST /call-logs', fault, 1)
      const before = on.lab.requests.count('POST /call-logs')
      const failure = await failureOf(on.method('addCallLog')(entry, context()))
      expect([fault.kind, failure.ambiguous]).toEqual([fault.kind, true])
      expect(on.lab.requests.count('POST /call-logs')).toBe(before + 1)
    }
    on.lab.faults.set('POST /call-logs', { kind: 'refusal', code: 400, message: 'subject: This value is too long.' }, 1)
    const refused = await failureOf(on.method('addCallLog')(entry, context()))
    expect([refused.ambiguous, refused.data]).toEqual([false, { kind: 'rejected', code: 'HTTP 400',
      detail: 'subject: This value is too long.' }])
    const before = on.lab.requests.counts
    expect((await failureOf(on.method('addCallLog')({ ...entry, subject: '' },
      context()))).data).toMatchObject({ kind: 'rejected', code: 'INVALID_REQUEST' })
    expect((await failureOf(on.method('addCallLog')({ ...entry, customerId: '/customers/1' },
      context()))).data).toMatchObject({ kind: 'rejected', code: 'INVALID_REQUEST' })
    expect(on.lab.requests.counts).toEqual(before)
  })

  it('writes once more only where a token had expired: the refusal came before anything was done', async () => {
    const on = await open()
    await on.method('callLogs')('1003', context())
    on.lab.reseller.expireTokens()
    await on.method('addCallLog')({ customerId: '1003', subject: 'Een keer', additionalInformation: '', callerName: '' },
      context())
    expect((await on.method('callLogs')('1003', context())).filter(({ subject }) => subject === 'Een keer')).toHaveLength(1)
    expect(logIns(on)).toBe(2)
  })

  it('explains a right that is missing for one area alone', async () => {
    const on = await open({}, 'noorders')
    expect((await failureOf(on.method('serviceOrders')('1000', context()))).data).toEqual({ kind: 'refused',
      refusal: 'rightMissing' })
    expect((await on.page(1)).lines).toHaveLength(300)
    expect((await on.method('callLogs')('1000', context())).length).toBeGreaterThan(0)
  })
})

describe('odd replies', () => {
  it('names bad records and keeps the rest; refuses what is no page', async () => {
    const on = await open()
    on.lab.faults.set('GET /orders', { kind: 'badRecord' }, 1)
    expect((await on.page(1)).lines.length).toBeGreaterThanOrEqual(299)
    for (const fault of [{ kind: 'wrongShape' }, { kind: 'html' }, { kind: 'truncated' }] as const) {
      on.lab.faults.set('GET /orders', fault, 3)
      expect(['badReply', 'notJson', 'unreachable']).toContain((await failureOf(on.page(1))).data.kind)
      on.lab.faults.clear()
    }
  })

  it('follows no reference to another server, whatever an order says', async () => {
    let strangers = 0
    const stranger = createServer((_, response) => { strangers++; response.end('{}') })
    await new Promise<void>(resolve => { stranger.listen(0, '127.0.0.1', resolve) })
    closing.push(() => new Promise(resolve => stranger.close(resolve)))
    const on = await open()
    const evil = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`
    const read = readOrder({ id: 5000, customer: `${evil}/customers/1`,
      orderDetailsConnection: `${evil}/order-details-connections/1`, orderDetailsGeneric: '//127.0.0.1/order-details-generics/1',
      location: '/locations/../customers/1' },
      { system: on.account.system, accountId: on.account.id, seenAt: '2026-11-22T00:00:00Z' })
    if (read === null) throw new Error('no line')
    expect(read.line.service?.references.map(({ path }) => path)).toEqual(['customers/1'])
    await on.method('lineDetails')(read.line, null, context()).catch(() => undefined)
    expect(strangers).toBe(0)
  })
})
