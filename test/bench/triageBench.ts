import { readReport } from '../../electron/checks/readers/readReport.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { Report } from '../../shared/model/report.ts'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import { compareReports } from '../../shared/triage/compare.ts'
import { limitableReadings, withLimits } from '../../shared/triage/limits.ts'
import { triage } from '../../shared/triage/triage.ts'
import { examplesOf } from '../fakes/documentExamples.ts'
import { input, log, minutesBefore, report } from '../fakes/triageInputs.ts'
import { percentile } from './benchResult.ts'
import type { BenchOptions, BenchResult } from './benchResult.ts'
import { DocumentedReply } from './reportSchemas.ts'
import { chanceOf } from './typing.ts'

const bench = 'triage'
const rounds = 500
/** Rounds before the engine has compiled what it runs. */
const warming = 50
/** Reports of each kind on a line that was looked at for a while. */
const eachKind = 4
const loginsOnLine = 200
const historyReports = 1_000
/** The figure of issue 3. */
const mostMs = 5

const context = { requestedKind: null, provider: null, dataTechnology: null }

/** Bodies as they come, the document's six reports several times, each with other values where it has numbers. */
function bodiesOf(seed: number): string[] {
  const chance = chanceOf(seed)
  const varied = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (key, held: unknown) => (
    typeof held === 'number' && /dbm$|length|attenuation/.test(key) ? Math.round(held * (0.8 + chance() * 0.4) * 100) / 100 : held
  ))
  return Array.from({ length: eachKind }).flatMap(() => examplesOf('get_report').map(({ reply }) => JSON.stringify(varied(reply))))
}

const kept = (body: string, index: number): Report => {
  const content = readReport(JSON.parse(body), context)
  return report(content.kind, {
    ...content, id: ReportId.parse(`report-${index}`), receivedAt: minutesBefore(5 + index), requestedKind: null, raw: body,
  })
}

/** Readers and triage of one line, beside parsing the same bodies and no more; limits and comparison of a long history. */
export async function benchTriage({ seed }: BenchOptions): Promise<BenchResult[]> {
  const bodies = bodiesOf(seed)
  const logins = log(Array.from({ length: loginsOnLine }, (_, index) => [index * 45, index % 7 === 0 ? 'incorrect' : 'ok'] as const))
  const works = {
    'readers and triage, one line': () => triage(input({ reports: [...bodies.map((body, index) => kept(body, index)), logins] })),
    'readers alone': () => bodies.map(body => readReport(JSON.parse(body), context)),
    'JSON.parse and strict schemas of the same bodies': () => bodies.map(body => DocumentedReply.parse(JSON.parse(body))),
  }
  const note = `${bodies.length} reports and ${loginsOnLine} log-ins`
  const timesOf = new Map(Object.keys(works).map(name => [name, new Array<number>()]))
  // Alternating, so that a busy moment of the machine hits all alike.
  for (let round = 0; round < warming + rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const from = performance.now()
      work()
      if (round >= warming) timesOf.get(name)?.push(performance.now() - from)
    }
  }
  const rows = [...timesOf].flatMap(([name, figures], index): BenchResult[] => [
    { bench, name: `${name}, median`, value: percentile(figures, 50), unit: 'ms', ...(index === 0 ? { note } : {}) },
    {
      bench, name: `${name}, p95`, value: percentile(figures, 95), unit: 'ms',
      ...(index === 0 ? { limit: { kind: 'most', value: mostMs } } : {}),
    },
  ])
  return [...rows, ...historyRows(bodies)]
}

function historyRows(bodies: readonly string[]): BenchResult[] {
  const reports = Array.from({ length: historyReports }, (_, index) => kept(bodies[index % bodies.length] ?? '{}', index))
  const limits = limitableReadings.map(({ key }): EngineerLimit => (
    { key, supplier: 'KPNWBA', technology: null, lower: -20, warnLower: -18, warnUpper: null, upper: null }
  ))
  const line = { supplier: 'KPNWBA', technology: 'GoF' }
  const byKind = [...Map.groupBy(reports, ({ kind }) => kind).values()]
  const works = {
    'limits': () => reports.map(each => withLimits(each, limits, line)),
    'comparison of each with the one before': () =>
      byKind.flatMap(each => each.slice(1).map((after, index) => compareReports(each[index] ?? after, after))),
  }
  return Object.entries(works).map(([name, work]) => {
    const figures = Array.from({ length: 15 }, () => {
      const from = performance.now()
      work()
      return performance.now() - from
    })
    return { bench, name: `${name}, ${historyReports.toLocaleString('en')} reports, median`, value: percentile(figures, 50), unit: 'ms' }
  })
}
