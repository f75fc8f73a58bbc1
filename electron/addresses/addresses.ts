import type { AddressAnswer, AddressQuery } from '../../shared/contract/addresses.ts'
import type { AccountId } from '../../shared/model/common.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import type { Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import type { AddressesService } from '../services.ts'

export type AddressesDependencies = {
  /** Every account with its operator, in the order of the settings. */
  readonly operators: () => readonly { readonly accountId: AccountId; readonly operator: Operator }[]
  /** Lines kept here at a postcode and house number, those with the extension that was typed first. */
  readonly linesAt: (query: AddressQuery) => LineSummary[]
  /** Milliseconds of a clock that never jumps. */
  readonly elapsed: () => number
  /** Longest time an account is waited for, ms. */
  readonly deadlineMs?: number
}

const standardDeadlineMs = 25_000

/**
 * What is at an address, asked of every account whose system can tell, all at once: each answers, fails and is late on its own. What
 * is kept here is there at once, without a network.
 */
export function createAddresses({ operators, linesAt, elapsed, deadlineMs = standardDeadlineMs }: AddressesDependencies): AddressesService {
  const answerOf = async (accountId: AccountId, operator: Operator, query: AddressQuery, signal: AbortSignal): Promise<AddressAnswer> => {
    const began = elapsed()
    const took = (): number => Math.max(0, Math.round(elapsed() - began))
    try {
      const { addressCheck } = operator.methods
      if (addressCheck === undefined) throw new OperatorFailure({ kind: 'notOffered' })
      const check = await inTime(deadlineMs, signal, left => addressCheck({ ...query, whole: true }, { signal: left, urgency: 'engineer' }))
      return { accountId, state: 'answered', check, failure: null, tookMs: took() }
    } catch (error) {
      if (!(error instanceof OperatorFailure)) throw error
      return { accountId, state: error.data.kind === 'unreachable' ? 'offline' : 'failed', check: null, failure: error.data, tookMs: took() }
    }
  }

  return {
    async *check(typed, signal) {
      const extension = typed.extension?.trim() ?? ''
      const query: AddressQuery = { ...typed, postcode: typed.postcode.trim(), extension: extension === '' ? null : extension }
      const lines = linesAt(query)
      const able = operators().filter(({ operator }) => operator.methods.addressCheck !== undefined)
      const answers = new Map(able.map(({ accountId }): [AccountId, AddressAnswer] =>
        [accountId, { accountId, state: 'asking', check: null, failure: null, tookMs: null }]))
      const left = new AbortController()
      const both = AbortSignal.any([signal, left.signal])
      const running = new Map(able.map(({ accountId, operator }) => [accountId, answerOf(accountId, operator, query, both)] as const))
      try {
        yield { answers: [...answers.values()], lines }
        while (running.size > 0) {
          const answer = await Promise.race(running.values())
          if (signal.aborted) return
          running.delete(answer.accountId)
          answers.set(answer.accountId, answer)
          yield { answers: [...answers.values()], lines }
        }
      } finally {
        left.abort()
        await Promise.allSettled(running.values())
      }
    },
  }
}

/** Throws OperatorFailure `timeout` after `ms`, whatever the adapter does about its signal. */
async function inTime<Answer>(ms: number, signal: AbortSignal, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const expired = new AbortController()
  const tooLate = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    tooLate.reject(new OperatorFailure({ kind: 'timeout' }))
    expired.abort()
  }, ms)
  try {
    return await Promise.race([ask(AbortSignal.any([signal, expired.signal])), tooLate.promise])
  } finally {
    clearTimeout(timer)
  }
}
