import { expect, test } from 'vitest'
import { passphraseStrength } from './passphraseStrength.ts'

test.each(['welkom1234', 'aaaaaaaaaaaaaaaaaaaa', '12345678901234', 'abcdefghijklmnop'])('%s is weak', passphrase => {
  expect(passphraseStrength(passphrase)).toBe('weak')
})

test('a short sentence is strong, a password of a kind is fair', () => {
  expect(passphraseStrength('cellar without coverage')).toBe('strong')
  expect(passphraseStrength('Tr0ub4dor&3')).toBe('fair')
})
