import type { Check } from '../../shared/model/report.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { CallContext, Operator } from '../operators/operator.ts'

/** Beside what is known of it, clocks of the system and of this machine may differ by this much. */
const clockSkewMs = 2 * 60_000

/**
 * Looks in the system's report list for a check whose reply was lost: of the same kind, not older than the request, and not
 * known here already. The list is in the system's time, which is `clockOffsetMs` ahead of this machine's. Null while there is
 * none or more than one, because then nothing says which it is. Throws OperatorFailure.
 */
export async function findLostCheck(
  check: Check, operator: Operator, isKnown: (remoteId: string) => boolean, context: CallContext,
  clockOffsetMs = 0,
): Promise<string | null> {
  const list = operator.methods.listReports
  if (list === undefined) throw new OperatorFailure({ kind: 'notOffered' })
  const since = Date.parse(check.requestedAt) + clockOffsetMs - clockSkewMs
  const found = (await list(check.target.nid, context)).filter(({ remoteId, kind, updatedAt }) =>
    kind === check.kind && updatedAt !== null && Date.parse(updatedAt) >= since && !isKnown(remoteId))
  return found.length === 1 ? found[0]?.remoteId ?? null : null
}
