import type { HttpReply } from '../http.ts'
import type { CallContext } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { CallResult } from '../reachability.ts'
import type { Session } from '../session.ts'
import { openEnvelope, parseBody } from './envelope.ts'
import type { Envelope } from './envelope.ts'
import { deadlineOf, methods } from './requests.ts'
import type { MethodName, ParamsOf } from './requests.ts'
import { withoutSecrets } from '../secrets.ts'

/** Remote procedures of one account. All throw OperatorFailure. */
export type Rpc = {
  /** The reply taken apart, every secret in it replaced. */
  call<Name extends MethodName>(name: Name, params: ParamsOf<Name>, context: CallContext): Promise<Envelope>
  /** The reply with the secrets it holds: for the one thing that is meant to be a secret. */
  callWithSecrets<Name extends MethodName>(name: Name, params: ParamsOf<Name>, context: CallContext): Promise<Envelope>
  /** The body unparsed, for the writer worker; only known to begin like JSON. */
  fetch<Name extends MethodName>(name: Name, params: ParamsOf<Name>, context: CallContext): Promise<Uint8Array>
}

const WHITE_SPACE = new Set([0x09, 0x0a, 0x0d, 0x20])
const OPENING_BRACE = 0x7b

function beginsLikeJson(body: Uint8Array): boolean {
  return body.find(byte => !WHITE_SPACE.has(byte)) === OPENING_BRACE
}

/** Failure of a status outside 200-299; errors of JSON-RPC that come with one are taken from the body. */
function checkStatus({ status, body }: HttpReply): void {
  if (status < 400) return
  if (beginsLikeJson(body)) {
    const reply = parseBody(body)
    openEnvelope(reply)
  }
  if (status === 404 || status === 405 || status === 410) throw new OperatorFailure({ kind: 'wrongAddress', code: `HTTP ${status}` })
  throw new OperatorFailure({ kind: status >= 500 ? 'serverError' : 'badReply', code: `HTTP ${status}` })
}

/**
 * Answers that do not say whether a write was done: something unforeseen happened (001), or the system's own reply did not fit its
 * schema (011; ours does, or it would not have left) (document, Errors).
 */
const UNCLEAR_CODES = new Set(['001', '011'])

function isUnclear({ data: { kind, code } }: OperatorFailure): boolean {
  return ['notJson', 'badReply', 'serverError'].includes(kind) || (kind === 'rejected' && UNCLEAR_CODES.has(code ?? ''))
}

/** JSON-RPC 2.0 over POST to `{base}/{product class}/v1` (document, Using JSON). `report` hears how every call ended. */
export function createRpc(session: Pick<Session, 'call'>, report: (result: CallResult, call: string) => void): Rpc {
  let nextId = 1

  const bodyOf = (name: MethodName, params: unknown): string => {
    const checked = methods[name].params.safeParse(params)
    if (!checked.success) {
      const path = checked.error.issues[0]?.path.join('.') ?? ''
      throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST', detail: path })
    }
    return JSON.stringify({ jsonrpc: '2.0', id: nextId++, method: name, params: checked.data })
  }

  /** Sends once the request is known to be sound; whatever goes wrong after that leaves a write in doubt, but for a plain refusal. */
  const exchange = async <T>(name: MethodName, params: unknown, context: CallContext, read: (reply: HttpReply) => T): Promise<T> => {
    const { area, repeat, maxBytes } = methods[name]
    const body = bodyOf(name, params)
    const deadlineMs = deadlineOf(methods[name], body.length)
    let reply: HttpReply | null = null
    try {
      reply = await session.call({
        name, area, method: 'POST', path: `${area}/v1`, headers: { 'content-type': 'application/json' }, body,
        deadlineMs, maxBytes, repeat, urgency: context.urgency, signal: context.signal,
      })
      checkStatus(reply)
      const value = read(reply)
      report(null, name)
      return value
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      report(error, name)
      if (reply === null || repeat === 'safe' || !isUnclear(error)) throw error
      throw new OperatorFailure(error.data, { ambiguous: true, cause: error })
    }
  }

  return {
    call: (name, params, context) => exchange(name, params, context, ({ body }) => {
      const envelope = openEnvelope(parseBody(body))
      return { ...envelope, result: withoutSecrets(envelope.result) }
    }),
    callWithSecrets: (name, params, context) => exchange(name, params, context, ({ body }) => openEnvelope(parseBody(body))),
    fetch: (name, params, context) => exchange(name, params, context, ({ body }) => {
      if (!beginsLikeJson(body)) throw new OperatorFailure({ kind: 'notJson' })
      return body
    }),
  }
}

/** A write whose reply lacks the id it should hold: it was most likely done. */
export function missingInReply(key: string): OperatorFailure {
  return new OperatorFailure({ kind: 'badReply', code: key }, { ambiguous: true })
}
