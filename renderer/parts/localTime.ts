import type { Language } from '../../shared/model/settings.ts'
import { formatMoment, localeOf } from '../../shared/text/moment.ts'

/** Where the engineer is, as this screen knows it (IANA). */
export const localTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

const formats = new Map<string, Intl.DateTimeFormat>()

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(localeOf(language), options)
  formats.set(key, made)
  return made
}

/** `21 Nov 2026, 18:03 CET`: local time with its zone, for a moment stored in UTC. */
export function formatInFull(utc: string, language: Language): string {
  return format(language, 'moment', {
    day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
  }).format(new Date(utc))
}

/** `18:03` today, `20 Nov 18:03` on another day, with the year where it is not this one. */
export function formatClock(utc: string, language: Language, nowMs: number): string {
  return formatMoment(Date.parse(utc), language, nowMs)
}

/** `21 Nov 2026` for a calendar date or a moment. */
export function formatDate(date: string, language: Language): string {
  return format(language, 'date', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(date))
}

/** `100,000` or `100.000`. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(localeOf(language)).format(count)
}
