import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../../test/fakes/lineFixtures.ts'
import { filterTickets } from './filterTickets.ts'

const base = lineFixtures('2026-11-21T14:30:00.000Z').ontNotRanged.tickets
const tickets = base.flatMap(ticket => [
  ticket,
  { ...ticket, id: '104240', subject: 'Slow in the evening', status: 'pending' as const, updatedAt: '2026-11-21T14:29:00.000Z' },
  { ...ticket, id: '9', status: 'solved' as const },
])
const ids = (query: string, filter: 'open' | 'pending' | 'all'): string[] =>
  filterTickets(tickets, query, filter).map(ticket => ticket.id)

describe('filterTickets', () => {
  it('shows what is not settled, last changed first', () => expect(ids('', 'open')).toEqual(['104240', '104233']))
  it('shows all on request', () => expect(ids('', 'all')).toHaveLength(3))
  it('shows only what holds news', () => {
    const [first] = tickets
    expect(filterTickets(tickets, '', 'changed', [{ accountId: first?.accountId ?? '', id: '9' }]).map(({ id }) =>
      id)).toEqual(['9'])
    expect(filterTickets(tickets, '', 'changed', [{ accountId: 'another', id: '9' }])).toEqual([])
  })
  it('finds by every word, in any field and order', () => {
    expect(ids('evening slow', 'open')).toEqual(['104240'])
    expect(ids('2408ze 104233', 'open')).toEqual(['104233'])
    expect(ids('slow nothing', 'all')).toEqual([])
  })
})
