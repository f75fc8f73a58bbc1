import type Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Report } from '../../shared/model/report.ts'
import type { Finding, Verdict } from '../../shared/model/verdict.ts'
import { openTestCache, someSystem, walkOnce } from '../../test/fakes/cacheOfLines.ts'
import type { TestCache } from '../../test/fakes/cacheOfLines.ts'
import { accessLine, subscription } from '../../test/fakes/accessReports.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { line, minutesBefore, now, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { createReportRepo } from '../checks/reportRepo.ts'
import { createLineStore } from '../lines/lineStore.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'
import { buildingOf, createNearby } from './nearby.ts'

const record = (housenr: number, housenrext: string, nid: string, more: Record<string, unknown> = {}) => ({
  address: { street: 'Zuidpoolsingel', housenr, housenrext, zipcode: '2408ZE', city: 'Alphen aan den Rijn' }, active: true,
  carrier: { nid }, circuits: [{ nid: `${nid.slice(0, 13)}02`, online: 'online', provisioning_type: 'ppp', provisioning: {} }], ...more,
})

let cache: TestCache
let db: Database.Database
beforeAll(() => {
  cache = openTestCache()
  walkOnce(cache, [[
    record(10, '', '2408ZE000100100'), record(10, 'A', '2408ZE000100200'), record(10, 'B', '2408ZE000100300'), record(101, '', '2408ZE001010100'),
    record(1, '', '2408ZE000010100'), { ...record(10, '', '2408ZF000100100'), address: { street: 'Elders', housenr: 10, housenrext: '', zipcode: '2408ZF', city: 'Alphen aan den Rijn' } },
  ]])
  walkOnce(cache, [[record(10, 'C', '2408ZE000100400')]], { state: 'terminated' })
})
afterAll(() => cache.close())
beforeEach(() => { db = memoryJournal() })

const lineOf = (nid: string, part: Partial<Line> = {}): Line => line({
  id: LineId.parse(`${someSystem}|${nid}`), system: someSystem, nativeId: nid,
  address: { ...line().address, houseNumber: String(Number(nid.slice(6, 11))), houseNumberExtension: null }, ...part,
})
const home = lineOf('2408ZE000100100')
/** A line elsewhere that the cache does not have. */
const other = (serial: number, part: Partial<Line> = {}): Line => lineOf(`2900AB${String(serial).padStart(5, '0')}0100`, {
  address: { ...line().address, postcode: '2900AB', houseNumber: String(serial), street: 'Dijk' }, ...part,
})
const finding = (ruleId: string, part: Partial<Finding> = {}): Finding => ({
  ruleId, level: 'fault', domains: ['access'], confidence: 'medium', grounds: [], params: {}, part: 'line', explainedBy: null,
  readings: [{ source: 'report', reportId: report('ontCheck').id, key: 'ontOperational' }],
  source: { kind: 'experience', reference: 'test' }, ...part,
})
const verdict = (findings: Finding[], evidenceAt = minutesBefore(5)): Verdict => ({
  level: findings[0]?.level ?? 'unknown', lead: findings[0] ?? null, findings, wouldSettle: null, nextCheck: null, path: [], evidenceAt,
})
const ported = (port: string | null, part: Partial<Report> = {}): Report =>
  report('ontCheck', { states: [stateOf('systemPort', port)], ...part })

function nearbyOf() {
  const nearby = createNearby({ db, store: createLineStore({ db: cache.db, isPinned: () => false }), now: () => new Date(now) })
  return {
    ...nearby,
    judged: (of: Line, port: string | null, rules: Finding[] = [finding('P1')]) => nearby.record({ line: of, reports: [ported(port)], verdict: verdict(rules) }),
  }
}
const rows = () => db.prepare<[], Record<string, string>>('SELECT * FROM standing ORDER BY line_id').all()

describe('what is noted of a line', () => {
  it('is its port, building, own finding and session', () => {
    const { judged } = nearbyOf()
    judged(home, 'olt-1:R1.S1.LT2.PON3.ONT4')
    expect(rows()).toMatchObject([{ line_id: home.id, port: 'OLT-1/R1.S1/LT2/PON3/ONT4', building: '2408ze|10', level: 'fault', rule_id: 'P1', judged_at: now }])
    expect(JSON.parse(rows()[0]?.body ?? '')).toEqual({ domains: ['access'], online: 'unknown', evidenceAt: minutesBefore(5) })
  })

  it('is written again only when something changed', () => {
    let moment = Date.parse(now)
    const nearby = createNearby({ db, store: { summaries: () => [], atHouse: () => [] }, now: () => new Date(moment++) })
    const view = { line: home, reports: [ported('olt-1:R1.S1.LT2.PON3.ONT4')], verdict: verdict([finding('P1')]) }
    nearby.record(view)
    const [first] = rows()
    nearby.record(view)
    expect(rows()).toEqual([first])
    nearby.record({ ...view, verdict: verdict([finding('okLine', { level: 'ok', domains: [] })]) })
    expect(rows()).toMatchObject([{ level: 'ok', rule_id: 'okLine' }])
  })

  it('is nothing while nothing was looked at, and keeps the port when later reports name none', () => {
    const nearby = nearbyOf()
    nearby.record({ line: home, reports: [], verdict: verdict([]) })
    expect(rows()).toEqual([])
    nearby.judged(home, 'AL-AFQ-DSLA-1.R1.S1.LT1.6')
    nearby.judged(home, null)
    expect(rows()).toMatchObject([{ port: 'AL-AFQ-DSLA-1/R1.S1/LT1/6' }])
    expect(nearby.portNow(home)).toMatchObject({ text: 'AL-AFQ-DSLA-1:R1.S1.LT1.6', port: { node: 'AL-AFQ-DSLA-1', port: 6 } })
  })

  it('never is what its neighbours say of it, but what that explains', () => {
    const many = finding('X3', {
      domains: ['operator'], readings: [{ source: 'neighbours', reportId: null, key: 'neighbours' }, ...finding('P1').readings],
    })
    const aside = finding('G2', { level: 'note', domains: ['data'] })
    const note = (findings: Finding[]) => nearbyOf().record({ line: home, reports: [ported('olt-1:R1.S1.LT2.PON3.ONT4')], verdict: verdict(findings, minutesBefore(60)) })
    note([many, aside, finding('P1', { explainedBy: 'X3' })])
    expect(rows()).toMatchObject([{ rule_id: 'P1', level: 'fault' }])
    expect(JSON.parse(rows()[0]?.body ?? '')).toMatchObject({ domains: ['access'], evidenceAt: minutesBefore(5) })
    note([{ ...many, level: 'warn' }, finding('F1'), aside])
    expect(rows()).toMatchObject([{ rule_id: 'F1', level: 'fault' }])
  })
})

describe('lines nearby', () => {
  it('come nearest first, then the worst, without the line itself and each once', () => {
    const { judged, near } = nearbyOf()
    judged(home, 'olt-1:R1.S1.LT2.PON3.ONT4')
    judged(other(1), 'olt-1:R1.S1.LT9.PON1.ONT1')
    judged(other(2), 'OLT-1:R1.S1.LT2.PON30.ONT1')
    judged(other(3), 'olt-1:R1.S1.LT2.PON3.ONT5', [finding('okLine', { level: 'ok', domains: [] })])
    judged(other(4), 'olt-1:R1.S1.LT2.PON3.ONT6')
    judged(other(5), 'olt-2:R1.S1.LT2.PON3.ONT6')
    judged(lineOf('2408ZE000100200'), 'olt-1:R1.S1.LT20.PON3.ONT5', [finding('P7', { level: 'warn' })])
    expect(near(home).map(({ lineId, closeness, ruleId }) => [lineId, closeness, ruleId])).toEqual([
      [other(4).id, 'ponPort', 'P1'], [other(3).id, 'ponPort', 'okLine'], [other(2).id, 'lineCard', 'P1'],
      [other(1).id, 'accessNode', 'P1'], [lineOf('2408ZE000100200').id, 'accessNode', 'P7'], [lineOf('2408ZE000100300').id, 'building', null],
    ])
  })

  it('have the address of the cache with today\'s session, or of what was kept', () => {
    const { judged, near } = nearbyOf()
    judged(home, 'd-1:1-1-1-6')
    judged(lineOf('2408ZE000010100', { online: 'offline' }), 'd-1:1-1-1-7')
    judged(other(7, { online: 'offline' }), 'd-1:1-1-2-7')
    expect(near(home).slice(0, 2)).toMatchObject([
      { closeness: 'lineCard', street: 'Zuidpoolsingel 1', place: '2408 ZE Alphen aan den Rijn', online: 'online', level: 'fault', at: minutesBefore(5), domains: ['access'] },
      { closeness: 'accessNode', street: 'Dijk 7', place: '2900 AB Alphen aan den Rijn', online: 'offline' },
    ])
  })

  it('are in the same building though neither was judged, but not at another number, street or ended', () => {
    expect(nearbyOf().near(home)).toMatchObject([
      { nativeId: '2408ZE000100200', closeness: 'building', level: null, ruleId: null, at: null, street: 'Zuidpoolsingel 10 A', online: 'online' },
      { nativeId: '2408ZE000100300', closeness: 'building' },
    ])
  })

  it('are not lines that have ended since', () => {
    const { judged, near } = nearbyOf()
    judged(lineOf('2408ZE000100400'), 'd-1:1-1-1-6')
    expect(near(home).map(({ nativeId }) => nativeId)).not.toContain('2408ZE000100400')
  })

  it('are known by a port that a report has just named, before the line was judged', () => {
    const { judged, near } = nearbyOf()
    judged(other(4), 'olt-1:R1.S1.LT2.PON3.ONT6')
    const reports = createReportRepo(db)
    reports.save(ported(null, { id: report('delt').id, lineId: home.id, receivedAt: minutesBefore(1) }), snapshotOf(home))
    reports.save(ported('olt-1:R1.S1.LT2.PON3.ONT4', { lineId: home.id }), snapshotOf(home))
    db.prepare(`INSERT INTO report (id, line_id, kind, received_at, body, snapshot) VALUES ('broken', ?, 'delt', ?, 'not json', '')`).run(home.id, now)
    expect(near(home)[0]).toMatchObject({ lineId: other(4).id, closeness: 'ponPort' })
  })

  it('are at most 24 of thousands', () => {
    const { judged, near } = nearbyOf()
    judged(home, 'olt-1:R1.S1.LT2.PON3.ONT4')
    db.transaction(() => {
      for (let at = 1; at < 2000; at += 1) judged(other(at), `olt-${at % 4}:R1.S1.LT${at % 16}.PON${at % 16}.ONT${at % 128}`)
    })()
    expect(near(home)).toHaveLength(24)
  })
})

describe('a building', () => {
  const at = (address: Partial<Line['address']>) => buildingOf(line({ address: { ...line().address, ...address } }))
  it.each([
    [{ postcode: '2408 ze', houseNumber: '10', houseNumberExtension: 'B' }, '2408ze|10'],
    [{ postcode: '2408ZE', houseNumber: '010' }, '2408ze|10'],
    [{ postcode: '211 45', houseNumber: '10', street: 'Ågatan' }, '21145|agatan|10'],
    [{ postcode: null }, null],
    [{ houseNumber: null }, null],
    [{ houseNumber: 'kavel' }, null],
  ])('%j is %s', (address, building) => expect(at(address)).toBe(building))
})

describe('accesses of an open network', () => {
  const accessAt = (number: number, circuit: string) => {
    const access = accessLine({ accessId: `VXO${number}`, subscriptions: [subscription({ dhcpIdentifiers: [{ name: 'ipv4CircuitId', value: circuit }] })] }).access
    return { ...accessLine(), id: LineId.parse(`onApi:https://co.example|VXO${number}`), address: { ...home.address, houseNumber: String(number) }, access }
  }

  it('are neighbours where their DHCP identifiers name one switch, whatever the port', () => {
    const [one, same, apart] = [accessAt(90, 'sw-1/ge-0/0/1'), accessAt(20, 'sw-1/ge-0/0/7'), accessAt(30, 'sw-2/ge-0/0/1')]
    const nearby = nearbyOf()
    for (const access of [one, same, apart]) nearby.judged(access, null, [finding('L12')])
    expect(nearby.near(one).map(({ lineId, closeness, ruleId }) => [lineId, closeness, ruleId])).toEqual([[same.id, 'accessNode', 'L12']])
    expect(nearby.portNow(one)).toMatchObject({ text: 'sw-1 1', port: { node: 'sw-1' } })
  })
})
