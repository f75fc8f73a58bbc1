import { oc } from '@orpc/contract'
import { z } from 'zod'
import { RefusalClass } from '../model/account.ts'

/** Why a system did not give what was asked, in the classes the screen has words for. */
export const OperatorFailureKind = z.enum([
  'unreachable', 'timeout', 'certificate', 'refused', 'notJson', 'badReply', 'tooBig', 'wrongAddress', 'serverError', 'tooBusy',
  'rejected', 'cancelled', 'notOffered',
])
export type OperatorFailureKind = z.infer<typeof OperatorFailureKind>

export const OperatorFailureData = z.object({
  kind: OperatorFailureKind,
  refusal: RefusalClass.optional(),
  /** The system's own code (`002`) or the network's (`ECONNRESET`). */
  code: z.string().optional(),
  /** The system's own words, secrets removed. */
  detail: z.string().optional(),
  correlationId: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
})
export type OperatorFailureData = z.infer<typeof OperatorFailureData>

/** The failures every procedure may declare; anything else is masked on the wire and logged with its request id. */
export const withFailures = oc.errors({
  NOT_FOUND: { status: 404, data: z.object({ what: z.enum(['line', 'account', 'check', 'report', 'ticket', 'circuit', 'draft', 'visit', 'item', 'file', 'outboxEntry', 'serviceOrder']) }) },
  OPERATOR_FAILURE: { status: 502, data: OperatorFailureData },
  /** The vault is not open yet: nothing can be read or written. */
  NOT_READY: { status: 503, data: z.object({ state: z.string() }) },
  STORAGE_FAILURE: { status: 507, data: z.object({ code: z.string() }) },
  CONFLICT: { status: 409, data: z.object({ reason: z.string(), count: z.number().optional() }) },
  INVALID: { status: 422, data: z.object({ field: z.string(), reason: z.string() }) },
})
