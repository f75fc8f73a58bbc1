import type { OperatorFailureData } from '../../../shared/contract/failures.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, isObject, text, wholeNumber } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'

/** A JSON-RPC reply taken apart: what was asked for, and what stands beside it (paging, in some methods). */
export type Envelope = {
  readonly result: unknown
  /** The reply names a `result`: nothing but the system itself answers so, not a portal on the way. */
  readonly answered: boolean
  readonly beside: { readonly pagination: unknown }
}

const DETAIL_MOST = 500
/** Codes and correlation ids are short words; what is longer or has other signs in it is somebody's text. */
const SHORT_WORD = /^[\w.:-]{1,64}$/
const CID_IN_TEXT = /\bcid:?\s*([0-9a-f][0-9a-f-]{7,})/i

/** JSON of a body. @throws OperatorFailure `notJson` */
export function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'))
  } catch {
    throw new OperatorFailure({ kind: 'notJson' })
  }
}

function shortWord(value: unknown): string | null {
  const word = text(withoutSecrets(value))
  return word !== null && SHORT_WORD.test(word) ? word : null
}

/** The operator's own words, as they may be kept and shown: secrets removed, and not longer than a message is. */
function ownWords(value: unknown): string | null {
  return text(withoutSecrets(value))?.slice(0, DETAIL_MOST) ?? null
}

/** Code as the document prints it (`002`); JSON-RPC's own codes stay as they are. */
function errorCode(value: unknown): string | null {
  const code = wholeNumber(value)
  if (code === null) return shortWord(value)
  return code >= 0 && code < 1000 ? String(code).padStart(3, '0') : String(code)
}

/** Failure that an `error` object of the reply names, or null where there is none (`{}` and null are no error: document, get_housenrext). */
function failureIn(error: unknown, reply: Readonly<Record<string, unknown>>): OperatorFailureData | null {
  if (error === null || error === undefined || error === false || error === '') return null
  if (isObject(error) && Object.keys(error).length === 0) return null
  const fields = fieldsOf(error)
  const data = fieldsOf(fields['data'])
  const detail = ownWords(fields['message'] ?? fields['description'] ?? (isObject(error) ? null : error))
  const code = errorCode(fields['code'] ?? data['code'])
  const correlationId = shortWord(data['cid']) ?? shortWord(fields['cid']) ?? shortWord(reply['cid'])
    ?? CID_IN_TEXT.exec(detail ?? '')?.[1] ?? null
  return {
    kind: 'rejected', ...(code === null ? {} : { code }), ...(detail === null ? {} : { detail }),
    ...(correlationId === null ? {} : { correlationId }),
  }
}

/**
 * Takes a reply apart. A reply without `result` and `error` is its own result (document: postcodes, carriercheck).
 * @throws OperatorFailure `rejected` with the system's code and correlation id, `badReply` where it is no object
 */
export function openEnvelope(reply: unknown): Envelope {
  if (!isObject(reply)) throw new OperatorFailure({ kind: 'badReply' })
  const fields = fieldsOf(reply)
  const failure = failureIn(fields['error'], fields)
  if (failure !== null && (fields['result'] === undefined || fields['result'] === null)) throw new OperatorFailure(failure)
  const answered = 'result' in fields
  const result = answered ? fields['result'] : reply
  return { result, answered, beside: { pagination: fields['pagination'] ?? fields['paging'] } }
}

/** Paging inside the result or beside it, whatever its keys are called. */
export function readPagination({ result, beside }: Envelope): { nextPage: number | null; count: number | null } {
  const inside = fieldsOf(result)
  const pagination = fieldsOf(inside['pagination'] ?? inside['paging'] ?? beside.pagination)
  const nextPage = wholeNumber(pagination['nextpage'] ?? pagination['next'])
  const count = wholeNumber(pagination['count'] ?? pagination['total'] ?? inside['ticketcount'] ?? inside['count'] ?? inside['total'])
  return { nextPage: nextPage !== null && nextPage > 0 ? nextPage : null, count: count !== null && count >= 0 ? count : null }
}
