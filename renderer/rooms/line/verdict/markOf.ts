import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Finding } from '../../../../shared/model/verdict.ts'

/** The mark that is about this verdict: one given on another finding says nothing of it. */
export const markOf = ({ mark }: Pick<LineView, 'mark'>, lead: Pick<Finding, 'ruleId'>): LineView['mark'] =>
  mark !== null && mark.verdict.ruleId === lead.ruleId ? mark : null
