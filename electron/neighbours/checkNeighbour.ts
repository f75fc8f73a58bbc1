import { OperatorFailureKind } from '../../shared/contract/failures.ts'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { NeighbourCheckEvent } from '../../shared/contract/neighbours.ts'
import type { AvailableChecks, LivePartName } from '../../shared/contract/lines.ts'
import { RefusalClass } from '../../shared/model/account.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Check, CheckKind } from '../../shared/model/report.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { ChecksService } from '../services.ts'

/** Checks that a customer does not notice. */
export const undisturbing: readonly CheckKind[] = [
  'ontCheck', 'ontLanCheck', 'fibreCheck', 'authenticationLog', 'accessHardware', 'portStatus', 'macTable', 'leases', 'cpeStatus',
]

export type CheckNeighbourDependencies = {
  readonly lineOf: (id: LineId) => Line | undefined
  readonly isReachable: (id: LineId) => boolean
  /** Fetches a part of a line and keeps it; null where it came. */
  readonly fetchPart: (id: LineId, part: LivePartName, signal: AbortSignal) => Promise<OperatorFailureData | null>
  /** What the system offered for the line's circuits when it was last asked. */
  readonly offeredFor: (id: LineId) => readonly AvailableChecks[]
  readonly run: ChecksService['run']
}

/** How far the checks of one neighbour have come. */
export type Progress = Pick<NeighbourCheckEvent['items'][number], 'state' | 'kinds' | 'failure'>

/**
 * Runs the undisturbing checks that are offered for one line, at the circuit that has most of them, after its session was looked
 * at anew. What cannot run is told, never thrown: the other neighbours go on.
 */
export async function checkNeighbour(
  id: LineId, given: CheckNeighbourDependencies, tell: (progress: Progress) => void, signal: AbortSignal,
): Promise<void> {
  let kinds: CheckKind[] = []
  try {
    // Kept from an account that is gone: its neighbours still know how it stood.
    if (given.lineOf(id) === undefined) return tell({ state: 'notOffered', kinds, failure: null })
    if (!given.isReachable(id)) return tell({ state: 'failed', kinds, failure: { kind: 'unreachable' } })
    tell({ state: 'running', kinds, failure: null })
    const known = given.offeredFor(id).length > 0
    const [failure] = await Promise.all([known ? null : given.fetchPart(id, 'diagnostics', signal), given.fetchPart(id, 'line', signal)])
    if (failure !== null) return tell({ state: failure.kind === 'notOffered' ? 'notOffered' : 'failed', kinds, failure })
    const circuit = given.offeredFor(id)
      .map(({ nid, kinds: offered }) => ({ nid, kinds: undisturbing.filter(kind => offered.includes(kind)) }))
      .toSorted((a, b) => b.kinds.length - a.kinds.length)[0]
    kinds = circuit?.kinds ?? []
    if (circuit === undefined || kinds.length === 0) return tell({ state: 'notOffered', kinds, failure: null })
    tell({ state: 'running', kinds, failure: null })
    let checks: readonly Check[] = []
    for await (const event of given.run(id, circuit.nid, kinds, signal)) checks = event.checks
    const done = checks.some(({ state }) => state === 'complete')
    tell({ state: done ? 'complete' : 'failed', kinds, failure: done ? null : failureOf(checks) })
  } catch (error) {
    if (!(error instanceof OperatorFailure)) throw error
    tell({ state: error.data.kind === 'notOffered' ? 'notOffered' : 'failed', kinds, failure: error.data })
  }
}

/** Why none of the checks came to a result: the first one's failure in the contract's words. */
function failureOf(checks: readonly Check[]): OperatorFailureData | null {
  const failure = checks.find(check => check.failure !== null)?.failure ?? null
  if (failure === null) return null
  const kind = OperatorFailureKind.safeParse(failure.code)
  const refusal = RefusalClass.safeParse(failure.code)
  return {
    ...(kind.success ? { kind: kind.data } : refusal.success ? { kind: 'refused', refusal: refusal.data } : { kind: 'rejected', code: failure.code }),
    ...(failure.detail === null ? {} : { detail: failure.detail }),
    ...(failure.correlationId === null ? {} : { correlationId: failure.correlationId }),
  }
}
