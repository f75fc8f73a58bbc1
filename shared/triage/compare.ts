import type { Measurement, Place, Report, StateReading, Unit } from '../model/report.ts'
import { gradeOf } from './bands.ts'
import { judgeMovement } from './movement.ts'
import type { Matters } from './movement.ts'

/** What became of one reading between two reports. */
export type ReadingChange = {
  readonly key: string
  readonly place: Place
  readonly direction: Measurement['direction']
  readonly instance: string
  /** Of the later reading; empty for states and for values of unknown unit. */
  readonly unit: Unit
  readonly what: 'measurement' | 'state'
  /** Null where the reading was not measured or is not in that report. */
  readonly before: number | string | null
  readonly after: number | string | null
  /** After minus before; null where the two cannot be compared. */
  readonly delta: number | null
  /** `same` within what the meter repeats and the field calls noise; `unclear` where no order can be told. */
  readonly matters: Matters
}

/**
 * Every reading of two reports of a line side by side, in the order of the later report, then what only the earlier has.
 * Readings are paired by key, place, direction and instance.
 */
export function compareReports(before: Report, after: Report): ReadingChange[] {
  const sameEnd = terminationOf(before) === terminationOf(after) && (before.testPoint ?? null) === (after.testPoint ?? null)
  const rates = ratesRising(before, after)
  return [
    ...paired(before.measurements, after.measurements, measurementId, each => each.value)
      .map(([was, is]) => measurementChange(was, is, sameEnd, rates)),
    ...paired(before.states, after.states, stateId, each => each.value).map(([was, is]) => stateChange(was, is)),
  ]
}

const measurementId = ({ key, place, direction, instance }: Measurement): string =>
  [key, place, direction, instance].join('\u0000')
const stateId = ({ key, place, instance }: StateReading): string => [key, place, instance].join('\u0000')

type Pair<T> = readonly [before: T, after: T | undefined] | readonly [before: undefined, after: T]

/** Several readings of one id (the addresses learned on one port) pair by equal value first, then in their order. */
function paired<T>(
  before: readonly T[], after: readonly T[], idOf: (each: T) => string, valueOf: (each: T) => unknown,
): Pair<T>[] {
  const left = Map.groupBy(before, idOf)
  const partners = new Map<T, T>()
  const take = (each: T, fits: (candidate: T) => boolean): void => {
    const candidates = left.get(idOf(each)) ?? []
    const index = candidates.findIndex(fits)
    const [partner] = index < 0 ? [] : candidates.splice(index, 1)
    if (partner !== undefined) partners.set(each, partner)
  }
  for (const each of after) take(each, candidate => valueOf(candidate) === valueOf(each))
  for (const each of after) if (!partners.has(each)) take(each, () => true)
  return [
    ...after.map((each): Pair<T> => {
      const partner = partners.get(each)
      return partner === undefined ? [undefined, each] : [partner, each]
    }),
    ...[...left.values()].flat().map((each): Pair<T> => [each, undefined]),
  ]
}

const terminationOf = (report: Report): string | null => report.states.find(({ key }) => key === 'termination')?.value ?? null

/** Directions and pairs whose actual rate rose: there a lower noise margin is the price of the speed. */
function ratesRising(before: Report, after: Report): ReadonlySet<string> {
  const isRate = ({ key }: Measurement): boolean => key.startsWith('actualRate')
  const rates = paired(before.measurements.filter(isRate), after.measurements.filter(isRate), measurementId, each => each.value)
  return new Set(rates.flatMap(([was, is]) => {
    const rose = was !== undefined && is !== undefined && comparable(was, is) && movementOf(was, is) === 'better'
    return rose ? [wayOf(is)] : []
  }))
}
const wayOf = ({ direction, instance }: Measurement): string => `${direction}\u0000${instance}`

/** Only values that are there, plausible, in one unit and come by one conversion can be compared. */
function comparable(was: Measurement, is: Measurement): boolean {
  const isJudged = ({ value, conversion }: Measurement): boolean =>
    value !== null && (conversion === 'none' || conversion === 'scaled')
  return isJudged(was) && isJudged(is) && was.unit === is.unit && was.conversion === is.conversion
}

/** Both values are held against the later report's limits: a changed limit is no change of the line. */
function movementOf(was: Measurement, is: Measurement): Matters {
  const graded = gradeMovement(was, is)
  if (graded !== null) return graded
  if (was.value === null || is.value === null) return 'unclear'
  return judgeMovement(is.key, was.value, is.value, is.band ?? was.band)
}

/** Null where both have one grade, or none. */
function gradeMovement(was: Measurement, is: Measurement): Matters | null {
  const band = is.band ?? was.band
  const [from = -1, to = -1] = [was, is].map(({ value }) => ['ok', 'warn', 'fault'].indexOf(gradeOf(value, band)))
  if (from < 0 || to < 0 || from === to) return null
  return to > from ? 'worse' : 'better'
}

function measurementChange(
  was: Measurement | undefined, is: Measurement | undefined, sameEnd: boolean, rates: ReadonlySet<string>,
): ReadingChange {
  const shown = is ?? was
  if (shown === undefined) throw new Error('a pair has at least one reading')
  const { key, place, direction, instance, unit } = shown
  const change = {
    key, place, direction, instance, unit, what: 'measurement', before: was?.value ?? null, after: is?.value ?? null,
  } as const
  if (was === undefined || is === undefined || !comparable(was, is)) return { ...change, delta: null, matters: 'unclear' }
  const delta = Math.round(((is.value ?? 0) - (was.value ?? 0)) * 1000) / 1000
  const moved = movementOf(was, is)
  // A distance to another kind of end, or from another point of the house, is another distance.
  const otherEnd = key === 'problemLengthM' && !sameEnd && moved !== 'same'
  const ungraded = moved === 'worse' && gradeMovement(was, is) === null
  const boughtWithSpeed = key.startsWith('noiseMargin') && ungraded && rates.has(wayOf(is))
  return { ...change, delta, matters: otherEnd || boughtWithSpeed ? 'unclear' : moved }
}

const ranks = { fault: 0, warn: 1, note: 2, ok: 3 } as const
const rankOf = ({ level }: StateReading): number | null => level === null || level === 'unknown' ? null : ranks[level]

function stateChange(was: StateReading | undefined, is: StateReading | undefined): ReadingChange {
  const shown = is ?? was
  if (shown === undefined) throw new Error('a pair has at least one reading')
  const { key, place, instance } = shown
  return {
    key, place, instance, direction: 'none', unit: '', what: 'state', before: was?.value ?? null, after: is?.value ?? null,
    delta: null, matters: was === undefined || is === undefined ? 'unclear' : stateMatters(was, is),
  }
}

function stateMatters(was: StateReading, is: StateReading): Matters {
  if (was.value === null || is.value === null) return 'unclear'
  if (was.value === is.value) return 'same'
  const from = rankOf(was)
  const to = rankOf(is)
  if (from === null || to === null || from === to) return 'unclear'
  return to > from ? 'better' : 'worse'
}
