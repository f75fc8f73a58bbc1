import type { NormBand } from '../../../../shared/model/report.ts'

const dayMs = 86_400_000

/** A chart's height and the room around its plot: values at the left, half of the last tick at the right, px. */
export const plot = { heightPx: 190, leftPx: 60, rightPx: 14, topPx: 10, bottomPx: 26 } as const

/** Round steps through a stretch of values, about `count` of them, all within it. */
export function valueTicks(from: number, to: number, count: number): number[] {
  const rough = (to - from) / count
  if (!(rough > 0)) return [from]
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map(each => each * magnitude).find(each => each >= rough * 0.85) ?? 10 * magnitude
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** The stretch of values to draw: all values and all limits, with a margin so that nothing lies on the edge. */
export function valueRange(values: readonly number[], band: NormBand | null): readonly [from: number, to: number] {
  const known = [...values, ...limitsOf(band).map(({ value }) => value)]
  const low = Math.min(...known)
  const high = Math.max(...known)
  const margin = high > low ? (high - low) * 0.14 : Math.max(Math.abs(low) * 0.1, 1)
  return [low - margin, high + margin]
}

/** Limits in rising order; `outer` ends the norm, `warn` begins the warning. */
export function limitsOf(band: NormBand | null): { readonly kind: 'outer' | 'warn'; readonly value: number }[] {
  if (band === null) return []
  const all = [
    { kind: 'outer' as const, value: band.lower }, { kind: 'warn' as const, value: band.warnLower },
    { kind: 'warn' as const, value: band.warnUpper }, { kind: 'outer' as const, value: band.upper },
  ]
  return all.flatMap(({ kind, value }) => value === null ? [] : [{ kind, value }])
}

export type Zone = { readonly kind: 'ok' | 'warn' | 'fault'; readonly from: number; readonly to: number }

/** Whether a chart would be a straight line with nothing to hold it against. */
export function isFlat(values: readonly number[], band: NormBand | null): boolean {
  return limitsOf(band).length === 0 && values.every(value => value === values[0])
}

/** What each stretch of values means, from the bottom of the chart to its top. */
export function zonesOf(band: NormBand | null, [bottom, top]: readonly [number, number]): Zone[] {
  if (band === null || limitsOf(band).length === 0) return []
  const lower = band.lower ?? bottom
  const upper = band.upper ?? top
  const okFrom = Math.max(lower, band.warnLower ?? lower)
  const okTo = Math.min(upper, band.warnUpper ?? upper)
  const zones: Zone[] = [
    { kind: 'fault', from: bottom, to: lower }, { kind: 'warn', from: lower, to: okFrom }, { kind: 'ok', from: okFrom, to: okTo },
    { kind: 'warn', from: okTo, to: upper }, { kind: 'fault', from: upper, to: top },
  ]
  return zones.filter(({ from, to }) => to > from)
}

type TickUnit = 'hour' | 'day' | 'month'
const steps: readonly (readonly [unit: TickUnit, count: number, ms: number])[] = [
  ['hour', 1, dayMs / 24], ['hour', 3, dayMs / 8], ['hour', 6, dayMs / 4], ['hour', 12, dayMs / 2],
  ['day', 1, dayMs], ['day', 2, 2 * dayMs], ['day', 7, 7 * dayMs], ['day', 14, 14 * dayMs],
  ['month', 1, 30.5 * dayMs], ['month', 2, 61 * dayMs], ['month', 3, 91.5 * dayMs], ['month', 6, 183 * dayMs], ['month', 12, 365 * dayMs],
]

/** Moments to print below a chart, at local hours, midnights or firsts of months; at most `most`. */
export function timeTicks(fromMs: number, toMs: number, most: number): { readonly unit: TickUnit; readonly at: number[] } {
  const fitting = steps.find(([, , ms]) => (toMs - fromMs) / ms <= most)
  const [unit, count, stepMs] = fitting ?? (['month', 12, 365 * dayMs] as const)
  const start = new Date(fromMs)
  start.setMinutes(0, 0, 0)
  if (unit === 'hour') start.setHours(Math.floor(start.getHours() / count) * count)
  else start.setHours(0)
  if (unit === 'month') start.setMonth(Math.floor(start.getMonth() / count) * count, 1)
  const at: number[] = []
  const many = Math.ceil((toMs - fromMs) / (stepMs * most))
  for (let next = start; next.getTime() <= toMs; next = stepped(next, unit, count * Math.max(1, many)))
    if (next.getTime() >= fromMs) at.push(next.getTime())
  return { unit, at }
}

/** By the calendar, so that ticks stay at midnight where the clocks change. */
function stepped(at: Date, unit: TickUnit, count: number): Date {
  const next = new Date(at)
  if (unit === 'hour') next.setHours(next.getHours() + count)
  else if (unit === 'day') next.setDate(next.getDate() + count)
  else next.setMonth(next.getMonth() + count)
  return next
}

/** Index of the point nearest in time. */
export function nearestPoint(pointsMs: readonly number[], atMs: number): number {
  let nearest = 0
  pointsMs.forEach((each, index) => {
    if (Math.abs(each - atMs) < Math.abs((pointsMs[nearest] ?? Infinity) - atMs)) nearest = index
  })
  return nearest
}
