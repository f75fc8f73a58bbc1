import { accountsContract } from './accounts.ts'
import { appContract } from './app.ts'
import { checksContract } from './checks.ts'
import { historyContract } from './history.ts'
import { linesContract } from './lines.ts'
import { neighboursContract } from './neighbours.ts'
import { ticketsContract } from './tickets.ts'
import { verdictsContract } from './verdicts.ts'
import { watchContract } from './watch.ts'

/** All that crosses between renderer and core, in the user's words. */
export const contract = {
  app: appContract, accounts: accountsContract, lines: linesContract, checks: checksContract, tickets: ticketsContract,
  history: historyContract, neighbours: neighboursContract, verdicts: verdictsContract, watch: watchContract,
}
