import type { Unit } from '../../../shared/model/report.ts'

/** Words of a unit, folded to small letters without spaces, dots and slashes, with the factor to the unit of the model. */
type UnitWords = Readonly<Record<string, number>>

const metres: UnitWords = { m: 1, metre: 1, metres: 1, meter: 1, meters: 1, mtr: 1, km: 1000, cm: 0.01 }
const bitRates: UnitWords = {
  bits: 1, bps: 1, kbits: 1e3, kbps: 1e3, kb: 1e3, kbs: 1e3, mbits: 1e6, mbps: 1e6, mb: 1e6, mbs: 1e6,
  gbits: 1e9, gbps: 1e9, gb: 1e9, gbs: 1e9,
}
const inKilobits: UnitWords = Object.fromEntries(Object.entries(bitRates).map(([word, factor]) => [word, factor / 1e3]))

const wordsOf: Readonly<Record<Unit, UnitWords>> = {
  dBm: { dbm: 1, db: 1 },
  dB: { db: 1 },
  'kbit/s': inKilobits,
  'bit/s': bitRates,
  m: metres,
  '°C': { c: 1, '°c': 1, degc: 1, degreescelsius: 1, degreecelsius: 1, degcelsius: 1, celsius: 1, degrees: 1 },
  V: { v: 1, vdc: 1, volt: 1, volts: 1, mv: 1e-3 },
  // Micro is written with the micro sign, with a Greek mu and with u.
  mA: { ma: 1, a: 1e3, ua: 1e-3, '\u00b5a': 1e-3, '\u03bca': 1e-3 },
  ppm: { ppm: 1 },
  '%': { '%': 1, percent: 1, pct: 1, procent: 1 },
  'dBm/Hz': { dbmhz: 1, dbmperhz: 1 },
  '': {},
}

const folded = (word: string): string => word.toLowerCase().replaceAll(/[\s./_-]/g, '')

/**
 * The factor from the unit that the system wrote to the unit of a reading: 1 where it wrote none, 0.001 for `uA` where mA is
 * wanted. Null where it wrote another quantity or a word that is no unit known here: `0.25 mW` is no dBm.
 */
export function unitFactor(written: string | null, unit: Unit): number | null {
  const word = /^\s*([\p{L}°%][\p{L}°%\s./_-]*)/u.exec(written ?? '')?.[1]
  if (word === undefined || unit === '') return 1
  const words = wordsOf[unit]
  return words[folded(word)] ?? null
}

/** What stands behind the number of `9.41 mA`; null where nothing does, or the value is no text. */
export function unitWordOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const rest = value.trim().replace(/^[+-]?[\d.,]+(?:[eE][+-]?\d+)?/, '').trim()
  return rest === '' ? null : rest
}
