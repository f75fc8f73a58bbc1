import type { Measurement, StateReading } from '../../../../shared/model/report.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { formatValue, plainWords, say } from '../words.ts'

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
