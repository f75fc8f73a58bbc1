import type { Evidence } from './evidence.ts'
import type { FaultDomain, Finding, RuleSource } from '../model/verdict.ts'
import type { Level } from '../model/report.ts'

/**
 * What a rule finds, before triage weighs it. `basis` is `inferred` where it rests on a converted or deduced value, `two` where
 * two independent looks are in the finding itself.
 */
export type RuleHit = Pick<Finding, 'level' | 'domains' | 'params' | 'readings' | 'part'> & {
  readonly basis: 'plain' | 'inferred' | 'two'
  /** Ids of findings that this one explains, where that depends on what it found. */
  readonly explains?: readonly string[]
  /** Ids of findings that are less sure because of this one. */
  readonly doubts?: readonly string[]
}

/** One row of the triage table. */
export type Rule = {
  readonly id: string
  /** Where the rule and its limits come from, in words for the engineer. */
  readonly source: RuleSource
  /** Every level it can have, worst first. */
  readonly levels: readonly Level[]
  /** Every domain it can name, likeliest first. */
  readonly domains: readonly FaultDomain[]
  /** Never leads where another finding can: about the data or for the ticket, not about the line. */
  readonly aside?: true
  /** Leads as a fault whatever the rest says, because it explains it. */
  readonly leads?: true
  /** Ids of findings that this one explains. */
  readonly explains?: readonly string[]
  /** `found` is what the rules before it found, the lead first; empty for rules that look at the evidence alone. */
  evaluate(evidence: Evidence, found: readonly Finding[]): readonly RuleHit[]
}

export const nothing: readonly RuleHit[] = []

/** A number as findings show it: at most two decimals, no float noise. */
export const rounded = (value: number): number => Math.round(value * 100) / 100

const source = (kind: RuleSource['kind']) => (reference: string): RuleSource => ({ kind, reference })
export const standard = source('standard')
export const systemDocument = source('systemDocument')
export const vendor = source('vendor')
export const operator = source('operator')
export const community = source('community')
export const experience = source('experience')
export const assumption = source('assumption')
