import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { createText } from '../../../../shared/text/text.ts'
import { accessFixtures } from '../../../../test/fakes/accessFixtures.ts'
import { characteristicName, choiceWords } from './characteristicWords.ts'
import { isOnPort, portToShow, readingsOfBox, readingsOfPort } from './portParts.ts'
import type { CpeState } from './portParts.ts'
import { sortRows } from './sortRows.ts'
import { spanWords } from './span.ts'

const { well, loop } = accessFixtures('2026-11-22T01:00:00.000Z')
const cpeOf = (view: typeof well) => {
  const report = view.reports.find(each => each.kind === 'cpeStatus')
  if (report?.live?.kind !== 'cpeStatus') throw new Error('the fixture has no box')
  return { report, live: report.live satisfies CpeState }
}

describe('ports of the box', () => {
  it('have their own readings, and the one optical port the light', () => {
    const { report, live } = cpeOf(well)
    const wan = readingsOfPort(report, live, 0)
    expect(wan.measurements.find(({ key }) => key === 'rxPowerAtCpeDbm')?.value).toBe(-12.9)
    expect(readingsOfPort(report, live, 1).measurements.every(({ place }) => place === 'cpePort')).toBe(true)
    expect(readingsOfPort(report, live, 1).states.some(({ key }) => key === 'cpePortLink')).toBe(true)
    expect(readingsOfBox(report, live)).toEqual([])
    expect(readingsOfPort(report, live, 99)).toEqual({ measurements: [], states: [] })
  })

  it('show the one with a fault first, else one with link', () => {
    const bad = cpeOf(loop)
    expect(bad.live.ports[portToShow(bad.report, bad.live)]?.name).toBe('LAN2')
    const fine = cpeOf(well)
    expect(fine.live.ports[portToShow(fine.report, fine.live)]?.link).toBe(true)
  })

  it('hold what stands on them by name, description or number', () => {
    const port = cpeOf(well).live.ports[1]
    if (port === undefined) throw new Error('the fixture has no second port')
    expect([' lan1', 'Ethernet 1', '1', '2', 'LAN2', null].map(at => isOnPort({ port: at }, port))).toEqual([true, true, true, false, false, false])
  })
})

describe('what a service may have', () => {
  const text = createText('en')
  it('is said in words, also where the system says true and false', () => {
    expect(['fixedIp', 'SLA', 'FIXED_IP', 'portForwarding'].map(name => characteristicName(text, name))).toEqual(['Fixed address', 'Service level', 'Fixed address', 'Port forwarding'])
    expect([['true', 'false'], ['true'], ['SLA-1', 'SLA-2'], []].map(values => choiceWords(text, values))).toEqual(['With or without', 'Yes', 'SLA-1, SLA-2', ''])
  })
})

describe('sortRows', () => {
  it('keeps every row, puts what is not given last in both directions, and counts numbers in texts', () => {
    expect(sortRows(['LAN10', 'LAN2', ''], row => row === '' ? null : row, false)).toEqual(['LAN2', 'LAN10', ''])
    expect(sortRows(['LAN10', 'LAN2', ''], row => row === '' ? null : row, true)).toEqual(['LAN10', 'LAN2', ''])
    fc.assert(fc.property(fc.array(fc.option(fc.oneof(fc.integer(), fc.string()))), fc.boolean(), (rows, descending) => {
      const sorted = sortRows(rows, row => row, descending)
      expect(sorted).toHaveLength(rows.length)
      expect(new Set(sorted)).toEqual(new Set(rows))
      const firstNone = sorted.indexOf(null)
      if (firstNone >= 0) expect(sorted.slice(firstNone).every(row => row === null)).toBe(true)
    }))
  })
})

it.each([
  [400, '0 s'], [59_000, '59 s'], [61_000, '1 min'], [3 * 3_600_000 + 300_000, '3 h 5 min'], [26 * 3_600_000, '26 h'], [3 * 86_400_000, '3 days'],
])('says %d ms as %s', (ms, words) => {
  expect(spanWords(createText('en'), ms)).toBe(words)
})
