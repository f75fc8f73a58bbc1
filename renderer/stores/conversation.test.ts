import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CommentDraft } from '../../shared/model/outbox.ts'
import type { OutboxEntry, TicketTarget } from '../../shared/model/outbox.ts'
import type { Ticket } from '../../shared/model/ticket.ts'
import type { TicketPlace } from '../app/route.ts'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { createConversation, notOnTicket, writtenFor } from './conversation.ts'

const now = '2026-11-21T14:30:00.000Z'
const { line, tickets } = lineFixtures(now).ontNotRanged
const ticket = tickets[0] as Ticket
const place: TicketPlace = { at: 'system', accountId: ticket.accountId, ticketId: ticket.id }

function setUp() {
  const drafts: CommentDraft[] = []
  let reads = 0
  const client = createFakeClient({}, {
    tickets: {
      get: async () => {
        reads += 1
        return { ticket, comments: [] }
      },
      commentDraft: async () => drafts.at(-1) ?? null,
      saveCommentDraft: async draft => void drafts.push(CommentDraft.parse(draft)),
    },
  })
  return { client, drafts, reads: () => reads, conversation: createConversation(client, place, () => new Date(now)) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a conversation', () => {
  it('keeps the comment as it is typed, with its files, and takes it up again', async () => {
    const { client, drafts, conversation } = setUp()
    await conversation.begin(line.id)
    conversation.type('Still')
    conversation.type('Still dark')
    await conversation.attachments.add([new File(['x'], 'outlet.jpg')])
    await conversation.keep()
    expect(drafts.at(-1)).toMatchObject({ body: 'Still dark', files: [{ name: 'outlet.jpg' }] })
    const again = createConversation(client, place)
    await again.begin(line.id)
    expect([again.getState().body, again.attachments.getState().files.length]).toEqual(['Still dark', 1])
  })

  it('gives the comment to the outbox once, and the draft does not come back', async () => {
    const { client, drafts, conversation } = setUp()
    await conversation.begin(line.id)
    expect(await conversation.send()).toBe(false)
    expect(conversation.getState().problem).toBe('empty')
    conversation.type(' Still dark ')
    expect(await conversation.send()).toBe(true)
    const before = drafts.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect([drafts.length, conversation.getState().body]).toEqual([before, ''])
    const { entries } = await client.outbox.page({ states: [], lineId: line.id })
    expect(entries).toMatchObject([{ body: { kind: 'ticketComment', body: 'Still dark',
      ticket: { at: 'system', ticketId: ticket.id } } }])
  })

  it('carries the status that solving was based on', async () => {
    const { client, conversation } = setUp()
    await conversation.begin(line.id)
    await conversation.setSolved(true, 'open')
    const { entries } = await client.outbox.page({ states: [], lineId: line.id })
    expect(entries).toMatchObject([{ body: { kind: 'ticketSolved', solved: true, base: 'open' } }])
  })

  it('carries status and party that a change was based on', async () => {
    const { client, conversation } = setUp()
    await conversation.begin(line.id)
    const shown = { systemStatus: 'IN_PROGRESS_SP', responsible: 'sp' } as const
    expect(await conversation.change({ status: 'CLOSED', responsible: 'co' }, shown)).toBe(true)
    const { entries } = await client.outbox.page({ states: [], lineId: line.id })
    expect(entries).toMatchObject([{ body: { kind: 'ticketChange', status: 'CLOSED', responsible: 'co',
      base: { status: 'IN_PROGRESS_SP', responsible: 'sp' } } }])
  })

  it('is read once when it is opened, and again when more of what was written is on it', async () => {
    const { conversation, reads } = setUp()
    await conversation.loadFor(null)
    await conversation.loadFor('a')
    expect(reads()).toBe(1)
    await conversation.loadFor('a,b')
    await conversation.loadFor('a,b')
    expect(reads()).toBe(2)
  })
})

describe('what was written for a ticket', () => {
  const accountId = ticket.accountId
  const entry = (id: string, body: OutboxEntry['body'], over: Partial<OutboxEntry> = {}): OutboxEntry => ({
    id, accountId, lineId: line.id, lineLabel: '', body, thread: 't', state: 'waiting', reference: null, remoteId: null,
      attempts: 0, nextAttemptAt: null,
    createdAt: now, changedAt: now, failure: null, conflict: null, visitId: null, ...over,
  })
  const comment = (target: TicketTarget): OutboxEntry['body'] =>
    ({ kind: 'ticketComment', ticket: target, body: 'x', attachmentIds: [] })
  const made = entry('made', {
    kind: 'ticket', attachmentIds: [],
    input: { lineId: line.id, subject: 's', comment: 'c', contactName: '', contactPhone: '', technicalSpecifications: '' },
  }, { state: 'sent', remoteId: ticket.id })
  const newestFirst = [
    entry('late', comment({ at: 'system', ticketId: ticket.id })), entry('other', comment({ at: 'system', ticketId: '1' })),
    entry('early', comment({ at: 'outbox', entryId: 'made' })), made,
  ]

  it('is found by its number and by the entry it was in the outbox, oldest first', () => {
    expect(writtenFor(place, newestFirst).map(({ id }) => id)).toEqual(['early', 'late'])
    expect(writtenFor({ at: 'outbox', entryId: 'made' }, newestFirst).map(({ id }) => id)).toEqual(['early'])
  })

  it('is not that of another account with the same number', () => {
    const foreign = newestFirst.map(each => ({ ...each, accountId: 'another' as OutboxEntry['accountId'] }))
    expect(writtenFor(place, foreign)).toEqual([])
  })

  it('stands over the ticket until the ticket was read after it was sent', () => {
    const sent = entry('sent', comment({ at: 'system', ticketId: ticket.id }), { state: 'sent' })
    expect(notOnTicket([sent], null)).toHaveLength(1)
    expect(notOnTicket([sent], '2026-11-21T14:29:00.000Z')).toHaveLength(1)
    expect(notOnTicket([sent], '2026-11-21T14:31:00.000Z')).toEqual([])
    expect(notOnTicket([{ ...sent, state: 'needsYou' }], '2026-11-21T14:31:00.000Z')).toHaveLength(1)
  })
})
