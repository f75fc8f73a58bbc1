import type { Level } from '../model/report.ts'
import type { Confidence, Finding, PathPartName, Verdict } from '../model/verdict.ts'
import { authenticationRules } from './authentication.ts'
import { crossRules } from './cross.ts'
import { deltRules } from './delt.ts'
import { evidenceOf, reportMs } from './evidence.ts'
import type { Evidence, TriageInput } from './evidence.ts'
import { fibreRules } from './fibre.ts'
import { generalRules } from './general.ts'
import { lanRules } from './lan.ts'
import { pathOf } from './path.ts'
import { doubtful, ponRules } from './pon.ts'
import type { Rule, RuleHit } from './rule.ts'
import { seltRules } from './selt.ts'
import { standingRules } from './standing.ts'
import { settlingCheck } from './wouldSettle.ts'

/** Every rule, in the order of the layers: data, physical, link, session, service. */
export const rules: readonly Rule[] = [
  ...generalRules, ...fibreRules, ...ponRules, ...seltRules, ...deltRules, ...lanRules, ...authenticationRules, ...crossRules,
  ...standingRules,
]
const ruleById = new Map(rules.map(rule => [rule.id, rule]))

/** Reports or observations are there, and no rule could make a verdict of them. */
const unsettledId = 'unsettled'

/** Rule id -> where the rule and its limits come from, for the documentation. */
export const ruleSources: readonly { readonly id: string; readonly source: string }[] = [
  ...rules.map(({ id, source }) => ({ id, source })), { id: unsettledId, source: 'design: unknown is not bad' },
]

/** Worst first (domain.md section 3). */
export const levelOrder: readonly Level[] = ['fault', 'warn', 'unknown', 'note', 'ok']
const worse = (a: Level, b: Level): number => levelOrder.indexOf(a) - levelOrder.indexOf(b)
const nearestFirst: readonly PathPartName[] = ['home', 'router', 'terminal', 'line', 'accessNode', 'network']
const confidences: readonly Confidence[] = ['low', 'medium', 'high']

/** Reports and observations in, findings out: which one leads, what explains what, how sure, and the path. Pure. */
export function triage(input: TriageInput): Verdict {
  const evidence = evidenceOf(input)
  const hits = rules.flatMap(rule => rule.evaluate(evidence).map(hit => ({ rule, hit })))
  const plain = explained(hits.map(({ rule, hit }) => findingOf(rule.id, hit)))
  const weighed = plain.map((finding, index) => (
    { ...finding, confidence: confidenceOf(finding, hits[index]?.hit.basis ?? 'plain', plain, evidence) }
  ))
  const findings = settled(weighed, evidence).toSorted(byLead)
  const lead = findings[0] ?? null
  return {
    level: lead?.level ?? 'unknown',
    lead,
    findings,
    wouldSettle: settlingCheck(lead, evidence),
    path: pathOf(evidence, findings),
    evidenceAt: lead === null ? null : evidenceAt(lead, evidence),
  }
}

const findingOf = (ruleId: string, hit: RuleHit): Finding => ({
  ruleId, level: hit.level, domains: hit.domains, confidence: 'medium', params: hit.params, readings: hit.readings,
  part: hit.part, explainedBy: null,
})

/** Names the finding that explains each. Only a leader may explain what is worse than itself. */
function explained(findings: readonly Finding[]): Finding[] {
  const explainers = findings.flatMap(finding => {
    const rule = ruleById.get(finding.ruleId)
    return rule?.explains === undefined || finding.level === 'note' ? [] : [{ finding, rule, explains: rule.explains }]
  })
  // The deepest cause is named: a finding that is itself explained gives way to what explains it.
  const depth = (id: string) => explainers.some(({ explains }) => explains.includes(id)) ? 1 : 0
  const sorted = explainers.toSorted((a, b) =>
    Number(b.rule.leads ?? false) - Number(a.rule.leads ?? false) || depth(a.finding.ruleId) - depth(b.finding.ruleId))
  return findings.map(finding => {
    const by = sorted.find(({ finding: cause, rule, explains }) =>
      explains.includes(finding.ruleId) && (rule.leads === true || worse(cause.level, finding.level) <= 0))
    return by === undefined ? finding : { ...finding, explainedBy: by.finding.ruleId }
  })
}

/** Leaders, then what nothing explains, then what is about the line, then the worst, then the nearest to the customer. */
function byLead(a: Finding, b: Finding): number {
  return rank(a) - rank(b) || worse(a.level, b.level) || nearestFirst.indexOf(a.part) - nearestFirst.indexOf(b.part)
}

function rank(finding: Finding): number {
  const caused = finding.explainedBy !== null
  if (!caused && ruleById.get(finding.ruleId)?.leads === true) return 0
  return (caused ? 2 : 0) + (isAside(finding) ? 2 : 1)
}

/** Notes about the data never lead; nor does 'since when', which says nothing of the cause. */
const isAside = (finding: Finding): boolean =>
  ruleById.get(finding.ruleId)?.aside === true || (finding.ruleId === 'X1' && finding.level === 'note')

function settled(findings: readonly Finding[], evidence: Evidence): readonly Finding[] {
  if (findings.some(finding => !isAside(finding)) || evidence.reports.length === 0) return findings
  const newest = [...evidence.newest.values()][0]
  return [...findings, {
    ruleId: unsettledId, level: 'unknown', domains: [], confidence: 'low', params: {}, part: 'line', explainedBy: null,
    readings: newest === undefined ? [] : [{ source: 'report', reportId: newest.id, key: 'kind' }],
  }]
}

const reportsOf = (finding: Finding): ReadonlySet<string> =>
  new Set(finding.readings.map(({ source, reportId }) => reportId ?? source))
const apart = (a: Finding, b: Finding): boolean => [...reportsOf(a)].every(each => !reportsOf(b).has(each))

/**
 * High where two independent tests agree, medium for one plain test, low for one inferred field; several domains or a
 * reading that the operator itself doubts (P12) lower it by one (domain.md section 3).
 */
function confidenceOf(finding: Finding, basis: RuleHit['basis'], all: readonly Finding[], evidence: Evidence): Confidence {
  const agrees = basis !== 'two' && all.some(other => other !== finding && agree(finding, other) && apart(finding, other))
  const doubted = evidence.reports.some(report => doubtful(report.remarks) && reportsOf(finding).has(report.id))
  const start = basis === 'two' ? 2 : basis === 'plain' ? 1 : 0
  const steps = start + (agrees ? 1 : 0) - (finding.domains.length > 1 ? 1 : 0) - (doubted ? 1 : 0)
  return confidences[Math.min(2, Math.max(0, steps))] ?? 'low'
}

const wrong = (finding: Finding): boolean => finding.level === 'fault' || finding.level === 'warn'

/** Two findings say the same: both well, or both wrong in one domain or as cause and consequence. */
function agree(a: Finding, b: Finding): boolean {
  if (a.level === 'ok') return b.level === 'ok'
  return wrong(a) && wrong(b) && !isAside(b) && (b.explainedBy === a.ruleId || a.domains[0] === b.domains[0])
}

/** Age of the oldest evidence that a finding rests on. */
function evidenceAt(finding: Finding, evidence: Evidence): string | null {
  const moments = finding.readings.flatMap(({ source, reportId }) => {
    if (source === 'observation') return evidence.observations?.updatedAt ?? []
    if (source !== 'report') return evidence.line.seenAt
    const report = evidence.reports.find(({ id }) => id === reportId)
    return report === undefined ? [] : new Date(reportMs(report)).toISOString()
  })
  return moments.toSorted()[0] ?? null
}
