import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Trend } from '../../../../shared/contract/history.ts'
import type { NormBand } from '../../../../shared/model/report.ts'
import { inOrderOfConcern, movedShare, rangeStart, within } from './trendOrder.ts'
import { isFlat, limitsOf, nearestPoint, timeTicks, valueRange, valueTicks, zonesOf } from './trendScale.ts'

const band = (over: Partial<NormBand> = {}): NormBand => ({
  lower: -28, upper: -8, warnLower: -25, warnUpper: -9, source: { kind: 'standard', reference: 'g984.2' }, ...over,
})
const dayMs = 86_400_000
const start = Date.parse('2026-11-01T10:00:00Z')
const trend = (values: readonly number[], over: Partial<Trend> = {}): Trend => ({
  kind: 'ontCheck', key: 'rxPowerAtOntDbm', place: 'ont', direction: 'received', instance: '', unit: 'dBm', band: band(),
  points: values.map((value, index) => ({
    at: new Date(start + index * dayMs).toISOString(), value, grade: value < -28 ? 'fault' : value < -25 ? 'warn' : 'ok',
    reportId: `r${index}` as Trend['points'][number]['reportId'],
  })), ...over,
})

it('puts the worst graded first, then what got worse, then what moved most', () => {
  const fault = trend([-20, -29], { instance: 'fault' })
  const recovered = trend([-29, -20], { instance: 'recovered' })
  const steady = trend([-20, -20.1], { instance: 'steady' })
  const fell = trend([-20, -24], { instance: 'fell' })
  expect(inOrderOfConcern([steady, recovered, fell, fault]).map(({ instance }) => instance)).toEqual(['fault', 'fell', 'recovered', 'steady'])
})

it.each([
  [[-20], band(), 0], [[-20, -10], band(), 0.5], [[10, 20], null, 0.5], [[0, 0], null, 0], [[50, 60], band({ lower: null, warnLower: null, warnUpper: 70, upper: null }), 10 / 60],
] as const)('%j moved by %#', (values, norm, share) => {
  expect(movedShare(trend(values, { band: norm }))).toBeCloseTo(share)
})

it('cuts a trend to a range that ends now', () => {
  const now = start + 100 * dayMs
  const whole = trend([1, 2, 3, 4])
  expect(within(whole, rangeStart('all', now)).points).toHaveLength(4)
  expect(within(whole, rangeStart('90', now)).points).toHaveLength(0)
  expect(within(whole, rangeStart('365', now)).points).toHaveLength(4)
  expect(within(whole, start + 1.5 * dayMs).points.map(({ value }) => value)).toEqual([3, 4])
})

describe('the chart', () => {
  it.each([[-28.5, -7.5, [-25, -20, -15, -10]], [0, 1, [0, 0.5, 1]], [3.05, 3.55, [3.2, 3.4]], [0, 0, [0]], [95_000, 105_000, [95_000, 100_000, 105_000]]])(
    'from %d to %d prints %j', (from, to, ticks) => expect(valueTicks(from, to, 4)).toEqual(ticks),
  )

  it('shows every value and every limit', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1 }), fc.boolean(), (values, hasBand) => {
      const norm = hasBand ? band() : null
      const [from, to] = valueRange(values, norm)
      for (const value of [...values, ...limitsOf(norm).map(each => each.value)]) {
        expect(value).toBeGreaterThan(from)
        expect(value).toBeLessThan(to)
      }
    }))
  })

  it.each([
    [band(), [['fault', -30, -28], ['warn', -28, -25], ['ok', -25, -9], ['warn', -9, -8], ['fault', -8, -6]]],
    [band({ lower: null, upper: null, warnLower: null, warnUpper: -10 }), [['ok', -30, -10], ['warn', -10, -6]]],
    [band({ upper: null, warnUpper: null, warnLower: null }), [['fault', -30, -28], ['ok', -28, -6]]],
    [null, []],
  ])('knows what each stretch means %#', (norm, zones) => {
    expect(zonesOf(norm, [-30, -6])).toEqual(zones.map(([kind, from, to]) => ({ kind, from, to })))
  })

  it('prints times at local midnights and firsts of months, never too many', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_000_000_000_000 }), fc.integer({ min: 60_000, max: 400_000_000_000 }), (from, span) => {
      const { unit, at } = timeTicks(from, from + span, 5)
      expect(at.length).toBeLessThanOrEqual(7)
      for (const ms of at) {
        expect(ms).toBeGreaterThanOrEqual(from)
        expect(ms).toBeLessThanOrEqual(from + span)
        expect(new Date(ms).getMinutes()).toBe(0)
        if (unit === 'month') expect(new Date(ms).getDate()).toBe(1)
      }
    }), { numRuns: 300 })
    expect(timeTicks(start, start + 90 * dayMs, 5).unit).toBe('month')
    expect(timeTicks(start, start + 4 * dayMs, 5)).toMatchObject({ unit: 'day', at: { length: 4 } })
  })

  it('is left out where it would be a straight line with nothing to hold it against', () => {
    expect(isFlat([5, 5, 5], null)).toBe(true)
    expect(isFlat([5, 5, 6], null)).toBe(false)
    expect(isFlat([5, 5, 5], band())).toBe(false)
  })

  it('finds the point nearest to where it was touched', () => {
    expect(nearestPoint([0, 100, 300], 190)).toBe(1)
    expect(nearestPoint([0, 100, 300], 1000)).toBe(2)
    expect(nearestPoint([], 5)).toBe(0)
  })
})
