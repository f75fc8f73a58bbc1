import { describe, expect, it } from 'vitest'
import type { Line } from '../../shared/model/line.ts'
import { labRecord, someAccount, someSystem, someTime } from '../../test/fakes/cacheOfLines.ts'
import { firstRankOf, houseRange, postcodeRanges } from './rank.ts'
import { fakeAccessLine, listSystem } from '../../test/fakes/listsOfLines.ts'
import { readers } from './readers.ts'

function lineAt(zipcode: string | null, housenr: number | null, housenrext = '', more: Record<string, unknown> = {}): Line {
  const read = readers.nextpertise.record(labRecord(1, { address: { street: 'Kerkstraat', city: 'Ede', zipcode, housenr, housenrext }, active: true, ...more }),
    { system: someSystem, accountId: someAccount, state: 'active', seenAt: someTime })
  if (read === null) throw new Error('not a line')
  return read.line
}

describe('the rank of a line', () => {
  it('follows postcode, number as a number, extension; then what is not active; then nothing overflows', () => {
    const inOrder = [
      lineAt('1011AB', 1), lineAt('1011AB', 2), lineAt('1011AB', 10), lineAt('1011AB', 10, '2'), lineAt('1011AB', 10, '12'), lineAt('1011AB', 10, 'A'),
      lineAt('1011AB', 10, 'A2'), lineAt('1011AB', 10, 'B'), lineAt('1011AB', 10, 'bis'), lineAt('1011AB', 11), lineAt('1011AC', 1), lineAt('9999ZZ', 99_999, 'z9'),
      lineAt(null, 5), lineAt('1011AB', 1, '', { active: false }),
    ].map(firstRankOf)
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
    expect(new Set(inOrder).size).toBe(inOrder.length)
    expect(inOrder.every(Number.isSafeInteger)).toBe(true)
    expect(Number.isSafeInteger(firstRankOf({ ...lineAt(null, 999_999, 'zz'), state: 'terminated' }))).toBe(true)
  })
  it('lies in the range of its postcode and number', () => {
    const rank = firstRankOf(lineAt('2408ZE', 10, 'A'))
    const isIn = (ranges: ReturnType<typeof postcodeRanges>) => ranges.some(([from, to]) => rank >= from && rank < to)
    expect([postcodeRanges('2408ze'), postcodeRanges('2408ze', 10), postcodeRanges('2408ze', 11), postcodeRanges('2408zf')].map(isIn)).toEqual([true, true, false, false])
  })
  it('of a Swedish address follows postcode, street by the Swedish alphabet, number, letter', () => {
    const at = (postcode: string, street: string, number: string, littera?: string) => firstRankOf(fakeAccessLine(
      { accessId: `${postcode}${street}${number}`, postcode, street, number, ...(littera === undefined ? {} : { littera }) },
      { system: listSystem, accountId: someAccount, seenAt: someTime }))
    const inOrder = [
      at('111 20', 'Ögatan', '1'), at('903 25', 'Adelsvägen', '400'), at('90325', 'Storgatan', '2'), at('903 25', 'Storgatan', '10'), at('903 25', 'Storgatan', '10', 'B'),
      at('903 25', 'Zetavägen', '1'), at('903 25', 'Ågatan', '1'), at('903 25', 'Ängsvägen', '1'), at('903 25', 'Ögatan', '99999', 'Ö'), at('903 26', 'Adelsvägen', '1'),
    ]
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
    expect(inOrder.every(Number.isSafeInteger)).toBe(true)
    const [from, to] = houseRange(at('903 25', 'Storgatan', '10', 'B'))
    expect(at('903 25', 'Storgatan', '10')).toBe(from)
    expect(at('903 25', 'Storgatan', '11')).toBe(to)
    expect(to - from).toBeGreaterThan(900)
  })
})
