import type { Medium } from '../model/line.ts'
import type { CheckKind } from '../model/report.ts'
import type { Finding } from '../model/verdict.ts'
import type { Evidence } from './evidence.ts'
import { isOld } from './reportAge.ts'

/** Checks that make sense on a medium, least disturbing first (domain.md section 3, running order on site). */
const byMedium: Readonly<Record<Medium, readonly CheckKind[]>> = {
  copper: ['authenticationLog', 'delt', 'selt'], fibrePointToPoint: ['fibreCheck', 'authenticationLog'],
  pon: ['ontCheck', 'ontLanCheck', 'authenticationLog'], coax: ['authenticationLog'], radio: ['authenticationLog'],
  unknown: ['authenticationLog', 'ontCheck', 'fibreCheck', 'delt'],
}

/** What tells most after a finding: the check whose result would confirm it or send the engineer elsewhere. */
const after: Readonly<Record<string, readonly CheckKind[]>> = {
  F1: ['authenticationLog'], F2: ['authenticationLog'], F6: ['authenticationLog'], F7: ['authenticationLog'],
  F8: ['authenticationLog'],
  P1: ['authenticationLog', 'ontLanCheck'], P10: ['authenticationLog'], L1: ['authenticationLog', 'ontCheck'],
  A1: ['fibreCheck', 'ontLanCheck', 'delt'],
  A3: ['fibreCheck', 'ontCheck', 'delt'], A4: ['fibreCheck', 'ontLanCheck', 'ontCheck', 'delt'], D1: ['selt'], D4: ['selt'],
  D5: ['selt'], D8: ['selt'],
  S4: ['delt'], S1: ['delt', 'authenticationLog'], S2: ['delt'], S5: ['delt'], S7: ['delt'],
}

/**
 * The check that would raise confidence most: of those the system offers (or, where that is not known, that fit the medium)
 * the first that has no fresh result. Null where the lead is sure already or nothing would help.
 */
export function settlingCheck(lead: Finding | null, evidence: Evidence): CheckKind | null {
  if (lead?.confidence === 'high' || lead?.ruleId === 'G5' || lead?.ruleId === 'P4' || lead?.ruleId === 'L3') return null
  const general = byMedium[evidence.medium]
  const asked = lead === null || lead.level === 'unknown' || lead.level === 'note' || lead.level === 'ok'
  const wanted = asked ? retry(lead, general) : [...(after[lead.ruleId] ?? []), ...(lead.confidence === 'low' ? general : [])]
  return wanted.find(kind => isOffered(kind, evidence) && !isFresh(kind, evidence)) ?? null
}

/** A test that did not finish is run again first. */
function retry(lead: Finding | null, general: readonly CheckKind[]): readonly CheckKind[] {
  const failed = lead?.ruleId === 'G1' ? general.filter(kind => kind === lead.params['check']) : []
  return [...failed, ...general]
}

/** Whether a check can be asked for at all. */
export const isOffered = (kind: CheckKind, evidence: Evidence): boolean =>
  evidence.available === null ? byMedium[evidence.medium].includes(kind) : evidence.available.includes(kind)

const isFresh = (kind: CheckKind, evidence: Evidence): boolean => {
  const report = evidence.complete.get(kind)
  const newest = evidence.newest.get(kind)
  return report !== undefined && newest === report && !isOld(report, evidence.now)
}
