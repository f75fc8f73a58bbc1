import type { Measurement, NormBand, Place, Unit } from '../../../shared/model/report.ts'
import { adslAttenuationBand, noiseMarginBand, relativeCapacityBand } from '../../../shared/triage/bands.ts'
import type { Reading } from './content.ts'
import { booleanOf, fieldsOf, firstObject } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, measure, remark, state } from './measure.ts'
import type { StateWords } from './measure.ts'
import { readTime } from './times.ts'

const fallbackWords: StateWords = {
  'vect.fallback.profile.not.active': ['notActive', 'ok'], 'vect.fallback.profile.active': ['active', 'warn'],
}
const stabilityWords: StateWords = {
  stable: ['stable', 'ok'], unstable: ['unstable', 'warn'], risky: ['risky', 'warn'], unknown: ['unknown', null],
}

/** G.997.1 special values for "unavailable" and "out of range" (domain.md 2.1). */
const sentinels = [2147483646, 2147483647]

const detailsOf = (value: unknown): Fields | null => {
  const entry = firstObject(value)
  return entry?.object('details') ?? entry
}

export const isDelt = (value: unknown): boolean => {
  const details = detailsOf(value)
  return details !== null && (details.has('measurement') || details.has('dslam_port_info'))
}

/** KPNWBA DELT (API document, "Get KPNWBA Delt Report"). `attenuation_*` is taken as SATN, `loop_attenuation_*` as LATN (domain.md 2.1). */
export function readDelt(value: unknown): Reading {
  const details = detailsOf(value)
  const measurement = details?.object('measurement')
  const port = details?.object('dslam_port_info') ?? fieldsOf({})
  const vectoring = port?.object('vectoring')
  const problem = details?.object('problem')
  const meta = details?.object('meta')
  const adsl = /adsl|g\.?992/i.test(port?.text('dsl_type') ?? '')
  const lineUp = booleanOf(port?.any('line_up'))
  return {
    kind: 'delt',
    lastStatusChange: readTime(port?.any('last_status_change')),
    measurements: [
      ...directionOf(measurement?.object('downstream') ?? null, 'downstream', 'down', adsl),
      ...directionOf(measurement?.object('upstream') ?? null, 'upstream', 'up', false),
      ...lengthOf(port, 'estimated_delt_distance', 'deltDistanceM'),
      ...lengthOf(port, 'line_length', 'loopLengthM'),
    ],
    states: given([
      {
        key: 'lineStatus', place: 'dslam', instance: '', raw: port?.raw('line_up') ?? null,
        value: lineUp === null ? null : lineUp ? 'up' : 'down', level: lineUp === null ? null : lineUp ? 'ok' : 'fault',
      },
      state('connectionStatus', 'dslam', port?.any('connection_status')),
      state('problem', 'system', problem?.any('problem_description')),
      state('problemLocation', 'system', problem?.any('problem_location')),
      state('problemConfidence', 'system', problem?.any('problem_confidence')),
      state('problemImpact', 'system', problem?.any('problem_impact')),
      state('serviceStability', 'dslam', port?.any('service_stability'), stabilityWords),
      state('vectoringStatus', 'dslam', vectoring?.any('vectoring_status')),
      state('vectoringFallback', 'dslam', vectoring?.any('vectoring_fallback'), fallbackWords),
      state('vectoringType', 'modem', vectoring?.any('vectoring_type')),
      state('dslType', 'dslam', port?.any('dsl_type')),
      state('lineCardType', 'dslam', port?.any('line_card_type')),
      state('serviceProfile', 'dslam', port?.any('service_profile_name')),
      state('systemPort', 'dslam', port?.any('line_id')),
      state('modemType', 'modem', measurement?.object('cpe')?.any('cpe_type')),
      state('adviceCode', 'system', meta?.any('advice_code')),
    ]),
    remarks: remark('advice', meta?.any('advice_text')),
  }
}

/** 0 stands for "unknown" in the two lengths (domain.md section 4). */
function lengthOf(port: Fields | null | undefined, name: string, key: string): Measurement[] {
  if (port?.has(name) !== true) return []
  return [measure(port.any(name), {
    key, place: 'dslam', direction: 'none', unit: 'm', plausible: [1, 16_383], sentinels: [0, ...sentinels],
  })]
}

function directionOf(fields: Fields | null, direction: 'downstream' | 'upstream', suffix: 'down' | 'up', adsl: boolean): Measurement[] {
  if (fields === null) return []
  const place = direction === 'downstream' ? 'modem' : 'dslam'
  const Suffix = suffix === 'down' ? 'Down' : 'Up'
  const sender = direction === 'downstream' ? 'dslam' : 'modem'
  const read = (
    name: string, key: string, unit: Unit, plausible: readonly [number, number], band: NormBand | null = null, at: Place = place,
  ): Measurement[] => fields.has(`${name}_${suffix}`)
    ? [measure(fields.any(`${name}_${suffix}`), { key, place: at, direction, unit, plausible, band, sentinels })]
    : []
  return [
    ...read('actual_bitrate', `actualRate${Suffix}Kbps`, 'kbit/s', [0, 10_000_000]),
    ...read('attainable_bitrate', `attainableRate${Suffix}Kbps`, 'kbit/s', [0, 10_000_000]),
    ...read('contract', `contractRate${Suffix}Kbps`, 'kbit/s', [1, 10_000_000]),
    ...read('noise_margin', `noiseMargin${Suffix}Db`, 'dB', [-64, 63], noiseMarginBand),
    ...read('attenuation', `signalAttenuation${Suffix}Db`, 'dB', [0, 127], adsl ? adslAttenuationBand : null),
    ...read('loop_attenuation', `lineAttenuation${Suffix}Db`, 'dB', [0, 127]),
    ...read('power', `transmitPower${Suffix}Dbm`, 'dBm', [-31, 31], null, sender),
    ...read('actual_psd', `psd${Suffix}DbmHz`, 'dBm/Hz', [-90, 0], null, sender),
    ...read('relative_capacity', `relativeCapacity${Suffix}Percent`, '%', [0, 1000], relativeCapacityBand),
  ]
}
