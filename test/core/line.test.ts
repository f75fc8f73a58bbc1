import { expect, test } from 'vitest'
import { loginOf } from '../../electron/lab/nextpertise/connection.ts'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { LabFault } from '../../electron/lab/lab.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import { NotFound } from '../../electron/services.ts'
import type { LivePartName, LineView } from '../../shared/contract/lines.ts'
import { LineId } from '../../shared/model/common.ts'
import { noFilters } from '../../shared/model/search.ts'
import { lastOf, lineOf, openOnLab, unhurried, until } from './coreOnLab.ts'

const show = (key: string) => {
  const found = labShowcase.find(each => each.key === key)
  if (found === undefined) throw new Error(`no line ${key}`)
  return found
}
const healthy = show('healthyFibre')
const stateOf = (view: LineView, part: LivePartName) => view.parts.find(each => each.part === part)
const states = (view: LineView) => new Set(view.parts.map(({ state }) => state))

test('a line is found, opened at once and filled in part by part', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const [hit] = services.lines.search(`${healthy.address.split(',')[0]}`, noFilters, 5).hits
  expect(hit?.line.nativeId).toBe(healthy.nid)
  const { id } = lineOf(services, healthy.nid)
  const opened = services.lines.open(id)
  expect(opened.line.address.street).toBe('Lijnzichtlaan')
  expect(stateOf(opened, 'events')?.state).toBe('none')

  const views: LineView[] = []
  for await (const view of services.lines.refresh(id, unhurried())) views.push(view)
  expect(states(views[0] as LineView)).toEqual(new Set(['loading']))
  const last = views.at(-1) as LineView
  expect(states(last)).toEqual(new Set(['fresh']))
  expect(last.endUser?.companyName).toEqual(expect.any(String))
  expect(last.events.length).toBeGreaterThan(0)
  expect(last.available[0]).toMatchObject({ nid: healthy.circuitNid, kinds: expect.arrayContaining(['authenticationLog', 'fibreCheck']) })
  expect(last.reports.some(({ kind }) => kind === 'authenticationLog')).toBe(true)
  expect(services.lines.start().recent.map(line => line.id)).toEqual([id])
})

const partFaults: readonly (readonly [part: LivePartName, method: string, fault: LabFault, kind: string])[] = [
  ['transaction', 'get_recent_transaction', { kind: 'serverError', status: 500 }, 'serverError'],
  ['events', 'list_events', { kind: 'html' }, 'notJson'],
  ['endUser', 'get_enduser', { kind: 'tooMany', retryAfterSeconds: 120 }, 'tooBusy'],
  ['tickets', 'list_tickets', { kind: 'huge', bytes: 9 * 1024 * 1024 }, 'tooBig'],
  ['diagnostics', 'list_available_diagnostics', { kind: 'wrongShape' }, 'badReply'],
]
test.each(partFaults)('%s fails on its own (%s), says why, and the line stays usable', async (part, method, fault, kind) => {
  await using on = await openOnLab({ lines: 30 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const { id } = lineOf(services, healthy.nid)
  on.lab.faults.set(method, fault)
  const view = await lastOf(services.lines.refresh(id, unhurried()))
  expect(stateOf(view, part)).toMatchObject({ state: 'failed', failure: { kind } })
  const others = view.parts.filter(each => each.part !== part)
  // Asked for patience, everything of the account waits.
  if (kind !== 'tooBusy') expect(new Set(others.map(({ state }) => state))).toEqual(new Set(['fresh']))
  expect(stateOf(view, 'line')?.state).toBe('fresh')
})

test('what was fetched is there without network after a restart, with its age, and each part says that it could not be renewed', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  await on.signOn(core.services())
  const { id } = lineOf(core.services(), healthy.nid)
  const before = await lastOf(core.services().lines.refresh(id, unhurried()))
  await core.close()
  on.lab.faults.cut = true

  const services = (await on.open()).services()
  const kept = services.lines.open(id)
  expect(new Set(kept.parts.map(({ state }) => state))).toEqual(new Set(['cached']))
  expect(kept).toMatchObject({ events: before.events, endUser: before.endUser, tickets: before.tickets, available: before.available, line: { address: before.line.address } })
  const tried = await lastOf(services.lines.refresh(id, unhurried()))
  // What reaches an address is asked for once a day only.
  const renewed = tried.parts.filter(({ part }) => part !== 'addressCheck')
  expect(new Set(renewed.map(({ state, failure }) => `${state} ${failure?.kind}`))).toEqual(new Set(['failed unreachable']))
  expect(stateOf(tried, 'addressCheck')).toMatchObject({ state: 'fresh', failure: null })
  expect(tried.addressCheck).toEqual(before.addressCheck)
  expect(tried.parts.map(({ at }) => at)).toEqual(kept.parts.map(({ at }) => at))
  expect(tried.events).toEqual(before.events)
})

test('takes a line along for a place without coverage, and says what is missing', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const [one, two] = [lineOf(services, healthy.nid), lineOf(services, show('lanDown').nid)]
  on.lab.faults.set('list_events', { kind: 'serverError', status: 500 })
  expect(await lastOf(services.lines.takeAlong([one.id, two.id], unhurried()))).toMatchObject([
    { lineId: one.id, state: 'partial', missing: ['events'] }, { lineId: two.id, state: 'partial', missing: ['events'] },
  ])
  on.lab.faults.clear()
  expect(await lastOf(services.lines.takeAlong([one.id], unhurried()))).toMatchObject([{ state: 'complete', missing: [] }])
})

test('log-in names and passwords are fetched on request only, for a circuit of the line', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const { id } = lineOf(services, healthy.nid)
  const labLine = on.lab.world.byNid(healthy.nid)?.line
  const { username, password } = loginOf(labLine as NonNullable<typeof labLine>)
  expect(services.lines.open(id).line.circuits[0]?.provisioning).toMatchObject({ username, hasPassword: true })
  expect(await services.lines.credentials(id, healthy.circuitNid, unhurried())).toEqual({ username, password })
  await expect(services.lines.credentials(id, '1234AB000010101', unhurried())).rejects.toBeInstanceOf(NotFound)
  on.lab.faults.cut = true
  await expect(services.lines.credentials(id, healthy.circuitNid, unhurried())).rejects.toBeInstanceOf(OperatorFailure)
})

test('a forced disconnect is watched until the circuit is back', async () => {
  await using on = await openOnLab({ checkMs: 400 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const { nid, circuitNid } = show('stuckSession')
  const { id } = lineOf(services, nid)
  const stages: string[] = []
  let elapsedMs = 0
  for await (const event of services.lines.forceDisconnect(id, circuitNid, unhurried())) {
    stages.push(event.stage)
    elapsedMs = event.elapsedMs
  }
  expect(stages).toEqual(['sending', 'sent', 'back'])
  expect(elapsedMs).toBeGreaterThan(0)
  expect(on.lab.requests.count('force_disconnect')).toBe(1)
  expect((await lastOf(services.lines.refresh(id, unhurried()))).line.online).toBe('online')
})

test('an unknown line and circuit are said to be unknown', async () => {
  await using on = await openOnLab({ lines: 30 })
  const services = (await on.open()).services()
  await on.signOn(services)
  expect(() => services.lines.open(LineId.parse('nextpertise:http://127.0.0.1|1234AB000010100'))).toThrow(NotFound)
  const { id } = lineOf(services, healthy.nid)
  await expect(until(services.checks.run(id, '1234AB000010101', ['fibreCheck'], unhurried()), () => true))
    .rejects.toBeInstanceOf(NotFound)
  await expect(until(services.lines.forceDisconnect(id, '1234AB000010101', unhurried()), () => true))
    .rejects.toBeInstanceOf(NotFound)
})
