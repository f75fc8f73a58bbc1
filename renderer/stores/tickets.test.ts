import { ORPCError } from '@orpc/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { CommentDraft } from '../../shared/model/outbox.ts'
import { TicketDraft } from '../../shared/model/ticket.ts'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import type { Client } from '../clientContext.tsx'
import { createTicketsStore } from './tickets.ts'

const now = '2026-11-21T14:30:00.000Z'
const view = lineFixtures(now).ontNotRanged
const lineId = view.line.id
const prefilled: TicketDraft = {
  lineId,
  subject: 'Box not heard',
  comment: '',
  contactName: 'Roman',
  contactPhone: '06-46464643',
  technicalSpecifications: 'P1',
}

function fakeClient(over: Partial<Pick<Client['tickets'], 'saveDraft'>> = {}) {
  const drafts: TicketDraft[] = []
  const created: Parameters<Client['outbox']['addTicket']>[0][] = []
  const comments: CommentDraft[] = []
  const real = createFakeClient()
  const client = createFakeClient({}, {
    tickets: {
      forLine: async () => ({ tickets: view.tickets, sent: [], failure: null }),
      draft: async () => ({ draft: drafts.at(-1) ?? prefilled, kept: drafts.length > 0 }),
      saveDraft: async draft => void drafts.push(TicketDraft.parse(draft)),
      discardDraft: async () => void drafts.splice(0),
      commentDraft: async () => comments.at(-1) ?? null,
      saveCommentDraft: async draft => void comments.push(CommentDraft.parse(draft)),
      ...over,
    },
    outbox: {
      addTicket: async input => {
        created.push(input)
        return real.outbox.addTicket(input)
      },
    },
  })
  return { client, drafts, created, comments }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)

describe('the form of a ticket', () => {
  it('is prefilled from the verdict and shows what is already open', async () => {
    const { client } = fakeClient()
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    await settle()
    expect(store.getState().form).toMatchObject({
      draft: { technicalSpecifications: 'P1' },
      kept: false,
      others: { tickets: [{ id: '104233' }] },
    })
  })

  it('keeps the draft as it is typed, and on leaving at once', async () => {
    const { client, drafts } = fakeClient()
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    store.getState().type({ comment: 'No' })
    store.getState().type({ comment: 'No light' })
    await vi.advanceTimersByTimeAsync(500)
    expect(drafts.map(draft => draft.comment)).toEqual(['No light'])
    store.getState().type({ comment: 'No light at all' })
    await store.getState().closeForm()
    expect(drafts.at(-1)?.comment).toBe('No light at all')
    await store.getState().startForm(lineId)
    expect(store.getState().form).toMatchObject({ kept: true, draft: { comment: 'No light at all' } })
  })

  it('sends nothing while something is missing or the number is not Dutch', async () => {
    const { client, created } = fakeClient()
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    store.getState().type({ contactPhone: '0900 1234' })
    await store.getState().send()
    expect(store.getState().form?.problems).toEqual(['commentMissing', 'phoneWrong'])
    expect(created).toEqual([])
    store.getState().type({ comment: 'No light', contactPhone: '' })
    expect(store.getState().form?.problems).toEqual([])
  })

  it('sends the number as the system wants it, and the draft is not kept again after', async () => {
    const { client, created, drafts } = fakeClient()
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    store.getState().type({ comment: ' No light ' })
    await store.getState().send()
    expect(created).toMatchObject([{ comment: 'No light', contactPhone: '0646464643' }])
    expect(store.getState().form?.result).toMatchObject({ state: 'waiting' })
    const before = drafts.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(drafts).toHaveLength(before)
  })

  it('is the outbox’s once it was taken in: never given to it twice, and nothing more can be typed', async () => {
    const { client, created } = fakeClient()
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    store.getState().type({ comment: 'No light' })
    await store.getState().send()
    await store.getState().send()
    store.getState().type({ comment: 'Other' })
    expect(created).toHaveLength(1)
    expect(store.getState().form).toMatchObject({ draft: { comment: 'No light' },
      result: { state: 'waiting', body: { kind: 'ticket' } } })
  })

  it('begins with a template, that is no typing: nothing is kept, and two clicks send it', async () => {
    const { client, created, drafts } = fakeClient()
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId, () => ({ comment: 'From the verdict' }))
    await vi.advanceTimersByTimeAsync(1000)
    expect(drafts).toEqual([])
    store.getState().beginAnew(() => ({ comment: 'From the new results' }))
    await store.getState().send()
    expect(created).toMatchObject([{ subject: 'Box not heard', comment: 'From the new results' }])
  })

  it('a template chosen later stands in place of the other one, and below what was typed', async () => {
    const store = createTicketsStore(fakeClient().client)
    await store.getState().startForm(lineId, () => ({ comment: 'First' }))
    store.getState().applyTemplate(() => ({ comment: 'Second' }))
    expect(store.getState().form?.draft?.comment).toBe('Second')
    store.getState().type({ comment: 'Mine' })
    store.getState().applyTemplate(() => ({ comment: 'Third' }))
    store.getState().beginAnew(() => ({ comment: 'Lost' }))
    expect(store.getState().form?.draft?.comment).toBe('Mine\n\nThird')
  })

  it('files go along and are in the draft; what was typed can become a comment instead', async () => {
    const { client, drafts, created, comments } = fakeClient()
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    store.getState().type({ comment: 'No light' })
    await store.attachments.add([new File(['light'], 'outlet.jpg')])
    await vi.advanceTimersByTimeAsync(500)
    expect(drafts.at(-1)?.files).toMatchObject([{ name: 'outlet.jpg', bytes: 5 }])
    expect(await store.getState().asComment('104233')).toBe(true)
    expect(await store.getState().asComment('104233')).toBe(true)
    expect(comments).toMatchObject([{ ticket: { at: 'system', ticketId: '104233' }, body: 'No light\n\nP1' }])
    await store.getState().send()
    expect(created[0]?.fileIds).toHaveLength(1)
    expect(store.attachments.getState().files).toEqual([])
  })

  it('says that another window writes the draft, and goes on here when asked', async () => {
    let elsewhere = true
    const kept: string[] = []
    const { client } = fakeClient({
      saveDraft: async ({ comment }) => {
        if (elsewhere) throw new ORPCError('CONFLICT', { defined: true, data: { reason: 'draftElsewhere' } })
        kept.push(comment)
      },
    })
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    store.getState().type({ comment: 'Here' })
    await vi.advanceTimersByTimeAsync(500)
    expect(store.getState().form).toMatchObject({ elsewhere: true, draft: { comment: 'Here' } })
    elsewhere = false
    await store.getState().takeOver()
    expect([kept, store.getState().form?.elsewhere]).toEqual([['Here'], false])
  })
})
