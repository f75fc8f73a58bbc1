import { describe, expect, it } from 'vitest'
import { checkOf, lineFixtures } from '../../../test/fakes/lineFixtures.ts'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { OnlineState } from '../../../shared/model/line.ts'
import { isDownAlready } from './interrupts.ts'

const now = '2026-11-21T14:30:00.000Z'
const nowMs = Date.parse(now)
const copper = lineFixtures(now).copperOpen
const nid = copper.line.circuits[0]?.nid ?? ''
const withStates = (first: OnlineState, second: OnlineState): LineView => ({
  ...copper,
  line: {
    ...copper.line,
    circuits: copper.line.circuits.map((circuit, index) => ({ ...circuit, online: index === 0 ? first : second })),
  },
})

describe('isDownAlready', () => {
  it.each([
    ['offline', 'offline', true],
    ['offline', 'unknown', true],
    ['offline', 'online', false],
    ['online', 'offline', false],
    ['unknown', 'unknown', false],
  ] as const)('circuit %s beside one %s: %s', (first, second, down) => {
    expect(isDownAlready(withStates(first, second), nid, nowMs)).toBe(down)
  })

  it('does not rely on a state that is old, kept, or of a circuit nobody chose', () => {
    const down = withStates('offline', 'offline')
    expect(isDownAlready(down, nid, nowMs + 16 * 60_000)).toBe(false)
    expect(isDownAlready({ ...down, parts: down.parts.map(part => ({ ...part, state: 'cached' })) }, nid, nowMs)).toBe(false)
    expect(isDownAlready(down, null, nowMs)).toBe(false)
  })

  it('does not take a running DELT for a line that is down', () => {
    expect(isDownAlready({ ...withStates('offline', 'offline'), checks: [checkOf(copper, 'delt', now)] }, nid, nowMs)).toBe(false)
  })
})
