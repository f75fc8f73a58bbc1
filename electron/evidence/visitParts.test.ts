import { describe, expect, it } from 'vitest'
import { copperVisit, fibreVisit, longVisit, visitEnd } from '../../test/fakes/visitFixture.ts'
import { discreetFinding, makersHalf, shortenedUser } from './discreet.ts'
import { framingVerdicts, minutesOnSite, readingPairs, reportsOf } from './visitParts.ts'

describe('what a visit’s evidence is made of', () => {
  it('pairs the newest report of each check with the one the visit began with', () => {
    expect(
      readingPairs(fibreVisit().visit).map(({ report, before }) => [report.kind, before?.receivedAt, report.receivedAt])
    ).toEqual([
      ['fibreCheck', '2026-11-21T13:00:00.000Z', '2026-11-21T14:24:00.000Z'],
    ])
    const copper = readingPairs(copperVisit().visit)
    expect(
      copper.map(({ report, before }) => `${report.kind} ${before === null ? 'alone' : 'paired'}`).toSorted()
    ).toEqual(['authenticationLog paired', 'delt paired', 'selt alone'])
  })

  it('shows a check made in between alone, and every report once', () => {
    const pairs = readingPairs(longVisit().visit)
    expect(pairs.filter(({ report }) => report.kind === 'delt').map(({ before }) => before === null)).toEqual([false, true])
    const shown = pairs.flatMap(({ report, before }) => before === null ? [report.id] : [report.id, before.id])
    expect(new Set(shown).size).toBe(shown.length)
    expect(shown.toSorted()).toEqual(reportsOf(longVisit().visit).map(({ id }) => id).toSorted())
  })

  it('takes the first verdict before and the last after', () => {
    const { visit } = copperVisit()
    const [first] = visit.items
    if (first?.kind !== 'verdict') throw new Error('the fixture begins with a verdict')
    const { before, after } = framingVerdicts({ items: [first, { ...first, id: 'again' }, ...visit.items.slice(1)] })
    expect([before?.id, after?.id]).toEqual(['verdict-before', 'verdict-after'])
    expect(framingVerdicts({ items: [] })).toEqual({ before: null, after: null })
  })

  it('counts the time on site, an open stretch up to now', () => {
    expect(minutesOnSite(copperVisit().visit, visitEnd)).toBe(75)
    expect(minutesOnSite({ onSite: [{ from: '2026-11-21T14:00:00.000Z', to: null }] }, visitEnd)).toBe(30)
    expect(minutesOnSite({ onSite: [{ from: visitEnd, to: '2026-11-21T14:00:00.000Z' }] }, visitEnd)).toBe(0)
  })
})

describe('what travels', () => {
  it('shortens users and devices', () => {
    expect(shortenedUser('2408ze000100101@isp.example')).toBe('240…')
    expect(shortenedUser('')).toBe('')
    expect(
      ['7C:FF:4D:12:9A:01', '7c-ff-4d-12-9a-01', '7CFF4D129A01', 'none', 'VLAN-6'].map(makersHalf)
    ).toEqual(['7C:FF:4D:…', '7c-ff-4d-…', '7CFF4D…', 'none', 'VLAN-6'])
    expect(
      discreetFinding({ params: { username: 'jan', mac: '7C:FF:4D:12:9A:01', expected: 'a.b@c', count: 3, vlan: '6' } }).params
    )
      .toEqual({ username: 'jan…', mac: '7C:FF:4D:…', expected: 'a.b…', count: 3, vlan: '6' })
  })
})
