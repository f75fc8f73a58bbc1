import { describe, expect, it } from 'vitest'
import { verdictOf } from '../../../../test/fakes/verdictFixtures.ts'
import { railsOf } from './rails.ts'

const at = '2026-11-21T14:30:00.000Z'

describe('railsOf', () => {
  it('carries all the way on a line that is well', () => {
    const rails = railsOf(verdictOf('healthyFibre', at).path)
    expect(rails.map((rail) => rail.out)).toEqual(['live', 'live', 'live', 'live', 'live', 'end'])
  })

  it('ends at the fault and hides what lies beyond', () => {
    const rails = railsOf(verdictOf('wrongPassword', at).path)
    expect(rails.map((rail) => rail.out)).toEqual(['live', 'live', 'live', 'live', 'hidden', 'end'])
  })

  it('claims nothing next to a part nobody knows', () => {
    const rails = railsOf(verdictOf('ontNotRanged', at).path)
    expect(rails[1]?.out).toBe('unknown')
    expect(rails[3]?.into).toBe('unknown')
    expect(rails[3]?.out).toBe('hidden')
  })

  it('gives both ends of a connection the same drawing', () => {
    const rails = railsOf(verdictOf('copperOpen', at).path)
    for (const [index, rail] of rails.entries()) expect(rails[index + 1]?.into ?? 'end').toBe(rail.out)
  })
})
