import { accountsContract } from './accounts.ts'
import { appContract } from './app.ts'
import { checksContract } from './checks.ts'
import { linesContract } from './lines.ts'
import { ticketsContract } from './tickets.ts'

/** All that crosses between renderer and core, in the user's words. */
export const contract = {
  app: appContract, accounts: accountsContract, lines: linesContract, checks: checksContract, tickets: ticketsContract,
}
