import type { Measurement, NormBand, Report, ReportKind, Unit } from '../model/report.ts'
import type { EngineerLimit } from '../model/settings.ts'
import { gradeOf } from './bands.ts'

/** A reading that an engineer can set a limit for: its key, the unit of the limit, and the reports that have it. */
export type LimitableReading = { readonly key: string; readonly unit: Unit; readonly kinds: readonly ReportKind[] }

const readings = (kinds: readonly ReportKind[], units: Readonly<Record<string, Unit>>): LimitableReading[] =>
  Object.entries(units).map(([key, unit]) => ({ key, unit, kinds }))

const bothWays = (key: (way: 'Down' | 'Up') => string, unit: Unit): Record<string, Unit> =>
  ({ [key('Down')]: unit, [key('Up')]: unit })

/** Every measurement that a reader gives, in the order of the checks. */
export const limitableReadings: readonly LimitableReading[] = [
  ...readings(['fibreCheck'], {
    rxPowerAtOperatorModuleDbm: 'dBm', txPowerOperatorModuleDbm: 'dBm', moduleTemperatureC: '°C', supplyVoltageV: 'V',
    txBiasMa: 'mA', interfaceSpeedBps: 'bit/s',
  }),
  ...readings(['ontCheck', 'ontLanCheck'], {
    rxPowerAtOntDbm: 'dBm', txPowerOntDbm: 'dBm', rxPowerAtOltDbm: 'dBm', ontTemperatureC: '°C',
  }),
  ...readings(['delt'], {
    ...bothWays(way => `actualRate${way}Kbps`, 'kbit/s'),
    ...bothWays(way => `attainableRate${way}Kbps`, 'kbit/s'),
    ...bothWays(way => `contractRate${way}Kbps`, 'kbit/s'),
    ...bothWays(way => `noiseMargin${way}Db`, 'dB'),
    ...bothWays(way => `signalAttenuation${way}Db`, 'dB'),
    ...bothWays(way => `lineAttenuation${way}Db`, 'dB'),
    ...bothWays(way => `transmitPower${way}Dbm`, 'dBm'),
    ...bothWays(way => `psd${way}DbmHz`, 'dBm/Hz'),
    ...bothWays(way => `relativeCapacity${way}Percent`, '%'),
    deltDistanceM: 'm', loopLengthM: 'm',
  }),
  ...readings(['portStatus'], {
    rxPowerAtAccessPortDbm: 'dBm', txPowerAccessPortDbm: 'dBm', accessPortTemperatureC: '°C', accessPortSupplyV: 'V', accessPortBiasMa: 'mA',
    accessPortSpeedBps: 'bit/s',
  }),
  ...readings(['cpeStatus'], {
    rxPowerAtCpeDbm: 'dBm', txPowerCpeDbm: 'dBm', cpeTemperatureC: '°C', cpeSupplyV: 'V', cpeBiasMa: 'mA', cpePortSpeedBps: 'bit/s',
  }),
  ...readings(['portStatus', 'cpeStatus'], {
    rateInBps: 'bit/s', rateOutBps: 'bit/s', crcRatioInPpm: 'ppm', crcRatioOutPpm: 'ppm', errorRatioInPpm: 'ppm', errorRatioOutPpm: 'ppm',
    broadcastInPercent: '%', broadcastOutPercent: '%', crcRatioTotalInPpm: 'ppm', crcRatioTotalOutPpm: 'ppm',
  }),
  ...readings(['selt'], { problemLengthM: 'm', segmentLengthM: 'm', loopAttenuationDb: 'dB' }),
]

const unitOf: ReadonlyMap<string, Unit> = new Map(limitableReadings.map(({ key, unit }) => [key, unit]))

/** Where a report comes from, as the line says. */
export type LimitedLine = { readonly supplier: string | null; readonly technology: string | null }

/**
 * The report with the engineer's own limits in it. They stand below the limits of the report and of the operator and above
 * those of standards, community and assumptions (docs/decisions/0008-limits.md), also where a reading had none. A limit
 * replaces the whole band. The most specific limit counts: supplier and technology, technology, supplier, neither; of two
 * alike the later. A missing, implausible or refused value gets no band. The same report where nothing changes.
 */
export function withLimits(report: Report, limits: readonly EngineerLimit[], line: LimitedLine): Report {
  const byKey = limitsFor(report, limits, line)
  if (byKey.size === 0 || !report.measurements.some(each => isLimited(each, byKey))) return report
  return { ...report, measurements: report.measurements.map(each => limited(each, byKey)) }
}

type LimitsByKey = ReadonlyMap<string, EngineerLimit>

/** What was chosen from a list of limits: a history asks the same for each of its thousand reports. */
const chosenFrom = new WeakMap<readonly EngineerLimit[], Map<string, LimitsByKey>>()

function limitsFor(report: Report, limits: readonly EngineerLimit[], line: LimitedLine): LimitsByKey {
  const held = chosenFrom.get(limits) ?? new Map<string, LimitsByKey>()
  chosenFrom.set(limits, held)
  const place = JSON.stringify([line.supplier, report.provider, line.technology])
  const chosen = held.get(place) ?? choose(limits, [line.supplier, report.provider], line.technology)
  held.set(place, chosen)
  return chosen
}

function choose(limits: readonly EngineerLimit[], suppliers: readonly (string | null)[], technology: string | null): LimitsByKey {
  const chosen = new Map<string, EngineerLimit>()
  for (const limit of limits) {
    if (!meets(limit.supplier, suppliers) || !meets(limit.technology, [technology])) continue
    const held = chosen.get(limit.key)
    if (held === undefined || specificity(limit) >= specificity(held)) chosen.set(limit.key, limit)
  }
  return chosen
}

const specificity = ({ supplier, technology }: EngineerLimit): number =>
  (technology === null ? 0 : 2) + (supplier === null ? 0 : 1)

/** Systems write `XGS-PON`, `XGSPON` and `xgs_pon` alike. */
const folded = (word: string): string => word.toLowerCase().replaceAll(/[-_\s]/g, '')
const meets = (wanted: string | null, given: readonly (string | null)[]): boolean =>
  wanted === null || given.some(each => each !== null && folded(each) === folded(wanted))

const isLimited = (measurement: Measurement, byKey: LimitsByKey): boolean =>
  byKey.has(measurement.key) && unitOf.get(measurement.key) === measurement.unit && measurement.value !== null
  && (measurement.conversion === 'none' || measurement.conversion === 'scaled')
  && measurement.band?.source.kind !== 'report' && measurement.band?.source.kind !== 'operator'

function limited(measurement: Measurement, byKey: LimitsByKey): Measurement {
  const limit = byKey.get(measurement.key)
  if (limit === undefined || !isLimited(measurement, byKey)) return measurement
  const band: NormBand = {
    lower: limit.lower, upper: limit.upper, warnLower: limit.warnLower, warnUpper: limit.warnUpper,
    source: { kind: 'engineer', reference: 'settings' },
  }
  return { ...measurement, band, grade: gradeOf(measurement.value, band) }
}
