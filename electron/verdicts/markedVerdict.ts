import type { LineView } from '../../shared/contract/lines.ts'
import type { Measurement, Report, StateReading } from '../../shared/model/report.ts'
import type { Verdict } from '../../shared/model/verdict.ts'
import type { MarkedVerdict } from '../../shared/model/verdictMark.ts'
import { limitableReadings } from '../../shared/triage/limits.ts'

type Reading = MarkedVerdict['readings'][number]

/** What may leave the line: nothing is taken because it is there, all because it is named here. */
const unitOf: ReadonlyMap<string, string> = new Map(limitableReadings.map(({ key, unit }) => [key, unit]))

/** States of which the values are words of our own readers; what a system wrote in its own words is left out. */
const stateValues: ReadonlyMap<string, ReadonlySet<string>> = new Map(Object.entries({
  lineStatus: ['up', 'down'], signalStatus: ['los', 'noLos', 'notAvailable'],
  txFault: ['fault', 'noFault', 'notAvailable'], reportLimits: ['inverted', 'implausible'], vlanConfigured: ['yes'],
  ontAdministrative: ['up', 'down'], ontOperational: ['up', 'down'], ontRanging: ['ranged', 'notRanged'],
  resultCode: ['ok', 'notOk'], ontLanAdministrative: ['up', 'down'], ontLanOperational: ['up', 'down'],
  serviceStability: ['stable', 'unstable', 'risky', 'unknown'], vectoringFallback: ['active', 'notActive'],
  termination: ['open', 'short', 'poweredCpe', 'closed', 'unknown'], topology: ['bridgedTap'],
  segment: ['inSeries', 'bridgedTap'],
}).map(([key, values]) => [key, new Set(values)]))

/** Suppliers and technologies of the Nextpertise API document. */
const suppliers = new Set([
  'KPNWBA', 'KPNWEAS', 'DELTA', 'ODIDO', 'ZIGGO', 'TELE2', 'EUROFIBER', 'NDIX', 'NEARNET', 'FOREFREEDOM', 'WAUWAU',
])
const technologies = new Set([
  'ADSL', 'ADSL2', 'ADSL2+', 'VDSL', 'VDSL2', 'SDSL', 'SDSL.bis', 'GoF', 'GPON', 'XGS-PON', 'FttH', 'FttO', 'Fiber', 'Copper',
  'Coax', 'DOCSIS3.1', 'Radio',
])
const oneOf = (allowed: ReadonlySet<string>, value: string | null): string | null =>
  value !== null && allowed.has(value) ? value : null

/** `2` of copper pair 2; a name that a system gave a port tells nothing to anybody else. */
const instanceOf = (instance: string): string => /^\d{1,2}$/.test(instance) ? instance : ''

/**
 * What was said of a line and what it rested on: rules and readings, without a person, an address, or anything that names a line,
 * a box or a session.
 */
export function markedVerdictOf(
  { line, reports, observations, verdict }: LineView, lead: NonNullable<Verdict['lead']>,
): MarkedVerdict {
  const kinds = new Set<string>()
  const newest = reports.filter(({ kind, status }) => status === 'complete' && !kinds.has(kind) && kinds.add(kind))
  const readings = [...newest.flatMap(readingsOf), ...observedOf(observations), plain('line', 'online', line.online)]
  const order = ({ kind, key, instance }: Reading): string => `${kind} ${key} ${instance}`
  return {
    ruleId: lead.ruleId, level: verdict.level, domains: [...lead.domains], confidence: lead.confidence,
    findings: verdict.findings.map(({ ruleId, level, explainedBy }) => ({ ruleId, level, explainedBy })),
    readings: readings.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)),
    medium: line.medium, technology: oneOf(technologies, line.technology), supplier: oneOf(suppliers, line.supplier),
  }
}

const plain = (kind: string, key: string, value: number | string | null): Reading =>
  ({ kind, key, instance: '', value, unit: '' })

function readingsOf({ kind, measurements, states, logins, testPoint }: Report): Reading[] {
  const attempts = (status: string): number => logins?.attempts.filter(each => each.status === status).length ?? 0
  return [
    ...measurements.flatMap(each => measuredOf(kind, each)),
    ...states.flatMap(each => stateOf(kind, each)),
    ...(logins === null ? [] : ['ok', 'incorrect'].map(status => plain(kind, `attempts.${status}`, attempts(status)))),
    ...((testPoint ?? null) === null ? [] : [plain(kind, 'testPoint', testPoint)]),
  ]
}

function measuredOf(kind: string, { key, instance, value, unit, conversion }: Measurement): Reading[] {
  if (unitOf.get(key) !== unit || conversion === 'implausible') return []
  return [{ kind, key, instance: instanceOf(instance), value: conversion === 'sentinel' ? null : value, unit }]
}

function stateOf(kind: string, { key, instance, value }: StateReading): Reading[] {
  const isKnown = value !== null && stateValues.get(key)?.has(value) === true
  return isKnown ? [{ ...plain(kind, key, value), instance: instanceOf(instance) }] : []
}

function observedOf(seen: LineView['observations']): Reading[] {
  const { modemPowered, lightAtOutlet, lightAtOutletDbm, loopLengthM, customerComplains } = seen
  const found: [key: string, value: number | string | null, unit: string][] = [
    ['modemPowered', modemPowered, ''], ['lightAtOutlet', lightAtOutlet, ''], ['lightAtOutletDbm', lightAtOutletDbm, 'dBm'],
    ['loopLengthM', loopLengthM, 'm'],
    ['customerComplains', customerComplains === null ? null : customerComplains ? 'yes' : 'no', ''],
  ]
  return found.flatMap(([key, value, unit]) => value === null ? [] : [{ kind: 'observation', key, instance: '', value, unit }])
}
