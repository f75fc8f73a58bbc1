import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { LineId, UtcTime } from '../model/common.ts'
import { Transaction } from '../model/line.ts'
import { OntNumber } from '../model/outbox.ts'
import { OperatorFailureData, withFailures } from './failures.ts'

/** The line, and the order that the engineer saw when agreeing: another one by now is not touched. */
const onOrder = { lineId: LineId, orderUuid: z.string().min(1).max(100) }

/** What is asked of a running order. Online only, asked once, never repeated and never queued. */
export const SiteAction = z.discriminatedUnion('kind', [
  /** The box of a line that is being delivered (`revise_transaction`, `ont_number`). */
  z.object({ kind: z.literal('registerOnt'), ...onOrder, ontNumber: OntNumber }),
  /** Lets a delivery on demand go ahead (`revise_transaction`, `on_demand_execute`). */
  z.object({ kind: z.literal('onDemandDelivery'), ...onOrder }),
  /** Another wish date (`replan_transaction`); null for as soon as possible. */
  z.object({ kind: z.literal('replan'), ...onOrder, wishDate: z.iso.date().nullable() }),
])
export type SiteAction = z.infer<typeof SiteAction>

/**
 * How an action goes. `unknown`: it left and no answer came, so that nobody knows whether it happened: the order says. A refusal
 * ends the stream with its failure.
 */
export const ActionEvent = z.object({
  stage: z.enum(['looking', 'sending', 'done', 'unknown']),
  /** Why there was no answer. */
  failure: OperatorFailureData.nullable(),
  /** The order is being fetched anew after the action. */
  rereading: z.boolean(),
  /** The order as last fetched, and why it could not be fetched anew. */
  transaction: Transaction.nullable(),
  transactionFailure: OperatorFailureData.nullable(),
})
export type ActionEvent = z.infer<typeof ActionEvent>

/** An action of the journal. Kinds and outcomes are words of the journal (`visit.action.*`, `visit.outcome.*`). */
export const DoneAction = z.object({ id: z.string(), kind: z.string(), at: UtcTime, outcome: z.string(), detail: z.string().nullable() })
export type DoneAction = z.infer<typeof DoneAction>

export const actionsContract = {
  /** Looks at the order, asks once, and fetches the order anew. Leaving the stream stops nothing. */
  run: withFailures.route({ path: '/actions/run' }).input(SiteAction).output(eventIterator(ActionEvent)),
  /** The connection's report, live, as PDF to save. */
  connectionReport: withFailures.route({ path: '/actions/connection-report' }).input(z.object({ lineId: LineId }))
    .output(z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() })),
  /** What was done on a line from here, newest first. */
  ofLine: withFailures.route({ path: '/actions/of-line' }).input(z.object({ lineId: LineId })).output(z.array(DoneAction)),
}
