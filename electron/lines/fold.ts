/** Letters that Unicode does not take apart into a letter and a mark. */
const singles: Readonly<Record<string, string>> = {
  ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ĳ: 'ij', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ŋ: 'n', ς: 'σ',
}
const singlesPattern = new RegExp(`[${Object.keys(singles).join('')}]`, 'gu')
// oxlint-disable-next-line no-control-regex -- the range is ASCII itself
const asciiOnly = /^[\x00-\x7f]*$/
const notWord = /[^\p{L}\p{N}]+/u
const isWordPart = /[\p{L}\p{N}]/u

/**
 * Text as the search compares it: lower case, accents gone, `ø æ å ß œ` written out, digits kept. The one function that
 * index, query and marking share. Folding what is folded changes nothing.
 */
export function fold(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase()
  const bare = text.toLowerCase().normalize('NFD').replaceAll(/\p{M}+/gu, '')
  return bare.replaceAll(singlesPattern, letter => singles[letter] ?? letter)
}

/** The folded words of a text, in order. Everything that is neither letter nor digit parts words, apostrophes too. */
export function wordsOf(text: string): string[] {
  if (asciiOnly.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return fold(text).split(notWord).filter(word => word !== '')
}

/** A text with every `å` written `aa`, as Danes and Norwegians write it too; null where it has none. */
export function withLongA(text: string): string | null {
  if (asciiOnly.test(text)) return null
  const composed = text.normalize('NFC')
  const written = composed.replaceAll(/å/giu, 'aa')
  return written === composed ? null : written
}

/** The words of a text that have an `å`, written with `aa`. */
export function longAWordsOf(text: string): string[] {
  const written = withLongA(text)
  if (written === null) return []
  const own = wordsOf(text)
  return wordsOf(written).filter((word, at) => word !== own[at])
}

/** A folded word and where it stands in the text it came from. */
export type PlacedWord = {
  readonly word: string
  readonly from: number
  readonly to: number
  /** For every number of folded characters, where they end in the text: `ends[n - 1]` for the first n. Null: one for one. */
  readonly ends: readonly number[] | null
}

/** Where the first `count` characters of a word end in its text. */
export const endAfter = ({ from, to, ends }: PlacedWord, count: number): number =>
  ends === null ? Math.min(from + count, to) : ends[Math.max(count, 1) - 1] ?? to

/** The words of `wordsOf` with their places, for marking. Slower: for what is shown, not for what is indexed. */
export function placedWordsOf(text: string): PlacedWord[] {
  return asciiOnly.test(text) ? placedInAscii(text.toLowerCase()) : placedInUnicode(text)
}

function placedInAscii(text: string): PlacedWord[] {
  return [...text.matchAll(/[a-z0-9]+/g)].map(({ 0: word, index }) => ({ word, from: index, to: index + word.length, ends: null }))
}

function placedInUnicode(text: string): PlacedWord[] {
  const found: PlacedWord[] = []
  let word = ''
  let from = 0
  let ends: number[] = []
  const close = () => {
    if (word !== '') found.push({ word, from, to: ends.at(-1) ?? from, ends })
    word = ''
    ends = []
  }
  let at = 0
  for (const letter of text) {
    const next = at + letter.length
    for (const folded of fold(letter)) {
      if (!isWordPart.test(folded)) {
        close()
        continue
      }
      if (word === '') from = at
      word += folded
      for (let unit = 0; unit < folded.length; unit += 1) ends.push(next)
    }
    // A mark belongs to the letter before it.
    if (word !== '' && fold(letter) === '') {
      for (let last = ends.length - 1; last >= 0 && ends[last] === at; last -= 1) ends[last] = next
    }
    at = next
  }
  close()
  return found
}

/** The words of `longAWordsOf` with their places. */
export function placedLongAWordsOf(text: string): PlacedWord[] {
  const written = withLongA(text)
  if (written === null) return []
  const longs = wordsOf(written)
  return placedInUnicode(text).flatMap(({ word, from, to }, at) => {
    const long = longs[at]
    if (long === undefined || long === word) return []
    const ends: number[] = []
    let end = from
    for (const letter of text.slice(from, to)) {
      end += letter.length
      for (let unit = 0; unit < (withLongA(letter) ?? fold(letter)).length; unit += 1) ends.push(end)
    }
    // A ring apart from its letter leaves the places of the rest unclear: then all of the word is marked.
    return [{ word: long, from, to, ends: ends.length === long.length ? ends : Array.from(long, () => to) }]
  })
}

/** The words of a text as they were typed, those only that have more than plain letters and digits. */
export const accentedWordsOf = (text: string): string[] => (asciiOnly.test(text) ? []
  : text.toLowerCase().normalize('NFC').split(notWord).filter(word => word !== '' && !asciiOnly.test(word)))

/** A key (NID, user name, e-mail, serial, tag) as it is stored and looked up: folded, without spaces. */
export const foldKey = (text: string): string => fold(text).replaceAll(/\s+/g, '')
