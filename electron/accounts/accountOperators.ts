import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
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
    async health(id, refresh, signal) {
      const methods = registry.get(id)?.methods
      const failure = refresh && methods?.learnFeatures !== undefined ? await failureOf(methods.learnFeatures({ signal, urgency: 'engineer' })) : null
      const known = methods?.health?.()
      return {
        canLearn: methods?.learnFeatures !== undefined, features: [...known?.features ?? []],
        unsupportedFields: [...known?.unsupportedFields ?? []], rate: [...known?.rate ?? []], failure,
      }
    },
    reachability: signal => registry.reachability.changes(signal),
  }
}

async function failureOf(work: Promise<void>): Promise<OperatorFailureData | null> {
  try {
    await work
    return null
  } catch (error) {
    if (!(error instanceof OperatorFailure)) throw error
    return error.data
  }
}
const testAccount = AccountId.parse('test')
