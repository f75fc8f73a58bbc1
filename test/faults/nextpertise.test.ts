import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { LabFault } from '../../electron/lab/lab.ts'
import { readConnectionsPage } from '../../electron/operators/nextpertise/readConnections.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import type { ReadLine, ReadLinePage, Walk } from '../../electron/operators/operator.ts'
import { defaultScope } from '../../shared/model/account.ts'
import { context, failureOf, openOnLab } from './operatorOnLab.ts'
import type { OnLab } from './operatorOnLab.ts'

let on: OnLab
beforeEach(async () => { on = await openOnLab() })
afterEach(() => on.close())

const shown = (key: string) => {
  const found = labShowcase.find(each => each.key === key)
  if (found === undefined) throw new Error(`no showcase line ${key}`)
  return found
}
const fibre = shown('healthyFibre')
const walks = (states = defaultScope.states): readonly Walk[] => on.method('walksOf')({ ...defaultScope, states })
async function readPage(walk: Walk, page: number): Promise<ReadLinePage> {
  const body = await on.method('fetchLinePage')(walk, page, context('background'))
  return readConnectionsPage(body, { system: on.account.system, accountId: on.account.id, state: walk.state, seenAt: '2026-11-21T18:00:00.000Z' })
}

describe('a healthy network', () => {
  it('gives every line exactly once over the walks of all states', async () => {
    await on.close()
    on = await openOnLab({ lines: 1300 })
    const lines: ReadLine[] = []
    for (const walk of walks(['active', 'processing', 'terminated', 'cancelled'])) {
      for (let page: number | null = 1; page !== null;) {
        const read: ReadLinePage = await readPage(walk, page)
        expect(read.bad).toEqual([])
        lines.push(...read.lines)
        page = read.nextPage
      }
    }
    expect(lines).toHaveLength(1300)
    expect(new Set(lines.map(({ line }) => line.id)).size).toBe(1300)
    expect(lines.some(({ line }) => line.nativeId === null)).toBe(true)
    expect(new Set(lines.map(({ line }) => line.medium))).toEqual(new Set(['copper', 'fibrePointToPoint', 'pon', 'coax', 'radio', 'unknown']))
  })

  it('finds a line by carrier or circuit NID with its state, and nothing by any other', async () => {
    const byCarrier = await on.method('lineByNid')(fibre.nid, context())
    expect(byCarrier?.line).toMatchObject({ nativeId: fibre.nid, state: 'active', medium: 'fibrePointToPoint' })
    expect((await on.method('lineByNid')(fibre.circuitNid.toLowerCase(), context()))?.line.nativeId).toBe(fibre.nid)
    expect(await on.method('lineByNid')('9999XX999999999', context())).toBeNull()
    expect(await on.method('lineByNid')('not a nid', context())).toBeNull()
  })

  it('gives a password to whom asks for it, and to nobody else', async () => {
    const { username, password } = await on.method('pppCredentials')(fibre.circuitNid, context())
    expect(username).toContain('@')
    expect(password).toMatch(/^\S{8,}$/)
    const everything = JSON.stringify([
      await on.method('lineByNid')(fibre.nid, context()), await on.method('transaction')(fibre.nid, context()), await on.method('events')(fibre.nid, context()),
      await on.method('transaction')(shown('inOrder').nid, context()), await on.method('events')(shown('inOrder').nid, context()),
      await on.method('loginAttempts')(fibre.circuitNid, '2026-01-01T00:00:00Z', context()),
    ])
    expect(everything).not.toContain(password ?? '?')
    expect(on.log.heard()).not.toContain(password ?? '?')
  })

  it('runs a check from its start to its report', async () => {
    const { kinds } = await on.method('availableChecks')(fibre.circuitNid, context())
    expect(kinds).toEqual(['authenticationLog', 'fibreCheck'])
    const remoteId = await on.method('startCheck')('fibreCheck', { kind: 'circuit', nid: fibre.circuitNid }, context())
    const states: string[] = []
    for (let polls = 0; polls < 100 && !states.includes('here'); polls++) {
      const report = await on.method('remoteReport')(remoteId, context())
      states.push(report.state)
      if (report.state === 'here') expect(report.body).toMatchObject({ status: 'complete', fiber_check_details: {} })
      else await new Promise(resolve => setTimeout(resolve, 10))
    }
    // The lab says so in turns: null, a pending status, and that it does not know it.
    expect(['running', 'notKnown']).toContain(states[0])
    expect(states.at(-1)).toBe('here')
    expect((await on.method('listReports')(fibre.circuitNid, context()))[0]).toMatchObject({ remoteId, kind: 'fibreCheck', status: 'complete' })
  })

  it('says what reaches an address, with the length of the cable', async () => {
    const flat = { postcode: '2405 LZ', houseNumber: 22, extension: 'B' }
    expect(await on.method('addressCheck')(flat, context())).toMatchObject({
      failed: [], carriers: [{ kind: 'fibre', vendor: 'REGG' }, { kind: 'copper', cableLengthM: expect.any(Number), freePairs: 2, nids: [shown('flatB').nid] }],
    })
    expect(on.lab.requests.count('carriercheck')).toBe(2)
    on.lab.faults.set('carriercheck', { kind: 'refusal', code: 4, message: 'Service temporarily not available at this address' }, 1)
    const half = await on.method('addressCheck')(flat, context())
    expect([half.carriers.length, half.failed.length]).toEqual([1, 1])
    const nowhere = await failureOf(on.method('addressCheck')({ ...flat, houseNumber: 9999 }, context()))
    expect(nowhere.data).toMatchObject({ kind: 'rejected', code: '002' })
  })

  it('lists every report the system has kept, over all its pages, newest first', async () => {
    const listed = await on.method('listReports')(shown('copperFading').circuitNid, context())
    expect(listed).toHaveLength(120)
    expect(on.lab.requests.count('list_reports')).toBe(2)
    expect(listed.map(({ updatedAt }) => updatedAt)).toEqual(listed.map(({ updatedAt }) => updatedAt).toSorted().toReversed())
    expect(new Set(listed.map(({ status }) => status))).toEqual(new Set(['complete', 'error']))
    const oldest = listed.at(-1)
    expect(await on.method('remoteReport')(oldest?.remoteId ?? '', context())).toMatchObject({ state: 'here', body: { status: 'complete' } })
  })

  it('tells by every answer how far the system’s clock is off', async () => {
    const { reachability } = on.registry
    expect(reachability.clockOffsetMs(on.account.id)).toBeNull()
    await on.method('availableChecks')(fibre.circuitNid, context())
    expect(reachability.clockOffsetMs(on.account.id)).toBe(0)
    on.lab.faults.set('*', { kind: 'clock', aheadMs: -600_000 })
    for (let at = 0; at < 5; at++) await on.method('availableChecks')(fibre.circuitNid, context())
    expect(Math.abs((reachability.clockOffsetMs(on.account.id) ?? 0) + 600_000)).toBeLessThan(1500)
    await on.registry.remove(on.account.id)
    expect(reachability.clockOffsetMs(on.account.id)).toBeNull()
  })

  it('creates a ticket and finds it again on its line', async () => {
    const id = await on.method('createTicket')({
      nid: fibre.circuitNid, subject: 'No light', comment: 'Please look', reference: 'LS-1', contactName: 'Jan', contactPhone: '0612345678', technicalSpecifications: 'F1',
      attachmentIds: [],
    }, context())
    const found = await on.method('ticketsOf')([fibre.nid, fibre.circuitNid], context())
    expect(found[0]).toMatchObject({ id, nid: fibre.circuitNid, reference: 'LS-1' })
    expect(new Set(found.map(ticket => ticket.nid))).toEqual(new Set([fibre.nid, fibre.circuitNid]))
    expect((await on.method('ticket')(id, context())).comments).toHaveLength(1)
    expect((await on.method('openTickets')(context())).map(ticket => ticket.id)).toContain(id)
  })

  it('throws a session out, with no more than one request', async () => {
    await on.method('forceDisconnect')(fibre.circuitNid, context())
    expect(on.lab.requests.count('force_disconnect')).toBe(1)
  })

  it('never sends what breaks the document', async () => {
    const found = await failureOf(on.method('startCheck')('fibreCheck', { kind: 'circuit', nid: 'broken' }, context()))
    expect(found).toMatchObject({ data: { kind: 'rejected', code: 'INVALID_REQUEST', detail: 'nid' }, ambiguous: false })
    expect(on.lab.requests.counts).toEqual({})
  })

  it('names what the system refuses, with code and correlation id', async () => {
    const found = await failureOf(on.method('startCheck')('selt', { kind: 'circuit', nid: fibre.circuitNid }, context()))
    expect(found.data).toMatchObject({ kind: 'rejected', code: '006' })
    expect(found.data.correlationId).toMatch(/^[0-9a-f-]{36}$/)
    expect(found.ambiguous).toBe(false)
  })
})

describe('a sick network', () => {
  const safe = (): Promise<unknown> => on.method('events')(fibre.nid, context())
  const write = (): Promise<unknown> => on.method('startCheck')('fibreCheck', { kind: 'circuit', nid: fibre.circuitNid }, context())

  it.each<[LabFault]>([
    [{ kind: 'reset' }], [{ kind: 'truncated' }], [{ kind: 'serverError', status: 502 }], [{ kind: 'serverError', status: 503 }], [{ kind: 'serverError', status: 504 }],
    [{ kind: 'tooMany', retryAfterSeconds: 1 }], [{ kind: 'unauthorized401' }],
  ])('gets over one %j', async fault => {
    await safe()
    on.lab.faults.set('list_events', fault, 1)
    await expect(safe()).resolves.toBeDefined()
    expect(on.lab.requests.count('list_events')).toBe(3)
  })

  it.each<[LabFault, string, number]>([
    [{ kind: 'reset' }, 'unreachable', 3], [{ kind: 'truncated' }, 'unreachable', 3], [{ kind: 'serverError', status: 500 }, 'serverError', 1],
    [{ kind: 'serverError', status: 503 }, 'serverError', 3], [{ kind: 'tooMany', retryAfterSeconds: 300 }, 'tooBusy', 1], [{ kind: 'html' }, 'notJson', 1],
    [{ kind: 'huge', bytes: 20_000_000 }, 'tooBig', 1],
  ])('names %j: %s, after %i requests', async (fault, kind, requests) => {
    on.lab.faults.set('list_events', fault)
    expect((await failureOf(safe())).data.kind).toBe(kind)
    expect(on.lab.requests.count('list_events')).toBe(requests)
  })

  it.each<[LabFault, string, boolean]>([
    [{ kind: 'reset' }, 'unreachable', true], [{ kind: 'truncated' }, 'unreachable', true], [{ kind: 'serverError', status: 500 }, 'serverError', true],
    [{ kind: 'serverError', status: 502 }, 'serverError', true], [{ kind: 'html' }, 'notJson', true], [{ kind: 'wrongShape' }, 'badReply', true],
    [{ kind: 'tooMany', retryAfterSeconds: 1 }, 'tooBusy', false],
  ])('never repeats a write after %j', async (fault, kind, ambiguous) => {
    await safe()
    on.lab.faults.set('diagnose', fault)
    expect(await failureOf(write())).toMatchObject({ data: { kind }, ambiguous })
    expect(on.lab.requests.count('diagnose')).toBe(1)
  })

  it('never repeats any other write either', async () => {
    on.lab.faults.set('force_disconnect', { kind: 'reset' })
    on.lab.faults.set('create_ticket', { kind: 'truncated' })
    const disconnect = await failureOf(on.method('forceDisconnect')(fibre.circuitNid, context()))
    const ticket = await failureOf(on.method('createTicket')({
      nid: null, subject: 's', comment: 'c', reference: 'r', contactName: null, contactPhone: null, technicalSpecifications: null, attachmentIds: [],
    }, context()))
    expect([disconnect.ambiguous, ticket.ambiguous]).toEqual([true, true])
    expect(on.lab.requests.counts).toMatchObject({ force_disconnect: 1, create_ticket: 1 })
  })

  it('ends a call the engineer gave up, at once', async () => {
    on.lab.faults.set('list_events', { kind: 'latency', ms: 5000 })
    const leave = new AbortController()
    const failure = failureOf(on.method('events')(fibre.nid, context('engineer', leave.signal)))
    setTimeout(() => leave.abort(), 50)
    expect((await failure).data.kind).toBe('cancelled')
  })

  it('survives replies of another shape with nothing invented', async () => {
    on.lab.faults.set('*', { kind: 'wrongShape' })
    on.lab.faults.set('jwt/log-in', { kind: 'latency', ms: 0 })
    expect((await failureOf(on.method('events')(fibre.nid, context()))).data.kind).toBe('badReply')
    const transaction = await on.method('transaction')(shown('inOrder').nid, context()).catch((error: unknown) => error)
    expect(transaction === null || transaction instanceof OperatorFailure).toBe(true)
    expect(await on.method('remoteReport')('x', context())).toEqual({ state: 'notKnown' })
    expect(await on.method('listReports')(fibre.circuitNid, context())).toEqual([])
    expect((await failureOf(on.method('availableChecks')(fibre.circuitNid, context()))).data.kind).toBe('badReply')
    expect((await failureOf(on.method('loginAttempts')(fibre.circuitNid, '2026-11-01T00:00:00Z', context()))).data.kind).toBe('badReply')
    expect((await failureOf(on.method('ticketsOf')([fibre.nid], context()))).data.kind).toBe('badReply')
    expect((await failureOf(on.method('lineByNid')(fibre.nid, context()))).data.kind).toBe('badReply')
    expect((await failureOf(on.method('pppCredentials')(fibre.nid, context()).then(({ password }) => { if (password === null) throw new OperatorFailure({ kind: 'badReply' }) }))).data.kind).toBe('badReply')
  })

  it('keeps a page with one bad record among its lines', async () => {
    on.lab.faults.set('list_connections', { kind: 'badRecord' })
    const [walk] = walks(['active'])
    const read = walk === undefined ? null : await readPage(walk, 1)
    expect(read?.bad).toHaveLength(1)
    expect(read?.lines.length).toBeGreaterThan(200)
  })

  it('takes a page that is a web page for no page', async () => {
    on.lab.faults.set('list_connections', { kind: 'html' })
    const [walk] = walks(['active'])
    if (walk !== undefined) expect((await failureOf(readPage(walk, 1))).data.kind).toBe('notJson')
  })
})

describe('what the log hears', () => {
  it('holds no address, credential, NID or customer', async () => {
    on.lab.faults.set('list_events', { kind: 'reset' })
    await failureOf(on.method('events')(fibre.nid, context()))
    await on.method('lineByNid')(fibre.nid, context())
    const heard = on.log.heard()
    expect(heard).toContain('list_events')
    for (const secret of ['engineer-pass', 'Basic ', 'Bearer ', 'eyJ', '127.0.0.1', fibre.nid, 'Lijnzichtlaan', 'http://']) expect(heard).not.toContain(secret)
  })
})
