import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { showcaseAccess, startLab } from '../../electron/lab/lab.ts'
import type { Lab, LabFault } from '../../electron/lab/lab.ts'
import type { OnApiSettings } from '../../electron/lab/on-api/settings.ts'
import type { Operator, OperatorMethods } from '../../electron/operators/operator.ts'
import { readOnApiList } from '../../electron/operators/on-api/listReader.ts'
import { createRegistry } from '../../electron/operators/registry.ts'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import { LiveKind } from '../../shared/model/report.ts'
import { context, createHastyClock, createListeningLog, failureOf } from './operatorOnLab.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => { for (const close of closing.splice(0).toReversed()) await close() })
const dialects = ['document', 'public'] as const

async function open(settings: Partial<OnApiSettings> = {}, username = 'engineer', password = `${username}-pass`, at?: string) {
  const lab: Lab = await startLab({ lines: 20 })
  lab.onApi.settings = { ...lab.onApi.settings, ...settings }
  const { baseUrl } = at === undefined ? lab.onApi : { baseUrl: at }
  const log = createListeningLog()
  const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'none', url: '' } }), log, clock: createHastyClock() })
  const account = {
    id: AccountId.parse('co'), kind: 'onApi', system: systemKeyOf('onApi', baseUrl), baseUrl, username, authentication: 'basic', clientId: '',
  } as const
  await registry.set(account, () => Promise.resolve({ password }))
  closing.push(() => lab.close(), () => registry.close())
  const operator: Operator = registry.get(account.id) ?? (() => { throw new Error('no operator') })()
  const method = <Name extends keyof OperatorMethods>(name: Name): OperatorMethods[Name] => {
    const found = operator.methods[name]
    if (found === undefined) throw new Error(`no ${name}`)
    return found
  }
  const count = (call: string): number => lab.requests.count(call)
  const test = () => registry.test(account, { password }, new AbortController().signal)
  return { lab, log, registry, account, operator, method, count, test }
}
type On = Awaited<ReturnType<typeof open>>

/** A list from the wire through its reader, as the synchronisation does it. */
async function fetchList({ method, account }: On, key: string, since: string | null = null) {
  const list = method('lineLists')({ states: ['active'], cities: [], postcodePrefixes: [], tags: [] }).find(each => each.key === key)
  if (list === undefined) throw new Error(`no list ${key}`)
  const reply = await method('fetchLineList')(list, since, context('background'))
  if (reply.state === 'unchanged') return null
  const reader = readOnApiList(key, { system: account.system, accountId: account.id, seenAt: new Date().toISOString() })
  const all = { lines: [] as string[], sections: 0, hints: 0, bad: 0, version: reply.version, isWhole: reply.isWhole }
  for await (const chunk of reply.chunks) {
    const { lines, sections, hints, bad } = reader.push(chunk)
    all.lines.push(...lines.map(({ line }) => line.nativeId ?? ''))
    all.sections += sections?.length ?? 0
    all.hints += hints?.length ?? 0
    all.bad += bad.length
  }
  reader.end()
  return all
}

describe.each(dialects)('ON-API in the dialect of the %s', dialect => {
  it('is read whole, and costs one request that says nothing changed', async () => {
    const on = await open({ dialect })
    const accesses = await fetchList(on, 'accesses')
    expect(accesses).toMatchObject({ bad: 0, isWhole: true, version: expect.any(String) })
    expect(accesses?.lines).toHaveLength(300)
    expect((await fetchList(on, 'subscriptions'))?.sections).toBeGreaterThan(100)
    expect((await fetchList(on, 'services'))?.sections).toBe(300)
    const before = on.count('GET /accesses/')
    expect(await fetchList(on, 'accesses', new Date().toUTCString())).toBeNull()
    expect(on.count('GET /accesses/') - before).toBe(1)
    expect(on.count('GET /')).toBe(1)
  })

  it('gives what changed since, and takes a list that is whole after all', async () => {
    const on = await open({ dialect })
    const id = showcaseAccess('healthy')
    on.lab.onApi.network.touch(id)
    expect(await fetchList(on, 'accesses', new Date(Date.now() - 60_000).toUTCString())).toMatchObject({ isWhole: false, bad: 0 })
    on.lab.onApi.settings = { ...on.lab.onApi.settings, heed: 'ignored' }
    expect((await fetchList(on, 'accesses', new Date().toUTCString()))?.lines).toHaveLength(300)
  })

  it('opens an access with its subscriptions and services, and knows what is not there', async () => {
    const on = await open({ dialect })
    const id = showcaseAccess('fixedIp')
    const read = await on.method('lineByNid')(id, context())
    expect(read?.line).toMatchObject({
      nativeId: id, medium: 'fibrePointToPoint', state: 'active', active: true, online: 'unknown', address: { country: 'SE', postcode: expect.stringMatching(/^\d{3} \d{2}$/) },
      access: { accessId: id, accessState: 'CONNECTED' },
    })
    const [subscription] = read?.line.access?.subscriptions ?? []
    expect(subscription).toMatchObject({ state: 'active', fixedIp: true, ipAddresses: ['203.0.113.7', '2001:db8:77::/48'] })
    expect(read?.line.access?.services.length).toBeGreaterThan(0)
    expect(read?.sections?.map(({ section }) => section)).toEqual(['subscriptions', 'services'])
    expect(await on.method('lineByNid')('NOWHERE999', context())).toBeNull()
    expect(await on.method('accessOrders')('NOWHERE999', context())).toEqual([])
  })

  it('shows an access whose subscriptions cannot be had', async () => {
    const on = await open({ dialect })
    on.lab.faults.set('GET /subscriptions/{accessId}', { kind: 'serverError', status: 500 })
    const read = await on.method('lineByNid')(showcaseAccess('healthy'), context())
    expect(read?.line.access?.services.length).toBeGreaterThan(0)
    expect(read?.sections?.map(({ section }) => section)).toEqual(['services'])
  })

  it('asks every live query together, and gives what the network said', async () => {
    const on = await open({ dialect })
    const id = showcaseAccess('healthy')
    await on.method('lineByNid')(id, context())
    for (const kind of LiveKind.options) expect((await on.method('liveQuery')(kind, id, context())).raw).toBeTypeOf('object')
    on.lab.faults.set('onApi/*', { kind: 'latency', ms: 300 })
    const startedAt = Date.now()
    await Promise.all(LiveKind.options.map(kind => on.method('liveQuery')(kind, id, context())))
    expect(Date.now() - startedAt).toBeLessThan(900)
  })

  it('says of a box that does not answer that nothing was found, and does not make an empty one of it', async () => {
    const on = await open({ dialect })
    const failure = await failureOf(on.method('liveQuery')('cpeStatus', showcaseAccess('silentCpe'), context()))
    expect(failure.data).toMatchObject({ kind: 'rejected', code: 'HTTP 404' })
  })

  it('knows what is not offered by the list, and by the answer', async () => {
    const on = await open({ dialect, offers: { igmpsnooping: 'listedOnly', events: 'withdrawn', services: 'listedOnly' } })
    const { kinds } = await on.method('availableChecks')(showcaseAccess('healthy'), context())
    expect(kinds).toEqual([...LiveKind.options])
    expect((await failureOf(on.method('liveQuery')('igmpGroups', showcaseAccess('healthy'), context()))).data).toMatchObject({ kind: 'notOffered', code: 'HTTP 501' })
    expect((await on.method('availableChecks')(showcaseAccess('healthy'), context())).kinds).not.toContain('igmpGroups')
    expect(await fetchList(on, 'services')).toBeNull()
    expect(on.method('lineLists')({ states: ['active'], cities: [], postcodePrefixes: [], tags: [] }).map(({ key }) => key)).toEqual(['subscriptions', 'accesses'])
    const { features, unsupportedFields } = on.method('health')()
    const stateOf = (name: string) => features.find(each => each.name === name)
    expect(stateOf('igmpGroups')).toMatchObject({ state: 'notOffered', reason: 'http501' })
    expect(stateOf('events')).toMatchObject({ state: 'notOffered', reason: 'notListed' })
    expect(stateOf('accesses')).toMatchObject({ state: 'works', reason: null })
    expect(unsupportedFields).toContain('accesses.coCpeRouter')
    const asked = on.count('GET /events/')
    expect(asked).toBe(0)
  })

  it('finds an access by what a DHCP log says, also where only the older way is there', async () => {
    const on = await open({ dialect })
    const id = showcaseAccess('circuitId')
    const read = await on.method('lineByNid')(id, context())
    const [subscription] = read?.line.access?.subscriptions ?? []
    const circuit = subscription?.dhcpIdentifiers.find(({ name }) => name === 'ipv4CircuitId')?.value ?? ''
    const find = on.method('findByDhcp')
    if (circuit !== '') expect(await find({ field: 'ipv4CircuitId', value: circuit }, context())).toBe(id)
    expect(await find({ field: 'ipv4CircuitId', value: 'nobody has this' }, context())).toBeNull()
    const binary = showcaseAccess('binaryOption82')
    const hex = (await on.method('lineByNid')(binary, context()))?.line.access?.subscriptions[0]?.option82 ?? ''
    expect(await find({ field: 'ipv4option82', value: hex.replaceAll(/(..)(?=.)/g, '$1:').toLowerCase() }, context())).toBe(binary)
    on.lab.onApi.settings = { ...on.lab.onApi.settings, offers: { dhcplookup: 'listedOnly' } }
    expect(await find({ field: 'ipv4option82', value: hex }, context())).toBe(binary)
    expect((await failureOf(find({ field: 'ipv4option82', value: 'no hex' }, context()))).data).toMatchObject({ kind: 'rejected', detail: 'ipv4option82' })
  })

  it('writes tickets, and takes them back', async () => {
    const on = await open({ dialect })
    const nid = showcaseAccess('noLink')
    const id = await on.method('createTicket')({
      nid, subject: 'Ingen länk', comment: 'Inget ljus från huset.', reference: 'LS-1', contactName: null, contactPhone: null, technicalSpecifications: null,
      attachmentIds: [], ofAccess: { problemType: 'NO_LINK', additionalInfo: { ip: '', mac: '', link: false }, subscriptionId: null },
    }, context())
    await on.method('addTicketComment')(id, { body: 'Kontakten är ren.', attachmentIds: [] }, context())
    const { ticket, comments } = await on.method('ticket')(id, context())
    expect(ticket).toMatchObject({ id, nid, reference: 'LS-1', subject: 'Ingen länk', requester: 'engineer' })
    expect(comments.map(({ body }) => body)).toEqual(['Kontakten är ren.'])
    expect((await on.method('ticketsOf')([nid], context())).map(each => each.id)).toContain(id)
    expect((await failureOf(on.method('changeTicket')(id, { status: 'CLOSED', responsible: null }, context()))).data).toMatchObject({ code: 'INVALID_REQUEST', detail: 'responsible' })
    await on.method('changeTicket')(id, { status: 'CLOSED', responsible: 'co' }, context())
    expect((await on.method('ticket')(id, context())).ticket.systemStatus).toBe('CLOSED')
  })

  it.each<[LabFault, object]>([
    [{ kind: 'reset' }, { kind: 'unreachable' }], [{ kind: 'truncated' }, {}], [{ kind: 'html' }, { kind: 'notJson' }],
    [{ kind: 'serverError', status: 500 }, { kind: 'serverError' }], [{ kind: 'serverError', status: 503 }, { kind: 'serverError' }],
    [{ kind: 'tooMany', retryAfterSeconds: 120 }, { kind: 'tooBusy', retryAfterSeconds: 120 }],
  ])('says of a live query what went wrong: %j', async (fault, failure) => {
    const on = await open({ dialect })
    on.lab.faults.set('GET /tech/access/{accessId}/link/status', fault)
    expect((await failureOf(on.method('liveQuery')('portStatus', showcaseAccess('healthy'), context()))).data).toMatchObject(failure)
  })

  it.each<[LabFault, string]>([
    [{ kind: 'truncated' }, 'unreachable|badReply'], [{ kind: 'html' }, 'notJson'], [{ kind: 'wrongShape' }, 'notJson|badReply'], [{ kind: 'reset' }, 'unreachable'],
  ])('never takes half a list for the whole: %j', async (fault, kinds) => {
    const on = await open({ dialect })
    await fetchList(on, 'events')
    on.lab.faults.set('GET /accesses/', fault)
    expect((await failureOf(fetchList(on, 'accesses'))).data.kind).toMatch(new RegExp(`^(?:${kinds})$`))
  })

  it('skips a bad record and takes the rest', async () => {
    const on = await open({ dialect })
    on.lab.faults.set('GET /accesses/', { kind: 'badRecord' })
    const read = await fetchList(on, 'accesses')
    expect(read?.bad).toBe(1)
    expect(read?.lines.length).toBeGreaterThanOrEqual(299)
  })
})

describe('who may do what', () => {
  it('says what works in a test of the connection, and why it does not', async () => {
    expect(await (await open()).test()).toMatchObject({
      outcome: 'ok', rights: [{ area: 'accesses', allowed: true }, { area: 'subscriptions', allowed: true }, { area: 'tickets', allowed: true }],
    })
    expect(await (await open({}, 'notickets')).test()).toMatchObject({ outcome: 'ok', rights: [{}, {}, { area: 'tickets', allowed: false }] })
    expect(await (await open({}, 'locked')).test()).toMatchObject({ outcome: 'refused', refusal: 'wrongCredentials' })
    const on = await open()
    const elsewhere = { ...on.account, baseUrl: `${on.lab.origin}/elsewhere` }
    expect(await on.registry.test(elsewhere, { password: 'x' }, new AbortController().signal)).toMatchObject({ outcome: 'wrongAddress' })
  })

  it('tries a wrong password once, however many ask', async () => {
    const on = await open({}, 'engineer', 'wrong')
    const asked = await Promise.all(LiveKind.options.map(kind => failureOf(on.method('liveQuery')(kind, showcaseAccess('healthy'), context()))))
    expect(new Set(asked.map(({ data }) => data.refusal))).toEqual(new Set(['wrongCredentials']))
    expect(on.lab.requests.recent()).toHaveLength(1)
  })

  it('remembers a right that is missing, shows it, and leaves the background silent', async () => {
    const on = await open({}, 'notech')
    await on.method('lineByNid')(showcaseAccess('healthy'), context())
    const ask = (urgency: 'engineer' | 'background') => failureOf(on.method('liveQuery')('portStatus', showcaseAccess('healthy'), context(urgency)))
    expect((await ask('engineer')).data).toMatchObject({ kind: 'refused', refusal: 'rightMissing' })
    const asked = on.count('GET /tech/access/{accessId}/link/status')
    for (let nth = 0; nth < 5; nth++) await ask('background')
    expect(on.count('GET /tech/access/{accessId}/link/status')).toBe(asked)
    expect(on.method('health')().features.find(({ name }) => name === 'portStatus')).toMatchObject({ state: 'refused', reason: 'rightMissing' })
    expect((await on.method('availableChecks')(showcaseAccess('healthy'), context())).kinds).not.toContain('portStatus')
  })

  it('reads tickets where it may not write them', async () => {
    const on = await open({}, 'reader')
    expect((await failureOf(on.method('addTicketComment')('TT1', { body: 'x', attachmentIds: [] }, context()))).data).toMatchObject({ refusal: 'rightMissing' })
    expect(await on.method('openTickets')(context('background'))).toBeInstanceOf(Array)
    const stateOf = (name: string) => on.method('health')().features.find(each => each.name === name)?.state
    expect([stateOf('tickets'), stateOf('ticketWriting')]).toEqual(['works', 'refused'])
  })

  it('writes nothing secret to the log', async () => {
    const on = await open()
    await on.method('findByDhcp')({ field: 'ipv4CircuitId', value: 'SECRET-CIRCUIT' }, context())
    await on.method('lineByNid')(showcaseAccess('healthy'), context())
    expect(on.log.heard()).not.toMatch(/engineer-pass|Basic |SECRET-CIRCUIT/)
    expect(on.log.heard()).not.toContain(showcaseAccess('healthy'))
  })
})

it('refuses to follow a redirect', async () => {
  const on = await open()
  on.lab.faults.set('onApi/*', { kind: 'serverError', status: 302 })
  expect((await failureOf(on.method('lineByNid')(showcaseAccess('healthy'), context()))).data).toMatchObject({ kind: 'wrongAddress', code: 'HTTP 302' })
})

it('keeps to the paths of a server that wants the last slash otherwise, without following it', async () => {
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    if (url.includes('/a1')) asked.push(url)
    const isRight = /^\/2\.6\/(?:accesses|subscriptions|services)\/a1\/$/.test(url)
    if (isRight) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ accessId: 'a1', subscriptions: [], services: [] }))
    else response.writeHead(301, { location: `${url}/` }).end()
  })
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  closing.push(() => new Promise(resolve => { server.close(resolve); server.closeAllConnections() }))
  const on = await open({}, 'engineer', 'x', `http://127.0.0.1:${(server.address() as AddressInfo).port}/2.6`)
  expect((await on.method('lineByNid')('a1', context()))?.line.nativeId).toBe('a1')
  expect(asked).toHaveLength(6)
  await on.method('lineByNid')('a1', context())
  expect(asked.slice(6).every(url => url.endsWith('/a1/'))).toBe(true)
  expect(asked).toHaveLength(9)
})
