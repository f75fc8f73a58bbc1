import { describe, expect, it } from 'vitest'
import { report } from '../../test/fakes/triageInputs.ts'
import type { Measurement, NormBand } from '../model/report.ts'
import { EngineerLimit } from '../model/settings.ts'
import { noiseMarginBand, reportBand } from './bands.ts'
import { limitableReadings, withLimits } from './limits.ts'

const limit = (part: Partial<EngineerLimit>): EngineerLimit =>
  ({ key: 'noiseMarginDownDb', supplier: null, technology: null, lower: null, warnLower: null, warnUpper: null, upper: null, ...part })
const margin = (value: number | null, part: Partial<Measurement> = {}): Measurement => ({
  key: 'noiseMarginDownDb', place: 'modem', instance: '', direction: 'downstream', value, unit: 'dB', raw: String(value), conversion: 'none',
  band: noiseMarginBand, grade: 'ok', ...part,
})
const line = { supplier: 'KPNWBA', technology: 'VDSL2' }
const limited = (measurement: Measurement, limits: readonly EngineerLimit[], on: typeof line | { supplier: null; technology: null } = line) =>
  withLimits(report('delt', { measurements: [measurement] }), limits, on).measurements[0]

describe('the engineer\'s own limits', () => {
  it('stand in for a standard, a community\'s and an assumed limit, and where there was none', () => {
    const own = [limit({ lower: 7, warnLower: 9 })]
    for (const kind of ['standard', 'community', 'assumption'] as const) {
      expect(limited(margin(6.5, { band: { ...noiseMarginBand, source: { kind, reference: 'x' } } }), own))
        .toMatchObject({ grade: 'fault', band: { lower: 7, warnLower: 9, upper: null, source: { kind: 'engineer', reference: 'settings' } } })
    }
    expect(limited(margin(8, { band: null, grade: 'none' }), own)).toMatchObject({ grade: 'warn' })
    expect(limited(margin(4), [limit({ lower: 1 })])).toMatchObject({ grade: 'ok' })
  })
  it('never stand in for what the report or the operator gives', () => {
    const theirs: readonly (NormBand | null)[] = [reportBand(3, 20), { ...noiseMarginBand, source: { kind: 'operator', reference: 'x' } }]
    for (const band of theirs) expect(limited(margin(6.5, { band, grade: 'ok' }), [limit({ lower: 7 })])).toMatchObject({ band, grade: 'ok' })
  })
  it('never judge a value that is missing, implausible, refused or of another unit', () => {
    for (const measurement of [
      margin(null, { band: null, grade: 'none' }), margin(4000, { band: null, grade: 'none', conversion: 'implausible', unit: '' }),
      margin(null, { band: null, grade: 'none', conversion: 'sentinel' }), margin(4, { band: null, grade: 'none', unit: '%' }),
      margin(4, { band: null, grade: 'none', key: 'notALimitableKeyDb' }),
    ]) expect(limited(measurement, [limit({ lower: 7 }), limit({ key: 'notALimitableKeyDb', lower: 7 })])).toEqual(measurement)
  })
  it('narrow to a supplier and a technology in any spelling; the most specific counts, then the later', () => {
    const all = [
      limit({ supplier: 'kpnwba', technology: 'vdsl-2', lower: 4 }), limit({ technology: 'vdsl2', lower: 3 }), limit({ supplier: 'kpn_wba', lower: 2 }), limit({ lower: 1 }),
    ]
    expect([0, 1, 2, 3].map(skipped => limited(margin(5), all.slice(skipped))?.band?.lower)).toEqual([4, 3, 2, 1])
    expect(limited(margin(5), [limit({ lower: 1 }), limit({ lower: 2 })])?.band?.lower).toBe(2)
    expect(limited(margin(5), [limit({ supplier: 'DELTA', lower: 9 })])).toEqual(margin(5))
    expect(limited(margin(5), [limit({ technology: 'GPON', lower: 9 })], { supplier: null, technology: null })).toEqual(margin(5))
  })
  it('leave a report that they do not touch as it is', () => {
    const untouched = report('delt', { measurements: [margin(5)] })
    expect(withLimits(untouched, [], line)).toBe(untouched)
    expect(withLimits(untouched, [limit({ key: 'txBiasMa', upper: 30 })], line)).toBe(untouched)
  })
  it('can be set for each reading once', () => {
    expect(new Set(limitableReadings.map(({ key }) => key)).size).toBe(limitableReadings.length)
    expect(EngineerLimit.safeParse(limit({ lower: 3, warnLower: 2 })).success).toBe(false)
  })
})
