import { expect, test } from 'vitest'
import type { AddressAnswer } from '../../shared/contract/addresses.ts'
import type { ServiceOrder } from '../../shared/model/serviceOrder.ts'
import { noFilters } from '../../shared/model/search.ts'
import { lastOf, openOnLab, syncState, unhurried, until } from './coreOnLab.ts'

/** A core with an account at the reseller platform of the lab, and one of its lines. */
async function atReseller({ user = 'engineer', systems = ['reseller'] as ('reseller' | 'nextpertise')[] } = {}) {
  const on = await openOnLab({ systems, reseller: { orders: 60 }, lines: 60 })
  const core = await on.open()
  const services = core.services()
  const account = await services.accounts.add({
    ...on.account(), label: 'Reseller', kind: 'reseller', baseUrl: on.lab.reseller.baseUrl, username: `${user}@reseller.example`, clientId: `client-${user}`,
  }, { password: `${user}-pass` })
  await syncState(services, account.id, ({ phase }) => phase === 'idle' || phase === 'failed')
  const line = services.lines.search('', { ...noFilters, accountIds: [account.id] }, 100).hits.find(({ line: each }) => each.nativeId === '5003')?.line
  if (line === undefined) throw new Error('no line')
  return { on, services, account, id: line.id, async [Symbol.asyncDispose]() { await on[Symbol.asyncDispose]() } }
}

test('service orders are listed with their tasks, cancelled once, and not when it is too late', async () => {
  await using at = await atReseller()
  const { customers } = at.services
  // Each customer has a few; some customer of these has one that is still open.
  const lines = at.services.lines.search('', { ...noFilters, accountIds: [at.account.id] }, 100).hits
  let open: ServiceOrder | undefined
  for (const { line } of lines) {
    open ??= (await customers.serviceOrders(line.id, unhurried())).find(({ state }) => state === 'open')
  }
  if (open === undefined) throw new Error('none is open')
  const { id } = open
  expect((await customers.serviceOrder(at.id, id, unhurried())).order.id).toBe(id)
  // The reply is lost: it is read again, and says how it stands.
  at.on.lab.faults.set('POST /service-orders/{id}/cancel', { kind: 'lostReply' }, 1)
  const [first, second] = await Promise.all([1, 2].map(() => customers.cancelServiceOrder(at.id, id, unhurried())))
  expect(first?.order.state).toBe('cancelled')
  expect(second).toEqual(first)
  await expect(customers.cancelServiceOrder(at.id, id, unhurried())).rejects.toMatchObject({ reason: 'serviceOrderState' })
  await expect(customers.serviceOrder(at.id, '999999', unhurried())).rejects.toMatchObject({ what: 'serviceOrder' })
})

test('a call log goes through the outbox; where no answer came the engineer decides with the list beside it', async () => {
  await using at = await atReseller()
  const { outbox, customers } = at.services
  const note = { lineId: at.id, subject: 'Gebeld', additionalInformation: 'Modem herstart', callerName: 'Jan' }
  const subjects = async () => (await customers.callLogs(at.id, unhurried())).filter(({ subject }) => subject === 'Gebeld').length
  const settled = async (id: string) => {
    await until(outbox.changes(unhurried()), () => {
      const entry = outbox.page({ states: [], lineId: null, search: '', offset: 0, limit: 10 }).entries.find(each => each.id === id)
      return entry?.state === 'sent' || entry?.state === 'needsYou'
    })
    return outbox.page({ states: [], lineId: null, search: '', offset: 0, limit: 10 }).entries.find(each => each.id === id)
  }
  expect((await settled((await outbox.addCallLog(note)).id))?.state).toBe('sent')
  expect(await subjects()).toBe(1)

  at.on.lab.faults.set('POST /call-logs', { kind: 'lostReply' }, 1)
  const doubtful = await outbox.addCallLog(note)
  expect(await settled(doubtful.id)).toMatchObject({ state: 'needsYou', failure: { code: 'notRecognised' } })
  expect(await subjects()).toBe(2)
  expect(outbox.isThere(doubtful.id).state).toBe('sent')
  expect(() => outbox.isThere(doubtful.id)).toThrow('notDoubtful')

  at.on.lab.faults.set('POST /call-logs', { kind: 'reset' }, 1)
  const lost = await outbox.addCallLog(note)
  expect((await settled(lost.id))?.state).toBe('needsYou')
  expect(await subjects()).toBe(2)
  outbox.resend(lost.id)
  expect((await settled(lost.id))?.state).toBe('sent')
  expect(await subjects()).toBe(3)
}, 30_000)

test('an upload is handed on as what its content is', async () => {
  await using at = await atReseller()
  const file = await at.services.customers.upload(at.id, '789', unhurried())
  expect(file.fileName).toMatch(/^[^/\\]+\.[a-z]+$/)
  expect(['application/pdf', 'text/plain', 'application/octet-stream', 'image/png', 'image/jpeg']).toContain(file.mediaType)
})

test('every account whose system can tell answers for an address on its own', async () => {
  await using at = await atReseller({ systems: ['reseller', 'nextpertise'] })
  const nextpertise = await at.on.signOn(at.services)
  const line = at.services.lines.search('', { ...noFilters, accountIds: [nextpertise.id] }, 10).hits[0]?.line
  const view = at.services.lines.open(line?.id ?? at.id)
  const { postcode, houseNumber } = view.line.address
  at.on.lab.faults.set('GET /locations/getIsraInformation/{zipcode}/{housenumber}', { kind: 'serverError', status: 500 })
  const query = { postcode: `${postcode?.slice(0, 4)} ${postcode?.slice(4)}`, houseNumber: Number(houseNumber), extension: null }
  const events: { answers: AddressAnswer[] }[] = []
  for await (const event of at.services.addresses.check(query, unhurried())) events.push(event)
  expect(events[0]?.answers.map(({ state }) => state)).toEqual(['asking', 'asking'])
  const last = events.at(-1)
  expect(new Map(last?.answers.map(({ accountId, state }) => [accountId, state]))).toEqual(new Map([[at.account.id, 'answered'], [nextpertise.id, 'answered']]))
  expect(last?.answers.find(({ accountId }) => accountId === at.account.id)?.check?.failed).toEqual(['isra'])
  expect(last?.answers.find(({ accountId }) => accountId === nextpertise.id)?.check?.products?.length).toBeGreaterThan(0)
  expect((await lastOf(at.services.addresses.check(query, unhurried()))).lines.map(({ id }) => id)).toContain(view.line.id)
  const swedish = await lastOf(at.services.addresses.check({ ...query, postcode: '123 45' }, unhurried()))
  expect(swedish.answers.map(({ failure }) => failure?.kind)).toEqual(['notOffered', 'notOffered'])
})

test('opening a service fetches its details, and parts that it cannot have are not offered', async () => {
  await using at = await atReseller()
  const { lines } = at.services
  const view = await lastOf(lines.refresh(at.id, unhurried()))
  expect(view.line.service?.sections.filter(({ state }) => state === 'missing')).toEqual([])
  const state = new Map(view.parts.map(part => [part.part, part.state]))
  for (const part of ['portStatus', 'events', 'transaction', 'tickets', 'reports', 'orders'] as const) expect(state.get(part) ?? 'notOffered').toBe('notOffered')
  for (const part of ['line', 'details', 'serviceOrders'] as const) expect(state.get(part)).toBe('fresh')
  expect(lines.open(at.id).detailFailures).toEqual([])
  await expect(lines.refreshPart(at.id, 'macTable', unhurried())).resolves.toMatchObject({ line: { id: at.id } })
})

test('details trickle in until search knows all, and until then the system’s own search may be asked', async () => {
  await using at = await atReseller()
  const done = await syncState(at.services, at.account.id, ({ detailsComplete }) => detailsComplete !== null && detailsComplete.lines === detailsComplete.of)
  expect(done).toMatchObject({ doneBy: null, detailsComplete: { missing: [] } })
  expect(at.services.lines.search('straat', noFilters, 5).incomplete).toEqual([])
  const found = await at.services.lines.liveSearch('Internet', unhurried())
  expect(found).toMatchObject({ asked: 1, failures: [] })
}, 90_000)

test('a right that was refused is told in the health of the account, and the rest goes on', async () => {
  await using at = await atReseller({ user: 'noorders' })
  await expect(at.services.customers.serviceOrders(at.id, unhurried())).rejects.toMatchObject({ data: { refusal: 'rightMissing' } })
  const { features } = await at.services.accounts.health(at.account.id, false, unhurried())
  expect(features.find(({ name }) => name === 'service-orders')).toMatchObject({ state: 'refused', reason: 'rightMissing' })
  expect(features.find(({ name }) => name === 'orders')).toMatchObject({ state: 'works' })
})
