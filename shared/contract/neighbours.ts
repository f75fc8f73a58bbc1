import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { LineId } from '../model/common.ts'
import { Neighbour } from '../model/neighbour.ts'
import { CheckKind } from '../model/report.ts'
import { Verdict } from '../model/verdict.ts'
import { OperatorFailureData, withFailures } from './failures.ts'

/** Progress of *check neighbours*: one entry per neighbour asked for. */
export const NeighbourCheckEvent = z.object({
  items: z.array(z.object({
    neighbour: Neighbour,
    state: z.enum(['waiting', 'running', 'complete', 'failed', 'notOffered']),
    /** What runs or ran on it; none of it disturbs the service. */
    kinds: z.array(CheckKind),
    failure: OperatorFailureData.nullable(),
  })),
  /** The line's own verdict with what was learned, in the last event. */
  verdict: Verdict.nullable(),
})
export type NeighbourCheckEvent = z.infer<typeof NeighbourCheckEvent>

export const neighboursContract = {
  /** Lines nearby: same PON port, line card, access node or building, of any account. Nearest first. */
  of: withFailures.route({ path: '/neighbours/of' }).input(z.object({ lineId: LineId }))
    .output(z.object({
      /** The line's own port as its newest report names it, and the node in it. */
      port: z.string().nullable(), node: z.string().nullable(), neighbours: z.array(Neighbour),
      /** How many more there are than are listed. */
      more: z.number().int(),
    })),
  /** Runs undisturbing checks on up to three neighbours. Leaving the stream stops nothing. */
  check: withFailures.route({ path: '/neighbours/check' })
    .input(z.object({ lineId: LineId, neighbourIds: z.array(LineId).min(1).max(3) })).output(eventIterator(NeighbourCheckEvent)),
}
