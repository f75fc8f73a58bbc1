import { createAreaFeatures } from '../areaFeatures.ts'
import type { AdapterConfig, AccountOperator } from '../registry.ts'
import { createSession } from '../session.ts'
import { createAddressMethods } from './addressMethods.ts'
import { createAttachmentMethods } from './attachmentMethods.ts'
import { createChangeMethods } from './changeMethods.ts'
import { createDiagnosticMethods } from './diagnosticMethods.ts'
import { createLineMethods } from './lineMethods.ts'
import { nextpertiseLogIn } from './logIn.ts'
import { nidIn } from './nid.ts'
import { methods } from './requests.ts'
import type { MethodName } from './requests.ts'
import { createReportMethods } from './reportMethods.ts'
import { createRpc } from './rpc.ts'
import { testConnection } from './testConnection.ts'
import { createTicketMethods } from './ticketMethods.ts'

/** Nextpertise at work for one account (document: Nextpertise API v1.22). */
export function openNextpertise(config: AdapterConfig): AccountOperator {
  const { account, http, clock, log, secrets, report } = config
  const session = createSession({
    http, protocol: nextpertiseLogIn, authentication: account.authentication, username: account.username, secrets, clock, log,
  })
  const now = (): string => new Date(clock.now()).toISOString()
  const features = createAreaFeatures({ areas: Object.values(methods).map(({ area }) => area), missing: session.missingRights, now })
  const rpc = createRpc(session, (result, call) => {
    if (result === null && isMethod(call)) features.answered(methods[call].area)
    report(result, call)
  })
  return {
    system: account.system,
    methods: {
      ...createLineMethods(rpc, { system: account.system, accountId: account.id, now }),
      ...createAddressMethods(rpc),
      ...createDiagnosticMethods(rpc),
      ...createTicketMethods(rpc),
      ...createAttachmentMethods(rpc),
      ...createChangeMethods(rpc),
      ...createReportMethods(rpc),
      health: () => ({ features: features.list(), unsupportedFields: [], rate: [] }),
      testConnection: context => testConnection(rpc, context, () => clock.now()),
    },
    nativeIdIn: nidIn,
    retry: oneTimeCode => session.retry(oneTimeCode),
    probe: async signal => { await rpc.call('get_profile', {}, { signal, urgency: 'background' }) },
    close: () => http.close(),
  }
}

const isMethod = (call: string): call is MethodName => call in methods
