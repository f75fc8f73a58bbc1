import type { Language } from '../model/settings.ts'

/** The locale whose dates and numbers an engineer of that language writes. */
export const localeOf = (language: Language): string => language === 'en' ? 'en-GB' : 'nl-NL'

const made = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, timeZone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [language, timeZone, ...Object.keys(options)].join(' ')
  const known = made.get(key) ?? new Intl.DateTimeFormat(localeOf(language), timeZone === undefined ? options : { ...options, timeZone })
  made.set(key, known)
  return known
}

/**
 * A moment in local time, or in that of an IANA zone: `14:35` where it is today, `20 Nov 14:35` within this year, `3 Nov 2025 14:35`
 * otherwise, and always in full without `nowMs`. The parts of the date hold together where a line breaks.
 */
export function formatMoment(ms: number, language: Language, nowMs: number | null, timeZone?: string): string {
  const said = (options: Intl.DateTimeFormatOptions, at: number): string => format(language, timeZone, options).format(at)
  const isSame = (options: Intl.DateTimeFormatOptions): boolean => nowMs !== null && said(options, ms) === said(options, nowMs)
  const date = { day: 'numeric', month: 'short', year: 'numeric' } as const
  const time = said({ hour: '2-digit', minute: '2-digit' }, ms)
  if (isSame(date)) return time
  const day = said(isSame({ year: 'numeric' }) ? { day: 'numeric', month: 'short' } : date, ms)
  return `${day.replaceAll(' ', '\u00a0')} ${time}`
}

/** Writes moments as `formatMoment` does, where a formatter of the platform is expected. */
export class MomentFormat extends Intl.DateTimeFormat {
  readonly #language: Language
  readonly #now: (() => number) | null
  readonly #timeZone: string | undefined
  constructor(language: Language, now: (() => number) | null, timeZone?: string) {
    super(localeOf(language))
    this.#language = language
    this.#now = now
    this.#timeZone = timeZone
  }
  override format(date?: Date | number): string {
    return formatMoment(Number(date), this.#language, this.#now?.() ?? null, this.#timeZone)
  }
}
