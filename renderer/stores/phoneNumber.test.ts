import { describe, expect, it } from 'vitest'
import { dutchPhoneNumber } from './phoneNumber.ts'

describe('dutchPhoneNumber', () => {
  it.each([
    ['0646464643', '0646464643'],
    ['06-4646 4643', '0646464643'],
    ['+31 (0)6 46464643', '0646464643'],
    ['0031172123456', '0172123456'],
    ['088 123 45 67', '0881234567'],
    ['085.1234567', '0851234567'],
  ])('reads %s', (typed, number) => expect(dutchPhoneNumber(typed)).toBe(number))
  it.each([['0900123456'], ['064646464'], ['06464646433'], ['+32 475 12 34 56'], ['ring desk'], ['']])('refuses %s', typed => {
    expect(dutchPhoneNumber(typed)).toBeNull()
  })
})
