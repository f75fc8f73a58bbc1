import type { Evidence } from './evidence.ts'
import type { Finding, RuleSource } from '../model/verdict.ts'

/** What a rule finds, before triage weighs it: `basis` is `inferred` where it rests on a converted or deduced value. */
export type RuleHit = Pick<Finding, 'level' | 'domains' | 'params' | 'readings' | 'part'> & { readonly basis: 'plain' | 'inferred' | 'two' }

/** One row of the triage table (domain.md section 3). */
export type Rule = {
  readonly id: string
  /** Where the rule and its limits come from, in words for the engineer. */
  readonly source: RuleSource
  /** Never leads where another finding can: about the data or for the ticket, not about the line. */
  readonly aside?: true
  /** Leads whatever the rest says, because it explains it. */
  readonly leads?: true
  /** Ids of findings that this one explains. */
  readonly explains?: readonly string[]
  evaluate(evidence: Evidence): readonly RuleHit[]
}

export const nothing: readonly RuleHit[] = []

/** A number as findings show it: at most two decimals, no float noise. */
export const rounded = (value: number): number => Math.round(value * 100) / 100
