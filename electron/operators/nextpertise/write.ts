import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { Envelope } from './envelope.ts'
import type { MethodName, ParamsOf } from './requests.ts'
import { missingInReply } from './rpc.ts'
import type { Rpc } from './rpc.ts'

/** "A user tries to perform an action it is not authorized to" (document, Errors): a right is missing, not a value wrong. */
const PROHIBITED = '012'

/**
 * Sends what changes something. An answer without a `result` leaves in doubt whether it was done: failures of that kind are
 * `ambiguous`. Throws OperatorFailure; a missing right is `refused` as it is where a whole product class is closed.
 */
export async function write<Name extends MethodName>(
  rpc: Rpc, name: Name, params: ParamsOf<Name>, context: CallContext,
): Promise<Envelope> {
  try {
    const envelope = await rpc.call(name, params, context)
    if (!envelope.answered) throw missingInReply('result')
    return envelope
  } catch (error) {
    if (!(error instanceof OperatorFailure) || error.data.kind !== 'rejected' || error.data.code !== PROHIBITED) throw error
    throw new OperatorFailure({ ...error.data, kind: 'refused', refusal: 'rightMissing' }, { cause: error })
  }
}
