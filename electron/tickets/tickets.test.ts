import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import type { Line } from '../../shared/model/line.ts'
import type { TicketInput } from '../../shared/model/ticket.ts'
import type { Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createDraftRepo } from './draftRepo.ts'
import { createOutboxRepo } from './outboxRepo.ts'
import { createReferences } from './reference.ts'
import { createTickets } from './tickets.ts'

const line: Line = Object.values(lineFixtures('2026-11-21T18:00:00.000Z'))[0]?.line as Line
const input: TicketInput = {
  lineId: line.id, subject: 'No light', comment: 'ONT is dark', contactName: 'Jan', contactPhone: '0612345678', technicalSpecifications: 'P1',
}

function setUp(methods: Operator['methods'], db = memoryJournal()) {
  let count = 0
  const outbox = createOutboxRepo(db)
  const drafts = createDraftRepo(db)
  const operator: Operator = { system: line.system, methods, nativeIdIn: () => null, close: async () => {} }
  const tickets = createTickets({
    outbox, drafts, references: createReferences(db, size => new Uint8Array(size)), accounts: () => [],
    lineOf: id => (id === line.id ? line : undefined), lineIdOfNid: () => null, operatorOf: () => operator, snapshotOf: () => '{}',
    prefill: () => ({ subject: 'Fault', technicalSpecifications: 'specs' }), now: () => new Date('2026-11-21T18:00:00Z'),
    newId: () => `entry${++count}`,
  })
  return { db, tickets, outbox, drafts }
}
const signal = new AbortController().signal

test('a ticket is in the journal before it leaves, carries a reference of its own and ends as sent', async () => {
  const seen: unknown[] = []
  const { tickets, outbox } = setUp({
    createTicket: async request => {
      seen.push(request.reference, outbox.forLine(line.id)[0]?.state)
      return '12345'
    },
  })
  tickets.saveDraft({ ...input, comment: 'half typed' })
  const sent = await tickets.create(input, signal)
  expect(seen).toEqual(['LS-222222-1', 'sending'])
  expect(sent).toMatchObject({ state: 'sent', ticketId: '12345', reference: 'LS-222222-1', failure: null })
  expect(tickets.draft(line.id).kept).toBe(false)
})

test('a refusal made nothing: the ticket failed and the draft stays', async () => {
  const { tickets } = setUp({ createTicket: () => Promise.reject(new OperatorFailure({ kind: 'rejected', code: '011', correlationId: 'c1' })) })
  tickets.saveDraft(input)
  expect(await tickets.create(input, signal)).toMatchObject({ state: 'failed', failure: { code: 'rejected', detail: '011', correlationId: 'c1' } })
  expect(tickets.draft(line.id)).toMatchObject({ kept: true, draft: { comment: 'ONT is dark' } })
})

test('no answer after it left is ambiguous, and it is sent once only', async () => {
  const createTicket = vi.fn(() => Promise.reject(new OperatorFailure({ kind: 'timeout' }, { ambiguous: true })))
  const { tickets, outbox } = setUp({ createTicket })
  expect((await tickets.create(input, signal)).state).toBe('ambiguous')
  expect(createTicket).toHaveBeenCalledTimes(1)
  expect(outbox.unsentCount(line.accountId)).toBe(1)
})

test('what was under way when the app ended is ambiguous after the restart', async () => {
  const db = memoryJournal()
  const { tickets } = setUp({ createTicket: () => new Promise(() => {}) }, db)
  void tickets.create(input, signal)
  const after = setUp({}, db)
  expect(after.outbox.forLine(line.id)[0]).toMatchObject({ state: 'ambiguous', failure: { code: 'interrupted' } })
})

test('the prefilled draft names the primary contact; a kept draft wins', () => {
  const { tickets } = setUp({})
  const contact = line.contacts.find(({ primary }) => primary) ?? line.contacts[0]
  expect(tickets.draft(line.id)).toEqual({
    kept: false, draft: { lineId: line.id, subject: 'Fault', technicalSpecifications: 'specs', comment: '', contactName: contact?.name ?? '', contactPhone: contact?.phoneNumber ?? '' },
  })
})

test('references never repeat, also over restarts and installations', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }), restarts => {
    const db = memoryJournal()
    const all = restarts.flatMap(count => {
      const references = createReferences(db, size => crypto.getRandomValues(new Uint8Array(size)))
      return Array.from({ length: count }, () => references.next())
    })
    expect(new Set(all).size).toBe(all.length)
    expect(new Set(all.map(text => text.split('-')[1])).size).toBe(1)
  }), { numRuns: 20 })
})
