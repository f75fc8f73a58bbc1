import type { RefusalClass } from '../../../shared/model/account.ts'
import type { HttpReply } from '../http.ts'
import { basicAuthorization } from '../session.ts'
import type { LogInProtocol } from '../session.ts'
import { errorIn } from './errorBody.ts'
import { parsed } from './parsed.ts'

const ADDRESS = /whitelist|allow-?list|\bip[- ]?(?:address|adress|number)\b|source address/i

/** 401: wrong credentials; 403: not with these (public ON-API 2.6, responses), be it the whole account or one endpoint. */
function refusalOf({ status, body }: HttpReply): RefusalClass | null {
  if (status !== 401 && status !== 403) return null
  if (ADDRESS.test(errorIn(parsed(body)) ?? '')) return 'addressNotAllowed'
  return status === 401 ? 'wrongCredentials' : 'refused'
}

/** Log-in of ON-API: Basic with every call (RFC 7617). The list of endpoints needs no right of its own. */
export const onApiLogIn: LogInProtocol = {
  credentialsProof: credentials => ({ headers: { authorization: basicAuthorization(credentials) } }),
  token: null,
  proofRequest: { name: 'GET /', area: 'endpoints', method: 'GET', path: '', deadlineMs: 15_000, maxBytes: 1_000_000, repeat: 'safe' },
  refusalOf: reply => refusalOf(reply),
}
