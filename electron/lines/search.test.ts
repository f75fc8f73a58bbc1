import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LineId } from '../../shared/model/common.ts'
import { noFilters } from '../../shared/model/search.ts'
import { labRecord, openTestCache, someAccount, walkOnce } from '../../test/fakes/cacheOfLines.ts'
import type { TestCache } from '../../test/fakes/cacheOfLines.ts'
import { exhaustiveSearch } from './exhaustiveSearch.ts'
import type { ExhaustiveLine } from './exhaustiveSearch.ts'
import { placedTextOf } from './matchLine.ts'
import { parseQuery } from './parseQuery.ts'
import { createSearch } from './search.ts'
import type { Marks } from './search.ts'
import { decodeSearchText } from './searchText.ts'
import { createVocabulary } from './typos.ts'

const home = {
  active: true, supplier: 'KPNWBA',
  address: { street: 'Zuidpoolsingel', housenr: 10, housenrext: 'A', zipcode: '2408ZE', city: 'Alphen aan den Rijn', province: 'Zuid-Holland', municipality: 'Alphen aan den Rijn' },
  carrier: {
    nid: '2408ZE000100100', tags: ['project fttb-2024'], ont_number: 'GNXS00ABCDEF', serviceid: 'CGR12345',
    product: { name: 'GPON', supplier: 'KPNWBA', carriertype: 'Fiber', base_technology: 'FttH', data_technology: 'GPON' },
  },
  circuits: [{
    nid: '2408ZE000100101', tags: [], online: true, last_ipv4: '212.57.50.6', last_username: 'Jansen@isp.example',
    provisioning_type: 'ppp', provisioning: { enabled: true, username: 'login-jansen@isp.example', primary_ipv4: '212.57.50.6/32', routed_ipv4: ['10.20.30.8/29'] },
  }],
  enduser: { uuid: 'end-user-1' }, location_contacts: [{ name: 'Zoë Çelikbaş', email: 'zoe@klant.example', primary: true }],
}
const at = (housenr: number, housenrext: string, nid: string, more: Record<string, unknown> = {}) =>
  ({ ...home, address: { ...home.address, housenr, housenrext }, carrier: { nid }, circuits: [], location_contacts: [], enduser: undefined, ...more })

let cache: TestCache
let marks: Marks = { pinned: new Set(), recent: new Set() }
const idOf = (nid: string): LineId => {
  const row = cache.db.prepare<[string], string>('SELECT id FROM line WHERE native_id = ?').pluck().get(nid)
  return row as LineId
}
const searcher = () => createSearch({ db: cache.db, marks: () => marks, nativeIdIn: text => (/^\d{4}[A-Z]{2}\d{5}\w{4}$/i.test(text) ? text.toUpperCase() : null) })
const find = (query: string, limit = 10) => searcher().search(query, noFilters, limit)

beforeAll(() => {
  cache = openTestCache()
  cache.writer.saveEndUsers({ endUsers: [{ uuid: 'end-user-1', name: 'Bakkerij De Ærlige Bröd' }], last: true })
  walkOnce(cache, [
    [home, at(10, '', '2408ZE000100200'), at(1, '', '2408ZE000010100'), at(103, '', '2408ZE001030100'), at(2, '', '2408ZE000020100')],
    Array.from({ length: 1500 }, (_, index) => labRecord(index)),
  ])
  walkOnce(cache, [Array.from({ length: 300 }, (_, index) => labRecord(5000 + index))], { state: 'processing' })
})
afterAll(() => cache.close())

describe('what a line is found by', () => {
  it.each([
    ['street and number', 'zuidpoolsingel 10a'], ['number and street', '10a zuidpoolsingel'], ['number, extension apart, street', '10 a zuidpool'],
    ['street in part with city', 'zuidp alphen 10a'], ['postcode, number and extension', '2408ze 10a'], ['postcode with a space', '2408 ZE 10 A'],
    ['all in one', '2408ze10a'], ['extension with a dash', '2408ZE 10-A'], ['full NID', '2408ZE000100100'], ['NID of a circuit', '2408ze000100101'],
    ['NID with spaces', '2408 ZE 00010 0100'], ['user name', 'login-jansen@isp.example'], ['last user name, other case', 'JANSEN@ISP.example'],
    ['user name in part', 'login-jan'], ['address', '212.57.50.6'], ['address in a routed subnet', '10.20.30.13'], ['address in part', '212.57.5'],
    ['tag in full', 'project fttb-2024'], ['word of a tag', 'fttb'], ['service id', 'cgr12345'], ['ONT number', 'gnxs00abcdef'], ['ONT in part', 'GNXS00'],
    ['end user', 'ærlige'], ['end user without accents', 'bakkerij aerlige brod'], ['contact', 'celikb'], ['e-mail', 'zoe@klant.example'],
    ['supplier and street', 'kpnwba zuidpoolsingel 10a'], ['a typing error', 'zuidpolsingel 10a'], ['two neighbours swapped', 'zudipoolsingel 10a'],
  ])('by %s (%s)', (_, query) => {
    expect(find(query).hits[0]?.line.nativeId).toBe('2408ZE000100100')
  })

  it('does not find it by a neighbouring address or another subnet', () => {
    expect(find('10.20.30.16').hits).toEqual([])
    expect(find('212.57.50.7').hits).toEqual([])
  })
})

describe('the ranking', () => {
  it('puts the exact house before its extensions, and whole numbers before longer ones', () => {
    expect(find('2408ze 10').hits.map(({ line, tier }) => [line.street, tier])).toEqual([
      ['Zuidpoolsingel 10', 'exact'], ['Zuidpoolsingel 10 A', 'word'], ['Zuidpoolsingel 103', 'prefix'],
    ])
  })
  it('orders by number, not by text', () => {
    expect(find('zuidpoolsingel').hits.map(({ line }) => line.street)).toEqual(
      ['Zuidpoolsingel 1', 'Zuidpoolsingel 2', 'Zuidpoolsingel 10', 'Zuidpoolsingel 10 A', 'Zuidpoolsingel 103'])
  })
  it('puts pinned, then recent lines first in their tier, never above a better one', () => {
    marks = { pinned: new Set([idOf('2408ZE001030100')]), recent: new Set([idOf('2408ZE000020100')]) }
    try {
      expect(find('zuidpoolsingel').hits.slice(0, 3).map(({ line }) => line.street)).toEqual(['Zuidpoolsingel 103', 'Zuidpoolsingel 2', 'Zuidpoolsingel 1'])
      expect(find('2408ze 10').hits[0]?.line.street).toBe('Zuidpoolsingel 10')
    } finally {
      marks = { pinned: new Set(), recent: new Set() }
    }
  })
  it('shows the exact match however few are asked for, and says that there is more', () => {
    const { hits, more } = find('2408ze 10', 1)
    expect(hits.map(({ line }) => line.street)).toEqual(['Zuidpoolsingel 10'])
    expect(more).toBe(true)
  })
  it('looks for typing errors only where little else is found', () => {
    expect(find('zuidpoolsingel').hits.every(({ tier }) => tier !== 'typo')).toBe(true)
    expect(find('zuidpolsingel').hits[0]?.tier).toBe('typo')
  })
})

describe('marking', () => {
  it.each([
    ['zuidp 10a', 'address', ['Zuidp', '10 A']], ['2408 ze 10 a', 'postcode', ['2408 ZE']], ['aerl', 'endUser', ['Ærl']], ['celikb', 'contact', ['Çelikb']],
    ['2408ze0001001', 'nid', ['2408ZE0001001']], ['10.20.30.9', 'ip', ['10.20.30.8/29']], ['fttb', 'tag', ['fttb']],
  ] as const)('marks what %s found in the %s', (query, field, marked) => {
    const hit = find(query).hits.find(({ line }) => line.nativeId === '2408ZE000100100')
    const match = hit?.matches.find(each => each.field === field)
    expect(match?.ranges.map(([from, to]) => match.text.slice(from, to))).toEqual(marked)
  })
})

describe('what is asked beside words', () => {
  it('offers to look a full NID up that is not cached, and only then', () => {
    expect(find('9999ZZ000010100').liveNid).toBe('9999ZZ000010100')
    expect(find('2408ZE000100100').liveNid).toBeNull()
    expect(find('2408ZE0001001').liveNid).toBeNull()
  })
  it('finds nothing for nothing, blanks or signs', () => {
    for (const query of ['', '   ', '--', '"', "'"]) expect(find(query).hits).toEqual([])
  })
  it.each(['"', "'", '*', 'a*', 'NEAR(a b)', 'a AND', 'OR', '-a', 'a:b', '^a', '%', 'kerk"', '\u0000', 'ſ', '💡', 'a'.repeat(200)])('takes %j as text', query => {
    expect(() => find(query)).not.toThrow()
  })
  it('narrows to filters, alone and with words', () => {
    const search = searcher()
    const processing = search.search('', { ...noFilters, states: ['processing'] }, 200)
    expect(processing.hits).toHaveLength(200)
    expect(processing.more).toBe(true)
    expect(processing.hits.every(({ line }) => line.state === 'processing')).toBe(true)
    const { hits } = search.search('k', { ...noFilters, suppliers: ['KPNWBA'], accountIds: [someAccount] }, 200)
    expect(hits.length).toBeGreaterThan(0)
    expect(hits.every(({ line }) => line.supplier === 'KPNWBA')).toBe(true)
    expect(search.search('k', { ...noFilters, suppliers: ['nobody'] }, 200).hits).toEqual([])
    const alone = search.search('', { ...noFilters, suppliers: ['KPNWBA', 'DELTA'], technologies: ['VDSL2'] }, 200)
    expect(alone.hits.length).toBeGreaterThan(100)
    expect(alone.hits.every(({ line }) => line.supplier === 'KPNWBA' && line.technology === 'VDSL2')).toBe(true)
  })
})

describe('against the written ranking applied to every line', () => {
  it('gives the same lines in the same order', () => {
    const lines: ExhaustiveLine[] = cache.db.prepare<[], { id: LineId; rank: number; search: string }>('SELECT id, rank, search FROM line').all()
      .map(({ id, rank, search }) => ({ id, rank, text: placedTextOf(decodeSearchText(search)) }))
    const vocabulary = createVocabulary(cache.db)
    const search = searcher()
    const texts = lines.flatMap(({ text }) => text.map(({ text: value }) => value))
    const typed = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts), fc.nat(40), fc.nat(12), fc.nat(3), fc.nat(30)).map(([a, b, keep, keepB, kind, swap]) => {
      const first = a.slice(0, keep)
      const second = b.slice(0, keepB)
      if (kind === 0) return first
      if (kind === 1) return `${first} ${second}`
      if (kind === 2) return `${a} ${second}`
      return first.slice(0, swap) + first.slice(swap + 1)
    })
    const marked = fc.uniqueArray(fc.constantFrom(...lines.map(({ id }) => id)), { maxLength: 30 })
    fc.assert(fc.property(typed, marked, marked, (query, pinned, recent) => {
      marks = { pinned: new Set(pinned), recent: new Set(recent) }
      const all = parseQuery(query).words.length === 0 && query.trim().length < 3 ? [] : exhaustiveSearch(query, lines, marks, words => vocabulary.correctionsFor(words))
      const found = search.search(query, noFilters, 20)
      expect(found.hits.map(({ line, tier }) => [line.id, tier]), query).toEqual(all.slice(0, 20).map(({ id, tier }) => [id, tier]))
      expect(found.more).toBe(all.length > 20)
    }), { numRuns: 400 })
    marks = { pinned: new Set(), recent: new Set() }
  }, 60_000)
})
