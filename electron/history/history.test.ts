import type Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { wholeHistory, type HistoryFilter, type HistorySort } from '../../shared/contract/history.ts'
import { lineIdOf, ReportId } from '../../shared/model/common.ts'
import type { Check, Report } from '../../shared/model/report.ts'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import { triage } from '../../shared/triage/triage.ts'
import examples from '../../test/data/nextpertise-examples.json' with { type: 'json' }
import { fakeOperator, idsInOrder } from '../../test/fakes/fakeOperator.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { input, line, measured, minutesBefore, now, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { createReportRepo } from '../checks/reportRepo.ts'
import type { ListedReport, OperatorMethods, RemoteReport } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { NotFound } from '../services.ts'
import { createHistory } from './history.ts'
import { pointsMost } from './trends.ts'

const lineId = line().id
const otherId = lineIdOf(line().system, '1062AB001370101')
const fibreBody = examples.find(({ method, reply }) => method === 'get_report' && JSON.stringify(reply).includes('fiber_check_details'))?.reply.result
const here = (body: unknown = fibreBody): RemoteReport => ({ state: 'here', body, provider: 'KPNWBA' })
const unhurried = () => new AbortController().signal
const listing = (remoteId: string, part: Partial<ListedReport> = {}): ListedReport =>
  ({ remoteId, kind: 'fibreCheck', status: 'complete', updatedAt: minutesBefore(600), ...part })

type Setup = {
  readonly methods?: Partial<OperatorMethods>; readonly listed?: readonly ListedReport[]; readonly reachable?: boolean
  readonly limits?: readonly EngineerLimit[]; readonly checks?: readonly Check[]; readonly db?: Database.Database
}
function setUp({ methods = {}, listed = [], reachable = true, limits = [], checks = [], db = memoryJournal() }: Setup = {}) {
  const reports = createReportRepo(db)
  let held = limits
  const history = createHistory({
    reports, lineOf: id => (id === lineId || id === otherId ? { ...line(), id } : undefined), operatorOf: () => fakeOperator(methods),
    isReachable: () => reachable, checksOf: () => checks, limits: () => held, listedOf: id => (id === lineId ? { listed, at: now } : null),
    now: () => new Date(now), newId: idsInOrder(),
  })
  const page = (filter: Partial<HistoryFilter> = {}, sort: Partial<HistorySort> = {}, offset = 0, limit = 50) =>
    history.page({ lineId, filter: { ...wholeHistory, ...filter }, sort: { by: 'at', direction: 'descending', ...sort }, offset, limit })
  const keep = (id: string, part: Partial<Report> = {}) => {
    const kept = report(part.kind ?? 'fibreCheck', { id: ReportId.parse(id), ...part })
    reports.save(kept, '{}')
    return kept
  }
  return { db, reports, history, page, keep, limit: (given: readonly EngineerLimit[]) => { held = given } }
}
type Page = Awaited<ReturnType<ReturnType<typeof setUp>['page']>>
const ids = ({ entries }: Page) => entries.map(({ reportId, remoteId }) => reportId ?? remoteId)
const light = (value: number, grade: 'ok' | 'warn' | 'fault' = 'ok') => measured('rxPowerAtOntDbm', value, {
  grade, band: { lower: -28, upper: -8, warnLower: -25, warnUpper: -9, source: { kind: 'standard', reference: 'g984.2' } },
})
const strictLight: EngineerLimit = { key: 'rxPowerAtOntDbm', supplier: null, technology: null, lower: -19, warnLower: -18, warnUpper: null, upper: null }
const failed = async (work: Promise<unknown>): Promise<unknown> => work.then(() => null, (error: unknown) => error)

describe('a page of the history', () => {
  it('has kept reports and those of the system that are not kept yet, newest first', async () => {
    const { page, keep } = setUp({ listed: [listing('r-1'), listing('r-2', { kind: null, status: 'pending', updatedAt: null }), listing('r-kept')] })
    keep('kept', { remoteId: 'r-kept', measurements: [light(-20, 'warn')], states: [stateOf('ontOperational', 'up', { level: 'ok' })] })
    keep('old', { kind: 'delt', requestedKind: 'selt', receivedAt: minutesBefore(900) })
    expect(await page()).toEqual({
      entries: [
        {
          reportId: 'kept', remoteId: 'r-kept', kind: 'fibreCheck', requestedKind: 'fibreCheck', target: { kind: 'circuit', nid: '2408ZE000100102' },
          provider: 'KPNWBA', status: 'complete', at: minutesBefore(5), level: 'warn',
        },
        { reportId: null, remoteId: 'r-1', kind: 'fibreCheck', requestedKind: 'fibreCheck', target: null, provider: null, status: 'complete', at: minutesBefore(600), level: null },
        expect.objectContaining({ reportId: 'old', kind: 'delt', requestedKind: 'selt', level: null }),
        { reportId: null, remoteId: 'r-2', kind: 'unknown', requestedKind: null, target: null, provider: null, status: 'unknown', at: null, level: null },
      ],
      total: 4, kinds: ['fibreCheck', 'delt', 'unknown'], remoteAt: now,
    })
  })

  it('is filtered by kind, place, time and what is bad, and says how many there are in all', async () => {
    const { page, keep } = setUp({ listed: [listing('r-1'), listing('r-2', { status: 'error', updatedAt: minutesBefore(700) })] })
    keep('well', { measurements: [light(-20)] })
    keep('weak', { kind: 'ontCheck', measurements: [light(-27, 'warn')], receivedAt: minutesBefore(10) })
    keep('down', { kind: 'ontCheck', states: [stateOf('ontOperational', 'down', { level: 'fault' })], receivedAt: minutesBefore(20) })
    keep('refused', { kind: 'unknown', requestedKind: 'delt', status: 'error', receivedAt: minutesBefore(30) })
    expect(ids(await page({ kinds: ['ontCheck'] }))).toEqual(['weak', 'down'])
    expect(ids(await page({ kinds: ['delt'] }))).toEqual(['refused'])
    expect(ids(await page({ where: 'remote' }))).toEqual(['r-1', 'r-2'])
    expect(ids(await page({ where: 'here', onlyBad: true }))).toEqual(['weak', 'down', 'refused'])
    expect(ids(await page({ where: 'remote', onlyBad: true }))).toEqual(['r-2'])
    expect(ids(await page({ from: minutesBefore(20), to: minutesBefore(10) }))).toEqual(['weak', 'down'])
    expect(await page({ kinds: ['selt'] })).toMatchObject({ entries: [], total: 0, kinds: ['fibreCheck', 'ontCheck', 'delt'] })
  })

  it('is sorted, the worst or the last kind first when descending, and cut into pages that leave nothing out', async () => {
    const { page, keep } = setUp({ listed: [listing('r-1', { updatedAt: null })] })
    keep('well', { measurements: [light(-20)] })
    keep('faulty', { kind: 'ontCheck', measurements: [light(-30, 'fault')], receivedAt: minutesBefore(10) })
    keep('weak', { kind: 'delt', measurements: [light(-27, 'warn')], receivedAt: minutesBefore(20) })
    keep('asleep', { kind: 'ontCheck', states: [stateOf('x', null, { level: 'unknown' })], receivedAt: minutesBefore(30) })
    expect(ids(await page({}, { by: 'level' }))).toEqual(['faulty', 'weak', 'asleep', 'well', 'r-1'])
    expect(ids(await page({}, { by: 'level', direction: 'ascending' }))).toEqual(['r-1', 'well', 'asleep', 'weak', 'faulty'])
    expect(ids(await page({}, { by: 'at', direction: 'ascending' }))).toEqual(['asleep', 'weak', 'faulty', 'well', 'r-1'])
    expect(ids(await page({}, { by: 'kind', direction: 'ascending' }))).toEqual(['well', 'r-1', 'faulty', 'asleep', 'weak'])
    const whole = ids(await page())
    expect([...ids(await page({}, {}, 0, 2)), ...ids(await page({}, {}, 2, 2)), ...ids(await page({}, {}, 4, 2))]).toEqual(whole)
  })

  it('holds readings against the limits of the engineer as they are now', async () => {
    const { page, keep, limit } = setUp()
    keep('light', { kind: 'ontCheck', measurements: [light(-20)] })
    expect((await page()).entries[0]?.level).toBe('ok')
    limit([strictLight])
    expect((await page()).entries[0]?.level).toBe('fault')
    expect(ids(await page({ onlyBad: true }))).toEqual(['light'])
    limit([])
    expect(await page({ onlyBad: true })).toMatchObject({ entries: [], total: 0 })
  })

  it('shows a report that cannot be read any more as one of unknown state, and of no other line', async () => {
    const { db, page, keep, history } = setUp()
    keep('torn')
    keep('elsewhere', { lineId: otherId })
    db.prepare("UPDATE report SET body = 'torn' WHERE id = 'torn'").run()
    expect((await page()).entries).toMatchObject([{ reportId: 'torn', kind: 'fibreCheck', status: 'unknown', level: null, target: null }])
    expect(await history.trends(lineId)).toEqual([])
    expect(await failed(history.page({ lineId: lineIdOf(line().system, 'none'), filter: wholeHistory, sort: { by: 'at', direction: 'descending' }, offset: 0, limit: 5 })))
      .toBeInstanceOf(NotFound)
  })
})

describe('one report', () => {
  it('comes whole, with the limits that hold now, and only for its own line', () => {
    const { history, keep } = setUp({ limits: [strictLight] })
    const kept = keep('light', { kind: 'ontCheck', measurements: [light(-20)] })
    const shown = history.report(lineId, kept.id)
    expect(shown).toMatchObject({ ...kept, measurements: [{ value: -20, grade: 'fault', band: { source: { kind: 'engineer' } } }] })
    expect(() => history.report(otherId, kept.id)).toThrow(NotFound)
    expect(() => history.report(lineId, ReportId.parse('none'))).toThrow(NotFound)
  })
})

describe('a report that only the system has', () => {
  it('is fetched, dated by the list where it names no time itself, and kept once', async () => {
    const asked: string[] = []
    const { history, reports, page } = setUp({
      listed: [listing('r-1')], methods: { remoteReport: async id => { asked.push(id); return here() } },
    })
    const [one, two] = await Promise.all([history.fetch(lineId, 'r-1', unhurried()), history.fetch(lineId, 'r-1', unhurried())])
    const again = await history.fetch(lineId, 'r-1', unhurried())
    expect([two, again]).toEqual([one, one])
    expect(asked).toEqual(['r-1'])
    expect(one).toMatchObject({
      kind: 'fibreCheck', requestedKind: 'fibreCheck', remoteId: 'r-1', checkId: null, testPoint: null, receivedAt: now,
      measuredAt: { utc: minutesBefore(600), zone: 'assumed' }, target: { kind: 'circuit', nid: '2408ZE000100102' },
    })
    expect(reports.newest(lineId)).toEqual([one])
    expect((await page()).entries).toMatchObject([{ reportId: one.id, remoteId: 'r-1', at: minutesBefore(600) }])
  })

  it('does not count as new evidence because it came last', async () => {
    const { history, reports, keep } = setUp({ listed: [listing('r-1')], methods: { remoteReport: async () => here() } })
    const fresh = keep('fresh', { states: [stateOf('lineStatus', 'down', { level: 'fault' })], receivedAt: minutesBefore(5) })
    const judged = () => triage(input({ reports: reports.newest(lineId) })).evidenceAt
    const before = judged()
    await history.fetch(lineId, 'r-1', unhurried())
    expect(reports.newest(lineId).map(({ id }) => id)[0]).toBe(fresh.id)
    expect(judged()).toBe(before)
  })

  it('belongs to its check where a check here had asked for it', async () => {
    const check = { id: 'check', kind: 'ontCheck', target: { kind: 'carrier', nid: '2408ZE000100100' }, remoteId: 'r-1' } as Check
    const { history } = setUp({ listed: [listing('r-1')], checks: [check], methods: { remoteReport: async () => here() } })
    expect(await history.fetch(lineId, 'r-1', unhurried())).toMatchObject({ checkId: 'check', requestedKind: 'ontCheck', target: check.target })
  })

  it.each([
    ['still runs', { state: 'running' } as const, { kind: 'rejected', code: 'stillRunning' }],
    ['is gone', { state: 'notKnown' } as const, { kind: 'rejected', code: 'notKnown' }],
  ])('is refused clearly where it %s, and can be asked for again', async (_, answer, data) => {
    let calls = 0
    const { history } = setUp({ listed: [listing('r-1')], methods: { remoteReport: async () => (++calls === 1 ? answer : here()) } })
    expect(await failed(history.fetch(lineId, 'r-1', unhurried()))).toMatchObject({ data })
    expect((await history.fetch(lineId, 'r-1', unhurried())).kind).toBe('fibreCheck')
  })

  it('of another line is refused with its NID, kept there, and not asked for again', async () => {
    let calls = 0
    const { history, reports } = setUp({
      listed: [listing('r-1')], methods: { remoteReport: async () => { calls += 1; return here({ report: { status: 'complete', nid: '1062AB001370101' } }) } },
    })
    for (const _ of [1, 2]) {
      expect(await failed(history.fetch(lineId, 'r-1', unhurried()))).toMatchObject({ data: { kind: 'rejected', code: 'otherLine', detail: '1062AB001370101' } })
    }
    expect(calls).toBe(1)
    expect(reports.newest(lineId)).toEqual([])
    expect(reports.newest(otherId)).toMatchObject([{ remoteId: 'r-1', target: { nid: '1062AB001370101' } }])
  })

  it('is not to be had where nobody can be asked', async () => {
    const listed = [listing('r-1')]
    const remoteReport = async (): Promise<RemoteReport> => { throw new OperatorFailure({ kind: 'timeout' }) }
    expect(await failed(setUp({ listed }).history.fetch(lineId, 'r-1', unhurried()))).toMatchObject({ data: { kind: 'notOffered' } })
    expect(await failed(setUp({ listed, reachable: false, methods: { remoteReport } }).history.fetch(lineId, 'r-1', unhurried()))).toMatchObject({ data: { kind: 'unreachable' } })
    expect(await failed(setUp({ listed, methods: { remoteReport } }).history.fetch(lineId, 'r-1', unhurried()))).toMatchObject({ data: { kind: 'timeout' } })
    expect(await failed(setUp({ methods: { remoteReport } }).history.fetch(lineId, 'r-1', unhurried()))).toBeInstanceOf(NotFound)
  })

  it('goes on being fetched while one who asked leaves and another waits, and is given up when all have left', async () => {
    const answer = Promise.withResolvers<RemoteReport>()
    const signals: AbortSignal[] = []
    const { history } = setUp({ listed: [listing('r-1')], methods: { remoteReport: (_, { signal }) => { signals.push(signal); return answer.promise } } })
    const [leaves, stays] = [new AbortController(), new AbortController()]
    const left = failed(history.fetch(lineId, 'r-1', leaves.signal))
    const waits = history.fetch(lineId, 'r-1', stays.signal)
    leaves.abort()
    expect(await left).toMatchObject({ data: { kind: 'cancelled' } })
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
    answer.resolve(here())
    expect((await waits).remoteId).toBe('r-1')
    const { history: another } = setUp({ listed: [listing('r-2')], methods: { remoteReport: (_, { signal }) => { signals.push(signal); return new Promise(() => undefined) } } })
    const alone = new AbortController()
    const given = failed(another.fetch(lineId, 'r-2', alone.signal))
    alone.abort(new OperatorFailure({ kind: 'timeout' }))
    expect(await given).toMatchObject({ data: { kind: 'timeout' } })
    expect(signals[1]?.aborted).toBe(true)
  })
})

describe('trends', () => {
  it('follow every measurement over time, oldest first, by when it was measured, with the newest band', async () => {
    const { history, keep } = setUp({ limits: [strictLight] })
    keep('a', { kind: 'ontCheck', measurements: [light(-17.5)] })
    keep('b', { kind: 'ontCheck', measurements: [light(-20)], measuredAt: { utc: minutesBefore(99), zone: 'given', text: '' }, receivedAt: minutesBefore(1) })
    keep('c', { kind: 'ontCheck', receivedAt: minutesBefore(50), measurements: [light(-16), measured('ontTemperatureC', 40, { unit: '°C', instance: '2' })] })
    const trends = await history.trends(lineId)
    expect(trends).toMatchObject([
      {
        kind: 'ontCheck', key: 'rxPowerAtOntDbm', instance: '', unit: 'dBm', band: { lower: -19, source: { kind: 'engineer' } },
        points: [
          { at: minutesBefore(99), value: -20, grade: 'fault', reportId: 'b' }, { at: minutesBefore(50), value: -16, grade: 'ok', reportId: 'c' },
          { at: minutesBefore(5), value: -17.5, grade: 'ok', reportId: 'a' },
        ],
      },
      { key: 'ontTemperatureC', instance: '2', band: null, points: [{ value: 40 }] },
    ])
  })

  it('leave out what was not measured, or cannot be', async () => {
    const { history, keep } = setUp()
    keep('a', {
      measurements: [
        measured('rxPowerAtOntDbm', null), measured('rxPowerAtOntDbm', -40, { conversion: 'sentinel' }),
        measured('rxPowerAtOntDbm', 6128, { conversion: 'implausible', unit: '' }),
      ],
    })
    expect(await history.trends(lineId)).toEqual([])
  })

  it('keep the newest points of a very long history, and let others work meanwhile', async () => {
    const { history, keep, db } = setUp()
    db.transaction(() => {
      for (let at = 0; at < pointsMost + 100; at += 1) keep(`r-${at}`, { receivedAt: minutesBefore(at), measurements: [light(-20 - at / 1000)] })
    })()
    let turns = 0
    const others = setInterval(() => { turns += 1 }, 0)
    const [trend] = await history.trends(lineId)
    clearInterval(others)
    expect(turns).toBeGreaterThan(3)
    expect([trend?.points.length, trend?.points.at(-1)?.at, trend?.points[0]?.at]).toEqual([pointsMost, minutesBefore(0), minutesBefore(pointsMost - 1)])
  })
})
