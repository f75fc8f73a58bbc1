import { z } from 'zod'
import { CallLog, CallLogDraft } from '../model/callLog.ts'
import { LineId } from '../model/common.ts'
import { ServiceOrder, ServiceOrderView } from '../model/serviceOrder.ts'
import { withFailures } from './failures.ts'

/** What a reseller platform keeps of a line's customer. All throw OPERATOR_FAILURE; `notOffered` where the line's system has none. */
export const customersContract = {
  /** Provisioning requests of the line's customer, newest first. */
  serviceOrders: withFailures.route({ path: '/customers/service-orders' }).input(z.object({ lineId: LineId })).output(z.array(ServiceOrder)),
  /** One with its tasks and products. */
  serviceOrder: withFailures.route({ path: '/customers/service-order' }).input(z.object({ lineId: LineId, id: z.string().min(1).max(40) })).output(ServiceOrderView),
  /** Asks for a pending request to be cancelled, after the engineer agreed; gives it as it stands afterwards. */
  cancelServiceOrder: withFailures.route({ path: '/customers/service-order/cancel' })
    .input(z.object({ lineId: LineId, id: z.string().min(1).max(40) })).output(ServiceOrderView),
  /** Notes of calls with the line's customer, newest first. New ones are written through the outbox. */
  callLogs: withFailures.route({ path: '/customers/call-logs' }).input(z.object({ lineId: LineId })).output(z.array(CallLog)),
  /** The note being typed on a line, if any. `window`: as with drafts of tickets, the last that opened it holds it (CONFLICT `draftElsewhere`). */
  callLogDraft: withFailures.route({ path: '/customers/call-log-draft' })
    .input(z.object({ lineId: LineId, window: z.string().min(1).max(64).optional() })).output(CallLogDraft.nullable()),
  saveCallLogDraft: withFailures.route({ path: '/customers/call-log-draft/save' })
    .input(CallLogDraft.extend({ window: z.string().min(1).max(64).optional() })).output(z.void()),
  discardCallLogDraft: withFailures.route({ path: '/customers/call-log-draft/discard' }).input(z.object({ lineId: LineId })).output(z.void()),
  /** A file uploaded at the system. */
  upload: withFailures.route({ path: '/customers/upload' }).input(z.object({ lineId: LineId, id: z.string().min(1).max(40) }))
    .output(z.object({ fileName: z.string(), mediaType: z.string(), base64: z.string() })),
}
