import type { Measurement, NormBand, Place, StateReading, Unit } from '../../../shared/model/report.ts'
import { adslAttenuationBand, noiseMarginBand, relativeCapacityBand } from '../../../shared/triage/bands.ts'
import type { Reading } from './content.ts'
import { booleanOf, fieldsOf, numberOf, rawOf, textOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, measure, remark, state } from './measure.ts'
import type { StateWords } from './measure.ts'
import { pairsOf, perPair } from './pairs.ts'
import type { Pair } from './pairs.ts'
import { readTime } from './times.ts'

const fallbackWords: StateWords = {
  'vect.fallback.profile.not.active': ['notActive', 'ok'], 'vect.fallback.profile.active': ['active', 'warn'],
}
const stabilityWords: StateWords = {
  stable: ['stable', 'ok'], unstable: ['unstable', 'warn'], risky: ['risky', 'warn'], unknown: ['unknown', null],
}

/** G.997.1 special values for "unavailable" and "out of range" (domain.md 2.1). */
const sentinels = [2147483646, 2147483647]

export const isDelt = (value: unknown): boolean =>
  pairsOf(value).some(({ details }) => details.has('measurement') || details.has('dslam_port_info'))

/**
 * KPNWBA DELT (API document, "Get KPNWBA Delt Report"), one entry for each pair. `attenuation_*` is taken as SATN,
 * `loop_attenuation_*` as LATN (domain.md 2.1).
 */
export const readDelt = (value: unknown): Reading => perPair('delt', pairsOf(value), readPair)

function readPair({ entry, details, instance }: Pair): Omit<Reading, 'kind'> {
  const measurement = details.object('measurement')
  const port = details.object('dslam_port_info') ?? fieldsOf({})
  const vectoring = port?.object('vectoring')
  const problem = details.object('problem')
  const meta = details.object('meta')
  const cpe = measurement?.object('cpe')
  const technology = technologyOf(port?.text('dsl_type') ?? null)
  const stateOf = (key: string, place: Place, held: unknown, words: StateWords = {}): StateReading =>
    ({ ...state(key, place, held, words), instance })
  const directions = (['downstream', 'upstream'] as const).flatMap(direction => directionOf({
    fields: measurement?.object(direction) ?? null, units: measurement?.object('unit') ?? null, direction, technology, instance,
  }))
  return {
    lastStatusChange: readTime(port?.any('last_status_change')),
    measurements: [
      ...directions,
      ...lengthOf(port, 'estimated_delt_distance', 'deltDistanceM', instance),
      ...lengthOf(port, 'line_length', 'loopLengthM', instance),
    ],
    states: given([
      lineStatus(port?.any('line_up'), instance),
      stateOf('connectionStatus', 'dslam', port?.any('connection_status')),
      stateOf('problem', 'system', problem?.any('problem_description')),
      stateOf('problemLocation', 'system', problem?.any('problem_location')),
      confidence(problem?.any('problem_confidence'), instance),
      stateOf('problemImpact', 'system', problem?.any('problem_impact')),
      stateOf('serviceStability', 'dslam', port?.any('service_stability'), stabilityWords),
      stateOf('vectoringStatus', 'dslam', vectoring?.any('vectoring_status')),
      stateOf('vectoringFallback', 'dslam', vectoring?.any('vectoring_fallback'), fallbackWords),
      stateOf('vectoringType', 'modem', vectoring?.any('vectoring_type')),
      { ...stateOf('vectoringTypesSupported', 'modem', null), ...listed(vectoring?.any('supported_vectoring_types')) },
      stateOf('dslType', 'dslam', port?.any('dsl_type')),
      stateOf('lineCardType', 'dslam', port?.any('line_card_type')),
      stateOf('serviceProfile', 'dslam', port?.any('service_profile_name', 'service_template_name')),
      stateOf('systemPort', 'dslam', port?.any('line_id') ?? entry.any('dslam_port')),
      stateOf('modemType', 'modem', cpe?.text('cpe_type') ?? cpe?.text('system_vendor_model') ?? cpe?.any('cpe_type')),
      stateOf('adviceCode', 'system', meta?.any('advice_code')),
    ]),
    remarks: remark('advice', meta?.any('advice_text')),
  }
}

/** Which limits hold. Bands of ADSL attenuation do not fit VDSL2's bands, and none are known for G.fast (domain.md 2.1). */
type DslTechnology = 'adsl' | 'gfast' | 'other'
function technologyOf(dslType: string | null): DslTechnology {
  const type = dslType ?? ''
  if (/g[._-]?fast|g\.?970[01]/i.test(type)) return 'gfast'
  return /adsl|g\.?992/i.test(type) && !/vdsl|g\.?993/i.test(type) ? 'adsl' : 'other'
}

function lineStatus(value: unknown, instance: string): StateReading {
  const word = textOf(value)?.toLowerCase()
  const isUp = booleanOf(value) ?? (word === 'up' ? true : word === 'down' ? false : null)
  return {
    key: 'lineStatus', place: 'dslam', instance, raw: rawOf(value), value: isUp === null ? null : isUp ? 'up' : 'down',
    level: isUp === null ? null : isUp ? 'ok' : 'fault',
  }
}

/** Percent; a number in the document, a text elsewhere. */
function confidence(value: unknown, instance: string): StateReading {
  const number = numberOf(value)
  return { ...state('problemConfidence', 'system', value), instance, value: number === null ? textOf(value) : String(number) }
}

/** `","` is an empty list (domain.md section 4). */
function listed(value: unknown): Pick<StateReading, 'value' | 'raw'> {
  const written = (Array.isArray(value) ? value : [value]).flatMap(each => rawOf(each) ?? []).join(',').slice(0, 500)
  const texts = written.split(',').flatMap(each => textOf(each) ?? [])
  return { value: texts.length === 0 ? null : texts.join(', '), raw: written === '' ? null : written }
}

/** 0 stands for "unknown" in the two lengths (domain.md section 4). */
function lengthOf(port: Fields | null | undefined, name: string, key: string, instance: string): Measurement[] {
  if (port?.has(name) !== true) return []
  return [measure(port.any(name), {
    key, place: 'dslam', instance, direction: 'none', unit: 'm', plausible: [1, 16_383], sentinels: [0, ...sentinels],
  })]
}

type Way = {
  readonly fields: Fields | null
  /** The report's own units, `noise_margin_unit`. */
  readonly units: Fields | null
  readonly direction: 'downstream' | 'upstream'
  readonly technology: DslTechnology
  readonly instance: string
}

function directionOf({ fields, units, direction, technology, instance }: Way): Measurement[] {
  if (fields === null) return []
  const [suffix, Suffix] = direction === 'downstream' ? ['down', 'Down'] as const : ['up', 'Up'] as const
  const [receiver, sender] = direction === 'downstream' ? ['modem', 'dslam'] as const : ['dslam', 'modem'] as const
  const read = (
    name: string, key: string, unit: Unit, plausible: readonly [number, number],
    band: NormBand | null = null, place: Place = receiver,
  ): Measurement[] => fields.has(`${name}_${suffix}`)
    ? [measure(fields.any(`${name}_${suffix}`), {
        key, place, instance, direction, unit, plausible, sentinels, band: technology === 'gfast' ? null : band,
        unitWord: units?.text(`${name}_unit`) ?? null,
      })]
    : []
  const adsl = technology === 'adsl' && direction === 'downstream' ? adslAttenuationBand : null
  return [
    ...read('actual_bitrate', `actualRate${Suffix}Kbps`, 'kbit/s', [0, 10_000_000]),
    ...read('attainable_bitrate', `attainableRate${Suffix}Kbps`, 'kbit/s', [0, 10_000_000]),
    // The test's own idea of the contract, which may be a default: the same report's profile may allow more.
    ...read('contract', `contractRate${Suffix}Kbps`, 'kbit/s', [1, 10_000_000], null, 'system'),
    ...read('noise_margin', `noiseMargin${Suffix}Db`, 'dB', [-64, 63], noiseMarginBand),
    ...read('attenuation', `signalAttenuation${Suffix}Db`, 'dB', [0, 127], adsl),
    ...read('loop_attenuation', `lineAttenuation${Suffix}Db`, 'dB', [0, 127]),
    ...read('power', `transmitPower${Suffix}Dbm`, 'dBm', [-31, 31], null, sender),
    ...read('actual_psd', `psd${Suffix}DbmHz`, 'dBm/Hz', [-90, 0], null, sender),
    ...read('relative_capacity', `relativeCapacity${Suffix}Percent`, '%', [0, 1000], relativeCapacityBand),
  ]
}
