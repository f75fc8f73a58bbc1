import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { LineId } from '../../shared/model/common.ts'
import { canCancel, createServiceOrdersStore } from './serviceOrders.ts'

const lineId = LineId.parse('reseller:https://lab.example|5001')

describe('service orders of a customer', () => {
  it('are read, opened and withdrawn, and the list shows what came of it', async () => {
    const store = createServiceOrdersStore(createFakeClient(), lineId)
    await store.load()
    await store.open('9101')
    expect(store.getState().opened['9101']?.view?.tasks.map(({ name }) => name)).toEqual(['Porting', 'Install ONT'])
    await store.cancel('9101')
    expect(store.getState().cancelling).toMatchObject({ state: 'done' })
    expect(store.getState().orders?.[0]).toMatchObject({ id: '9101', state: 'cancelled' })
    expect(store.getState().orders?.map(canCancel)).toEqual([false, false, false])
  })

  it('keep what was read when they cannot be read again', async () => {
    let fails = false
    const client = createFakeClient()
    const store = createServiceOrdersStore(createFakeClient({}, {
      customers: {
        serviceOrders: async input => {
          if (fails) throw new ORPCError('OPERATOR_FAILURE', { defined: true, data: { kind: 'unreachable' } })
          return client.customers.serviceOrders(input)
        },
      },
    }), lineId)
    await store.load()
    fails = true
    await store.load()
    expect(store.getState().orders).toHaveLength(3)
    expect(store.getState().failure).not.toBeNull()
  })

  it('say where a withdrawal left and no answer came, and send it once', async () => {
    let calls = 0
    const store = createServiceOrdersStore(createFakeClient({}, {
      customers: {
        cancelServiceOrder: async () => {
          calls += 1
          throw new ORPCError('OPERATOR_FAILURE', { defined: true, data: { kind: 'timeout' } })
        },
      },
    }), lineId)
    await Promise.all([store.cancel('9101'), store.cancel('9101')])
    expect(calls).toBe(1)
    expect(store.getState().cancelling).toMatchObject({ state: 'failed', unclear: true })
  })
})
