import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../../../test/fakes/lineFixtures.ts'
import { ReportId } from '../../../../shared/model/common.ts'
import { citedBy } from './cited.ts'

const lines = lineFixtures('2026-11-21T14:30:00.000Z')
const view = lines.weakLight
const [report] = view.reports
if (report === undefined) throw new Error('the fixture has a report')

describe('citedBy', () => {
  it('finds measurements, states and other keys in the report they stand in', () => {
    const from = (key: string) => ({ source: 'report' as const, reportId: report.id, key })
    const readings = [from('rxPowerAtOntDbm'), from('ontOperational'), from('receivedAt'), from('receivedAt')]
    const cited = citedBy({ readings }, view)
    expect(cited.reports).toHaveLength(1)
    expect(cited.reports[0]?.measurements.map(({ key }) => key)).toEqual(['rxPowerAtOntDbm'])
    expect(new Set(cited.reports[0]?.states.map(({ key }) => key))).toEqual(new Set(['ontOperational']))
    expect(cited.reports[0]?.others).toEqual(['receivedAt'])
    expect(cited.facts).toEqual([])
  })

  it('tells facts from reports, once each, and names a report that is not shown with the line', () => {
    const gone = ReportId.parse('report-gone')
    const cited = citedBy({
      readings: [
        { source: 'line', reportId: null, key: 'online' }, { source: 'line', reportId: null, key: 'online' },
        { source: 'observation', reportId: null, key: 'online' }, { source: 'report', reportId: gone, key: 'rxPowerAtOntDbm' },
      ],
    }, view)
    expect(cited.facts).toEqual([{ source: 'line', key: 'online' }, { source: 'observation', key: 'online' }])
    expect(cited.elsewhere).toEqual([gone])
    expect(cited.reports).toEqual([])
  })

  it('finds every reading that the findings of the fixtures rest on', () => {
    for (const each of Object.values(lines)) {
      for (const finding of each.verdict.findings) expect(citedBy(finding, each).elsewhere, finding.ruleId).toEqual([])
    }
  })
})
