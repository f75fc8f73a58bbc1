import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en/index.ts'
import { nl } from './nl/index.ts'
import type { Language } from '../model/settings.ts'
import { MinusFormat } from './minus.ts'
import { localeOf, MomentFormat } from './moment.ts'

/** Every key of the catalogues; English is the reference, the others must have the same keys (tested). */
export type TextKey = keyof typeof en
export type TextParams = Readonly<Record<string, string | number | Date | null | undefined>>
export type Text = {
  readonly language: Language
  /** The words for a key, ICU message format, with its parameters filled in. */
  (key: TextKey, params?: TextParams): string
}

const catalogues: Record<Language, Readonly<Record<string, string>>> = { en, nl }

/** The style of a moment in a message: `{atMs, time, moment}`. */
const momentStyle: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' }
const formats = { time: { moment: momentStyle } }

/**
 * Words of one language. A key known only at run time goes through `hasText` first. With `now` they are for a screen: moments leave
 * out the date where it is today and the year where it is this year, and numbers have a true minus sign. Without, as in what is sent
 * to an operator, moments are complete and numbers plain. Moments are in local time, or in that of an IANA `timeZone`.
 */
export function createText(language: Language, now: (() => number) | null = null, timeZone?: string): Text {
  const compiled = new Map<string, { readonly message: IntlMessageFormat; readonly unless: TextParams }>()
  const locale = localeOf(language)
  const moments = new MomentFormat(language, now, timeZone)
  const formatters = {
    getNumberFormat: (locales?: string | string[], options?: Intl.NumberFormatOptions) =>
      now === null ? new Intl.NumberFormat(locales, options) : new MinusFormat(locales, options),
    getPluralRules: (locales?: string | string[], options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locales, options),
    getDateTimeFormat: (locales?: string | string[], options?: Intl.DateTimeFormatOptions) =>
      options?.timeStyle === momentStyle.timeStyle ? moments : new Intl.DateTimeFormat(locales, options),
  }
  const text = (key: TextKey, params?: TextParams): string => {
    let held = compiled.get(key)
    if (held === undefined) {
      const words = catalogues[language][key] ?? en[key] ?? key
      const message = new IntlMessageFormat(words, locale, formats, /, (?:time, moment|number)\}/.test(words) ? { formatters } : {})
      held = { message, unless: otherwise(words) }
      compiled.set(key, held)
    }
    return String(held.message.format({ ...held.unless, ...params } as Record<string, string | number | Date | null | undefined>))
  }
  return Object.assign(text, { language })
}

/** What is kept of an older release may lack what its words choose by since: then they say the other thing. */
const otherwise = (words: string): TextParams =>
  Object.fromEntries([...words.matchAll(/\{(\w+), select,/g)].map(([, name]) => [name ?? '', 'other']))

/** Whether a key built at run time (`finding.F1.title`) has words. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(en, key)
}
