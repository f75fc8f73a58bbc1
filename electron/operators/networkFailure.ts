import { OperatorFailure } from './operatorFailure.ts'

const CERTIFICATE = /^(?:CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/
const TIMEOUT = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])
/** Codes that can only come up before a request has left: nothing happened at the system. */
const NOT_LEFT = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'UND_ERR_CONNECT_TIMEOUT',
])
const PROXY_REFUSAL = /Proxy response \((\d{3})\)/

/** Code of a network or TLS error, looked for in its causes and, for "happy eyeballs" attempts, in its members. */
function codeOf(error: unknown, depth = 0): string | null {
  if (!(error instanceof Error) || depth > 5) return null
  const proxy = PROXY_REFUSAL.exec(error.message)?.[1]
  if (proxy !== undefined) return `PROXY_${proxy}`
  const own = 'code' in error && typeof error.code === 'string' ? error.code : null
  const inner = codeOf(error.cause, depth + 1) ?? (error instanceof AggregateError ? codeOf(error.errors[0], depth + 1) : null)
  // undici wraps the socket's own error; that one says more.
  return own === null || own.startsWith('UND_ERR_SOCKET') ? inner ?? own : own
}

/**
 * What went wrong between the app and the system, in the failure classes of the contract.
 * `left` says whether the request may have been on its way; the caller knows whether it may be repeated.
 */
export function networkFailure(error: unknown, cancelled: boolean): { failure: OperatorFailure; left: boolean } {
  if (error instanceof OperatorFailure) return { failure: error, left: true }
  if (cancelled) return { failure: new OperatorFailure({ kind: 'cancelled' }), left: true }
  if (error instanceof Error && error.name === 'TimeoutError') return { failure: new OperatorFailure({ kind: 'timeout' }), left: true }
  const code = codeOf(error)
  if (code === null) return { failure: new OperatorFailure({ kind: 'unreachable' }, { cause: error }), left: true }
  const left = !NOT_LEFT.has(code) && !CERTIFICATE.test(code) && !code.startsWith('PROXY_')
  const kind = CERTIFICATE.test(code) ? 'certificate' : TIMEOUT.has(code) ? 'timeout' : 'unreachable'
  return { failure: new OperatorFailure({ kind, code }), left }
}
