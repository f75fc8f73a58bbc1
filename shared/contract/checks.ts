import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { CheckId, LineId } from '../model/common.ts'
import { Check, CheckKind, Report } from '../model/report.ts'
import { Verdict } from '../model/verdict.ts'
import { withFailures } from './failures.ts'

/** Progress of the checks asked for; `report` and `verdict` come with the event that completes one. */
export const CheckEvent = z.object({
  checks: z.array(Check),
  /** The check this event is about. */
  changed: CheckId.nullable(),
  report: Report.nullable(),
  verdict: Verdict.nullable(),
})
export type CheckEvent = z.infer<typeof CheckEvent>

export const checksContract = {
  /** Runs checks on a circuit, in parallel within the system's limit. Leaving the stream stops nothing. */
  run: withFailures.route({ path: '/checks/run' })
    .input(z.object({ lineId: LineId, circuitNid: z.string(), kinds: z.array(CheckKind).min(1).max(12) })).output(eventIterator(CheckEvent)),
  /** Follows the checks of a line that still run, after a reload or restart. Ends when none does. */
  follow: withFailures.route({ path: '/checks/follow' }).input(z.object({ lineId: LineId })).output(eventIterator(CheckEvent)),
  /** The system goes on; Lineside looks for the result when the line is opened again. */
  stopWaiting: withFailures.route({ path: '/checks/stop-waiting' }).input(z.object({ checkId: CheckId })).output(Check),
}
