import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../../../test/fakes/lineFixtures.ts'
import { loginFindings, newestLogs } from './loginFindings.ts'

const lines = lineFixtures('2026-11-21T14:30:00.000Z')
const { reports, verdict } = lines.wrongPassword
const [log] = newestLogs(reports)
if (log === undefined) throw new Error('the fixture has a log')

describe('newestLogs', () => {
  it('takes the newest log of each circuit', () => {
    const older = { ...log, receivedAt: '2026-11-20T00:00:00.000Z' }
    const other = { ...older, target: { ...log.target, nid: '2408ZE000140602' } }
    expect(newestLogs([older, other, log]).map(report => [report.target.nid, report.receivedAt])).toEqual([
      [log.target.nid, log.receivedAt], ['2408ZE000140602', older.receivedAt],
    ])
  })
})

describe('loginFindings', () => {
  it('leaves out what is not about log-ins', () => {
    expect(loginFindings(verdict.findings, log, [log]).map(({ ruleId }) => ruleId)).toEqual(['A7'])
  })

  it('puts a finding with the log it cites, and one that cites none with the newest', () => {
    const other = { ...log, id: lines.healthyFibre.reports[0]?.id ?? log.id }
    expect(loginFindings(verdict.findings, other, [other, log])).toEqual([])
    const uncited = verdict.findings.map(finding => ({ ...finding, readings: [] }))
    expect(loginFindings(uncited, other, [other, log])).toHaveLength(1)
    expect(loginFindings(uncited, log, [other, log])).toHaveLength(0)
  })
})
