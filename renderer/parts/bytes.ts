import { localeOf } from '../../shared/text/moment.ts'
import type { Language } from '../../shared/model/settings.ts'

/** `340 kB`, `1.2 MB`: decimal, as the limits of the systems are. */
export function byteWords(bytes: number, language: Language): string {
  const inUnit = (value: number, digits: number): string =>
    new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: digits }).format(value)
  if (bytes < 1000) return `${inUnit(bytes, 0)} B`
  return bytes < 999_500 ? `${inUnit(bytes / 1000, 0)} kB` : `${inUnit(bytes / 1_000_000, 1)} MB`
}
