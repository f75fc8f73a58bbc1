import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { report } from '../../test/fakes/triageInputs.ts'
import type { Level, Measurement, NormBand, Report, StateReading } from '../model/report.ts'
import { gradeOf, noiseMarginBand, ontReceivedBands, reportBand } from './bands.ts'
import { compareReports } from './compare.ts'
import { limitableReadings } from './limits.ts'

const measured = (key: string, value: number | null, part: Partial<Measurement> = {}): Measurement => {
  const band = part.band ?? null
  return {
    key, place: 'dslam', instance: '', direction: 'none', value, unit: 'dB', raw: value === null ? null : String(value), conversion: 'none',
    grade: gradeOf(value, band), ...part, band,
  }
}
const stated = (key: string, value: string | null, level: Level | null, instance = ''): StateReading =>
  ({ key, place: 'dslam', instance, value, raw: value, level })
const kept = (measurements: readonly Measurement[], states: readonly StateReading[] = [], part: Partial<Report> = {}): Report =>
  report('delt', { measurements: [...measurements], states: [...states], ...part })

/** What a change of one value matters. */
const moved = (key: string, before: number, after: number, band: NormBand | null = null) =>
  compareReports(kept([measured(key, before, { band })]), kept([measured(key, after, { band })]))[0]?.matters

describe('what changed between two reports', () => {
  it('pairs by key, place, direction and instance', () => {
    const pair1 = { instance: '1', unit: 'dB' } as const
    const before = kept([measured('noiseMarginDownDb', 9, pair1), measured('noiseMarginDownDb', 9, { instance: '2' }), measured('gone', 1)])
    const after = kept([measured('noiseMarginDownDb', 5, { instance: '2' }), measured('noiseMarginDownDb', 9, pair1), measured('new', 2)])
    expect(compareReports(before, after).map(({ key, instance, before: was, after: is, delta, matters }) => [key, instance, was, is, delta, matters])).toEqual([
      ['noiseMarginDownDb', '2', 9, 5, -4, 'worse'], ['noiseMarginDownDb', '1', 9, 9, 0, 'same'], ['new', '', null, 2, null, 'unclear'],
      ['gone', '', 1, null, null, 'unclear'],
    ])
  })
  it('calls no missing, implausible or refused value worse, nor one of another unit or conversion', () => {
    const before = measured('noiseMarginDownDb', 9, { band: noiseMarginBand })
    for (const after of [
      measured('noiseMarginDownDb', null), measured('noiseMarginDownDb', -900, { conversion: 'implausible', unit: '' }),
      measured('noiseMarginDownDb', null, { conversion: 'sentinel' }), measured('noiseMarginDownDb', 1, { unit: '%' }),
      measured('noiseMarginDownDb', 1, { conversion: 'scaled' }),
    ]) {
      for (const [was, is] of [[before, after], [after, before]] as const) {
        expect(compareReports(kept([was]), kept([is]))).toMatchObject([{ delta: null, matters: 'unclear' }])
      }
    }
  })
  it('always tells a worse or better grade, by the limits of the later report', () => {
    const band = reportBand(-16, -5)
    expect([moved('rxPowerAtOperatorModuleDbm', -14.9, -15.1, band), moved('rxPowerAtOperatorModuleDbm', -15.1, -14.9, band)]).toEqual(['worse', 'better'])
    expect([moved('moduleTemperatureC', 69, 71, { ...noiseMarginBand, lower: null, warnLower: null, warnUpper: 70 })]).toEqual(['worse'])
    const looser = measured('rxPowerAtOperatorModuleDbm', -14, { band: reportBand(-14.5, -5) })
    expect(compareReports(kept([looser]), kept([measured('rxPowerAtOperatorModuleDbm', -14, { band })]))).toMatchObject([{ matters: 'same' }])
  })
})

describe('how much matters', () => {
  const band = ontReceivedBands.xgsPon
  it('is 2 dB of light toward the nearer limit, or past the middle', () => {
    expect(moved('rxPowerAtOntDbm', -20, -21.9, band)).toBe('same')
    expect(moved('rxPowerAtOntDbm', -20, -22, band)).toBe('worse')
    expect(moved('rxPowerAtOntDbm', -22, -20, band)).toBe('better')
    expect(moved('rxPowerAtOntDbm', -15, -11, band)).toBe('worse')
    expect(moved('rxPowerAtOntDbm', -12, -20, band)).toBe('worse')
    expect(moved('rxPowerAtOntDbm', -20, -12, band)).toBe('unclear')
    expect(moved('rxPowerAtOntDbm', -12, -16, band)).toBe('unclear')
    expect(moved('rxPowerAtOntDbm', -12, -16)).toBe('unclear')
  })
  it('is 3 dB of noise margin or attenuation', () => {
    expect([moved('noiseMarginUpDb', 12, 9.1), moved('noiseMarginUpDb', 12, 9), moved('noiseMarginUpDb', 9, 12)]).toEqual(['same', 'worse', 'better'])
    expect([moved('lineAttenuationDownDb', 20, 22.9), moved('signalAttenuationDownDb', 20, 23), moved('signalAttenuationDownDb', 23, 20)])
      .toEqual(['same', 'worse', 'better'])
  })
  it('is a quarter of a rate', () => {
    expect([moved('actualRateDownKbps', 1000, 751), moved('actualRateDownKbps', 1000, 750), moved('attainableRateUpKbps', 750, 1000), moved('actualRateUpKbps', 0, 0)])
      .toEqual(['same', 'worse', 'better', 'same'])
    expect([moved('contractRateDownKbps', 1000, 500), moved('contractRateDownKbps', 500, 500)]).toEqual(['unclear', 'same'])
  })
  it('takes a lower noise margin as the price of a higher rate, but for a worse grade', () => {
    const both = (rate: number, margin: number) =>
      kept([measured('actualRateDownKbps', rate, { direction: 'downstream', unit: 'kbit/s' }), measured('noiseMarginDownDb', margin, { direction: 'downstream', band: noiseMarginBand })])
    expect(compareReports(both(50_000, 12), both(80_000, 7))[1]?.matters).toBe('unclear')
    expect(compareReports(both(50_000, 12), both(52_000, 7))[1]?.matters).toBe('worse')
    expect(compareReports(both(50_000, 12), both(80_000, 4))[1]?.matters).toBe('worse')
  })
  it('is a SELT length beyond 10 % and 20 m, to the same kind of end from the same point', () => {
    expect([moved('problemLengthM', 100, 81), moved('problemLengthM', 100, 79), moved('problemLengthM', 479, 900), moved('problemLengthM', 1000, 901)])
      .toEqual(['same', 'worse', 'better', 'same'])
    const at = (lengthM: number, end: string, part: Partial<Report> = {}) => kept([measured('problemLengthM', lengthM, { unit: 'm' })], [stated('termination', end, 'fault')], part)
    expect(compareReports(at(479, 'open'), at(200, 'short'))[0]?.matters).toBe('unclear')
    expect(compareReports(at(479, 'open', { testPoint: 'otherSocket' }), at(440, 'open', { testPoint: 'isra' }))[0]?.matters).toBe('same')
    expect(compareReports(at(479, 'open', { testPoint: 'otherSocket' }), at(400, 'open', { testPoint: 'isra' }))[0]?.matters).toBe('unclear')
  })
  it('is nothing but the grade for temperature and supply', () => {
    expect([moved('moduleTemperatureC', 20, 60), moved('supplyVoltageV', 3.1, 3.5), moved('ontTemperatureC', 60, 20)]).toEqual(['same', 'same', 'same'])
  })
  it('has a rule for every reading a reader gives, that never calls an equal value changed', () => {
    for (const { key } of limitableReadings) expect(moved(key, 5, 5, noiseMarginBand)).toBe('same')
  })
})

describe('states', () => {
  const change = (was: StateReading, is: StateReading) => compareReports(kept([], [was]), kept([], [is]))[0]?.matters
  it('go by what is known to be good and bad, else are unclear', () => {
    expect(change(stated('lineStatus', 'up', 'ok'), stated('lineStatus', 'down', 'fault'))).toBe('worse')
    expect(change(stated('lineStatus', 'down', 'fault'), stated('lineStatus', 'up', 'ok'))).toBe('better')
    expect(change(stated('lineStatus', 'up', 'ok'), stated('lineStatus', null, null))).toBe('unclear')
    expect(change(stated('ontSerial', 'A', null), stated('ontSerial', 'B', null))).toBe('unclear')
    expect(change(stated('ontSerial', 'A', null), stated('ontSerial', 'A', null))).toBe('same')
    expect(change(stated('x', 'a', 'unknown'), stated('x', 'b', 'fault'))).toBe('unclear')
  })
  it('of which there are several on one port pair by value first', () => {
    const mac = (value: string) => stated('macAddress', value, 'ok', '6')
    expect(compareReports(kept([], [mac('A'), mac('B')]), kept([], [mac('B'), mac('C')])).map(({ before, after, matters }) => [before, after, matters]))
      .toEqual([['B', 'B', 'same'], ['A', 'C', 'unclear']])
  })
})

describe('any two reports', () => {
  const value = fc.option(fc.double({ min: -100, max: 100, noNaN: true }))
  const key = fc.constantFrom(...limitableReadings.map(each => each.key))
  it('are neither better nor worse than themselves, and worse one way is never worse the other', () => {
    fc.assert(fc.property(key, value, value, fc.boolean(), (each, from, to, banded) => {
      const band = banded ? reportBand(-50, 50) : null
      const [was, is] = [kept([measured(each, from, { band })]), kept([measured(each, to, { band })])]
      const matters = compareReports(was, is)[0]?.matters
      expect(compareReports(is, is)[0]?.matters).toBe(to === null ? 'unclear' : 'same')
      if (matters === 'worse') expect(compareReports(is, was)[0]?.matters).not.toBe('worse')
      if (from === null || to === null) expect(matters).toBe('unclear')
    }))
  })
})
