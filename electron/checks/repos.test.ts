import { describe, expect, it } from 'vitest'
import { CheckId, ReportId } from '../../shared/model/common.ts'
import { noObservations } from '../../shared/model/observation.ts'
import type { Check } from '../../shared/model/report.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { line, log, minutesBefore, now, report } from '../../test/fakes/triageInputs.ts'
import { createCheckRepo } from './checkRepo.ts'
import { createObservationRepo } from './observationRepo.ts'
import { createReportRepo } from './reportRepo.ts'
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
    expect(repo.ofLine(lineId)).toEqual([second, first])
    expect(repo.get(first.id)).toEqual(first)
    expect([repo.isKnown('remote'), repo.isKnown('other')]).toEqual([true, false])
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
