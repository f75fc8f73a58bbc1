import type Database from 'better-sqlite3'
import type { QueryWord } from './parseQuery.ts'
import type { Corrections } from './matchLine.ts'

/** Typos are looked for only where fewer lines than this match better. */
export const fewHits = 5

/** At most so many words are taken for one misspelt word, the nearest first. */
const mostCorrections = 24

/** Letters of a word as a set of bits: two words that differ in n letters differ in at most 2n of them. */
function lettersOf(word: string): number {
  let bits = 0
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) % 31)
  return bits >>> 0
}

function countBits(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555)
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333)
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** Typing errors a word of this length may have: one, from eight letters on two. Words below four letters have none. */
export const mostTyposIn = (word: string): number => (word.length < 4 || /\p{N}/u.test(word) ? 0 : word.length < 8 ? 1 : 2)

/**
 * Typing errors between two words (a letter added, left out, wrong, or two neighbours swapped), or `most + 1` where there
 * are more than `most`.
 */
export function typosBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
      best = Math.min(best, cost)
    }
    if (best > most) return most + 1
    before = last
    last = row
  }
  return Math.min(last[b.length] ?? most + 1, most + 1)
}

/** The words lines have, in memory, to find those near a misspelt one. Grows with the cache; reads only what is new. */
export function createVocabulary(db: Database.Database) {
  const newer = db.prepare<[number], { id: number; word: string }>('SELECT id, word FROM vocabulary WHERE id > ? ORDER BY id')
  const words: string[] = []
  let letters = new Uint32Array(1024)
  let newest = 0

  const refresh = () => {
    for (const { id, word } of newer.iterate(newest)) {
      newest = id
      if (mostTyposIn(word) === 0) continue
      if (words.length === letters.length) {
        const larger = new Uint32Array(letters.length * 2)
        larger.set(letters)
        letters = larger
      }
      letters[words.length] = lettersOf(word)
      words.push(word)
    }
  }

  const near = (word: string): string[] => {
    const most = mostTyposIn(word)
    if (most === 0) return []
    const wanted = lettersOf(word)
    const found: { word: string; typos: number }[] = []
    for (let at = 0; at < words.length; at += 1) {
      if (countBits(((letters[at] ?? 0) ^ wanted) >>> 0) > most * 2) continue
      const candidate = words[at] ?? ''
      const typos = typosBetween(word, candidate, most)
      if (typos > 0 && typos <= most) found.push({ word: candidate, typos })
    }
    found.sort((a, b) => a.typos - b.typos || (a.word < b.word ? -1 : 1))
    return found.slice(0, mostCorrections).map(({ word: candidate }) => candidate)
  }

  return {
    /** Reads what the cache has learnt since; at opening, so that the first typo does not wait for it. */
    refresh,
    /** Words to take for each misspelt word; empty where nothing is near. */
    correctionsFor(queried: readonly QueryWord[]): Corrections {
      refresh()
      return new Map(queried.map(({ word }) => [word, near(word)] as const).filter(([, candidates]) => candidates.length > 0))
    },
  }
}
export type Vocabulary = ReturnType<typeof createVocabulary>
