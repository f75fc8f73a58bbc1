import type { Level } from '../model/report.ts'
import type { Confidence, Finding, Grounds, PathPartName, Verdict } from '../model/verdict.ts'
import { accessWellRules } from './accessLan.ts'
import { authenticationRules } from './authentication.ts'
import { contradictionRules } from './contradictions.ts'
import { complaintRules, crossRules } from './cross.ts'
import { deltRules } from './delt.ts'
import { evidenceOf, fromReport, reportMs } from './evidence.ts'
import type { Evidence, TriageInput } from './evidence.ts'
import { fibreRules } from './fibre.ts'
import { fibreAtAddressRules } from './fibreAtAddress.ts'
import { generalRules } from './general.ts'
import { lanRules } from './lan.ts'
import { neighbourRules } from './neighbours.ts'
import { pathOf } from './path.ts'
import { doubtful, ponRules } from './pon.ts'
import { isStale } from './reportAge.ts'
import { experience } from './rule.ts'
import type { Rule, RuleHit } from './rule.ts'
import { seltRules } from './selt.ts'
import { serviceRules } from './service.ts'
import { standingRules, wellRules } from './standing.ts'
import { worseRules } from './worse.ts'
import { namedCheck, settling } from './wouldSettle.ts'

/** Rules that look at the evidence alone, in the order of the layers: data, physical, link, session, service. */
const ownRules: readonly Rule[] = [
  ...generalRules, ...fibreRules, ...ponRules, ...seltRules, ...deltRules, ...lanRules, ...authenticationRules, ...serviceRules, ...crossRules,
  ...worseRules, ...standingRules, ...accessWellRules,
]
/** Rules that look at what the others found, in this order: what newer evidence overtakes is no group fault. */
const laterRules: readonly Rule[] = [
  ...wellRules, ...contradictionRules, ...fibreAtAddressRules, ...neighbourRules, ...complaintRules,
]

/** Every rule. */
export const rules: readonly Rule[] = [...ownRules, ...laterRules]
const ruleById = new Map(rules.map(rule => [rule.id, rule]))

/** Reports or observations are there, and no rule could make a verdict of them. */
export const unsettledId = 'unsettled'
const unsettledSource = experience('unknown is not bad: what no rule can read is neither well nor at fault')

/** Worst first. */
const levelOrder: readonly Level[] = ['fault', 'warn', 'unknown', 'note', 'ok']
const worse = (a: Level, b: Level): number => levelOrder.indexOf(a) - levelOrder.indexOf(b)
const nearestFirst: readonly PathPartName[] = ['home', 'router', 'terminal', 'line', 'accessNode', 'network']
const confidences: readonly Confidence[] = ['low', 'medium', 'high']

type Hit = { readonly rule: Rule; readonly hit: RuleHit }

/** Reports, observations, neighbours and address in, findings out: which one leads, what explains what, how sure, and the path. Pure. */
export function triage(input: TriageInput): Verdict {
  const evidence = evidenceOf(input)
  const run = (rule: Rule, found: readonly Finding[]): Hit[] => rule.evaluate(evidence, found).map(hit => ({ rule, hit }))
  let hits = ownRules.flatMap(rule => run(rule, []))
  for (const rule of laterRules) hits = [...hits, ...run(rule, weighed(hits, evidence))]
  const findings = settled(weighed(hits, evidence), evidence)
  const lead = findings[0] ?? null
  const wouldSettle = settling(lead, evidence)
  return {
    level: lead?.level ?? 'unknown',
    lead,
    findings,
    wouldSettle,
    nextCheck: namedCheck(lead, wouldSettle, evidence),
    path: pathOf(evidence, findings),
    evidenceAt: lead === null ? null : evidenceAt(lead, evidence),
  }
}

/** Findings with what explains them and how sure they are, the lead first. */
function weighed(hits: readonly Hit[], evidence: Evidence): Finding[] {
  const plain = explained(hits)
  const doubts = new Set(hits.flatMap(({ hit }) => hit.doubts ?? []))
  return plain.map((finding, index) => (
    { ...finding, ...surenessOf(finding, hits[index]?.hit.basis ?? 'plain', plain, doubts, evidence) }
  )).toSorted(byLead)
}

const findingOf = ({ rule: { id, source }, hit }: Hit): Finding => ({
  ruleId: id, level: hit.level, domains: hit.domains, confidence: 'medium', grounds: [], params: hit.params, readings: hit.readings,
  part: hit.part, explainedBy: null, source,
})

/** A fault that leads whatever the rest says. */
const isLeader = ({ ruleId, level }: Pick<Finding, 'ruleId' | 'level'>): boolean =>
  level === 'fault' && ruleById.get(ruleId)?.leads === true

/**
 * Names the finding that explains each. By its rule only a leader may explain what is worse than itself; what a finding names for
 * this very line (what is overtaken, who has it too) it explains whatever its level.
 */
function explained(hits: readonly Hit[]): Finding[] {
  const findings = hits.map(findingOf)
  const explainers = hits.flatMap(({ rule, hit }) => {
    const own = hit.explains ?? []
    const general = hit.level === 'note' ? [] : rule.explains ?? []
    return own.length + general.length === 0 ? [] : [{ id: rule.id, level: hit.level, own, general }]
  })
  // The deepest cause is named: a finding that is itself explained gives way to what explains it.
  const depth = (id: string) => explainers.some(({ own, general }) => own.includes(id) || general.includes(id)) ? 1 : 0
  const leader = (id: string, level: Level): boolean => isLeader({ ruleId: id, level })
  const sorted = explainers.toSorted((a, b) =>
    Number(leader(b.id, b.level)) - Number(leader(a.id, a.level)) || depth(a.id) - depth(b.id))
  return findings.map(finding => {
    const by = sorted.find(({ id, level, own, general }) => id !== finding.ruleId && (own.includes(finding.ruleId)
      || (general.includes(finding.ruleId) && (leader(id, level) || worse(level, finding.level) <= 0))))
    return by === undefined ? finding : { ...finding, explainedBy: by.id }
  })
}

/** Leaders, then what nothing explains, then what is about the line, then the worst, then the nearest to the customer. */
function byLead(a: Finding, b: Finding): number {
  return rank(a) - rank(b) || worse(a.level, b.level) || nearestFirst.indexOf(a.part) - nearestFirst.indexOf(b.part)
}

function rank(finding: Finding): number {
  const caused = finding.explainedBy !== null
  if (!caused && isLeader(finding)) return 0
  return (caused ? 2 : 0) + (isAside(finding) ? 2 : 1)
}

/** Notes about the data never lead; nor do 'since when' and 'one neighbour has it too', which say nothing of the cause. */
const isAside = ({ ruleId, level }: Finding): boolean =>
  ruleById.get(ruleId)?.aside === true || ((ruleId === 'X1' || ruleId === 'X3') && level === 'note')

function settled(findings: Finding[], evidence: Evidence): Finding[] {
  if (findings.some(finding => !isAside(finding)) || evidence.reports.length === 0) return findings
  const newest = evidence.newestFirst[0]
  return [...findings, {
    ruleId: unsettledId, level: 'unknown' as const, domains: [], confidence: 'low' as const, grounds: ['inferred' as const], params: {}, part: 'line' as const,
    explainedBy: null, source: unsettledSource, readings: newest === undefined ? [] : fromReport(newest, 'kind'),
  }].toSorted(byLead)
}

const reportsOf = (finding: Finding): ReadonlySet<string> =>
  new Set(finding.readings.map(({ source, reportId }) => reportId ?? source))
const apart = (a: Finding, b: Finding): boolean => [...reportsOf(a)].every(each => !reportsOf(b).has(each))

/**
 * High where two independent tests agree, medium for one plain test, low for one inferred field. One step less each: several domains;
 * a reading that the operator itself doubts (P12); a finding that contradicts it (C1); nothing of the last two hours.
 */
function surenessOf(
  finding: Finding, basis: RuleHit['basis'], all: readonly Finding[], doubts: ReadonlySet<string>, evidence: Evidence,
): { readonly confidence: Confidence; readonly grounds: Grounds[] } {
  const agrees = basis !== 'two' && all.some(other => other !== finding && agree(finding, other) && apart(finding, other))
  const own = evidence.reports.filter(({ id }) => reportsOf(finding).has(id))
  const less: readonly (readonly [Grounds, boolean])[] = [
    ['severalPlaces', finding.domains.length > 1], ['doubtedByOperator', own.some(({ remarks }) => doubtful(remarks))],
    ['contradicted', doubts.has(finding.ruleId)], ['old', own.length > 0 && own.every(report => isStale(evidence, report))],
  ]
  const against = less.flatMap(([grounds, holds]) => holds ? [grounds] : [])
  const start = basis === 'two' ? 2 : basis === 'plain' ? 1 : 0
  const base: Grounds = basis === 'two' || agrees ? 'twoTests' : basis === 'plain' ? 'oneTest' : 'inferred'
  return {
    confidence: confidences[Math.min(2, Math.max(0, start + (agrees ? 1 : 0) - against.length))] ?? 'low',
    grounds: [base, ...basis === 'inferred' && agrees ? ['inferred' as const] : [], ...against],
  }
}

const wrong = (finding: Finding): boolean => finding.level === 'fault' || finding.level === 'warn'

/** Two findings say the same: both well, or both wrong in one domain or as cause and consequence. */
function agree(a: Finding, b: Finding): boolean {
  if (a.level === 'ok') return b.level === 'ok'
  return wrong(a) && wrong(b) && !isAside(b) && b.explainedBy !== 'C1' && (b.explainedBy === a.ruleId || a.domains[0] === b.domains[0])
}

/** Age of the oldest evidence that a finding rests on. */
function evidenceAt(finding: Finding, evidence: Evidence): string | null {
  const moments = finding.readings.flatMap(({ source, reportId }) => {
    if (source === 'observation') return evidence.observations?.updatedAt ?? []
    if (source === 'line') return evidence.line.seenAt
    if (source !== 'report') return []
    const report = evidence.reports.find(({ id }) => id === reportId)
    return report === undefined ? [] : new Date(reportMs(report)).toISOString()
  })
  return moments.toSorted()[0] ?? null
}
