import { describe, expect, it } from 'vitest'
import { readIpv4Range } from './ipv4.ts'
import { parseQuery } from './parseQuery.ts'

const words = (query: string) => parseQuery(query).words.map(({ word, wholeOnly }) => (wholeOnly ? `${word}!` : word))

describe('what a query is read as', () => {
  it.each([
    ['2408ze 10a', ['2408ze!', '10a']], ['2408 ZE 10-A', ['2408ze!', '10!', 'a']], ['2408ze10a', ['2408ze!', '10a']], ['2408 z', ['2408z']],
    ['10 kerkstraat', ['10!', 'kerkstraat']], ['kerkstraat 10', ['kerkstraat', '10']], ['10 a kerkstr', ['10!', 'a!', 'kerkstr']],
    ["'s-gravenweg", ['s', 'gravenweg']], ['100.64.1', []], ['10.0.0.1', []], ['jan@isp.nl', []], ['2408ZE000100100', ['2408ze000100100']],
  ])('%s: the words %j', (query, expected) => expect(words(query)).toEqual(expected))

  it.each([
    ['2408ze', { postcode: '2408ze', house: null }], ['2408 ZE 10 A', { postcode: '2408ze', house: { number: 10, text: '10a' } }],
    ['2408ze 10-2', { postcode: '2408ze', house: { number: 10, text: '102' } }], ['2408ze10', { postcode: '2408ze', house: { number: 10, text: '10' } }],
    ['0408ze 1', null], ['2408ze kerkstraat', null], ['2408ze 10 a kerkstraat', null], ['kerkstraat 2408ze', null],
  ])('%s: the postcode %j', (query, expected) => expect(parseQuery(query).postcode).toEqual(expected))

  it('knows whole addresses and subnets', () => {
    expect(parseQuery(' 10.20.30.13 ').ip).toEqual(readIpv4Range('10.20.30.13'))
    expect(parseQuery('10.20.30.13/29').ip).toEqual({ network: 0x0a141e08, bits: 29 })
    for (const query of ['10.20.30.256', '10.20.30', '10.20.30.1/33', '1.2.3.4.5']) expect(parseQuery(query).ip).toBeNull()
  })
  it('knows which addresses begin with what is typed so far', () => {
    expect(parseQuery('10.2').ipBeginnings).toEqual([[0x0a020000, 0x0a02ffff], [0x0a140000, 0x0a1dffff], [0x0ac80000, 0x0affffff]])
    expect(parseQuery('10.').ipBeginnings).toEqual([[0x0a000000, 0x0affffff]])
    expect(parseQuery('10.0.0.26').ipBeginnings).toEqual([[0x0a00001a, 0x0a00001a]])
    expect(parseQuery('300.').ipBeginnings).toEqual([])
  })
  it('looks for keys from three characters on', () => {
    expect(parseQuery('24').key).toBeNull()
    expect(parseQuery('2408 ZE 0').key).toBe('2408ze0')
  })
})
