import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Account } from '../../shared/model/account.ts'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import { labShowcase, startLab } from '../../electron/lab/lab.ts'
import { totpCode } from '../../electron/lab/nextpertise/users.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import { accountAt, context, createHastyClock, createListeningLog, failureOf, openOnLab } from './operatorOnLab.ts'
import type { OnLab } from './operatorOnLab.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const close of closing.splice(0)) await close() })
const nid = labShowcase[0]?.nid ?? ''

async function open(username = 'engineer', authentication: Account['authentication'] = 'jwt'): Promise<OnLab> {
  const on = await openOnLab({}, username, authentication)
  closing.push(on.close)
  return on
}
const secrets = (username: string, oneTimeCode?: string) => ({ password: `${username}-pass`, ...(oneTimeCode === undefined ? {} : { oneTimeCode }) })
const signal = (): AbortSignal => new AbortController().signal
const totpOf = (on: OnLab): string => totpCode(on.lab.users.find(({ username }) => username === 'totp')?.totpSecret ?? '', Date.now())

describe('test connection', () => {
  it.each(['basic', 'jwt'] as const)('says what works, what get_profile reveals and how many lines there are (%s)', async authentication => {
    const on = await open()
    const result = await on.registry.test(accountAt(on.lab, 'engineer', authentication), secrets('engineer'), signal())
    expect(result).toMatchObject({
      outcome: 'ok', lineCount: 300, profile: { name: 'Esmée Lab', oneTimeCodeEnabled: false, whitelist: [{ subnet: '127.0.0.0/8' }] },
      rights: [{ area: 'broadband', allowed: true }, { area: 'broadband/diagnostics', allowed: true }, { area: 'support', allowed: true }],
    })
  })

  it.each([['nodiagnostics', 'broadband/diagnostics'], ['nosupport', 'support']])('names the right %s lacks', async (username, area) => {
    const on = await open()
    const { outcome, rights } = await on.registry.test(accountAt(on.lab, username), secrets(username), signal())
    expect(outcome).toBe('ok')
    expect(rights.filter(({ allowed }) => !allowed)).toEqual([{ area, allowed: false }])
  })

  it('is refused from an address that is not whitelisted, without a code, and with a wrong password; a code lets in', async () => {
    const on = await open()
    for (const [username, given] of [['elsewhere', secrets('elsewhere')], ['totp', secrets('totp')], ['engineer', { password: 'wrong' }]] as const) {
      for (const authentication of ['basic', 'jwt'] as const) {
        expect(await on.registry.test(accountAt(on.lab, username, authentication), given, signal())).toMatchObject({ outcome: 'refused', refusal: 'refused', rights: [] })
      }
    }
    for (const authentication of ['basic', 'jwt'] as const) {
      expect((await on.registry.test(accountAt(on.lab, 'totp', authentication), secrets('totp', totpOf(on)), signal())).outcome).toBe('ok')
    }
  })

  it('tells an unreachable system, a wrong address, a web page and a sick system apart', async () => {
    const on = await open()
    const at = (baseUrl: string) => on.registry.test({ ...accountAt(on.lab), baseUrl }, secrets('engineer'), signal())
    expect(await at('http://127.0.0.1:9')).toMatchObject({ outcome: 'cannotReach', code: 'ECONNREFUSED' })
    expect(await at(`${on.lab.origin}/elsewhere`)).toMatchObject({ outcome: 'wrongAddress', code: 'HTTP 404' })
    on.lab.faults.set('jwt/log-in', { kind: 'html' })
    expect((await at(on.lab.baseUrl)).outcome).toBe('notJson')
    on.lab.faults.set('jwt/log-in', { kind: 'serverError', status: 500 })
    expect((await at(on.lab.baseUrl)).outcome).toBe('serverError')
    on.lab.faults.set('jwt/log-in', { kind: 'tooMany', retryAfterSeconds: 60 })
    expect((await at(on.lab.baseUrl)).outcome).toBe('tooBusy')
    expect(await on.registry.test({ ...accountAt(on.lab), baseUrl: on.lab.baseUrl.replace('http:', 'https:') }, secrets('engineer'), signal()))
      .toMatchObject({ outcome: 'certificate' })
  })

  it('answers for a redirecting portal without following it', async () => {
    let logIns = 0
    const portal = createServer((_, response) => { logIns++; response.writeHead(302, { location: 'https://elsewhere.invalid/' }).end() })
    await new Promise<void>(resolve => { portal.listen(0, '127.0.0.1', resolve) })
    closing.push(() => new Promise(resolve => portal.close(resolve)))
    const on = await open()
    const baseUrl = `http://127.0.0.1:${(portal.address() as AddressInfo).port}`
    expect(await on.registry.test({ ...accountAt(on.lab), baseUrl }, secrets('engineer'), signal())).toMatchObject({ outcome: 'wrongAddress', code: 'HTTP 302' })
    expect(logIns).toBe(1)
  })

  it('can be given up', async () => {
    const on = await open()
    on.lab.faults.set('get_profile', { kind: 'latency', ms: 5000 })
    const leave = new AbortController()
    const test = failureOf(on.registry.test(accountAt(on.lab), secrets('engineer'), leave.signal))
    setTimeout(() => leave.abort(), 50)
    expect((await test).data.kind).toBe('cancelled')
  })
})

describe('an account at work', () => {
  it('survives expired tokens with one new log-in for all that wait', async () => {
    const on = await open()
    await on.method('events')(nid, context())
    on.lab.expireTokens()
    await Promise.all([1, 2, 3].map(() => on.method('events')(nid, context())))
    expect(on.lab.requests.count('jwt/log-in')).toBe(2)
  })

  it('explains a missing right of one class and goes on with the others', async () => {
    const on = await open('nodiagnostics')
    expect((await failureOf(on.method('availableChecks')(nid, context()))).data).toEqual({ kind: 'refused', refusal: 'rightMissing' })
    const before = on.lab.requests.count('list_available_diagnostics')
    expect((await failureOf(on.method('availableChecks')(nid, context('background')))).data.refusal).toBe('rightMissing')
    expect(on.lab.requests.count('list_available_diagnostics')).toBe(before)
    expect((await on.method('lineByNid')(nid, context()))?.line.nativeId).toBe(nid)
    expect(on.registry.reachability.of(on.account.id).state).toBe('reachable')
  })

  it('is silent after a refused log-in, and speaks again when the engineer gives a code', async () => {
    const on = await open('totp')
    expect((await failureOf(on.method('events')(nid, context()))).data).toEqual({ kind: 'refused', refusal: 'refused' })
    const before = on.lab.requests.counts
    await failureOf(on.method('events')(nid, context()))
    expect(on.lab.requests.counts).toEqual(before)
    expect(on.registry.reachability.of(on.account.id)).toMatchObject({ state: 'refused', refusal: 'refused' })
    expect(await on.registry.retry(on.account.id, totpOf(on), signal())).toMatchObject({ state: 'reachable' })
    await on.method('events')(nid, context())
  })

  it('says since when it cannot be reached, and notices that it can again', async () => {
    const on = await open()
    await on.method('events')(nid, context())
    on.lab.faults.cut = true
    expect((await failureOf(on.method('events')(nid, context()))).data.kind).toBe('unreachable')
    expect(on.registry.reachability.of(on.account.id)).toMatchObject({ state: 'unreachable' })
    on.lab.faults.clear()
    expect((await on.registry.reachability.probeNow(on.account.id, signal())).state).toBe('reachable')
  })
})

describe('the registry', () => {
  it('holds one operator per account and finds those at one system', async () => {
    const on = await open()
    const other = { ...accountAt(on.lab, 'reader'), id: AccountId.parse('other') }
    await on.registry.set(other, () => Promise.resolve(secrets('reader')))
    expect(on.registry.forSystem(on.account.system).map(({ accountId }) => accountId)).toEqual([on.account.id, 'other'])
    expect(on.registry.forSystem(systemKeyOf('nextpertise', 'https://elsewhere.example'))).toEqual([])
    expect(on.registry.get(AccountId.parse('other'))?.nativeIdIn(nid.toLowerCase())).toBe(nid)
    await on.registry.remove(AccountId.parse('other'))
    expect(on.registry.get(AccountId.parse('other'))).toBeNull()
    expect(on.registry.reachability.list()).toHaveLength(1)
  })

  it('replaces an operator after a change; calls of the old one end', async () => {
    const on = await open()
    on.lab.faults.set('list_events', { kind: 'latency', ms: 5000 })
    const old = failureOf(on.method('events')(nid, context()))
    await vi.waitFor(() => { expect(on.lab.requests.count('list_events')).toBe(1) })
    await on.registry.networkChanged()
    expect(['cancelled', 'unreachable']).toContain((await old).data.kind)
    on.lab.faults.clear()
    expect(on.registry.get(on.account.id)).not.toBe(on.operator)
    await on.registry.get(on.account.id)?.methods.events?.(nid, context())
  })

  it('contacts nothing before it is asked to', async () => {
    const lab = await startLab({ lines: 20 })
    const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'none', url: '' } }), log: createListeningLog(), clock: { ...createHastyClock(), sleep: () => new Promise(() => undefined) } })
    closing.push(() => registry.close(), () => lab.close())
    await registry.set(accountAt(lab), () => Promise.resolve(secrets('engineer')))
    expect(lab.requests.counts).toEqual({})
  })
})
