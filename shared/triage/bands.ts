import type { BandSource, Measurement, NormBand } from '../model/report.ts'

/** PON technologies with their own limits; `unknown` takes the looser limit of both (domain.md section 3). */
export type PonTechnology = 'xgsPon' | 'gpon' | 'unknown'

/**
 * Which PON a box is on. XGS where the box's type contains `XGS` or starts with `XS-` (GMC-TK01-XGS2110, XS-010X-Q),
 * else GPON where the connection's data technology says so (domain.md section 3, after the rule table).
 */
export function ponTechnologyOf(ontType: string | null, dataTechnology: string | null): PonTechnology {
  const type = (ontType ?? '').toUpperCase()
  if (type.includes('XGS') || type.startsWith('XS-')) return 'xgsPon'
  const data = (dataTechnology ?? '').toUpperCase().replaceAll(/[^A-Z]/g, '')
  if (data.includes('XGS')) return 'xgsPon'
  return data.includes('GPON') ? 'gpon' : 'unknown'
}

/** A power within this many dB of a limit is marginal (domain.md 2.2: SFP meters are accurate to 3 dB). */
export const marginDb = 1

const standard = (reference: string): BandSource => ({ kind: 'standard', reference })
const assumption = (reference: string): BandSource => ({ kind: 'assumption', reference })

/** Limits carried in the report itself; they win over every other. Null where they bound nothing. */
export function reportBand(lower: number | null, upper: number | null): NormBand | null {
  if (lower === null && upper === null) return null
  const band: NormBand = {
    lower, upper,
    warnLower: lower === null ? null : lower + marginDb,
    warnUpper: upper === null ? null : upper - marginDb,
    source: { kind: 'report', reference: 'report' },
  }
  return isSoundBand(band) ? band : null
}

/** False for inverted or empty bounds, which say nothing (librenms #18323: bogus limits from the device). */
export function isSoundBand(band: NormBand): boolean {
  const numbers = [band.lower, band.upper, band.warnLower, band.warnUpper]
  if (numbers.every(limit => limit === null) || numbers.some(limit => limit !== null && !Number.isFinite(limit))) return false
  return band.lower === null || band.upper === null || band.lower < band.upper
}

/**
 * Grade of a value against its band: outside lower..upper `fault`, past a warn limit `warn`. 0 is a value like any other.
 * `none` without a value, without a band, or where the bounds are inverted.
 */
export function gradeOf(value: number | null, band: NormBand | null): Measurement['grade'] {
  if (value === null || band === null || !Number.isFinite(value) || !isSoundBand(band)) return 'none'
  if ((band.lower !== null && value < band.lower) || (band.upper !== null && value > band.upper)) return 'fault'
  if ((band.warnLower !== null && value < band.warnLower) || (band.warnUpper !== null && value > band.warnUpper)) return 'warn'
  return 'ok'
}

const band = (source: BandSource, lower: number | null, upper: number | null, warnLower: number | null, warnUpper: number | null): NormBand =>
  ({ lower, upper, warnLower, warnUpper, source })

/** Operator's SFP, gigabit point to point, where the report gives no norm: IEEE 802.3 clause 59 (domain.md 2.2). */
export const pointToPointBands = {
  received: band(standard('ieee802.3-59'), -19.5, -3, -18.5, -4),
  transmitted: band(standard('ieee802.3-59'), -9, -3, -8, -4),
} as const

/** Usual limits of an SFP; beyond them is worth a note, never a fault (domain.md 2.2, rule F10). */
export const sfpBands = {
  temperatureC: band(assumption('sfpComfort'), null, null, null, 70),
  supplyVoltageV: band(assumption('sfpComfort'), null, null, 3.1, 3.5),
} as const

/**
 * Optics of an access port or of the box at the customer, whose reports name no norm. What stands there is assumed to be a gigabit
 * module for one fibre: 1000BASE-BX10 or LX10 receive from -19.5 dBm, a module for 20 km from -22 (domain.md 2.2). No upper limit for
 * what is sent: modules for longer ways send more. Null for other speeds, whose modules have other limits.
 */
export function accessOpticBands(speedBps: number | null, partNumber: string | null): {
  readonly received: NormBand; readonly transmitted: NormBand; readonly temperatureC: NormBand; readonly supplyVoltageV: NormBand
} | null {
  if (speedBps !== null && speedBps !== 1e9) return null
  const isLong = /(?:BX|LX|-)-?(?:20|40|80)(?:\D|$)|(?:20|40|80) ?KM/i.test(partNumber ?? '')
  return {
    received: isLong ? band(assumption('bx20'), -22, -3, -20, -4) : band(assumption('bx10'), -19.5, -3, -18.5, -4),
    transmitted: band(assumption('bx10'), -11, null, -9, null),
    ...sfpBands,
  }
}

/**
 * CRC errors per million packets, judged by how many packets they were counted in: fewer than these say nothing, and a fault needs
 * enough that one bad packet of idle traffic is none (domain.md 2.4).
 */
export const crcPackets = { warn: 10_000, fault: 100_000 } as const

/** Parts per million of CRC errors: from 1 on a warning, from 100 on a fault (domain.md 2.4, assumption). Null for too few packets. */
export function crcRatioBand(packets: number): NormBand | null {
  if (packets < crcPackets.warn) return null
  return band(assumption('crcRatio'), null, packets >= crcPackets.fault ? 100 : null, null, 1)
}

/** dBm at the box: G.984.2 and G.9807.1 windows, working bands of domain.md 2.3. */
export const ontReceivedBands: Readonly<Record<PonTechnology, NormBand>> = {
  xgsPon: band(standard('g9807.1'), -28, -9, -25, -10),
  gpon: band(standard('g984.2'), -27, -8, -25, -9),
  unknown: band(assumption('ponLooser'), -28, -8, -25, -9),
}

/** dBm sent by the box. */
export const ontTransmittedBands: Readonly<Record<PonTechnology, NormBand>> = {
  xgsPon: band(standard('g9807.1'), 4, 9, 5, 8),
  gpon: band(standard('g984.2'), 0.5, 5, 1.5, 4),
  unknown: band(assumption('ponLooser'), 0.5, 9, 1.5, 8),
}

/**
 * dBm at the OLT. The optics class (B+, C+, N1, N2, E1) is in no report, so the outer limits of all of a technology's
 * classes are taken as limits. The warning begins where the strictest class (N1, B+) has 2 dB left (rule P7).
 */
export const oltReceivedBands: Readonly<Record<PonTechnology, NormBand>> = {
  xgsPon: band(assumption('oltClasses'), -30, -5, -24, -6),
  gpon: band(assumption('oltClasses'), -32, -8, -26, -9),
  unknown: band(assumption('oltClasses'), -32, -5, -26, -6),
}

/** Strongest sender an OLT may have, dBm: N2 and C+ (domain.md 2.3). Rule P9 takes it, so that it rather misses than accuses. */
export const oltTransmittedMaxDbm = 7

/** Noise margin in dB, both directions (domain.md 2.1, proposed: below 3 the line will drop, below 6 little reserve). */
export const noiseMarginBand: NormBand = band(assumption('noiseMargin'), 3, null, 6, null)

/** Signal attenuation of ADSL2+ in dB (domain.md 2.1): community bands, so at most a hint. */
export const adslAttenuationBand: NormBand = band({ kind: 'community', reference: 'adslAttenuation' }, null, 60, null, 50)

/** Actual over attainable rate in percent (domain.md 2.1). */
export const relativeCapacityBand: NormBand = band(assumption('relativeCapacity'), null, null, null, 95)
