import type { OutboxFailure } from '../../shared/model/outbox.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { StorageFailure } from '../storage/storageFailure.ts'
import { because } from './kinds/kind.ts'

export type Verdict = {
  /** `again`: a later attempt may succeed by itself. `engineer`: it will not. `closing`: the app ends. `unknown`: a bug. */
  readonly what: 'again' | 'engineer' | 'closing' | 'unknown'
  readonly failure: OutboxFailure
  readonly retryAfterMs: number
}

/** Codes that may pass: something unforeseen, or a reply of the system's own that did not fit (document, Errors). */
const UNFORESEEN = new Set(['001', '011'])

/** What a failure means for an entry that is known not to have been sent by this call. */
export function classify(error: unknown): Verdict {
  if (error instanceof StorageFailure) {
    // Gone or damaged content stays so; a full disk or a locked file passes.
    const lasting = ['halfCopied', 'corrupt', 'wrongKey'].includes(error.code)
    const failure = because(lasting ? 'fileGone' : 'storage', error.code)
    return { what: lasting ? 'engineer' : 'again', failure, retryAfterMs: 0 }
  }
  if (!(error instanceof OperatorFailure)) return { what: 'unknown', failure: because('unexpected'), retryAfterMs: 0 }
  const { data } = error
  const failure = keptFailure(error)
  const retryAfterMs = (data.retryAfterSeconds ?? 0) * 1000
  switch (data.kind) {
    case 'cancelled': return { what: 'closing', failure, retryAfterMs }
    case 'rejected': case 'notOffered': case 'tooBig': return { what: 'engineer', failure, retryAfterMs }
    case 'refused': return { what: data.refusal === 'rightMissing' ? 'engineer' : 'again', failure, retryAfterMs }
    default: return { what: 'again', failure, retryAfterMs }
  }
}

/** Whether a look that was answered so may be answered otherwise soon. */
export const mayPass = (error: unknown): boolean =>
  error instanceof OperatorFailure && error.data.kind === 'rejected' && UNFORESEEN.has(error.data.code ?? '')

/** A failure as an entry keeps and shows it. */
export function keptFailure({ data }: OperatorFailure): OutboxFailure {
  const code = data.kind === 'refused' ? data.refusal ?? data.kind : data.kind
  return { code, detail: data.detail ?? data.code ?? null, correlationId: data.correlationId ?? null }
}
