import type { PortCounters, PortState, PortStatistics } from '../model/liveState.ts'
import type { Measurement, Place, Report } from '../model/report.ts'
import { crcRatioBand, gradeOf } from './bands.ts'

/** Counters of a port and when they were read, ms of one clock. */
export type Sample = { readonly statistics: PortStatistics; readonly atMs: number; readonly speedBps: number | null }

/** Two samples nearer together tell of the moment, not of the line; further apart of another day. */
export const leastIntervalMs = 10_000
export const mostIntervalMs = 3_600_000
/** `lastFive…`: minutes are assumed, the document does not say (ON-API 2.6). */
const lastFiveSeconds = 300

/** So many of so many packets. */
export type Share = { readonly bad: number; readonly of: number }
/** What one direction of a port did. `bps` null where no bytes were counted over a known time. */
export type Flow = { readonly bps: number | null; readonly crc: Share | null; readonly errors: Share | null; readonly broadcast: Share | null }

/**
 * What a port did lately: between two samples, else in the last five minutes by its own count. Of error ratios the one that rests
 * on more packets counts. Null where neither is known: counters reset or ran backwards, clocks off, samples too near or too far apart.
 */
export function recentFlow(before: Sample | null, now: Sample, way: 'in' | 'out'): Flow | null {
  const between = before === null ? null : flowBetween(before, now, way)
  const counters = now.statistics[way === 'in' ? 'lastFiveInput' : 'lastFiveOutput']
  const five = counters === null ? null : flowOf(counters, lastFiveSeconds)
  if (between === null || five === null) return between ?? five
  const more = (a: Share | null, b: Share | null): Share | null => (a?.of ?? -1) >= (b?.of ?? -1) ? a : b
  return {
    bps: between.bps ?? five.bps, crc: more(between.crc, five.crc), errors: more(between.errors, five.errors),
    broadcast: more(between.broadcast, five.broadcast),
  }
}

/** CRC errors of all packets since the counters were reset, whenever that was. */
export function totalCrc({ statistics }: Sample, way: 'in' | 'out'): Share | null {
  const counters = way === 'in' ? statistics.input : statistics.output
  return counters === null ? null : shareOf(counters.crcErrors, packetsOf(counters))
}

function flowBetween(before: Sample, now: Sample, way: 'in' | 'out'): Flow | null {
  const name = way === 'in' ? 'input' : 'output'
  const [was, is] = [before.statistics[name], now.statistics[name]]
  if (is === null) return null
  const resetMs = resetBetween(before, now)
  if (resetMs !== null) {
    // All since the reset, where its moment can be: clocks of network elements are off now and then.
    const sinceMs = now.atMs - resetMs
    return sinceMs < leastIntervalMs || sinceMs > now.atMs - before.atMs ? null : flowOf(is, sinceMs / 1000)
  }
  const elapsedMs = now.atMs - before.atMs
  if (was === null || elapsedMs < leastIntervalMs || elapsedMs > mostIntervalMs) return null
  // A tenth more, because the moments are those of the replies. No link known: the fastest a port may be.
  const seconds = elapsedMs / 1000
  const mostBytes = (now.speedBps ?? before.speedBps ?? fastestBps) / 8 * seconds * 1.1 + slackBytes
  const mostPackets = mostBytes / leastFrameBytes
  const grown = (key: keyof PortCounters): number | null => growth(was[key], is[key], key === 'bytes' ? mostBytes : mostPackets)
  // What carries the port's traffic ran backwards: everything began anew, whatever the other counters say.
  if (ranBackwards(was, is, key => grown(key))) return null
  return flowOf({
    packets: grown('packets'), bytes: grown('bytes'), unicast: grown('unicast'), broadcast: grown('broadcast'), multicast: grown('multicast'),
    pauses: null, errors: grown('errors'), crcErrors: grown('crcErrors'),
  }, seconds)
}
const fastestBps = 1e11
const slackBytes = 100_000
/** The shortest frame of Ethernet with what stands between two of them. */
const leastFrameBytes = 84

const ranBackwards = (was: PortCounters, is: PortCounters, grown: (key: 'bytes' | 'packets') => number | null): boolean =>
  (['bytes', 'packets'] as const).some(key => was[key] !== null && is[key] !== null && grown(key) === null)

/** Two that name one reset differ by how the element rounds its clock. */
const sameResetMs = 2_000

/** When the counters were reset between two samples, by the element's own word. */
function resetBetween(before: Sample, now: Sample): number | null {
  const [was, is] = [before.statistics.counterResetAt, now.statistics.counterResetAt]
  if (is === null) return null
  const ms = Date.parse(is.utc)
  const isNew = was === null ? ms > before.atMs : Math.abs(ms - Date.parse(was.utc)) > sameResetMs
  return isNew ? ms : null
}

/** By how much a counter grew, over the edge of 32 or 64 bits too; null where it was reset or grew by more than can be. */
export function growth(was: number | null, is: number | null, most: number): number | null {
  if (was === null || is === null || was < 0 || is < 0) return null
  const edges = is >= was ? [0] : [2 ** 32, 2 ** 64].filter(edge => was < edge && was >= edge / 2)
  const grown = edges.map(edge => edge - was + is).find(each => each >= 0 && each <= most)
  return grown ?? null
}

function flowOf(counters: PortCounters, seconds: number): Flow | null {
  const packets = packetsOf(counters)
  return {
    bps: counters.bytes === null ? null : counters.bytes * 8 / seconds,
    crc: shareOf(counters.crcErrors, packets), errors: shareOf(counters.errors, packets), broadcast: shareOf(counters.broadcast, packets),
  }
}

/** All packets, or the three kinds of them where the sum is not given. */
function packetsOf({ packets, unicast, broadcast, multicast }: PortCounters): number | null {
  if (packets !== null) return packets
  return unicast === null ? null : unicast + (broadcast ?? 0) + (multicast ?? 0)
}

const shareOf = (bad: number | null, of: number | null): Share | null => bad === null || of === null || of <= 0 || bad > of ? null : { bad, of }

/**
 * Rates and error ratios of a report's ports as readings; `before` is an earlier report of the same kind and target. Counters
 * themselves are no readings: they only grow.
 */
export function withRates<Each extends Pick<Report, 'live' | 'measurements' | 'receivedAt'>>(report: Each, before: Pick<Report, 'live' | 'receivedAt'> | null): Each {
  const { live } = report
  if (live === null || (live.kind !== 'portStatus' && live.kind !== 'cpeStatus')) return report
  const earlier = before?.live?.kind === live.kind ? before.live : null
  const atMs = Date.parse(report.receivedAt)
  const beforeMs = before === null ? 0 : Date.parse(before.receivedAt)
  const ports = live.kind === 'portStatus' ? [{ port: live.port, place: 'accessPort' as const, instance: '' }]
    : live.ports.map((port, index) => ({ port, place: 'cpePort' as const, instance: portName(port, index) }))
  const added = ports.flatMap(({ port, place, instance }, index) => {
    const was = earlier === null ? null : earlier.kind === 'portStatus' ? earlier.port : earlier.ports.find((each, at) => portName(each, at) === portName(port, index)) ?? null
    return rateReadings(sampleOf(was, beforeMs), sampleOf(port, atMs), place, instance)
  })
  return added.length === 0 ? report : { ...report, measurements: [...report.measurements, ...added] }
}

/** How a port of the box is told apart: by its name, else its number, else its place in the list. */
export const portName = ({ name, description, index }: Pick<PortState, 'name' | 'description' | 'index'>, at: number): string =>
  name ?? description ?? String(index ?? at + 1)

const sampleOf = (port: PortState | null, atMs: number): Sample | null =>
  port === null || port.statistics === null ? null : { statistics: port.statistics, atMs, speedBps: port.speedBps }

function rateReadings(before: Sample | null, now: Sample | null, place: Place, instance: string): Measurement[] {
  if (now === null) return []
  return (['in', 'out'] as const).flatMap(way => {
    const direction = way === 'in' ? 'received' as const : 'transmitted' as const
    const Way = way === 'in' ? 'In' : 'Out'
    const shared = { place, instance, direction, conversion: 'scaled' as const }
    const flow = recentFlow(before, now, way)
    const total = totalCrc(now, way)
    const ratio = (key: string, share: Share | null | undefined, isJudged: boolean): Measurement[] => {
      if (share === null || share === undefined) return []
      const value = Math.round(share.bad / share.of * 1e9) / 1e3
      const band = isJudged ? crcRatioBand(share.of) : null
      return [{ ...shared, key, unit: 'ppm', value, raw: `${share.bad} / ${share.of}`, band, grade: gradeOf(value, band) }]
    }
    const broadcast = flow?.broadcast ?? null
    return [
      ...(flow === null || flow.bps === null || flow.bps > fastestBps ? [] : [{
        ...shared, key: `rate${Way}Bps`, unit: 'bit/s' as const, value: Math.round(flow.bps), raw: null, band: null, grade: 'none' as const,
      }]),
      ...ratio(`crcRatio${Way}Ppm`, flow?.crc, true), ...ratio(`errorRatio${Way}Ppm`, flow?.errors, false),
      ...(broadcast === null ? [] : [{
        ...shared, key: `broadcast${Way}Percent`, unit: '%' as const, value: Math.round(broadcast.bad / broadcast.of * 1000) / 10,
        raw: `${broadcast.bad} / ${broadcast.of}`, band: null, grade: 'none' as const,
      }]),
      ...ratio(`crcRatioTotal${Way}Ppm`, total, false),
    ]
  })
}
