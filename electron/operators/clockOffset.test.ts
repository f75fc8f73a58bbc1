import { describe, expect, it } from 'vitest'
import { createClockOffset } from './clockOffset.ts'

const t0 = Date.parse('2026-11-21T12:00:00Z')
const header = (ms: number) => new Date(ms).toUTCString()
const heard = (...aheadMs: number[]) => {
  const clock = createClockOffset()
  for (const ahead of aheadMs) clock.hear({ dateHeader: header(t0 + ahead), sentMs: t0 - 50, receivedMs: t0 + 150 })
  return clock.offsetMs()
}

describe('how far a system’s clock is off', () => {
  it('is not known before an answer, and nothing where the difference is within the header’s seconds', () => {
    expect(heard()).toBeNull()
    expect(heard(0, 1000)).toBe(0)
    expect(heard(-1000)).toBe(0)
  })
  it('is counted from the middle of the way, half a second being cut off', () => {
    expect(heard(600_000)).toBe(600_450)
    expect(heard(-7_200_000)).toBe(-7_199_550)
  })
  it('follows the last few answers, and one odd answer changes nothing', () => {
    expect(heard(600_000, 600_000, -90_000_000, 600_000, 601_000)).toBe(600_450)
    expect(heard(600_000, 600_000, 600_000, 600_000, 600_000, 0, 0, 0)).toBe(0)
  })
  it('is not read from answers without a time, or that took too long to tell', () => {
    const clock = createClockOffset()
    clock.hear({ dateHeader: 'soon', sentMs: t0, receivedMs: t0 })
    clock.hear({ dateHeader: header(t0), sentMs: t0 - 60_000, receivedMs: t0 })
    clock.hear({ dateHeader: header(t0), sentMs: t0, receivedMs: t0 - 60_000 })
    expect(clock.offsetMs()).toBeNull()
  })
})
