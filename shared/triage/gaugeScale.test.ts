import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NormBand } from '../model/report.ts'
import { gaugeScale } from './gaugeScale.ts'

const band = (over: Partial<NormBand>): NormBand => ({
  lower: null,
  upper: null,
  warnLower: null,
  warnUpper: null,
  source: { kind: 'standard', reference: 'x' },
  ...over,
})

describe('gaugeScale', () => {
  it('names the nearest limit and how far inside it the value is', () => {
    const scale = gaugeScale(-9.83, band({ lower: -28, upper: -9 }))
    expect(scale?.nearest).toMatchObject({ limit: -9, side: 'upper' })
    expect(scale?.nearest?.distance).toBeCloseTo(0.83)
  })

  it('tells a value beyond a limit by a negative distance', () => {
    expect(gaugeScale(-28.4, band({ lower: -27, upper: -8 }))?.nearest?.distance).toBeCloseTo(-1.4)
  })

  it('takes a limit of 0 as a limit', () => {
    expect(gaugeScale(-1, band({ lower: -10, upper: 0 }))?.nearest).toMatchObject({ limit: 0 })
  })

  it('draws nothing for inverted or absent limits', () => {
    expect(gaugeScale(1, band({ lower: 5, upper: -5 }))).toBeNull()
    expect(gaugeScale(1, band({}))).toBeNull()
  })

  it('keeps zones in order, without gaps, and the marker on the scale', () => {
    const number = fc.double({ min: -60, max: 60, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.double({ min: 0.5, max: 40, noNaN: true }), (value, lower, width) => {
        const scale = gaugeScale(value, band({ lower, upper: lower + width, warnLower: lower + width / 5 }))
        if (scale === null) throw new Error('a scale was expected')
        expect(scale.at).toBeGreaterThanOrEqual(0)
        expect(scale.at).toBeLessThanOrEqual(100)
        expect(scale.zones[0]?.from).toBeCloseTo(0)
        expect(scale.zones.at(-1)?.to).toBeCloseTo(100)
        for (const [index, zone] of scale.zones.entries()) {
          const next = scale.zones[index + 1]
          if (next !== undefined) expect(next.from).toBeCloseTo(zone.to)
        }
      }),
    )
  })

  it('draws a band that only warns between its warnings', () => {
    const scale = gaugeScale(38, band({ warnUpper: 70 }))
    expect(scale?.zones.map(zone => zone.kind)).toEqual(['ok', 'warn'])
    expect(scale?.nearest).toMatchObject({ limit: 70, distance: 32 })
    expect(gaugeScale(3.3, band({ warnLower: 3.1, warnUpper: 3.5 }))?.limits.map(limit => limit.value)).toEqual([3.1, 3.5])
  })

  it('gives a one-sided band a scale that holds the limit', () => {
    const scale = gaugeScale(53.96, band({ upper: 70 }))
    expect(scale?.limits).toHaveLength(1)
    expect(scale?.zones.map(zone => zone.kind)).toEqual(['ok', 'fault'])
  })
})
