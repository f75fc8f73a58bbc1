import { TextDecoder } from 'node:util'
import type { FetchedFile } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { FileContent } from '../services.ts'
import { safeName } from '../visits/safeName.ts'

/** Largest file that is handed on; the same as for files of our own. */
export const uploadMostBytes = 25_000_000

const magic: readonly { readonly mediaType: string; readonly begins: string; readonly extensions: RegExp; readonly extension: string }[] = [
  { mediaType: 'application/pdf', begins: '%PDF-', extensions: /\.pdf$/i, extension: 'pdf' },
  { mediaType: 'image/png', begins: '\x89PNG\r\n\x1a\n', extensions: /\.png$/i, extension: 'png' },
  { mediaType: 'image/jpeg', begins: '\xff\xd8\xff', extensions: /\.jpe?g$/i, extension: 'jpg' },
]
/** Files that are neither run nor shown as a page when they are opened. */
const harmless = /\.(?:txt|csv|log|msg|eml|docx?|xlsx?|pptx?|od[tsp]|zip|gif|webp|heic|tiff?|bmp)$/i

/**
 * A file of somebody else's system as it may be saved here. Its name and media type are only believed as far as the content bears them
 * out: PDF, PNG, JPEG and plain text are what they are, a name that would be run or shown as a page gets `.bin` behind it, and all
 * else is plain bytes. Throws OperatorFailure `tooBig`, and `badReply` for an empty file.
 */
export function safeFile({ bytes, mediaType, fileName }: FetchedFile, id: string): FileContent {
  if (bytes.length > uploadMostBytes) throw new OperatorFailure({ kind: 'tooBig' })
  if (bytes.length === 0) throw new OperatorFailure({ kind: 'badReply', code: 'empty' })
  const name = safeName(fileName ?? `upload-${id}`)
  const content = (type: string, safe: string): FileContent => ({ fileName: safeName(safe), mediaType: type, base64: Buffer.from(bytes).toString('base64') })
  const first = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  const known = magic.find(({ begins }) => first.startsWith(begins))
  if (known !== undefined) return content(known.mediaType, known.extensions.test(name) ? name : `${withoutExtension(name)}.${known.extension}`)
  if (isPlainText(bytes) && (mediaType === 'text/plain' || /\.(?:txt|csv|log)$/i.test(name))) {
    return content('text/plain', /\.(?:txt|csv|log)$/i.test(name) ? name : `${withoutExtension(name)}.txt`)
  }
  return content('application/octet-stream', harmless.test(name) ? name : `${name}.bin`)
}

const withoutExtension = (name: string): string => name.replace(/(?<=.)\.[^. ]{1,10}$/, '')

/** UTF-8 without control characters other than line breaks and tabs. */
function isPlainText(bytes: Uint8Array): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what tells text from bytes
  const control = /[\u0000-\u0008\u000e-\u001f]/
  try {
    return !control.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}
