import { z } from 'zod'
import { OutboxEntry } from '../model/outbox.ts'
import { VisitSummary } from './visits.ts'
import { withFailures } from './failures.ts'

/** What *Delete customer data* would lose for good. */
export const UnsentWork = z.object({
  /** Writes that the systems do not have yet, newest first, at most 200. */
  writes: z.array(OutboxEntry),
  unsent: z.number().int(),
  openVisits: z.array(VisitSummary),
  drafts: z.number().int(),
})
export type UnsentWork = z.infer<typeof UnsentWork>

export const privacyContract = {
  unsentWork: withFailures.route({ method: 'GET', path: '/privacy/unsent' }).output(UnsentWork),
  /**
   * Destroys the keys, then the files: cache, journal with all its copies, photos, passwords, settings. Lineside then is as new.
   * `unsent` and `openVisits` are the numbers the engineer agreed to lose; CONFLICT `unsentWork` where there are others by now.
   */
  deleteCustomerData: withFailures.route({ path: '/privacy/delete' })
    .input(z.object({ unsent: z.number().int(), openVisits: z.number().int() })).output(z.void()),
  /** Closes everything until keychain or passphrase open it again. CONFLICT `nothingKept` where that would lose all. */
  lock: withFailures.route({ path: '/privacy/lock' }).output(z.void()),
  /** The engineer is there: to be called at most every few seconds while there is input. Holds the idle lock off. */
  active: withFailures.route({ path: '/privacy/active' }).output(z.void()),
}
