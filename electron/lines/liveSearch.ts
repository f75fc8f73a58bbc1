import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import { lineIdOf, type AccountId, type LineId } from '../../shared/model/common.ts'
import type { LiveHit } from '../../shared/model/liveSearch.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { LinesService } from '../services.ts'
import type { LookUpDependencies } from './lookUp.ts'

/** Records that one answer may bring into the cache: what is more is found by asking more precisely. */
const keptMost = 200

/**
 * Asks the systems' own search, at every account that has one, all at once, and keeps whole records that it brings. `known`: lines kept
 * here. What fails is told beside what is found.
 */
export function createLiveSearch({ operators, keep, known }: LookUpDependencies & { readonly known: (id: LineId) => LineSummary | undefined }): LinesService['liveSearch'] {
  return async (text, signal) => {
    const able = operators().flatMap(each => {
      const ask = each.operator.methods.liveSearch
      return ask === undefined ? [] : [{ ...each, ask }]
    })
    const found = new Map<LineId, LineSummary>()
    const hits: (LiveHit & { accountId: AccountId; lineId: LineId | null })[] = []
    const failures: { accountId: AccountId; failure: OperatorFailureData }[] = []
    const complete = await Promise.all(able.map(async ({ accountId, operator, ask }) => {
      try {
        const answer = await ask(text, { signal, urgency: 'engineer' })
        for (const read of answer.lines.slice(0, keptMost)) {
          const kept = await keep(accountId, read)
          if (kept !== undefined) found.set(kept.id, kept)
        }
        for (const hit of answer.hits) {
          const id = lineIdOf(operator.system, hit.nativeId)
          const here = found.get(id) ?? known(id)
          if (here !== undefined) found.set(id, here)
          hits.push({ ...hit, accountId, lineId: here?.id ?? null })
        }
        return answer.complete && answer.lines.length <= keptMost
      } catch (error) {
        if (!(error instanceof OperatorFailure)) throw error
        failures.push({ accountId, failure: error.data })
        return false
      }
    }))
    return { asked: able.length, found: [...found.values()], hits, complete: complete.every(Boolean), failures }
  }
}
