import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { AccountId } from '../../shared/model/common.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import type { Operator, ReadLine } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'

export type LookUpDependencies = {
  readonly operators: () => readonly { readonly accountId: AccountId; readonly operator: Operator }[]
  readonly keep: (accountId: AccountId, read: ReadLine) => Promise<LineSummary | undefined>
}

/** Looks a full native id up live at every account whose system could have it, and keeps what is found. */
export function createLookUp({ operators, keep }: LookUpDependencies) {
  return async (text: string, signal: AbortSignal) => {
    const failures: { accountId: AccountId; failure: OperatorFailureData }[] = []
    const found = await Promise.all(operators().map(async ({ accountId, operator }) => {
      const nativeId = operator.nativeIdIn(text)
      const ask = operator.methods.lineByNid
      if (nativeId === null || ask === undefined) return undefined
      try {
        const read = await ask(nativeId, { signal, urgency: 'engineer' })
        return read === null ? undefined : await keep(accountId, read)
      } catch (error) {
        if (!(error instanceof OperatorFailure)) throw error
        failures.push({ accountId, failure: error.data })
        return undefined
      }
    }))
    // Two accounts at one system see one line.
    const lines = new Map(found.flatMap(line => (line === undefined ? [] : [[line.id, line] as const])))
    return { found: [...lines.values()], failures }
  }
}
