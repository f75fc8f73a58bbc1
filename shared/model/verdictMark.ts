import { z } from 'zod'
import { LineId, UtcTime } from './common.ts'
import { Medium } from './line.ts'
import { Level } from './report.ts'
import { Confidence, FaultDomain } from './verdict.ts'

/** What was said of a line when its verdict was marked; nothing of a person or an address. */
export const MarkedVerdict = z.object({
  ruleId: z.string(),
  level: Level,
  domains: z.array(FaultDomain),
  confidence: Confidence,
  findings: z.array(z.object({ ruleId: z.string(), level: Level, explainedBy: z.string().nullable() })),
  readings: z.array(z.object({ kind: z.string(), key: z.string(), instance: z.string(), value: z.union([z.number(), z.string()]).nullable(), unit: z.string() })),
  medium: Medium,
  technology: z.string().nullable(),
  supplier: z.string().nullable(),
})
export type MarkedVerdict = z.infer<typeof MarkedVerdict>

/** The engineer's word on a verdict: right, or what it was. The note stays here and is never exported. */
export const VerdictMark = z.object({
  id: z.string(),
  lineId: LineId,
  at: UtcTime,
  mark: z.enum(['right', 'wrong']),
  /** Where the fault was; `nothing`: there was none. Null for *right*. */
  was: z.enum([...FaultDomain.options, 'nothing']).nullable(),
  note: z.string().max(2000).nullable(),
  verdict: MarkedVerdict,
})
export type VerdictMark = z.infer<typeof VerdictMark>
