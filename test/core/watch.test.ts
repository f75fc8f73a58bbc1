import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { Lab } from '../../electron/lab/lab.ts'
import { Conflict } from '../../electron/services.ts'
import type { Services } from '../../electron/services.ts'
import type { LineId } from '../../shared/model/common.ts'
import { defaultSettings } from '../../shared/model/settings.ts'
import type { WatchChange, WatchState } from '../../shared/model/watch.ts'
import { lastOf, lineOf, openOnLab, unhurried, until } from './coreOnLab.ts'

const shown = (key: string) => labShowcase.find(each => each.key === key) ?? expect.fail(`no ${key} in the lab`)

/** Waits for a state of a watch. */
async function watched(services: Services, id: LineId, is: (state: WatchState) => boolean): Promise<WatchState> {
  const states = await until(services.watch.watching(unhurried()), all => all.some(state => state.lineId === id && is(state)))
  return states.find(({ lineId }) => lineId === id) ?? expect.fail('not watched')
}
/** Changes the lab's world as another process would. */
async function change(lab: Lab, order: Record<string, unknown>): Promise<void> {
  const reply = await fetch(`${lab.origin}/lab/world`, { method: 'POST', body: JSON.stringify(order) })
  expect(reply.status).toBe(200)
}
const told = (changes: readonly WatchChange[]) => changes.map(({ kind, key, to, direction }) => [kind, key, to, direction])

test('a watched line tells that its session went down, and the line shows it', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  services.settings.change({ watch: { ...defaultSettings.watch, intervalSeconds: 15 } })
  const { nid, circuitNid } = shown('healthyFibre')
  const { id } = lineOf(services, nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  await change(on.lab, { do: 'setSession', nid: circuitNid, online: 'offline' })
  expect(services.watch.start(id)).toMatchObject({ lineId: id, label: 'Lijnzichtlaan 1', looks: 0, intervalSeconds: 15 })
  const down = await watched(services, id, ({ looks }) => looks === 1)
  expect(told(down.changes)).toContainEqual(['session', 'online', 'offline', 'worse'])
  expect(services.lines.open(id).line.online).toBe('offline')
  await change(on.lab, { do: 'setSession', nid: circuitNid, online: 'online' })
  services.watch.stop(id)
  // Begun anew, it looks at once.
  services.watch.start(id)
  const up = await watched(services, id, ({ looks }) => looks === 1)
  expect(told(up.changes)).toEqual([['login', 'login', 'ok', 'better'], ['session', 'online', 'online', 'better']])
  services.watch.stop(id)
  expect(await until(services.watch.watching(unhurried()), () => true)).toEqual([])
})

test('a watched line tells a LAN port that came up since the last check, and keeps that report', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const { nid, circuitNid } = shown('lanDown')
  const { id } = lineOf(services, nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  await lastOf(services.checks.run(id, circuitNid, ['ontLanCheck'], unhurried()))
  await change(on.lab, { do: 'changeLine', nid, patch: { condition: 'healthy' } })
  services.watch.start(id)
  const state = await watched(services, id, ({ looks }) => looks === 1)
  expect(told(state.changes)).toContainEqual(['port', 'ontLanOperational', 'up', 'better'])
  const reports = services.lines.open(id).reports.filter(({ kind }) => kind === 'ontLanCheck')
  expect(reports.map(({ states }) => states.find(({ key }) => key === 'ontLanOperational')?.value)).toEqual(['up', 'down'])
  expect(reports[0]?.checkId).toBeNull()
  // No other than undisturbing checks, and one only.
  expect(on.lab.requests.recent('diagnose').map(({ params }) => (params as { type: string }).type)).toEqual(['ont-lan-check', 'ont-lan-check'])
})

test('a watch waits while the system cannot be reached', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  const { id: accountId } = await on.signOn(services)
  const { id } = lineOf(services, shown('healthyFibre').nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  on.lab.faults.cut = true
  await lastOf(services.lines.refresh(id, unhurried()))
  await until(services.accounts.reachability(unhurried()), all => all.some(each => each.accountId === accountId && each.state === 'unreachable'))
  services.watch.start(id)
  expect(await watched(services, id, ({ state }) => state === 'waiting')).toMatchObject({ failure: 'unreachable', looks: 0 })
  on.lab.faults.cut = false
  await services.accounts.retry(accountId, undefined, unhurried())
  expect(await watched(services, id, ({ looks }) => looks === 1)).toMatchObject({ failure: null })
})

test('five lines are watched at once and no more, and none after a restart', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  const services = core.services()
  await on.signOn(services)
  const ids = ['healthyFibre', 'ontNotRanged', 'areaOutage1', 'flatA', 'flatB', 'flatC'].map(key => lineOf(services, shown(key).nid).id)
  for (const id of ids.slice(0, 5)) services.watch.start(id)
  expect(() => services.watch.start(ids[5] ?? expect.fail('no line'))).toThrow(new Conflict('tooManyWatches', 5))
  await core.close()
  expect(await until((await on.open()).services().watch.watching(unhurried()), () => true)).toEqual([])
})
