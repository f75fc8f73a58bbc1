import type { AccountOperator, AdapterConfig } from '../registry.ts'
import { createSession } from '../session.ts'
import { accessIdOf } from './accessId.ts'
import { createDhcpLookup } from './dhcpLookup.ts'
import { createFeatures } from './features.ts'
import { createLineMethods } from './lineMethods.ts'
import { createLiveMethods } from './liveMethods.ts'
import { onApiLogIn } from './logIn.ts'
import { createRest } from './rest.ts'
import type { Rest } from './rest.ts'
import { testConnection } from './testConnection.ts'
import { createTicketMethods } from './ticketMethods.ts'

const ENDPOINTS_DEADLINE_MS = 15_000
const TICKETS_DEADLINE_MS = 60_000

/** ON-API 2.6 at work for one account (document: Bitvis' reading of ON-API 2.6.0; public specification on-api/on-api 2.6.0). */
export function openOnApi(config: AdapterConfig): AccountOperator {
  const { account, http, clock, log, secrets, report } = config
  const session = createSession({ http, protocol: onApiLogIn, authentication: 'basic', username: account.username, secrets, clock, log })
  const now = (): number => clock.now()
  const features = createFeatures({ ask: async context => {
    const answer = await rest.get({ area: 'endpoints', name: 'GET /', path: '', deadlineMs: ENDPOINTS_DEADLINE_MS }, context)
    return answer.state === 'here' ? answer.body : null
  }, now })
  const rest: Rest = createRest({ session, features, report })
  return {
    system: account.system,
    methods: {
      ...createLineMethods(rest, features, { system: account.system, accountId: account.id, now: () => new Date(now()).toISOString() }),
      ...createLiveMethods(rest, features, session.missingRights),
      ...createDhcpLookup(rest),
      ...createTicketMethods({
        get: (request, context) => rest.get({ area: 'tickets', deadlineMs: TICKETS_DEADLINE_MS, ...request }, context),
        write: rest.write,
      }, { createdBy: account.username, now }),
      learnFeatures: context => features.learn(context),
      health: () => features.health(session.missingRights()),
      testConnection: context => testConnection(rest, features, context, now),
    },
    nativeIdIn: accessIdOf,
    retry: oneTimeCode => {
      features.forget()
      session.retry(oneTimeCode)
    },
    probe: async signal => { await features.learn({ signal, urgency: 'background' }) },
    close: () => http.close(),
  }
}
