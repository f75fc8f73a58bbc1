import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReport } from '../../electron/checks/readers/readReport.ts'
import { CheckKind, Report } from '../../shared/model/report.ts'
import type { Measurement } from '../../shared/model/report.ts'
import { Verdict } from '../../shared/model/verdict.ts'
import type { Finding } from '../../shared/model/verdict.ts'
import { compareReports } from '../../shared/triage/compare.ts'
import { limitableReadings, withLimits } from '../../shared/triage/limits.ts'
import { triage } from '../../shared/triage/triage.ts'
import { examplesOf } from '../fakes/documentExamples.ts'
import { input, observed, report } from '../fakes/triageInputs.ts'
import { change, emptying, mutated, respelling, withEveryValue } from '../fakes/bodyMutations.ts'

/** Together 10,000 mutations. */
const runs = { any: 6_000, emptied: 3_000, respelled: 1_000 }

const documented: readonly unknown[] = examplesOf('get_report').map(({ reply }) => reply['result'])
/** The document's DELT is of a silent modem, all null: this is the same body of a line that is up, with numbers in it. */
const numbers: readonly (readonly [key: RegExp, value: unknown])[] = [
  [/bitrate_down/, 92_000], [/bitrate_up/, 31_000], [/noise_margin/, 2.5], [/attenuation/, 21.4], [/power_/, 11], [/psd/, -45],
  [/capacity/, 97], [/^line_up$/, 'true'], [/^problem_/, 'none'], [/^line_length$|distance$/, 640],
]
const filledDelt: unknown = JSON.parse(JSON.stringify(
  documented.find(body => JSON.stringify(body).includes('delt_details')),
  (key, held: unknown) => typeof held === 'object' && held !== null || key.endsWith('_unit') ? held : numbers.find(([keys]) => keys.test(key))?.[1] ?? held,
))
const bodies = [...documented, filledDelt]
const body = fc.constantFrom(...bodies)
const context = fc.record({
  requestedKind: fc.option(fc.constantFrom(...CheckKind.options)), provider: fc.constantFrom(null, 'KPNWBA', 'DELTA', 'EUROFIBER'),
  dataTechnology: fc.constantFrom(null, 'GPON', 'XGS-PON', 'VDSL2'),
})
const plain = { requestedKind: null, provider: null, dataTechnology: null }

const kept = (content: ReturnType<typeof readReport>): Report => report(content.kind, { ...content, requestedKind: null, raw: '{}' })

/** What a value can physically be; written down apart from the readers. */
const physical: readonly (readonly [key: RegExp, least: number, most: number])[] = [
  [/Dbm$/, -45, 31], [/noiseMargin/, -64, 63], [/ttenuation/, 0, 127], [/TemperatureC$/, -40, 110], [/VoltageV$/, 0, 20], [/BiasMa$/, 0, 500],
  [/LengthM$|DistanceM$/, 1, 16_383], [/Kbps$/, 0, 10_000_000], [/Percent$/, 0, 1000], [/DbmHz$/, -90, 0], [/Bps$/, 1e6, 1e12],
]
const unitOf = new Map(limitableReadings.map(({ key, unit }) => [key, unit]))

function expectSound(measurement: Measurement): void {
  const { key, value, unit, band, grade, conversion } = measurement
  expect(unitOf.has(key)).toBe(true)
  if (value === null || conversion === 'implausible' || conversion === 'sentinel') expect([key, band, grade]).toEqual([key, null, 'none'])
  if (value === null) return
  expect(Number.isFinite(value)).toBe(true)
  if (conversion === 'implausible') return expect(unit).toBe('')
  expect(unit).toBe(unitOf.get(key))
  const [, least, most] = physical.find(([keys]) => keys.test(key)) ?? [null, 0, -1]
  expect([key, value >= least && value <= most]).toEqual([key, true])
}

const faultsOf = (findings: readonly Finding[]): Finding[] => findings.filter(({ level }) => level === 'fault')

/** A fault rests on at least one reading of the report that has a value. */
function expectGrounds(finding: Finding, of: Report): void {
  const keys = finding.readings.filter(({ source }) => source === 'report').map(({ key }) => key)
  const said = [...of.measurements, ...of.states].filter(({ value }) => value !== null).map(({ key }) => key)
  expect([finding.ruleId, keys.some(key => said.includes(key))]).toEqual([finding.ruleId, true])
}

const anyLimits = limitableReadings.map(({ key }) => (
  { key, supplier: null, technology: null, lower: -20, warnLower: -10, warnUpper: 10, upper: 20 }
))

describe('documented report bodies that a system changed', () => {
  it('are read and judged without a crash, a band on an implausible value, or a fault without grounds', () => {
    fc.assert(fc.property(body, fc.array(change, { minLength: 1, maxLength: 6 }), context, (from, changes, asked) => {
      const whole = kept(readReport(mutated(from, changes), asked))
      expect(Report.parse(whole)).toEqual(whole)
      for (const measurement of whole.measurements) expectSound(measurement)
      for (const measurement of withLimits(whole, anyLimits, { supplier: null, technology: null }).measurements) expectSound(measurement)
      const verdict = triage(input({ reports: [whole], observations: observed({ loopLengthM: 900 }) }))
      Verdict.parse(verdict)
      for (const finding of faultsOf(verdict.findings)) expectGrounds(finding, whole)
      const before = kept(readReport(from, plain))
      for (const { after, matters, what } of compareReports(before, whole)) {
        if (after === null && what === 'measurement') expect(matters).toBe('unclear')
      }
    }), { numRuns: runs.any })
  })

  it('get no fault from a value that is gone', () => {
    fc.assert(fc.property(body, fc.array(emptying, { minLength: 1, maxLength: 6 }), (from, changes) => {
      const had = new Set(faultsOf(triage(input({ reports: [kept(readReport(from, plain))] })).findings).map(({ ruleId }) => ruleId))
      const found = faultsOf(triage(input({ reports: [kept(readReport(mutated(from, changes), plain))] })).findings)
      // With the length gone, a whole or broken cable is only known to be open: that is less said, not another fault.
      if (had.has('S1') || had.has('S2')) had.add('S4')
      for (const { ruleId } of found) expect([...had]).toContain(ruleId)
    }), { numRuns: runs.emptied })
  })

  it('say the same with keys in another case, with hyphens, underscores or capitals', () => {
    fc.assert(fc.property(body, fc.array(respelling, { minLength: 1, maxLength: 6 }), (from, changes) => {
      expect(readReport(mutated(from, changes), plain)).toEqual(readReport(from, plain))
    }), { numRuns: runs.respelled })
  })

  it('have no grade and no fault with every value gone', () => {
    for (const from of bodies) {
      for (const value of [null, '', 'null', 'Unknown', undefined]) {
        const whole = kept(readReport(withEveryValue(from, () => value, ['status', 'provider']), plain))
        expect(whole.measurements.filter(({ grade }) => grade !== 'none')).toEqual([])
        expect(faultsOf(triage(input({ reports: [whole] })).findings)).toEqual([])
      }
    }
  })

  it('are read in linear time where lists are huge and envelopes deep', () => {
    const [first] = documented
    const long = withEveryValue(first, () => Array.from({ length: 100_000 }, (_, index) => ({ details: { problem_length: index } })), ['status', 'provider'])
    const deep = Array.from({ length: 5_000 }).reduce<unknown>(inner => ({ report: inner }), first)
    for (const each of [long, deep]) {
      const from = performance.now()
      readReport(each, plain)
      expect(performance.now() - from).toBeLessThan(1_000)
    }
  })
})
