import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import type { Account } from '../../shared/model/account.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Ticket, TicketInput } from '../../shared/model/ticket.ts'
import type { Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createOutbox } from '../outbox/outbox.ts'
import { createOutboxRepo } from '../outbox/outboxRepo.ts'
import { createDraftRepo } from './draftRepo.ts'
import { createReferences } from './reference.ts'
import { createTickets } from './tickets.ts'
import { createTicketSeenRepo } from './ticketSeenRepo.ts'

const line: Line = Object.values(lineFixtures('2026-11-21T18:00:00.000Z'))[0]?.line as Line
const input: TicketInput = {
  lineId: line.id, subject: 'No light', comment: 'ONT is dark', contactName: 'Jan', contactPhone: '0612345678', technicalSpecifications: 'P1',
}

function setUp(methods: Operator['methods'], db = memoryJournal(), accounts: readonly Account[] = []) {
  const clock = createManualClock()
  const repo = createOutboxRepo(db)
  const drafts = createDraftRepo(db)
  const operator: Operator = { system: line.system, methods, nativeIdIn: () => null, close: async () => {} }
  let count = 0
  const lineOf = (id: string) => (id === line.id ? line : undefined)
  const now = () => new Date(clock.now())
  const outbox = createOutbox({
    repo, drafts, references: createReferences(db, size => new Uint8Array(size)), lineOf, snapshotOf: () => '{}',
    files: { keep: () => Promise.reject(new Error('none')), claim: () => Promise.resolve(null), read: () => Promise.reject(new Error('none')), drop: () => Promise.resolve() },
    accountFor: ({ accountId }) => ({ accountId, operator }), visitOf: () => null, operatorOf: () => operator, usernameOf: () => null,
    whenReachable: () => Promise.resolve(), probe: () => Promise.resolve(), clock, now, newId: () => `entry${++count}`, onUnexpected: error => { throw error },
  })
  outbox.start(false)
  const tickets = createTickets({
    repo, outbox, seen: createTicketSeenRepo(db), drafts, accounts: () => accounts, lineOf, lineIdOfNid: () => null, operatorOf: () => operator,
    isStuck: () => false, whenReachable: () => Promise.resolve(), prefill: () => ({ subject: 'Fault', technicalSpecifications: 'specs' }), now, clock,
  })
  return { db, tickets, outbox, drafts, repo, clock }
}
const signal = new AbortController().signal

test('a ticket is in the journal before it leaves, carries a reference of its own and ends as sent', async () => {
  const seen: unknown[] = []
  const { tickets, repo } = setUp({
    createTicket: async request => {
      seen.push(request.reference, repo.recentTickets(1)[0]?.state)
      return '12345'
    },
  })
  tickets.saveDraft({ ...input, comment: 'half typed' })
  const sent = await tickets.create(input, signal)
  expect(seen).toEqual(['LS-222222-1', 'sending'])
  expect(sent).toMatchObject({ state: 'sent', ticketId: '12345', reference: 'LS-222222-1', failure: null })
  expect(tickets.draft(line.id).kept).toBe(false)
})

test('a refusal made nothing: the ticket failed and its text is a draft again', async () => {
  const { tickets, repo, outbox } = setUp({ createTicket: () => Promise.reject(new OperatorFailure({ kind: 'rejected', code: '005', correlationId: 'c1' })) })
  tickets.saveDraft(input)
  expect(await tickets.create(input, signal)).toMatchObject({ state: 'failed', failure: { code: 'rejected', detail: '005', correlationId: 'c1' } })
  expect(tickets.draft(line.id)).toMatchObject({ kept: true, draft: { comment: 'ONT is dark' } })
  expect([repo.recentTickets(1)[0]?.state, outbox.unsentCount(line.accountId)]).toEqual(['discarded', 0])
})

test('no answer after it left is ambiguous, and nothing is sent again before it was looked for', async () => {
  const createTicket = vi.fn(() => Promise.reject(new OperatorFailure({ kind: 'timeout' }, { ambiguous: true })))
  const { tickets, outbox } = setUp({ createTicket })
  expect((await tickets.create(input, signal)).state).toBe('ambiguous')
  expect(createTicket).toHaveBeenCalledTimes(1)
  expect(outbox.unsentCount(line.accountId)).toBe(1)
})

test('what cannot be sent now is told as being sent', async () => {
  const { tickets } = setUp({ createTicket: () => Promise.reject(new OperatorFailure({ kind: 'unreachable' })) })
  expect(await tickets.create(input, signal)).toMatchObject({ state: 'sending', failure: { code: 'unreachable' } })
  expect(tickets.draft(line.id).kept).toBe(false)
})

test('the prefilled draft names the primary contact; a kept draft wins', () => {
  const { tickets } = setUp({})
  const contact = line.contacts.find(({ primary }) => primary) ?? line.contacts[0]
  expect(tickets.draft(line.id)).toEqual({
    kept: false, draft: { lineId: line.id, subject: 'Fault', technicalSpecifications: 'specs', comment: '', contactName: contact?.name ?? '', contactPhone: contact?.phoneNumber ?? '' },
  })
})

test('drafts of comments are kept per ticket', () => {
  const { tickets } = setUp({})
  const ticket = { at: 'system', ticketId: '7' } as const
  const photo = { fileId: 'photo', name: 'outlet.jpg', bytes: 1200 }
  tickets.saveCommentDraft({ lineId: line.id, ticket, body: 'half a', files: [photo] })
  tickets.saveCommentDraft({ lineId: line.id, ticket: { at: 'system', ticketId: '8' }, body: 'another', files: [] })
  expect(tickets.commentDraft(line.id, ticket)).toEqual({ lineId: line.id, ticket, body: 'half a', files: [photo] })
  tickets.discardCommentDraft(line.id, ticket)
  expect(tickets.commentDraft(line.id, ticket)).toBeNull()
})

test('a draft that another window opened is not overwritten from the first', () => {
  const { tickets } = setUp({})
  const ticket = { at: 'system', ticketId: '7' } as const
  const comment = { lineId: line.id, ticket, body: 'half a', files: [] }
  const { draft } = tickets.draft(line.id, 'left')
  tickets.saveDraft({ ...draft, comment: 'from the left' }, 'left')
  expect(tickets.draft(line.id, 'right').draft.comment).toBe('from the left')
  tickets.saveDraft({ ...draft, comment: 'from the right' }, 'right')
  expect(() => tickets.saveDraft({ ...draft, comment: 'left again' }, 'left')).toThrow('draftElsewhere')
  expect(tickets.draft(line.id, 'left').draft.comment).toBe('from the right')
  tickets.saveDraft({ ...draft, comment: 'left again' }, 'left')
  tickets.commentDraft(line.id, ticket, 'left')
  tickets.commentDraft(line.id, ticket, 'right')
  tickets.saveCommentDraft(comment, 'right')
  expect(() => tickets.saveCommentDraft({ ...comment, body: 'other' }, 'left')).toThrow('draftElsewhere')
  expect(tickets.commentDraft(line.id, ticket)).toEqual(comment)
})

test('says what is new or was changed since it was seen; the first list is no news', async () => {
  const ticket = (id: string, updatedAt: string): Omit<Ticket, 'accountId' | 'lineId'> =>
    ({ id, nid: null, reference: null, subject: '', description: '', status: 'open', createdAt: updatedAt, updatedAt, requester: null })
  let listed = [ticket('1', '2026-11-21T10:00:00.000Z'), ticket('2', '2026-11-21T11:00:00.000Z')]
  const { tickets, clock } = setUp({
    openTickets: async () => listed, ticket: async id => ({ ticket: listed.find(each => each.id === id) as Ticket, comments: [] }),
  }, memoryJournal(), [{ id: line.accountId } as Account])
  const left = new AbortController()
  const told: string[][] = []
  const following = (async () => {
    for await (const { changed } of tickets.follow(left.signal)) told.push(changed.map(({ id, what }) => `${id} ${what}`))
  })()
  await clock.advance(0)
  listed = [ticket('1', '2026-11-21T12:00:00.000Z'), ticket('2', '2026-11-21T11:00:00.000Z'), ticket('3', '2026-11-21T09:00:00.000Z')]
  await clock.advance(120_000)
  await tickets.get(line.accountId, '1', signal)
  tickets.seen(line.accountId, '3', '2026-11-21T09:00:00.000Z')
  await clock.advance(120_000)
  left.abort()
  await following
  expect(told).toEqual([[], ['1 updated', '3 new'], []])
})

test('references never repeat, also over restarts, installations and journals restored', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 }), restarts => {
    const db = memoryJournal()
    const all = restarts.flatMap(count => {
      const references = createReferences(db, size => crypto.getRandomValues(new Uint8Array(size)))
      return Array.from({ length: count }, () => references.next())
    })
    expect(new Set(all).size).toBe(all.length)
    expect(new Set(all.map(text => text.split('-')[1])).size).toBe(1)
    const restored = createReferences(db, size => crypto.getRandomValues(new Uint8Array(size)), true)
    const parts = [restored.next(), restored.next()].map(text => text.split('-')[1])
    expect(parts[0]).toBe(parts[1])
    expect(parts[0]).not.toBe(all[0]?.split('-')[1])
  }), { numRuns: 20 })
})
