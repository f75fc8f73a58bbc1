import { describe, expect, it } from 'vitest'
import type { LineSummary } from '../../shared/model/search.ts'
import { someAccount, otherAccount } from '../../test/fakes/cacheOfLines.ts'
import { fakeLineId, fakeNetwork } from '../../test/fakes/listsOfLines.ts'
import type { Operator, OperatorMethods } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { createFindByDhcp, createLookUp } from './lookUp.ts'

const summaryOf = (id: string): LineSummary => ({
  id: fakeLineId(id), accountId: someAccount, nativeId: id, street: 'Storgatan 1', place: '903 25 Umeå', technology: null, medium: 'fibrePointToPoint', supplier: null,
  state: 'active', online: 'unknown', pinned: false, gone: false, seenAt: '2026-11-22T06:00:00.000Z',
})
const withMethods = (methods: Partial<OperatorMethods>): Operator => {
  const network = fakeNetwork()
  network.put({ accessId: '10001' })
  return { ...network.operator, methods: { ...network.operator.methods, ...methods } }
}
const at = (operators: readonly Operator[], known: readonly string[] = []) => ({
  operators: () => operators.map((operator, nth) => ({ accountId: nth === 0 ? someAccount : otherAccount, operator })),
  keep: async (_: unknown, { line }: { line: { nativeId: string | null } }) => summaryOf(line.nativeId ?? ''),
  known: (id: string) => known.map(summaryOf).find(line => line.id === id),
})
const query = { field: 'ipv4CircuitId', value: 'sw-1 eth 0/1' } as const
const { signal } = new AbortController()

describe('values of a DHCP log', () => {
  it('are asked of every account whose system can tell, at once, and what is found is kept', async () => {
    const asked: unknown[] = []
    const both = Promise.withResolvers<void>()
    const findByDhcp: OperatorMethods['findByDhcp'] = async given => {
      if (asked.push(given) === 2) both.resolve()
      await both.promise
      return '10001'
    }
    const { findByDhcp: _, ...without } = withMethods({}).methods
    const operators = [withMethods({ findByDhcp }), withMethods({ findByDhcp }), { ...withMethods({}), methods: without }]
    expect(await createFindByDhcp(at(operators))(query, signal)).toEqual({ asked: 2, found: [summaryOf('10001')], failures: [] })
    expect(asked).toEqual([query, query])
  })
  it('that nobody knows find nothing', async () => {
    expect(await createFindByDhcp(at([withMethods({ findByDhcp: () => Promise.resolve(null) })]))(query, signal)).toEqual({ asked: 1, found: [], failures: [] })
  })
  it('find what is kept here where the access itself cannot be had, and say why', async () => {
    const operator = withMethods({
      findByDhcp: () => Promise.resolve('10001'), lineByNid: () => Promise.reject(new OperatorFailure({ kind: 'timeout' })),
    })
    expect(await createFindByDhcp(at([operator], ['10001']))(query, signal))
      .toEqual({ asked: 1, found: [summaryOf('10001')], failures: [{ accountId: someAccount, failure: { kind: 'timeout' } }] })
    expect((await createFindByDhcp(at([operator]))(query, signal)).found).toEqual([])
  })
})

describe('a typed id', () => {
  it('is asked of every account whose system could have it', async () => {
    const never = withMethods({ lineByNid: () => Promise.reject(new Error('not to be asked')) })
    const found = await createLookUp(at([withMethods({}), { ...never, nativeIdIn: () => null }]))('10001', signal)
    expect(found).toEqual({ found: [summaryOf('10001')], failures: [] })
  })
})
