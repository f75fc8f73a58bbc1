import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { onApiShowcase, showcaseAccess, startLab } from '../lab.ts'
import type { Lab, LabFault } from '../lab.ts'
import type { OnApiOrder, OnApiTicketCount } from './control.ts'

let lab: Lab
let nowMs = 0
beforeEach(async () => {
  nowMs = Date.parse('2026-11-22T12:00:00.500Z')
  lab = await startLab({ lines: 20, now: () => new Date(nowMs) })
})
afterEach(() => lab.close())

type Reply = { status: number; headers: Headers; body: unknown; text: string }

async function ask(path: string, init: { method?: string; body?: unknown; headers?: Record<string, string>; user?: string } = {}): Promise<Reply> {
  const { method = 'GET', body, headers = {}, user = 'engineer' } = init
  const response = await fetch(lab.onApi.baseUrl + path, {
    method,
    headers: { authorization: `Basic ${btoa(`${user}:${user}-pass`)}`, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.includes('json') === true && text !== ''
  return { status: response.status, headers: response.headers, text, body: json ? (JSON.parse(text) as unknown) : null }
}

async function order(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${lab.origin}/lab/onapi/${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}
const world = (change: OnApiOrder) => order('world', change)
const dialect = (wanted: 'document' | 'public') => order('settings', { dialect: wanted })
const tech = (name: string, part: string) => ask(`/tech/${part === 'cpe' ? 'cpe' : 'access'}/${showcaseAccess(name)}/${part === 'cpe' ? 'status' : part}`)

type Row = Record<string, unknown>
const rows = (reply: Reply): Row[] => reply.body as Row[]

describe('who may come in', () => {
  it('takes Basic credentials only', async () => {
    expect((await ask('/')).status).toBe(200)
    expect(await ask('/', { user: 'nobody' })).toMatchObject({ status: 401, body: { cause: 'Invalid credentials' } })
    expect((await ask('/', { user: 'locked' })).status).toBe(401)
    expect(await ask('/tickets', { user: 'notickets' })).toMatchObject({ status: 403, body: { cause: expect.any(String) } })
    expect((await ask('/tickets', { user: 'reader' })).status).toBe(200)
    expect((await ask('/tickets', { user: 'reader', method: 'POST', body: {} })).status).toBe(403)
    expect((await ask(`/tech/access/${showcaseAccess('healthy')}/hardware`, { user: 'notech' })).status).toBe(403)
  })
})

describe('what is offered', () => {
  it('lists the endpoints with what they do not support, and answers 501 for the others', async () => {
    const listed = rows(await ask('/'))
    expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(['accesses', 'tickets', 'events', 'link/status', 'cpe']))
    expect(listed.find(({ name }) => name === 'accesses')).toMatchObject({ endpoint: '/open/net/onapi/2.6/accesses/', unsupportedFields: ['coFiberConverter', 'coCpeRouter'] })
    await order('settings', { offers: { events: 'withdrawn', igmpsnooping: 'listedOnly', cpe: 'unlisted' } })
    const names = rows(await ask('/')).map(({ name }) => name)
    expect(names).not.toContain('events')
    expect(names).not.toContain('cpe')
    expect(names).toContain('link/igmpsnooping')
    expect(await ask('/events/')).toMatchObject({ status: 501, body: { cause: 'Not implemented' } })
    expect((await tech('healthy', 'link/igmpsnooping')).status).toBe(501)
    expect((await tech('healthy', 'cpe')).status).toBe(200)
    expect((await ask('/invoices/')).status).toBe(501)
  })

  it('takes a path with or without its slash, unless the slash is demanded', async () => {
    expect((await ask('/accesses')).status).toBe(200)
    expect((await ask('/tickets/')).status).toBe(200)
    await order('settings', { slashes: 'demanded' })
    expect((await ask('/accesses')).status).toBe(404)
    expect((await ask('/accesses/')).status).toBe(200)
    expect((await ask('/tickets')).status).toBe(200)
  })
})

describe('lists', () => {
  it('gives 300 accesses, the same for the same seed', async () => {
    const first = rows(await ask('/accesses/'))
    expect(first).toHaveLength(300)
    const again = await startLab({ seed: 1 })
    const other = await startLab({ seed: 2 })
    try {
      expect([...again.onApi.network.all()]).toEqual([...lab.onApi.network.all()])
      expect([...other.onApi.network.all()]).not.toEqual([...lab.onApi.network.all()])
    } finally {
      await Promise.all([again.close(), other.close()])
    }
  })

  it('has Swedish addresses of every kind and accesses in every state', () => {
    const all = [...lab.onApi.network.all()]
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['PLANNED', 'DEPLOYING', 'HOMESPASSED', 'CONNECTED', 'DISCONNECTED', 'IN_MIGRATION', 'OUT_MIGRATION', 'RESERVED']))
    expect(all.filter(({ address }) => /[åäöÅÄÖ]/.test(address.street + address.city)).length).toBeGreaterThan(100)
    expect(all.some(({ address }) => /^[0-9]+-[0-9]+$/.test(address.number))).toBe(true)
    expect(all.some(({ address }) => address.apartment !== null)).toBe(true)
    expect(all.some(({ address }) => address.distinguisher !== null)).toBe(true)
    expect(new Set(all.map(({ accessId }) => accessId)).size).toBe(300)
    for (const access of all) expect(lab.onApi.network.byId(access.accessId)).toEqual(access)
  })

  it('heeds If-Modified-Since with its own Last-Modified, and gives what changed', async () => {
    nowMs += 5000
    const first = await ask('/accesses/')
    const since = { 'if-modified-since': first.headers.get('last-modified') ?? '' }
    for (const list of ['/accesses/', '/subscriptions/', '/services/']) {
      expect(await ask(list, { headers: since })).toMatchObject({ status: 304, text: '' })
    }
    await world({ do: 'moveAccess', accessId: showcaseAccess('healthy'), address: { city: 'Umeå', street: 'Åsgatan' } })
    nowMs += 100
    const changed = await ask('/accesses/', { headers: since })
    expect(rows(changed)).toEqual([expect.objectContaining({ accessId: showcaseAccess('healthy'), city: 'Umeå', streetName: 'Åsgatan' })])
    nowMs += 3000
    const later = await ask('/accesses/', { headers: since })
    const none = await ask('/accesses/', { headers: { 'if-modified-since': later.headers.get('last-modified') ?? '' } })
    expect(none.status).toBe(304)
  })

  it('ignores If-Modified-Since, or never sends Last-Modified, where that is set', async () => {
    await order('settings', { heed: 'ignored' })
    const reply = await ask('/accesses/', { headers: { 'if-modified-since': new Date(nowMs).toUTCString() } })
    expect(reply.headers.get('last-modified')).not.toBeNull()
    expect(rows(reply)).toHaveLength(300)
    await order('settings', { heed: 'never' })
    expect((await ask('/accesses/')).headers.get('last-modified')).toBeNull()
  })

  it('tells of a removed access by an event alone', async () => {
    nowMs += 5000
    const since = { 'if-modified-since': (await ask('/accesses/')).headers.get('last-modified') ?? '' }
    await world({ do: 'removeAccess', accessId: showcaseAccess('loop') })
    nowMs += 2000
    expect((await ask('/accesses/', { headers: since })).status).toBe(304)
    expect(rows(await ask('/accesses/'))).toHaveLength(299)
    expect((await ask(`/accesses/${showcaseAccess('loop')}`)).status).toBe(404)
    expect(rows(await ask('/events/', { headers: since }))).toEqual([
      { type: 'DELETE', objectType: 'accesses', objectId: showcaseAccess('loop'), time: '2026-11-22T12:00:05.500Z' },
    ])
  })

  it('takes in a new access', async () => {
    const added = await world({ do: 'addAccess', access: { address: { street: 'Nygatan', number: '1', postcode: '70211', city: 'Örebro' } } })
    expect(await ask(`/accesses/${(added as { accessId: string }).accessId}`)).toMatchObject({ status: 200, body: { city: 'Örebro', postalCode: '702 11' } })
  })

  it('speaks both dialects', async () => {
    const fixed = showcaseAccess('fixedIp')
    const flat = showcaseAccess('flat1')
    expect((await ask(`/accesses/${flat}`)).body).toMatchObject({ mduApartmentNumber: '1001', postalCode: '352 36', outlet: 'A-2-1' })
    expect((await ask(`/subscriptions/${fixed}`)).body).toMatchObject({
      accessId: fixed, subscriptions: [{ characteristics: { fixedIp: true, ipAddresses: ['203.0.113.7', '2001:db8:77::/48'] } }],
    })
    await dialect('public')
    expect((await ask(`/accesses/${flat}`)).body).toMatchObject({ mduApartmentNumber: 1001, postalCode: '35236', subscriptions: [{}], services: expect.any(Array) })
    expect((await ask(`/subscriptions/${fixed}`)).body).toMatchObject({
      subscriptions: [{ characteristics: { fixedIp: true, ipAddress: ['203.0.113.7', '2001:db8:77::/48'] }, equipment: expect.any(Array) }],
    })
  })
})

describe('accesses by DHCP values', () => {
  it('finds the access of every identifier it gives', async () => {
    for (const name of ['healthy', 'circuitId', 'sharedCircuitId', 'binaryOption82', 'metres']) {
      const accessId = showcaseAccess(name)
      const [subscription] = ((await ask(`/subscriptions/${accessId}`)).body as { subscriptions: { option82?: string; dhcpIdentifier?: Record<string, string> }[] }).subscriptions
      const { option82, dhcpIdentifier } = subscription ?? {}
      expect(option82 ?? dhcpIdentifier, name).toBeDefined()
      if (dhcpIdentifier) expect((await ask(`/dhcplookup/?${new URLSearchParams(dhcpIdentifier).toString()}`)).body, name).toEqual({ accessId })
      if (option82 === undefined) continue
      expect((await ask(`/dhcplookup/?ipv4option82=${option82}`)).body, name).toEqual({ accessId })
      expect((await ask(`/option82/${option82.toLowerCase()}`)).body, name).toEqual({ accessId })
    }
  })

  it('answers 404 for none and for several, 400 for no parameter', async () => {
    expect((await ask('/dhcplookup/?ipv4CircuitId=nowhere')).status).toBe(404)
    expect((await ask('/dhcplookup/?ipv4RemoteId=vxo-as0001')).status).toBe(404)
    expect(await ask('/dhcplookup/')).toMatchObject({ status: 400, body: { cause: 'No parameter' } })
  })
})

describe('technical information', () => {
  it('says of each named access what is wrong with it', async () => {
    const status = async (name: string) => (await tech(name, 'link/status')).body as Row & { statistics: Record<string, Row>; transceiver: Record<string, string> }
    expect(await status('healthy')).toMatchObject({ link: true, fullDuplex: true, adminDown: false, speed: '1000' })
    expect(Number((await status('dirtyOptics')).transceiver['dbmRx'])).toBeLessThan(-19.5)
    expect(Number((await status('tooStrong')).transceiver['dbmRx'])).toBeGreaterThan(-3)
    const half = await status('duplexMismatch')
    expect(half).toMatchObject({ fullDuplex: false, speed: '100' })
    expect(Number(half.statistics['lastFiveInput']?.['crcErrors'])).toBeGreaterThan(0)
    expect(await status('portDown')).toMatchObject({ link: false, adminDown: true })
    expect(await status('noLink')).toMatchObject({ link: false, adminDown: false })
    expect(await status('empty')).toEqual({})
    expect(await status('strings')).toMatchObject({ link: 'true', speed: '1000M' })
    expect(await status('wrongTypes')).not.toMatchObject({ link: true })
    expect((await tech('nobodyTalks', 'link/macaddresstable')).body).toEqual([])
    expect((await tech('noLease', 'link/macaddresstable')).body).toMatchObject({ serviceType: 'bb' })
    expect((await tech('noLease', 'link/leaseinfo')).body).toEqual([])
    expect((await tech('expiredLease', 'link/leaseinfo')).body).toEqual([])
    expect((await tech('deadCpe', 'cpe')).body).toEqual({ up: false })
    expect((await tech('silentCpe', 'cpe')).status).toBe(404)
    expect((await tech('switchDown2', 'hardware')).body).toEqual({ up: false })
    expect((await tech('planned', 'link/status')).status).toBe(404)
    expect(await status('disconnected')).toMatchObject({ link: false, adminDown: true })
    const loop = (await tech('loop', 'cpe')).body as { ports: Row[] }
    const slow = (await tech('slowLink', 'cpe')).body as { ports: Row[] }
    expect(slow.ports.some(({ linkSpeed }) => linkSpeed === 100)).toBe(true)
    expect(loop.ports.some(({ loopDetectionStatus }) => loopDetectionStatus !== 'unlocked')).toBe(true)
    const [first, second] = await Promise.all(['duplicateMac', 'duplicateMacOther'].map(async (name) => rows(await tech(name, 'link/macaddresstable'))))
    expect(first?.[0]?.['mac']).toBe(second?.[0]?.['mac'])
  })

  it('has lists, addresses and ends of leases in the public dialect, one object and no address in the document’s', async () => {
    expect((await tech('fixedIp', 'link/leaseinfo')).body).toEqual({ mac: expect.any(String), serviceType: 'bb', vlan: 101, port: expect.any(String), learntAt: expect.any(String) })
    const document = (await tech('healthy', 'cpe')).body as Row
    expect(document['dhcpSnoopingTable']).toBeDefined()
    await dialect('public')
    expect((await tech('fixedIp', 'link/leaseinfo')).body).toContainEqual(expect.objectContaining({ lease: '203.0.113.7', start: expect.any(String), end: expect.any(String) }))
    expect((await tech('nobodyTalks', 'link/macaddresstable')).body).toEqual([])
    await order('settings', { emptyTables: 'notFound' })
    expect((await tech('nobodyTalks', 'link/macaddresstable')).status).toBe(404)
    const [expired] = rows(await tech('expiredLease', 'link/leaseinfo'))
    expect(Date.parse(String(expired?.['end']))).toBeLessThan(nowMs)
    const open = (await tech('healthy', 'cpe')).body as Row & { ports: (Row & { fiber: Row | null })[] }
    expect(open['dhcpSnooping']).toBeDefined()
    expect(typeof open.ports[0]?.fiber?.['dbmRx']).toBe('number')
    expect((await tech('healthy', 'link/status')).body).toMatchObject({ speed: 'auto', linkSpeed: 1000, configuredSpeed: expect.any(Array) })
  })

  it('counts on with the clock, and goes on from where it was when something changes', async () => {
    const bytes = async (name: string) => Number(((await tech(name, 'link/status')).body as { statistics: { input: Row } }).statistics.input['bytes'])
    const accessId = showcaseAccess('healthy')
    const before = await bytes('healthy')
    nowMs += 10_000
    const after = await bytes('healthy')
    expect(after).toBeGreaterThan(before)
    await world({ do: 'unplug', accessId })
    expect((await tech('healthy', 'link/status')).body).toMatchObject({ link: false })
    nowMs += 60_000
    expect(await bytes('healthy')).toBe(after)
    await world({ do: 'plug', accessId })
    nowMs += 1000
    expect(await bytes('healthy')).toBeGreaterThan(after)
    await world({ do: 'resetCounters', accessId })
    nowMs += 1000
    expect(await bytes('healthy')).toBeLessThan(after)
  })

  it('has counters that wrap and counters that begin anew', async () => {
    const bytes = async (name: string) => Number(((await tech(name, 'link/status')).body as { statistics: { input: Row } }).statistics.input['bytes'])
    const falls = async (name: string): Promise<boolean> => {
      let last = -1
      for (let nth = 0; nth < 12; nth++) {
        const now = await bytes(name)
        if (now < last) return true
        last = now
        nowMs += 10_000
      }
      return false
    }
    expect(await falls('healthy')).toBe(false)
    expect(await falls('counterWrap')).toBe(true)
    expect(await falls('counterReset')).toBe(true)
  })

  it('does as a test says with ports, switches and conditions', async () => {
    const accessId = showcaseAccess('healthy')
    await world({ do: 'setPort', accessId, patch: { rxDbm: -25, speedMbps: 100, crcPpm: 500 } })
    expect((await tech('healthy', 'link/status')).body).toMatchObject({ speed: '100', transceiver: { dbmRx: '-25.00' }, linkSince: '2026-11-22T12:00:00Z' })
    await world({ do: 'setPort', accessId, patch: { link: false }, cpePort: 1 })
    expect(((await tech('healthy', 'cpe')).body as { ports: Row[] }).ports[1]).toMatchObject({ link: false })
    await world({ do: 'setSwitch', accessId, up: false })
    expect((await tech('dirtyOptics', 'hardware')).body).toEqual({ up: false })
    await world({ do: 'setSwitch', accessId, up: true })
    await world({ do: 'setCondition', accessId: showcaseAccess('dirtyOptics'), condition: 'healthy' })
    expect(Number(((await tech('dirtyOptics', 'link/status')).body as { transceiver: Row }).transceiver['dbmRx'])).toBeGreaterThan(-19.5)
    await expect(world({ do: 'unplug', accessId: 'NOWHERE' })).rejects.toThrow('404')
  })
})

describe('tickets', () => {
  const wanted = (reference: string | null) => ({
    accessId: showcaseAccess('noLink'), createdBy: 'Anna', heading: 'No link', description: 'Dark since noon', problemType: 'NO_LINK',
    additionalInfo: { ip: '', mac: '', link: false }, ...(reference === null ? {} : { spTicketReference: reference }),
  })
  const create = (reference: string | null) => ask('/tickets', { method: 'POST', body: wanted(reference) })
  const counts = async (reference: string): Promise<OnApiTicketCount['counts']> =>
    ((await (await fetch(`${lab.origin}/lab/onapi/tickets?reference=${reference}`)).json()) as OnApiTicketCount).counts

  it('creates, lists, reads and changes', async () => {
    const made = await create('CASE-9')
    expect(made.status).toBe(201)
    const id = (made.body as { coTicketReference: string }).coTicketReference
    nowMs += 2000
    expect(rows(await ask('/tickets?status=CREATED'))).toContainEqual({ coTicketReference: id, spTicketReference: 'CASE-9', status: 'CREATED', responsible: 'CO' })
    expect(rows(await ask('/tickets?created=2026-11-22T11:00:00Z'))).toHaveLength(1)
    const since = { 'if-modified-since': (await ask('/tickets')).headers.get('last-modified') ?? '' }
    nowMs += 2000
    expect((await ask('/tickets', { headers: since })).status).toBe(304)
    const change = await ask(`/tickets/${id}`, { method: 'PATCH', body: { comment: { message: 'Still dark', createdBy: 'Anna' }, status: 'IN_PROGRESS_SP', responsible: 'SP' } })
    expect(change).toMatchObject({ status: 204, text: '' })
    nowMs += 1000
    expect(rows(await ask('/tickets', { headers: since }))).toEqual([{ coTicketReference: id, spTicketReference: 'CASE-9', status: 'IN_PROGRESS_SP', responsible: 'SP' }])
    expect((await ask(`/tickets/${id}`)).body).toMatchObject({
      accessId: showcaseAccess('noLink'), createdAt: '2026-11-22T12:00:00Z', additionalInfo: { link: false }, comments: [{ message: 'Still dark', createdBy: 'Anna' }],
    })
    await order('tickets', { reference: id, do: 'comment', message: 'Vi mäter' })
    expect((await ask(`/tickets/${id}`)).body).toMatchObject({ comments: [{}, { message: 'Vi mäter' }] })
    await dialect('public')
    expect((await ask(`/tickets/${id}`)).body).toMatchObject({ additionalInfo: { link: 'false' } })
  })

  it('refuses what is not as documented', async () => {
    expect(await ask('/tickets', { method: 'POST', body: { ...wanted('a'), heading: '' } })).toMatchObject({ status: 400, body: { cause: `Missing field: 'heading'` } })
    expect((await ask('/tickets', { method: 'POST', body: { ...wanted('a'), problemType: 'BAD' } })).status).toBe(400)
    expect((await ask('/tickets', { method: 'POST', body: { ...wanted('a'), accessId: 'X' } })).body).toEqual({ cause: `Unknown accessId: 'X'` })
    expect((await ask('/tickets/TT1')).status).toBe(404)
    const id = ((await create('CASE-1')).body as { coTicketReference: string }).coTicketReference
    expect((await ask(`/tickets/${id}`, { method: 'PATCH', body: { status: 'CLOSED' } })).status).toBe(400)
    expect((await ask(`/tickets/${id}`, { method: 'PATCH', body: { status: 'CLOSED', responsible: 'SP' } })).status).toBe(204)
    expect((await create('CASE-1')).status).toBe(201)
    await order('settings', { duplicates: 'refused' })
    expect((await create('CASE-1')).status).toBe(409)
    expect((await create(null)).status).toBe(201)
  })

  it('changes a ticket later, or where nobody sees it yet, as a fault says', async () => {
    const id = ((await create('CASE-5')).body as { coTicketReference: string }).coTicketReference
    const patch = (message: string) => ask(`/tickets/${id}`, { method: 'PATCH', body: { comment: { message, createdBy: 'Anna' } } })
    const seen = async () => ((await ask(`/tickets/${id}`)).body as { comments: { message: string }[] }).comments.map(({ message }) => message)
    lab.faults.set('PATCH /tickets/{coTicketReference}', { kind: 'lateCommit', ms: 2000, answer: 'gatewayTimeout' }, 1)
    expect((await patch('first')).status).toBe(504)
    lab.faults.set('PATCH /tickets/{coTicketReference}', { kind: 'lostReply', sightMs: 4000 }, 1)
    await expect(patch('second')).rejects.toThrow()
    expect(await seen()).toEqual([])
    nowMs += 2500
    expect(await seen()).toEqual(['first'])
    nowMs += 4000
    // Never in another order than they came in.
    expect(await seen()).toEqual(['first', 'second'])
  })

  it.each<[LabFault, number, number]>([
    [{ kind: 'lostReply' }, 1, 1],
    [{ kind: 'lostReply', sightMs: 5000 }, 1, 0],
    [{ kind: 'lateCommit', ms: 5000 }, 0, 0],
    [{ kind: 'lateCommit', ms: 5000, answer: 'gatewayTimeout' }, 0, 0],
    [{ kind: 'lateSight', ms: 5000 }, 1, 0],
    [{ kind: 'reset' }, 0, 0],
  ])('%j', async (fault, there, seen) => {
    lab.faults.set('POST /tickets', fault, 1)
    await create('CASE-7').catch(() => null)
    const listed = async () => rows(await ask('/tickets')).filter(({ spTicketReference }) => spTicketReference === 'CASE-7').length
    expect((await counts('CASE-7')).tickets).toBe(there)
    expect(await listed()).toBe(seen)
    nowMs += 6000
    expect(await listed()).toBe(fault.kind === 'reset' ? 0 : 1)
    expect((await counts('CASE-7')).tickets).toBe(fault.kind === 'reset' ? 0 : 1)
  })
})

describe('orders and events', () => {
  it('has orders in every state, by access and by state', async () => {
    for (const state of ['RECEIVED', 'IN_PROGRESS', 'DONE_SUCCESS', 'DONE_FAILED']) {
      const found = [(await ask(`/orders/?state=${state}`)).body].flat() as Row[]
      expect(found.length, state).toBeGreaterThan(0)
      expect(found.every((each) => each['state'] === state)).toBe(true)
    }
    const mine = (await ask(`/orders/?accessId=${showcaseAccess('healthy')}`)).body as Row
    expect(mine).toMatchObject({ accessId: showcaseAccess('healthy'), operation: 'CHANGE', state: 'IN_PROGRESS' })
    expect((await ask(`/orders/${String(mine['orderId'])}`)).body).toEqual(mine)
    const all = rows(await ask('/orderevents/'))
    const last = String(all.at(-1)?.['event'])
    await world({ do: 'setOrder', orderId: String(mine['orderId']), state: 'DONE_SUCCESS' })
    expect(rows(await ask(`/orderevents/?since=${last}`))).toMatchObject([{ order: { state: 'DONE_SUCCESS', path: mine['path'] } }])
  })

  it('keeps the events of this second back, and has 100,000 after a week off', async () => {
    expect((await ask('/events/')).status).toBe(404)
    await world({ do: 'changeAccess', accessId: showcaseAccess('healthy'), patch: { state: 'DISCONNECTED' } })
    expect((await ask('/events/')).status).toBe(404)
    nowMs += 1000
    const reply = await ask('/events/')
    expect(rows(reply)[0]).toEqual({
      type: 'UPDATE', objectType: 'accesses', objectId: showcaseAccess('healthy'),
      path: `/open/net/onapi/2.6/accesses/${showcaseAccess('healthy')}`, time: '2026-11-22T12:00:00.500Z',
    })
    expect((await ask('/events/', { headers: { 'if-modified-since': reply.headers.get('last-modified') ?? '' } })).status).toBe(304)
    await order('events', { count: 100_000 })
    expect(rows(await ask('/events/')).length).toBeGreaterThanOrEqual(100_000)
  })
})

describe('faults', () => {
  it('says no in its own form', async () => {
    const first = async (fault: LabFault) => {
      lab.faults.set('GET /accesses/', fault, 1)
      return ask('/accesses/')
    }
    expect(await first({ kind: 'refusal', code: 409, message: 'Busy' })).toMatchObject({ status: 409, body: { cause: 'Busy' } })
    expect(await first({ kind: 'unauthorized401' })).toMatchObject({ status: 401, body: { cause: 'Invalid credentials' } })
    const busy = await first({ kind: 'tooMany', retryAfterSeconds: 7 })
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '7'])
    expect(await first({ kind: 'serverError', status: 503 })).toMatchObject({ status: 503, body: { cause: expect.any(String) } })
    expect((await first({ kind: 'wrongShape' })).body).toBe('not a list')
    const spoilt = rows(await first({ kind: 'badRecord' }))
    expect(spoilt).toHaveLength(300)
    expect(spoilt[150]).toEqual({ address: 17, carrier: null, circuits: 'none' })
    await expect(first({ kind: 'truncated' })).rejects.toThrow()
    await expect(first({ kind: 'reset' })).rejects.toThrow()
    expect((await first({ kind: 'html' })).headers.get('content-type')).toContain('html')
    expect(new Date((await first({ kind: 'clock', aheadMs: 3_600_000 })).headers.get('date') ?? '').getTime() - nowMs).toBeGreaterThan(3_000_000)
    lab.faults.set('onApi/*', { kind: 'serverError', status: 500 })
    expect((await ask('/')).status).toBe(500)
    expect((await fetch(`${lab.baseUrl}/jwt/log-in`)).status).toBe(401)
  })

  it('drips a list that comes in pieces, whole', async () => {
    lab.faults.set('GET /accesses/', { kind: 'drip', bytesPerSecond: 2_000_000 }, 1)
    expect(rows(await ask('/accesses/'))).toHaveLength(300)
  })

  it('logs what was asked, by template', async () => {
    await tech('healthy', 'link/status')
    await ask('/accesses/', { headers: { 'if-modified-since': 'yesterday' } })
    expect(lab.requests.counts).toEqual({ 'GET /tech/access/{accessId}/link/status': 1, 'GET /accesses/': 1 })
    expect(lab.requests.recent('GET /accesses/')[0]).toMatchObject({ endpoint: '/accesses/', user: 'engineer', params: { ifModifiedSince: 'yesterday' } })
  })
})

it('names every access of the showcase once', () => {
  expect(new Set(onApiShowcase.map(({ name }) => name)).size).toBe(onApiShowcase.length)
  expect(new Set(onApiShowcase.map(({ accessId }) => accessId)).size).toBe(onApiShowcase.length)
})

it('serves a large network in pieces', async () => {
  const large = await startLab({ onApi: { accesses: 30_000 } })
  try {
    const response = await fetch(`${large.onApi.baseUrl}/accesses/`, { headers: { authorization: `Basic ${btoa('engineer:engineer-pass')}` } })
    expect(response.headers.get('content-length')).toBeNull()
    const all = (await response.json()) as Row[]
    expect(all).toHaveLength(30_000)
    expect(all[29_999]).toMatchObject({ accessId: large.onApi.network.at(29_999)?.accessId, countryCode: 'SE' })
  } finally {
    await large.close()
  }
})

it('serves only the systems asked for', async () => {
  const one = await startLab({ systems: ['onApi'] })
  try {
    expect((await fetch(`${one.baseUrl}/jwt/log-in`)).status).toBe(404)
    expect((await fetch(`${one.onApi.baseUrl}/`)).status).toBe(401)
  } finally {
    await one.close()
  }
})
