import type { Level, Measurement, NormBand, Place, StateReading, Unit } from '../../../shared/model/report.ts'
import { gradeOf } from '../../../shared/triage/bands.ts'
import { numberOf, rawOf, textOf } from './fields.ts'

/** What a reader knows of a value before it is read. */
export type MeasurementShape = {
  readonly key: string
  readonly place: Place
  readonly direction: Measurement['direction']
  readonly unit: Unit
  /** Values outside this are shown raw, without unit, band or colour. */
  readonly plausible: readonly [number, number]
  readonly band?: NormBand | null
  /** Numbers by which the system says "no value". */
  readonly sentinels?: readonly number[]
  /** From the system's raw steps to the unit. Only whole numbers are steps. */
  readonly scale?: ((raw: number) => number) | 'unknown'
  /** Which of several: copper pair 2 of a bonded line. */
  readonly instance?: string
}

/** Words that mean "no light" or "no value" where a number belongs (domain.md 2.2 and 2.3). */
const sentinelWords = /^(?:no power|-?inf(?:inity)?|nan|invalid|not available)/i

/** Reads one value. Null where the system gave none; never zero for null. */
export function measure(value: unknown, shape: MeasurementShape): Measurement {
  const { key, place, direction, unit, plausible } = shape
  const raw = rawOf(value)
  const empty = { key, place, instance: shape.instance ?? '', direction, value: null, unit, raw, conversion: 'none', band: null, grade: 'none' } as const
  const number = numberOf(value)
  if (number === null) {
    const saysNothing = raw !== null && (sentinelWords.test(raw) || textOf(value) === null)
    return { ...empty, conversion: saysNothing ? 'sentinel' : 'none' }
  }
  if (shape.sentinels?.includes(number) === true) return { ...empty, conversion: 'sentinel' }
  const scaled = scale(number, shape.scale)
  if (scaled === null || scaled < plausible[0] || scaled > plausible[1]) {
    return { ...empty, value: number, unit: '', conversion: 'implausible' }
  }
  const band = shape.band ?? null
  return { ...empty, value: scaled, conversion: shape.scale === undefined ? 'none' : 'scaled', band, grade: gradeOf(scaled, band) }
}

function scale(raw: number, how: MeasurementShape['scale']): number | null {
  if (how === undefined) return raw
  if (how === 'unknown' || !Number.isInteger(raw)) return null
  return Math.round(how(raw) * 1000) / 1000
}

/** A word of the system, its normalised value and how bad that is. */
export type StateWords = Readonly<Record<string, readonly [value: string, level: Level | null]>>

/** Reads one state. A word that is not in the list stays as it is, lower-cased, without a level. */
export function state(key: string, place: Place, value: unknown, words: StateWords = {}, instance = ''): StateReading {
  const raw = rawOf(value)
  const text = raw === null ? null : raw.toLowerCase()
  const known = text !== null && Object.hasOwn(words, text) ? words[text] : undefined
  if (known !== undefined) return { key, place, instance, value: known[0], raw, level: known[1] }
  const plain = textOf(value)
  // A list of words means that the value is a word, not a name or number that is shown as written.
  const shown = Object.keys(words).length === 0 ? plain : plain?.toLowerCase() ?? null
  return { key, place, instance, value: shown, raw, level: null }
}

/** Administrative state: both vocabularies (KPNWBA up/down, DELTA UNLOCKED/LOCKED). */
export const administrativeWords: StateWords = {
  up: ['up', 'ok'], unlocked: ['up', 'ok'], enabled: ['up', 'ok'], down: ['down', 'fault'], locked: ['down', 'fault'],
  disabled: ['down', 'fault'],
}
export const upDownWords: StateWords = { up: ['up', 'ok'], down: ['down', 'fault'] }
export const rangingWords: StateWords = {
  ranged: ['ranged', 'ok'], 'not-ranged': ['notRanged', 'fault'], not_ranged: ['notRanged', 'fault'],
  'not ranged': ['notRanged', 'fault'],
  notranged: ['notRanged', 'fault'], unranged: ['notRanged', 'fault'],
}
export const resultCodeWords: StateWords = { ok: ['ok', 'ok'], nok: ['notOk', 'note'] }

/** Keeps the states that the system gave; a state it never mentioned is no reading. */
export const given = (states: readonly StateReading[]): StateReading[] => states.filter(each => each.raw !== null)
/** Keeps what the body has a key for: a null there is shown as *not measured*. */
export const present = <T,>(entries: readonly (readonly [boolean, T])[]): T[] => entries.flatMap(([has, entry]) => has ? [entry] : [])

/** Adds an operator's text where there is one. */
export function remark(key: string, value: unknown): { key: string; text: string }[] {
  const text = typeof value === 'string' ? textOf(value) : null
  return text === null ? [] : [{ key, text: text.slice(0, 4000) }]
}
