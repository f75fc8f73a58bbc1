import { ORPCError } from '@orpc/client'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import { hasText } from '../../shared/text/text.ts'

/** A failed call in the classes the screen has words for. */
export type CallFailure =
  | { readonly kind: 'operator'; readonly failure: OperatorFailureData }
  | { readonly kind: 'notFound'; readonly what: 'line' | 'account' | 'check' | 'report' | 'ticket' | 'circuit' | 'draft' | 'visit' | 'item' | 'file' | 'outboxEntry' }
  | { readonly kind: 'notReady' }
  | { readonly kind: 'storage'; readonly code: string }
  | { readonly kind: 'conflict'; readonly reason: string; readonly count: number | null }
  | { readonly kind: 'invalid'; readonly field: string; readonly reason: string }
  /** The transport is gone: no answer from the core at all. */
  | { readonly kind: 'coreGone' }
  | { readonly kind: 'bug'; readonly code: string }

const things = new Set(['line', 'account', 'check', 'report', 'ticket', 'circuit', 'draft', 'visit', 'item', 'file', 'outboxEntry'])
type Thing = Extract<CallFailure, { kind: 'notFound' }>['what']
const isThing = (what: unknown): what is Thing => typeof what === 'string' && things.has(what)

/** The core validated it on its way out; here only the part that picks the words is looked at (no zod in the first load). */
const isOperatorFailure = (data: object): data is OperatorFailureData =>
  'kind' in data && typeof data.kind === 'string' && hasText(`failure.${data.kind}.title`)

/** Sorts what a call threw. Data that does not fit its declared code counts as a bug, never as another failure. */
export function describeError(error: unknown): CallFailure {
  if (!(error instanceof ORPCError)) return { kind: 'coreGone' }
  const data: Record<string, unknown> = typeof error.data === 'object' && error.data !== null ? { ...error.data } : {}
  switch (error.code) {
    case 'OPERATOR_FAILURE': return isOperatorFailure(data) ? {
      kind: 'operator', failure: data,
    } : { kind: 'bug', code: error.code }
    case 'NOT_FOUND': return isThing(data['what']) ? { kind: 'notFound', what: data['what'] } : { kind: 'bug', code: error.code }
    case 'NOT_READY': return { kind: 'notReady' }
    case 'STORAGE_FAILURE': return { kind: 'storage', code: String(data['code'] ?? '') }
    case 'CONFLICT':
      return {
        kind: 'conflict', reason: String(data['reason'] ?? ''), count: typeof data['count'] === 'number' ? data['count'] : null,
      }
    case 'INVALID': return { kind: 'invalid', field: String(data['field'] ?? ''), reason: String(data['reason'] ?? '') }
    default: return { kind: 'bug', code: error.code }
  }
}
