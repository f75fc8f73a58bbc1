import type { OperatorFailureData } from '../../shared/contract/failures.ts'

/** A system did not give what was asked. Expected: mapped to OPERATOR_FAILURE in rpc/. Carries no secret and no customer data. */
export class OperatorFailure extends Error {
  readonly data: OperatorFailureData
  /**
   * Only for calls that are never repeated: true where the request may have reached the system although no usable answer came
   * back, so that what it asked for may have happened. Never crosses the wire.
   */
  readonly ambiguous: boolean
  constructor(data: OperatorFailureData, options?: { cause?: unknown; ambiguous?: boolean }) {
    super(`operator failure: ${data.kind}${data.code === undefined ? '' : ` (${data.code})`}`, options)
    this.name = 'OperatorFailure'
    this.data = data
    this.ambiguous = options?.ambiguous ?? false
  }
}
