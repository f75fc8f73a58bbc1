import { fromReport, statesIn, valuesIn } from './evidence.ts'
import type { Evidence, FoundMeasurement } from './evidence.ts'
import { systemDocument } from './rule.ts'
import type { Rule } from './rule.ts'

const usedIn = ({ complete }: Pick<Evidence, 'complete'>): readonly FoundMeasurement[] => {
  const report = complete.get('mobileDataUsage')
  return report === undefined ? [] : valuesIn(report, 'mobileDataUsedPercent')
}

const registration = systemDocument('reseller platform, Order Details: X2VoIP: registration status of the account')
const accountsThatAre = (evidence: Evidence, value: 'registered' | 'notRegistered') =>
  statesIn(evidence, 'sipRegistered', 'sipRegistration').filter(({ state }) => state.value === value).map(({ state, report }) => ({
    part: 'network', basis: 'plain', readings: fromReport(report, 'sipRegistered'),
    params: { account: state.instance === '' ? 'none' : state.instance },
  } as const))

/** Rules for services of a reseller platform: telephony accounts and mobile data. */
export const serviceRules: readonly Rule[] = [
  {
    id: 'V1', levels: ['fault'], domains: ['auth', 'home'], source: registration,
    evaluate: evidence => accountsThatAre(evidence, 'notRegistered').map(account => ({ ...account, level: 'fault', domains: ['auth', 'home'] })),
  },
  {
    id: 'okSip', levels: ['ok'], domains: [], source: registration,
    evaluate: evidence => accountsThatAre(evidence, 'registered').map(account => ({ ...account, level: 'ok', domains: [] })),
  },
  {
    id: 'V2', levels: ['note'], domains: ['operator'],
    source: systemDocument('reseller platform, Order Details: X2Mobile: data used in the current month against the bundle'),
    evaluate: evidence => usedIn(evidence).filter(({ value }) => value >= 100).map(({ measurement, value, report }) => ({
      level: 'note', domains: ['operator'], part: 'network', basis: 'plain',
      readings: fromReport(report, 'mobileDataUsedPercent'),
      params: { percent: Math.round(value), number: measurement.instance === '' ? 'none' : measurement.instance },
    })),
  },
]
