import { accountsHandlers } from './accountsHandlers.ts'
import { appHandlers } from './appHandlers.ts'
import { checksHandlers } from './checksHandlers.ts'
import { linesHandlers } from './linesHandlers.ts'
import { ticketsHandlers } from './ticketsHandlers.ts'

/** Every procedure of the contract. Transports add `failureInterceptor`. */
export const router = {
  app: appHandlers, accounts: accountsHandlers, lines: linesHandlers, checks: checksHandlers, tickets: ticketsHandlers,
}
