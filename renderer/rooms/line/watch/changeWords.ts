import { limitableReadings } from '../../../../shared/triage/limits.ts'
import type { Unit } from '../../../../shared/model/report.ts'
import type { WatchChange } from '../../../../shared/model/watch.ts'
import { hasText } from '../../../../shared/text/text.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { formatClock } from '../../../parts/localTime.ts'
import { formatValue, plainWords, say } from '../words.ts'

const units: ReadonlyMap<string, Unit> = new Map(limitableReadings.map(({ key, unit }) => [key, unit]))

/** What changed: `Session`, `LAN port (1)`, `Light at the ONT`. */
export function changedThing(text: Text, { kind, key, instance }: Pick<WatchChange, 'kind' | 'key' | 'instance'>): string {
  const name = key === 'online' || key === 'login' ? text(`watch.kind.${kind}`) : say(text, `reading.${key}`, plainWords(key))
  return instance === '' ? name : text('line.reading.instance', { name, instance })
}

/** Words of the catalogue, or a number with its unit; null for any other value, which may say something of a customer. */
function plainValue(text: Text, key: string, value: string): string | null {
  const keys = [key === 'online' ? `online.${value}` : `reading.state.${key}.${value}`, `reading.state.${value}`, `watch.value.${value}`]
  const known = keys.find(hasText)
  if (known !== undefined) return say(text, known, value)
  return /^-?\d+(\.\d+)?$/.test(value) && units.has(key) ? formatValue(text, Number(value), units.get(key) ?? '') : null
}

function shownValue(text: Text, key: string, value: string, nowMs: number): string {
  const isMoment = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
  return plainValue(text, key, value) ?? (isMoment ? formatClock(value, text.language, nowMs) : value)
}

function sentence(text: Text, change: WatchChange, words: (value: string) => string): string {
  const { from, to } = change
  if (change.key === 'login') return to === null ? text('watch.change.login.plain') : text('watch.change.login', { to: words(to) })
  const what = changedThing(text, change)
  if (from === null) return text('watch.change.appeared', { what, to: to === null ? text('watch.value.none') : words(to) })
  return to === null ? text('watch.change.gone', { what, from: words(from) }) : text('watch.change', { what, from: words(from), to: words(to) })
}

/** A change for the screen: `LAN port (1): up → down`. */
export function changeWords(text: Text, change: WatchChange, nowMs: number): string {
  return sentence(text, change, value => shownValue(text, change.key, value, nowMs))
}

/** A change for a notification, which others may see: a value that is not a word of ours or a number is left out. */
export function discreetChangeWords(text: Text, change: WatchChange): string {
  const values = [change.from, change.to].filter(value => value !== null)
  if (values.every(value => plainValue(text, change.key, value) !== null))
    return sentence(text, change, value => plainValue(text, change.key, value) ?? '')
  return change.key === 'login' ? text('watch.change.login.plain') : `${changedThing(text, change)}: ${text(`watch.${change.direction}`)}`
}
