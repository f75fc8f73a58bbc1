import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import type { TicketDraft } from '../../shared/model/ticket.ts'
import { createText } from '../../shared/text/text.ts'
import { ageNote, oldReports, withNewResults, withNote } from './oldReports.ts'

const now = '2026-11-21T14:30:00.000Z'
const later = '2026-11-22T15:30:00.000Z'
const { healthyFibre, offlineOld } = lineFixtures(now)
const text = createText('en')

it('takes the newest finished report of each kind, where it is older than two hours', () => {
  expect(oldReports(healthyFibre.reports, now)).toEqual([])
  expect(oldReports(healthyFibre.reports, later).map(({ kind }) => kind)).toEqual(['fibreCheck', 'authenticationLog'])
  expect(oldReports(offlineOld.reports, now)).toHaveLength(1)
  expect(oldReports(offlineOld.reports.map(report => ({ ...report, status: 'error' as const })), now)).toEqual([])
})

it('goes by when a report was measured: one fetched later from the system is no newer for that', () => {
  const [fresh] = healthyFibre.reports
  if (fresh === undefined) throw new Error('the fixture lost its report')
  const fetched = {
    ...fresh, receivedAt: '2026-11-21T14:29:00.000Z', measuredAt: { utc: '2026-11-01T09:00:00.000Z', zone: 'assumed' as const, text: '2026-11-01' },
  }
  expect(oldReports([fetched, fresh], now)).toEqual([])
})

it('says which results were not measured again, when they were made and how old they are', () => {
  const note = ageNote(oldReports(healthyFibre.reports, later), later, text)
  expect(note).toContain('Fibre check of 2026-11-21 14:27 UTC (25 hours old)')
  expect(withNote('typed', note)).toBe(`typed\n${note}`)
  expect(withNote(`typed\n${note}`, note)).toBe(`typed\n${note}`)
  expect(withNote(' ', note)).toBe(note)
})

describe('new results', () => {
  const draft: TicketDraft = {
    lineId: healthyFibre.line.id, subject: 'Old', comment: 'typed', contactName: '', contactPhone: '', technicalSpecifications: 'old specs',
  }
  const prefilled = { subject: 'Old', technicalSpecifications: 'old specs' }
  const fresh = { subject: 'New', technicalSpecifications: 'new specs' }
  it.each([
    ['untouched', draft, prefilled, { change: { subject: 'New', technicalSpecifications: 'new specs' }, how: 'replaced' }],
    ['with a subject typed', { ...draft, subject: 'Mine' }, prefilled, { change: { technicalSpecifications: 'new specs' }, how: 'replaced' }],
    ['with specifications typed', { ...draft, technicalSpecifications: 'old specs and mine' }, prefilled,
      { change: { subject: 'New', technicalSpecifications: 'old specs and mine\n\nAgain:\nnew specs' }, how: 'added' }],
    ['kept from before', draft, null, { change: { technicalSpecifications: 'old specs\n\nAgain:\nnew specs' }, how: 'added' }],
  ] as const)('go into a draft that is %s without losing a word', (_, before, filled, after) => {
    expect(withNewResults(before, filled, fresh, 'Again:')).toEqual(after)
  })
})
