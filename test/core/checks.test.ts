import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import type { Services } from '../../electron/services.ts'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import { check, lastOf, lineOf, openOnLab, unhurried, until } from './coreOnLab.ts'

const silent = labShowcase.find(({ key }) => key === 'ontNotRanged') ?? labShowcase[0] as typeof labShowcase[number]

/** Opens the line as the screen does. */
async function ready(services: Services) {
  const { id } = lineOf(services, silent.nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  return id
}

test('a Line check runs, tells its progress, and ends with reports and a verdict that read the same offline', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  await on.signOn(core.services())
  const id = await ready(core.services())
  const events: CheckEvent[] = []
  for await (const event of core.services().checks.run(id, silent.circuitNid, ['authenticationLog', 'ontCheck', 'ontLanCheck'], unhurried())) events.push(event)
  expect(events.at(-1)?.checks.map(({ kind, state }) => `${kind} ${state}`).toSorted())
    .toEqual(['authenticationLog complete', 'ontCheck complete', 'ontLanCheck complete'])
  expect(events.some(({ checks }) => checks.some(({ state }) => state === 'running'))).toBe(true)
  expect(events.findLast(({ verdict }) => verdict !== null)?.verdict?.lead?.ruleId).toBe('P1')
  // As many tests at once as the system allows: one.
  expect(on.lab.requests.count('diagnose')).toBe(2)
  const before = core.services().lines.open(id)
  await core.close()
  on.lab.faults.cut = true
  const after = (await on.open()).services().lines.open(id)
  expect(after.reports).toEqual(before.reports)
  expect(after.verdict).toEqual(before.verdict)
})

test('a restart with a check running goes on waiting for it and starts nothing again', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  await on.signOn(core.services())
  const id = await ready(core.services())
  const running = await until(core.services().checks.run(id, silent.circuitNid, ['ontCheck'], unhurried()),
    ({ checks }) => checks[0]?.state === 'running' && checks[0].remoteId !== null)
  await core.close()

  const services = (await on.open()).services()
  expect(services.lines.open(id).checks).toMatchObject([{ id: running.checks[0]?.id, state: 'running', waiting: true }])
  const end = await lastOf(services.checks.follow(id, unhurried()))
  expect(end.checks).toMatchObject([{ id: running.checks[0]?.id, state: 'complete' }])
  expect(services.lines.open(id).reports.filter(({ checkId }) => checkId !== null)).toMatchObject([{ kind: 'ontCheck', remoteId: running.checks[0]?.remoteId }])
  expect(on.lab.requests.count('diagnose')).toBe(1)
})

test('a check whose answer was lost is found in the system\'s list, and not started twice', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const id = await ready(services)
  on.lab.faults.set('diagnose', { kind: 'truncated' }, 1)
  const end = await lastOf(services.checks.run(id, silent.circuitNid, ['ontCheck'], unhurried()))
  expect(end.checks).toMatchObject([{ state: 'complete', remoteId: expect.any(String), failure: null }])
  expect(on.lab.requests.count('diagnose')).toBe(1)
})

test('the engineer stops waiting: the system goes on, and the result is fetched when the line is opened again', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const id = await ready(services)
  const { checks: [first] } = await until(services.checks.run(id, silent.circuitNid, ['ontCheck'], unhurried()),
    ({ checks }) => checks[0]?.state === 'running')
  if (first === undefined) throw new Error('no check')
  expect(services.checks.stopWaiting(first.id)).toMatchObject({ state: 'running', waiting: false })
  await lastOf(services.checks.follow(id, unhurried()))
  await until(repeated(() => lastOf(services.checks.follow(id, unhurried()))), ({ checks }) => checks.every(({ state }) => state === 'complete'))
  expect(services.lines.open(id).reports.filter(({ checkId }) => checkId !== null)).toMatchObject([{ checkId: first.id, kind: 'ontCheck' }])
  expect(on.lab.requests.count('diagnose')).toBe(1)
})

test('a test that the system refuses or that ends in an error says so, with the system\'s own words', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const failing = labShowcase.find(({ key }) => key === 'testFails') ?? silent
  const { id } = lineOf(services, failing.nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  const [report] = await check(services, id, failing.circuitNid, ['ontCheck'])
  expect(report).toMatchObject({ status: 'error', errorText: expect.stringContaining('device not reachable') })
  expect(services.lines.open(id).checks).toMatchObject([{ state: 'failed', failure: { code: 'testError' } }])
  await expect(until(services.checks.run(id, failing.circuitNid, ['selt'], unhurried()), () => true))
    .rejects.toBeInstanceOf(OperatorFailure)
})

test('nothing is sent while the system cannot be reached', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  const { id: accountId } = await on.signOn(services)
  const id = await ready(services)
  on.lab.faults.cut = true
  await lastOf(services.lines.refresh(id, unhurried()))
  await until(services.accounts.reachability(unhurried()), all => all.some(each => each.accountId === accountId && each.state === 'unreachable'))
  await expect(until(services.checks.run(id, silent.circuitNid, ['ontCheck'], unhurried()), () => true))
    .rejects.toMatchObject({ data: { kind: 'unreachable' } })
  expect(services.lines.open(id).checks).toEqual([])
})

/** The same question again and again, as one stream. */
async function* repeated<Value>(ask: () => Promise<Value>): AsyncGenerator<Value> {
  for (;;) yield await ask()
}
