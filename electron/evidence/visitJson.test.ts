import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copperVisit } from '../../test/fakes/visitFixture.ts'
import { visitJson } from './visitJson.ts'

const { visit } = copperVisit()

/** Members in another order, all the way down. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, each]) => [key, turned(each)]))
}

describe('a visit as JSON', () => {
  it('says its format and version, and has the line as an object', () => {
    expect(JSON.parse(visitJson(visit))).toMatchObject({
      format: 'lineside.visit', version: 1, visit: {
        id: visit.id, engineer: 'Jolanda de Bruijn', line: { nativeId: '2408ZE000100100', supplier: 'KPNWBA' },
      },
    })
  })

  it('has the same text for the same visit, in whatever order its members stand', () => {
    expect(visitJson(turned(visit) as typeof visit)).toBe(visitJson(visit))
  })

  it('keeps every item with its reports', () => {
    const read = JSON.parse(visitJson(visit)) as { visit: { items: unknown } }
    expect(read.visit.items).toEqual(JSON.parse(JSON.stringify(visit.items)))
  })

  it('lets no secret through, at any depth and inside texts that are JSON', () => {
    const keys = fc.constantFrom(
      'password', 'ppp_password', 'api-key', 'sessionToken', 'RadiusSecret', 'Authorization', 'privateKey', 'setCookie',
    )
    fc.assert(fc.property(keys, fc.integer({ min: 0, max: 3 }), fc.boolean(), (key, depth, asText) => {
      let held: unknown = { [key]: 'hunter2-very-secret' }
      for (let level = 0; level < depth; level += 1) held = { inner: [asText ? JSON.stringify(held) : held] }
      const first = visit.items.find(item => item.kind === 'verdict')
      if (first?.kind !== 'verdict') throw new Error('the fixture has a verdict')
      const reports = first.reports.map(report => ({ ...report, raw: JSON.stringify(held) }))
      expect(visitJson({ ...visit, items: [{ ...first, reports }] })).not.toContain('hunter2')
    }))
  })

  it('takes a snapshot that is no JSON', () => {
    expect(JSON.parse(visitJson({ ...visit, snapshot: 'gone' }))).toMatchObject({ visit: { line: 'gone' } })
  })
})
