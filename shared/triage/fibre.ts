import { marginDb } from './bands.ts'
import { fromReport, measuredIn, stateIn, statesIn } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { nothing, rounded } from './rule.ts'
import type { Rule } from './rule.ts'

const rx = 'rxPowerAtOperatorModuleDbm'
const tx = 'txPowerOperatorModuleDbm'
const received = (evidence: Evidence) => measuredIn(evidence, rx)
const hasLight = (evidence: Evidence) => stateIn(evidence, 'signalStatus', 'fibreCheck')?.state.value !== 'los'
const linkOf = (evidence: Evidence) => stateIn(evidence, 'lineStatus', 'fibreCheck')

/** The outer limit of the band on one side; null where there is no band. */
const limits = (evidence: Evidence) => {
  const found = received(evidence)
  const band = found?.measurement.band
  return found === null || band === null || band === undefined ? null : { ...found, lower: band.lower, upper: band.upper }
}

/** Whether the operator's own side sends well: tx within norm, no transmit fault. Null where it was not measured. */
function transmitterOk(evidence: Evidence): boolean | null {
  const sent = measuredIn(evidence, tx)
  const fault = stateIn(evidence, 'txFault')?.state.value
  if (fault === 'fault' || sent?.measurement.grade === 'fault') return false
  return sent === null || sent.measurement.grade === 'none' ? null : true
}

const weak = (evidence: Evidence) => {
  const found = limits(evidence)
  return found !== null && found.lower !== null && hasLight(evidence) && found.value < found.lower ? { ...found, lower: found.lower } : null
}

/** VLANs with their learned addresses: `none` is the system's own word for "nobody". */
const learned = (evidence: Evidence) => statesIn(evidence, 'macAddress', 'fibreCheck')

export const fibreRules: readonly Rule[] = [
  {
    id: 'F1', source: 'domain.md 2.2: loss of signal at the operator\'s module',
    explains: ['F2', 'F6', 'F7', 'F8', 'A1', 'A4', 'X1', 'noSession'],
    evaluate: evidence => {
      const found = stateIn(evidence, 'signalStatus', 'fibreCheck')
      return found?.state.value !== 'los' ? nothing : [{
        level: 'fault', domains: ['home', 'access'], basis: 'plain', part: 'terminal', params: {},
        readings: fromReport(found.report, 'signalStatus'),
      }]
    },
  },
  {
    id: 'F2', source: 'report norm, else IEEE 802.3 clause 59 (domain.md 2.2)',
    explains: ['F6', 'F7', 'F8', 'A1', 'A4', 'X1', 'noSession'],
    evaluate: evidence => {
      const found = weak(evidence)
      return found === null ? nothing : [{
        level: 'fault', domains: ['home', 'access'], basis: 'plain', part: 'line', readings: fromReport(found.report, rx),
        params: { dbm: rounded(found.value), limitDbm: rounded(found.lower), belowDb: rounded(found.lower - found.value) },
      }]
    },
  },
  {
    id: 'F3', source: 'domain.md 2.2: within 1 dB of a limit is marginal',
    evaluate: evidence => {
      const found = limits(evidence)
      const lower = found?.lower ?? null
      return found === null || lower === null || !hasLight(evidence) || found.value < lower || found.value >= lower + marginDb ? nothing : [{
        level: 'warn', domains: ['access'], basis: 'plain', part: 'line', readings: fromReport(found.report, rx),
        params: { dbm: rounded(found.value), limitDbm: rounded(lower), insideDb: rounded(found.value - lower) },
      }]
    },
  },
  {
    id: 'F4', source: 'report norm, else IEEE 802.3 clause 59 (domain.md 2.2)',
    evaluate: evidence => {
      const found = limits(evidence)
      const upper = found?.upper ?? null
      return found === null || upper === null || !hasLight(evidence) || found.value <= upper ? nothing : [{
        level: 'warn', domains: ['access'], basis: 'plain', part: 'line', readings: fromReport(found.report, rx),
        params: { dbm: rounded(found.value), limitDbm: rounded(upper), aboveDb: rounded(found.value - upper) },
      }]
    },
  },
  {
    id: 'F5', source: 'domain.md 2.2: transmit power and tx_fault of the operator\'s module', leads: true,
    explains: ['F1', 'F6', 'F7', 'F8', 'A1', 'A4', 'X1', 'noSession'],
    evaluate: evidence => {
      const sent = measuredIn(evidence, tx)
      if (sent !== null && sent.measurement.grade === 'fault') {
        return [{
          level: 'fault', domains: ['operator'], basis: 'plain', part: 'accessNode', readings: fromReport(sent.report, tx),
          params: { why: 'power', dbm: rounded(sent.value) },
        }]
      }
      const fault = stateIn(evidence, 'txFault')
      return fault?.state.value !== 'fault' ? nothing : [{
        level: 'fault', domains: ['operator'], basis: 'inferred', part: 'accessNode',
        readings: fromReport(fault.report, 'txFault'),
        params: { why: 'fault', dbm: sent === null ? '' : rounded(sent.value) },
      }]
    },
  },
  {
    id: 'F6', source: 'domain.md 2.2: only the way back is weak',
    evaluate: evidence => {
      const found = weak(evidence)
      const module = ['moduleTemperatureC', 'supplyVoltageV'].map(key => measuredIn(evidence, key)?.measurement.grade ?? 'none')
      return found === null || transmitterOk(evidence) !== true || module.some(grade => grade === 'warn' || grade === 'fault') ? nothing : [{
        level: 'fault', domains: ['access', 'home'], basis: 'inferred', part: 'line', readings: fromReport(found.report, rx, tx),
        params: { dbm: rounded(found.value) },
      }]
    },
  },
  {
    id: 'F7', source: 'domain.md 2.2: light in norm, no link', explains: ['F8', 'A1', 'A4', 'X1', 'noSession'],
    evaluate: evidence => {
      const link = linkOf(evidence)
      const found = received(evidence)
      const light = stateIn(evidence, 'signalStatus', 'fibreCheck')?.state.value === 'noLos'
      if (link?.state.value !== 'down' || !light || found === null) return nothing
      if (found.measurement.grade !== 'ok' && found.measurement.grade !== 'warn') return nothing
      return [{
        level: 'fault', domains: ['home', 'operator'], basis: 'plain', part: 'terminal', params: { dbm: rounded(found.value) },
        readings: fromReport(link.report, 'lineStatus', 'signalStatus', rx),
      }]
    },
  },
  {
    id: 'F8', source: 'domain.md 2.4: link up, nothing learned', explains: ['A4', 'noSession'],
    evaluate: evidence => {
      const macs = learned(evidence)
      const report = macs[0]?.report
      if (report === undefined || linkOf(evidence)?.state.value !== 'up' || !macs.every(({ state }) => state.value === 'none')) return nothing
      return fibreOk(evidence) !== true ? nothing : [{
        level: 'warn', domains: ['home'], basis: 'plain', part: 'router',
        readings: fromReport(report, 'macAddress', 'lineStatus', rx), params: {},
      }]
    },
  },
  {
    id: 'F9', source: 'domain.md 2.4: learned outside the configured VLANs', explains: ['A1', 'A4', 'noSession'],
    evaluate: evidence => {
      const configured = new Set(statesIn(evidence, 'vlanConfigured', 'fibreCheck').map(({ state }) => state.instance))
      const seen = learned(evidence).filter(({ state }) => state.value !== 'none')
      const first = seen[0]
      const isRight = seen.some(({ state }) => state.instance === '' || configured.has(state.instance))
      if (first === undefined || configured.size === 0 || isRight) return nothing
      return [{
        level: 'warn', domains: ['auth'], basis: 'plain', part: 'router',
        readings: fromReport(first.report, 'macAddress', 'vlanConfigured'),
        params: { seen: seen.map(({ state }) => state.instance).join(', '), configured: [...configured].join(', ') },
      }]
    },
  },
  {
    id: 'F10', source: 'domain.md 2.2: usual limits of an SFP (assumption)', aside: true,
    evaluate: evidence => {
      const found = ['moduleTemperatureC', 'supplyVoltageV'].map(key => measuredIn(evidence, key))
        .filter(each => each !== null).filter(({ measurement }) => measurement.grade === 'warn' || measurement.grade === 'fault')
      const first = found[0]
      return first === undefined ? nothing : [{
        level: 'note', domains: ['operator'], basis: 'plain', part: 'accessNode',
        params: { what: first.measurement.key === 'moduleTemperatureC' ? 'temperature' : 'voltage', value: rounded(first.value) },
        readings: fromReport(first.report, ...found.map(({ measurement }) => measurement.key)),
      }]
    },
  },
]

/** Whether the fibre itself is well by the fibre check; null where it says too little. */
export function fibreOk(evidence: Evidence): boolean | null {
  const light = stateIn(evidence, 'signalStatus', 'fibreCheck')?.state.value
  const link = linkOf(evidence)?.state.value
  const grade = received(evidence)?.measurement.grade ?? 'none'
  if (light === 'los' || link === 'down' || grade === 'fault' || transmitterOk(evidence) === false) return false
  return link === 'up' ? true : null
}
