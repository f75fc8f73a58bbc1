import { fromObservation, fromReport } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { accessLink, isWeak, measuredEnds, opticsAt, sendsWell } from './accessLooks.ts'
import type { OpticsAt } from './accessLooks.ts'
import { marginDb, pointToPointBands } from './bands.ts'
import { rounded } from './rule.ts'
import type { RuleHit } from './rule.ts'

/** What light at the outlet, sent by the operator, says of a line on which nothing comes back. */
export function withOutlet(evidence: Evidence): Pick<RuleHit, 'domains' | 'basis' | 'part'> & { readonly light: string } {
  const { lightAtOutlet, lightAtOutletDbm } = evidence.observations ?? { lightAtOutlet: null, lightAtOutletDbm: null }
  const { lower, upper } = pointToPointBands.received
  const isDark = lightAtOutletDbm === null ? lightAtOutlet === 'none' : lightAtOutletDbm <= -40
  const isGood = lightAtOutletDbm !== null && lightAtOutletDbm >= (lower ?? -40) && lightAtOutletDbm <= (upper ?? 0)
  if (isDark) return { domains: ['access'], basis: 'two', part: 'line', light: 'none' }
  return isGood ? { domains: ['home'], basis: 'two', part: 'terminal', light: 'good' }
    : { domains: ['home', 'access'], basis: 'plain', part: 'terminal', light: 'unknown' }
}

const isDark = (optics: OpticsAt): boolean => optics.light?.value === 'los' && optics.light.level === 'fault'

/** Light that comes from the house is weak at the port; light that goes there is weak at the box: which end to look at first. */
const domainsOf = ({ end }: OpticsAt): RuleHit['domains'] => end === 'accessPort' ? ['home', 'access'] : ['access', 'home']

/**
 * The rules for point-to-point fibre at an access port and at the box behind it (ON-API `transceiver`), by the ids of the table.
 * Optics are judged only after admin state and link state: of a port that is shut nothing is said.
 */
export const accessFibre = {
  F1(evidence: Evidence): RuleHit[] {
    return measuredEnds(evidence).filter(isDark).map(({ end, keys, report }) => {
      if (end === 'cpe') return { level: 'fault', domains: ['access', 'home'], basis: 'plain', part: 'line', params: { light: 'unknown', end }, readings: fromReport(report, keys.light) }
      const { light, ...side } = withOutlet(evidence)
      const measured = evidence.observations?.lightAtOutletDbm !== null && evidence.observations !== null
      return {
        ...side, level: 'fault', params: { light, end },
        readings: [
          ...fromReport(report, keys.light, 'accessPortLink'),
          ...(light === 'unknown' ? [] : [fromObservation(measured ? 'lightAtOutletDbm' : 'lightAtOutlet')]),
        ],
      }
    })
  },
  F2(evidence: Evidence): RuleHit[] {
    return measuredEnds(evidence).filter(isWeak).flatMap(optics => {
      const lower = optics.rx?.measurement.band?.lower ?? null
      return optics.rx === null || lower === null ? [] : [{
        level: 'fault', domains: domainsOf(optics), basis: 'plain', part: 'line', readings: fromReport(optics.report, optics.keys.rx),
        params: { end: optics.end, dbm: rounded(optics.rx.value), limitDbm: rounded(lower), belowDb: rounded(lower - optics.rx.value) },
      }]
    })
  },
  F3(evidence: Evidence): RuleHit[] {
    return measuredEnds(evidence).flatMap(({ end, keys, report, rx }) => {
      const band = rx?.measurement.band ?? null
      const lower = band?.lower ?? null
      if (rx === null || lower === null || rx.value < lower || rx.value >= (band?.warnLower ?? lower + marginDb)) return []
      return [{
        level: 'warn', domains: ['access'], basis: 'plain', part: 'line', readings: fromReport(report, keys.rx),
        params: { end, dbm: rounded(rx.value), limitDbm: rounded(lower), insideDb: rounded(rx.value - lower) },
      }]
    })
  },
  F4(evidence: Evidence): RuleHit[] {
    return measuredEnds(evidence).flatMap(({ end, keys, report, rx }) => {
      const upper = rx?.measurement.band?.upper ?? null
      return rx === null || upper === null || rx.value <= upper ? [] : [{
        level: 'warn', domains: ['access'], basis: 'plain', part: 'line', readings: fromReport(report, keys.rx),
        params: { end, dbm: rounded(rx.value), limitDbm: rounded(upper), aboveDb: rounded(rx.value - upper) },
      }]
    })
  },
  F5(evidence: Evidence): RuleHit[] {
    return measuredEnds(evidence).flatMap(({ end, keys, report, tx }) => tx === null || tx.measurement.grade !== 'fault' ? [] : [{
      level: 'fault', domains: end === 'accessPort' ? ['operator'] : ['home'], basis: 'plain', part: end === 'accessPort' ? 'accessNode' : 'terminal',
      readings: fromReport(report, keys.tx), params: { why: 'power', end, dbm: rounded(tx.value) },
    }])
  },
  F6(evidence: Evidence): RuleHit[] {
    return measuredEnds(evidence).filter(optics => isWeak(optics) && sendsWell(optics) === true && isCalm(optics)).flatMap(optics => {
      const other = opticsAt(evidence, optics.end === 'accessPort' ? 'cpe' : 'accessPort')
      // Both directions weak is the fibre, and said by each end's own finding.
      if (isWeak(other) || optics.rx === null) return []
      const both = other !== null && other.rx !== null && other.rx.measurement.grade === 'ok'
      return [{
        level: 'fault', domains: optics.end === 'accessPort' ? ['home', 'access'] : ['access', 'home'], basis: both ? 'two' : 'inferred', part: 'line',
        readings: [...fromReport(optics.report, optics.keys.rx, optics.keys.tx), ...(both ? fromReport(other.report, other.keys.rx) : [])],
        params: { end: optics.end, dbm: rounded(optics.rx.value) },
      }]
    })
  },
  F7(evidence: Evidence): RuleHit[] {
    const optics = opticsAt(evidence, 'accessPort')
    const grade = optics?.rx?.measurement.grade ?? 'none'
    if (optics === null || optics.rx === null || accessLink(evidence) !== false || (grade !== 'ok' && grade !== 'warn')) return []
    return [{
      level: 'fault', domains: ['home', 'operator'], basis: 'plain', part: 'terminal', params: { end: 'accessPort', dbm: rounded(optics.rx.value) },
      readings: fromReport(optics.report, 'accessPortLink', optics.keys.light, optics.keys.rx),
    }]
  },
  F10(evidence: Evidence): RuleHit[] {
    return measuredEnds(evidence).flatMap(({ end, report, temperature, supply }) => {
      const found = [temperature, supply].filter(each => each !== null).filter(({ measurement }) => measurement.grade === 'warn' || measurement.grade === 'fault')
      const first = found[0]
      return first === undefined ? [] : [{
        level: 'note', domains: end === 'accessPort' ? ['operator'] : ['home'], basis: 'plain', part: end === 'accessPort' ? 'accessNode' : 'terminal',
        params: { end, what: first === temperature ? 'temperature' : 'voltage', value: rounded(first.value) },
        readings: fromReport(report, ...found.map(({ measurement }) => measurement.key)),
      }]
    })
  },
} satisfies Record<string, (evidence: Evidence) => RuleHit[]>

const isCalm = ({ temperature, supply }: OpticsAt): boolean =>
  [temperature, supply].every(each => each === null || (each.measurement.grade !== 'warn' && each.measurement.grade !== 'fault'))
