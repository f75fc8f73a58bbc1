import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostTyposIn, typosBetween } from './typos.ts'

describe('typing errors between words', () => {
  it.each([
    ['kerkstraat', 'kerkstraat', 0], ['kerkstaat', 'kerkstraat', 1], ['kerkstrraat', 'kerkstraat', 1], ['kerkstrsat', 'kerkstraat', 1],
    ['kerkstarat', 'kerkstraat', 1], ['kekstaat', 'kerkstraat', 2], ['molenweg', 'kerkstraat', 3],
  ])('%s and %s: %i', (a, b, expected) => expect(typosBetween(a, b, 2)).toBe(expected))

  it('is the same both ways, and nothing only between equals', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcd'), maxLength: 8 })
    fc.assert(fc.property(word, word, (a, b) => {
      expect(typosBetween(a, b, 8)).toBe(typosBetween(b, a, 8))
      expect(typosBetween(a, b, 8) === 0).toBe(a === b)
      expect(typosBetween(a, b, 1)).toBe(Math.min(2, typosBetween(a, b, 8)))
    }))
  })
  it('allows none in short words and numbers, two in long words', () => {
    expect(['wil', 'laan', 'kerkstraat', '2408ze', 'k12'].map(mostTyposIn)).toEqual([0, 1, 2, 0, 0])
  })
})
