import { z } from 'zod'
import { AccountId, LineId } from './common.ts'
import { LineSummary } from './search.ts'

/** What two lines of different systems share; the surest first. */
export const LinkGround = z.enum(['circuit', 'serviceId', 'ipAddress', 'address'])
export type LinkGround = z.infer<typeof LinkGround>

/**
 * A line of another system that is, or may be, the same place: a reseller service whose circuit is a Nextpertise connection.
 * `certain`: an identity both systems name. `likely`: the whole address, and one candidate only. `possible`: the address, but several
 * candidates, or a home within it that is not named.
 */
export const CrossLink = z.object({
  line: LineSummary,
  accountId: AccountId,
  ground: LinkGround,
  /** What is shared, as it is shown: the circuit's id, the address. */
  shared: z.string(),
  certainty: z.enum(['certain', 'likely', 'possible']),
  /** Checks that its system offers as far as is known: diagnostics one click away. */
  canCheck: z.boolean(),
})
export type CrossLink = z.infer<typeof CrossLink>
export const CrossLinks = z.object({ of: LineId, links: z.array(CrossLink) })
export type CrossLinks = z.infer<typeof CrossLinks>
