import { accessFibre, withOutlet } from './accessFibre.ts'
import { marginDb } from './bands.ts'
import { fromObservation, fromReport, measuredIn, stateIn, statesIn } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { assumption, experience, nothing, rounded, standard, systemDocument, vendor } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'

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

const isam = 'Nokia ISAM SFP MIB (LibreNMS and Centreon read it the same way)'

const atOperator: readonly Rule[] = [
  {
    id: 'F1', levels: ['fault'], domains: ['home', 'access'],
    source: vendor(`${isam}: los is no light from the customer; the light at the outlet tells which side`),
    explains: ['L7', 'L8', 'L11', 'L12', 'F2', 'F6', 'F7', 'F8', 'A1', 'A4', 'X1', 'H1', 'noSession'],
    evaluate: evidence => {
      const found = stateIn(evidence, 'signalStatus', 'fibreCheck')
      if (found?.state.value !== 'los') return nothing
      const { light, ...side } = withOutlet(evidence)
      const measured = evidence.observations?.lightAtOutletDbm !== null && evidence.observations !== null
      return [{
        ...side, level: 'fault', params: { light },
        readings: [
          ...fromReport(found.report, 'signalStatus'),
          ...(light === 'unknown' ? [] : [fromObservation(measured ? 'lightAtOutletDbm' : 'lightAtOutlet')]),
        ],
      }]
    },
  },
  {
    id: 'F2', levels: ['fault'], domains: ['home', 'access'],
    source: standard('the norm in the report itself, else IEEE 802.3 clause 59 (1000BASE-BX10)'),
    explains: ['L5', 'L11', 'L12', 'F6', 'F7', 'F8', 'A1', 'A3', 'A4', 'X1', 'H1', 'noSession'],
    evaluate: evidence => {
      const found = weak(evidence)
      return found === null ? nothing : [{
        level: 'fault', domains: ['home', 'access'], basis: 'plain', part: 'line', readings: fromReport(found.report, rx),
        params: { dbm: rounded(found.value), limitDbm: rounded(found.lower), belowDb: rounded(found.lower - found.value) },
      }]
    },
  },
  {
    id: 'F3', levels: ['warn'], domains: ['access'], explains: ['A3'],
    source: assumption('within 1 dB of the limit: a module repeats to 1 dB (SFF-8472: accurate to 3 dB)'),
    evaluate: evidence => {
      const found = limits(evidence)
      const lower = found?.lower ?? null
      if (found === null || lower === null || !hasLight(evidence)) return nothing
      return found.value < lower || found.value >= (found.measurement.band?.warnLower ?? lower + marginDb) ? nothing : [{
        level: 'warn', domains: ['access'], basis: 'plain', part: 'line', readings: fromReport(found.report, rx),
        params: { dbm: rounded(found.value), limitDbm: rounded(lower), insideDb: rounded(found.value - lower) },
      }]
    },
  },
  {
    id: 'F4', levels: ['warn'], domains: ['access'],
    source: standard('the norm in the report itself, else IEEE 802.3 clause 59 (1000BASE-BX10)'),
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
    id: 'F5', levels: ['fault'], domains: ['operator', 'home'], leads: true,
    source: vendor(`the norm in the report itself; ${isam}: tx_fault 1 is a fault, 2 is none`),
    explains: ['L5', 'L7', 'L8', 'L11', 'L12', 'F1', 'F2', 'F6', 'F7', 'F8', 'A1', 'A4', 'X1', 'H1', 'noSession'],
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
    id: 'F6', levels: ['fault'], domains: ['access', 'home'],
    source: experience('sender, temperature and supply of the module well, its receiver sees too little: one direction'),
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
    id: 'F7', levels: ['fault'], domains: ['home', 'operator'], explains: ['L7', 'L8', 'L11', 'L12', 'F8', 'A1', 'A4', 'X1', 'noSession'],
    source: experience('light within the norm and line down: speed, auto-negotiation, converter, port'),
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
    id: 'F8', levels: ['warn'], domains: ['home'], explains: ['A4', 'noSession'],
    source: systemDocument('Nextpertise API, get_report (fibre check): mac_addressess; a switch forgets one after some 300 s'),
    evaluate: evidence => {
      const macs = learned(evidence)
      const report = macs[0]?.report
      if (report === undefined || linkOf(evidence)?.state.value !== 'up' || !macs.every(({ state }) => state.value === 'none')) return nothing
      return fibreOk(evidence) !== true ? nothing : [{
        // Who sends nothing does not log in either.
        level: 'warn', domains: ['home'], basis: 'plain', part: 'router', explains: ['A1'],
        readings: fromReport(report, 'macAddress', 'lineStatus', rx), params: {},
      }]
    },
  },
  {
    id: 'F9', levels: ['warn'], domains: ['auth'], explains: ['A4', 'noSession'],
    source: systemDocument('Nextpertise API, get_report (fibre check): mac_addressess against vlans'),
    evaluate: evidence => {
      const configured = new Set(statesIn(evidence, 'vlanConfigured', 'fibreCheck').map(({ state }) => state.instance))
      const seen = learned(evidence).filter(({ state }) => state.value !== 'none')
      const first = seen[0]
      const isRight = seen.some(({ state }) => state.instance === '' || configured.has(state.instance))
      if (first === undefined || configured.size === 0 || isRight) return nothing
      return [{
        level: 'warn', domains: ['auth'], basis: 'plain', part: 'router', explains: ['A1'],
        readings: fromReport(first.report, 'macAddress', 'vlanConfigured'),
        params: { seen: seen.map(({ state }) => state.instance).join(', '), configured: [...configured].join(', ') },
      }]
    },
  },
  {
    id: 'F10', levels: ['note'], domains: ['operator', 'home'], aside: true,
    source: assumption('up to 70 °C and 3.1 to 3.5 V, usual for a commercial SFP (SFF-8472 accuracy 3 °C, 3 %)'),
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

const atEnds: Readonly<Record<string, (evidence: Evidence) => readonly RuleHit[]>> = accessFibre

/** Each at the operator's module (fibre check), and at the access port and the box of an open network. */
export const fibreRules: readonly Rule[] = atOperator.map(rule => ({
  ...rule,
  evaluate: (evidence, found) => [
    ...rule.evaluate(evidence, found).map(hit => ({ ...hit, params: { ...hit.params, end: 'operator' } })), ...atEnds[rule.id]?.(evidence) ?? [],
  ],
}))

/** Whether the fibre itself is well by the fibre check; null where it says too little. */
export function fibreOk(evidence: Evidence): boolean | null {
  const light = stateIn(evidence, 'signalStatus', 'fibreCheck')?.state.value
  const link = linkOf(evidence)?.state.value
  const grade = received(evidence)?.measurement.grade ?? 'none'
  if (light === 'los' || link === 'down' || grade === 'fault' || transmitterOk(evidence) === false) return false
  return link === 'up' ? true : null
}
