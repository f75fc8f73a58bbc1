import { measured, report, stateOf } from '../triageInputs.ts'
import type { RuleExamples } from './ruleExample.ts'

const registration = (value: string | null, instance = '') => report('sipRegistration',
  { states: [stateOf('sipRegistered', value, { instance })] })
const usage = (value: number | null) => report('mobileDataUsage',
  { measurements: [measured('mobileDataUsedPercent', value, { unit: '%', instance: '0612345678' })] })

/** Services of a reseller platform: telephony and mobile data. */
export const serviceExamples: RuleExamples = {
  V1: {
    fires: [{ reports: [registration('notRegistered')] }, { reports: [registration('notRegistered', 'sip5005')] }],
    silent: [{ reports: [registration('registered')] }, { reports: [registration(null)] }],
  },
  okSip: {
    fires: [{ reports: [registration('registered')] }, { reports: [registration('registered', 'sip5005')] }],
    silent: [{ reports: [registration('notRegistered')] }, { reports: [registration(null)] }],
  },
  V2: { fires: [{ reports: [usage(100)] }, { reports: [usage(340)] }],
    silent: [{ reports: [usage(99)] }, { reports: [usage(null)] }] },
}
