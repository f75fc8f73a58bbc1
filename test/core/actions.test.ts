import { expect, test } from 'vitest'
import { labDeliveries, labShowcase } from '../../electron/lab/lab.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import { Conflict, Invalid, type Services } from '../../electron/services.ts'
import type { ActionEvent, SiteAction } from '../../shared/contract/actions.ts'
import type { LineId } from '../../shared/model/common.ts'
import { lastOf, lineOf, openOnLab, unhurried, type OnLab } from './coreOnLab.ts'

/** A core with the deliveries of the lab known, and the line of one of them with its order fetched. */
async function ready(on: OnLab, nid: string) {
  const services = (await on.open()).services()
  await on.signOn(services)
  const { id } = lineOf(services, nid)
  const view = await lastOf(services.lines.refresh(id, unhurried()))
  return { services, id, orderUuid: view.transaction?.uuid ?? '' }
}

const stagesOf = async (services: Services, action: SiteAction): Promise<ActionEvent[]> => {
  const events: ActionEvent[] = []
  for await (const event of services.actions.run(action, unhurried())) events.push(event)
  return events
}
const outcomes = (services: Services, id: LineId) => services.actions.ofLine(id).map(({ kind, outcome }) => `${kind} ${outcome}`)

test('a box is registered once, the order and the line are fetched anew, and a visit knows', async () => {
  await using on = await openOnLab({ lines: 100 })
  const { services, id, orderUuid } = await ready(on, labDeliveries.awaitsOnt)
  const visit = services.visits.start(id)
  const events = await stagesOf(services, { kind: 'registerOnt', lineId: id, orderUuid, ontNumber: 'GNX012E1234' })
  expect(events.map(({ stage, rereading }) => `${stage}${rereading ? '…' : ''}`)).toEqual(['looking', 'sending', 'done…', 'done'])
  expect(events.at(-1)).toMatchObject({ failure: null, transactionFailure: null, transaction: { uuid: orderUuid } })
  expect(on.lab.requests.count('revise_transaction')).toBe(1)
  expect(services.lines.open(id).line.carrier.ontNumber).toBe('GNX012E1234')
  expect(services.actions.ofLine(id)).toMatchObject([{ kind: 'registerOnt', outcome: 'done', detail: expect.stringMatching(/GNX012E1234$/) }])
  expect(services.visits.get(visit.id).visit.items).toContainEqual(expect.objectContaining({ kind: 'action', action: 'registerOnt', outcome: 'done' }))
})

test('a delivery on demand is executed once; asked again, the order says that it was', async () => {
  await using on = await openOnLab({ lines: 100, checkMs: 60_000 })
  const { services, id, orderUuid } = await ready(on, labDeliveries.onDemand)
  const action = { kind: 'onDemandDelivery', lineId: id, orderUuid } as const
  expect((await stagesOf(services, action)).at(-1)).toMatchObject({ stage: 'done', transaction: { onDemandRequested: true } })
  await expect(stagesOf(services, action)).rejects.toThrow(new Conflict('alreadyAsked'))
  expect(on.lab.requests.count('revise_transaction')).toBe(1)
  expect(outcomes(services, id)).toEqual(['onDemandDelivery done'])
})

test('an order is replanned, never to the past, and only the one that was seen', async () => {
  await using on = await openOnLab({ lines: 100 })
  const { services, id, orderUuid } = await ready(on, labDeliveries.planned)
  const wishDate = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const action = { kind: 'replan', lineId: id, orderUuid, wishDate } as const
  await expect(stagesOf(services, { ...action, wishDate: '2026-01-05' })).rejects.toBeInstanceOf(Invalid)
  await expect(stagesOf(services, { ...action, orderUuid: 'another' })).rejects.toThrow(new Conflict('orderMoved'))
  expect((await stagesOf(services, action)).at(-1)?.transaction?.dates).toContainEqual({ key: 'customer_wish', date: wishDate })
  expect(on.lab.requests.count('replan_transaction')).toBe(1)
  const [healthy] = labShowcase
  const other = lineOf(services, healthy?.nid ?? '')
  await expect(stagesOf(services, { ...action, lineId: other.id })).rejects.toThrow(new Conflict('noOpenOrder'))
})

test('an action whose answer is lost is not sent again: nobody knows, and the order is fetched anew', async () => {
  await using on = await openOnLab({ lines: 100 })
  const { services, id, orderUuid } = await ready(on, labDeliveries.awaitsOnt)
  on.lab.faults.set('revise_transaction', { kind: 'lostReply' })
  const last = (await stagesOf(services, { kind: 'registerOnt', lineId: id, orderUuid, ontNumber: 'GNX012E1234' })).at(-1)
  expect(last).toMatchObject({ stage: 'unknown', transactionFailure: null, transaction: { uuid: orderUuid } })
  expect(last?.failure?.kind).toBe('unreachable')
  expect(on.lab.requests.count('revise_transaction')).toBe(1)
  expect(outcomes(services, id)).toEqual(['registerOnt unknown'])
  expect(services.lines.open(id).line.carrier.ontNumber).toBe('GNX012E1234')
})

test('a refusal says so and changes nothing; without network nothing is even begun', async () => {
  await using on = await openOnLab({ lines: 100 })
  const { services, id, orderUuid } = await ready(on, labDeliveries.awaitsOnt)
  const action = { kind: 'registerOnt', lineId: id, orderUuid, ontNumber: 'GNX012E1234' } as const
  on.lab.faults.set('revise_transaction', { kind: 'refusal', code: 22, message: 'Unknown ONT' }, 1)
  await expect(stagesOf(services, action)).rejects.toBeInstanceOf(OperatorFailure)
  expect(outcomes(services, id)).toEqual(['registerOnt failed'])
  on.lab.faults.cut = true
  await expect(stagesOf(services, action)).rejects.toBeInstanceOf(OperatorFailure)
  await expect(services.actions.connectionReport(id, unhurried())).rejects.toBeInstanceOf(OperatorFailure)
  expect(outcomes(services, id).filter(outcome => outcome.startsWith('registerOnt'))).toEqual(['registerOnt failed'])
})

test('the connection report comes as a PDF under the name of its line', async () => {
  await using on = await openOnLab({ lines: 100 })
  const { services, id } = await ready(on, labDeliveries.planned)
  const file = await services.actions.connectionReport(id, unhurried())
  expect(file).toMatchObject({ mediaType: 'application/pdf', fileName: expect.stringMatching(/^connection-report-2408ZE000090100-\d{4}-\d\d-\d\d\.pdf$/) })
  expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  expect(outcomes(services, id)).toEqual(['connectionReport done'])
})

test('work is pasted, looked up live, planned, taken along and kept over a restart', async () => {
  await using on = await openOnLab({ lines: 100 })
  const core = await on.open()
  let services = core.services()
  const account = on.account({ scope: { states: ['active'], cities: [], postcodePrefixes: [], tags: [] } })
  const added = await services.accounts.add(account, { password: 'engineer-pass' })
  for await (const all of services.sync.states(unhurried())) if (all.some(({ accountId, phase }) => accountId === added.id && phase === 'idle')) break
  const healthy = labShowcase[0] as typeof labShowcase[number]

  // Lines that are being delivered are not in this scope: they are looked up live.
  const text = `Morgen ${healthy.nid.toLowerCase()} en\n${labDeliveries.planned}; 1234AB000010100\nkoffie halen\n2405LZ 20 a`
  expect(services.work.add(text)).toMatchObject({ added: 2, already: 0, unknown: 2, unread: ['koffie halen'], tooMany: false })
  expect(services.work.add(text)).toMatchObject({ added: 0, already: 4, unknown: 0 })
  const planned = services.work.list().unknown.find(({ nid }) => nid === labDeliveries.planned)
  expect(await services.work.lookUp(planned?.key ?? '', unhurried())).toEqual({ found: true, failures: [] })
  expect(await services.work.lookUp('?1234AB000010100', unhurried())).toEqual({ found: false, failures: [] })

  const ids = services.work.list().items.map(({ line }) => line.id)
  const [first] = ids
  if (first === undefined) throw new Error('no work')
  services.work.removeLine(first)
  expect([services.work.holds(first), services.work.list().items.some(({ line }) => line.id === first)]).toEqual([false, false])
  services.work.addLine(first)
  expect([services.work.holds(first), services.work.list().items.map(({ line }) => line.id)]).toEqual([true, ids])
  expect(services.work.list().items[0]?.missing).toContain('transaction')
  await lastOf(services.lines.takeAlong(ids, unhurried()))
  const list = services.work.list()
  expect(list.items.map(({ missing, old }) => [...missing, ...old])).toEqual([[], [], []])
  expect(list.items.find(({ line }) => line.nativeId === labDeliveries.planned)).toMatchObject({ transaction: { action: 'new' }, plan: { date: expect.any(String) } })
  const { id } = lineOf(services, healthy.nid)
  services.work.setDone(id, true)
  services.work.saveFilter('Copper in the street', '2405LZ', { states: [], media: ['copper'], technologies: [], suppliers: [], online: [], accountIds: [] })
  await core.close()

  services = (await on.open()).services()
  const kept = services.work.list()
  expect(kept.items.at(-1)).toMatchObject({ line: { id }, done: true })
  expect(kept.unknown).toMatchObject([{ text: '1234AB000010100', reason: 'notHere' }])
  const [filter] = kept.filters
  expect(filter?.count).toBeGreaterThan(3)
  expect(kept.items.length).toBe(3 + (filter?.count ?? 0) - 1)
  const filtered = kept.items.find(({ filterIds, added: byItself }) => filterIds.length > 0 && !byItself)
  services.work.removeLine(filtered?.line.id as LineId)
  expect(services.work.list().items).toHaveLength(kept.items.length - 1)
  services.work.switchFilter(filter?.id ?? '', false)
  expect(services.work.list().items).toHaveLength(3)
})
