import fc from 'fast-check'
import { expect, it } from 'vitest'
import { markMatches } from './markMatches.ts'

it('marks every place, whatever the case', () => {
  expect(
    markMatches('Up, up, down', 'UP')
      .filter(piece => piece.marked)
      .map(piece => piece.from),
  ).toEqual([0, 4])
})

it('loses nothing of the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.string({ unit: 'grapheme-ascii', maxLength: 3 }), (text, sought) => {
      expect(
        markMatches(text, sought)
          .map(piece => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
