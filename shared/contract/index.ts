import { accountsContract } from './accounts.ts'
import { actionsContract } from './actions.ts'
import { addressesContract } from './addresses.ts'
import { appContract } from './app.ts'
import { checksContract } from './checks.ts'
import { customersContract } from './customers.ts'
import { historyContract } from './history.ts'
import { linesContract } from './lines.ts'
import { neighboursContract } from './neighbours.ts'
import { outboxContract } from './outbox.ts'
import { privacyContract } from './privacy.ts'
import { ticketsContract } from './tickets.ts'
import { verdictsContract } from './verdicts.ts'
import { visitsContract } from './visits.ts'
import { watchContract } from './watch.ts'
import { workContract } from './work.ts'

/** All that crosses between renderer and core, in the user's words. */
export const contract = {
  app: appContract, accounts: accountsContract, lines: linesContract, checks: checksContract, tickets: ticketsContract, outbox: outboxContract,
  visits: visitsContract, privacy: privacyContract,
  history: historyContract, neighbours: neighboursContract, verdicts: verdictsContract, watch: watchContract,
  actions: actionsContract, work: workContract, addresses: addressesContract, customers: customersContract,
}
