import { afterEach, describe, expect, it } from 'vitest'
import { startLab } from '../lab.ts'
import { CUSTOMERS, RESELLER } from './network.ts'
import type { Lab } from '../lab.ts'
import type { TelecomxOptions } from './telecomx.ts'

type Answer = { status: number; body: Record<string, unknown> }
const closing: Lab[] = []
afterEach(async () => { for (const lab of closing.splice(0)) await lab.close() })

async function open(options: TelecomxOptions = {}, now?: () => Date) {
  const lab = await startLab({ lines: 20, systems: ['telecomx'], telecomx: options, ...(now === undefined ? {} : { now }) })
  closing.push(lab)
  const answer = async (reply: Response): Promise<Answer> => ({ status: reply.status, body: await reply.json() as Record<string, unknown> })
  const logIn = async (name: string, more: Record<string, unknown> = {}) => answer(await fetch(`${lab.telecomx.baseUrl}/auth/login`, {
    method: 'POST', body: JSON.stringify({ username: `${name}@telecomx.example`, password: `${name}-pass`, ...more }),
  }))
  const get = async (path: string, token: unknown) => answer(await fetch(`${lab.telecomx.baseUrl}/${path}${path.includes('?') ? '&' : '?'}token=${String(token)}`))
  return { lab, logIn, get }
}
const listed = (answer: Answer, key: 'requests' | 'accounts'): Record<string, unknown>[] => answer.body[key] as Record<string, unknown>[]

describe('log-in', () => {
  it('gives a token of 15 minutes, and says access_denied after it', async () => {
    let ms = Date.now()
    const { logIn, get } = await open({}, () => new Date(ms))
    const { body } = await logIn('engineer')
    expect(body).toMatchObject({ expiresInMinutes: 15, customer: CUSTOMERS[0], reseller: RESELLER, accessLevel: 'RESELLER' })
    expect((await get('internet/request', body['token'])).status).toBe(200)
    ms += 15 * 60_000
    expect(await get('internet/request', body['token'])).toEqual({ status: 403, body: { error: 'access_denied' } })
  })

  it('refuses persist, or gives a token that never ends', async () => {
    const { lab, logIn } = await open()
    expect((await logIn('engineer', { persist: true })).status).toBe(403)
    lab.telecomx.settings = { ...lab.telecomx.settings, persist: 'granted' }
    expect((await logIn('engineer', { persist: true })).body).toMatchObject({ expiresInMinutes: -1 })
  })

  it.each([['sms', 'smsKey', /^\d{4}$/], ['authenticator', 'authenticatorToken', /^\d{6}$/]])('wants a code of %s that works once', async (name, field, form) => {
    const { lab, logIn } = await open()
    expect((await logIn(name)).body).toMatchObject({ error: expect.stringContaining('required') })
    const code = lab.telecomx.gate.codeOf(`${name}@telecomx.example`)
    expect(code).toMatch(form)
    expect((await logIn(name, { [field]: code })).status).toBe(200)
    expect((await logIn(name, { [field]: code })).status).toBe(403)
  })
})

describe('lists', () => {
  it('have the documented forms, with the traps between them', async () => {
    const { logIn, get } = await open()
    const { token } = (await logIn('engineer')).body
    const short = listed(await get('internet/request?limit=500', token), 'requests')
    const long = listed(await get('internet/request?limit=500&full=true', token), 'requests')
    expect(short.map(({ _id }) => _id)).toEqual(long.map(({ _id }) => _id))
    expect(short[0]).toMatchObject({ address: 'Vallensbækvej 20A, 3. th., 2605 Brøndby', referenceId: 'SS-545665', offers: true, productName: expect.any(String) })
    expect(long[0]).toMatchObject({ reference: 'SS-545665', Offers: [{ commitment: 12 }, { commitment: 24 }], address: { address: 'Vallensbækvej 20A 3. th.' } })
    expect(long[0]).not.toHaveProperty('productName')
    const zips = new Set(long.map(({ address }) => typeof (address as Record<string, unknown>)['zip']))
    expect(zips).toEqual(new Set(['string', 'number']))
    expect(long.some(each => 'offers' in each)).toBe(true)
    expect(long.every(each => Object.values(each).every(value => value !== null))).toBe(true)
  })

  it('page by offset and limit, of whoever may see them, in the states asked for', async () => {
    const { lab, logIn, get } = await open({ requests: 400, limitMost: 50 })
    const engineer = (await logIn('engineer')).body['token']
    const viewer = (await logIn('viewer')).body['token']
    const page = await get('internet/request?offset=30&limit=70', engineer)
    expect(page.body).toMatchObject({ offset: 30, limit: 70, total: lab.telecomx.network.list('request', CUSTOMERS[0], null).length })
    expect(listed(page, 'requests')).toHaveLength(50)
    expect((await get(`internet/request?reseller=${RESELLER}`, engineer)).body['total']).toBe(20)
    expect((await get(`internet/request?reseller=${RESELLER}`, viewer)).status).toBe(403)
    expect((await get(`internet/account?customer=${CUSTOMERS[1]}`, viewer)).status).toBe(403)
    const offered = listed(await get('internet/request?state=HAS_OFFER', engineer), 'requests')
    expect(offered.every(({ offers }) => offers === true)).toBe(true)
    expect(listed(await get('internet/request?filter=vallensb', engineer), 'requests').length).toBeGreaterThan(0)
    expect((await get('internet/request?limit=501', engineer)).status).toBe(422)
  })

  it('of a hundred thousand answer as quickly as short ones', async () => {
    const { logIn, get } = await open({ requests: 100_000, accounts: 0 })
    const { token } = (await logIn('engineer')).body
    const last = await get('internet/request?offset=84900&limit=100&full=true', token)
    expect(last.body['total']).toBe(85_000)
    expect(listed(last, 'requests')).toHaveLength(100)
  })
})

describe('an account', () => {
  it('has names where it is asked for expanded, and its net settings', async () => {
    const { lab, logIn, get } = await open()
    const { token } = (await logIn('engineer')).body
    const id = lab.telecomx.network.idOf('account', 5)
    const [plain, expanded] = await Promise.all([get(`internet/account/${id}`, token), get(`internet/account/${id}?expand=true`, token)])
    expect(plain.body).not.toHaveProperty('addressName')
    expect(expanded.body).toMatchObject({ _id: id, addressName: expect.any(String), net: { ipAddress: expect.any(String) } })
    expect((await get('internet/account/5e01000000000000000fffff', token)).status).toBe(404)
  })
})
