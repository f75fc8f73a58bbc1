import type { Language } from '../model/settings.ts'

/** The locale whose dates and numbers an engineer of that language writes. */
export const localeOf = (language: Language): string => language === 'en' ? 'en-GB' : 'nl-NL'

const made = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`
  const known = made.get(key) ?? new Intl.DateTimeFormat(localeOf(language), options)
  made.set(key, known)
  return known
}

/**
 * A moment in local time: `14:35` where it is today, `20 Nov 14:35` within this year, `3 Nov 2025 14:35` otherwise, and always in
 * full without `nowMs`. The parts of the date hold together where a line breaks.
 */
export function formatMoment(ms: number, language: Language, nowMs: number | null): string {
  const at = new Date(ms)
  const now = nowMs === null ? null : new Date(nowMs)
  const isThisYear = now !== null && at.getFullYear() === now.getFullYear()
  const time = format(language, 'time', { hour: '2-digit', minute: '2-digit' }).format(at)
  if (isThisYear && at.getMonth() === now.getMonth() && at.getDate() === now.getDate()) return time
  const day = isThisYear
    ? format(language, 'day', { day: 'numeric', month: 'short' })
    : format(language, 'date', { day: 'numeric', month: 'short', year: 'numeric' })
  return `${day.format(at).replaceAll(' ', '\u00a0')} ${time}`
}

/** Writes moments as `formatMoment` does, where a formatter of the platform is expected. */
export class MomentFormat extends Intl.DateTimeFormat {
  readonly #language: Language
  readonly #now: (() => number) | null
  constructor(language: Language, now: (() => number) | null) {
    super(localeOf(language))
    this.#language = language
    this.#now = now
  }
  override format(date?: Date | number): string {
    return formatMoment(Number(date), this.#language, this.#now?.() ?? null)
  }
}
