import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guessDhcp, looksLikeDhcp } from './dhcpText.ts'
import { decodeOption82, encodeOption82, isOption82 } from './option82.ts'

const bytes = (min: number, max: number) => fc.array(fc.integer({ min: 0, max: 255 }), { minLength: min, maxLength: max })
  .map(all => all.map(byte => byte.toString(16).padStart(2, '0')).join(''))
const given = fc.array(fc.record({ code: fc.integer({ min: 1, max: 255 }), hex: bytes(0, 40) }), { minLength: 1, maxLength: 6 })

describe('decodeOption82', () => {
  it('reads circuit and remote id, as text and as hardware address', () => {
    const circuit = [...'ge-0/0/7:100'].map(each => each.charCodeAt(0).toString(16)).join('')
    const read = decodeOption82(`0x010c${circuit}02080006aabbccddeeff`)
    expect(read.problem).toBeNull()
    expect(read.subOptions).toEqual([
      { code: 1, hex: circuit, text: 'ge-0/0/7:100', mac: null, cut: false },
      { code: 2, hex: '0006aabbccddeeff', text: null, mac: 'AA:BB:CC:DD:EE:FF', cut: false },
    ])
  })

  it('takes the option’s own code and length away where they stand before it', () => {
    expect(decodeOption82('52:08:01:06:00:04:00:64:01:03')).toMatchObject({ hex: '0106000400640103', problem: null })
  })

  it('fills up single digits between colons', () => {
    expect(decodeOption82('1:6:0:4:0:64:1:3').hex).toBe('0106000400640103')
  })

  it('reads sub-options written as text', () => {
    const { subOptions, problem, hex } = decodeOption82('1:ge-0/0/7.100 2:"sw 12"')
    expect(problem).toBeNull()
    expect(subOptions.map(({ code, text }) => [code, text])).toEqual([[1, 'ge-0/0/7.100'], [2, 'sw 12']])
    expect(decodeOption82(hex).subOptions).toEqual(subOptions)
  })

  it('says where it is cut off, and keeps what came before', () => {
    const read = decodeOption82('0102 6162 0206 aabb')
    expect(read.subOptions.map(({ code, cut }) => [code, cut])).toEqual([[1, false], [2, true]])
    expect(read.problem).toEqual({ kind: 'truncated', at: 5, code: 2, says: 6, left: 2 })
    expect(decodeOption82('0102616202').problem).toEqual({ kind: 'noLength', at: 5, code: 2 })
  })

  it('names the character that is no digit, and an odd number of digits', () => {
    expect(decodeOption82('0x01 02 6g').problem).toEqual({ kind: 'notHex', place: 10, character: 'g' })
    expect(decodeOption82('01026').problem).toEqual({ kind: 'oddDigits', digits: 5 })
    expect(decodeOption82('01'.repeat(300)).problem).toEqual({ kind: 'tooLong', bytes: 300 })
  })

  it('reads back whatever was encoded, however it is written', () => {
    fc.assert(fc.property(given, fc.constantFrom('', ':', ' ', '-', '.'), fc.boolean(), fc.boolean(), (subOptions, separator, prefix, upper) => {
      const hex = encodeOption82(subOptions)
      fc.pre(hex.length / 2 <= 255 && !(hex.startsWith('52') && Number.parseInt(hex.slice(2, 4), 16) === hex.length / 2 - 2))
      const spaced = hex.replaceAll(/(..)(?=.)/g, `$1${separator}`)
      const read = decodeOption82(`${prefix ? '0x' : ''}${upper ? spaced.toUpperCase() : spaced}`)
      expect(read.problem).toBeNull()
      expect(read.subOptions.map(({ code, hex: value }) => ({ code, hex: value }))).toEqual(subOptions)
    }))
  })

  it('keeps whole sub-options before a cut, and says where the cut one begins', () => {
    fc.assert(fc.property(given, fc.nat(), (subOptions, cut) => {
      const whole = encodeOption82(subOptions)
      fc.pre(whole.length / 2 <= 255 && !whole.startsWith('52'))
      const left = whole.slice(0, 2 * (cut % (whole.length / 2)))
      const read = decodeOption82(left)
      const complete = read.subOptions.filter(each => !each.cut)
      expect(complete.map(({ code, hex }) => ({ code, hex }))).toEqual(subOptions.slice(0, complete.length))
      if (read.problem === null) expect(encodeOption82(complete)).toBe(left)
      else expect('at' in read.problem && read.problem.at).toBe(encodeOption82(complete).length / 2 + 1)
    }))
  })

  it('reads anything without a fault of its own', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), text => {
      const { subOptions, problem } = decodeOption82(text)
      expect(subOptions.every(({ code }) => code >= 0 && code <= 255)).toBe(true)
      if (problem?.kind === 'notHex') expect(problem.place).toBeGreaterThan(0)
      guessDhcp(text)
      looksLikeDhcp(text)
    }))
  })
})

describe('guessDhcp', () => {
  it.each([
    ['Agent-Circuit-Id = "sw-12 ge-0/0/7"', { field: 'ipv4CircuitId', value: 'sw-12 ge-0/0/7' }],
    ['remote-id: 0006aabbccddeeff', { field: 'ipv4RemoteId', value: '0006aabbccddeeff' }],
    ['Interface-Id: port 7', { field: 'ipv6InterfaceId', value: 'port 7' }],
    ['dhcpv6 remote id abc', { field: 'ipv6RemoteId', value: 'abc' }],
    ['0106000400640103', { field: 'ipv4option82', value: '0106000400640103' }],
    ['0x52:14:01:06:00:04:00:65:00:0D:02:08:00:06', { field: 'ipv4option82', value: '0x52:14:01:06:00:04:00:65:00:0D:02:08:00:06' }],
    ['000400650007', { field: 'ipv4CircuitId', value: '000400650007' }],
    ['sw-12/ge-0/0/7', { field: 'ipv4CircuitId', value: 'sw-12/ge-0/0/7' }],
  ] as const)('%s', (text, guess) => {
    expect(guessDhcp(text)).toEqual(guess)
  })

  it('leaves addresses, ids and names of the other searches alone', () => {
    for (const text of ['2408ze 10a', '2405LZ000150100', 'Storgatan 5 B', '123 45 Ort', '192.0.2.17', 'AA:BB:CC:DD:EE:FF', 'aabbccddeeff', 'company=next', '0612345678'])
      expect([text, looksLikeDhcp(text)]).toEqual([text, false])
    for (const text of ['0106000400640103', '0x010c67652d302f302f373a313030', 'circuit-id sw7', 'asr9k-1 ge-0/0/7:100'])
      expect([text, looksLikeDhcp(text)]).toEqual([text, true])
    expect(isOption82('1234')).toBe(false)
  })
})
