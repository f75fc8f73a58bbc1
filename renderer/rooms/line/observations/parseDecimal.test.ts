import { describe, expect, it } from 'vitest'
import { parseDecimal } from './parseDecimal.ts'

describe('parseDecimal', () => {
  it.each([
    ['-21,5', -21.5],
    ['−21.5', -21.5],
    [' 0 ', 0],
    ['479', 479],
    ['.5', 0.5],
    ['3.', 3],
  ])('reads %s', (typed, value) => {
    expect(parseDecimal(typed)).toBe(value)
  })
  it.each([['-'], ['1.000,5'], ['12 dBm'], [''], ['1e3'], ['--1']])('refuses %s', typed => {
    expect(parseDecimal(typed)).toBeNull()
  })
})
