import { afterEach, describe, expect, it } from 'vitest'
import { Line } from '../../shared/model/line.ts'
import { CUSTOMERS, RESELLER } from '../../electron/lab/telecomx/network.ts'
import type { TelecomxOptions } from '../../electron/lab/telecomx/telecomx.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import { STEP } from '../../electron/operators/telecomx/walkedPages.ts'
import { context, createHastyClock, failureOf } from './operatorOnLab.ts'
import { everything, nativeIds, openOnTelecomx, telecomxAccount, withSections } from './telecomxOnLab.ts'
import type { OnTelecomx } from './telecomxOnLab.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const close of closing.splice(0)) await close() })

async function open(options: TelecomxOptions = {}, name = 'engineer', ids: Parameters<typeof telecomxAccount>[2] = {}, clock?: Clock): Promise<OnTelecomx> {
  const on = await openOnTelecomx(options, name, ids, clock)
  closing.push(on.close)
  return on
}
const signal = (): AbortSignal => new AbortController().signal
const logIns = (on: OnTelecomx): number => on.lab.requests.count('POST /auth/login')
/** Everything of the first customer in one list. */
const first = { customerIds: [CUSTOMERS[0]], resellerIds: [] }
async function requestsWalk(on: OnTelecomx) {
  const [walk] = await on.walks()
  if (walk === undefined) throw new Error('no walk')
  return walk
}
function movable(): Clock & { move(ms: number): void } {
  const hasty = createHastyClock()
  let ahead = 0
  return { ...hasty, now: () => Date.now() + ahead, move: ms => { ahead += ms } }
}
const idsOfFirst = (on: OnTelecomx): string[] =>
  [...on.lab.telecomx.network.list('request', CUSTOMERS[0], null)].map(index => `request:${on.lab.telecomx.network.idOf('request', index)}`)

describe('log-in', () => {
  it('is shared by all calls that wait, renewed before 15 minutes are over and after a token was revoked in the middle of paging', async () => {
    const clock = movable()
    const on = await open({ requests: 2600 }, 'engineer', first, clock)
    const walk = await requestsWalk(on)
    await Promise.all([1, 2].map(nth => on.page(walk, nth)))
    expect(logIns(on)).toBe(1)
    on.lab.telecomx.expireTokens()
    const revoked = await Promise.all([3, 4].map(nth => on.page(walk, nth)))
    expect(revoked.flatMap(({ lines }) => lines)).toHaveLength(2 * STEP)
    expect(logIns(on)).toBe(2)
    clock.move(14 * 60_000)
    await on.page(walk, 5)
    expect(logIns(on)).toBe(3)
    // Never for ever.
    expect(on.lab.telecomx.gate.persistAsked).toBe(0)
  })

  it.each(['sms', 'authenticator'])('asks for the code that the system wants (%s), and takes it once', async name => {
    const clock = movable()
    const on = await open({}, name, {}, clock)
    const failure = await failureOf(on.method('learnFeatures')(context()))
    expect(failure.data).toMatchObject({ kind: 'refused', refusal: 'oneTimeCodeNeeded' })
    // Silent until the engineer acts: nobody is locked out.
    const before = logIns(on)
    await failureOf(on.method('learnFeatures')(context()))
    expect(logIns(on)).toBe(before)
    const username = `${name}@telecomx.example`
    expect(await on.registry.retry(on.account.id, '0000', signal())).toMatchObject({ state: 'refused', refusal: 'oneTimeCodeNeeded' })
    expect(await on.registry.retry(on.account.id, on.lab.telecomx.gate.codeOf(username), signal())).toMatchObject({ state: 'reachable' })
    const [walk] = on.method('walksOf')(everything)
    if (walk === undefined) throw new Error('no walk')
    expect((await on.page(walk, 1)).lines.length).toBeGreaterThan(100)
    // A code works once: a quarter of an hour later another is wanted, and none is tried without it.
    clock.move(16 * 60_000)
    const tried = logIns(on)
    expect((await failureOf(on.page(walk, 1))).data).toMatchObject({ refusal: 'oneTimeCodeNeeded' })
    expect(logIns(on)).toBe(tried)
  })

  it.each(['object', 'text'] as const)('tells wrong credentials, and what else may be at the address (errors as %s)', async errors => {
    const on = await open({ errors })
    const test = (baseUrl: string, password: string) => on.registry.test({ ...telecomxAccount(on.lab), baseUrl }, { password }, signal())
    expect(await test(on.lab.telecomx.baseUrl, 'wrong')).toMatchObject({ outcome: 'refused', refusal: 'wrongCredentials' })
    expect(await test(`${on.lab.origin}/elsewhere`, 'engineer-pass')).toMatchObject({ outcome: 'wrongAddress' })
    on.lab.faults.set('POST /auth/login', { kind: 'html' })
    expect((await test(on.lab.telecomx.baseUrl, 'engineer-pass')).outcome).toBe('notJson')
  })

  it('says whose lines there are, where the settings do not', async () => {
    const on = await open()
    expect(() => on.method('walksOf')(everything)).toThrow()
    const keys = (await on.walks()).map(({ key }) => key)
    expect(keys).toContain(`requests|customer=${CUSTOMERS[0]}|state=ANY`)
    expect(keys).toContain(`accounts|reseller=${RESELLER}|state=CONFIRMED`)
    expect(keys).toHaveLength(10)
  })
})

describe('access_denied', () => {
  it('with a token that is over is no missing right; without the right it is asked once, remembered and explained', async () => {
    const on = await open({}, 'noaccounts')
    const walks = await on.walks()
    const accounts = walks.find(({ key }) => key.startsWith('accounts'))
    const requests = walks.find(({ key }) => key.startsWith('requests'))
    if (accounts === undefined || requests === undefined) throw new Error('no walk')
    // The refused list holds nothing up, and says nothing of its lines.
    expect(await on.page(accounts, 1)).toMatchObject({ lines: [], nextPage: null, settled: false })
    expect(logIns(on)).toBe(2)
    const asked = on.lab.requests.count('GET /internet/account')
    for (let nth = 0; nth < 5; nth += 1) await on.page(accounts, 1)
    expect(on.lab.requests.count('GET /internet/account')).toBe(asked)
    expect(logIns(on)).toBe(2)
    // The other list works on, and says so.
    expect((await on.page(requests, 1)).lines.length).toBeGreaterThan(0)
    const features = on.method('health')().features
    expect(features).toContainEqual(expect.objectContaining({ name: `accounts of customer ${CUSTOMERS[0]}`, state: 'refused', reason: 'rightMissing' }))
    expect(features).toContainEqual(expect.objectContaining({ name: `requests of customer ${CUSTOMERS[0]}`, state: 'works' }))
    on.lab.telecomx.expireTokens()
    expect((await on.page(requests, 1)).lines.length).toBeGreaterThan(0)
  })

  it('to every list fails, and is not asked again', async () => {
    const on = await open({}, 'norights', first)
    const [walk] = on.method('walksOf')(everything)
    if (walk === undefined) throw new Error('no walk')
    expect((await failureOf(on.page(walk, 1))).data).toMatchObject({ kind: 'refused', refusal: 'rightMissing' })
    const before = on.lab.requests.counts
    expect((await failureOf(on.page(walk, 1))).data).toMatchObject({ kind: 'refused', refusal: 'rightMissing' })
    expect(on.lab.requests.counts).toEqual(before)
  })

  it('is told by Test connection, right by right', async () => {
    const on = await open({}, 'noaccounts')
    expect(await on.registry.test(telecomxAccount(on.lab, 'noaccounts'), { password: 'noaccounts-pass' }, signal())).toMatchObject({
      outcome: 'ok', rights: [{ area: `requests of customer ${CUSTOMERS[0]}`, allowed: true }, { area: `accounts of customer ${CUSTOMERS[0]}`, allowed: false }],
    })
    expect(await on.registry.test(telecomxAccount(on.lab, 'norights'), { password: 'norights-pass' }, signal()))
      .toMatchObject({ outcome: 'refused', refusal: 'rightMissing' })
    const whole = await on.registry.test(telecomxAccount(on.lab, 'engineer', first), { password: 'engineer-pass' }, signal())
    expect(whole).toMatchObject({ outcome: 'ok', lineCount: on.lab.telecomx.network.list('request', CUSTOMERS[0], null).length + on.lab.telecomx.network.list('account', CUSTOMERS[0], null).length })
  })

  it('of one account refuses that one alone', async () => {
    const on = await open({}, 'viewer')
    await on.walks()
    const { network } = on.lab.telecomx
    const [mine = 0] = network.list('account', CUSTOMERS[0], null)
    const [theirs = 0] = network.list('account', CUSTOMERS[1], null)
    const get = on.method('lineByNid')
    expect(await get(`account:${network.idOf('account', mine)}`, context())).not.toBeNull()
    expect((await failureOf(get(`account:${network.idOf('account', theirs)}`, context('background')))).data).toMatchObject({ refusal: 'rightMissing' })
    expect(await get(`account:${network.idOf('account', mine)}`, context('background'))).not.toBeNull()
  })
})

describe('paging', () => {
  it('goes on to the total, however few records a reply has, and brings each line once with both its forms', async () => {
    const on = await open({ requests: 1700, limitMost: 170 }, 'engineer', first)
    const pages = await on.pages(await requestsWalk(on))
    expect(nativeIds(pages)).toEqual(idsOfFirst(on))
    expect(pages.every(({ settled }) => settled !== false)).toBe(true)
    expect(pages.flatMap(({ lines }) => lines).every(({ sections }) => sections?.[0]?.section === 'condensed')).toBe(true)
    expect(pages.flatMap(({ lines }) => lines).every(({ line }) => Line.safeParse(line).success)).toBe(true)
  })

  it.each(['remove', 'insert', 'both'] as const)('loses and doubles nothing while the list shifts (%s), and says that it did', async shift => {
    const on = await open({ requests: 3000, shift }, 'engineer', first)
    const before = new Set(idsOfFirst(on))
    const pages = await on.pages(await requestsWalk(on))
    on.lab.telecomx.settings = { ...on.lab.telecomx.settings, shift: 'none' }
    const brought = nativeIds(pages)
    const stayed = idsOfFirst(on).filter(id => before.has(id))
    expect(stayed.filter(id => !brought.includes(id))).toEqual([])
    for (const { lines } of pages) expect(new Set(lines.map(({ line }) => line.id)).size).toBe(lines.length)
    // Where as many came before as went, nothing that was to come has moved.
    expect(pages.some(({ settled }) => settled === false)).toBe(shift !== 'both')
  })

  it('reads more of what was before where much has gone at once', async () => {
    const on = await open({ requests: 3000 }, 'engineer', first)
    const walk = await requestsWalk(on)
    const all = idsOfFirst(on)
    const brought = nativeIds([await on.page(walk, 1), await on.page(walk, 2)])
    for (const id of all.slice(100, 800)) on.lab.telecomx.network.remove(id.slice('request:'.length))
    const rest = [await on.page(walk, 3)]
    for (let nth = rest[0]?.nextPage ?? null; nth !== null;) {
      const read = await on.page(walk, nth)
      rest.push(read)
      nth = read.nextPage
    }
    const known = new Set([...brought, ...nativeIds(rest)])
    expect(idsOfFirst(on).filter(id => !known.has(id))).toEqual([])
  })

  it('takes an answer without its list, a web page and half a body for failures, and 500 internal_error too', async () => {
    const on = await open({}, 'engineer', first)
    const walk = await requestsWalk(on)
    on.lab.faults.set('GET /internet/request', { kind: 'wrongShape' })
    expect((await failureOf(on.page(walk, 1))).data.kind).toBe('badReply')
    on.lab.faults.set('GET /internet/request', { kind: 'html' })
    expect((await failureOf(on.page(walk, 1))).data.kind).toBe('notJson')
    on.lab.faults.set('GET /internet/request', { kind: 'serverError', status: 500 })
    expect((await failureOf(on.page(walk, 1))).data).toMatchObject({ kind: 'serverError', code: 'HTTP 500', detail: 'internal_error' })
    on.lab.faults.set('GET /internet/request', { kind: 'truncated' }, 1)
    expect((await on.page(walk, 1)).lines.length).toBeGreaterThan(0)
    on.lab.faults.set('GET /internet/request', { kind: 'badRecord' })
    const { lines, bad } = await on.page(walk, 1)
    expect(bad).toHaveLength(1)
    expect(lines.length).toBeGreaterThan(100)
  })
})

describe('lines', () => {
  it('by their id: an account from the system, a request from its list', async () => {
    const on = await open({}, 'engineer')
    await on.walks()
    const { network } = on.lab.telecomx
    const get = on.method('lineByNid')
    const request = await get(`request:${network.idOf('request', 19)}`, context())
    expect(request === null ? null : withSections(request).request).toMatchObject({ of: 'request', customerId: null, createdByName: expect.any(String), hasFullForm: true })
    const account = await get(network.idOf('account', 0), context())
    expect(account === null ? null : withSections(account)).toMatchObject({
      nativeId: `account:${network.idOf('account', 0)}`, state: 'cancelled', address: { country: 'DK' }, request: { details: 'here', netSettings: expect.any(Array) },
    })
    for (const id of ['request:5d01000000000000000fffff', 'account:5e01000000000000000fffff', 'nonsense']) {
      expect(await get(id, context()), id).toBeNull()
      expect(await get(id, context('background')), id).toBeNull()
    }
  })

  it('that were missed are looked for in the list once, however many there are', async () => {
    const on = await open({ requests: 1200 }, 'engineer', first)
    await on.walks()
    on.lab.requests.clear()
    for (let nth = 0; nth < 20; nth += 1) await on.method('lineByNid')(`request:5d0100000000000000ffff${nth + 10}`, context('background'))
    expect(on.lab.requests.count('GET /internet/request')).toBeLessThan(5)
  })

  it('of a click are looked for among the first 5,000 of a list; beyond, nobody says they are gone', async () => {
    const on = await open({ requests: 8000 }, 'engineer', first)
    await on.walks()
    const last = idsOfFirst(on).at(-1) ?? ''
    expect((await failureOf(on.method('lineByNid')(last, context()))).data).toMatchObject({ kind: 'notOffered', code: 'requestById' })
    expect(await on.method('lineByNid')(last, context('background'))).not.toBeNull()
  })

  it('get details of an account once, and keep no password of its net settings', async () => {
    const on = await open({}, 'engineer', first)
    const accounts = (await on.walks()).filter(({ key }) => key.startsWith('accounts'))
    const lines = (await Promise.all(accounts.map(walk => on.pages(walk)))).flat().flatMap(page => page.lines)
    expect(new Set(lines.map(({ line }) => line.state))).toEqual(new Set(['active', 'processing', 'cancelled']))
    const copper = lines.find(({ line }) => line.medium === 'copper' && line.state === 'active')
    if (copper === undefined) throw new Error('no DSL account')
    expect(on.method('missingDetails')(copper.line)).toEqual(['expanded'])
    const { sections } = await on.method('lineDetails')(copper.line, null, context())
    const line = withSections({ ...copper, sections: [...copper.sections ?? [], ...sections] })
    expect(on.method('missingDetails')(line)).toEqual([])
    expect(line.request?.netSettings.map(({ name }) => name)).toContain('ipAddress')
    expect(line.circuits[0]?.provisioning).toMatchObject({ type: 'ppp', username: expect.stringContaining('@telecomx.example') })
    expect(JSON.stringify([lines, sections, line])).not.toContain('ppp-secret')
  })

  it('show prices only to whom the system shows them', async () => {
    const withPrices = await open({}, 'engineer', first)
    const without = await open({}, 'viewer')
    const offersOf = async (on: OnTelecomx) => (await on.page(await requestsWalk(on), 1)).lines.flatMap(({ line }) => line.request?.offers ?? [])
    expect((await offersOf(withPrices)).some(({ monthly }) => monthly.customer !== null)).toBe(true)
    const bare = await offersOf(without)
    expect(bare.length).toBeGreaterThan(0)
    expect(bare.every(({ monthly, initiation }) => monthly.customer === null && initiation.cost === null)).toBe(true)
  })
})

describe('secrets', () => {
  it('token, password and codes are in no log, no failure and no record', async () => {
    const on = await open({}, 'engineer', first)
    const walk = await requestsWalk(on)
    await on.page(walk, 1)
    const [token = ''] = on.lab.telecomx.gate.tokens
    expect(token).not.toBe('')
    // A server that repeats what it was asked.
    on.lab.faults.set('GET /internet/request', { kind: 'refusal', code: 422, message: `bad /internet/request?token=${token}&limit=1` })
    const said = await failureOf(on.page(walk, 1))
    on.lab.faults.set('GET /internet/request', { kind: 'reset' })
    const cut = await failureOf(on.page(walk, 1))
    on.lab.faults.clear()
    on.lab.telecomx.expireTokens()
    await on.page(walk, 1)
    const told = [said, cut].map(failure => `${failure.message} ${JSON.stringify(failure.data)} ${String(failure.stack)} ${String(failure.cause)}`).join()
    for (const secret of [token, ...on.lab.telecomx.gate.tokens, 'engineer-pass']) {
      expect(on.log.heard()).not.toContain(secret)
      expect(told).not.toContain(secret)
    }
  })
})
