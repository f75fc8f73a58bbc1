import type { Medium } from '../model/line.ts'
import { CheckKind } from '../model/report.ts'
import type { Finding, Look, Settling } from '../model/verdict.ts'
import { completeOf, knownLength, testPointsOf } from './copper.ts'
import { momentMs } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { freshlyJudged } from './neighbours.ts'
import { isStale } from './reportAge.ts'
import { serviceKindsOf } from './serviceKinds.ts'

/** Checks that make sense on a medium, least disturbing first: session, optics and ports, DELT, and SELT last. */
const byMedium: Readonly<Record<Medium, readonly CheckKind[]>> = {
  copper: ['authenticationLog', 'delt', 'selt'], fibrePointToPoint: ['fibreCheck', 'authenticationLog'],
  pon: ['ontCheck', 'ontLanCheck', 'authenticationLog'], coax: ['authenticationLog'], radio: ['authenticationLog'],
  unknown: ['authenticationLog', 'ontCheck', 'fibreCheck', 'delt'],
}

/** Live queries of an access disturb nobody: what lies nearer to the operator first. */
const ofAccess: readonly CheckKind[] = ['portStatus', 'accessHardware', 'cpeStatus', 'macTable', 'leases']
const kindsFor = ({ line, medium }: Evidence): readonly CheckKind[] => {
  // No line test exists there: of a service only what its own system can tell of it.
  if (line.service !== null) return serviceKindsOf(line)
  return line.request !== null ? [] : line.access === null ? byMedium[medium] : ofAccess
}

type Step = CheckKind | Look | 'neighbours'
const checkKinds: ReadonlySet<string> = new Set(CheckKind.options)
const isCheck = (step: Step): step is CheckKind => checkKinds.has(step)

/**
 * What tells most after a finding, best first: what confirms it or sends the engineer elsewhere. What disturbs nobody and what costs
 * nothing stands before what drops the service.
 */
const after: Readonly<Record<string, readonly Step[]>> = {
  F1: ['neighbours', 'accessHardware', 'cpeStatus', 'lightAtOutlet', 'modemPowered', 'authenticationLog'], F2: ['cpeStatus', 'authenticationLog'],
  F6: ['cpeStatus', 'authenticationLog'], F7: ['cpeStatus', 'authenticationLog'],
  F8: ['authenticationLog'], F9: ['authenticationLog'],
  P1: ['neighbours', 'lightAtOutlet', 'serialOnLabel', 'authenticationLog', 'ontLanCheck'], P2: ['serialOnLabel'], P3: ['neighbours'],
  P6: ['lightAtOutlet'], P7: ['lightAtOutlet'], P8: ['lightAtOutlet'], P9: ['lightAtOutlet'], P10: ['authenticationLog'],
  S1: ['modemPowered', 'authenticationLog', 'delt'], S2: ['testPoint', 'selt', 'delt'], S4: ['loopLength', 'modemPowered', 'delt'],
  S5: ['testPoint', 'selt', 'delt'], S6: ['delt'], S7: ['modemPowered', 'loopLength', 'delt'],
  D1: ['modemPowered', 'selt', 'neighbours'], D4: ['testPoint', 'delt'], D5: ['testPoint', 'delt'],
  D6: ['loopLength'], D8: ['testPoint', 'delt'], D9: ['testPoint', 'delt'], D11: ['testPoint', 'delt', 'authenticationLog'],
  D12: ['testPoint', 'delt'],
  L1: ['authenticationLog', 'ontCheck'], L4: ['cpeStatus', 'portStatus'], L5: ['cpeStatus', 'portStatus'], L6: [],
  L7: ['cpeStatus', 'leases', 'modemPowered'], L8: ['pcAddress', 'cpeStatus'], L11: ['portStatus', 'modemPowered', 'macTable'],
  L12: ['accessHardware', 'cpeStatus', 'modemPowered', 'neighbours', 'lightAtOutlet'], L9: ['ontLanCheck', 'ontCheck', 'fibreCheck', 'authenticationLog'],
  A1: ['ontCheck', 'fibreCheck', 'ontLanCheck', 'delt'], A2: [], A3: ['fibreCheck', 'ontCheck', 'delt'],
  A4: ['fibreCheck', 'ontLanCheck', 'ontCheck', 'delt'], A5: [], A7: [],
  X2: ['speedTest'],
}

/** Nothing the engineer looks at would change these: someone else has switched it off, or an order is running. */
const settled = new Set(['G4', 'G5', 'P4', 'L3', 'L10', 'X3'])

/**
 * The one next step that would raise confidence most: the first after the lead that is not known yet; of checks, one that the system
 * offers (or, where that is not known, that fits the medium) and that has no fresh result. Null where the lead is sure already or
 * nothing would help.
 */
export function settling(lead: Finding | null, evidence: Evidence): Settling | null {
  if (lead?.confidence === 'high' || (lead !== null && settled.has(lead.ruleId) && lead.level !== 'warn')) return null
  const step = stepsAfter(lead, evidence).find(each => wouldHelp(each, evidence))
  if (step === undefined) return null
  if (isCheck(step)) return { what: 'check', check: step }
  return step === 'neighbours' ? { what: 'neighbours' } : { what: 'look', look: step }
}

/** Checks that a finding's own next step names in words. */
const named: Readonly<Record<string, CheckKind>> = { D1: 'selt' }

/** The check that the lead's next step names, where it is offered and has no fresh result, unless it is what would settle it anyway. */
export function namedCheck(lead: Finding | null, wouldSettle: Settling | null, evidence: Evidence): CheckKind | null {
  const check = lead === null ? undefined : named[lead.ruleId]
  if (check === undefined || (wouldSettle?.what === 'check' && wouldSettle.check === check)) return null
  return isOffered(check, evidence) && !isFresh(check, evidence) ? check : null
}

function stepsAfter(lead: Finding | null, evidence: Evidence): readonly Step[] {
  const general = kindsFor(evidence)
  const check = lead?.params['check']
  const again = general.filter(kind => kind === check)
  switch (lead?.ruleId) {
    // A test that did not finish, or that something contradicts, is run again first.
    case 'G1':
    case 'C1': return [...again, ...general]
    case undefined:
    case 'noSession': return general
    default: break
  }
  if (lead === null) return general
  const own = after[lead.ruleId]
  const open = lead.level === 'unknown' || lead.level === 'note' || lead.level === 'ok'
  if (own === undefined) return open || lead.confidence === 'low' ? general : []
  // SELT drops the service: it is offered where a finding asks for it, never because nothing else is left.
  return lead.confidence === 'low' ? [...own, ...general.filter(kind => kind !== 'selt')] : own
}

function wouldHelp(step: Step, evidence: Evidence): boolean {
  if (isCheck(step)) {
    return isOffered(step, evidence) && (!isFresh(step, evidence) || isContradicted(step, evidence) || wasElsewhere(step, evidence))
  }
  const seen = evidence.observations
  switch (step) {
    case 'neighbours': return hasUnjudgedNeighbours(evidence)
    case 'modemPowered': return seen === null || seen.modemPowered === null
    case 'lightAtOutlet': return seen === null || (seen.lightAtOutletDbm === null && seen.lightAtOutlet !== 'none')
    case 'serialOnLabel': return (seen?.serialOnLabel ?? '').trim() === ''
    case 'loopLength': return knownLength(evidence) === null
    case 'pcAddress': return (seen?.pcAddress ?? '').trim() === ''
    case 'speedTest': return seen === null || seen.speedTestDownKbps === null
    case 'testPoint': return wouldMove(evidence)
  }
}

/** A test before the last accepted log-in says how it was before. */
function isContradicted(kind: CheckKind, evidence: Evidence): boolean {
  const report = evidence.complete.get(kind)
  if (kind === 'authenticationLog' || report === undefined) return false
  return evidence.lastLogin !== null && evidence.lastLogin.ms > momentMs(evidence, report)
}

/** A copper test on the other side of the hand-over point than the line is connected now; where nothing was said, behind it. */
function wasElsewhere(kind: CheckKind, evidence: Evidence): boolean {
  const point = evidence.observations?.testPoint ?? null
  const report = evidence.complete.get(kind)
  if ((kind !== 'delt' && kind !== 'selt') || point === null || report === undefined) return false
  return (point === 'isra') !== (report.testPoint === 'isra')
}

/** Connecting elsewhere tells something where one side of the hand-over point is untested and the line is not connected there yet. */
function wouldMove(evidence: Evidence): boolean {
  const kind = completeOf(evidence, 'delt').length > 0 ? 'delt' : 'selt'
  return testPointsOf(evidence, kind) === null && !wasElsewhere(kind, evidence)
}

/** Two or more lines that share a port, card or node, of which too few were judged lately to tell whether they have it too. */
function hasUnjudgedNeighbours(evidence: Evidence): boolean {
  const near = evidence.neighbours.filter(({ closeness }) => closeness !== 'building')
  const judged = new Set(freshlyJudged(evidence).map(({ lineId }) => lineId))
  return near.length >= 2 && near.filter(({ lineId }) => judged.has(lineId)).length < 2
}

/** Whether a check can be asked for at all. */
export const isOffered = (kind: CheckKind, evidence: Evidence): boolean =>
  evidence.available === null ? kindsFor(evidence).includes(kind) : evidence.available.includes(kind)

const isFresh = (kind: CheckKind, evidence: Evidence): boolean => {
  const report = evidence.complete.get(kind)
  const newest = evidence.newest.get(kind)
  return report !== undefined && newest === report && !isStale(evidence, report)
}
