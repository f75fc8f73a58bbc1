import { OperatorFailure } from '../../operators/operatorFailure.ts'
import { absent, type KindHandler } from './kind.ts'

/**
 * An upload whose answer was lost is simply made again: the system has no list of uploads to look in, and a file that no ticket names
 * is shown nowhere.
 */
export function attachmentHandler(read: (fileId: string) => Promise<Uint8Array>): KindHandler<'attachment'> {
  return {
    before: () => Promise.resolve({ sight: absent, mark: null }),
    look: null,
    async send({ body, operator, context }) {
      if (operator.methods.uploadAttachment === undefined) throw new OperatorFailure({ kind: 'notOffered' })
      return operator.methods.uploadAttachment({ fileName: body.fileName, description: body.fileName, bytes: await read(body.fileId) }, context)
    },
  }
}
