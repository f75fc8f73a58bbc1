import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import type { Registry } from '../operators/registry.ts'
import type { AccountOperators } from './accounts.ts'

/** The registry as accounts use it: operators come and go with them, and a connection is tried before there is an account. */
export function accountOperators(registry: Registry): AccountOperators {
  return {
    async set(account, password, oneTimeCode) {
      await registry.set(account, async () => {
        const secret = await password()
        return secret === undefined ? null : { password: secret }
      })
      if (oneTimeCode !== undefined) await registry.retry(account.id, oneTimeCode, AbortSignal.timeout(15_000))
    },
    remove: registry.remove,
    test: (account, password, oneTimeCode, signal) => registry.test(
      { ...account, id: testAccount, system: systemKeyOf(account.kind, account.baseUrl) }, { password, oneTimeCode }, signal),
    retry: registry.retry,
    reachability: signal => registry.reachability.changes(signal),
  }
}
const testAccount = AccountId.parse('test')
