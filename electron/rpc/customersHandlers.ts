import { implement } from '@orpc/server'
import { customersContract } from '../../shared/contract/customers.ts'
import { withDeadline } from './deadline.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(customersContract).$context<RpcContext>()

const queryTimeoutMs = 25_000
/** A file of 25 MB over a phone; and a cancel is read again after it. */
const longTimeoutMs = 60_000

export const customersHandlers = os.router({
  serviceOrders: os.serviceOrders.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().customers.serviceOrders(input.lineId, left))),
  serviceOrder: os.serviceOrder.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().customers.serviceOrder(input.lineId, input.id, left))),
  cancelServiceOrder: os.cancelServiceOrder.handler(({ context, input, signal }) => withDeadline(signal, longTimeoutMs, left =>
    context.core.services().customers.cancelServiceOrder(input.lineId, input.id, left))),
  callLogs: os.callLogs.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().customers.callLogs(input.lineId, left))),
  callLogDraft: os.callLogDraft.handler(({ context, input }) => context.core.services().tickets.callLogDraft(input.lineId, input.window)),
  saveCallLogDraft: os.saveCallLogDraft.handler(({ context, input: { window, ...draft } }) => context.core.services().tickets.saveCallLogDraft(draft, window)),
  discardCallLogDraft: os.discardCallLogDraft.handler(({ context, input }) => context.core.services().tickets.discardCallLogDraft(input.lineId)),
  upload: os.upload.handler(({ context, input, signal }) => withDeadline(signal, longTimeoutMs, left =>
    context.core.services().customers.upload(input.lineId, input.id, left))),
})
