/** What the standard fonts of a PDF can write beside Latin-1 (PDF 1.7, annex D, WinAnsiEncoding). */
const beyondLatin1 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')

/** Signs that no decomposition leads to a letter or sign of the fonts. A true minus becomes the dash of its width. */
const instead: Readonly<Record<string, string>> = {
  '−': '–', '‐': '-', '‑': '-', '‒': '–', '―': '—', '≤': '<=', '≥': '>=', '≠': '<>', '≈': '~',
  '→': '->', '←': '<-', '↔': '<->', '⇒': '=>',
  '✓': 'v', '✔': 'v', '✗': 'x', '✘': 'x', 'Ω': 'ohm', 'μ': 'µ', '′': '\'', '″': '"',
  'ł': 'l', 'Ł': 'L', 'đ': 'd', 'Đ': 'D', 'ħ': 'h', 'Ħ': 'H', 'ı': 'i', 'ĸ': 'k', 'ŀ': 'l', 'Ŀ': 'L',
  'ŋ': 'ng', 'Ŋ': 'NG', 'ŧ': 't', 'Ŧ': 'T',
  'ẞ': 'SS', '\u2007': '\u00a0', '\u202f': '\u00a0', '\u2028': '\n', '\u2029': '\n', '\t': '    ',
}

const isPlain = (char: string): boolean => {
  const code = char.codePointAt(0) ?? 0
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff && code !== 0xad) || code === 0x0a
    || beyondLatin1.has(char)
}

function printed(char: string): string {
  const substitute = instead[char]
  if (substitute !== undefined) return substitute
  // Letters with accents the fonts lack keep their letter; spaces of any width are a space.
  if (/\s/u.test(char)) return ' '
  if (/[\p{C}\p{M}]/u.test(char)) return ''
  const base = [...char.normalize('NFKD')].filter(part => isPlain(part) || instead[part] !== undefined)
  return base.length === 0 ? '?' : base.map(part => instead[part] ?? part).join('')
}

/** Where a long word may be broken. */
export const softHyphen = '\u00ad'

/**
 * A text as the PDF's fonts can write it. They know the letters of English, Dutch, Swedish and Danish and of western Europe;
 * other letters lose their accents (`Şahin`, `Sahin`), and what has no likeness at all becomes `?`.
 * Soft hyphens stay for whoever breaks the lines.
 */
export function breakable(text: string): string {
  const whole = text.normalize('NFC').replaceAll(/\r\n?/g, '\n')
  return [...whole].map(char => isPlain(char) || char === softHyphen ? char : printed(char)).join('')
}

/** The same without soft hyphens. */
export const printable = (text: string): string => breakable(text).replaceAll(softHyphen, '')
