import { describe, expect, it } from 'vitest'
import { addressQueryOf, addressQueryOfLine, addressWords, splitAddress } from './addressDraft.ts'

describe('an address that is typed', () => {
  it('is taken apart where it was pasted whole', () => {
    expect(splitAddress('2408ze 10 A')).toEqual({ postcode: '2408 ZE', number: '10', extension: 'A' })
    expect(splitAddress('2408 ZE, 10-bis')).toEqual({ postcode: '2408 ZE', number: '10', extension: 'bis' })
    expect(splitAddress('2408ZE')).toBeNull()
    expect(splitAddress('Zuidpoolsingel 10')).toBeNull()
  })

  it('becomes a question, with the extension from the number where it was typed there', () => {
    expect(addressQueryOf({ postcode: '2408ze', number: '10a', extension: '' })).toEqual({ query: { postcode: '2408 ZE', houseNumber: 10, extension: 'a' } })
    expect(addressQueryOf({ postcode: ' 123 45 ', number: ' 7 ', extension: ' ' })).toEqual({ query: { postcode: '123 45', houseNumber: 7, extension: null } })
  })

  it('names the first field that cannot be asked about', () => {
    expect(addressQueryOf({ postcode: '', number: '10', extension: '' })).toEqual({ problem: 'postcode' })
    expect(addressQueryOf({ postcode: 'Street', number: '10', extension: '' })).toEqual({ problem: 'postcode' })
    expect(addressQueryOf({ postcode: '2408ZE', number: '0', extension: '' })).toEqual({ problem: 'number' })
    expect(addressQueryOf({ postcode: '2408ZE', number: 'ten', extension: '' })).toEqual({ problem: 'number' })
    expect(addressQueryOf({ postcode: '2408ZE', number: '10', extension: 'x'.repeat(21) })).toEqual({ problem: 'extension' })
  })

  it('comes from a line, and back in one row', () => {
    const query = addressQueryOfLine({ postcode: '2408ZE', houseNumber: '10', houseNumberExtension: 'A' })
    expect(query === null ? null : addressWords(query)).toBe('2408 ZE 10 A')
    expect(addressQueryOfLine({ postcode: null, houseNumber: '10', houseNumberExtension: null })).toBeNull()
  })
})
