import { describe, expect, it } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import { hiddenBy, railsOf } from './rails.ts'

const lines = lineFixtures('2026-11-21T14:30:00.000Z')

describe('railsOf', () => {
  it('carries up to the home, of which only the engineer can tell', () => {
    const rails = railsOf(lines.healthyFibre.verdict.path)
    expect(rails.map(rail => rail.out)).toEqual(['live', 'live', 'live', 'live', 'unknown', 'end'])
  })

  it('ends at the fault and hides what lies beyond', () => {
    const rails = railsOf(lines.wrongPassword.verdict.path)
    expect(rails.map(rail => rail.out)).toEqual(['live', 'live', 'live', 'live', 'hidden', 'end'])
  })

  it('claims nothing next to a part nobody knows', () => {
    const rails = railsOf(lines.ontNotRanged.verdict.path)
    expect(rails[1]?.out).toBe('unknown')
    expect(rails[3]?.into).toBe('unknown')
    expect(rails[3]?.out).toBe('hidden')
  })

  it('gives both ends of a connection the same drawing', () => {
    const rails = railsOf(lines.copperOpen.verdict.path)
    for (const [index, rail] of rails.entries()) expect(rails[index + 1]?.into ?? 'end').toBe(rail.out)
  })
})

describe('hiddenBy', () => {
  it('names the part with the fault for what looks dead beyond it, and nothing before it', () => {
    const { path } = lines.copperOpen.verdict
    expect(path.map((_, index) => hiddenBy(path, index))).toEqual([null, null, null, 'line', 'line', 'line'])
  })

  it('names none where nothing is wrong', () => {
    const { path } = lines.healthyFibre.verdict
    expect(path.map((_, index) => hiddenBy(path, index))).toEqual(path.map(() => null))
  })
})
