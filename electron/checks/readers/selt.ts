import type { Measurement, StateReading } from '../../../shared/model/report.ts'
import type { Reading } from './content.ts'
import { fieldsOf, textOf } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, measure, remark, state } from './measure.ts'
import type { StateWords } from './measure.ts'
import { pairsOf, perPair } from './pairs.ts'

/** LOOP-TERM of G.996.2 and the words of operators for it (domain.md 2.1). */
const terminationWords: StateWords = {
  open: ['open', 'fault'], opencircuit: ['open', 'fault'], openend: ['open', 'fault'],
  short: ['short', 'fault'], shorted: ['short', 'fault'], shortcircuit: ['short', 'fault'],
  poweredoncpe: ['poweredCpe', 'ok'], poweredcpe: ['poweredCpe', 'ok'], cpe: ['poweredCpe', 'ok'], cpeon: ['poweredCpe', 'ok'],
  closed: ['closed', null], matched: ['closed', null], other: ['closed', null], unknown: ['unknown', null],
}
/** Topology of a segment, G.996.2. */
const segmentWords: StateWords = {
  inseries: ['inSeries', 'ok'], series: ['inSeries', 'ok'], bridgedtap: ['bridgedTap', 'warn'], bridgetap: ['bridgedTap', 'warn'],
}
const bridgedTap = /bridged?[\s._-]*tap/i

/** G.996.2: loop length 0 to 16383 m; 0 stands for "unknown" here (domain.md section 4). */
const lengthM = { direction: 'none', unit: 'm', plausible: [1, 16_383], sentinels: [0] } as const
/** G.996.2 reports at most three; a system that finds more has each shown. */
const mostSegments = 16

export const isSelt = (value: unknown): boolean => pairsOf(value)
  .some(({ details }) => ['termination_type', 'problem_length', 'detected_problem'].some(name => details.has(name)))

/** KPNWBA SELT (API document, "Get KPNWBA Selt Report"), one entry for each pair. Its log is Dutch running text, never parsed. */
export const readSelt = (value: unknown): Reading => perPair('selt', pairsOf(value), ({ entry, details, instance }) => ({
  lastStatusChange: null,
  measurements: [
    measure(details.any('problem_length'), { key: 'problemLengthM', place: 'dslam', instance, ...lengthM }),
    measure(details.any('attenuation'), {
      key: 'loopAttenuationDb', place: 'dslam', instance, direction: 'none', unit: 'dB', plausible: [0, 127],
    }),
    ...segmentsOf(details).map((segment, index): Measurement => measure(segment.any('length', 'segment_length', 'length_m'), {
      key: 'segmentLengthM', place: 'dslam', instance: segmentName(instance, index), ...lengthM,
    })),
  ],
  states: given([
    state('termination', 'dslam', details.any('termination_type'), terminationWords, instance),
    state('problem', 'system', details.any('detected_problem'), {}, instance),
    state('faultDomain', 'system', details.any('domain'), {}, instance),
    topologyOf(details, instance),
    ...segmentsOf(details).map((segment, index) =>
      state('segment', 'dslam', segment.any('type', 'topology', 'segment_type'), segmentWords, segmentName(instance, index))),
    state('adviceCode', 'system', details.any('advice_code'), {}, instance),
    state('exitCode', 'system', details.any('exit_value'), {}, instance),
    state('systemPort', 'dslam', entry.any('dslam_port'), {}, instance),
  ]),
  remarks: [...remark('advice', details.any('advice_text')), ...remark('log', details.any('log'))],
}))

const segmentName = (pair: string, index: number): string => pair === '' ? String(index + 1) : `${pair}/${index + 1}`

function segmentsOf(details: Fields): readonly Fields[] {
  const lists = ['segments', 'loop_segments', 'topology'].map(name => details.list(name).flatMap(each => fieldsOf(each) ?? []))
  return lists.find(found => found.length > 0)?.slice(0, mostSegments) ?? []
}

/** Text as the system has it; `bridgedTap` where it, or a segment, speaks of one. */
function topologyOf(details: Fields, instance: string): StateReading {
  const texts = details.list('topology', 'line_topology').flatMap(each => textOf(each) ?? [])
  const inSegments = segmentsOf(details).flatMap(segment => segment.text('type', 'topology', 'segment_type') ?? [])
  const raw = (texts.length > 0 ? texts : inSegments).join(', ').slice(0, 500)
  if (raw === '') return state('topology', 'system', null, {}, instance)
  return bridgedTap.test(raw) ? { key: 'topology', place: 'system', instance, value: 'bridgedTap', raw, level: 'warn' }
    : state('topology', 'system', raw, {}, instance)
}
