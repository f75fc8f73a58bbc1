import { uuidOf } from '../random.ts'
import { LabError, refusals } from './method.ts'
import { BROADBAND } from './methodsBroadband.ts'
import { DIAGNOSTICS } from './methodsDiagnostics.ts'
import { BASIC, ENDUSER, POSTCODES, USER } from './methodsDirectory.ts'
import { ATTACHMENTS, SUPPORT } from './methodsSupport.ts'
import { complaint, isObject } from '../validate.ts'
import type { LabMethod, LabParts, LabReply } from './method.ts'
import type { Writing } from '../labSystem.ts'
import type { LabUser } from './users.ts'

type ProductClass = { methods: Readonly<Record<string, LabMethod>>; rights: readonly string[] }

/** Product classes by path under the base; a user without any right of a class is refused there with 401. */
export const CLASSES: Readonly<Record<string, ProductClass>> = {
  'broadband/v1': { methods: BROADBAND, rights: ['broadband-r', 'broadband-c'] },
  'broadband/diagnostics/v1': { methods: DIAGNOSTICS, rights: ['broadband-diagnostics-r'] },
  'broadband/basic/v1': { methods: BASIC, rights: ['broadband-basic-r'] },
  'support/v1': { methods: SUPPORT, rights: ['support-r', 'support-c'] },
  'enduser/v1': { methods: ENDUSER, rights: ['enduser-r', 'enduser-c'] },
  'postcodes/v1': { methods: POSTCODES, rights: ['postcodes-r'] },
  'attachments/v1': { methods: ATTACHMENTS, rights: ['attachments-c'] },
  'user/v1': { methods: USER, rights: [] },
}

export function mayUse(user: LabUser, product: ProductClass): boolean {
  return product.rights.length === 0 || product.rights.some((right) => user.rights.includes(right))
}

const UNKNOWN_METHOD = -32_601
const PARSE_ERROR = -32_700

export type Envelope = { id: unknown; method: string; params: Record<string, unknown> }

/** Reads a request body; an error reply as JSON text if it is no JSON-RPC request. */
export function readEnvelope(body: string, errorId: () => string): Envelope | string {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: PARSE_ERROR, message: 'Parse error' } })
  }
  if (!isObject(value)) return errorReply(null, refusals.schema(), errorId(), 'request: not an object')
  const { jsonrpc, id, method, params } = value
  const wrong =
    jsonrpc !== '2.0'
      ? 'jsonrpc: not 2.0'
      : typeof id !== 'number' && typeof id !== 'string'
        ? 'id: missing'
        : typeof method !== 'string'
          ? 'method: missing'
          : !isObject(params)
            ? 'params: not an object'
            : null
  if (wrong !== null || typeof method !== 'string' || !isObject(params))
    return errorReply(id ?? null, refusals.schema(), errorId(), wrong)
  return { id, method, params }
}

/**
 * The error object of JSON-RPC 2.0. The document prints its codes as "001" and gives code as integer or string elsewhere:
 * 001 travels as text here, the others as numbers. The cid is in the message of 001, as documented, and in `data`.
 */
function errorReply(id: unknown, { code, message }: LabError, cid: string, detail: string | null): string {
  const error = {
    code: code === 1 ? '001' : code,
    message: message.replace('%s', cid),
    data: { cid, ...(detail === null ? {} : { detail }) },
  }
  return JSON.stringify({ jsonrpc: '2.0', id, error })
}

/** Correlation ids, in order. */
export function correlationIds(seed: number): () => string {
  let next = 0
  return () => uuidOf(seed, 200, next++)
}

/** Answers one call, as JSON text; `twist` may change the result on its way out. */
export function answer(
  parts: LabParts,
  product: ProductClass,
  { id, method, params }: Envelope,
  user: LabUser,
  errorId: () => string,
  twist: ((result: unknown) => unknown) | null,
  { commitMs, sightMs }: Writing,
): string {
  const known = Object.hasOwn(product.methods, method) ? product.methods[method] : undefined
  if (!known) return JSON.stringify({ jsonrpc: '2.0', id, error: { code: UNKNOWN_METHOD, message: 'Method not found' } })
  const forms = known.oneOf?.filter((key) => params[key] !== undefined).length ?? 1
  const wrong =
    complaint(params, { type: 'object', fields: known.params }, 'params') ?? (forms === 1 ? null : 'params: not one form')
  if (wrong !== null) return errorReply(id, refusals.schema(), errorId(), wrong)
  if (known.right !== null && !user.rights.includes(known.right)) return errorReply(id, refusals.prohibited(), errorId(), null)
  let reply: LabReply
  try {
    reply = known.call({ ...parts, params, user, commit: (effect) => parts.later.after(commitMs, () => effect(sightMs)) })
  } catch (error) {
    if (error instanceof LabError) return errorReply(id, error, errorId(), null)
    throw error
  }
  if (twist === null && 'json' in reply) return `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${reply.json}}`
  const result: unknown = 'json' in reply ? JSON.parse(reply.json) : reply.result
  const beside = 'json' in reply ? {} : reply.beside
  return JSON.stringify({ jsonrpc: '2.0', id, result: twist ? twist(result) : result, ...beside })
}
