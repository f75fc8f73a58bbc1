import type { LivePort, Rate } from './live.ts'

const FIVE_MINUTES_S = 300
const WRAP = 2 ** 32
const BROADCAST_SHARE = 0.004
const MULTICAST_SHARE = 0.03

/** Wire names of the counters (ON-API 2.6). */
export const COUNTERS = ['packets', 'bytes', 'unicast', 'broadcast', 'multicast', 'pauses', 'errors', 'crcErrors'] as const

/** What a rate adds to each counter in so many seconds. */
function amounts({ bytesPerSecond, packetBytes, crcPpm, errorPpm }: Rate, seconds: number): number[] {
  const packets = (bytesPerSecond / packetBytes) * seconds
  return [
    packets, bytesPerSecond * seconds, packets * (1 - BROADCAST_SHARE - MULTICAST_SHARE), packets * BROADCAST_SHARE,
    packets * MULTICAST_SHARE, 0, (packets * errorPpm) / 1_000_000, (packets * crcPpm) / 1_000_000,
  ]
}

function sum(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, at) => value + (b[at] ?? 0))
}

/** Counters of a port at a moment, not yet wrapped: they grow with the clock, and never fall but by a reset. */
export function countersOf(port: LivePort, direction: 'input' | 'output', nowMs: number): number[] {
  const { carried, resetMs, changedMs } = port
  if (carried !== null && carried.atMs >= resetMs) return sum(carried[direction], amounts(port[direction], (nowMs - carried.atMs) / 1000))
  const turnMs = Math.min(nowMs, Math.max(resetMs, changedMs))
  return sum(amounts(port.usual[direction], (turnMs - resetMs) / 1000), amounts(port[direction], (nowMs - turnMs) / 1000))
}

/** What came in the last five minutes. */
function lastFive(port: LivePort, direction: 'input' | 'output', nowMs: number): number[] {
  const all = Math.min(FIVE_MINUTES_S, (nowMs - port.resetMs) / 1000)
  const now = Math.min(all, (nowMs - Math.max(port.resetMs, port.carried?.atMs ?? port.changedMs)) / 1000)
  return sum(amounts(port[direction], now), amounts(port.usual[direction], all - now))
}

function wire(values: readonly number[], wraps: boolean): Record<string, number> {
  return Object.fromEntries(COUNTERS.map((name, at) => {
    const value = Math.floor(values[at] ?? 0)
    return [name, wraps ? value % WRAP : value]
  }))
}

/** Statistics of a port in wire names; `iso` writes a moment. */
export function statisticsOf(port: LivePort, nowMs: number, iso: (ms: number) => string): Record<string, unknown> {
  const peak = ({ bytesPerSecond }: Rate): Record<string, unknown> => ({ counter: Math.round(bytesPerSecond * 3.4), timestamp: iso(port.peakMs) })
  return {
    counterResetAt: iso(port.resetMs),
    peakInputRate: peak(port.usual.input),
    peakOutputRate: peak(port.usual.output),
    lastFiveInput: wire(lastFive(port, 'input', nowMs), false),
    lastFiveOutput: wire(lastFive(port, 'output', nowMs), false),
    input: wire(countersOf(port, 'input', nowMs), port.wraps),
    output: wire(countersOf(port, 'output', nowMs), port.wraps),
  }
}
