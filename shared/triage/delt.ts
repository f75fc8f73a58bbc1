import type { Report } from '../model/report.ts'
import { copperUp, deltSilent, seltVerdict } from './copper.ts'
import { fromReport, measuredIn, stateIn, valueOf } from './evidence.ts'
import type { Evidence, FoundMeasurement } from './evidence.ts'
import { nothing, rounded } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

const dayMs = 86_400_000

/** The lower of both directions' margins, in showtime. */
function margin(evidence: Evidence): FoundMeasurement | null {
  if (copperUp(evidence) === false) return null
  const found = ['noiseMarginDownDb', 'noiseMarginUpDb'].map(key => measuredIn(evidence, key)).filter(each => each !== null)
  return found.toSorted((a, b) => a.value - b.value)[0] ?? null
}

/** Ordered speed: the report's own where it gives one (it may be a default: the source is shown), else the product's. kbit/s. */
function contract(evidence: Evidence): { readonly kbps: number; readonly source: 'report' | 'product' } | null {
  const reported = measuredIn(evidence, 'contractRateDownKbps')
  if (reported !== null) return { kbps: reported.value, source: 'report' }
  const kbps = evidence.line.circuits.map(({ product }) => product?.downloadKbps ?? 0).reduce((a, b) => Math.max(a, b), 0)
  return kbps > 0 ? { kbps, source: 'product' } : null
}

const onMargin = (level: RuleHit['level'], found: FoundMeasurement): RuleHit => ({
  level, domains: ['wiring', 'access'], basis: 'plain', part: 'line', readings: fromReport(found.report, found.measurement.key),
  params: { db: rounded(found.value), direction: found.measurement.direction },
})

const logEmptyForADay = (evidence: Evidence): Report | null => evidence.logs.find(({ logins, receivedAt }) => {
  if (logins === null || Date.parse(receivedAt) - Date.parse(logins.after) < dayMs) return false
  return logins.attempts.every(({ at }) => Date.parse(receivedAt) - Date.parse(at.utc) > dayMs)
}) ?? null

/** The DELT before the newest one, for a margin that fell. */
function earlierMargin(evidence: Evidence, found: FoundMeasurement): { readonly value: number; readonly report: Report } | null {
  const earlier = evidence.reports
    .filter(({ kind, status, receivedAt }) => kind === 'delt' && status === 'complete' && receivedAt < found.report.receivedAt)
    .toSorted((a, b) => b.receivedAt.localeCompare(a.receivedAt))
  for (const report of earlier) {
    const measurement = report.measurements.find(({ key, conversion }) => key === found.measurement.key && conversion !== 'implausible')
    const value = measurement?.value ?? null
    if (value !== null) return { value, report }
  }
  return null
}

export const deltRules: readonly Rule[] = [
  {
    id: 'D1', source: 'domain.md 2.1: no peer detected', explains: ['A1', 'A4', 'noSession'],
    evaluate: evidence => {
      const report = deltSilent(evidence)
      return report === null ? nothing : [{
        level: 'fault', domains: ['home', 'access'], basis: 'plain', part: 'terminal', params: {},
        readings: fromReport(report, 'lineStatus', 'problem'),
      }]
    },
  },
  {
    id: 'D2', source: 'domain.md section 3: silent modem, whole cable, no log-ins',
    explains: ['D1', 'S1', 'S7', 'A1', 'noSession'],
    evaluate: evidence => {
      const report = deltSilent(evidence)
      const selt = seltVerdict(evidence)
      const log = logEmptyForADay(evidence)
      return report === null || selt?.kind !== 'whole' || log === null ? nothing : [{
        level: 'fault', domains: ['home'], basis: 'two', part: 'terminal', params: {},
        readings: [...fromReport(report, 'problem'), ...fromReport(selt.report, 'termination'), ...fromReport(log, 'logins')],
      }]
    },
  },
  {
    id: 'D3', source: 'domain.md section 3: silent modem and a cable fault',
    explains: ['D1', 'S2', 'S5', 'S7', 'A1', 'noSession'],
    evaluate: evidence => {
      const report = deltSilent(evidence)
      const selt = seltVerdict(evidence)
      return report === null || (selt?.kind !== 'broken' && selt?.kind !== 'short') ? nothing : [{
        level: 'fault', domains: ['access'], basis: 'two', part: 'line',
        params: { known: selt.lengthM === null ? 'no' : 'yes', lengthM: selt.lengthM === null ? '' : rounded(selt.lengthM) },
        readings: [...fromReport(report, 'problem'), ...fromReport(selt.report, 'termination', 'problemLengthM')],
      }]
    },
  },
  {
    id: 'D4', source: 'domain.md 2.1: margin below 3 dB (assumption)', explains: ['D9', 'D11'],
    evaluate: evidence => {
      const found = margin(evidence)
      return found === null || found.value >= 3 ? nothing : [onMargin('fault', found)]
    },
  },
  {
    id: 'D5', source: 'domain.md 2.1: margin below 6 dB (assumption)',
    evaluate: evidence => {
      const found = margin(evidence)
      return found === null || found.value < 3 || found.value >= 6 ? nothing : [onMargin('warn', found)]
    },
  },
  {
    // A community band is never the sole ground for a fault (domain.md, key idea for all bands), so it stays a warning above 60 dB too.
    id: 'D6', source: 'speedguide.net/faq/371 (domain.md #26), ADSL only',
    evaluate: evidence => {
      const found = measuredIn(evidence, 'signalAttenuationDownDb')
      const type = stateIn(evidence, 'dslType')?.state.value ?? ''
      const adsl = /adsl|g\.?992/i.test(type) && !/vdsl/i.test(type)
      return found === null || !adsl || found.value < 50 ? nothing : [{
        level: 'warn', domains: ['access'], basis: 'inferred', part: 'line', params: { db: rounded(found.value) },
        readings: fromReport(found.report, 'signalAttenuationDownDb'),
      }]
    },
  },
  {
    id: 'D7', source: 'robertos.me.uk, BT fault threshold 80 % (domain.md #28)',
    evaluate: evidence => {
      const actual = measuredIn(evidence, 'actualRateDownKbps')
      const attainable = measuredIn(evidence, 'attainableRateDownKbps')
      const ordered = contract(evidence)
      if (actual === null || attainable === null || ordered === null || copperUp(evidence) === false) return nothing
      return actual.value >= ordered.kbps * 0.8 || attainable.value < ordered.kbps ? nothing : [{
        level: 'warn', domains: ['operator'], basis: 'plain', part: 'accessNode',
        readings: fromReport(actual.report, 'actualRateDownKbps', 'attainableRateDownKbps'),
        params: { actualKbps: actual.value, attainableKbps: attainable.value, contractKbps: ordered.kbps, source: ordered.source },
      }]
    },
  },
  {
    id: 'D8', source: 'domain.md 2.1: attainable against ordered', explains: ['D9'],
    evaluate: evidence => {
      const attainable = measuredIn(evidence, 'attainableRateDownKbps')
      const ordered = contract(evidence)
      return attainable === null || ordered === null || copperUp(evidence) === false || attainable.value >= ordered.kbps ? nothing : [{
        level: 'fault', domains: ['wiring', 'access'], basis: 'plain', part: 'line',
        readings: fromReport(attainable.report, 'attainableRateDownKbps'),
        params: { attainableKbps: attainable.value, contractKbps: ordered.kbps, source: ordered.source },
      }]
    },
  },
  {
    id: 'D9', source: 'domain.md 2.1: relative capacity above 95 % (assumption)',
    evaluate: evidence => {
      const capacity = measuredIn(evidence, 'relativeCapacityDownPercent')
      const found = margin(evidence)
      return capacity === null || found === null || capacity.value <= 95 || found.value >= 6 ? nothing : [{
        level: 'warn', domains: ['access'], basis: 'inferred', part: 'line',
        params: { percent: rounded(capacity.value), db: rounded(found.value) },
        readings: fromReport(capacity.report, 'relativeCapacityDownPercent', found.measurement.key),
      }]
    },
  },
  {
    id: 'D10', source: 'G.993.5 (domain.md 2.1): vectoring fallback',
    evaluate: evidence => {
      const report = evidence.complete.get('delt')
      if (report === undefined || valueOf(report, 'lineStatus') !== 'up') return nothing
      const legacy = /legacy/i.test(valueOf(report, 'vectoringType') ?? '')
      return valueOf(report, 'vectoringFallback') !== 'active' && !legacy ? nothing : [{
        level: 'warn', domains: ['home'], basis: 'plain', part: 'terminal', params: {},
        readings: fromReport(report, 'vectoringFallback', 'vectoringType'),
      }]
    },
  },
  {
    id: 'D11', source: 'Nextpertise API: service_stability (domain.md 2.1)',
    evaluate: evidence => {
      const found = stateIn(evidence, 'serviceStability', 'delt')
      return found?.state.value !== 'unstable' && found?.state.value !== 'risky' ? nothing : [{
        level: 'warn', domains: ['wiring', 'access'], basis: 'plain', part: 'line', params: { stability: found.state.value },
        readings: fromReport(found.report, 'serviceStability'),
      }]
    },
  },
  {
    id: 'D12', source: 'domain.md 2.1: margin 3 dB below the report before (assumption)',
    evaluate: evidence => {
      const found = margin(evidence)
      const earlier = found === null ? null : earlierMargin(evidence, found)
      return found === null || earlier === null || earlier.value - found.value < 3 ? nothing : [{
        level: 'warn', domains: ['access', 'wiring'], basis: 'plain', part: 'line',
        params: { db: rounded(found.value), beforeDb: rounded(earlier.value) },
        readings: [...fromReport(found.report, found.measurement.key), ...fromReport(earlier.report, found.measurement.key)],
      }]
    },
  },
  {
    id: 'D13', source: 'domain.md section 4: line up, every value null',
    evaluate: evidence => {
      const report = evidence.complete.get('delt')
      if (report === undefined || valueOf(report, 'lineStatus') !== 'up') return nothing
      const measured = report.measurements.filter(({ direction, key }) => direction !== 'none' && !key.startsWith('contract'))
      return measured.length === 0 || measured.some(({ value }) => value !== null) ? nothing : [{
        level: 'unknown', domains: ['data'], basis: 'plain', part: 'line', params: {}, readings: fromReport(report, 'lineStatus'),
      }]
    },
  },
]
