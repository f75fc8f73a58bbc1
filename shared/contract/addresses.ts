import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { AddressCheck } from '../model/addressCheck.ts'
import { AccountId } from '../model/common.ts'
import { LineSummary } from '../model/search.ts'
import { OperatorFailureData, withFailures } from './failures.ts'

/** An address as it is typed: postcode with or without a space, house number, extension. */
export const AddressQuery = z.object({
  postcode: z.string().trim().min(3).max(12),
  houseNumber: z.number().int().min(1).max(99_999),
  extension: z.string().trim().max(20).nullable(),
})
export type AddressQuery = z.infer<typeof AddressQuery>

/** What one account's system answers for an address. Each answers, fails and is late on its own. */
export const AddressAnswer = z.object({
  accountId: AccountId,
  state: z.enum(['asking', 'answered', 'failed', 'offline']),
  check: AddressCheck.nullable(),
  failure: OperatorFailureData.nullable(),
  tookMs: z.number().nullable(),
})
export type AddressAnswer = z.infer<typeof AddressAnswer>

export const addressesContract = {
  /** Asks every account whose system can check an address; an event whenever one has answered. `lines`: those kept here at the address. */
  check: withFailures.route({ path: '/addresses/check' }).input(AddressQuery)
    .output(eventIterator(z.object({ answers: z.array(AddressAnswer), lines: z.array(LineSummary) }))),
}
