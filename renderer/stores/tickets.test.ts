import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import type { SentTicket, TicketDraft, TicketInput } from '../../shared/model/ticket.ts'
import type { Client } from '../clientContext.tsx'
import { createTicketsStore, ticketProblems } from './tickets.ts'

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

function fakeClient(outcome: SentTicket['state'] = 'sent') {
  const drafts: TicketDraft[] = []
  const created: TicketInput[] = []
  const client = {
    tickets: {
      list: async () => ({
        tickets: view.tickets,
        sent: [],
        failures: [{ accountId: view.line.accountId, failure: { kind: 'timeout' } }],
      }),
      get: async ({ id }: { id: string }) => {
        if (id === 'slow') return new Promise(() => undefined)
        return { ticket: view.tickets[0], comments: [] }
      },
      forLine: async () => ({ tickets: view.tickets, sent: [], failure: null }),
      draft: async () => ({ draft: drafts.at(-1) ?? prefilled, kept: drafts.length > 0 }),
      saveDraft: async (draft: TicketDraft) => void drafts.push(draft),
      discardDraft: async () => void drafts.splice(0),
      create: async (input: TicketInput): Promise<SentTicket> => {
        created.push(input)
        return {
          entryId: 'e1',
          lineId,
          accountId: view.line.accountId,
          input,
          reference: 'LS-1',
          state: outcome,
          ticketId: outcome === 'sent' ? '104299' : null,
          createdAt: now,
          failure: outcome === 'sent' ? null : { code: 'timeout', detail: null, correlationId: null },
        }
      },
    },
  }
  return { client: client as object as Pick<Client, 'tickets'>, drafts, created }
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
    expect(store.getState().form?.result).toMatchObject({ state: 'sent', ticketId: '104299' })
    const before = drafts.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(drafts).toHaveLength(before)
  })

  it('never sends again what nobody knows the fate of', async () => {
    const { client, created } = fakeClient('ambiguous')
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    store.getState().type({ comment: 'No light' })
    await store.getState().send()
    await store.getState().send()
    expect(created).toHaveLength(1)
    expect(store.getState().form?.draft?.comment).toBe('No light')
  })

  it('keeps the text of a ticket that was not made, to send again', async () => {
    const { client, created } = fakeClient('failed')
    const store = createTicketsStore(client)
    await store.getState().startForm(lineId)
    store.getState().type({ comment: 'No light' })
    await store.getState().send()
    await store.getState().send()
    expect(created).toHaveLength(2)
  })
})

describe('the list of tickets', () => {
  it('shows what came beside what failed, with its age', async () => {
    const store = createTicketsStore(fakeClient().client, () => new Date(now))
    await store.getState().load()
    expect(store.getState()).toMatchObject({
      listAt: now,
      loading: false,
      list: { tickets: [{ id: '104233' }], failures: [{ failure: { kind: 'timeout' } }] },
    })
  })

  it('shows the ticket opened last, whichever answers first', async () => {
    const store = createTicketsStore(fakeClient().client)
    void store.getState().openTicket(view.line.accountId, 'slow')
    await store.getState().openTicket(view.line.accountId, '104233')
    expect(store.getState().detail).toMatchObject({ id: '104233', content: { comments: [] } })
  })
})

it('ticketProblems names an empty subject', () => {
  expect(ticketProblems({ ...prefilled, subject: '  ', comment: 'x' })).toEqual(['subjectMissing'])
})
