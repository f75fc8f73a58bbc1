import type { RefusalClass } from '../../../shared/model/account.ts'
import type { HttpReply } from '../http.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, text } from '../readValue.ts'
import type { LogInProtocol } from '../session.ts'
import { parseBody, problemOf } from './hydra.ts'

/** Token Lifetime: "JWT tokens expire after 1 hour. There is no refresh token endpoint". */
const LIFETIME_MS = 3_600_000
export const ACCEPT = 'application/ld+json, application/json;q=0.9, */*;q=0.1'

/**
 * Class of a refusal. 401: token expired or invalid; 403: insufficient permissions or IP not whitelisted (document, Error
 * Codes).
 */
function refusalOf(reply: HttpReply, atLogIn: boolean, byToken: boolean): RefusalClass | null {
  if (reply.status !== 401 && reply.status !== 403) return null
  const words = problemOf(reply.body) ?? ''
  if (/whitelist|\bip\b[^.]*\b(?:not|address)|address[^.]*not allowed/i.test(words)) return 'addressNotAllowed'
  if (reply.status === 403) {
    if (!atLogIn) return 'rightMissing'
    // With right credentials a log-in is refused for the address, or for the user's flag "Is allowed to login to the API".
    return /allowed to log|log ?in to the api|api log ?in/i.test(words) ? 'refused' : 'addressNotAllowed'
  }
  return atLogIn || !byToken ? 'wrongCredentials' : 'expiredSession'
}

/**
 * Log-in of the reseller platform (document, Authentication): a JWT for user, password and client id, or `CLIENT-ID` and `AUTH-TOKEN`
 * with every call, where the user name is the client id and the password the token. `heard` gets the headers of each answer.
 */
export function resellerLogIn(
  clientId: string | undefined, byToken: boolean, heard: (status: number, headers: Readonly<Record<string, string>>) => void,
): LogInProtocol {
  return {
    credentialsProof: ({ username, password }) => ({ headers: { 'client-id': username, 'auth-token': password } }),
    token: {
      request: ({ username, password }) => ({
        name: 'POST /authentication-token', method: 'POST', path: 'authentication-token', deadlineMs: 15_000, maxBytes: 65_536,
        repeat: 'safe', heard,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ email: username, password, ...(clientId === undefined ? {} : { client_id: clientId }) }),
      }),
      read(reply) {
        if (reply.status === 404 || reply.status === 405) throw new OperatorFailure({ kind: 'wrongAddress',
          code: `HTTP ${reply.status}` })
        // A log-in without its client id or with half an address: the credentials are at fault, not the system.
        if (reply.status === 400 || reply.status === 422) throw new OperatorFailure({ kind: 'refused',
          refusal: 'wrongCredentials', code: `HTTP ${reply.status}` })
        if (reply.status >= 400) throw new OperatorFailure({ kind: reply.status >= 500 ? 'serverError' : 'badReply',
          code: `HTTP ${reply.status}` })
        const token = text(fieldsOf(parseBody(reply.body))['token'])
        if (token === null || !/^[\w+/=.~-]+$/.test(token)) throw new OperatorFailure({ kind: 'badReply', code: 'token' })
        return { token, lifetimeMs: LIFETIME_MS }
      },
      proof: token => ({ headers: { authorization: `Bearer ${token}` } }),
    },
    proofRequest: {
      name: 'GET /customers', area: 'customers', method: 'GET', path: 'customers', query: { itemsPerPage: '1' },
      headers: { accept: ACCEPT },
      deadlineMs: 20_000, maxBytes: 262_144, repeat: 'safe', heard,
    },
    refusalOf: (reply, atLogIn) => refusalOf(reply, atLogIn, byToken),
  }
}
