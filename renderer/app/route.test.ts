import { expect, test } from 'vitest'
import { AccountId, LineId } from '../../shared/model/common.ts'
import { formatRoute, parseRoute } from './route.ts'

test('a line keeps its place through the address, whatever its id holds', () => {
  const lineId = LineId.parse('nextpertise:https://api.example/v1|2408ZE000100200 #?&%')
  expect(parseRoute(formatRoute({ room: 'line', lineId }))).toEqual({ room: 'line', lineId })
})

test.each([
  { at: 'system', accountId: AccountId.parse('account/1'), ticketId: '104233' }, { at: 'outbox', entryId: 'entry 1' },
] as const)('a ticket keeps its place through the address: $at', ticket => {
  expect(parseRoute(formatRoute({ room: 'tickets', ticket }))).toEqual({ room: 'tickets', ticket })
})

test.each([
  ['', { room: 'find' }], ['#/nowhere', { room: 'find' }], ['#/line', { room: 'line', lineId: null }],
  ['#/line/%E0%A4%A', { room: 'line', lineId: null }],
  ['#/tickets/only-one-part', { room: 'tickets', ticket: null }], ['#/outbox/nowhere', { room: 'outbox', filter: 'unsent' }],
  ['#/settings', { room: 'settings', section: 'accounts', account: null }],
  ['#/settings/accounts/new', { room: 'settings', section: 'accounts', account: 'new' }],
  ['#/settings/log/new', { room: 'settings', section: 'log', account: null }],
])('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route)
})
