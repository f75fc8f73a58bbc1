import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TicketRequest } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readTicket } from './readTickets.ts'
import { createTicketMethods, type TicketWire, type WireAnswer } from './ticketMethods.ts'

const context = { signal: new AbortController().signal, urgency: 'engineer' as const }

/** The documented ticket (ON-API 2.6, GET /tickets/{coTicketReference}). */
const documented = {
  coTicketReference: 'TT1', spReference: 'string', spTicketReference: 'LS-1', accessId: '510001', createdBy: 'Anna', createdAt: '2019-08-24T14:15:22Z',
  updatedAt: '2019-08-24T14:15:22Z', heading: 'No light', description: 'Dark', comments: [{ createdBy: 'Kalle', message: 'Try again', createdAt: '2019-08-25T10:00:00Z' }],
  status: 'IN_PROGRESS_SP', responsible: 'SP', subscriptionId: 'S1', problemType: 'NO_LINK', additionalInfo: { ip: '169.254.1.1', mac: 'AB:CD:EF:12:34:56', link: 'false' },
}

type Asked = { name: string; query?: Readonly<Record<string, string>>; since?: string | null; body?: unknown }

function over(tickets: Record<string, unknown>[], { heeds = true, listed = true } = {}) {
  const asked: Asked[] = []
  let changed: string[] | null = null
  let nowMs = 0
  let answer: (request: Asked) => WireAnswer | null = () => null
  const here = (body: unknown): WireAnswer => ({ state: 'here', body, version: 'Sat, 21 Nov 2026 18:00:00 GMT', date: 'Sat, 21 Nov 2026 18:00:01 GMT' })
  const wire: TicketWire = {
    async get(request) {
      asked.push(request)
      const own = answer(request)
      if (own !== null) return own
      if (request.path !== 'tickets') {
        const found = tickets.find(each => each['coTicketReference'] === request.path.slice('tickets/'.length))
        return found === undefined ? { state: 'missing' } : here(found)
      }
      if (heeds && request.since && changed !== null && changed.length === 0) return { state: 'unchanged' }
      const some = heeds && request.since && changed !== null ? tickets.filter(each => changed?.includes(String(each['coTicketReference']))) : tickets
      const passing = request.query?.['status'] === undefined ? some : some.filter(each => each['status'] === request.query?.['status'])
      return here(passing.map(({ coTicketReference, spTicketReference, status, responsible }) =>
        (listed ? { coTicketReference, spTicketReference, status, responsible } : { coTicketReference, spTicketReference })))
    },
    async write(request) {
      asked.push(request)
      return { coTicketReference: 'TT9' }
    },
  }
  return {
    asked, methods: createTicketMethods(wire, { createdBy: 'anna', now: () => nowMs }), wire,
    pass: (ms: number): void => { nowMs += ms },
    tell: (ids: string[]): void => { changed = ids },
    answerWith: (next: typeof answer): void => { answer = next },
    takeAsked: (): string[] => asked.splice(0).map(({ name, since }) => `${name}${since ? ' since' : ''}`),
  }
}
const several = ['TT1', 'TT2', 'TT3'].map(coTicketReference => ({ ...documented, coTicketReference }))

test('reads a ticket as documented, with the spellings of the public specification', () => {
  const { coTicketReference: _, subscriptionId, ...rest } = documented
  expect(readTicket({ ...rest, coTicketReference: 'TT1', coSubscription: subscriptionId })).toEqual({
    isWhole: true,
    ticket: {
      id: 'TT1', nid: '510001', reference: 'LS-1', subject: 'No light', description: 'Dark', status: 'pending', systemStatus: 'IN_PROGRESS_SP',
      responsible: 'sp', problemType: 'NO_LINK', subscriptionId: 'S1', additionalInfo: { ip: '169.254.1.1', mac: 'AB:CD:EF:12:34:56', link: false },
      createdAt: '2019-08-24T14:15:22.000Z', updatedAt: '2019-08-25T10:00:00.000Z', requester: 'Anna',
    },
    comments: [{ body: 'Try again', author: 'Kalle', createdAt: '2019-08-25T10:00:00.000Z', attachments: [] }],
  })
  expect(readTicket({ coTicketReference: 7, responsible: '' })).toMatchObject({ isWhole: false, ticket: { id: '7', responsible: null, status: 'unknown' } })
  expect(readTicket({})).toBeNull()
})

test('a ticket of any values throws nothing', () => {
  fc.assert(fc.property(fc.dictionary(fc.constantFrom(...Object.keys(documented)), fc.anything()), value => {
    expect(() => readTicket(value)).not.toThrow()
  }))
})

describe('the list', () => {
  test('is asked for once in a while, on its own only what changed, and closed ones not at all', async () => {
    const { methods, takeAsked, pass, tell } = over([...several, { ...documented, coTicketReference: 'TT4', status: 'CLOSED' }])
    expect((await methods.openTickets(context)).map(({ id, nid }) => [id, nid])).toEqual([['TT1', '510001'], ['TT2', '510001'], ['TT3', '510001']])
    expect(takeAsked()).toHaveLength(4)
    await methods.ticketsOf(['510001'], context)
    expect(takeAsked()).toEqual([])
    pass(60_000)
    tell([])
    await methods.openTickets(context)
    expect(takeAsked()).toEqual(['GET /tickets since'])
    pass(60_000)
    tell(['TT2'])
    await methods.openTickets(context)
    expect(takeAsked()).toEqual(['GET /tickets since', 'GET /tickets/{coTicketReference}'])
  })

  test('of a system that does not heed the condition is taken whole; its tickets are looked at again by and by', async () => {
    const { methods, takeAsked, pass } = over(several, { heeds: false })
    await methods.openTickets(context)
    pass(60_000)
    await methods.openTickets(context)
    takeAsked()
    pass(60_000)
    await methods.openTickets(context)
    expect(takeAsked()).toEqual(['GET /tickets'])
    pass(600_000)
    await methods.openTickets(context)
    expect(takeAsked()).toHaveLength(4)
  })

  test('one ticket that cannot be read takes nothing from the others', async () => {
    const { methods, answerWith } = over(several)
    answerWith(({ name }) => (name.includes('{') ? { state: 'missing' } : null))
    expect((await methods.openTickets(context)).map(({ id, subject }) => [id, subject])).toEqual([['TT1', 'LS-1'], ['TT2', 'LS-1'], ['TT3', 'LS-1']])
  })

  test('none at all is an empty list', async () => {
    const { methods, answerWith } = over([])
    answerWith(() => ({ state: 'missing' }))
    expect(await methods.openTickets(context)).toEqual([])
  })
})

describe('looking for a ticket', () => {
  test('asks for those made since, then for all, then for the closed; tells the time of the system', async () => {
    const { methods, asked } = over(several)
    const page = (nth: number) => methods.ticketPage(nth, { ...context, since: '2026-11-21T17:00:00.500Z' })
    const pages = [await page(1), await page(2), await page(3)]
    expect(asked.map(({ query }) => query)).toEqual([{ created: '2026-11-21T17:00:00Z' }, {}, { status: 'CLOSED' }])
    expect(pages.map(({ nextPage }) => nextPage)).toEqual([2, 3, null])
    expect(pages[0]).toMatchObject({ tickets: [{ id: 'TT1', reference: 'LS-1', createdAt: null }, {}, {}], asOf: '2026-11-21T18:00:01.000Z' })
    expect((await methods.ticketPage(1, context)).nextPage).toBe(2)
  })

  test('rests on no filter: where one is refused, the whole list counts; with closed ones in it nothing more is asked', async () => {
    const { methods, wire } = over([{ ...documented, status: 'CLOSED' }])
    const refusing = createTicketMethods({
      ...wire, get: (request, own) => (request.query?.['created'] === undefined ? wire.get(request, own)
        : Promise.reject(new OperatorFailure({ kind: 'rejected', code: 'HTTP 400' }))),
    }, { createdBy: 'anna', now: () => 0 })
    expect(await refusing.ticketPage(1, { ...context, since: '2026-11-21T17:00:00Z' })).toMatchObject({ tickets: [], nextPage: 2 })
    expect(await methods.ticketPage(1, context)).toMatchObject({ tickets: [{ id: 'TT1' }], nextPage: null })
  })
})

describe('writing', () => {
  const request: TicketRequest = {
    nid: '510001', subject: 'No light', comment: 'Dark', reference: 'LS-7', contactName: null, contactPhone: null, technicalSpecifications: 'L1', attachmentIds: [],
    ofAccess: { problemType: 'NO_LINK', subscriptionId: null, additionalInfo: { ip: '', mac: 'AB:CD:EF:12:34:56', link: false } },
  }
  test('a new ticket goes with its reference, the engineer and what is live', async () => {
    const { methods, asked } = over([])
    expect(await methods.createTicket(request, context)).toBe('TT9')
    expect(asked).toMatchObject([{ method: 'POST', path: 'tickets', body: {
      spTicketReference: 'LS-7', accessId: '510001', createdBy: 'anna', heading: 'No light', description: 'Dark\n\nL1', problemType: 'NO_LINK',
      additionalInfo: { mac: 'AB:CD:EF:12:34:56', link: false },
    } }])
  })

  test('a conflict and an answer without a reference leave it open whether it is there', async () => {
    const { wire } = over([])
    const answering = (write: TicketWire['write']) => createTicketMethods({ ...wire, write }, { createdBy: 'anna', now: () => 0 }).createTicket(request, context)
    await expect(answering(() => Promise.reject(new OperatorFailure({ kind: 'rejected', code: 'HTTP 409' })))).rejects.toMatchObject({ ambiguous: true })
    await expect(answering(async () => ({}))).rejects.toMatchObject({ ambiguous: true })
    await expect(answering(() => Promise.reject(new OperatorFailure({ kind: 'rejected', code: 'HTTP 400' })))).rejects.toMatchObject({ ambiguous: false })
  })

  test('comments and changes are patches, after which the ticket is read anew', async () => {
    const { methods, asked, takeAsked, tell } = over(several)
    await methods.openTickets(context)
    takeAsked()
    await methods.addTicketComment('TT1', { body: 'Still dark', attachmentIds: [] }, context)
    await methods.changeTicket('TT1', { status: 'CLOSED', responsible: 'co' }, context)
    expect(asked.map(({ body }) => body)).toEqual([{ comment: { message: 'Still dark', createdBy: 'anna' } }, { status: 'CLOSED', responsible: 'CO' }])
    tell([])
    takeAsked()
    await methods.openTickets(context)
    expect(takeAsked()).toEqual(['GET /tickets since', 'GET /tickets/{coTicketReference}'])
  })
})
