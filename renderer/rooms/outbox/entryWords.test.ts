import { describe, expect, it } from 'vitest'
import type { OutboxEntry, OutboxFailure } from '../../../shared/model/outbox.ts'
import { createText } from '../../../shared/text/text.ts'
import { conflictValue, whatWords, whyWords } from './entryWords.ts'

const text = createText('en')
const body = { kind: 'ticketComment', ticket: { at: 'system', ticketId: '104233' }, body: 'Still dark',
  attachmentIds: [] } as const
const failure = (code: string, detail: string | null = null): OutboxFailure => ({ code, detail, correlationId: null })
const why = (state: OutboxEntry['state'], failed: OutboxFailure | null = null,
  reach: 'reachable' | 'offline' | 'refused' = 'reachable') =>
  whyWords({ state, failure: failed, remoteId: null, body: { ...body, attachmentIds: [] } }, reach, text)

describe('what an entry is', () => {
  it('names the ticket it is for, also one that still waits', () => {
    expect(whatWords({ ...body, attachmentIds: [] }, text)).toBe('Comment on Ticket 104233')
    expect(whatWords({ kind: 'ticketSolved', ticket: { at: 'outbox', entryId: 'e1' }, solved: true, base: null }, text))
      .toBe('A ticket in the outbox solved')
  })
})

describe('why it stands there', () => {
  it('names the network before any failure of an earlier try', () => {
    expect(why('waiting', failure('timeout'), 'offline').why).toMatch(/out of reach/)
    expect(why('waiting', null, 'refused').why).toMatch(/refuses this account/)
  })
  it('says what the operator said where it refused', () => {
    expect(why('needsYou', failure('rejected', 'Invalid phone'))).toMatchObject({ why: expect.stringMatching(/did not accept/),
      says: 'The system says: Invalid phone' })
  })
  it('has words of its own for what only the outbox finds out, without a raw detail', () => {
    expect(why('needsYou', failure('ticketClosed'))).toMatchObject({ why: expect.stringMatching(/closed this ticket/),
      says: null })
    expect(why('waiting', failure('attachmentNeedsYou', 'photo.jpg'))).toMatchObject({ says: null })
    expect(why('settling', failure('timeout')).why).toMatch(/no answer came/)
  })
})

it('a conflict says a status in words and nothing as nothing', () => {
  expect([conflictValue('ticketSolved', 'closed', text), conflictValue('tags', '', text), conflictValue('ont', 'ALCL1', text)])
    .toEqual(['Closed', 'nothing', 'ALCL1'])
})

describe('a change of status and responsible party', () => {
  const change = { kind: 'ticketChange', ticket: { at: 'system', ticketId: 'TT1' }, base: { status: 'IN_PROGRESS_SP', responsible: 'sp' } } as const
  it('says what was set', () => {
    expect(whatWords({ ...change, status: 'CLOSED', responsible: 'co' }, text)).toBe('Ticket TT1: Closed, Network operator (CO) responsible')
    expect(whatWords({ ...change, status: null, responsible: 'co' }, text)).toBe('Ticket TT1: Network operator (CO) responsible')
  })
  it('says three values in words, also of a status nobody knows', () => {
    expect(conflictValue('ticketChange', 'IN_PROGRESS_SP sp', text)).toBe('With the service provider (SP), Your side (SP) responsible')
    expect(conflictValue('ticketChange', 'ON_HOLD', text)).toBe('ON_HOLD')
  })
})
