import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { createManualClock } from '../../test/fakes/manualClock.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import type { Account } from '../../shared/model/account.ts'
import type { Line } from '../../shared/model/line.ts'
import { notOfAnAccess, type SentTicket, type Ticket, type TicketInput } from '../../shared/model/ticket.ts'
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
    repo, seen: createTicketSeenRepo(db), drafts, accounts: () => accounts, lineOf, lineIdOfNid: () => null, operatorOf: () => operator,
    whenReachable: () => Promise.resolve(), proposed: lineId => ({ lineId, subject: 'Fault', comment: '', contactName: '', contactPhone: '', technicalSpecifications: 'specs' }), now, clock,
  })
  const lookAtSent = async (): Promise<SentTicket[]> => {
    for (let nth = 0; nth < 5; nth++) await clock.advance(0)
    return (await tickets.list(signal)).sent
  }
  return { tickets, outbox, repo, clock, lookAtSent }
}
const signal = new AbortController().signal

test('a ticket is in the journal before it leaves, carries a reference of its own and ends as sent', async () => {
  const seen: unknown[] = []
  const { tickets, outbox, repo, lookAtSent } = setUp({
    createTicket: async request => {
      seen.push(request.reference, repo.recentTickets(1)[0]?.state)
      return '12345'
    },
  })
  tickets.saveDraft({ ...input, comment: 'half typed' })
  await outbox.service.addTicket({ ...input, fileIds: [] })
  expect(await lookAtSent()).toMatchObject([{ state: 'sent', ticketId: '12345', reference: 'LS-222222-1', failure: null }])
  expect(seen).toEqual(['LS-222222-1', 'sending'])
  expect(tickets.draft(line.id).kept).toBe(false)
})

test.each([
  ['a refusal made nothing', { kind: 'rejected', code: '005', correlationId: 'c1' }, false, 'failed', { code: 'rejected', detail: '005', correlationId: 'c1' }],
  ['no answer after it left leaves it unknown', { kind: 'timeout' }, true, 'ambiguous', { code: 'timeout' }],
  ['what cannot be sent now is told as being sent', { kind: 'unreachable' }, false, 'sending', { code: 'unreachable' }],
] as const)('%s, and the ticket is kept and not sent twice', async (_, failed, ambiguous, state, failure) => {
  const createTicket = vi.fn(() => Promise.reject(new OperatorFailure(failed, { ambiguous })))
  const { tickets, outbox, lookAtSent } = setUp({ createTicket })
  tickets.saveDraft(input)
  await outbox.service.addTicket({ ...input, fileIds: [] })
  expect(await lookAtSent()).toMatchObject([{ state, failure, input: { comment: 'ONT is dark' } }])
  expect(createTicket).toHaveBeenCalledTimes(1)
  expect(outbox.unsentCount(line.accountId)).toBe(1)
  expect(tickets.draft(line.id).kept).toBe(false)
})

test('a draft is proposed by the verdict; a kept draft wins', () => {
  const { tickets } = setUp({})
  expect(tickets.draft(line.id)).toMatchObject({ kept: false, draft: { subject: 'Fault', technicalSpecifications: 'specs' } })
  tickets.saveDraft({ ...input, subject: 'Mine' })
  expect(tickets.draft(line.id)).toMatchObject({ kept: true, draft: { subject: 'Mine' } })
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
    ({ id, nid: null, reference: null, subject: '', description: '', status: 'open', createdAt: updatedAt, updatedAt, requester: null, ...notOfAnAccess })
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
