import { expect, test } from 'vitest'
import type { Lab } from '../../electron/lab/lab.ts'
import type { LabState } from '../../electron/lab/nextpertise/line.ts'
import type { Services } from '../../electron/services.ts'
import { noFilters } from '../../shared/model/search.ts'
import { lineOf, openOnLab, syncState, synchronise } from './coreOnLab.ts'

/** Indexes of the lines that are in the network in these states. */
function inLab({ world }: Lab, states: readonly LabState[] = ['ACTIVE', 'PROCESSING']): number[] {
  return Array.from({ length: world.size }, (_, index) => index)
    .filter(index => !world.isRemoved(index) && states.includes(world.stateOf(index)))
}

/** Carrier NIDs of these lines; some have none yet. */
const nidsIn = (lab: Lab, states?: readonly LabState[]): string[] =>
  inLab(lab, states).map(index => lab.world.nidOf(index)).filter(nid => nid !== null)

/** How often each of these NIDs is found. */
const timesFound = (services: Services, nids: readonly string[]): Set<number> =>
  new Set(nids.map(nid => services.lines.search(nid, noFilters, 5).hits.filter(({ line }) => line.nativeId === nid).length))

/** Does something the moment a page of lines is asked for the n-th time. */
function atPage(lab: Lab, page: number, act: () => void): void {
  const take = lab.faults.take.bind(lab.faults)
  let calls = 0
  lab.faults.take = (method, system) => {
    if (method === 'list_connections' && ++calls === page) act()
    return take(method, system)
  }
}
const cutAtPage = (lab: Lab, page: number): void => atPage(lab, page, () => { lab.faults.cut = true })

test('a cut half-way is gone on with where it stopped: nothing is lost, nothing double, and what came is searchable', async () => {
  await using on = await openOnLab({ lines: 2000 })
  const services = (await on.open()).services()
  cutAtPage(on.lab, 3)
  const { id } = await services.accounts.add(on.account(), { password: 'engineer-pass' })
  services.sync.start(id)
  const cut = await syncState(services, id, ({ phase }) => phase === 'interrupted')
  expect(cut).toMatchObject({ failure: 'unreachable' })
  expect(cut.nextAt).not.toBeNull()
  const before = services.lines.facets().lineCount
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(inLab(on.lab).length)

  on.lab.faults.clear()
  on.lab.requests.clear()
  expect(await synchronise(services, id)).toMatchObject({ phase: 'idle', failure: null, badRecords: 0, lineCount: inLab(on.lab).length })
  expect(services.lines.facets().lineCount).toBe(inLab(on.lab).length)
  expect(timesFound(services, nidsIn(on.lab))).toEqual(new Set([1]))
  const pages = on.lab.requests.recent('list_connections')
    .map(({ params }) => params as { pagination: { page: number }; filter: { state: string[] } })
    .filter(({ filter }) => filter.state[0] === 'ACTIVE').map(({ pagination }) => pagination.page)
  expect(Math.min(...pages)).toBe(before / 500 + 1)
})

test('goes on after a restart of the program, and leaves unchanged rows alone after that', async () => {
  await using on = await openOnLab({ lines: 1500 })
  const first = await on.open()
  cutAtPage(on.lab, 3)
  const { id } = await first.services().accounts.add(on.account(), { password: 'engineer-pass' })
  first.services().sync.start(id)
  await syncState(first.services(), id, ({ phase }) => phase === 'interrupted')
  await first.close()

  on.lab.faults.clear()
  const services = (await on.open()).services()
  const [kept] = await syncStates(services)
  expect(kept).toMatchObject({ accountId: id, phase: 'interrupted' })
  expect(await synchronise(services, id)).toMatchObject({ phase: 'idle', lineCount: inLab(on.lab).length })
  expect(timesFound(services, nidsIn(on.lab))).toEqual(new Set([1]))
  expect(await synchronise(services, id)).toMatchObject({ linesDone: inLab(on.lab).length, changed: 0 })
  const [nid = ''] = nidsIn(on.lab, ['ACTIVE']).slice(40)
  on.lab.world.changeLine(nid, { tags: ['brand-new-tag'] })
  expect((await synchronise(services, id)).changed).toBe(1)
  expect(services.lines.search('brand-new-tag', noFilters, 5).hits.map(({ line }) => line.nativeId)).toEqual([nid])
})

test('a line that is taken out of the network is gone only after two walks and a question by NID', async () => {
  await using on = await openOnLab({ lines: 200 })
  const services = (await on.open()).services()
  const { id } = await on.signOn(services)
  const [removed = '', moved = ''] = nidsIn(on.lab, ['ACTIVE']).slice(60)
  const { id: lineId } = lineOf(services, removed)
  services.lines.pin(lineId, true)
  on.lab.world.removeLine(removed)
  on.lab.world.changeLine(moved, { state: 'TERMINATED' })
  const asked = (nid: string) => on.lab.requests.recent('list_connections').some(({ params }) => (params as { filter: { nid?: string } }).filter.nid === nid)

  await synchronise(services, id)
  expect([lineOf(services, removed).gone, asked(removed)]).toEqual([false, false])
  await synchronise(services, id)
  expect([lineOf(services, removed).gone, asked(removed)]).toEqual([true, true])
  expect(services.lines.start().pinned).toMatchObject([{ id: lineId, gone: true }])
  // Missing from the walks, yet known by its NID: it only moved to a state that is not synchronised.
  expect([lineOf(services, moved).gone, lineOf(services, moved).state]).toEqual([false, 'terminated'])
})

test('walks each state that is asked for, and only the part of the country that is asked for', async () => {
  await using on = await openOnLab({ lines: 400 })
  const services = (await on.open()).services()
  const { id } = await on.signOn(services, { scope: { states: ['active', 'processing', 'terminated', 'cancelled'], cities: [], postcodePrefixes: [], tags: [] } })
  expect(services.lines.facets().lineCount).toBe(400)
  const postcode = on.lab.world.postcodeOf(200)
  const there = inLab(on.lab).filter(index => on.lab.world.postcodeOf(index).startsWith(postcode.slice(0, 4)))
  await services.accounts.edit(id, on.account({ scope: { states: ['active', 'processing'], cities: [], postcodePrefixes: [postcode.slice(0, 4)], tags: [] } }), {})
  const state = await synchronise(services, id)
  expect(state.linesDone).toBe(there.length)
  expect(there.length).toBeGreaterThan(0)
})

test('two accounts at one system double nothing, and removing one keeps the lines of the other', async () => {
  await using on = await openOnLab({ lines: 200 })
  const services = (await on.open()).services()
  const one = await on.signOn(services)
  const two = await on.signOn(services, { label: 'Second', username: 'reader' })
  expect(services.lines.facets().lineCount).toBe(inLab(on.lab).length)
  expect(timesFound(services, nidsIn(on.lab))).toEqual(new Set([1]))
  for (const { id } of [one, two]) expect(await synchronise(services, id)).toMatchObject({ lineCount: inLab(on.lab).length })

  await services.accounts.remove(two.id, false)
  expect(timesFound(services, nidsIn(on.lab))).toEqual(new Set([1]))
  expect(new Set(nidsIn(on.lab).map(nid => lineOf(services, nid).accountId))).toEqual(new Set([one.id]))
  await services.accounts.remove(one.id, false)
  expect(services.lines.facets().lineCount).toBe(0)
})

test('stops when told to, says so, and goes on when told to', async () => {
  await using on = await openOnLab({ lines: 2000 })
  const services = (await on.open()).services()
  const { id } = await services.accounts.add(on.account(), { password: 'engineer-pass' })
  atPage(on.lab, 2, () => services.sync.stop(id))
  services.sync.start(id)
  expect(await syncState(services, id, ({ phase }) => phase === 'paused')).toMatchObject({ failure: null, nextAt: null })
  expect(services.lines.facets().lineCount).toBeLessThan(inLab(on.lab).length)
  expect(await synchronise(services, id)).toMatchObject({ phase: 'idle', lineCount: inLab(on.lab).length })
})

async function syncStates(services: Services) {
  for await (const states of services.sync.states(new AbortController().signal)) return states
  return []
}
