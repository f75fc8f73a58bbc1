import { z } from 'zod'
import { LineId } from '../model/common.ts'
import { VerdictMark } from '../model/verdictMark.ts'
import { withFailures } from './failures.ts'

export const verdictsContract = {
  /** Keeps the engineer's word on the verdict as it stands now. */
  mark: withFailures.route({ path: '/verdicts/mark' })
    .input(z.discriminatedUnion('mark', [
      z.object({ mark: z.literal('right'), lineId: LineId }),
      z.object({ mark: z.literal('wrong'), lineId: LineId, was: VerdictMark.shape.was.unwrap(), note: z.string().trim().max(2000).nullable() }),
    ])).output(VerdictMark),
  /** Takes a mark back. */
  unmark: withFailures.route({ path: '/verdicts/unmark' }).input(z.object({ id: z.string() })).output(z.void()),
  counts: withFailures.route({ method: 'GET', path: '/verdicts/counts' })
    .output(z.object({ right: z.number().int(), wrong: z.number().int() })),
  /** All marks as JSON text for learning: rules, readings and what it was; no line, address, person or note. */
  export: withFailures.route({ method: 'GET', path: '/verdicts/export' }).output(z.object({ fileName: z.string(), json: z.string() })),
}
