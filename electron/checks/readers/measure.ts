import type { Level, Measurement, NormBand, Place, StateReading, Unit } from '../../../shared/model/report.ts'
import { gradeOf } from '../../../shared/triage/bands.ts'
import { foldKey, numberOf, rawOf, textOf } from './fields.ts'
import { unitFactor, unitWordOf } from './units.ts'

/** What a reader knows of a value before it is read. */
export type MeasurementShape = {
  readonly key: string
  readonly place: Place
  readonly direction: Measurement['direction']
  readonly unit: Unit
  /** Values outside this are shown raw, without unit, band or colour. */
  readonly plausible: readonly [number, number]
  readonly band?: NormBand | null
  /** Numbers by which this field says "no value", beside those that no measurement ever has. */
  readonly sentinels?: readonly number[]
  /** From the system's raw steps to the unit. Only whole numbers are steps. */
  readonly scale?: ((raw: number) => number) | 'unknown'
  /** Which of several: copper pair 2 of a bonded line. */
  readonly instance?: string
  /** The unit as the report gives it elsewhere (`kb/s`), for a number that stands without one. */
  readonly unitWord?: string | null
}

/** Words that mean "no light" or "no value" where a number belongs (domain.md 2.2 and 2.3); no watts are no light. */
const sentinelWords = /^(?:no[\s_-]?power|-?inf(?:inity)?|nan|invalid|not[\s_-]?available|[+-]?0+(?:\.0+)?\s*[um\u00b5\u03bc]?w\b)/i

/**
 * The largest numbers of 16 and 32 bits, by which systems say "no value" (Nokia OMCI and ISAM; RFC 5650 "unavailable" and
 * "out of range"). They count only where they are no plausible value: 65535 kbit/s is a rate.
 */
const fullRegisters = [32768, -32768, 32767, 65534, 65535, 2147483646, 2147483647, -2147483648, 4294967295]

/** Reads one value. Null where the system gave none; never zero for null. */
export function measure(value: unknown, shape: MeasurementShape): Measurement {
  const { key, place, direction, unit, plausible } = shape
  const raw = rawOf(value)
  const instance = shape.instance ?? ''
  const empty = { key, place, instance, direction, value: null, unit, raw, conversion: 'none', band: null, grade: 'none' } as const
  const number = numberOf(value)
  if (raw !== null && (sentinelWords.test(raw) || textOf(value) === null)) return { ...empty, conversion: 'sentinel' }
  if (number === null) return { ...empty, conversion: 'none' }
  if (shape.sentinels?.includes(number) === true) return { ...empty, conversion: 'sentinel' }
  const factor = shape.scale === undefined ? unitFactor(unitWordOf(value) ?? shape.unitWord ?? null, unit) : stepFactor(value)
  const scaled = factor === null ? null : scale(number, factor, shape.scale)
  if (scaled === null || scaled < plausible[0] || scaled > plausible[1]) {
    if (fullRegisters.includes(number)) return { ...empty, conversion: 'sentinel' }
    return { ...empty, value: number, unit: '', conversion: 'implausible' }
  }
  const band = shape.band ?? null
  const conversion = shape.scale === undefined && factor === 1 ? 'none' : 'scaled'
  return { ...empty, value: scaled, conversion, band, grade: gradeOf(scaled, band) }
}

/** A raw number of steps has no unit: `-9.83 dBm` or `-4915 dBm` in its place is something else. */
const stepFactor = (value: unknown): number | null => unitWordOf(value) === null ? 1 : null

function scale(raw: number, factor: number, how: MeasurementShape['scale']): number | null {
  if (how === undefined) return rounded(raw * factor)
  if (how === 'unknown' || !Number.isInteger(raw)) return null
  return rounded(how(raw))
}
/** No meter tells more than thousandths; systems that calculate in 32 bits write 6.900000095367432. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** A word of the system in folded letters (`no-los` is `nolos`), its normalised value and how bad that is. */
export type StateWords = Readonly<Record<string, readonly [value: string, level: Level | null]>>

/** Reads one state. A word that is not in the list stays as it is, lower-cased, without a level. */
export function state(key: string, place: Place, value: unknown, words: StateWords = {}, instance = ''): StateReading {
  const raw = rawOf(value)
  const text = raw === null ? null : foldKey(raw)
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
  ranged: ['ranged', 'ok'], notranged: ['notRanged', 'fault'], unranged: ['notRanged', 'fault'],
}
export const resultCodeWords: StateWords = { ok: ['ok', 'ok'], nok: ['notOk', 'note'] }

/** Keeps the states that the system gave; a state it never mentioned is no reading. */
export const given = (states: readonly StateReading[]): StateReading[] => states.filter(each => each.raw !== null)
/** Keeps what the body has a key for: a null there is shown as *not measured*. */
export const present = <T,>(entries: readonly (readonly [boolean, T])[]): T[] =>
  entries.flatMap(([has, entry]) => has ? [entry] : [])

/** Adds an operator's text where there is one. */
export function remark(key: string, value: unknown): { key: string; text: string }[] {
  const text = typeof value === 'string' ? textOf(value) : null
  return text === null ? [] : [{ key, text: text.slice(0, 4000) }]
}
