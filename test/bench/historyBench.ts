import { call } from '@orpc/server'
import type Database from 'better-sqlite3'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportOfCheck } from '../../electron/checks/checkReport.ts'
import { createReportRepo } from '../../electron/checks/reportRepo.ts'
import { createHistory } from '../../electron/history/history.ts'
import { snapshotOf } from '../../electron/lines/lineSnapshot.ts'
import { createOpenLine } from '../../electron/lines/openLine.ts'
import type { ListedReport } from '../../electron/operators/operator.ts'
import { historyHandlers } from '../../electron/rpc/historyHandlers.ts'
import type { Host } from '../../electron/services.ts'
import { openJournal } from '../../electron/storage/journal.ts'
import { journalMigrations } from '../../electron/storage/journalSchema.ts'
import { wholeHistory } from '../../shared/contract/history.ts'
import { noObservations } from '../../shared/model/observation.ts'
import { Report } from '../../shared/model/report.ts'
import type { CheckKind } from '../../shared/model/report.ts'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import { withLimits } from '../../shared/triage/limits.ts'
import { triage } from '../../shared/triage/triage.ts'
import { exampleResult, examplesOf } from '../fakes/documentExamples.ts'
import { createFakeCore } from '../fakes/fakeCore.ts'
import { line } from '../fakes/triageInputs.ts'
import { percentile } from './benchResult.ts'
import type { BenchOptions, BenchResult } from './benchResult.ts'
import { chanceOf } from './typing.ts'

const bench = 'history'
const kept = 1_000
const rounds = 25
const { id: lineId } = line()
const limits: readonly EngineerLimit[] = [
  { key: 'noiseMarginDownDb', supplier: null, technology: null, lower: 6, warnLower: 8, warnUpper: null, upper: null },
]
const host: Host = {
  kind: 'browser', openExternal: async () => false, startDemo: async () => undefined, leaveDemo: async () => undefined,
  notify: () => false, quit: () => undefined,
}
const nobody = { system: line().system, methods: {}, nativeIdIn: () => null, close: async () => undefined }

/** A year of reports as the document's own examples read, with values that wander; every third one with the system's own time. */
function reportsOf(seed: number): Report[] {
  const chance = chanceOf(seed)
  const bodies = examplesOf('get_report').map((_, nth) => exampleResult('get_report', nth))
  const kinds: readonly CheckKind[] = ['fibreCheck', 'ontCheck', 'ontLanCheck', 'delt', 'selt']
  const target = { kind: 'circuit', nid: '2408ZE000100102' } as const
  const examples = bodies.map((body, nth) => reportOfCheck(
    { id: null, kind: kinds[nth % kinds.length] ?? 'delt', target, remoteId: null }, line(), body, 'KPNWBA',
    { now: () => new Date(), newId: randomUUID, testPoint: null }).report)
  const longest = examples.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length).slice(0, 4)
  const now = Date.now()
  return Array.from({ length: kept }, (_, nth) => {
    const example = longest[nth % longest.length]
    if (example === undefined) throw new Error('no examples')
    const at = new Date(now - Math.round((nth + chance()) * 8.7 * 3_600_000)).toISOString()
    return {
      ...example, id: Report.shape.id.parse(randomUUID()), lineId, remoteId: randomUUID(), receivedAt: at,
      measuredAt: nth % 3 === 0 ? { utc: at, zone: 'given', text: at } : null,
      measurements: example.measurements.map(each =>
        each.value === null ? each : { ...each, value: Math.round((each.value + chance()) * 100) / 100 }),
    }
  })
}

/** Longest time in which nothing else had its turn while `work` ran, ms, and how long that took. */
async function timed(work: () => unknown): Promise<{ ms: number; blockMs: number }> {
  let blockMs = 0
  let last = performance.now()
  let isDone = false
  const turn = (): void => {
    const now = performance.now()
    blockMs = Math.max(blockMs, now - last)
    last = now
    if (!isDone) setImmediate(turn)
  }
  setImmediate(turn)
  await new Promise(resolve => { setImmediate(resolve) })
  blockMs = 0
  last = performance.now()
  const from = last
  await work()
  const ms = performance.now() - from
  isDone = true
  await new Promise(resolve => { setImmediate(resolve) })
  return { ms, blockMs }
}

async function measure(name: string, work: () => unknown, most?: number): Promise<BenchResult[]> {
  await work()
  const figures: { ms: number; blockMs: number }[] = []
  for (let round = 0; round < rounds; round += 1) figures.push(await timed(work))
  const all = figures.map(({ ms }) => ms)
  const atMost = (value: number): Pick<BenchResult, 'limit'> => most === undefined ? {} : { limit: { kind: 'most', value } }
  const block = percentile(figures.map(({ blockMs }) => blockMs), 50)
  return [
    { bench, name: `${name}, median`, value: percentile(all, 50), unit: 'ms' },
    { bench, name: `${name}, p95`, value: percentile(all, 95), unit: 'ms', ...atMost(most ?? 0) },
    { bench, name: `${name}, longest block, median`, value: block, unit: 'ms', ...atMost(50) },
  ]
}

/** A line with a thousand reports in an encrypted journal: opened, its history and its trends, beside reading all of it. */
export async function benchHistory({ seed }: BenchOptions): Promise<BenchResult[]> {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-bench-'))
  const journal = openJournal({ dir, key: randomBytes(32), migrations: journalMigrations, now: () => new Date() })
  if (journal.state !== 'open') throw new Error(`the journal is ${journal.state}`)
  try {
    const { db } = journal
    const all = reportsOf(seed)
    const reports = createReportRepo(db)
    const snapshot = snapshotOf(line())
    db.transaction(() => { for (const report of all) reports.save(report, snapshot) })()
    const kB = all.reduce((sum, report) => sum + JSON.stringify(report).length, 0) / kept / 1_000
    const listed = all.map(({ remoteId, receivedAt }, nth): ListedReport =>
      ({ remoteId: nth % 2 === 0 ? remoteId ?? '' : randomUUID(), kind: 'delt', status: 'complete', updatedAt: receivedAt }))
    return [
      { bench, name: 'size of a kept report, mean', value: kB, unit: 'kB', note: `${kept} kept, ${kept} listed by the system` },
      ...await measured(db, JSON.stringify(listed)),
    ]
  } finally {
    journal.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function measured(db: Database.Database, listed: string): Promise<BenchResult[]> {
  const reports = createReportRepo(db)
  const judge = (given: readonly Report[]) => triage({
    line: line(), transaction: null, reports: given, observations: null, now: new Date().toISOString(), online: 'unknown',
    addressCheck: null, neighbours: [], clockOffsetMs: null, available: null,
  })
  const core = createFakeCore()
  const [summary] = core.services().lines.start().recent
  if (summary === undefined) throw new Error('the fake core has no line')
  const openLine = createOpenLine({
    lineOf: () => ({ line: line(), raw: '{}', summary }), partsOf: () => new Map(), parts: { fetch: async () => undefined },
    reportsOf: id => reports.newest(id), limited: (report, of) => withLimits(report, limits, of), checksOf: () => [], linksOf: () => [], offersOf: () => [], now: () => new Date(),
    observationsOf: noObservations, sentTicketsOf: () => [], neighboursOf: () => [], markOf: () => null,
    judge: evidence => judge(evidence.reports),
  })
  /** Of a start of the app: nothing is remembered from the call before. */
  const handlers = () => {
    core.replaceServices({
      history: createHistory({
        reports, lineOf: () => line(), operatorOf: () => nobody, isReachable: () => true, checksOf: () => [], limits: () => limits,
        now: () => new Date(), newId: randomUUID,
        listedOf: () => ({ listed: JSON.parse(listed) as ListedReport[], at: new Date().toISOString() }),
      }),
    })
    return { context: { core, host } }
  }
  const page = (by: 'at' | 'level', onlyBad = false) => () => call(historyHandlers.page, {
    lineId, filter: { ...wholeHistory, onlyBad }, sort: { by, direction: 'descending' }, offset: 0, limit: 50,
  }, handlers())
  const everyBody = db.prepare<[string], string>('SELECT body FROM report WHERE line_id = ? ORDER BY received_at DESC').pluck()
  const everyReport = () => everyBody.all(lineId).map(body => withLimits(JSON.parse(body) as Report, limits, line()))
  return [
    ...await measure('the line opens and is judged', () => openLine.view(lineId), 50),
    ...await measure('its history opens, newest first', page('at'), 150),
    ...await measure('its history opens, worst first', page('level'), 150),
    ...await measure('its history opens, only what is bad', page('at', true), 150),
    ...await measure('its trends', () => call(historyHandlers.trends, { lineId }, handlers()), 150),
    ...await measure('instead: the line judged by every report, parsed', () => judge(everyReport())),
    ...await measure('instead: the line judged by every report, validated', () =>
      judge(everyBody.all(lineId).map(body => Report.parse(JSON.parse(body))))),
    ...await measure('instead: every report parsed, sorted and cut', () =>
      everyReport().toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt)).slice(0, 50)),
    ...await measure('instead: trends of every report, at once', () => Map.groupBy(everyReport().flatMap(pointsOf), ({ name }) => name)),
  ]
}

const pointsOf = ({ kind, measurements, receivedAt }: Report) => measurements.flatMap(({ key, direction, instance, value }) =>
  value === null ? [] : [{ name: `${kind} ${key} ${direction} ${instance}`, receivedAt, value }])
