import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { Account, AccountInput, AccountSecrets, ConnectionTest, Reachability } from '../model/account.ts'
import { AccountHealth } from '../model/accountHealth.ts'
import { AccountId, SystemKind } from '../model/common.ts'
import { SyncState } from '../model/search.ts'
import { OperatorFailureData, withFailures } from './failures.ts'

/** `canLearn`: the system can be asked what it offers. `failure`: why that did not work just now; what was learnt before stands. */
export const HealthAnswer = AccountHealth.extend({ canLearn: z.boolean(), failure: OperatorFailureData.nullable() })
export type HealthAnswer = z.infer<typeof HealthAnswer>

export const accountsContract = {
  list: withFailures.route({ method: 'GET', path: '/accounts' }).output(z.array(Account)),
  /** Base addresses to offer per system kind; any other may be typed. */
  presets: withFailures.route({ method: 'GET', path: '/accounts/presets' })
    .output(z.array(z.object({ kind: SystemKind, name: z.string(), baseUrl: z.string(), environment: z.enum(['production', 'test', 'lab']) }))),
  add: withFailures.route({ path: '/accounts' }).input(z.object({ account: AccountInput, secrets: AccountSecrets })).output(Account),
  edit: withFailures.route({ method: 'PUT', path: '/accounts/{id}' })
    .input(z.object({ id: AccountId, account: AccountInput, secrets: AccountSecrets.partial() })).output(Account),
  /** CONFLICT with `unsentWork` and a count unless `discardUnsent`; the journal keeps what was done. */
  remove: withFailures.route({ method: 'DELETE', path: '/accounts/{id}' })
    .input(z.object({ id: AccountId, discardUnsent: z.boolean().default(false) })).output(z.void()),
  /** Tests what is typed, or a stored account (`id`) with its stored password where none is typed. */
  test: withFailures.route({ path: '/accounts/test' })
    .input(z.object({ id: AccountId.optional(), account: AccountInput, secrets: AccountSecrets.partial() })).output(ConnectionTest),
  /** Speaks to an account again after a refused log-in silenced it, with a one-time code where it needs one. */
  retry: withFailures.route({ path: '/accounts/{id}/retry' })
    .input(z.object({ id: AccountId, oneTimeCode: z.string().regex(/^\d{4,8}$/).optional() })).output(Reachability),
  reachability: withFailures.route({ method: 'GET', path: '/accounts/reachability' }).output(eventIterator(z.array(Reachability))),
  /** What the account's system offers, as known so far; with `refresh` it is asked anew. */
  health: withFailures.route({ path: '/accounts/{id}/health' })
    .input(z.object({ id: AccountId, refresh: z.boolean().default(false) })).output(HealthAnswer),
  sync: withFailures.route({ method: 'GET', path: '/accounts/sync' }).output(eventIterator(z.array(SyncState))),
  startSync: withFailures.route({ path: '/accounts/{id}/sync/start' }).input(z.object({ id: AccountId })).output(z.void()),
  stopSync: withFailures.route({ path: '/accounts/{id}/sync/stop' }).input(z.object({ id: AccountId })).output(z.void()),
}
