import type { Measurement, StateReading } from '../model/report.ts'
import type { Text } from '../text/text.ts'
import { formatNumber, formatValue, plainWords, say } from '../text/words.ts'
import { gaugeScale } from './gaugeScale.ts'

/** What a reading is called, with which of several it is. */
export function readingName(text: Text, { key, instance }: Pick<StateReading, 'key' | 'instance'>): string {
  const name = say(text, `reading.${key}`, plainWords(key))
  return instance === '' ? name : text('line.reading.instance', { name, instance })
}

/** Where it was measured and which way: `received at the operator’s end`. */
export function placeWords(text: Text, { place, direction }: Pick<Measurement, 'place' | 'direction'>): string {
  const where = say(text, `place.${place}`, plainWords(place))
  return direction === 'none' ? where : `${say(text, `direction.${direction}`, plainWords(direction))} ${where}`
}

/** A state in our words where there are any. */
export function stateWords(text: Text, key: string, value: string): string {
  return say(text, `reading.state.${key}.${value}`, say(text, `reading.state.${value}`, value))
}

/** A change with its sign; between two powers in dBm it is a ratio, in dB. */
export function changeOf(text: Text, delta: number, unit: Measurement['unit']): string {
  return `${delta > 0 ? '+' : ''}${formatValue(text, delta, unit === 'dBm' ? 'dB' : unit)}`
}

/** The system sent something that cannot be this: it is shown as it came, without unit, limits or colour. */
export const isUnreadable = ({ conversion }: Measurement): boolean => conversion === 'implausible'

/** The value with its unit; what was not measured says so and is never zero. */
export function valueWords(text: Text, measurement: Measurement): string {
  if (isUnreadable(measurement)) return measurement.raw ?? String(measurement.value)
  return measurement.value === null ? text('line.reading.notMeasured') : formatValue(text, measurement.value, measurement.unit)
}

/** `−16 to −5 dBm`, `at least 6 dB`. */
export function limitsWords(text: Text, { band, unit }: Measurement): string | null {
  if (band === null) return null
  const lower = band.lower ?? band.warnLower
  const upper = band.upper ?? band.warnUpper
  if (lower !== null && upper !== null) {
    return text('line.reading.limits.both', { lower: formatNumber(text, lower), upper: formatValue(text, upper, unit) })
  }
  if (lower !== null) return text('line.reading.limits.lower', { lower: formatValue(text, lower, unit) })
  return upper === null ? null : text('line.reading.limits.upper', { upper: formatValue(text, upper, unit) })
}

/** Where the limits come from: `the standard, ITU-T G.984.2`. */
export function limitsFrom(text: Text, { band }: Measurement): string | null {
  if (band === null) return null
  const { kind, reference } = band.source
  const source = text(`explain.limits.${kind}`)
  // The report's own and the engineer's own need no reference: there is one of each.
  const named = kind === 'report' || kind === 'engineer' ? '' : say(text, `band.reference.${reference}`, reference)
  return named === '' ? source : text('line.reading.from', { source, reference: named })
}

/** How far it is inside or outside its nearest limit. */
export function distanceWords(text: Text, measurement: Measurement): string | null {
  const { value, band, unit } = measurement
  const nearest = value === null || band === null || isUnreadable(measurement) ? null : (gaugeScale(value, band)?.nearest ?? null)
  if (nearest === null) return null
  const params = {
    distance: formatValue(text, Math.abs(nearest.distance), unit === 'dBm' ? 'dB' : unit),
    limit: formatValue(text, nearest.limit, unit),
  }
  return text(nearest.distance < 0 ? `line.reading.outside.${nearest.side}` : `line.reading.inside.${nearest.side}`, params)
}

/** The operator's own words for the value, beside ours. */
export function rawWords(text: Text, measurement: Measurement): string | null {
  if (measurement.raw === null || isUnreadable(measurement)) return null
  return text(`line.reading.raw.${measurement.conversion}`, { raw: measurement.raw })
}
