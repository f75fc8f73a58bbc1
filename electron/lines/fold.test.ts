import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endAfter, fold, foldKey, placedWordsOf, wordsOf } from './fold.ts'

/** Texts as they occur in addresses and names, with what breaks naive folding. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'abcIJxyz019 -\'.@/’éÉèüÖøØæÆœŒåÅßĳŁłđþıſİǅΣς', 'e\u0301', '\u0301', '💡', 'ﬁ', '²'), maxLength: 40 }),
)

describe('folding', () => {
  it.each([
    ['Thérèse Schwartzestraat', 'therese schwartzestraat'], ['Curaçao', 'curacao'], ['Ærøskøbing', 'aeroskobing'], ['Åsgatan', 'asgatan'],
    ['Straße', 'strasse'], ['Œuvre', 'oeuvre'], ['IJsselstraat', 'ijsselstraat'], ['Ĳsselstraat', 'ijsselstraat'], ['ÖZTÜRK', 'ozturk'],
  ])('writes %s as %s', (given, folded) => expect(fold(given)).toBe(folded))

  it('changes nothing that is folded', () => {
    fc.assert(fc.property(text, given => { expect(fold(fold(given))).toBe(fold(given)) }))
  })
  it('parts words at apostrophes and all other signs, and keeps digits', () => {
    expect(wordsOf("'s-Gravenweg 10/A, d’Oultremont")).toEqual(['s', 'gravenweg', '10', 'a', 'd', 'oultremont'])
  })
  it('writes keys without spaces', () => expect(foldKey(' 2408 ZE 00010\t0100 ')).toBe('2408ze000100100'))
})

describe('words in their place', () => {
  it('are the words of the index', () => {
    fc.assert(fc.property(text, given => { expect(placedWordsOf(given).map(({ word }) => word)).toEqual(wordsOf(given)) }))
  })
  it('lie where the text folds to them, whole and by their beginnings', () => {
    fc.assert(fc.property(text, given => {
      for (const placed of placedWordsOf(given)) {
        expect(fold(given.slice(placed.from, placed.to))).toBe(placed.word)
        for (let count = 1; count <= placed.word.length; count += 1) {
          const end = endAfter(placed, count)
          expect(end).toBeGreaterThan(placed.from)
          expect(end).toBeLessThanOrEqual(placed.to)
          // A sign that folds to two letters is marked whole.
          expect(fold(given.slice(placed.from, end)).startsWith(placed.word.slice(0, count))).toBe(true)
        }
      }
    }))
  })
})
