import type { UtcTime } from '../../shared/model/common.ts'
import type { Medium } from '../../shared/model/line.ts'
import type { CheckKind, Level } from '../../shared/model/report.ts'
import type { FaultDomain, Finding, FindingParams, PathPart, PathPartName, Verdict } from '../../shared/model/verdict.ts'

const order: readonly PathPartName[] = ['network', 'accessNode', 'line', 'terminal', 'router', 'home']

type Stop = { state: Level; key?: string; params?: FindingParams; wouldTell?: CheckKind; beyond?: boolean }

const kinds: Record<'gof' | 'pon' | 'copper', readonly string[]> = {
  gof: ['operatorNetwork', 'switch', 'fibre', 'mediaConverter', 'router', 'home'],
  pon: ['operatorNetwork', 'olt', 'fibre', 'ont', 'router', 'home'],
  copper: ['operatorNetwork', 'dslam', 'copper', 'modem', 'router', 'home'],
}

function path(chain: keyof typeof kinds, at: UtcTime, stops: readonly Stop[]): PathPart[] {
  return order.map((part, index): PathPart => {
    const stop = stops[index] ?? { state: 'unknown' }
    return {
      part, state: stop.state, kind: kinds[chain][index] ?? part, reading: stop.key === undefined ? null : { key: stop.key, params: stop.params ?? {} },
      at: stop.key === undefined ? null : at, wouldTell: stop.wouldTell ?? null, beyondFault: stop.beyond ?? false,
    }
  })
}

function finding(
  ruleId: string, level: Level, part: PathPartName, domains: FaultDomain[], confidence: Finding['confidence'], keys: string[] = [],
  params: FindingParams = {}, explainedBy: string | null = null,
): Finding {
  return { ruleId, level, domains, confidence, params, part, explainedBy, readings: keys.map((key) => ({ source: 'report', reportId: null, key })) }
}

function verdict(level: Level, findings: Finding[], parts: PathPart[], evidenceAt: UtcTime | null, wouldSettle: CheckKind | null = null): Verdict {
  return { level, lead: findings[0] ?? null, findings, wouldSettle, path: parts, evidenceAt }
}

/** Verdict of a line nothing was measured on. */
export function notLookedAt(medium: Medium, at: UtcTime): Verdict {
  const chain = medium === 'copper' ? 'copper' : medium === 'pon' ? 'pon' : 'gof'
  const first: CheckKind = chain === 'copper' ? 'delt' : chain === 'pon' ? 'ontCheck' : 'fibreCheck'
  return verdict('unknown', [], path(chain, at, [
    { state: 'ok', key: 'serviceOn' }, { state: 'unknown', wouldTell: first }, { state: 'unknown', wouldTell: first }, { state: 'unknown', wouldTell: first },
    { state: 'unknown', wouldTell: chain === 'pon' ? 'ontLanCheck' : 'authenticationLog' }, { state: 'unknown', wouldTell: 'authenticationLog' },
  ]), null, first)
}

const lightParams = { valueDbm: -28.4, limitDbm: -27 }

/** Verdicts of the fixtures, written as triage gives them (domain.md section 3). */
export function verdictOf(
  name: 'healthyFibre' | 'ontNotRanged' | 'lanPortDown' | 'weakLight' | 'wrongPassword' | 'blocked' | 'copperOpen' | 'offlineOld', at: UtcTime,
): Verdict {
  const ok: Stop = { state: 'ok', key: 'serviceOn' }
  switch (name) {
    case 'healthyFibre':
      return verdict('ok', [finding('OK', 'ok', 'line', [], 'high', ['rxPowerAtOperatorDbm', 'lineStatus'])], path('gof', at, [
        ok, { state: 'ok', key: 'lineUp' }, { state: 'ok', key: 'receivedDbm', params: { valueDbm: -8.31 } }, { state: 'ok', key: 'deviceSeen' },
        { state: 'ok', key: 'lastLogin' }, { state: 'ok', key: 'online' },
      ]), at)
    case 'ontNotRanged':
      return verdict('fault', [
        finding('P1', 'fault', 'terminal', ['home', 'access'], 'medium', ['ontRanging', 'ontOperational']),
        finding('P11', 'note', 'terminal', ['data'], 'medium'),
        finding('A4', 'note', 'router', ['auth'], 'low', [], {}, 'P1'),
      ], path('pon', at, [
        ok, { state: 'ok', key: 'expected' }, { state: 'unknown', wouldTell: 'fibreCheck' }, { state: 'fault', key: 'notRanged' },
        { state: 'unknown', key: 'noSession', beyond: true }, { state: 'unknown', beyond: true },
      ]), at, 'ontLanCheck')
    case 'lanPortDown':
      return verdict('fault', [
        finding('L1', 'fault', 'router', ['home'], 'high', ['lanPortOperational', 'ontRanging']),
        finding('P8', 'warn', 'line', ['access'], 'low', ['rxPowerAtOntDbm'], { valueDbm: -9.83, limitDbm: -9 }),
        finding('L2', 'note', 'router', ['home'], 'medium', ['macAddress'], {}, 'L1'),
      ], path('pon', at, [
        ok, { state: 'ok', key: 'receivedDbm', params: { valueDbm: -10.3 } }, { state: 'warn', key: 'receivedDbm', params: { valueDbm: -9.83 } },
        { state: 'ok', key: 'ranged' }, { state: 'fault', key: 'lanPortDown' }, { state: 'unknown', beyond: true },
      ]), at, 'ontLanCheck')
    case 'weakLight':
      return verdict('fault', [
        finding('P6', 'fault', 'line', ['access'], 'medium', ['rxPowerAtOntDbm'], lightParams),
        finding('P7', 'warn', 'line', ['access'], 'medium', ['rxPowerAtOltDbm'], { valueDbm: -27.1, limitDbm: -28 }),
      ], path('pon', at, [
        ok, { state: 'warn', key: 'receivedDbm', params: { valueDbm: -27.1 } }, { state: 'fault', key: 'receivedDbm', params: { valueDbm: -28.4 } },
        { state: 'ok', key: 'ranged' }, { state: 'ok', key: 'lanPortUp' }, { state: 'ok', key: 'online' },
      ]), at, 'ontLanCheck')
    case 'wrongPassword':
      return verdict('fault', [
        finding('A7', 'fault', 'router', ['auth'], 'high', ['logins']),
      ], path('gof', at, [
        ok, { state: 'ok', key: 'lineUp' }, { state: 'ok', key: 'receivedDbm', params: { valueDbm: -6.04 } }, { state: 'ok', key: 'deviceSeen' },
        { state: 'fault', key: 'loginRefused' }, { state: 'unknown', key: 'noSession', beyond: true },
      ]), at)
    case 'blocked':
      return verdict('fault', [finding('G5', 'fault', 'network', ['auth'], 'high', ['provisioningBlocked'])], path('gof', at, [
        { state: 'fault', key: 'blocked' }, { state: 'unknown', wouldTell: 'fibreCheck', beyond: true }, { state: 'unknown', wouldTell: 'fibreCheck', beyond: true },
        { state: 'unknown', beyond: true }, { state: 'unknown', beyond: true }, { state: 'unknown', key: 'noSession', beyond: true },
      ]), at)
    case 'copperOpen':
      return verdict('fault', [
        finding('S4', 'fault', 'line', ['home', 'access'], 'low', ['termination', 'faultDistanceM'], { lengthM: 479 }),
        finding('S7', 'fault', 'terminal', ['home'], 'medium', ['detectedProblem'], {}, 'S4'),
        finding('G4', 'note', 'network', ['auth'], 'medium', ['transaction'], { action: 'migrate' }),
      ], path('copper', at, [
        { state: 'note', key: 'transactionOpen' }, { state: 'ok', key: 'answers' }, { state: 'fault', key: 'openAt', params: { lengthM: 479 } },
        { state: 'unknown', key: 'noModem', beyond: true }, { state: 'unknown', beyond: true }, { state: 'unknown', key: 'noSession', beyond: true },
      ]), at, 'delt')
    case 'offlineOld':
      return verdict('warn', [
        finding('F3', 'warn', 'line', ['access'], 'medium', ['rxPowerAtOperatorDbm'], { valueDbm: -15.4, limitDbm: -16 }),
        finding('G2', 'note', 'line', ['data'], 'high'),
      ], path('gof', at, [
        ok, { state: 'ok', key: 'lineUp' }, { state: 'warn', key: 'receivedDbm', params: { valueDbm: -15.4 } }, { state: 'ok', key: 'deviceSeen' },
        { state: 'unknown', wouldTell: 'authenticationLog' }, { state: 'ok', key: 'online' },
      ]), at, 'authenticationLog')
  }
}
