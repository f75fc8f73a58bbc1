import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { Check } from '../../shared/model/report.ts'
import { hasText } from '../../shared/text/text.ts'
import type { Text } from '../../shared/text/text.ts'

/** A name and what stands behind it, to read out or copy. */
export type FailureDetail = readonly [label: string, value: string]

/** A code of the operator (`002`), the network (`ECONNRESET`) or HTTP, as against a word of Lineside's own. */
const isCode = (word: string): boolean => /^(?:[A-Z][A-Z0-9_]+|HTTP \d{3}|\d{1,5})$/.test(word)

/** What the operator's desk or support asks for. A badly shaped reply names the place in it, which is no code of anyone. */
export function detailsOf(failure: Pick<OperatorFailureData, 'code' | 'correlationId'>, text: Text): FailureDetail[] {
  const { code, correlationId } = failure
  return [
    ...(code === undefined ? [] : [[text(isCode(code) ? 'failure.code' : 'failure.place'), code] as const]),
    ...(correlationId === undefined ? [] : [[text('failure.correlationId'), correlationId] as const]),
  ]
}

type KeptFailure = NonNullable<Check['failure']>

/**
 * The failure of a check or ticket as it was kept: why in words, what the system itself said where that is more than a code, and
 * the details. Its `code` is a class of Lineside's own and never shown.
 */
export function describeKept(failure: KeptFailure, text: Text): { why: string; says: string | null; details: FailureDetail[] } {
  const detail = failure.detail ?? ''
  const key = [`check.failure.${failure.code}`, `refusal.${failure.code}.title`, `failure.${failure.code}.title`].find(hasText)
  const isTold = failure.code === 'otherLine' || detail === '' || isCode(detail)
  return {
    why: key === undefined ? '' : text(key, { detail }),
    says: isTold ? null : text('failure.systemSays', { detail }),
    details: detailsOf({
      ...(isCode(detail) ? { code: detail } : {}),
      ...(failure.correlationId === null ? {} : { correlationId: failure.correlationId }),
    }, text),
  }
}
