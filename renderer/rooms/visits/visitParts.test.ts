import { expect, test } from 'vitest'
import type { TicketTarget } from '../../../shared/model/outbox.ts'
import type { Ticket } from '../../../shared/model/ticket.ts'
import type { VisitItem } from '../../../shared/model/visit.ts'
import { ticketsForPdf } from './evidence/ticketsForPdf.ts'
import { sortProven } from './finish/sortProven.ts'

const write = (entryId: string, over: Partial<Extract<VisitItem, { kind: 'write' }>>): VisitItem =>
  ({ id: `write:${entryId}`, at: '2026-11-21T10:00:00.000Z', kind: 'write', entryId, what: 'ticket', state: 'waiting', remoteId: null, ...over })

test('a PDF can follow the tickets made on the visit, sent or not, newest first', () => {
  expect(ticketsForPdf({ items: [
    write('a', { state: 'sent', remoteId: '104233' }), write('b', {}), write('c', { state: 'discarded' }), write('d', { what: 'tags' }),
  ] }, [])).toEqual([{ at: 'outbox', entryId: 'b' }, { at: 'system', ticketId: '104233' }])
})

test('it can also go to those that are open on the line, last changed first and at most three', () => {
  const ticket = (id: string, status: Ticket['status']) => ({ id, status, updatedAt: `2026-11-21T10:00:0${id}.000Z` }) as Ticket
  const onLine = [ticket('1', 'open'), ticket('2', 'closed'), ticket('3', 'pending'), ticket('4', 'new'), ticket('5', 'solved'), ticket('6', 'open'), ticket('7', 'open')]
  expect(ticketsForPdf({ items: [write('a', { state: 'sent', remoteId: '6' })] }, onLine).map(each => at(each))).toEqual(['6', '7', '4', '3'])
})
const at = (target: TicketTarget): string => (target.at === 'system' ? target.ticketId : target.entryId)

test('the verdict and what moved are told, what stayed is counted', () => {
  const proven = (name: string, verdict: 'same' | 'better') => ({ name, before: '1', after: '2', verdict })
  const { told, same } = sortProven([proven('Verdict', 'same'), proven('Rx', 'better'), proven('Tx', 'same')], 'Verdict')
  expect([told.map(({ name }) => name), same.map(({ name }) => name)]).toEqual([['Verdict', 'Rx'], ['Tx']])
  expect(sortProven([], 'Verdict')).toEqual({ told: [], same: [] })
})
