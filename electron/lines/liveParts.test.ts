import { describe, expect, it } from 'vitest'
import type { LivePartName } from '../../shared/contract/lines.ts'
import type { AddressCheck } from '../../shared/model/addressCheck.ts'
import type { AccessOrder } from '../../shared/model/access.ts'
import { AccountId, systemKeyOf } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { LiveKind, Report } from '../../shared/model/report.ts'
import { accessLine, live } from '../../test/fakes/accessReports.ts'
import { fakeOperator } from '../../test/fakes/fakeOperator.ts'
import { line as someLine } from '../../test/fakes/triageInputs.ts'
import type { OperatorMethods } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { readOrder } from '../operators/reseller/readOrder.ts'
import { createLiveParts } from './liveParts.ts'

const { signal } = new AbortController()
const home = { ...someLine().address, postcode: '2408ZE', houseNumber: '10', houseNumberExtension: 'A' }
const fibre: AddressCheck = { carriers: [], failed: [] }

function over(methods: Partial<OperatorMethods>, line: Line = someLine({ address: home }), readLive?: (kind: LiveKind) => Promise<Report>) {
  const kept = new Map<LivePartName, { body: unknown; at: string }>()
  let now = Date.parse('2026-11-21T12:00:00Z')
  const parts = createLiveParts({
    lineOf: () => line, operatorOf: () => fakeOperator(methods), saveLine: async () => undefined, saveSections: async () => undefined,
    keptPart: (_, part) => kept.get(part),
    savePart: async (_, part, body, at) => { kept.set(part, { body, at }) },
    readLogins: () => Promise.reject(new OperatorFailure({ kind: 'notOffered' })),
    readLive: (_, kind) => readLive?.(kind) ?? Promise.reject(new OperatorFailure({ kind: 'notOffered' })),
    now: () => new Date(now),
  })
  return { kept, fetch: (part: LivePartName, anew = false) => parts.fetch(line.id, part, signal, { anew }), pass: (hours: number) => { now += hours * 3_600_000 } }
}

describe('the address check of a line', () => {
  it('is asked with the address in parts, and then kept for a day', async () => {
    const asked: unknown[] = []
    const { kept, fetch, pass } = over({ addressCheck: async address => { asked.push(address); return fibre } })
    await fetch('addressCheck')
    expect(asked).toEqual([{ postcode: '2408ZE', houseNumber: 10, extension: 'A' }])
    pass(23)
    await fetch('addressCheck')
    expect(asked).toHaveLength(1)
    expect(kept.get('addressCheck')).toEqual({ body: fibre, at: '2026-11-21T12:00:00.000Z' })
    pass(2)
    await fetch('addressCheck')
    expect(asked).toHaveLength(2)
  })

  it('is asked again at once where a kind could not be answered, or what is kept cannot be read', async () => {
    let times = 0
    const { kept, fetch } = over({ addressCheck: async () => (times++ === 0 ? { ...fibre, failed: ['copper'] } : fibre) })
    await fetch('addressCheck')
    await fetch('addressCheck')
    expect(times).toBe(2)
    kept.set('addressCheck', { body: { carriers: 'none' }, at: '2026-11-21T12:00:00.000Z' })
    await fetch('addressCheck')
    expect(times).toBe(3)
    expect(kept.get('addressCheck')?.body).toEqual(fibre)
  })

  it('is not offered without a postcode and a whole house number', async () => {
    for (const change of [{ postcode: null }, { houseNumber: null }, { houseNumber: 'tegenover 3' }]) {
      const { fetch } = over({ addressCheck: async () => fibre }, someLine({ address: { ...home, ...change } }))
      await expect(fetch('addressCheck')).rejects.toMatchObject({ data: { kind: 'notOffered' } })
    }
  })
})

describe('details and service orders, which cost calls of a budget', () => {
  it('are kept for ten minutes, unless the engineer asks for them', async () => {
    const asked: string[] = []
    const read = readOrder({ id: 5000, customer: '/customers/15', isActive: true }, {
      system: systemKeyOf('reseller', 'https://reseller.example/api'), accountId: AccountId.parse('reseller'), seenAt: '2026-11-21T12:00:00Z',
    })
    if (read === null) throw new Error('no line')
    const { fetch, pass } = over({
      missingDetails: () => [], lineDetails: async () => { asked.push('details'); return { sections: [{ nativeId: '1', section: 'connection', raw: '{}' }], failed: [] } },
      serviceOrders: async () => { asked.push('serviceOrders'); return [] },
    }, read.line)
    for (const part of ['details', 'serviceOrders'] as const) {
      asked.splice(0)
      await fetch(part)
      await fetch(part)
      expect(asked).toEqual([part])
      await fetch(part, true)
      expect(asked).toEqual([part, part])
      pass(0.2)
      await fetch(part)
      expect(asked).toEqual([part, part, part])
    }
  })
})

describe('the reports stored at the system', () => {
  it('are those of every circuit, each once, newest first', async () => {
    const row = (remoteId: string, updatedAt: string | null) => ({ remoteId, kind: 'delt' as const, status: 'complete', updatedAt })
    const { kept, fetch } = over({ listReports: async () => [row('a', '2026-01-01T00:00:00Z'), row('b', null), row('c', '2026-02-01T00:00:00Z')] })
    await fetch('reports')
    expect(kept.get('reports')?.body).toMatchObject([{ remoteId: 'c' }, { remoteId: 'a' }, { remoteId: 'b' }])
  })
})

describe('the live parts of an access', () => {
  const answer = (kind: LiveKind) => live(kind, {})
  function overAccess(kinds: readonly LiveKind[], readLive: (kind: LiveKind) => Promise<Report>, orders: readonly AccessOrder[] = []) {
    const asked: LiveKind[] = []
    const { fetch, kept } = over({
      availableChecks: async () => ({ provider: null, kinds, unknownKinds: [], numberOfTests: null }), accessOrders: async () => orders,
    }, accessLine(), kind => { asked.push(kind); return readLive(kind) })
    return { fetch, kept, asked }
  }

  it('are asked each on its own, and only where the operator offers them', async () => {
    const { fetch, kept, asked } = overAccess(['portStatus', 'cpeStatus'], async kind => answer(kind))
    await Promise.all([fetch('portStatus'), fetch('cpeStatus')])
    await expect(fetch('macTable')).rejects.toMatchObject({ data: { kind: 'notOffered' } })
    expect(asked).toEqual(['portStatus', 'cpeStatus'])
    expect(kept.get('portStatus')?.body).toMatchObject([{ kind: 'portStatus' }])
  })

  it('are not asked again while an answer is on its way: all who wait get it', async () => {
    const slow = Promise.withResolvers<Report>()
    const { fetch, asked } = overAccess(['cpeStatus'], () => slow.promise)
    const both = [fetch('cpeStatus'), fetch('cpeStatus')]
    slow.resolve(answer('cpeStatus'))
    await Promise.all(both)
    expect(asked).toEqual(['cpeStatus'])
    await fetch('cpeStatus')
    expect(asked).toEqual(['cpeStatus', 'cpeStatus'])
  })

  it('are nothing that another line has, and orders come newest first', async () => {
    const { fetch } = over({ availableChecks: async () => ({ provider: null, kinds: ['portStatus'], unknownKinds: [], numberOfTests: null }) })
    for (const part of ['portStatus', 'orders'] as const) await expect(fetch(part)).rejects.toMatchObject({ data: { kind: 'notOffered' } })
    const order = (orderId: string, requestedAt: string | null) => ({ orderId, requestedAt }) as AccessOrder
    const { fetch: fetchAccess, kept } = overAccess([], async kind => answer(kind), [order('a', null), order('b', '2026-01-01T00:00:00Z'), order('c', '2026-02-01T00:00:00Z')])
    await fetchAccess('orders')
    expect(kept.get('orders')?.body).toMatchObject([{ orderId: 'c' }, { orderId: 'b' }, { orderId: 'a' }])
  })
})
