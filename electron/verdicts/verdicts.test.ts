import { describe, expect, it } from 'vitest'
import type { LineView } from '../../shared/contract/lines.ts'
import { AccountId, LineId, ReportId, SystemKey } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Observations } from '../../shared/model/observation.ts'
import type { Report } from '../../shared/model/report.ts'
import { triage } from '../../shared/triage/triage.ts'
import { idsInOrder } from '../../test/fakes/fakeOperator.ts'
import { memoryJournal } from '../../test/fakes/memoryJournal.ts'
import { input, line, log, measured, minutesBefore, now, observed, report, stateOf } from '../../test/fakes/triageInputs.ts'
import { Conflict, NotFound } from '../services.ts'
import { createVerdictMarkRepo } from './verdictMarkRepo.ts'
import { createVerdicts } from './verdicts.ts'

/** What marking reads of an opened line, judged by the real rules. */
function viewOf(part: { line?: Line; reports?: Report[]; observations?: Observations }): LineView {
  const { line: given = line(), reports = [], observations = observed({}) } = part
  return { line: given, reports, observations, verdict: triage(input({ line: given, reports, observations })) } as LineView
}
const notRanged = (minutes = 5): Report => report('ontCheck', {
  receivedAt: minutesBefore(minutes),
  states: [
    stateOf('ontOperational', 'down', { level: 'fault' }), stateOf('ontRanging', 'notRanged', { level: 'fault' }), stateOf('ontSerial', 'ALCLB12345'),
    stateOf('ontAdministrative', 'up', { level: 'ok' }),
  ],
  measurements: [measured('rxPowerAtOntDbm', -31.5, { instance: '2' }), measured('rxPowerAtOltDbm', 6128, { unit: '', conversion: 'implausible' })],
})

/** Marks are made a day apart, unless told otherwise. */
function setUp(view: LineView | null, days = 1) {
  const repo = createVerdictMarkRepo(memoryJournal())
  const shown = { view }
  let day = 21 - days
  const verdicts = createVerdicts({
    repo, version: '1.2.3', newId: idsInOrder(), now: () => new Date(Date.UTC(2026, 10, day += days, 9, 30)),
    viewOf: () => {
      if (shown.view === null) throw new NotFound('line')
      return shown.view
    },
  })
  return { repo, verdicts, show: (next: LineView) => { shown.view = next } }
}
const { id: lineId } = line()
const wrong = { mark: 'wrong', lineId, was: 'home', note: 'the dog ate the fibre' } as const
const exported = (verdicts: ReturnType<typeof setUp>['verdicts']) => JSON.parse(verdicts.export().json) as { app: string; marks: { day: string; mark: string; was: string | null }[] }

describe('marking a verdict', () => {
  it('keeps what was said and what it rested on, and shows it with the next verdict of the same rule', () => {
    const view = viewOf({ line: line({ medium: 'pon', technology: 'XGS-PON', online: 'offline' }), reports: [notRanged(), log([[30, 'incorrect'], [600, 'ok']])], observations: observed({ modemPowered: 'yes' }) })
    const { repo, verdicts } = setUp(view)
    const mark = verdicts.mark(wrong)
    expect(mark).toMatchObject({
      id: 'id-1', lineId, at: '2026-11-21T09:30:00.000Z', mark: 'wrong', was: 'home', note: wrong.note,
      verdict: { ruleId: view.verdict.lead?.ruleId, level: 'fault', medium: 'pon', technology: 'XGS-PON', supplier: 'KPNWBA' },
    })
    const readings = mark.verdict.readings.map(({ kind, key, instance, value }) => `${kind} ${key}${instance} ${String(value)}`)
    expect(readings).toEqual([
      'authenticationLog attempts.incorrect 1', 'authenticationLog attempts.ok 1', 'line online offline', 'observation modemPowered yes',
      'ontCheck ontAdministrative up', 'ontCheck ontOperational down', 'ontCheck ontRanging notRanged', 'ontCheck rxPowerAtOntDbm2 -31.5',
    ])
    expect(repo.newest(lineId, mark.verdict.ruleId)).toEqual(mark)
    expect(repo.newest(lineId, 'another')).toBeNull()
  })

  it('counts a change of mind once, and the same rule at another time again', () => {
    const { repo, verdicts, show } = setUp(viewOf({ reports: [notRanged()] }))
    const first = verdicts.mark({ mark: 'right', lineId })
    expect(first).toMatchObject({ was: null, note: null })
    const second = verdicts.mark(wrong)
    expect(verdicts.counts()).toEqual({ right: 0, wrong: 1 })
    show(viewOf({ reports: [notRanged()], observations: observed({ modemPowered: 'yes' }) }))
    const third = verdicts.mark({ mark: 'right', lineId })
    expect(verdicts.counts()).toEqual({ right: 1, wrong: 1 })
    expect(repo.newest(lineId, second.verdict.ruleId)).toEqual(third)
    verdicts.unmark(third.id)
    verdicts.unmark('none')
    expect(verdicts.counts()).toEqual({ right: 0, wrong: 1 })
    expect(repo.newest(lineId, second.verdict.ruleId)).toEqual(second)
  })

  it('is refused where nothing was said yet, and for a line that is not known', () => {
    const nothing = viewOf({})
    const { verdicts } = setUp({ ...nothing, verdict: { ...nothing.verdict, lead: null } })
    expect(() => verdicts.mark({ mark: 'right', lineId })).toThrow(Conflict)
    expect(() => setUp(null).verdicts.mark({ mark: 'right', lineId })).toThrow(NotFound)
    expect(verdicts.counts()).toEqual({ right: 0, wrong: 0 })
  })
})

describe('the export of marks', () => {
  it('says the same whatever order they were made in, with the day and never the note', () => {
    const views = [viewOf({ reports: [notRanged()] }), viewOf({ reports: [notRanged(), log([[1, 'incorrect']])] })]
    const textOf = (order: readonly number[]): string => {
      const { verdicts, show } = setUp(null, 0)
      for (const index of order) {
        const view = views[index]
        if (view !== undefined) show(view)
        verdicts.mark(index === 0 ? wrong : { mark: 'right', lineId })
      }
      expect(verdicts.export().fileName).toBe('lineside-verdicts-2026-11-21.json')
      return verdicts.export().json
    }
    expect(textOf([1, 0])).toBe(textOf([0, 1]))
    const { verdicts } = setUp(views[0] ?? null)
    verdicts.mark(wrong)
    expect(exported(verdicts)).toMatchObject({ format: 'lineside-verdict-marks', version: 1, app: '1.2.3', marks: [{ day: '2026-11-21', mark: 'wrong', was: 'home' }] })
    expect(verdicts.export().json).not.toContain('dog')
    expect(exported(verdicts).marks.map(mark => Object.keys(mark))).toEqual([['day', 'mark', 'was', 'verdict']])
  })

  it('has nothing in it of a line whose every text is a marker', () => {
    let count = 0
    /** Every text replaced by a marker; what the model only allows a few words for is put back where it matters. */
    const marked = <Value,>(value: Value): Value => {
      if (typeof value === 'string') return `MARK${++count}@10.0.0.1` as Value
      if (Array.isArray(value)) return value.map(marked) as Value
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each as unknown)])) as Value
    }
    const full = line({
      contacts: [{ uuid: 'u', name: 'Jansen', email: 'j@example.nl', phoneNumber: '0612345678', primary: true }], endUser: { uuid: 'e', name: 'Jansen B.V.' },
      technology: 'VDSL2', tags: ['vip'],
    })
    const markedLine: Line = { ...marked(full), id: LineId.parse('MARK|1'), system: SystemKey.parse('MARK'), accountId: AccountId.parse('MARK'), medium: 'pon', online: 'offline', state: 'active', seenAt: minutesBefore(1) }
    const filled = notRanged()
    const states = [...filled.states, stateOf('macAddress', '7C:FF:4D:12:9A:01', { instance: 'LAN1/6' }), stateOf('problem', 'text'), stateOf('modemType', 'Fritz'), stateOf('systemPort', 'ISAM-1'), stateOf('adviceCode', 'A1')]
    const reports: Report[] = [
      // Known keys whose values, instances and texts are the system's own.
      { ...filled, id: ReportId.parse('MARK'), target: { kind: 'circuit', nid: 'MARK' }, provider: 'MARK', errorText: 'MARK', remarks: [{ key: 'MARK', text: 'MARK' }], raw: 'MARK',
        states: states.map(state => ({ ...marked(state), key: state.key, level: state.level })), measurements: filled.measurements.map(each => ({ ...each, instance: 'MARK', raw: 'MARK' })) },
      // And keys that nobody knows.
      { ...notRanged(), kind: 'delt', id: ReportId.parse('MARK2'), states: states.map(state => ({ ...state, key: 'MARK', instance: 'MARK' })), measurements: [measured('MARK', 12, { instance: 'MARK' })] },
      log([[30, 'incorrect', 'MARK@realm'], [90, 'ok', 'MARK@realm']]),
    ]
    const observations = observed({ modemPowered: 'no', serialOnLabel: 'MARK', pcAddress: 'MARK', note: 'MARK', lightAtOutletDbm: -21 })
    const view = viewOf({ line: markedLine, reports, observations })
    const judged = viewOf({ line: line({ medium: 'pon', online: 'offline' }), reports: [notRanged()], observations })
    const { repo, verdicts } = setUp({ ...view, verdict: { ...judged.verdict, findings: judged.verdict.findings.map(finding => ({ ...finding, params: { who: 'MARK' }, source: { ...finding.source, reference: 'MARK' } })) } })
    verdicts.mark({ ...wrong, note: 'MARK' })
    const { json } = verdicts.export()
    expect(json).not.toContain('MARK')
    expect(json).not.toContain('10.0.0.1')
    expect(json).not.toContain('2026-11-21T')
    expect(count).toBeGreaterThan(40)
    expect(exported(verdicts).marks).toHaveLength(1)
    // What is kept beside it is kept here only.
    expect(JSON.stringify(repo.all())).toContain('"note":"MARK"')
    expect(json).toContain('-31.5')
    expect([json.includes(now), json.includes('KPNWBA')]).toEqual([false, false])
  })
})
