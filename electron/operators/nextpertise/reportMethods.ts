import type { OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf } from '../readValue.ts'
import type { Rpc } from './rpc.ts'

const PDF_BYTES_MOST = 16 * 1024 * 1024
const PDF_HEAD = Buffer.from('%PDF-', 'latin1')
const BASE64 = /^[A-Za-z0-9+/_\-\s]*={0,2}\s*$/

/** Bytes of a PDF in base64. Throws OperatorFailure: `badReply` for anything that is none, `tooBig`. */
export function readPdf(value: unknown): Uint8Array {
  if (typeof value !== 'string' || !BASE64.test(value)) throw new OperatorFailure({ kind: 'badReply', code: 'attachment' })
  const bytes = Buffer.from(value, 'base64')
  if (bytes.byteLength > PDF_BYTES_MOST) throw new OperatorFailure({ kind: 'tooBig', code: 'attachment' })
  if (!bytes.subarray(0, PDF_HEAD.length).equals(PDF_HEAD)) throw new OperatorFailure({ kind: 'badReply', code: 'NOT_PDF' })
  return bytes
}

/** Documents of a line in product class broadband. */
export function createReportMethods(rpc: Rpc): Pick<OperatorMethods, 'connectionReport'> {
  return {
    async connectionReport(nid, context) {
      // To the letter: in base64, what looks like a secret is none, and a file with a part of it replaced is spoilt.
      const { result } = await rpc.callWithSecrets('get_connection_report', { nid }, context)
      return readPdf(fieldsOf(result)['attachment'])
    },
  }
}
