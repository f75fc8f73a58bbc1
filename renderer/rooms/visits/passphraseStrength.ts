/** Fewest characters of a passphrase for a file that leaves this device. */
export const passphraseLeast = 10

export type PassphraseStrength = 'weak' | 'fair' | 'strong'

const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/]
const sizes = [26, 26, 10, 33]

/**
 * How hard a passphrase is to guess, roughly: by its length and kinds of characters, where runs (`aaaa`, `1234`) and repeated parts
 * count for little. It shall keep people from `welkom1234`, not measure anything.
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const letters = [...passphrase]
  const steps = letters.map((letter, index) => index === 0 ? Number.NaN : (letter.codePointAt(0) ?? 0) - (letters[index - 1]?.codePointAt(0) ?? 0))
  // A letter that carries on where the two before it led is no news.
  const news = letters.filter((_, index) => index < 2 || steps[index] !== steps[index - 1] || Math.abs(steps[index] ?? 9) > 1).length
  const distinct = new Set(letters.map(letter => letter.toLowerCase())).size
  const alphabet = classes.reduce((sum, each, index) => sum + (each.test(passphrase) ? sizes[index] ?? 0 : 0), 0)
  const bits = Math.min(news, distinct * 2) * Math.log2(Math.max(2, alphabet)) * (/^[a-z]+\d*$/i.test(passphrase) ? 0.6 : 0.8)
  return bits < 50 ? 'weak' : bits < 75 ? 'fair' : 'strong'
}
