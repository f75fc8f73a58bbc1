import type { AccountOperator, AdapterConfig } from '../registry.ts'
import { createSession } from '../session.ts'
import { createLearnt } from './learnt.ts'
import { createLineMethods } from './lineMethods.ts'
import { telecomxLogIn } from './logIn.ts'
import { nativeIdIn } from './nativeId.ts'
import { createRest } from './rest.ts'
import { testConnection } from './testConnection.ts'

/** TelecomX at work for one account: requests and delivered lines. It has no line tests, so none are offered. */
export function openTelecomx(config: AdapterConfig): AccountOperator {
  const { account, http, clock, log, secrets, report } = config
  const learnt = createLearnt({ customerIds: account.customerIds ?? [], resellerIds: account.resellerIds ?? [] })
  // Whatever the account says: there is no other way in (README of the systems, TelecomX).
  const session = createSession({
    http, protocol: telecomxLogIn(learnt.heard), authentication: 'session', username: account.username, secrets, clock, log,
  })
  const rest = createRest({
    session,
    report: (result, call, area) => {
      if (result === null) learnt.answered(area, new Date(clock.now()).toISOString())
      report(result, call)
    },
  })
  return {
    system: account.system,
    methods: {
      ...createLineMethods(rest, learnt, { system: account.system, accountId: account.id, now: () => clock.now() }),
      learnFeatures: context => learnt.learn(rest, context),
      health: () => ({ features: learnt.features(session.missingRights()), unsupportedFields: [], rate: [] }),
      testConnection: context => testConnection(rest, learnt, context, () => clock.now()),
    },
    nativeIdIn,
    retry: oneTimeCode => session.retry(oneTimeCode),
    probe: signal => learnt.learn(rest, { signal, urgency: 'background' }),
    close: () => http.close(),
  }
}
