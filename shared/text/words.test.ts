import { describe, expect, it } from 'vitest'
import { createText } from './text.ts'
import { formatValue, unbroken } from './words.ts'

it('says an interface’s speed in the unit that reads best', () => {
  expect(formatValue(createText('en'), 1_000_000_000, 'bit/s')).toBe('1 Gbit/s')
  expect(formatValue(createText('nl'), -18.15, 'dBm')).toBe('−18,15 dBm')
})

describe('unbroken', () => {
  it('holds a value and its unit together', () => {
    expect(unbroken('sends −6.4 dBm')).toBe('sends −6.4\u00a0dBm')
    expect(unbroken('open at 479 m')).toBe('open at 479\u00a0m')
  })

  it('does not let a word break at its hyphen', () => {
    expect(unbroken('no session, last log-in 14:35')).toBe('no session, last log\u2011in 14:35')
    expect(unbroken('LAN-poort down')).toBe('LAN\u2011poort down')
  })
})
