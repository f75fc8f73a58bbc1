import { LineId, type AccountId } from '../../shared/model/common.ts'
import type { LineState, Medium, OnlineState } from '../../shared/model/line.ts'
import type { LineSummary } from '../../shared/model/search.ts'

const streets = [
  ['Zuidpoolsingel', '2408 ZE', 'Alphen aan den Rijn'], ['Noorderbrink', '2553 GA', 'Den Haag'],
  ['Keizersgracht', '1015 CW', 'Amsterdam'],
  ['Laan van Meerdervoort', '2517 AN', 'Den Haag'], ['Nadorstweg', '4335 BA', 'Middelburg'],
  ['Coolsingel', '3011 AD', 'Rotterdam'],
  ['Sint Janskerkhof', '5211 VP', '’s-Hertogenbosch'], ['Burgemeester van der Velde de Wittstraat', '7311 KM', 'Apeldoorn'],
] as const
const kinds: readonly (readonly [technology: string, medium: Medium, supplier: string])[] = [
  ['GoF', 'fibrePointToPoint', 'KPNWBA'], ['XGS-PON', 'pon', 'KPNWBA'], ['VDSL2', 'copper', 'KPNWBA'], ['GPON', 'pon', 'DELTA'],
  ['ADSL2+', 'copper', 'KPNWBA'], ['GoF', 'fibrePointToPoint', 'EUROFIBER'], ['DOCSIS', 'coax', 'ZIGGO'],
]
const states: readonly LineState[] = ['active', 'active', 'active', 'active', 'processing', 'active', 'terminated']
const onlineStates: readonly OnlineState[] = ['online', 'online', 'offline', 'online', 'unknown']

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], index: number): T => {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('empty list')
  return item
}

/** As many lines as asked, always the same ones. */
export function fakeLines(count: number, accountIds: readonly AccountId[], nowMs: number): LineSummary[] {
  return Array.from({ length: count }, (_, index): LineSummary => {
    const [street, postcode, city] = pick(streets, index)
    const [technology, medium, supplier] = pick(kinds, index * 3 + Math.floor(index / 8))
    const number = 2 + Math.floor(index / streets.length) * 2
    const suffix = index % 5 === 0 ? ' A' : ''
    const nativeId = `${postcode.replace(' ', '')}${String(number).padStart(5, '0')}${String(index % 100).padStart(4, '0')}`
    return {
      id: LineId.parse(`nextpertise:https://lab.example/api|${nativeId}`), accountId: pick(accountIds, index), nativeId,
      street: `${street} ${number}${suffix}`, place: `${postcode} ${city}`, technology, medium, supplier,
      state: pick(states, index),
      online: pick(onlineStates, index), pinned: false, gone: index % 97 === 96,
      seenAt: new Date(nowMs - (index % 7 === 6 ? 3 * 86_400_000 : (index % 50) * 60_000)).toISOString(),
    }
  })
}
