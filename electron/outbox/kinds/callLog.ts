import { OperatorFailure } from '../../operators/operatorFailure.ts'
import { absent, refused, type KindHandler } from './kind.ts'

/**
 * A call log has nothing to recognise it by: no mark of ours that the system keeps, and the same words may have been noted twice on
 * purpose. Where no answer came, the engineer decides, with the list of call logs as it stands then.
 */
export const callLogHandler: KindHandler<'callLog'> = {
  before: () => Promise.resolve({ sight: absent, mark: null }),
  look: () => Promise.resolve(refused('notRecognised')),
  async send({ body: { input }, operator, context }) {
    if (operator.methods.addCallLog === undefined) throw new OperatorFailure({ kind: 'notOffered' })
    await operator.methods.addCallLog(input, context)
    return null
  },
}
