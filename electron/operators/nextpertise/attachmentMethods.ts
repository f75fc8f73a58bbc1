import type { OperatorMethods } from '../operator.ts'
import { fieldsOf, text } from '../readValue.ts'
import { missingInReply } from './rpc.ts'
import type { Rpc } from './rpc.ts'
import { write } from './write.ts'

/** The only context that the document names (Attachments, upload). */
const CONTEXT = 'connection'

/** Product class attachments. */
export function createAttachmentMethods(rpc: Rpc): Pick<OperatorMethods, 'uploadAttachment'> {
  return {
    async uploadAttachment({ fileName, description, bytes }, context) {
      const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
      const { result } = await write(rpc, 'upload', { context: CONTEXT, filename: fileName, description, file }, context)
      const uuid = text(fieldsOf(result)['attachmentuuid'])
      if (uuid === null) throw missingInReply('attachment_uuid')
      return uuid
    },
  }
}
