import { expect, test } from 'vitest'
import { createFakeTicketSystem, type FakeFault } from '../../test/fakes/fakeTicketSystem.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { outboxAtWork } from '../../test/fakes/outboxAtWork.ts'
import { lineIdOf, systemKeyOf } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import { OutboxBody } from '../../shared/model/outbox.ts'
import type { OutboxEntry } from '../../shared/model/outbox.ts'
import type { TicketRequest } from '../operators/operator.ts'
import { Invalid } from '../services.ts'

const system = systemKeyOf('onApi', 'https://co.example/onapi/2.6')
const fixture = Object.values(lineFixtures('2026-11-21T18:00:00.000Z'))[0]?.line as Line
const line: Line = { ...fixture, id: lineIdOf(system, '510001'), system, nativeId: '510001', contacts: [] }
const theirs = { at: 'system', ticketId: 'TT7' } as const
const base = { status: 'IN_PROGRESS_SP', responsible: 'sp' } as const
const input = {
  lineId: line.id, subject: 'No link', comment: 'Dark', contactName: 'Anna', contactPhone: '+46 70 123 45 67', technicalSpecifications: 'L1',
  problemType: 'NO_LINK', additionalInfo: { ip: '', mac: 'AB:CD:EF:12:34:56', link: false }, fileIds: [],
} as const

/** A network whose tickets say status and responsible party, over a manual clock. */
function setUp({ says = true } = {}) {
  const clock = createManualClock()
  const faults = new Map<string, FakeFault[]>()
  const network = createFakeTicketSystem(clock, line, method => faults.get(method)?.shift() ?? { kind: 'none' })
  const ticket = {
    id: 'TT7', reference: 'theirs', nid: '510001', status: 'open' as const, at: 0, seenAt: 0, comments: [], systemStatus: 'IN_PROGRESS_SP', responsible: says ? 'sp' as const : null,
  }
  network.tickets.push(ticket)
  const requests: TicketRequest[] = []
  const outbox = outboxAtWork({
    db: memoryJournal(), clock, line, ids: { next: 0 },
    operator(killed) {
      const operator = network.operatorUntil(killed)
      return { ...operator, methods: { ...operator.methods, createTicket: (request, context) => {
        requests.push(request)
        return operator.methods.createTicket?.(request, context) ?? Promise.reject(new Error('none'))
      } } }
    },
  })
  return {
    clock, faults, network, requests, service: outbox.service, now: () => network.tickets.find(({ id }) => id === 'TT7'),
    state: (entry: OutboxEntry): string => outbox.entry(entry.id)?.state ?? 'none', entry: (entry: OutboxEntry) => outbox.entry(entry.id),
  }
}

test('a ticket of an access goes with what its network asks for, and nothing else; a Swedish number binds nothing', async () => {
  const { service, clock, requests, state } = setUp()
  const ticket = await service.addTicket({ ...input, fileIds: [] })
  await clock.advance(0)
  expect(state(ticket)).toBe('sent')
  expect(requests).toMatchObject([{
    nid: '510001', contactName: null, contactPhone: null, reference: ticket.reference,
    ofAccess: { problemType: 'NO_LINK', subscriptionId: null, additionalInfo: { ip: '', mac: 'AB:CD:EF:12:34:56', link: false } },
  }])
  const { problemType: _, ...without } = input
  await expect(service.addTicket({ ...without, fileIds: [] })).rejects.toMatchObject({ field: 'problemType', reason: 'missing' })
  await expect(service.addTicket({ ...input, fileIds: [], additionalInfo: { ip: 'ten', mac: '', link: null } })).rejects.toBeInstanceOf(Invalid)
})

test('status and party are set once, though the answer was lost and the change came late', async () => {
  const { service, clock, faults, state, network, now } = setUp()
  faults.set('changeTicket', [{ kind: 'lateCommit', ms: 30_000 }])
  const change = await service.changeTicket({ lineId: line.id, ticket: theirs, status: 'CLOSED', responsible: 'co', base })
  await clock.advance(0)
  expect(state(change)).toBe('settling')
  for (let nth = 0; nth < 8; nth++) await clock.advance(10_000)
  expect([state(change), network.calls('changeTicket'), now()?.systemStatus, now()?.responsible]).toEqual(['sent', 1, 'CLOSED', 'co'])
})

test('what somebody else set meanwhile needs the engineer, with all three values, and is written over only when told to', async () => {
  const { service, clock, state, entry, network, now } = setUp()
  const ticket = now()
  if (ticket === undefined) throw new Error('no ticket')
  Object.assign(ticket, { systemStatus: 'IN_PROGRESS_CO', responsible: 'co' })
  const change = await service.changeTicket({ lineId: line.id, ticket: theirs, status: 'CLOSED', responsible: 'sp', base })
  await clock.advance(0)
  expect(entry(change)).toMatchObject({
    state: 'needsYou', failure: { code: 'moved' }, conflict: { base: 'IN_PROGRESS_SP sp', wanted: 'CLOSED sp', present: 'IN_PROGRESS_CO co' },
  })
  expect(network.calls('changeTicket')).toBe(0)
  service.resend(change.id)
  await clock.advance(0)
  expect([state(change), now()?.systemStatus, now()?.responsible]).toEqual(['sent', 'CLOSED', 'sp'])
})

test('a ticket that was closed meanwhile is not opened by a change of party', async () => {
  const { service, clock, entry, now } = setUp()
  Object.assign(now() ?? {}, { systemStatus: 'CLOSED', status: 'closed' })
  const change = await service.changeTicket({ lineId: line.id, ticket: theirs, status: null, responsible: 'co', base })
  await clock.advance(0)
  expect(entry(change)).toMatchObject({ state: 'needsYou', failure: { code: 'ticketClosed' }, conflict: { wanted: 'CLOSED co', present: 'CLOSED sp' } })
})

test('where the network does not say who is responsible, the status tells', async () => {
  const { service, clock, state, network } = setUp({ says: false })
  const both = await service.changeTicket({ lineId: line.id, ticket: theirs, status: 'IN_PROGRESS_CO', responsible: 'co', base: { status: 'IN_PROGRESS_SP', responsible: null } })
  await clock.advance(0)
  const party = await service.changeTicket({ lineId: line.id, ticket: theirs, status: null, responsible: 'sp', base: { status: 'IN_PROGRESS_CO', responsible: null } })
  await clock.advance(0)
  expect([state(both), state(party), network.calls('changeTicket')]).toEqual(['sent', 'sent', 2])
})

test('a change of a ticket that still waits here goes after it, whatever state it is made in', async () => {
  const { service, clock, state, network } = setUp()
  const ticket = await service.addTicket({ ...input, fileIds: [] })
  const change = await service.changeTicket({
    lineId: line.id, ticket: { at: 'outbox', entryId: ticket.id }, status: 'IN_PROGRESS_CO', responsible: 'co', base: { status: null, responsible: null },
  })
  await clock.advance(0)
  await clock.advance(0)
  expect([state(ticket), state(change), network.tickets.at(-1)?.systemStatus]).toEqual(['sent', 'sent', 'IN_PROGRESS_CO'])
})

test('closing without saying who was responsible is not taken in, nor a change of nothing', async () => {
  const { service } = setUp()
  const change = { lineId: line.id, ticket: theirs, base }
  await expect(service.changeTicket({ ...change, status: 'CLOSED', responsible: null })).rejects.toMatchObject({ field: 'responsible' })
  await expect(service.changeTicket({ ...change, status: null, responsible: null })).rejects.toBeInstanceOf(Invalid)
})

test('entries of older releases still read', () => {
  const { problemType: _, additionalInfo: __, fileIds: ___, ...old } = input
  expect(OutboxBody.safeParse({ kind: 'ticket', input: { ...old, contactPhone: '0612345678' }, attachmentIds: [] }).success).toBe(true)
})
