import type { EngineerLimit } from '../../../shared/model/settings.ts'
import type { NormBand } from '../../../shared/model/report.ts'
import type { Unit } from '../../../shared/model/report.ts'
import { limitableReadings } from '../../../shared/triage/limits.ts'
import type { Text } from '../../../shared/text/text.ts'
import { formatNumber, plainWords, say } from '../line/words.ts'
import { builtInBands } from './builtInBands.ts'
import { limitFields } from '../../stores/limitDraft.ts'

const units: ReadonlyMap<string, Unit> = new Map(limitableReadings.map(({ key, unit }) => [key, unit]))

export const unitOf = (key: string): Unit => units.get(key) ?? ''

export const readingName = (text: Text, key: string): string => say(text, `reading.${key}`, plainWords(key))

/** Which lines a limit is for. */
export const scopeWords = (text: Text, { supplier, technology }: Pick<EngineerLimit, 'supplier' | 'technology'>): string =>
  [supplier, technology].filter(each => each !== null).join(' · ') || text('limits.scope.all')

/** `fault below 4 dB, warning below 6 dB`. */
export function boundWords(text: Text, band: Pick<NormBand, (typeof limitFields)[number]>, unit: Unit): string {
  return limitFields.flatMap(field => {
    const value = band[field]
    return value === null ? [] : [text(`limits.words.${field}`, { value: `${formatNumber(text, value)} ${unit}`.trimEnd() })]
  }).join(', ')
}

/** What counts without the engineer's limit, one sentence each, with where it comes from. */
export function builtInWords(text: Text, key: string, technology: string | null): string[] {
  const unit = unitOf(key)
  const bands = builtInBands(key, technology)
  if (bands.length === 0) return [text('limits.builtIn.none')]
  return bands.map(({ technology: own, band }) => {
    const source = say(text, `band.reference.${band.source.reference}`, band.source.reference)
    const words = `${boundWords(text, band, unit)} (${say(text, `band.${band.source.kind}`, band.source.kind)}: ${source})`
    return text('limits.builtIn', { band: own === null ? words : text('limits.builtIn.of', { technology: own, band: words }) })
  })
}
