import { expect, test } from 'vitest'
import type { VisitItem } from '../../../shared/model/visit.ts'
import { ticketsOnVisit } from './evidence/ticketsOnVisit.ts'
import { sortProven } from './finish/sortProven.ts'

const write = (entryId: string, over: Partial<Extract<VisitItem, { kind: 'write' }>>): VisitItem =>
  ({ id: `write:${entryId}`, at: '2026-11-21T10:00:00.000Z', kind: 'write', entryId, what: 'ticket', state: 'waiting', remoteId: null, ...over })

test('a PDF can follow the tickets made on the visit, sent or not, newest first', () => {
  expect(ticketsOnVisit({ items: [
    write('a', { state: 'sent', remoteId: '104233' }), write('b', {}), write('c', { state: 'discarded' }), write('d', { what: 'tags' }),
  ] })).toEqual([{ at: 'outbox', entryId: 'b' }, { at: 'system', ticketId: '104233' }])
})

test('the verdict and what moved are told, what stayed is counted', () => {
  const proven = (name: string, verdict: 'same' | 'better') => ({ name, before: '1', after: '2', verdict })
  const { told, same } = sortProven([proven('Verdict', 'same'), proven('Rx', 'better'), proven('Tx', 'same')], 'Verdict')
  expect([told.map(({ name }) => name), same.map(({ name }) => name)]).toEqual([['Verdict', 'Rx'], ['Tx']])
  expect(sortProven([], 'Verdict')).toEqual({ told: [], same: [] })
})
