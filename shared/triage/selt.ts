import { copperUp, seltVerdict } from './copper.ts'
import type { SeltVerdict } from './copper.ts'
import { fromObservation, fromReport, measuredIn, stateIn, valueOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { nothing, rounded } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

const silence = ['D1', 'S7', 'A1', 'A4', 'noSession']

const onCable = (verdict: SeltVerdict, part: Omit<RuleHit, 'basis' | 'readings' | 'params' | 'level'>): RuleHit => ({
  level: 'fault', basis: 'plain', readings: fromReport(verdict.report, 'termination', 'problemLengthM'),
  params: {
    known: verdict.lengthM === null ? 'no' : 'yes', lengthM: verdict.lengthM === null ? '' : rounded(verdict.lengthM),
    expectedM: verdict.expectedM === null ? '' : rounded(verdict.expectedM),
  },
  ...part,
})
const when = (evidence: Evidence, kind: SeltVerdict['kind'], part: Parameters<typeof onCable>[1]): readonly RuleHit[] => {
  const verdict = seltVerdict(evidence)
  return verdict?.kind === kind ? [onCable(verdict, part)] : nothing
}

/** Attenuation that fits a length, dB per km (domain.md rule S8, assumption). */
const dbPerKm = [9, 20] as const

export const seltRules: readonly Rule[] = [
  {
    id: 'S1', source: 'domain.md 2.1: open at the known loop length', explains: silence,
    evaluate: evidence => when(evidence, 'whole', { domains: ['home'], part: 'terminal' }),
  },
  {
    id: 'S2', source: 'domain.md 2.1: open before the known loop length', explains: silence,
    evaluate: evidence => when(evidence, 'broken', { domains: ['access'], part: 'line' }),
  },
  {
    id: 'S3', source: 'domain.md 2.1: open at full length with a powered modem plugged in', explains: ['S1', ...silence],
    evaluate: evidence => evidence.observations?.modemPowered !== 'yes' ? nothing
      : when(evidence, 'whole', { domains: ['wiring'], part: 'terminal' }).map(hit => (
        { ...hit, basis: 'two', readings: [...hit.readings, fromObservation('modemPowered')] }
      )),
  },
  {
    id: 'S4', source: 'domain.md 2.1: open, length not known', explains: silence,
    evaluate: evidence => when(evidence, 'open', { domains: ['home', 'access'], part: 'line' }),
  },
  {
    id: 'S5', source: 'domain.md 2.1: short circuit', explains: silence,
    evaluate: evidence => when(evidence, 'short', { domains: ['access', 'wiring'], part: 'line' }),
  },
  {
    id: 'S6', source: 'domain.md 2.1: powered modem, no showtime', explains: silence,
    evaluate: evidence => copperUp(evidence) === false || (copperUp(evidence) === null && evidence.online === 'offline')
      ? when(evidence, 'poweredCpe', { domains: ['home', 'operator'], part: 'terminal' }) : nothing,
  },
  {
    id: 'S7', source: 'Nextpertise API: selt detected_problem, domain', explains: ['D1', 'A1', 'A4', 'noSession'],
    evaluate: evidence => {
      const report = evidence.complete.get('selt')
      if (report === undefined || valueOf(report, 'faultDomain')?.toUpperCase() !== 'CPE') return nothing
      return !/CPE_STATE-OFF/i.test(valueOf(report, 'problem') ?? '') ? nothing : [{
        level: 'fault', domains: ['home'], basis: 'plain', part: 'terminal', params: {},
        readings: fromReport(report, 'problem', 'faultDomain'),
      }]
    },
  },
  {
    id: 'S8', source: 'domain.md 2.1: attenuation against length (assumption)', aside: true,
    evaluate: evidence => {
      const length = measuredIn(evidence, 'problemLengthM')
      const attenuation = measuredIn(evidence, 'loopAttenuationDb')
      if (length === null || attenuation === null || length.report.id !== attenuation.report.id) return nothing
      const perKm = attenuation.value / (length.value / 1000)
      return perKm >= dbPerKm[0] && perKm <= dbPerKm[1] ? nothing : [{
        level: 'note', domains: ['data'], basis: 'inferred', part: 'line',
        readings: fromReport(length.report, 'problemLengthM', 'loopAttenuationDb'),
        params: { perKm: rounded(perKm), lengthM: rounded(length.value) },
      }]
    },
  },
  {
    id: 'S9', source: 'domain.md 2.1 and #18: bridged tap',
    evaluate: evidence => {
      const found = ['topology', 'problem'].map(key => stateIn(evidence, key))
        .find(each => /bridged?[\s_-]*tap/i.test(each?.state.value ?? ''))
      return found === undefined || found === null ? nothing : [{
        level: 'warn', domains: ['wiring'], basis: 'plain', part: 'line', params: {},
        readings: fromReport(found.report, found.state.key),
      }]
    },
  },
]
