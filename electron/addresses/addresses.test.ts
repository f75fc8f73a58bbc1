import { expect, test } from 'vitest'
import { fakeOperator } from '../../test/fakes/fakeOperator.ts'
import { AccountId } from '../../shared/model/common.ts'
import type { OperatorMethods } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createAddresses } from './addresses.ts'

const query = { postcode: ' 2408 ZE ', houseNumber: 10, extension: ' ' }
const nothing = { carriers: [], failed: [] }
const signal = () => new AbortController().signal

function over(checks: Readonly<Record<string, OperatorMethods['addressCheck'] | undefined>>, deadlineMs = 5000) {
  const addresses = createAddresses({
    operators: () => Object.entries(checks).map(([name, addressCheck]) => ({
      accountId: AccountId.parse(name), operator: fakeOperator(addressCheck === undefined ? {} : { addressCheck }),
    })),
    linesAt: () => [], elapsed: () => 0, deadlineMs,
  })
  return async (left = signal()) => {
    const states: Record<string, string>[] = []
    for await (const { answers } of addresses.check(query, left)) states.push(Object.fromEntries(answers.map(({ accountId, state, failure }) => [accountId, failure?.kind ?? state])))
    return states
  }
}

test('each answers, fails, is late or out of reach on its own; who cannot tell is not asked', async () => {
  const asked: unknown[] = []
  const states = await over({
    good: async address => { asked.push(address); return nothing },
    silent: undefined,
    bad: async () => { throw new OperatorFailure({ kind: 'rejected', code: '004' }) },
    foreign: async () => { throw new OperatorFailure({ kind: 'notOffered' }) },
    away: async () => { throw new OperatorFailure({ kind: 'unreachable' }) },
    deaf: () => new Promise(() => undefined),
  }, 20)()
  expect(states[0]).toEqual({ good: 'asking', bad: 'asking', foreign: 'asking', away: 'asking', deaf: 'asking' })
  expect(states.at(-1)).toEqual({ good: 'answered', bad: 'rejected', foreign: 'notOffered', away: 'unreachable', deaf: 'timeout' })
  expect(states).toHaveLength(6)
  expect(asked).toEqual([{ postcode: '2408 ZE', houseNumber: 10, extension: null, whole: true }])
})

test('leaving ends what is asked', async () => {
  const left = new AbortController()
  const ended = over({ slow: (_, { signal: given }) => new Promise((_resolve, reject) => {
    given.addEventListener('abort', () => reject(new OperatorFailure({ kind: 'cancelled' })))
    left.abort()
  }) })(left.signal)
  expect(await ended).toEqual([{ slow: 'asking' }])
})
