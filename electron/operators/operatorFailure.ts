import type { OperatorFailureData } from '../../shared/contract/failures.ts'

/** A system did not give what was asked. Expected: mapped to OPERATOR_FAILURE in rpc/. Carries no secret and no customer data. */
export class OperatorFailure extends Error {
  readonly data: OperatorFailureData
  /** True where the request may have reached the system though no answer came: a write must not be repeated blindly. */
  readonly ambiguous: boolean
  constructor(data: OperatorFailureData, options: { cause?: unknown; ambiguous?: boolean } = {}) {
    super(`operator failure: ${data.kind}${data.code === undefined ? '' : ` (${data.code})`}`, { cause: options.cause })
    this.name = 'OperatorFailure'
    this.data = data
    this.ambiguous = options.ambiguous ?? false
  }
}
