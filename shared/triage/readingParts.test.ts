import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { newestReports, readingsOfPart, reportBefore } from './readingParts.ts'

const lines = lineFixtures('2026-11-21T14:30:00.000Z')

describe('readings of a part', () => {
  it('gives received light to the line and to the end that measured it', () => {
    const [report] = lines.weakLight.reports
    if (report === undefined) throw new Error('a report was expected')
    const keys = (part: 'line' | 'terminal' | 'accessNode'): string[] =>
      readingsOfPart(part, report, lines.weakLight.verdict).measurements.map(reading => reading.key)
    expect(keys('line')).toEqual(['rxPowerAtOntDbm', 'rxPowerAtOltDbm'])
    expect(keys('terminal')).toContain('txPowerOntDbm')
    expect(keys('accessNode')).toEqual(['rxPowerAtOltDbm'])
  })

  it('shows what a finding rests on at the part where the finding is', () => {
    const [report] = lines.lanPortDown.reports
    if (report === undefined) throw new Error('a report was expected')
    expect(readingsOfPart('router', report, lines.lanPortDown.verdict).states.map(reading => reading.key)).toContain('ontLanOperational')
  })
})

describe('newestReports', () => {
  it('takes one of each kind, and finds the one before to compare with', () => {
    const newest = newestReports(lines.healthyFibre.reports)
    expect(newest.map(report => report.kind).toSorted()).toEqual(['authenticationLog', 'fibreCheck'])
    const fibre = newest.find(report => report.kind === 'fibreCheck')
    expect(fibre === undefined ? null : reportBefore(fibre, lines.healthyFibre.reports)?.measurements[0]?.value).toBe(-7.92)
  })
})

it('goes by when a report was measured, not by when it was fetched', () => {
  const [newest] = lines.healthyFibre.reports
  if (newest === undefined) throw new Error('a report was expected')
  const fetched = {
    ...newest, id: lines.weakLight.reports[0]?.id ?? newest.id, receivedAt: '2026-11-21T14:29:00.000Z',
    measuredAt: { utc: '2026-11-01T09:00:00.000Z', zone: 'assumed' as const, text: '2026-11-01' },
  }
  expect(newestReports([fetched, newest])).toEqual([newest])
  expect(reportBefore(newest, [fetched, newest])).toBe(fetched)
  expect(reportBefore(fetched, [fetched, newest])).toBeNull()
})
