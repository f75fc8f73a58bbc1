import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import { NotFound } from '../../electron/services.ts'
import type { Services } from '../../electron/services.ts'
import type { NeighbourCheckEvent } from '../../shared/contract/neighbours.ts'
import type { LineId } from '../../shared/model/common.ts'
import { check, lastOf, lineOf, openOnLab, unhurried } from './coreOnLab.ts'

const shown = (key: string) => labShowcase.find(each => each.key === key) ?? expect.fail(`no ${key} in the lab`)

/** Opens a line as the screen does, and checks its box. */
async function judged(services: Services, key: string): Promise<LineId> {
  const { nid, circuitNid } = shown(key)
  const { id } = lineOf(services, nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  await check(services, id, circuitNid, ['ontCheck'])
  return id
}
const idOf = (services: Services, key: string): LineId => lineOf(services, shown(key).nid).id

test('lines on one PON port know each other once their boxes were checked, also after a restart without network', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  const services = core.services()
  await on.signOn(services)
  const first = await judged(services, 'areaOutage1')
  expect(services.neighbours.of(first)).toMatchObject({ port: 'vri-poc-olt01:R1.S1.LT3.PON5.ONT11', node: 'vri-poc-olt01', neighbours: [], more: 0 })
  const second = await judged(services, 'areaOutage2')
  const spared = await judged(services, 'areaSpared1')
  const near = services.lines.open(first).neighbours
  expect(near).toMatchObject([
    { lineId: second, closeness: 'ponPort', level: 'fault', online: 'offline', street: 'Lijnzichtlaan 53' }, { lineId: spared, closeness: 'ponPort' },
  ])
  expect(services.neighbours.of(first).neighbours).toEqual(near)
  // A line is a neighbour from the very report that names its port.
  expect(services.lines.open(spared).neighbours.map(({ lineId }) => lineId).toSorted()).toEqual([first, second].toSorted())
  await core.close()
  on.lab.faults.cut = true
  expect((await on.open()).services().lines.open(first).neighbours).toEqual(near)
})

test('one trouble of several lines is told at each, and counted once at each', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const dead = ['areaOutage1', 'areaOutage2', 'areaOutage3', 'areaOutage4']
  for (const key of dead) await judged(services, key)
  // Opened once more, every one of them leads with the common finding; what is kept of each is still its own.
  for (const key of [...dead, ...dead]) expect(services.lines.open(idOf(services, key)).verdict.lead).toMatchObject({ ruleId: 'X3', params: { count: 4 } })
  expect(services.lines.open(idOf(services, 'areaOutage1')).neighbours.map(({ ruleId }) => ruleId)).toEqual(['P1', 'P1', 'P1'])
})

test('flats at one house number are neighbours though nothing was ever checked there', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const near = services.lines.open(idOf(services, 'flatA')).neighbours
  expect(near.map(({ lineId, closeness, level, street }) => [lineId, closeness, level, street])).toEqual(['flatB', 'flatC', 'flatD']
    .map((key, at) => [idOf(services, key), 'building', null, `Lijnzichtlaan 22 ${['B', 'C', 'D'][at]}`]))
})

test('checking neighbours disturbs nobody, says of each what became of it, and ends with the line\'s own verdict', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const first = await judged(services, 'areaOutage1')
  const others = [await judged(services, 'areaOutage2'), await judged(services, 'areaOutage3'), await judged(services, 'areaSpared1')]
  on.lab.requests.clear()
  const events: NeighbourCheckEvent[] = []
  for await (const event of services.neighbours.check(first, others, unhurried())) events.push(event)
  expect(events[0]).toMatchObject({ verdict: null, items: [{ state: 'running' }, { state: 'running' }, { state: 'running' }] })
  const end = events.at(-1)
  expect(end?.items.map(({ state, kinds, failure }) => ({ state, kinds, failure })))
    .toEqual(others.map(() => ({ state: 'complete', kinds: expect.arrayContaining(['ontCheck', 'ontLanCheck']) as unknown, failure: null })))
  expect(end?.verdict).toMatchObject({ lead: services.lines.open(first).verdict.lead, level: 'fault' })
  expect(on.lab.requests.recent('diagnose').map(({ params }) => (params as { type: string }).type).toSorted())
    .toEqual([...Array.from({ length: 3 }, () => 'ont-check'), ...Array.from({ length: 3 }, () => 'ont-lan-check')])
})

test('leaving the check of neighbours stops none of it', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const home = idOf(services, 'flatA')
  const first = await judged(services, 'areaOutage1')
  const other = await judged(services, 'areaOutage2')
  const before = services.lines.open(other).reports.length
  for await (const event of services.neighbours.check(first, [other], unhurried())) if (event.items.length > 0) break
  await expect.poll(() => services.lines.open(other).reports.length, { timeout: 10_000 }).toBeGreaterThan(before)
  await expect(lastOf(services.neighbours.check(home, [other], unhurried()))).rejects.toBeInstanceOf(NotFound)
})

test('of a copper line only the log is read: its tests would disturb', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const home = idOf(services, 'flatA')
  const end = await lastOf(services.neighbours.check(home, [idOf(services, 'flatB')], unhurried()))
  expect(on.lab.requests.count('diagnose')).toBe(0)
  expect(end.items).toMatchObject([{ state: 'complete', kinds: ['authenticationLog'] }])
})
