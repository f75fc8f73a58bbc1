import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradeOf, isSoundBand, ponTechnologyOf, reportBand } from './bands.ts'

describe('grade of a value', () => {
  const band = reportBand(-16, -5)
  it('is a fault outside the limits, a warning within 1 dB of one, else ok', () => {
    expect([-16.01, -16, -15.01, -15, -6, -5.99, -5, -4.99].map(value => gradeOf(value, band)))
      .toEqual(['fault', 'warn', 'warn', 'ok', 'ok', 'warn', 'warn', 'fault'])
  })
  it('takes 0 as a value and as a limit', () => {
    expect(gradeOf(0, band)).toBe('fault')
    expect(gradeOf(0.5, reportBand(-10, 0))).toBe('fault')
    expect(gradeOf(0, reportBand(0, 10))).toBe('warn')
  })
  it('says nothing without a value or a band', () => {
    expect(gradeOf(null, band)).toBe('none')
    expect(gradeOf(-6, null)).toBe('none')
    expect(reportBand(null, null)).toBeNull()
  })
  it('ignores inverted bounds, and judges by one bound where there is one', () => {
    expect(reportBand(-5, -16)).toBeNull()
    expect(isSoundBand({ lower: 1, upper: 1, warnLower: null, warnUpper: null, source: { kind: 'report', reference: 'report' } })).toBe(false)
    expect(gradeOf(-20, reportBand(-16, null))).toBe('fault')
    expect(gradeOf(100, reportBand(-16, null))).toBe('ok')
  })
  it('is never a fault between the limits, nor ok outside them', () => {
    const dbm = fc.double({ min: -60, max: 20, noNaN: true })
    fc.assert(fc.property(dbm, dbm, dbm, (value, lower, upper) => {
      const grade = gradeOf(value, reportBand(lower, upper))
      if (lower >= upper) return grade === 'none'
      return value < lower || value > upper ? grade === 'fault' : grade === 'ok' || grade === 'warn'
    }))
  })
})

describe('PON technology', () => {
  it('goes by the box, then by the connection', () => {
    expect(ponTechnologyOf('GMC-TK01-XGS2110', 'GPON')).toBe('xgsPon')
    expect(ponTechnologyOf('XS-010X-Q', null)).toBe('xgsPon')
    expect(ponTechnologyOf('GMC-TKC01', 'GPON')).toBe('gpon')
    expect(ponTechnologyOf(null, 'XGS-PON')).toBe('xgsPon')
    expect(ponTechnologyOf(null, null)).toBe('unknown')
  })
})
