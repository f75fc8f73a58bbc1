import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listsAtWork } from '../../test/fakes/listsAtWork.ts'
import type { ListsAtWork } from '../../test/fakes/listsAtWork.ts'
import { fakeNetwork, fakeSubscription } from '../../test/fakes/listsOfLines.ts'

let work: ListsAtWork
beforeEach(async () => {
  work = listsAtWork()
  const network = fakeNetwork({ chunkBytes: 500 })
  network.put(
    { accessId: '20001', street: 'Ängsvägen', number: '12', littera: 'A', unit: '1203', outlet: 'W-77', legacyAccessId: 'OLD-9', postcode: '123 45', city: 'Bålsta' },
    { accessId: '20002', street: 'Angsvagen', number: '12', postcode: '12345', city: 'Bålsta' },
    { accessId: '20003', street: 'Zetavägen', number: '2', postcode: '12345', city: 'Bålsta' },
    { accessId: '20004', street: 'Ågatan', number: '10', postcode: '12345', city: 'Bålsta' },
    { accessId: '20005', street: 'Ågatan', number: '9', postcode: '12345', city: 'Bålsta' },
    { accessId: '20006', street: 'Ögatan', number: '1', postcode: '12345', city: 'Bålsta' },
    { accessId: '20007', street: 'Storgatan', number: '2', postcode: '99801', city: 'Luleå', unit: '1001' },
    { accessId: '20008', street: 'Storgatan', number: '1', postcode: '99801', city: 'Luleå', unit: '2 tr' },
    { accessId: '20009', street: 'Østerågade', number: '4', postcode: '9000', city: 'Aalborg', country: 'DK' },
    { accessId: '20010', street: 'Æblevej', number: '5', postcode: '9000', city: 'Ålborg', country: 'DK' },
    { accessId: '20011', street: 'Zinkvej', number: '5', postcode: '9000', city: 'Ålborg', country: 'DK' },
    { accessId: '20012', street: 'Åvej', number: '5', postcode: '9000', city: 'Ålborg', country: 'DK' },
  )
  network.subscribe('20001', fakeSubscription({
    subscriptionId: 'SUB-4711', spSubscriptionId: 'SP-12', spReference: 'Order 88', service: 'BB-250/100', option82: '01:0A:73:77:2D:75:6D:65',
    dhcpIdentifiers: [{ name: 'ipv4CircuitId', value: 'sw-ume-03 eth 0/1/12' }], ipAddresses: ['81.2.3.4', '2001:db8:77::1'],
    equipment: [{ vendorId: null, macAddress: '00-1A-2b-3C-4d-5E' }],
  }))
  network.subscribe('20002', fakeSubscription({ ipAddresses: ['2001:db8:88::/56', '81.9.0.0/29'], equipment: [{ vendorId: null, macAddress: '001a.2b3c.9999' }] }))
  await work.run(network)
})
afterEach(() => work.cache.close())
const found = (query: string) => work.hits(query).map(({ line }) => line.nativeId)

describe('an access is found by', () => {
  it.each([
    ['street and number', 'ängsvägen 12'], ['plain letters', 'angsvagen 12a'], ['littera', 'ängsv 12 a'], ['apartment number', 'ängsvägen 1203'],
    ['apartment as it is said', 'ängsvägen 12a lgh 1203'], ['outlet', 'w-77'], ['earlier id', 'old-9'], ['its own id', '20001'], ['its id half typed', '2000'],
    ['postcode', '123 45'], ['postcode without space', '12345'], ['postcode half typed', '123 4'], ['postcode and street', '123 45 ängs'],
    ['street, number and postcode', 'ängsvägen 12 a 123 45'], ['city', 'bålsta'], ['city in plain letters', 'balsta'], ['city with aa', 'baalsta'],
    ['subscription', 'SUB-4711'], ['subscription half typed', 'sub-47'], ['own subscription', 'sp-12'], ['reference', 'order 88'], ['service', 'BB-250/100'],
    ['service half typed', 'bb-250'], ['option 82', '01:0a:73:77:2d:75:6d:65'], ['option 82 without signs', '010A73772D756D65'], ['option 82 with 0x', '0x010a73772d'],
    ['circuit id', 'sw-ume-03 eth 0/1/12'], ['circuit id half typed', 'sw-ume-03'], ['fixed IPv4', '81.2.3.4'], ['fixed IPv4 half typed', '81.2.'],
    ['fixed IPv6', '2001:db8:77::1'], ['fixed IPv6 written out', '2001:0DB8:0077:0:0:0:0:1'], ['fixed IPv6 half typed', '2001:db8:7'],
    ['MAC', '00:1a:2b:3c:4d:5e'], ['MAC in pairs', '00-1A-2B-3C-4D-5E'], ['MAC in fours', '001a.2b3c.4d5e'], ['MAC without signs', '001A2B3C4D5E'],
    ['MAC half typed', '00:1a:2b:3'], ['MAC half typed in fours', '001a.2b3'],
  ])('%s', (_, query) => { expect(found(query), query).toContain('20001') })

  it('an address in its prefix', () => {
    expect(found('2001:db8:88:1f::9')).toEqual(['20002'])
    expect(found('2001:db8:88:1ff::9')).toEqual([])
    expect(found('2001:db8:88::/56')).toEqual(['20002'])
    expect(found('81.9.0.5')).toEqual(['20002'])
  })
  it('a MAC address exactly, and no other', () => {
    expect(work.hits('00:1a:2b:3c:4d:5e').map(({ line, tier }) => [line.nativeId, tier])).toEqual([['20001', 'exact']])
    expect(found('00:1a:2b').toSorted()).toEqual(['20001', '20002'])
  })
  it.each([['aalborg', 4], ['ålborg', 4], ['alborg', 4], ['østerågade', 1], ['osteragade', 1], ['osteraagade', 1], ['aeblevej', 1], ['åvej', 1], ['aavej', 1], ['avej', 1]] as const)(
    'Danish letters in any writing: %s', (query, count) => { expect(found(query)).toHaveLength(count) })
})

describe('the order', () => {
  it('is that of an index of Swedish streets: å, ä and ö after z, numbers as numbers', () => {
    expect(work.hits('12345').map(({ line }) => line.street)).toEqual(
      ['Angsvagen 12', 'Zetavägen 2', 'Ågatan 9', 'Ågatan 10', 'Ängsvägen 12 A, lgh 1203', 'Ögatan 1'])
  })
  it('is the Danish one in Denmark', () => {
    expect(work.hits('9000 ålborg').filter(({ line }) => line.place.endsWith('Ålborg')).map(({ line }) => line.street)).toEqual(['Zinkvej 5', 'Æblevej 5', 'Åvej 5'])
  })
  it('puts the house that was typed before homes with its number', () => {
    expect(found('storgatan 2')[0]).toBe('20007')
    expect(work.hits('storgatan 2')[0]?.tier).toBe('exact')
  })
  it('puts what is written as it was typed first', () => {
    expect(found('ängsvägen')).toEqual(['20001', '20002'])
    expect(found('angsvagen')).toHaveLength(2)
  })
})

it('marks where it matched', () => {
  const match = work.hits('lgh 1203')[0]?.matches.find(({ field }) => field === 'unit')
  expect(match?.ranges.map(([from, to]) => match.text.slice(from, to))).toEqual(['lgh', '1203'])
  const long = work.hits('baalst').find(({ line }) => line.nativeId === '20003')?.matches.find(({ field }) => field === 'city')
  expect(long?.ranges.map(([from, to]) => long.text.slice(from, to))).toEqual(['Bålst'])
  const mac = work.hits('00:1a:2b:3').find(({ line }) => line.nativeId === '20001')?.matches
  expect(mac).toEqual([{ field: 'mac', text: '00-1A-2b-3C-4d-5E', ranges: [[0, 17]] }])
})
