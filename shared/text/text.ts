import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en/index.ts'
import { nl } from './nl/index.ts'
import type { Language } from '../model/settings.ts'

/** Every key of the catalogues; English is the reference, the others must have the same keys (tested). */
export type TextKey = keyof typeof en
export type TextParams = Readonly<Record<string, string | number | Date | null | undefined>>
export type Text = {
  readonly language: Language
  /** The words for a key, ICU message format, with its parameters filled in. */
  (key: TextKey, params?: TextParams): string
}

const catalogues: Record<Language, Readonly<Record<string, string>>> = { en, nl }

/** Words of one language. A key known only at run time goes through `hasText` first. */
export function createText(language: Language): Text {
  const compiled = new Map<string, IntlMessageFormat>()
  const text = (key: TextKey, params?: TextParams): string => {
    let message = compiled.get(key)
    if (message === undefined) {
      message = new IntlMessageFormat(catalogues[language][key] ?? en[key] ?? key, language === 'en' ? 'en-GB' : 'nl-NL')
      compiled.set(key, message)
    }
    return String(message.format(params as Record<string, string | number | Date | null | undefined>))
  }
  return Object.assign(text, { language })
}

/** Whether a key built at run time (`finding.F1.title`) has words. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(en, key)
}
