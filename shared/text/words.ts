import { MinusFormat } from './minus.ts'
import { localeOf } from './moment.ts'
import { hasText } from './text.ts'
import type { Text, TextParams } from './text.ts'
import type { CheckKind, Measurement } from '../model/report.ts'

/** `rxPowerAtOntDbm` as `Rx power at ont dbm`: readable where a system names something the catalogue does not know. */
export function plainWords(key: string): string {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The catalogue's words for a key built at run time, or the fallback where it has none or lacks a parameter. */
export function say(text: Text, key: string, fallback: string, params?: TextParams): string {
  if (!hasText(key)) return fallback
  try {
    return text(key, params)
  } catch {
    return fallback
  }
}

/** A short reading that keeps together what belongs together: a value and its unit, and both sides of a hyphen. */
export function unbroken(reading: string): string {
  return reading
    .replaceAll(/(?<=[\p{L}\d])-(?=[\p{L}\d])/gu, '\u2011')
    .replaceAll(/(?<=\d) (?=(?:dBm|dB|m|kbit\/s|Mbit\/s)\b)/g, '\u00a0')
}

/** Rows of the field's triage table have an id that can be looked up; findings about a layer that is well have none. */
export const isTableRule = (ruleId: string): boolean => /^[A-Z]\d+$/.test(ruleId)

/** Name of a check as its button bears it. */
export function checkName(text: Text, kind: CheckKind): string {
  return say(text, `check.${kind}`, plainWords(kind))
}

/** A number as the field writes it: a point or comma by language, no trailing zeros, at most two decimals. */
export function formatNumber({ language }: Text, value: number): string {
  const format = numberFormats.get(language) ?? new MinusFormat(localeOf(language), { maximumFractionDigits: 2 })
  numberFormats.set(language, format)
  return format.format(value)
}
const numberFormats = new Map<Text['language'], MinusFormat>()

/** A value with its unit. */
export function formatValue(text: Text, value: number, unit: Measurement['unit']): string {
  if (unit === 'bit/s') return formatSpeed(text, value / 1000)
  return unit === '' ? formatNumber(text, value) : `${formatNumber(text, value)} ${unit}`
}

/** A speed in the unit that reads best, from kbit/s. */
export function formatSpeed(text: Text, kbps: number | null): string {
  if (kbps === null) return '–'
  if (kbps >= 1_000_000) return `${formatNumber(text, kbps / 1_000_000)} Gbit/s`
  return kbps >= 1000 ? `${formatNumber(text, Math.round(kbps / 100) / 10)} Mbit/s` : `${formatNumber(text, kbps)} kbit/s`
}
