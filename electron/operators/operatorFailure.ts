import type { OperatorFailureData } from '../../shared/contract/failures.ts'

/** A system did not give what was asked. Expected: mapped to OPERATOR_FAILURE in rpc/. Carries no secret and no customer data. */
export class OperatorFailure extends Error {
  readonly data: OperatorFailureData
  constructor(data: OperatorFailureData, options?: { cause?: unknown }) {
    super(`operator failure: ${data.kind}${data.code === undefined ? '' : ` (${data.code})`}`, options)
    this.name = 'OperatorFailure'
    this.data = data
  }
}
