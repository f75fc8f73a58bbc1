import { expect, test } from 'vitest'
import { CUSTOMERS } from '../../electron/lab/telecomx/network.ts'
import type { Lab } from '../../electron/lab/lab.ts'
import type { LineId } from '../../shared/model/common.ts'
import { noFilters } from '../../shared/model/search.ts'
import { openOnLab, syncState, synchronise, unhurried, until } from './coreOnLab.ts'
import type { OnLab } from './coreOnLab.ts'
import type { Services } from '../../electron/services.ts'

const account = (lab: Lab, name = 'engineer') => ({
  label: 'Lab TelecomX', kind: 'telecomx' as const, baseUrl: lab.telecomx.baseUrl, username: `${name}@telecomx.example`, authentication: 'session' as const,
  customerIds: [CUSTOMERS[0]],
})
/** Adds the account with its own password and waits for its first synchronisation. */
async function signOn(on: OnLab, services: Services, name?: string) {
  const input = on.account(account(on.lab, name))
  const added = await services.accounts.add(input, { password: `${name ?? 'engineer'}-pass` })
  return { added, state: await syncState(services, added.id, ({ phase }) => phase === 'idle' || phase === 'failed') }
}
/** Requests and accounts of the first customer that are kept by default. */
function kept({ telecomx: { network } }: Lab): string[] {
  const of = (kind: 'request' | 'account', state: string | null) => [...network.list(kind, CUSTOMERS[0], state)].map(index => `${kind}:${network.idOf(kind, index)}`)
  return [...of('request', null), ...['ORDERED', 'CONFIRMED', 'ACTIVE'].flatMap(state => of('account', state))]
}
const find = (services: Services, text: string): LineId[] => services.lines.search(text, noFilters, 50).hits.map(({ line }) => line.id)

test('requests and delivered lines of TelecomX are kept whole, found by what they say, and opened', async () => {
  await using on = await openOnLab({ systems: ['telecomx'], telecomx: { requests: 1300, accounts: 700, limitMost: 400 } })
  const services = (await on.open()).services()
  const { added, state } = await signOn(on, services)
  expect(state).toMatchObject({ phase: 'idle', failure: null, badRecords: 0, lineCount: kept(on.lab).length })
  const [first = ''] = kept(on.lab)
  const [id] = find(services, first.slice('request:'.length))
  expect(id).toBe(`${added.system}|${first}`)
  if (id === undefined) throw new Error('not found')
  expect(find(services, 'Vallensbækvej 20A')).toContain(id)
  expect(find(services, 'SS-545665')).toContain(id)
  expect(find(services, 'Vallensbækvej stairwell 20A')).toContain(id)
  const { line } = services.lines.open(id)
  expect(line.request).toMatchObject({ of: 'request', references: ['SS-545665'], productName: expect.any(String), createdByName: expect.any(String) })
  expect(line.request?.offers).toHaveLength(2)
  expect(line.contacts[0]).toMatchObject({ name: 'Donald', phoneNumber: '+4571919999' })
  // Unchanged rows are left alone.
  expect(await synchronise(services, added.id)).toMatchObject({ phase: 'idle', changed: 0, lineCount: kept(on.lab).length })
})

test('a request that is gone is shown as gone once two calm passes missed it; a pass in which the list changed tells nothing', async () => {
  await using on = await openOnLab({ systems: ['telecomx'], telecomx: { requests: 1300, accounts: 20 } })
  const services = (await on.open()).services()
  const { added } = await signOn(on, services)
  const gone = kept(on.lab)[600] ?? ''
  const id = `${added.system}|${gone}` as LineId
  on.lab.telecomx.network.remove(gone.slice('request:'.length))
  const isGone = (): boolean | undefined => services.lines.search(gone.slice('request:'.length), noFilters, 5).hits.find(({ line }) => line.id === id)?.line.gone
  on.lab.telecomx.settings = { ...on.lab.telecomx.settings, shift: 'insert' }
  for (let nth = 0; nth < 3; nth += 1) await synchronise(services, added.id)
  expect(isGone()).toBe(false)
  on.lab.telecomx.settings = { ...on.lab.telecomx.settings, shift: 'none' }
  await synchronise(services, added.id)
  expect(isGone()).toBe(false)
  await synchronise(services, added.id)
  expect(isGone()).toBe(true)
})

test('a token that is revoked in the middle costs one more log-in and no line', async () => {
  await using on = await openOnLab({ systems: ['telecomx'], telecomx: { requests: 2500, accounts: 20 } })
  const services = (await on.open()).services()
  const take = on.lab.faults.take.bind(on.lab.faults)
  let calls = 0
  on.lab.faults.take = (method, system) => {
    if (method === 'GET /internet/request' && ++calls === 4) on.lab.expireTokens()
    return take(method, system)
  }
  const { state } = await signOn(on, services)
  expect(state).toMatchObject({ phase: 'idle', failure: null, lineCount: kept(on.lab).length })
  expect(on.lab.requests.count('POST /auth/login')).toBe(2)
})

test('without the right to accounts the requests come all the same, and what was kept of accounts stays', async () => {
  await using on = await openOnLab({ systems: ['telecomx'], telecomx: {} })
  const services = (await on.open()).services()
  const { added, state } = await signOn(on, services, 'noaccounts')
  const requests = kept(on.lab).filter(id => id.startsWith('request:')).length
  expect(state).toMatchObject({ phase: 'idle', failure: null, lineCount: requests })
  on.lab.requests.clear()
  expect(await synchronise(services, added.id)).toMatchObject({ phase: 'idle', lineCount: requests })
  expect(on.lab.requests.count('GET /internet/account')).toBe(0)
})

test('a code by SMS is asked for, and the account works once the engineer gives it', async () => {
  await using on = await openOnLab({ systems: ['telecomx'], telecomx: {} })
  const services = (await on.open()).services()
  const input = on.account(account(on.lab, 'sms'))
  const added = await services.accounts.add(input, { password: 'sms-pass' })
  const failed = await syncState(services, added.id, ({ failure }) => failure !== null)
  expect(failed.failure).toBe('refused')
  const states = await until(services.accounts.reachability(unhurried()), all => all.some(({ accountId, state }) => accountId === added.id && state === 'refused'))
  expect(states.find(({ accountId }) => accountId === added.id)).toMatchObject({ refusal: 'oneTimeCodeNeeded' })
  const code = on.lab.telecomx.gate.codeOf(input.username)
  expect(await services.accounts.retry(added.id, code, AbortSignal.timeout(20_000))).toMatchObject({ state: 'reachable' })
  expect(await synchronise(services, added.id)).toMatchObject({ phase: 'idle', lineCount: kept(on.lab).length })
})
