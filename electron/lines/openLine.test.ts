import { describe, expect, it } from 'vitest'
import type { LineView } from '../../shared/contract/lines.ts'
import { LineId, ReportId } from '../../shared/model/common.ts'
import type { Neighbour } from '../../shared/model/neighbour.ts'
import { noObservations } from '../../shared/model/observation.ts'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import type { VerdictMark } from '../../shared/model/verdictMark.ts'
import { withLimits } from '../../shared/triage/limits.ts'
import { triage } from '../../shared/triage/triage.ts'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { input, line, log, measured, minutesBefore, now, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { createReportRepo } from '../checks/reportRepo.ts'
import { NotFound } from '../services.ts'
import { createOpenLine, type OpenLineDependencies } from './openLine.ts'

const { id } = line()
const { summary } = lineFixtures(now).healthyFibre
const strict: EngineerLimit = { key: 'rxPowerAtOntDbm', supplier: null, technology: null, lower: -10, warnLower: null, warnUpper: null, upper: null }
const addressCheck = { carriers: [], failed: ['copper' as const] }
const neighbour: Neighbour = {
  lineId: LineId.parse('nextpertise:https://api.example|2408ZE000120300'), nativeId: null, street: 'Zuidpoolsingel 12', place: 'Alphen', closeness: 'ponPort',
  online: 'offline', level: 'fault', ruleId: 'P1', domains: ['access'], at: now,
}

function setUp(part: Partial<OpenLineDependencies> = {}, parts: Readonly<Record<string, unknown>> = {}) {
  const reports = createReportRepo(memoryJournal())
  const judged: Parameters<OpenLineDependencies['judge']>[0][] = []
  const openLine = createOpenLine({
    linksOf: () => [],
    lineOf: asked => (asked === id ? { line: line(), raw: '{}', summary } : undefined),
    partsOf: () => new Map(Object.entries(parts).map(([name, body]) => [name, { body, at: now }])), parts: { fetch: async () => undefined },
    reportsOf: asked => reports.newest(asked), limited: each => each, checksOf: () => [], offersOf: () => ['liveQuery'], now: () => new Date(now), observationsOf: noObservations, sentTicketsOf: () => [],
    neighboursOf: () => [neighbour], markOf: () => null,
    judge: evidence => {
      judged.push(evidence)
      return triage(input({ reports: evidence.reports }))
    },
    ...part,
  })
  return { openLine, reports, judged }
}
const kindsOf = ({ reports }: LineView) => reports.map(({ kind, id: reportId }) => `${kind} ${reportId}`)

describe('an opened line', () => {
  it('is judged by what reaches its address and by its neighbours too, and shows both', () => {
    const { openLine, judged } = setUp({}, { addressCheck })
    expect(openLine.view(id)).toMatchObject({ addressCheck, neighbours: [neighbour] })
    expect(judged).toMatchObject([{ addressCheck, neighbours: [neighbour] }])
    expect(setUp().openLine.view(id).addressCheck).toBeNull()
    expect(() => openLine.view(LineId.parse('nextpertise:x|y'))).toThrow(NotFound)
  })

  it('holds readings against the limits that hold now before it is judged', () => {
    const { openLine, reports, judged } = setUp({ limited: (each, of) => withLimits(each, [strict], of) })
    reports.save(report('ontCheck', { measurements: [measured('rxPowerAtOntDbm', -20)] }), '{}')
    expect(openLine.view(id).reports[0]?.measurements[0]).toMatchObject({ grade: 'fault', band: { source: { kind: 'engineer' } } })
    expect(judged[0]?.reports).toEqual(openLine.view(id).reports)
  })

  it('shows reports by when they were measured, with a live log instead of an older one', () => {
    const live = log([[3, 'ok']], { id: ReportId.parse('live'), receivedAt: minutesBefore(1) })
    const { openLine, reports } = setUp({}, { authenticationLog: [live] })
    reports.save(log([[90, 'ok']], { id: ReportId.parse('kept'), receivedAt: minutesBefore(60) }), '{}')
    reports.save(report('fibreCheck', { id: ReportId.parse('fresh'), receivedAt: minutesBefore(30) }), '{}')
    reports.save(report('fibreCheck', { id: ReportId.parse('taken'), receivedAt: minutesBefore(0), measuredAt: { utc: minutesBefore(9000), zone: 'assumed', text: '' } }), '{}')
    expect(kindsOf(openLine.view(id))).toEqual(['authenticationLog live', 'fibreCheck fresh', 'authenticationLog kept', 'fibreCheck taken'])
  })

  it('comes with the newest word on a verdict of the same rule, and with none where nothing leads', () => {
    const asked: string[] = []
    const mark = { id: 'mark' } as VerdictMark
    const { openLine, reports } = setUp({ markOf: (lineId, ruleId) => { asked.push(`${lineId} ${ruleId}`); return mark } })
    reports.save(report('ontCheck', { states: [stateOf('ontOperational', 'down', { level: 'fault' }), stateOf('ontRanging', 'notRanged', { level: 'fault' })] }), '{}')
    const view = openLine.view(id)
    expect(view.mark).toBe(mark)
    expect(asked).toEqual([`${id} ${view.verdict.lead?.ruleId ?? ''}`])
    const { openLine: silent } = setUp({ judge: () => ({ ...view.verdict, lead: null }), markOf: () => mark })
    expect(silent.view(id).mark).toBeNull()
  })
})
