import type { ActionEvent, SiteAction } from '../../shared/contract/actions.ts'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { LivePartName } from '../../shared/contract/lines.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Line, Transaction } from '../../shared/model/line.ts'
import type { ActionRepo } from '../checks/actionRepo.ts'
import { snapshotOf } from '../lines/lineSnapshot.ts'
import type { CallContext, Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { Conflict, Invalid, NotFound } from '../services.ts'
import { localDay } from '../../shared/work/plan.ts'

export type SiteActionDependencies = {
  readonly actions: ActionRepo
  readonly operatorFor: (id: LineId) => Operator | null
  readonly lineOf: (id: LineId) => Line | null
  readonly isReachable: (id: LineId) => boolean
  /** Fetches a part of the line anew and keeps it; the failure where it could not. */
  readonly fetchPart: (id: LineId, part: LivePartName, signal: AbortSignal) => Promise<OperatorFailureData | null>
  /** The order as it is kept. */
  readonly transactionOf: (id: LineId) => Transaction | null
  /** Told when an action was begun and when its outcome is known. */
  readonly noted: (id: LineId) => void
  readonly now: () => Date
  readonly newId: () => string
}

const ended: ReadonlySet<string> = new Set(['finished', 'cancelled'])

/** Whether an order still runs. */
export const isOpen = (order: Transaction): boolean => order.open !== false && !ended.has(order.state ?? '')

/**
 * Registers a box, executes a delivery on demand or replans, each exactly once: looks at the order live, sends, and fetches the
 * order anew. Writes an `action` row before the request leaves, with the outcome `done`, `failed` or `unknown` after it. Throws
 * NotFound, Invalid, Conflict where the order does not allow it, and OperatorFailure where it was refused or could not be asked.
 */
export function createSiteActions(given: SiteActionDependencies) {
  const busy = new Set<LineId>()

  return async function* run(action: SiteAction, signal: AbortSignal): AsyncGenerator<ActionEvent> {
    const { lineId } = action
    const line = given.lineOf(lineId)
    if (line === null) throw new NotFound('line')
    const send = sender(action, line, given.operatorFor(lineId))
    if (send === null) throw new OperatorFailure({ kind: 'notOffered' })
    if (action.kind === 'replan' && action.wishDate !== null && action.wishDate < localDay(given.now())) throw new Invalid('wishDate', 'past')
    if (!given.isReachable(lineId)) throw new OperatorFailure({ kind: 'unreachable' })
    if (busy.has(lineId)) throw new Conflict('acting')
    busy.add(lineId)
    try {
      let last: ActionEvent = { stage: 'looking', failure: null, rereading: false, transaction: null, transactionFailure: null }
      yield last
      const failed = await given.fetchPart(lineId, 'transaction', signal)
      if (failed !== null) throw new OperatorFailure(failed)
      const order = given.transactionOf(lineId)
      refuse(action, order)
      yield last = { ...last, stage: 'sending', transaction: order }
      const failure = await sendOnce(action, line, order, send)
      yield last = { ...last, stage: failure === null ? 'done' : 'unknown', failure, rereading: true }
      const [transactionFailure] = await Promise.all([
        given.fetchPart(lineId, 'transaction', signal), action.kind === 'replan' ? null : given.fetchPart(lineId, 'line', signal),
      ])
      yield { ...last, rereading: false, transaction: given.transactionOf(lineId), transactionFailure }
    } finally {
      busy.delete(lineId)
    }
  }

  /** Null where it was answered; the failure where nobody knows. Throws where it was refused. */
  async function sendOnce(action: SiteAction, line: Line, order: Transaction | null, send: Send): Promise<OperatorFailureData | null> {
    const id = given.newId()
    const body = bodyOf(action, line, order)
    given.actions.begin({
      id, kind: action.kind, lineId: line.id, accountId: line.accountId, at: given.now().toISOString(), outcome: 'sending', body,
    }, snapshotOf(line))
    given.noted(line.id)
    let outcome: 'done' | 'failed' | 'unknown' = 'unknown'
    try {
      // Not the caller's signal: a request that is cut off may have been obeyed all the same.
      await send({ signal: new AbortController().signal, urgency: 'engineer' })
      outcome = 'done'
      return null
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      if (error.ambiguous) return error.data
      outcome = 'failed'
      throw error
    } finally {
      given.actions.end(id, outcome, body)
      given.noted(line.id)
    }
  }
}
export type SiteActions = ReturnType<typeof createSiteActions>

type Send = (context: CallContext) => Promise<unknown>

function sender(action: SiteAction, { nativeId }: Line, operator: Operator | null): Send | null {
  const { reviseTransaction, replanTransaction, transaction } = operator?.methods ?? {}
  if (transaction === undefined || nativeId === null) return null
  if (action.kind === 'replan') {
    return replanTransaction === undefined ? null : context => replanTransaction(action.orderUuid, action.wishDate, context)
  }
  if (reviseTransaction === undefined) return null
  const what = action.kind === 'registerOnt' ? { ontNumber: action.ontNumber } : { executeOnDemand: true as const }
  return context => reviseTransaction(nativeId, what, context)
}

/** Throws Conflict where the order as it is now is not the one agreed to, or does not allow it. */
function refuse(action: SiteAction, order: Transaction | null): void {
  if (order === null || !isOpen(order)) throw new Conflict('noOpenOrder')
  if (order.uuid !== action.orderUuid) throw new Conflict('orderMoved')
  if (action.kind === 'onDemandDelivery' && order.onDemandRequested === true) throw new Conflict('alreadyAsked')
  if (action.kind === 'onDemandDelivery' && order.onDemand !== true) throw new Conflict('notOnDemand')
  if (action.kind === 'replan' && order.replanPossible !== true) throw new Conflict('replanNotPossible')
}

/** What is kept of it: `detail` is shown, with the value it replaces. */
function bodyOf(action: SiteAction, line: Line, order: Transaction | null): Record<string, string | null> {
  const wish = order?.dates.find(({ key }) => key === 'customer_wish')?.date ?? null
  switch (action.kind) {
    case 'registerOnt': return { order: action.orderUuid, detail: arrow(line.carrier.ontNumber, action.ontNumber) }
    case 'onDemandDelivery': return { order: action.orderUuid, detail: line.nativeId }
    case 'replan': return { order: action.orderUuid, detail: action.wishDate === null ? null : arrow(wish, action.wishDate) }
  }
}

const arrow = (before: string | null, after: string): string => before === null || before === after ? after : `${before} → ${after}`
