import type { Reading } from './content.ts'
import { firstObject } from './fields.ts'
import type { Fields } from './fields.ts'
import { given, measure, remark, state } from './measure.ts'
import type { StateWords } from './measure.ts'

/** LOOP-TERM of G.996.2 and the operator's words for it (domain.md 2.1). */
const terminationWords: StateWords = {
  open: ['open', 'fault'], short: ['short', 'fault'], shorted: ['short', 'fault'], 'powered-on cpe': ['poweredCpe', 'ok'],
  powered_cpe: ['poweredCpe', 'ok'], poweredcpe: ['poweredCpe', 'ok'], 'powered cpe': ['poweredCpe', 'ok'],
  cpe: ['poweredCpe', 'ok'],
  closed: ['closed', null], matched: ['closed', null], unknown: ['unknown', null], other: ['closed', null],
}

const detailsOf = (value: unknown): Fields | null => {
  const entry = firstObject(value)
  return entry?.object('details') ?? entry
}

export const isSelt = (value: unknown): boolean => {
  const details = detailsOf(value)
  return details !== null && ['termination_type', 'problem_length', 'detected_problem'].some(name => details.has(name))
}

/** KPNWBA SELT (API document, "Get KPNWBA Selt Report"). Its log is Dutch running text: shown, never parsed. */
export function readSelt(value: unknown): Reading {
  const details = detailsOf(value)
  return {
    kind: 'selt',
    lastStatusChange: null,
    measurements: [
      measure(details?.any('problem_length'), {
        key: 'problemLengthM', place: 'dslam', direction: 'none', unit: 'm', plausible: [1, 16_383], sentinels: [0],
      }),
      measure(details?.any('attenuation'), { key: 'loopAttenuationDb', place: 'dslam', direction: 'none', unit: 'dB', plausible: [0, 127] }),
    ],
    states: given([
      state('termination', 'dslam', details?.any('termination_type'), terminationWords),
      state('problem', 'system', details?.any('detected_problem')),
      state('faultDomain', 'system', details?.any('domain')),
      state('topology', 'system', details?.any('topology')),
      state('adviceCode', 'system', details?.any('advice_code')),
      state('exitCode', 'system', details?.any('exit_value')),
      state('systemPort', 'dslam', firstObject(value)?.any('dslam_port')),
    ]),
    remarks: [...remark('advice', details?.any('advice_text')), ...remark('log', details?.any('log'))],
  }
}
