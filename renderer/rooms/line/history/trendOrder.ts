import type { Trend } from '../../../../shared/contract/history.ts'
import { judgeMovement } from '../../../../shared/triage/movement.ts'
import { limitsOf } from './trendScale.ts'

const dayMs = 86_400_000
export const ranges = ['all', '365', '90', '30'] as const
export type Range = (typeof ranges)[number]

/** The beginning of a range in ms; null for all. */
export const rangeStart = (range: Range, nowMs: number): number | null => range === 'all' ? null : nowMs - Number(range) * dayMs

/** A trend cut to what lies within a range. */
export function within(trend: Trend, fromMs: number | null): Trend {
  return fromMs === null ? trend : { ...trend, points: trend.points.filter(({ at }) => Date.parse(at) >= fromMs) }
}

/** How far it went from lowest to highest, as a share of its norm's width, or of its own size where it has no norm. */
export function movedShare({ points, band }: Pick<Trend, 'points' | 'band'>): number {
  if (points.length < 2) return 0
  const values = points.map(({ value }) => value)
  const low = Math.min(...values)
  const high = Math.max(...values)
  const limits = limitsOf(band).map(({ value }) => value)
  const width = limits.length < 2 ? Math.max(Math.abs(low), Math.abs(high)) : Math.max(...limits) - Math.min(...limits)
  return width === 0 ? 0 : (high - low) / width
}

const gradeRank = { fault: 0, warn: 1, ok: 2, none: 2 } as const

/** Worst graded now first, then what got worse from first to last, then what moved most. */
export function inOrderOfConcern(trends: readonly Trend[]): Trend[] {
  const rated = trends.map(trend => {
    const first = trend.points[0]
    const newest = trend.points.at(-1)
    const gotWorse = first !== undefined && newest !== undefined && trend.points.length > 1
      && judgeMovement(trend.key, first.value, newest.value, trend.band) === 'worse'
    return { trend, grade: gradeRank[newest?.grade ?? 'none'], worse: gotWorse ? 0 : 1, moved: movedShare(trend) }
  })
  return rated.toSorted((a, b) => a.grade - b.grade || a.worse - b.worse || b.moved - a.moved).map(({ trend }) => trend)
}

/** One measurement's identity among the trends of a line. */
export const trendKey = ({ kind, key, place, direction, instance, unit }: Trend): string =>
  [kind, key, place, direction, instance, unit].join(' ')
