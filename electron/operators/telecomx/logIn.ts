import type { RefusalClass } from '../../../shared/model/account.ts'
import type { HttpReply } from '../http.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, isObject, number, text } from '../readValue.ts'
import type { LogInProtocol } from '../session.ts'
import { errorWords, parsedOrUndefined } from './errorWords.ts'
import type { OwnerIds } from './owners.ts'

/** What a log-in says of whoever logged in, beside the token. */
export type LoggedIn = OwnerIds

/** `expiresInMinutes`, default (wiki, API : Authentication Login). */
const MINUTES = 15
const ONE_TIME = /sms|authenticator|two.?factor|2.?fa|one.?time|\botp\b/i
const CODE_WANTED_IN_REPLY = /"?(?:sms|authenticator|twofactor|2fa)\w*"?\s*:\s*(?:true|1|"(?:required|needed|sent)")/i

type CodeKind = 'sms' | 'authenticator'

function idsOf(value: unknown): string[] {
  const found = (Array.isArray(value) ? value : [value]).flatMap(each => {
    const fields = fieldsOf(each)
    // `_id`: keys are compared without their strokes.
    const id = text(isObject(each) ? fields['id'] : each)
    return id === null ? [] : [id]
  })
  return [...new Set(found)]
}

/**
 * Log-in of TelecomX (README of the systems; wiki, API : Authentication Login): user name and password, with a code that came by SMS or
 * that an authenticator shows where the system wants one; the token then travels in every call's query. `persist` is never asked for:
 * such a token would stay valid until somebody logs out. `heard` gets what each log-in says of the user.
 */
export function telecomxLogIn(heard: (who: LoggedIn) => void): LogInProtocol {
  let wanted: CodeKind | null = null

  /** Where the system did not say which, the length does: four digits come by SMS, six stand in an authenticator. */
  const codeField = (code: string): Readonly<Record<string, string>> =>
    (wanted ?? (code.length < 6 ? 'sms' : 'authenticator')) === 'sms' ? { smsKey: code } : { authenticatorToken: code }

  const refusalAtLogIn = (reply: HttpReply): RefusalClass | null => {
    const { status, body } = reply
    if (status >= 500 || status === 404 || status === 405) return null
    const words = errorWords(body) ?? ''
    const fields = fieldsOf(parsedOrUndefined(body))
    const plain = body.byteLength > 10_000 ? '' : Buffer.from(body).toString('utf8')
    const wantsCode = status >= 400 ? ONE_TIME.test(words) || CODE_WANTED_IN_REPLY.test(plain)
      : text(fields['token']) === null && (ONE_TIME.test(words) || CODE_WANTED_IN_REPLY.test(plain))
    if (wantsCode) {
      const said = `${words} ${CODE_WANTED_IN_REPLY.exec(plain)?.[0] ?? ''}`
      wanted = /sms/i.test(said) ? 'sms' : /authenticator/i.test(said) ? 'authenticator' : wanted
      return 'oneTimeCodeNeeded'
    }
    if (status < 400) return null
    if (/whitelist|\bip\b|ip.?address/i.test(words)) return 'addressNotAllowed'
    if (/blocked|locked|disabled|deactivated|too.?many/i.test(words)) return 'refused'
    return [400, 401, 403, 422].includes(status) ? 'wrongCredentials' : null
  }

  return {
    // The system knows no other way in: a token from its log-in.
    credentialsProof: () => ({}),
    token: {
      request: ({ username, password, oneTimeCode }) => ({
        name: 'POST /auth/login', method: 'POST', path: 'auth/login', deadlineMs: 15_000, maxBytes: 262_144, repeat: 'safe',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ username, password, ...(oneTimeCode === undefined ? {} : codeField(oneTimeCode)) }),
      }),
      read({ status, body }) {
        if (status === 404 || status === 405) throw new OperatorFailure({ kind: 'wrongAddress', code: `HTTP ${status}` })
        if (status >= 400) throw new OperatorFailure({ kind: status >= 500 ? 'serverError' : 'badReply', code: `HTTP ${status}` })
        const value = parsedOrUndefined(body)
        if (value === undefined) throw new OperatorFailure({ kind: 'notJson' })
        const fields = fieldsOf(value)
        const token = text(fields['token'])
        if (token === null || /\s/.test(token)) throw new OperatorFailure({ kind: 'badReply', code: 'token' })
        const employee = fieldsOf(fields['employee'])
        heard({
          customerIds: idsOf(fields['customer'] ?? employee['customer'] ?? fields['customers']),
          resellerIds: idsOf(fields['reseller'] ?? employee['reseller'] ?? fields['resellers']),
        })
        const minutes = number(fields['expiresinminutes']) ?? MINUTES
        // -1 never expires; it is kept for as long as this app runs, and never longer.
        return { token, lifetimeMs: minutes < 0 ? Number.POSITIVE_INFINITY : minutes * 60_000 }
      },
      proof: token => ({ query: { token } }),
    },
    // `access_denied` is said of an expired token and of a missing right alike; a token fresh from the log-in tells them apart.
    proofRequest: null,
    refusalOf(reply, atLogIn) {
      if (atLogIn) return refusalAtLogIn(reply)
      if (reply.status !== 401 && reply.status !== 403) return null
      const words = errorWords(reply.body) ?? ''
      return /token|session|expired|log.?in/i.test(words) && !/access.?denied/i.test(words) ? 'expiredSession' : 'refused'
    },
  }
}
