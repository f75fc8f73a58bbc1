import { createAreaFeatures } from '../areaFeatures.ts'
import type { AdapterConfig, AccountOperator } from '../registry.ts'
import { createSession } from '../session.ts'
import { createAddressMethods } from './addressMethods.ts'
import { createCallLogMethods } from './callLogMethods.ts'
import { createDetailFetcher, createDetailMethods } from './detailMethods.ts'
import { createDirectory } from './directory.ts'
import { createLineMethods, orderIdIn } from './lineMethods.ts'
import { resellerLogIn } from './logIn.ts'
import { createRateWindows } from './rateWindows.ts'
import { createRest } from './rest.ts'
import { routes } from './routes.ts'
import { createSearchMethods } from './searchMethods.ts'
import { createServiceOrderMethods } from './serviceOrderMethods.ts'
import { createServiceQueryMethods } from './serviceQueryMethods.ts'
import { testConnection } from './testConnection.ts'
import { createUploadMethods } from './uploadMethods.ts'

/** The reseller platform at work for one account (document of April 2026). */
export function openReseller(config: AdapterConfig): AccountOperator {
  const { account, http, clock, log, secrets, report } = config
  const windows = createRateWindows(clock)
  const byToken = account.authentication === 'jwt'
  const session = createSession({
    http, protocol: resellerLogIn(account.clientId, byToken, windows.hear), authentication: account.authentication,
    username: account.username,
    secrets, clock, log,
  })
  const areaOf = new Map(Object.entries(routes).map(([, route]) => [`${route.method} /${route.path}`, route.area]))
  const features = createAreaFeatures({
    areas: [...areaOf.values()], missing: session.missingRights, now: () => new Date(clock.now()).toISOString(),
  })
  const rest = createRest({
    session, windows, baseUrl: account.baseUrl,
    report: (result, call) => {
      const area = result === null ? areaOf.get(call) : undefined
      if (area !== undefined) features.answered(area)
      report(result, call)
    },
  })
  const customerIds = account.customerIds ?? []
  const directory = createDirectory(rest, clock, customerIds)
  const details = createDetailFetcher(rest, directory, account.baseUrl)
  const here = { system: account.system, accountId: account.id, now: () => new Date(clock.now()).toISOString() }

  return {
    system: account.system,
    methods: {
      ...createLineMethods(rest, directory, { ...here, customerIds }),
      ...createDetailMethods(details),
      ...createSearchMethods(rest, directory, here),
      ...createAddressMethods(rest, directory),
      ...createServiceOrderMethods(rest),
      ...createCallLogMethods(rest),
      ...createUploadMethods(rest),
      ...createServiceQueryMethods(rest, details, clock, { system: account.system, accountId: account.id }),
      health: () => ({ features: features.list(), unsupportedFields: [], rate: windows.list() }),
      testConnection: context => testConnection(rest, context, () => clock.now()),
    },
    nativeIdIn: orderIdIn,
    retry: oneTimeCode => session.retry(oneTimeCode),
    probe: async signal => { await rest.get('customers', { query: { itemsPerPage: '1' } }, { signal, urgency: 'background' }) },
    close: () => http.close(),
  }
}
