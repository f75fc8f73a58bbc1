import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../../../test/fakes/lineFixtures.ts'
import type { ReadingChange } from '../../../../shared/triage/compare.ts'
import { apart, inOrder, isChanged, loginCounts, olderFirst, tallyOf } from './changes.ts'

const change = (over: Partial<ReadingChange>): ReadingChange => ({
  key: 'rxPowerAtOntDbm', place: 'ont', direction: 'received', instance: '', unit: 'dBm', what: 'measurement', before: -19, after: -19, delta: 0,
  matters: 'same', ...over,
})

it('puts what got worse first and keeps the order of the report within', () => {
  const changes = [change({ key: 'a' }), change({ key: 'b', matters: 'unclear' }), change({ key: 'c', matters: 'worse' }), change({ key: 'd' }),
    change({ key: 'e', matters: 'better' })]
  expect(inOrder(changes).map(({ key }) => key).join('')).toBe('cebad')
  expect(tallyOf(changes)).toEqual({ worse: 1, better: 1, same: 2, unclear: 1 })
  expect(inOrder([change({ before: null, after: null, delta: null, matters: 'unclear' })])).toMatchObject([{ matters: 'same' }])
})

it.each([
  [{ matters: 'same', before: -19.1, after: -19.2 }, false],
  [{ matters: 'worse', before: -19, after: -25 }, true],
  [{ matters: 'unclear', before: null, after: -25 }, true],
  [{ matters: 'unclear', before: null, after: null }, false],
  [{ what: 'state', matters: 'unclear', before: 'A', after: 'B' }, true],
] as const)('%o changed: %s', (over, is) => {
  expect(isChanged(change(over))).toBe(is)
})

it.each([
  ['2026-11-21T12:00:00Z', '2026-11-21T12:00:20Z', 'minutes', 0],
  ['2026-11-21T12:00:00Z', '2026-11-21T13:40:00Z', 'minutes', 100],
  ['2026-11-21T12:00:00Z', '2026-11-22T12:00:00Z', 'hours', 24],
  ['2026-11-21T12:00:00Z', '2026-11-23T12:00:00Z', 'days', 2],
  ['2026-11-21T12:00:00Z', '2025-11-21T12:00:00Z', 'days', 365],
] as const)('%s and %s: %s %i', (earlier, later, unit, count) => {
  expect(apart(earlier, later)).toEqual({ unit, count })
})

describe('two reports', () => {
  const { reports } = lineFixtures('2026-11-21T14:30:00.000Z').healthyFibre
  const [newer, log, older] = reports
  if (newer === undefined || log === undefined || older === undefined) throw new Error('the fixture lost a report')
  it('stand with the older first', () => {
    expect(olderFirst(newer, older)).toEqual([older, newer])
    expect(olderFirst(older, newer)).toEqual([older, newer])
  })
  it('count log-ins where both are logs, unknown outcomes only where there are any', () => {
    expect(loginCounts(newer, older)).toEqual([])
    const empty = { ...log, logins: log.logins === null ? null : { ...log.logins, attempts: [] } }
    expect(loginCounts(empty, log)).toEqual([{ outcome: 'accepted', before: 0, after: 2 }, { outcome: 'refused', before: 0, after: 0 }])
  })
})
