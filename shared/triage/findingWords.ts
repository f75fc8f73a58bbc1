import type { Text } from '../text/text.ts'
import type { Finding, Verdict } from '../model/verdict.ts'
import { say } from '../text/words.ts'

/** What is wrong, with the circuit where the line has several. */
export function findingTitle(text: Text, { ruleId, params }: Pick<Finding, 'ruleId' | 'params'>): string {
  const plain = say(text, `finding.${ruleId}.title`, text('line.verdict.rule', { rule: ruleId }), params)
  return params.circuit === undefined ? plain : text('line.verdict.ofCircuit', { title: plain, circuit: String(params.circuit) })
}

/** Why we say so, or what to do next; empty where the catalogue has nothing. */
export const findingWords = (text: Text, finding: Finding, what: 'reason' | 'next'): string =>
  say(text, `finding.${finding.ruleId}.${what}`, '', finding.params)

/** Where it is and how sure that is, in one sentence: `The fault is in the house, quite sure.` */
export function whereWords(text: Text, finding: Pick<Finding, 'level' | 'domains' | 'confidence'>): string {
  const { level, domains, confidence } = finding
  const sure = text(`explain.sure.${confidence}`)
  if (level === 'ok') return text('explain.whereOk', { sure })
  if (domains.length === 0) return text('explain.whereNobodyKnows', { sure })
  const where = domains.map(domain => text(`explain.where.${domain}`)).join(text('explain.orElse'))
  const key = level === 'fault' ? 'explain.whereFault' : level === 'warn' ? 'explain.whereWarn' : 'explain.whereToLook'
  return text(key, { where, sure })
}

/** The findings that one explains, and the one that explains it. */
export function relations(
  finding: Finding,
  { findings }: Pick<Verdict, 'findings'>,
): { readonly by: Finding | null; readonly explains: Finding[] } {
  return {
    by: finding.explainedBy === null ? null : (findings.find(({ ruleId }) => ruleId === finding.explainedBy) ?? null),
    explains: findings.filter(({ explainedBy }) => explainedBy === finding.ruleId),
  }
}
