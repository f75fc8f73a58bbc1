import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PortCounters, PortStatistics } from '../model/liveState.ts'
import { crcRatioBand, gradeOf } from './bands.ts'
import { growth, recentFlow, totalCrc } from './counters.ts'
import type { Sample } from './counters.ts'

const none: PortCounters = { packets: null, bytes: null, unicast: null, broadcast: null, multicast: null, pauses: null, errors: null, crcErrors: null }
const counters = (part: Partial<PortCounters>): PortCounters => ({ ...none, ...part })
const startMs = Date.parse('2026-11-21T12:00:00Z')
const resetAt = (ms: number) => ({ utc: new Date(ms).toISOString(), zone: 'given' as const, text: '' })
const sample = (seconds: number, input: Partial<PortCounters> | null, part: Partial<PortStatistics> = {}, speedBps: number | null = 1e9): Sample => ({
  atMs: startMs + seconds * 1000, speedBps,
  statistics: {
    counterResetAt: null, input: input === null ? null : counters(input), output: null, lastFiveInput: null, lastFiveOutput: null, peakInput: null,
    peakOutput: null, ...part,
  },
})

describe('counters between two samples', () => {
  it('give rates and shares over the time between', () => {
    const flow = recentFlow(sample(0, { bytes: 1000, packets: 10, crcErrors: 0 }), sample(60, { bytes: 7_501_000, packets: 10_010, crcErrors: 5 }), 'in')
    expect(flow).toEqual({ bps: 1e6, crc: { bad: 5, of: 10_000 }, errors: null, broadcast: null })
  })

  it('count on over the edge of 32 bits, where the port can have sent that much', () => {
    const flow = recentFlow(sample(0, { bytes: 2 ** 32 - 1_000_000 }), sample(60, { bytes: 500_000 }), 'in')
    expect(flow?.bps).toBe(1_500_000 * 8 / 60)
    // At 10 Mbit/s two billion bytes do not pass in a minute: it was reset.
    expect(recentFlow(sample(0, { bytes: 2 ** 31 + 5 }, {}, 1e7), sample(60, { bytes: 500 }, {}, 1e7), 'in')).toBeNull()
    expect(growth(2 ** 64 - 4096, 4096, 1e9)).toBe(8192)
  })

  it('give nothing where a counter went back, the samples are too near, too far or the wrong way round', () => {
    const was = { bytes: 5_000_000, packets: 5000, crcErrors: 2 }
    expect(recentFlow(sample(0, was), sample(60, { bytes: 400, packets: 4, crcErrors: 0 }), 'in')).toBeNull()
    expect(recentFlow(sample(0, was), sample(60, { bytes: 400, packets: 6000, crcErrors: 3 }), 'in')).toBeNull()
    for (const seconds of [0, 5, -60, 3601]) expect(recentFlow(sample(0, was), sample(seconds, { bytes: 6_000_000 }), 'in')).toBeNull()
    expect(recentFlow(sample(0, null), sample(60, was), 'in')).toBeNull()
    // More than the link carries: another port, or a clock that jumped.
    expect(recentFlow(sample(0, was), sample(60, { bytes: 1e12 }), 'in')).toBeNull()
  })

  it('begin at a reset that both clocks can agree on, and give nothing where they cannot', () => {
    const before = sample(0, { bytes: 9e9 }, { counterResetAt: resetAt(startMs - 1e7) })
    const after = (resetMs: number) => sample(600, { bytes: 7_500_000 }, { counterResetAt: resetAt(resetMs) })
    expect(recentFlow(before, after(startMs + 300_000), 'in')?.bps).toBe(7_500_000 * 8 / 300)
    expect(recentFlow(before, after(startMs + 900_000), 'in')).toBeNull()
    expect(recentFlow(before, after(startMs - 500_000), 'in')).toBeNull()
  })

  it('fall back on the last five minutes of the element, and take the share with more packets', () => {
    const lastFiveInput = counters({ bytes: 37_500_000, packets: 1_000_000, crcErrors: 20 })
    expect(recentFlow(null, sample(0, null, { lastFiveInput }), 'in')).toMatchObject({ bps: 1e6, crc: { bad: 20, of: 1_000_000 } })
    const both = recentFlow(sample(0, { bytes: 0, packets: 0, crcErrors: 0 }), sample(60, { bytes: 600, packets: 60, crcErrors: 6 }, { lastFiveInput }), 'in')
    expect(both).toMatchObject({ bps: 80, crc: { bad: 20, of: 1_000_000 } })
  })

  it('have no share of nothing, and of no packets', () => {
    expect(recentFlow(sample(0, { packets: 5, crcErrors: 0 }), sample(60, { packets: 5, crcErrors: 0 }), 'in')?.crc).toBeNull()
    expect(totalCrc(sample(0, { crcErrors: 5 }), 'in')).toBeNull()
    expect(totalCrc(sample(0, { unicast: 90, broadcast: 10, crcErrors: 5 }), 'in')).toEqual({ bad: 5, of: 100 })
  })

  it('are never negative and never faster than the link, whatever stands in them', () => {
    const any = fc.record({ bytes: fc.option(fc.double({ min: 0, max: 2 ** 65, noNaN: true })), packets: fc.option(fc.maxSafeNat()), crcErrors: fc.option(fc.maxSafeNat()) })
    fc.assert(fc.property(any, any, fc.integer({ min: -100, max: 4000 }), (was, is, seconds) => {
      const flow = recentFlow(sample(0, was), sample(seconds, is), 'in')
      if (flow === null) return
      if (flow.bps !== null) expect(flow.bps).toBeGreaterThanOrEqual(0)
      if (flow.bps !== null) expect(flow.bps).toBeLessThan(1.2e9)
      if (flow.crc !== null) expect(flow.crc.bad / flow.crc.of).toBeLessThanOrEqual(1)
    }))
  })
})

describe('a share of damaged packets', () => {
  it('is judged only by enough packets: one of ten of idle traffic is no fault', () => {
    const grade = (bad: number, of: number) => gradeOf(bad / of * 1e6, crcRatioBand(of))
    expect(grade(1, 10)).toBe('none')
    expect(grade(5, 20_000)).toBe('warn')
    expect(grade(11, 100_000)).toBe('fault')
    expect(grade(1, 2_000_000)).toBe('ok')
    expect(grade(0, 100_000)).toBe('ok')
  })
})
