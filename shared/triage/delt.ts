import type { NormBand, Report } from '../model/report.ts'
import { adslAttenuationBand, noiseMarginBand, relativeCapacityBand } from './bands.ts'
import {
  completeOf, copperUp, deltSilent, inShowtime, judgedDelt, pairName, pairsOf, pairState, seltVerdict, showtime, sideOf, testPointsOf,
} from './copper.ts'
import { fromLine, fromObservation, fromReport, momentMs, valuesIn } from './evidence.ts'
import type { Evidence, FoundMeasurement } from './evidence.ts'
import { assumption, community, experience, nothing, rounded, standard, systemDocument } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

const dayMs = 86_400_000

/** Margins that differ less are one margin: it moves with the temperature and the hour (rule D12, assumption). */
const marginMoveDb = 3
/** Limits of a margin: its own, else the assumed. */
const marginBandOf = ({ measurement }: FoundMeasurement): NormBand => measurement.band ?? noiseMarginBand

type Found = readonly FoundMeasurement[]
const lowest = (found: Found): FoundMeasurement | null => found.toSorted((a, b) => a.value - b.value)[0] ?? null
const highest = (found: Found): FoundMeasurement | null => found.toSorted((a, b) => b.value - a.value)[0] ?? null

const marginKeys = ['noiseMarginDownDb', 'noiseMarginUpDb']
/** The lowest margin of both directions and all pairs, in showtime. */
const marginIn = (report: Report): FoundMeasurement | null => lowest(marginKeys.flatMap(key => inShowtime(report, key)))
const margin = (evidence: Evidence): FoundMeasurement | null => {
  const report = judgedDelt(evidence)
  return report === null ? null : marginIn(report)
}

/** A rate of all pairs together, kbit/s. Null where a pair has none. */
function rateIn(report: Report, key: string): number | null {
  const found = inShowtime(report, key)
  const pairs = new Set(report.measurements.filter(each => each.key === key).map(({ instance }) => instance))
  return found.length === 0 || found.length < pairs.size ? null : found.reduce((sum, { value }) => sum + value, 0)
}

/** Ordered speed: the report's own where it gives one (it may be a default: the source is shown), else the product's. kbit/s. */
function contract(evidence: Evidence, report: Report): { readonly kbps: number; readonly source: 'report' | 'product' } | null {
  // Whether each pair of a bonded line repeats the contract or has its share is documented nowhere.
  const reported = valuesIn(report, 'contractRateDownKbps').filter(({ value }) => value > 0)
  const first = reported[0]
  const isBonded = reported.length > 1 || pairsOf(report, 'lineStatus').length > 1
  if (first !== undefined && !isBonded) return { kbps: first.value, source: 'report' }
  const kbps = evidence.line.circuits.map(({ product }) => product?.downloadKbps ?? 0).reduce((a, b) => Math.max(a, b), 0)
  return kbps > 0 ? { kbps, source: 'product' } : null
}
const ofContract = (source: 'report' | 'product', report: Report) =>
  source === 'report' ? fromReport(report, 'contractRateDownKbps') : fromLine('product.downloadKbps')

/** The DELTs of both ends of the inside wiring, where a finding rests on both. */
const bothPoints = (evidence: Evidence, key: string) => {
  const points = testPointsOf(evidence, 'delt')
  return points === null ? [] : [...fromReport(points.isra, key), ...fromReport(points.behind, key)]
}

function onMargin(evidence: Evidence, level: RuleHit['level'], found: FoundMeasurement, limitDb: number): RuleHit {
  const side = sideOf(evidence, report => marginIn(report)?.value ?? null, (isra, behind) => isra - behind >= marginMoveDb)
  const { key, direction, instance } = found.measurement
  return {
    level, part: side === 'wiring' ? 'terminal' : 'line', basis: side === null ? 'plain' : 'two',
    domains: side !== null ? [side] : found.report.testPoint === 'isra' ? ['access'] : ['wiring', 'access'],
    readings: side === null ? fromReport(found.report, key) : bothPoints(evidence, key),
    params: { db: rounded(found.value), limitDb: rounded(limitDb), direction, pair: pairName(instance), side: side ?? 'unknown' },
  }
}

/** A log that holds nothing of the last day before it was asked for. */
const logEmptyForADay = (evidence: Evidence): Report | null => evidence.logs.find(report => {
  if (report.logins === null) return false
  const until = momentMs(evidence, report)
  return until - Date.parse(report.logins.after) >= dayMs
    && report.logins.attempts.every(({ at }) => until - Date.parse(at.utc) > dayMs)
}) ?? null

type Fall = { readonly now: FoundMeasurement; readonly before: FoundMeasurement }

/** The margin that fell most since the DELT before, at the same place and of the same pair. A faster line pays with its margin. */
function fallenMargin(evidence: Evidence, report: Report): Fall | null {
  const earlier = completeOf(evidence, 'delt').filter(each => each.testPoint === report.testPoint
    && each.target.nid === report.target.nid && momentMs(evidence, each) < momentMs(evidence, report))
  const falls = marginKeys.flatMap(key => inShowtime(report, key).flatMap((now): Fall[] => {
    const same = ({ measurement }: FoundMeasurement): boolean => measurement.instance === now.measurement.instance
    const before = earlier.flatMap(each => inShowtime(each, key)).find(same)
    if (before === undefined || before.value - now.value < marginMoveDb) return []
    const [was, is] = [before.report, report].map(each => inShowtime(each, rateOf(key)).find(same)?.value ?? null)
    return typeof was === 'number' && typeof is === 'number' && is > was * 1.1 ? [] : [{ now, before }]
  }))
  return falls.toSorted((a, b) => (b.before.value - b.now.value) - (a.before.value - a.now.value))[0] ?? null
}
const rateOf = (marginKey: string): string => marginKey.replace('noiseMargin', 'actualRate').replace(/Db$/, 'Kbps')

const g997 = (what: string) => standard(`ITU-T G.997.1/G.997.2, ${what}`)

export const deltRules: readonly Rule[] = [
  {
    id: 'D1', levels: ['fault'], domains: ['home', 'access', 'wiring'], explains: ['A1', 'A4', 'noSession'],
    source: g997('initialisation failure "no peer detected": modem off, not connected, or the loop broken or too long'),
    evaluate: evidence => {
      const silent = deltSilent(evidence)
      if (silent === null) return nothing
      const { report, pair, othersUp } = silent
      const points = testPointsOf(evidence, 'delt')
      const base = { level: 'fault' as const, readings: fromReport(report, 'lineStatus', 'problem') }
      if (points !== null && points.behind === report && showtime(points.isra) === true) {
        return [{
          ...base, domains: ['wiring'], basis: 'two', part: 'terminal', params: { pair: pairName(pair), why: 'wiring' },
          readings: [...base.readings, ...fromReport(points.isra, 'lineStatus')],
        }]
      }
      // Off by the engineer's own eye, and unheard: one cause for both.
      if (evidence.observations?.modemPowered === 'no' && !othersUp) {
        return [{
          ...base, domains: ['home'], basis: 'two', part: 'terminal', params: { pair: pairName(pair), why: 'off' },
          readings: [...base.readings, fromObservation('modemPowered')],
        }]
      }
      return [{
        ...base, basis: 'plain', part: othersUp ? 'line' : 'terminal',
        domains: othersUp ? ['access', 'wiring'] : ['home', 'access'],
        params: { pair: pairName(pair), why: othersUp ? 'pair' : 'silent' },
      }]
    },
  },
  {
    id: 'D2', levels: ['fault'], domains: ['home'], explains: ['D1', 'S1', 'S7', 'A1', 'noSession'],
    source: experience('three looks that agree: DELT hears nobody, SELT finds the cable whole, no log-in for 24 hours'),
    evaluate: evidence => {
      const silent = deltSilent(evidence)
      const selt = seltVerdict(evidence)
      const log = logEmptyForADay(evidence)
      return silent === null || selt?.kind !== 'whole' || log === null ? nothing : [{
        level: 'fault', domains: ['home'], basis: 'two', part: 'terminal', params: {},
        readings: [
          ...fromReport(silent.report, 'problem'), ...fromReport(selt.report, 'termination'), ...fromReport(log, 'logins'),
        ],
      }]
    },
  },
  {
    id: 'D3', levels: ['fault'], domains: ['access'], explains: ['D1', 'S2', 'S5', 'S7', 'A1', 'A4', 'noSession'],
    source: experience('two looks that agree: DELT hears nobody, SELT finds the pair broken or shorted'),
    evaluate: evidence => {
      const silent = deltSilent(evidence)
      const selt = seltVerdict(evidence)
      return silent === null || (selt?.kind !== 'broken' && selt?.kind !== 'short') ? nothing : [{
        level: 'fault', domains: ['access'], basis: 'two', part: 'line',
        params: {
          known: selt.lengthM === null ? 'no' : 'yes', lengthM: selt.lengthM === null ? '' : rounded(selt.lengthM),
          pair: pairName(selt.pair),
        },
        readings: [...fromReport(silent.report, 'problem'), ...fromReport(selt.report, 'termination', 'problemLengthM')],
      }]
    },
  },
  {
    id: 'D4', levels: ['fault'], domains: ['wiring', 'access'], explains: ['D9', 'D11', 'A3', 'H1'],
    source: assumption('fault below 3 dB; G.997.1 takes 6 dB as target and 0 dB as minimum, below which the line retrains'),
    evaluate: evidence => {
      const found = margin(evidence)
      const lower = found === null ? null : marginBandOf(found).lower
      return found === null || lower === null || found.value >= lower ? nothing : [onMargin(evidence, 'fault', found, lower)]
    },
  },
  {
    id: 'D5', levels: ['warn'], domains: ['wiring', 'access'], explains: ['D9'],
    source: assumption('warning below 6 dB, the usual target margin of G.997.1'),
    evaluate: evidence => {
      const found = margin(evidence)
      const { lower, warnLower } = found === null ? { lower: null, warnLower: null } : marginBandOf(found)
      if (found === null || warnLower === null || found.value >= warnLower) return nothing
      if (lower !== null && found.value < lower) return nothing
      return [onMargin(evidence, 'warn', found, warnLower)]
    },
  },
  {
    // A community limit is never the sole ground for a fault: it stays a warning above 60 dB too.
    id: 'D6', levels: ['fault', 'warn'], domains: ['access'],
    source: community('speedguide.net, question 371: 50 dB poor, 60 dB bad; ADSL only, VDSL2 attenuation is counted per band'),
    evaluate: evidence => {
      const report = judgedDelt(evidence)
      const found = report === null ? null : highest(valuesIn(report, 'signalAttenuationDownDb'))
      if (report === null || found === null) return nothing
      const type = pairState(report, 'dslType', found.measurement.instance) ?? ''
      const adsl = /adsl|g\.?992/i.test(type) && !/vdsl/i.test(type)
      const band = found.measurement.band ?? (adsl ? adslAttenuationBand : null)
      const limit = band?.warnUpper ?? band?.upper ?? null
      if (band === null || limit === null || found.value < limit) return nothing
      const binding = ['report', 'operator', 'engineer'].includes(band.source.kind)
      return [{
        level: binding && band.upper !== null && found.value > band.upper ? 'fault' : 'warn', domains: ['access'],
        basis: binding ? 'plain' : 'inferred', part: 'line', readings: fromReport(report, 'signalAttenuationDownDb'),
        params: { db: rounded(found.value), limitDb: rounded(limit), pair: pairName(found.measurement.instance) },
      }]
    },
  },
  {
    id: 'D7', levels: ['warn'], domains: ['operator'],
    source: community('robertos.me.uk, DSL training: BT takes less than 80 % of the rate the line can hold as a speed fault'),
    evaluate: evidence => {
      const report = judgedDelt(evidence)
      if (report === null || showtime(report) === false) return nothing
      const [actual, attainable] = [rateIn(report, 'actualRateDownKbps'), rateIn(report, 'attainableRateDownKbps')]
      const ordered = contract(evidence, report)
      if (actual === null || attainable === null || ordered === null) return nothing
      return actual >= ordered.kbps * 0.8 || attainable < ordered.kbps ? nothing : [{
        level: 'warn', domains: ['operator'], basis: 'plain', part: 'accessNode',
        readings: [...fromReport(report, 'actualRateDownKbps', 'attainableRateDownKbps'), ...ofContract(ordered.source, report)],
        params: { actualKbps: actual, attainableKbps: attainable, contractKbps: ordered.kbps, source: ordered.source },
      }]
    },
  },
  {
    id: 'D8', levels: ['fault'], domains: ['wiring', 'access'], explains: ['D9', 'H1'],
    source: g997('attainable net data rate (ATTNDR) below the ordered rate; a contract in the report may be a default'),
    evaluate: evidence => {
      const report = judgedDelt(evidence)
      if (report === null || showtime(report) === false) return nothing
      const attainable = rateIn(report, 'attainableRateDownKbps')
      const ordered = contract(evidence, report)
      if (attainable === null || ordered === null || attainable >= ordered.kbps) return nothing
      // Enough at the hand-over point, or a quarter more than behind the wiring: the wiring takes it.
      const isMore = (isra: number, behind: number): boolean => isra >= ordered.kbps || isra >= behind * 1.25
      const side = sideOf(evidence, each => rateIn(each, 'attainableRateDownKbps'), isMore)
      return [{
        level: 'fault', part: side === 'wiring' ? 'terminal' : 'line', basis: side === null ? 'plain' : 'two',
        domains: side !== null ? [side] : report.testPoint === 'isra' ? ['access'] : ['wiring', 'access'],
        readings: [
          ...(side === null ? fromReport(report, 'attainableRateDownKbps') : bothPoints(evidence, 'attainableRateDownKbps')),
          ...ofContract(ordered.source, report),
        ],
        params: { attainableKbps: attainable, contractKbps: ordered.kbps, source: ordered.source, side: side ?? 'unknown' },
      }]
    },
  },
  {
    id: 'D9', levels: ['warn'], domains: ['access'],
    source: assumption('above 95 % of capacity with a margin below 6 dB; how the system counts relative capacity is not documented'),
    evaluate: evidence => {
      const report = judgedDelt(evidence)
      const found = report === null ? null : margin(evidence)
      const capacity = report === null ? null : highest(inShowtime(report, 'relativeCapacityDownPercent'))
      if (report === null || capacity === null || found === null) return nothing
      const most = (capacity.measurement.band ?? relativeCapacityBand).warnUpper ?? relativeCapacityBand.warnUpper ?? 95
      const least = marginBandOf(found).warnLower ?? 6
      return capacity.value <= most || found.value >= least ? nothing : [{
        level: 'warn', domains: ['access'], basis: 'inferred', part: 'line',
        params: { percent: rounded(capacity.value), db: rounded(found.value), pair: pairName(capacity.measurement.instance) },
        readings: fromReport(report, 'relativeCapacityDownPercent', found.measurement.key),
      }]
    },
  },
  {
    id: 'D10', levels: ['warn'], domains: ['home'],
    source: standard('ITU-T G.993.5: a modem without vectoring gets a fallback profile and disturbs its neighbours'),
    evaluate: evidence => {
      const report = judgedDelt(evidence)
      if (report === null) return nothing
      const fallsBack = (each: string): boolean => pairState(report, 'vectoringFallback', each) === 'active'
        || /legacy/i.test(pairState(report, 'vectoringType', each) ?? '')
      const pair = pairsOf(report, 'lineStatus').find(each => pairState(report, 'lineStatus', each) === 'up' && fallsBack(each))
      return pair === undefined ? nothing : [{
        // The fallback profile is what limits the rate: with another modem the line is another.
        level: 'warn', domains: ['home'], basis: 'plain', part: 'terminal', params: { pair: pairName(pair) }, explains: ['D7', 'D8'],
        readings: fromReport(report, 'vectoringFallback', 'vectoringType'),
      }]
    },
  },
  {
    id: 'D11', levels: ['warn'], domains: ['wiring', 'access'], explains: ['A3'],
    source: systemDocument('Nextpertise API, get_report (DELT): service_stability UNSTABLE or RISKY'),
    evaluate: evidence => {
      const report = judgedDelt(evidence)
      const words = report === null ? [] : report.states.filter(({ key, value }) => key === 'serviceStability' && value !== null)
      const found = words.find(({ value }) => value === 'unstable') ?? words.find(({ value }) => value === 'risky')
      return report === null || found === undefined ? nothing : [{
        level: 'warn', domains: ['wiring', 'access'], basis: 'plain', part: 'line',
        params: { stability: found.value ?? '', pair: pairName(found.instance) }, readings: fromReport(report, 'serviceStability'),
      }]
    },
  },
  {
    id: 'D12', levels: ['warn'], domains: ['access', 'wiring'],
    source: assumption('3 dB less than the DELT before, of the same pair and measured at the same place'),
    evaluate: evidence => {
      const report = judgedDelt(evidence)
      const fall = report === null ? null : fallenMargin(evidence, report)
      return fall === null ? nothing : [{
        level: 'warn', domains: ['access', 'wiring'], basis: 'plain', part: 'line',
        params: {
          db: rounded(fall.now.value), beforeDb: rounded(fall.before.value), direction: fall.now.measurement.direction,
          pair: pairName(fall.now.measurement.instance),
        },
        readings: [fall.now, fall.before].flatMap(each => fromReport(each.report, each.measurement.key)),
      }]
    },
  },
  {
    id: 'D13', levels: ['unknown'], domains: ['data'],
    source: systemDocument('Nextpertise API, get_report (DELT): line_up true with every measurement null'),
    evaluate: evidence => {
      const report = evidence.complete.get('delt')
      if (report === undefined || copperUp(evidence) !== true) return nothing
      const measured = report.measurements.filter(({ direction, key }) => direction !== 'none' && !key.startsWith('contract'))
      return measured.length === 0 || measured.some(({ value }) => value !== null) ? nothing : [{
        level: 'unknown', domains: ['data'], basis: 'plain', part: 'line', params: {}, readings: fromReport(report, 'lineStatus'),
      }]
    },
  },
]
