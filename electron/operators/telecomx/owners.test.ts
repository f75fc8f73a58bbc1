import { describe, expect, it } from 'vitest'
import { defaultScope } from '../../../shared/model/account.ts'
import { nativeIdIn, parseNativeId } from './nativeId.ts'
import { ownersOf, walkParts, walksOf } from './owners.ts'
import { installWindowOf, mediumOf, prefixOf } from './readWords.ts'

const nobody = { customerIds: [], resellerIds: [] }

describe('walks', () => {
  it('go over requests and over each wanted state of accounts, for each customer and reseller', () => {
    const walks = walksOf(ownersOf({ customerIds: ['A', 'A'], resellerIds: ['R'] }), defaultScope)
    expect(walks.map(({ key }) => key)).toEqual([
      'requests|customer=A|state=ANY', 'accounts|customer=A|state=ACTIVE', 'accounts|customer=A|state=ORDERED', 'accounts|customer=A|state=CONFIRMED',
      'requests|reseller=R|state=ANY', 'accounts|reseller=R|state=ACTIVE', 'accounts|reseller=R|state=ORDERED', 'accounts|reseller=R|state=CONFIRMED',
    ])
    expect(walks.map(walkParts)).toContainEqual({ kind: 'account', owner: { key: 'reseller', id: 'R' } })
  })

  it('name nobody where nobody is known: the user’s own customer', () => {
    expect(walksOf(ownersOf(nobody), { ...defaultScope, states: ['cancelled'] })).toEqual([
      { key: 'accounts|state=CANCELLED', state: 'cancelled', filter: { state: 'CANCELLED' } },
    ])
  })

  it('are narrowed by cities, but not by cities and postcodes at once', () => {
    const of = (over: object) => walksOf(ownersOf(nobody), { ...defaultScope, states: ['active'], ...over }).map(({ filter }) => filter['filter'])
    expect(of({ cities: ['Køge', 'Odense'] })).toEqual(['Køge', 'Odense'])
    expect(of({ cities: ['Køge'], postcodePrefixes: ['4600'] })).toEqual([undefined])
  })
})

describe('ids', () => {
  it.each([
    ['request:5d0100000000000000000001', 'request:5d0100000000000000000001'], ['Account 5e0100000000000000000001', 'account:5e0100000000000000000001'],
    ['5e0100000000000000000001', '5e0100000000000000000001'], ['1234578901234567890AAAA', '1234578901234567890AAAA'], ['2605', null], ['Køge', null], ['', null],
  ])('%s is %s', (typed, wanted) => {
    expect(nativeIdIn(typed)).toBe(wanted)
    expect(parseNativeId(typed) === null).toBe(wanted === null)
  })
})

describe('words', () => {
  it.each([
    ['7_30_TO_16', '07:30', '16:00'], ['7_30_TO_12', '07:30', '12:00'], ['12_TO_16', '12:00', '16:00'], ['12-to-16', '12:00', '16:00'], ['AFTER_HOURS', null, null],
    ['99_TO_16', null, null],
  ])('install time %s', (word, from, to) => {
    expect(installWindowOf(word)).toEqual({ from, to, word })
  })

  it.each([['FIBER', 'fibrePointToPoint'], ['fibre', 'fibrePointToPoint'], ['DSL', 'copper'], ['x-dsl', 'copper'], ['VDSL_2', 'copper'], ['COAX', 'unknown'], [null, 'unknown']])(
    'type %s is %s', (type, medium) => { expect(mediumOf(type)).toBe(medium) },
  )

  it.each([['255.255.255.248', '/29'], ['255.255.255.255', '/32'], ['0.0.0.0', '/0'], ['/28', '/28'], ['29', '/29'], ['255.0.255.0', null], ['x', null], [null, null]])(
    'mask %s is %s', (mask, bits) => { expect(prefixOf(mask)).toBe(bits) },
  )
})
