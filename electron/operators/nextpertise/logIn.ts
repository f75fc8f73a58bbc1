import type { RefusalClass } from '../../../shared/model/account.ts'
import type { HttpReply } from '../http.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { basicAuthorization } from '../session.ts'
import type { Credentials, LogInProtocol } from '../session.ts'
import { parseBody } from './envelope.ts'
import { fieldsOf, number, text } from '../readValue.ts'
import { methods } from './requests.ts'

/** Reply of a refusal that may have three reasons: whitelist, one-time code, missing right (api/README.md). */
const AMBIGUOUS = /cannot consume this service/i
const LIFETIME_MS = 86_400_000
/** Header in which a one-time code travels. No document of Nextpertise says how it does (api/README.md): our assumption. */
export const ONE_TIME_CODE_HEADER = 'X-TOTP'

function basicHeaders(credentials: Credentials): Record<string, string> {
  const { oneTimeCode } = credentials
  return { authorization: basicAuthorization(credentials), ...(oneTimeCode === undefined ? {} : { [ONE_TIME_CODE_HEADER]: oneTimeCode }) }
}

function messageOf(reply: HttpReply): string {
  try {
    const body = fieldsOf(parseBody(reply.body))
    return text(body['message']) ?? text(fieldsOf(body['error'])['message']) ?? text(body['error']) ?? ''
  } catch {
    return ''
  }
}

/** Class of a 401 or 403 by its words; the document knows only one wording, gateways have others. */
function classOf(message: string, atLogIn: boolean): RefusalClass {
  if (AMBIGUOUS.test(message)) return 'refused'
  if (/totp|one.?time|otp\b|2fa|second factor|two.?factor/i.test(message)) return 'oneTimeCodeNeeded'
  if (/whitelist|\bip\b.*(?:not|allow)|address.*not allowed/i.test(message)) return 'addressNotAllowed'
  if (/expired|token|jwt|bearer/i.test(message)) return 'expiredSession'
  if (/credential|password|user ?name|log.?in/i.test(message)) return 'wrongCredentials'
  return atLogIn ? 'wrongCredentials' : 'refused'
}

/** Log-in of Nextpertise (document, Authenticate; api/README.md): a JWT from `/jwt/log-in`, proof by `user/v1 get_profile`. */
export const nextpertiseLogIn: LogInProtocol = {
  credentialsProof: credentials => ({ headers: basicHeaders(credentials) }),
  token: {
    request: credentials => ({
      name: 'jwt/log-in', method: 'GET', path: 'jwt/log-in', headers: basicHeaders(credentials), deadlineMs: 15_000, maxBytes: 65_536,
      repeat: 'safe',
    }),
    read(reply) {
      if (reply.status === 404) throw new OperatorFailure({ kind: 'wrongAddress', code: 'HTTP 404' })
      if (reply.status >= 400) {
        throw new OperatorFailure({ kind: reply.status >= 500 ? 'serverError' : 'badReply', code: `HTTP ${reply.status}` })
      }
      const fields = fieldsOf(parseBody(reply.body))
      const token = text(fields['accesstoken'])
      const seconds = number(fields['expiresin'])
      if (token === null || !/^[\w+/=.~-]+$/.test(token)) throw new OperatorFailure({ kind: 'badReply', code: 'access_token' })
      return { token, lifetimeMs: seconds !== null && seconds > 0 ? seconds * 1000 : LIFETIME_MS }
    },
    proof: token => ({ headers: { authorization: `Bearer ${token}` } }),
  },
  proofRequest: {
    name: 'get_profile', area: methods.get_profile.area, method: 'POST', path: 'user/v1', deadlineMs: methods.get_profile.deadlineMs,
    maxBytes: methods.get_profile.maxBytes, repeat: 'safe', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'get_profile', params: {} }),
  },
  refusalOf(reply, atLogIn) {
    return reply.status === 401 || reply.status === 403 ? classOf(messageOf(reply), atLogIn) : null
  },
}
