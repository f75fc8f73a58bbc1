import {
  copperUp, isSuperseded, judgedDelt, lengthTolerance, pairName, seltVerdict, seltVerdictOf, testPointsOf,
} from './copper.ts'
import type { SeltVerdict } from './copper.ts'
import { fromObservation, fromReport, stateIn, valueOf, valuesIn } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { assumption, community, nothing, rounded, standard, systemDocument } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

const silence = ['D1', 'S7', 'A1', 'A4', 'noSession']

const onCable = (verdict: SeltVerdict, part: Pick<RuleHit, 'domains' | 'part'> & Partial<RuleHit>): RuleHit => ({
  level: 'fault', basis: 'plain',
  readings: [...fromReport(verdict.report, 'termination', 'problemLengthM'), ...verdict.expected?.readings ?? []],
  ...part,
  params: {
    known: verdict.lengthM === null ? 'no' : 'yes', lengthM: verdict.lengthM === null ? '' : rounded(verdict.lengthM),
    expectedM: verdict.expected === null ? '' : rounded(verdict.expected.lengthM), pair: pairName(verdict.pair), ...part.params,
  },
})
const when = (evidence: Evidence, kind: SeltVerdict['kind'], part: Parameters<typeof onCable>[1]): readonly RuleHit[] => {
  const verdict = seltVerdict(evidence)
  return verdict?.kind === kind ? [onCable(verdict, part)] : nothing
}

/** The same fault straight on the hand-over point: then it is not in the house. */
function sameAtIsra(evidence: Evidence): boolean {
  const points = testPointsOf(evidence, 'selt')
  if (points === null) return false
  const [isra, behind] = [seltVerdictOf(evidence, points.isra), seltVerdictOf(evidence, points.behind)]
  return isra !== null && behind !== null && endOf(isra) === endOf(behind) && !hasMoved(isra, behind)
}
const endOf = ({ kind }: SeltVerdict): string => kind === 'short' || kind === 'poweredCpe' ? kind : 'open'
const hasMoved = (a: SeltVerdict, b: SeltVerdict): boolean =>
  a.lengthM !== null && b.lengthM !== null && Math.abs(a.lengthM - b.lengthM) > lengthTolerance(Math.max(a.lengthM, b.lengthM))

/** What changed when the inside wiring was taken off: a short that went, or an end that moved. */
function wiringFault(evidence: Evidence): SeltVerdict | null {
  const points = testPointsOf(evidence, 'selt')
  if (points === null || isSuperseded(evidence, points.isra) || isSuperseded(evidence, points.behind)) return null
  const [isra, behind] = [seltVerdictOf(evidence, points.isra), seltVerdictOf(evidence, points.behind)]
  if (isra === null || behind === null || behind.kind === 'poweredCpe') return null
  return endOf(isra) !== endOf(behind) || hasMoved(isra, behind) ? behind : null
}

/** Attenuation that fits a length, dB per km (rule S8). */
const dbPerKm = [9, 20] as const

const g9962 = (what: string) => standard(`ITU-T G.996.2 (single-ended line test), ${what}`)

export const seltRules: readonly Rule[] = [
  {
    id: 'S1', levels: ['fault'], domains: ['home'], explains: silence,
    source: g9962('a pair with nothing connected reads open at its full length; same length: 10 %, at least 20 m (assumption)'),
    evaluate: evidence => {
      const off = evidence.observations?.modemPowered === 'no'
      return when(evidence, 'whole', { domains: ['home'], part: 'terminal', params: { modem: off ? 'off' : 'unknown' } }).map(hit => (
        off ? { ...hit, basis: 'two', readings: [...hit.readings, fromObservation('modemPowered')] } : hit
      ))
    },
  },
  {
    id: 'S2', levels: ['fault'], domains: ['access'], explains: silence,
    source: g9962('open before the known length is a break; tolerance 10 %, at least 20 m (assumption)'),
    evaluate: evidence => when(evidence, 'broken', {
      domains: ['access'], part: 'line', ...(sameAtIsra(evidence) ? { basis: 'two' } : {}),
    }),
  },
  {
    id: 'S3', levels: ['fault'], domains: ['wiring'], explains: ['S1', 'S2', 'S4', 'S5', ...silence],
    source: g9962('what changes with the inside wiring taken off lies behind it; or open at full length with a powered modem'),
    evaluate: evidence => {
      const moved = wiringFault(evidence)
      const points = testPointsOf(evidence, 'selt')
      if (moved !== null && points !== null) {
        return [onCable(moved, {
          domains: ['wiring'], part: 'terminal', basis: 'two', params: { why: 'points' },
          readings: [points.isra, points.behind].flatMap(report => fromReport(report, 'termination', 'problemLengthM')),
        })]
      }
      return evidence.observations?.modemPowered !== 'yes' ? nothing
        : when(evidence, 'whole', { domains: ['wiring'], part: 'terminal', params: { why: 'modem' } }).map(hit => (
          { ...hit, basis: 'two', readings: [...hit.readings, fromObservation('modemPowered')] }
        ))
    },
  },
  {
    id: 'S4', levels: ['fault'], domains: ['home', 'access'], explains: silence,
    source: g9962('an open end without a known length may be the modem or a break'),
    evaluate: evidence => when(evidence, 'open', { domains: ['home', 'access'], part: 'line' }),
  },
  {
    id: 'S5', levels: ['fault'], domains: ['access', 'wiring'], explains: silence,
    source: g9962('termination short: wet or crushed cable, bad splice'),
    evaluate: evidence => {
      const atIsra = evidence.complete.get('selt')?.testPoint === 'isra'
      return when(evidence, 'short', {
        domains: atIsra ? ['access'] : ['access', 'wiring'], part: 'line', ...(sameAtIsra(evidence) ? { basis: 'two' } : {}),
      })
    },
  },
  {
    id: 'S6', levels: ['fault'], domains: ['home', 'operator'], explains: silence,
    source: g9962('termination powered-on CPE, and no showtime (G.993.2, G.993.5)'),
    evaluate: evidence => {
      const delt = judgedDelt(evidence)
      const vectored = /enabled/i.test(valueOf(delt ?? undefined, 'vectoringStatus') ?? '')
      const down = copperUp(evidence) === false || (copperUp(evidence) === null && evidence.online === 'offline')
      return !down ? nothing : when(evidence, 'poweredCpe', {
        domains: ['home', 'operator'], part: 'terminal', params: { vectored: vectored ? 'yes' : 'no' },
      })
    },
  },
  {
    id: 'S7', levels: ['fault'], domains: ['home'], explains: ['D1', 'A1', 'A4', 'noSession'],
    source: systemDocument('Nextpertise API, get_report (SELT): detected_problem, domain CPE'),
    evaluate: evidence => {
      const report = evidence.complete.get('selt')
      if (report === undefined || isSuperseded(evidence, report)) return nothing
      if (valueOf(report, 'faultDomain')?.toUpperCase() !== 'CPE') return nothing
      return !/CPE_STATE-OFF/i.test(valueOf(report, 'problem') ?? '') ? nothing : [{
        level: 'fault', domains: ['home'], basis: 'plain', part: 'terminal', params: {},
        readings: fromReport(report, 'problem', 'faultDomain'),
      }]
    },
  },
  {
    id: 'S8', levels: ['note'], domains: ['data'], aside: true,
    source: assumption('9 to 20 dB per km; ADSL carriers lose about 13.7 dB per km on common cable (speedguide.net, question 371)'),
    evaluate: evidence => {
      const report = evidence.complete.get('selt')
      const length = report === undefined ? undefined : valuesIn(report, 'problemLengthM').find(({ value }) => value > 0)
      const attenuation = report === undefined || length === undefined ? undefined
        : valuesIn(report, 'loopAttenuationDb').find(({ measurement }) => measurement.instance === length.measurement.instance)
      if (report === undefined || length === undefined || attenuation === undefined) return nothing
      const perKm = attenuation.value / (length.value / 1000)
      return perKm >= dbPerKm[0] && perKm <= dbPerKm[1] ? nothing : [{
        level: 'note', domains: ['data'], basis: 'inferred', part: 'line',
        readings: fromReport(report, 'problemLengthM', 'loopAttenuationDb'),
        params: { perKm: rounded(perKm), lengthM: rounded(length.value) },
      }]
    },
  },
  {
    id: 'S9', levels: ['warn'], domains: ['wiring'],
    source: community('physics of a stub (a notch at 50 MHz divided by its metres) and AVM FRITZ!Box help, line branching'),
    evaluate: evidence => {
      const found = ['topology', 'problem'].map(key => stateIn(evidence, key))
        .find(each => /bridged?[\s_.-]*tap/i.test(each?.state.value ?? ''))
      return found === undefined || found === null ? nothing : [{
        level: 'warn', domains: ['wiring'], basis: 'plain', part: 'line', params: {},
        readings: fromReport(found.report, found.state.key),
      }]
    },
  },
]
