import { describe, expect, it } from 'vitest'
import type { LineView } from '../../../../shared/contract/lines.ts'
import { readingAt } from './readingAt.ts'

const checkedAt = '2026-11-21T14:00:00.000Z'
const measuredAt = '2026-11-21T14:20:00.000Z'
const parts: LineView['parts'] = [{ part: 'addressCheck', state: 'fresh', at: checkedAt, failure: null }]

describe('readingAt', () => {
  it.each([
    ['a measured reading', { at: measuredAt, reading: { key: 'light', params: {} } }, measuredAt],
    ['a length that was entered', { at: measuredAt, reading: { key: 'lengthKnown', params: {} } }, measuredAt],
    ['a length of the address check', { at: null, reading: { key: 'lengthKnown', params: {} } }, checkedAt],
    ['another reading without a time', { at: null, reading: { key: 'noSession', params: {} } }, null],
    ['nothing known', { at: null, reading: null }, null],
  ] as const)('%s', (_, part, at) => {
    expect(readingAt(part, parts)).toBe(at)
  })
})
