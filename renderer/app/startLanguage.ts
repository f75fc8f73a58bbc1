import type { Language } from '../../shared/model/settings.ts'

const key = 'lineside.language'

/** The language until the settings are open: the one used last, else the browser's. */
export function startLanguage(): Language {
  const kept = localStorage.getItem(key)
  if (kept === 'en' || kept === 'nl') return kept
  return navigator.language.startsWith('nl') ? 'nl' : 'en'
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language)
  document.documentElement.lang = language
}
