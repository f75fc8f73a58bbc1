import type { Medium } from '../../../shared/model/line.ts'

/**
 * The medium a service runs on, by the words of its details, type and label. "Glasvezel" alone does not say whether it is
 * shared.
 */
export function mediumOfWords(words: string): Medium {
  if (/docsis|\bcoax|\bhfc\b/i.test(words)) return 'coax'
  if (/x?gs?-?pon\b|\bpon\b/i.test(words)) return 'pon'
  if (/\bgof\b|\bftto\b|point.to.point/i.test(words)) return 'fibrePointToPoint'
  if (/[av]dsl|\bsdsl\b|koper|copper|g\.?fast/i.test(words)) return 'copper'
  if (/mobiel|mobile|\bsim\b|\blte\b|\b[45]g\b/i.test(words)) return 'radio'
  return 'unknown'
}

const TECHNOLOGY = /\b(VDSL2?|ADSL2?\+?|SDSL|G\.?fast|XGS-?PON|GPON|GoF|FttH|FttO|DOCSIS(?: ?3\.\d)?|EoCu|WEAS|EVPN)\b/i

/** The field's name of a technology in these words, or null. */
export function technologyIn(words: string): string | null {
  return TECHNOLOGY.exec(words)?.[1] ?? null
}
