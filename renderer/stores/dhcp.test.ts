import { expect, test } from 'vitest'
import { createFakeClient } from '../../test/fakes/fakeClient.ts'
import { createDhcpStore, readDhcp } from './dhcp.ts'

const circuit = '010867652d302f302f37'

test('an option 82 is asked for by its bare digits, and not at all where it is cut off', () => {
  expect(readDhcp({ text: `0x52 0a ${circuit}`, picked: null }).query).toEqual({ field: 'ipv4option82', value: circuit })
  const cut = readDhcp({ text: circuit.slice(0, -2), picked: 'ipv4option82' })
  expect(cut.query).toBeNull()
  expect(cut.option82?.problem).toMatchObject({ kind: 'truncated', at: 1, says: 8, left: 7 })
  expect(readDhcp({ text: circuit.slice(0, -2), picked: 'ipv4CircuitId' }).query).toEqual({ field: 'ipv4CircuitId', value: circuit.slice(0, -2) })
})

test('the engineer’s word for a value wins over its looks', () => {
  expect(readDhcp({ text: circuit, picked: 'ipv6InterfaceId' }).query).toEqual({ field: 'ipv6InterfaceId', value: circuit })
  expect(readDhcp({ text: '  ', picked: null }).query).toBeNull()
})

test('an answer to what was stopped or typed over is not shown', async () => {
  const waiting = Promise.withResolvers<{ asked: number; found: []; failures: [] }>()
  const store = createDhcpStore(createFakeClient({}, { lines: { findByDhcp: () => waiting.promise } }), 'ge-0/0/7')
  const first = store.ask()
  expect(store.getState().asking?.query).toEqual({ field: 'ipv4CircuitId', value: 'ge-0/0/7' })
  const second = store.ask({ field: 'ipv4RemoteId', value: 'sw7' })
  waiting.resolve({ asked: 2, found: [], failures: [] })
  await Promise.all([first, second])
  expect(store.getState()).toMatchObject({ asking: null, answer: { query: { field: 'ipv4RemoteId' }, asked: 2 } })
})
