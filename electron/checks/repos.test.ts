import { describe, expect, it } from 'vitest'
import { CheckId, ReportId } from '../../shared/model/common.ts'
import { noObservations } from '../../shared/model/observation.ts'
import type { Check, Report } from '../../shared/model/report.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { line, log, minutesBefore, now, report } from '../../test/fakes/triageInputs.ts'
import { createCheckRepo } from './checkRepo.ts'
import { createObservationRepo } from './observationRepo.ts'
import { createReportRepo, listQuery, newestIdsQuery } from './reportRepo.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'

const { id: lineId, accountId } = line()
const check = (part: Partial<Check> = {}): Check => ({
  id: CheckId.parse('check'), lineId, accountId, kind: 'fibreCheck', target: { kind: 'circuit', nid: '2408ZE000100102' }, state: 'requested', remoteId: null,
  requestedAt: now, endedAt: null, waiting: true, reportId: null, failure: null, ...part,
})

describe('checks in the journal', () => {
  it('come back as they were, open ones apart, with address and ids beside them', () => {
    const db = memoryJournal()
    const repo = createCheckRepo(db)
    repo.begin(check(), snapshotOf(line()))
    repo.begin(check({ id: CheckId.parse('earlier'), requestedAt: minutesBefore(60) }), snapshotOf(line()))
    repo.update(check({ state: 'complete', waiting: false, remoteId: 'r' }))
    expect(repo.ofLine(lineId).map(({ id }) => id)).toEqual(['check', 'earlier'])
    expect(repo.open().map(({ id }) => id)).toEqual(['earlier'])
    expect(repo.get(CheckId.parse('check'))).toMatchObject({ state: 'complete', remoteId: 'r' })
    const row = db.prepare<[], { snapshot: string }>('SELECT snapshot FROM diagnostic LIMIT 1').get()
    expect(JSON.parse(row?.snapshot ?? '')).toMatchObject({ nativeId: '2408ZE000100100', address: { street: 'Zuidpoolsingel' }, circuits: ['2408ZE000100102'] })
    expect(createReportRepo(db).isKnown('r')).toBe(true)
  })
  it('are passed over where a row can no longer be read, and stay in the journal', () => {
    const db = memoryJournal()
    const repo = createCheckRepo(db)
    repo.begin(check(), '{}')
    db.prepare("UPDATE diagnostic SET body = 'torn'").run()
    expect([repo.get(CheckId.parse('check')), repo.ofLine(lineId)]).toEqual([null, []])
    expect(createReportRepo(db).isKnown('r')).toBe(false)
    expect(db.prepare<[], { n: number }>('SELECT count(*) AS n FROM diagnostic').get()?.n).toBe(1)
  })
})

describe('reports in the journal', () => {
  it('come back whole, newest first, and are known by the system\'s id', () => {
    const repo = createReportRepo(memoryJournal())
    const first = report('fibreCheck', { id: ReportId.parse('a'), remoteId: 'remote', receivedAt: minutesBefore(60) })
    const second = log([[5, 'ok']])
    repo.save(first, '{}')
    repo.save(second, '{}')
    expect(repo.newest(lineId)).toEqual([second, first])
    expect(repo.get(first.id)).toEqual(first)
    expect([repo.isKnown('remote'), repo.isKnown('other')]).toEqual([true, false])
    expect([repo.ofRemote('remote'), repo.ofRemote('other')]).toEqual([[first], []])
    expect(JSON.parse(repo.bodies([first.id, ReportId.parse('none')]).get(first.id) ?? '')).toEqual(first)
  })
  it('open a line with the newest few of each kind and target, by when they were measured', () => {
    const repo = createReportRepo(memoryJournal())
    const at = (kind: 'fibreCheck' | 'delt', nid: string, minutes: number, part: Partial<Report> = {}) => repo.save(
      report(kind, { id: ReportId.parse(`${kind}-${nid}-${minutes}`), target: { kind: 'circuit', nid }, receivedAt: minutesBefore(minutes), ...part }), '{}')
    for (const minutes of [5, 4, 3, 2]) at('fibreCheck', 'one', minutes)
    for (const minutes of [50, 40]) at('fibreCheck', 'two', minutes)
    at('delt', 'one', 90)
    const years = { utc: '2020-01-01T00:00:00.000Z', zone: 'given', text: '2020' } as const
    at('fibreCheck', 'one', 1, { measuredAt: years })
    at('fibreCheck', 'one', 70, { status: 'error' })
    expect(repo.newest(lineId, 3).map(({ id }) => id)).toEqual(
      ['fibreCheck-one-2', 'fibreCheck-one-3', 'fibreCheck-one-4', 'fibreCheck-two-40', 'fibreCheck-two-50', 'fibreCheck-one-70', 'delt-one-90'])
  })
  it('are listed and chosen from the index alone, without a look at their bodies', () => {
    const db = memoryJournal()
    const repo = createReportRepo(db)
    repo.save(report('fibreCheck', { remoteId: 'remote', status: 'error', errorText: 'no' }), '{}')
    repo.save(report('unknown', { requestedKind: 'delt' }), '{}')
    db.prepare("UPDATE report SET body = 'torn' WHERE kind = 'unknown'").run()
    expect(repo.list(lineId).toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual([
      { id: 'fibreCheck', kind: 'fibreCheck', remoteId: 'remote', at: minutesBefore(5), requestedKind: 'fibreCheck', status: 'error' },
      { id: 'unknown', kind: 'unknown', remoteId: null, at: minutesBefore(5), requestedKind: null, status: null },
    ])
    expect(repo.newest(lineId).map(({ id }) => id)).toEqual(['fibreCheck'])
    for (const query of [listQuery, newestIdsQuery]) {
      const plan = db.prepare<[string], { detail: string }>(`EXPLAIN QUERY PLAN ${query.replace('nth <= ?', 'nth <= 6')}`).all(lineId)
      expect(plan.map(({ detail }) => detail)).toContain('SEARCH report USING COVERING INDEX report_by_kind (line_id=?)')
    }
  })
})

describe('observations in the journal', () => {
  it('are empty at first, and the last ones count', () => {
    const repo = createObservationRepo(memoryJournal())
    expect(repo.get(lineId)).toEqual(noObservations(lineId))
    repo.save({ ...noObservations(lineId), modemPowered: 'yes' }, minutesBefore(5), '{}')
    const saved = repo.save({ ...noObservations(lineId), lightAtOutletDbm: -20 }, now, '{}')
    expect(saved).toMatchObject({ modemPowered: null, lightAtOutletDbm: -20, updatedAt: now })
    expect(repo.get(lineId)).toEqual(saved)
  })
})
