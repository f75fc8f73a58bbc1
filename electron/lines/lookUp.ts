import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import { lineIdOf } from '../../shared/model/common.ts'
import type { DhcpQuery } from '../../shared/model/dhcp.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import type { CallContext, Operator, ReadLine } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'

export type LookUpDependencies = {
  readonly operators: () => readonly { readonly accountId: AccountId; readonly operator: Operator }[]
  readonly keep: (accountId: AccountId, read: ReadLine) => Promise<LineSummary | undefined>
}

type Failures = { accountId: AccountId; failure: OperatorFailureData }[]
type Asked = { readonly accountId: AccountId; readonly operator: Operator }

/** Asks all at once; what fails is told beside what is found. */
async function askAll(asked: readonly Asked[], ask: (each: Asked) => Promise<LineSummary | undefined>): Promise<{ found: LineSummary[]; failures: Failures }> {
  const failures: Failures = []
  const found = await Promise.all(asked.map(async each => {
    try {
      return await ask(each)
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      failures.push({ accountId: each.accountId, failure: error.data })
      return undefined
    }
  }))
  // Two accounts at one system see one line.
  const lines = new Map(found.flatMap(line => (line === undefined ? [] : [[line.id, line] as const])))
  return { found: [...lines.values()], failures }
}

const byEngineer = (signal: AbortSignal): CallContext => ({ signal, urgency: 'engineer' })

/** Looks a full native id up live at every account whose system could have it, and keeps what is found. */
export function createLookUp({ operators, keep }: LookUpDependencies) {
  return (text: string, signal: AbortSignal) => askAll(operators(), async ({ accountId, operator }) => {
    const nativeId = operator.nativeIdIn(text)
    const ask = operator.methods.lineByNid
    if (nativeId === null || ask === undefined) return undefined
    const read = await ask(nativeId, byEngineer(signal))
    return read === null ? undefined : keep(accountId, read)
  })
}

/**
 * Finds the line behind values of a DHCP log at every account whose system can tell, and keeps it as it is now. Where the line itself
 * cannot be had now, what is kept of it here is found.
 */
export function createFindByDhcp({ operators, keep, known }: LookUpDependencies & { readonly known: (id: LineId) => LineSummary | undefined }) {
  return async (query: DhcpQuery, signal: AbortSignal) => {
    const able = operators().filter(({ operator }) => operator.methods.findByDhcp !== undefined)
    const kept: LineSummary[] = []
    const { found, failures } = await askAll(able, async ({ accountId, operator }) => {
      const nativeId = await operator.methods.findByDhcp?.(query, byEngineer(signal)) ?? null
      if (nativeId === null) return undefined
      const here = known(lineIdOf(operator.system, nativeId))
      const { lineByNid } = operator.methods
      if (lineByNid === undefined) return here
      try {
        const read = await lineByNid(nativeId, byEngineer(signal))
        return read === null ? here : await keep(accountId, read)
      } catch (error) {
        if (here !== undefined) kept.push(here)
        throw error
      }
    })
    return { asked: able.length, found: [...found, ...kept.filter(({ id }) => !found.some(each => each.id === id))], failures }
  }
}
