import type { LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { ServiceOrder, ServiceOrderState, ServiceOrderView } from '../../shared/model/serviceOrder.ts'
import type { CallContext, Operator, OperatorMethods } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { Conflict, NotFound, type CustomersService } from '../services.ts'
import { safeFile } from './safeFile.ts'

export type CustomersDependencies = {
  readonly lineOf: (id: LineId) => Line | undefined
  readonly operatorOf: (line: Line) => Operator | undefined
  /** All of a customer were listed, for the visit and *My work*. */
  readonly listed?: (id: LineId, orders: Awaited<ReturnType<CustomersService['serviceOrders']>>) => void
  /** How one stands was read: it may be cancelled by now. */
  readonly seen?: (id: LineId, order: ServiceOrder) => void
}

/** What may still be cancelled: `other` is a word of the system's own that we do not know, so that the system decides. */
const cancellable: readonly ServiceOrderState[] = ['open', 'other']

/**
 * Service orders, call logs and uploads of the customer of a line. All throw OperatorFailure; `notOffered` where the line's system
 * keeps no such thing, or does not say whose line it is. NotFound for a line that is not here.
 */
export function createCustomers({ lineOf, operatorOf, listed, seen }: CustomersDependencies): CustomersService {
  const at = <Name extends keyof OperatorMethods>(id: LineId, name: Name): { line: Line; methods: Operator['methods']; ask: NonNullable<Operator['methods'][Name]> } => {
    const line = lineOf(id)
    if (line === undefined) throw new NotFound('line')
    const methods = operatorOf(line)?.methods ?? {}
    const ask = methods[name]
    if (ask === undefined) throw new OperatorFailure({ kind: 'notOffered' })
    return { line, methods, ask }
  }
  const byEngineer = (signal: AbortSignal): CallContext => ({ signal, urgency: 'engineer' })

  const read = async (id: LineId, orderId: string, signal: AbortSignal): Promise<ServiceOrderView> => {
    const found = await at(id, 'serviceOrder').ask(orderId, byEngineer(signal))
    if (found === null) throw new NotFound('serviceOrder')
    seen?.(id, found.order)
    return found
  }
  /** One cancellation at a time of an order, so that two clicks are one. */
  const cancelling = new Map<string, Promise<ServiceOrderView>>()

  const cancel = async (id: LineId, orderId: string, signal: AbortSignal): Promise<ServiceOrderView> => {
    const { ask } = at(id, 'cancelServiceOrder')
    const before = await read(id, orderId, signal)
    if (!cancellable.includes(before.order.state)) throw new Conflict('serviceOrderState')
    let failure: OperatorFailure | null = null
    try {
      await ask(orderId, byEngineer(signal))
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      failure = error
    }
    const now = await read(id, orderId, signal).catch((error: unknown) => {
      // How it stands cannot be told: that it was asked for, or not, is what counts.
      throw failure ?? error
    })
    if (failure === null || now.order.state === 'cancelled') return now
    // Somebody was there first: done, failed or cancelled while it was asked for.
    if (!cancellable.includes(now.order.state)) throw new Conflict('serviceOrderState')
    // No answer came: how it stands is all that can be said. A plain refusal is told as it is.
    if (failure.ambiguous) return now
    throw failure
  }

  return {
    async serviceOrders(id, signal) {
      const { line, ask } = at(id, 'serviceOrders')
      const orders = [...await ask(customerOf(line), byEngineer(signal))]
      listed?.(id, orders)
      return orders
    },
    serviceOrder: read,
    async cancelServiceOrder(id, orderId, signal) {
      const key = `${id} ${orderId}`
      const underWay = cancelling.get(key) ?? cancel(id, orderId, signal).finally(() => cancelling.delete(key))
      cancelling.set(key, underWay)
      return underWay
    },
    async callLogs(id, signal) {
      const { line, ask } = at(id, 'callLogs')
      return [...await ask(customerOf(line), byEngineer(signal))]
    },
    async upload(id, uploadId, signal) {
      return safeFile(await at(id, 'fetchUpload').ask(uploadId, byEngineer(signal)), uploadId)
    },
  }
}

/** Id of the customer that has the line; throws OperatorFailure `notOffered` where the record does not say. */
export function customerOf({ service }: Pick<Line, 'service'>): string {
  const id = service?.customerId ?? service?.customer?.id ?? null
  if (id === null) throw new OperatorFailure({ kind: 'notOffered', code: 'customer' })
  return id
}
