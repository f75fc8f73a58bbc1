import { describe, expect, it } from 'vitest'
import type { Neighbour } from '../../../../shared/model/neighbour.ts'
import { LineId } from '../../../../shared/model/common.ts'
import { createText } from '../../../../shared/text/text.ts'
import { keepListing, keptListing, listNeighbours } from './listNeighbours.ts'
import type { NeighbourListing } from './listNeighbours.ts'
import { verdictWords } from './NeighbourRow.tsx'
import { downWords } from './NeighboursNote.tsx'
import { runWords } from './NeighbourRun.tsx'

const now = '2026-11-21T14:30:00.000Z'
const en = createText('en')
const nl = createText('nl')

const neighbour = (id: string, over: Partial<Neighbour> = {}): Neighbour => ({
  lineId: LineId.parse(`line-${id}`), nativeId: null, street: `Lijnzichtlaan ${id}`, place: '', closeness: 'ponPort', online: 'online', level: 'ok',
  ruleId: null, domains: [], at: now, ...over,
})

const nearby = [
  neighbour('1', { at: '2026-11-21T12:00:00.000Z' }),
  neighbour('2', { level: 'warn' }),
  neighbour('3', { closeness: 'lineCard', online: 'offline', level: null, at: null }),
  neighbour('4', { closeness: 'building', level: 'fault', at: '2026-11-21T13:00:00.000Z' }),
  neighbour('5', { closeness: 'building', level: null, at: null }),
]

describe('the list of lines nearby', () => {
  const table: readonly (readonly [NeighbourListing, string])[] = [
    [{ order: 'nearest', onlyBad: false }, '1 2 3 4 5'],
    [{ order: 'nearest', onlyBad: true }, '2 3 4'],
    [{ order: 'worst', onlyBad: false }, '3 4 2 5 1'],
    [{ order: 'newest', onlyBad: false }, '2 4 1 3 5'],
    [{ order: 'worst', onlyBad: true }, '3 4 2'],
  ]
  it.each(table)('%o', (listing, expected) => {
    expect(listNeighbours(nearby, listing).map(each => each.lineId.slice(-1)).join(' ')).toBe(expected)
  })

  it('keeps the choice on this device, and takes anything else for none', () => {
    const kept = new Map<string, string>()
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) }
    expect(keptListing(storage)).toEqual({ order: 'nearest', onlyBad: false })
    keepListing({ order: 'worst', onlyBad: true }, storage)
    expect(keptListing(storage)).toEqual({ order: 'worst', onlyBad: true })
    for (const key of kept.keys()) kept.set(key, 'sideways')
    expect(keptListing(storage)).toEqual({ order: 'nearest', onlyBad: false })
  })
})

describe('the line under the verdict', () => {
  it('counts those that are down, by what they share', () => {
    expect(downWords(en, nearby)).toBe('2 of the 5 lines nearby are down: 1 on the same line card, 1 in the same building.')
    expect(downWords(nl, nearby)).toBe('2 van de 5 lijnen in de buurt liggen eruit: 1 op dezelfde lijnkaart, 1 in hetzelfde gebouw.')
    expect(downWords(en, [neighbour('3', { online: 'offline' })])).toBe('The one line known nearby is down: 1 on the same PON port.')
  })
  it('says nothing where none is', () => {
    expect(downWords(en, nearby.slice(0, 2))).toBeNull()
  })
})

describe('words of a last verdict', () => {
  it('are the rule\'s own, or the places where the rule\'s words need readings', () => {
    expect(verdictWords(en, { ruleId: 'P1', domains: ['access'] })).toBe(en('finding.P1.title'))
    expect(verdictWords(en, { ruleId: 'S2', domains: ['access', 'home'] })).toBe(`${en('domain.access')}, else ${en('domain.home')}`)
    expect(verdictWords(en, { ruleId: 'Z99', domains: [] })).toBe('Finding Z99')
    expect(verdictWords(en, { ruleId: null, domains: [] })).toBe('')
  })
})

describe('how far a check of neighbours is', () => {
  const item = (state: 'waiting' | 'running' | 'complete' | 'failed' | 'notOffered') =>
    ({ neighbour: neighbour('1'), state, kinds: [], failure: null })
  it.each([
    ['running', [], en('neighbours.run.asking')],
    ['running', [item('complete'), item('failed'), item('running')], 'Checking neighbours: 2 of 3 done'],
    ['done', [item('complete')], 'Neighbours checked'],
    ['done', [item('complete'), item('failed'), item('notOffered')], 'Neighbours checked. 2 neighbours brought no result'],
    ['failed', [], en('neighbours.run.failed')],
    ['left', [item('running')], en('neighbours.run.left')],
  ] as const)('%s %#', (state, items, words) => {
    expect(runWords(en, { state, items: [...items] })).toBe(words)
  })
})
