import { accountsHandlers } from './accountsHandlers.ts'
import { actionsHandlers } from './actionsHandlers.ts'
import { addressesHandlers } from './addressesHandlers.ts'
import { appHandlers } from './appHandlers.ts'
import { checksHandlers } from './checksHandlers.ts'
import { customersHandlers } from './customersHandlers.ts'
import { historyHandlers } from './historyHandlers.ts'
import { linesHandlers } from './linesHandlers.ts'
import { neighboursHandlers } from './neighboursHandlers.ts'
import { outboxHandlers } from './outboxHandlers.ts'
import { privacyHandlers } from './privacyHandlers.ts'
import { ticketsHandlers } from './ticketsHandlers.ts'
import { verdictsHandlers } from './verdictsHandlers.ts'
import { visitsHandlers } from './visitsHandlers.ts'
import { watchHandlers } from './watchHandlers.ts'
import { workHandlers } from './workHandlers.ts'

/** Every procedure of the contract. Transports add `failureInterceptor`. */
export const router = {
  app: appHandlers, accounts: accountsHandlers, lines: linesHandlers, checks: checksHandlers, tickets: ticketsHandlers, outbox: outboxHandlers,
  visits: visitsHandlers, privacy: privacyHandlers,
  history: historyHandlers, neighbours: neighboursHandlers, verdicts: verdictsHandlers, watch: watchHandlers,
  actions: actionsHandlers, work: workHandlers, addresses: addressesHandlers, customers: customersHandlers,
}
