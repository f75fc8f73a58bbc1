import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { Lab, LabShowcase } from '../../electron/lab/lab.ts'
import type { Services } from '../../electron/services.ts'
import type { Check, CheckKind } from '../../shared/model/report.ts'
import { noObservations } from '../../shared/model/observation.ts'
import { createText } from '../../shared/text/text.ts'
import { describeKept } from '../../renderer/parts/describeKept.ts'
import { check, lastOf, lineOf, openOnLab, unhurried } from './coreOnLab.ts'

const show = (key: string): LabShowcase => {
  const found = labShowcase.find(each => each.key === key)
  if (found === undefined) throw new Error(`no showcase line ${key}`)
  return found
}

/** Opens the line as the screen does, and runs one check to its end. */
async function tried(services: Services, key: string, kind: CheckKind): Promise<Check> {
  const { nid, circuitNid } = show(key)
  const { id } = lineOf(services, nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  const [ended] = (await lastOf(services.checks.run(id, circuitNid, [kind], unhurried()))).checks
  if (ended === undefined) throw new Error('no check')
  return ended
}

/** Starts a test as a colleague would, from another program. */
async function startElsewhere(lab: Lab, type: string, nid: string): Promise<string> {
  const response = await fetch(`${lab.baseUrl}/broadband/diagnostics/v1`, {
    method: 'POST', headers: { authorization: `Basic ${btoa('engineer:engineer-pass')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'diagnose', params: { type, nid } }),
  })
  const { result } = await response.json() as { result: { uuid: string } }
  return result.uuid
}

test.each<readonly [key: string, kind: CheckKind, code: string, words: RegExp]>([
  ['refusesLimit', 'ontCheck', 'testLimit', /no more tests.*Wait/],
  ['refusesDelt', 'delt', 'lineUp', /only while the line is down.*switch the modem off/],
  ['refusesRight', 'fibreCheck', 'rightMissing', /may not do this.*administrator/],
])('%s: a test that is refused says why and what to do, in the system\'s words too, and is not tried again', async (key, kind, code, words) => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const ended = await tried(services, key, kind)
  expect(ended).toMatchObject({ state: 'failed', waiting: false, remoteId: null, failure: { code, correlationId: expect.any(String) } })
  expect(on.lab.requests.count('diagnose')).toBe(1)
  // What the circuit allows is read again: it may be less than was said before.
  await expect.poll(() => on.lab.requests.count('list_available_diagnostics')).toBeGreaterThan(1)
  const failure = ended.failure ?? { code: '', detail: null, correlationId: null }
  const told = describeKept(failure, createText('en'))
  expect(told.why).toMatch(words)
  expect(told.says).toContain(failure.detail)
  expect(describeKept(failure, createText('nl')).why).not.toBe(told.why)
  const { id } = lineOf(services, show(key).nid)
  expect(services.lines.open(id).checks).toMatchObject([{ id: ended.id, state: 'failed' }])
})

test('what is refused at one kind of test is not held against another', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  await tried(services, 'refusesDelt', 'delt')
  expect(await tried(services, 'refusesDelt', 'selt')).toMatchObject({ kind: 'selt', state: 'complete', failure: null })
})

test('an account without the right for tests is told so, and may try again when it has it', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  on.lab.faults.set('diagnose', { kind: 'unauthorized401' })
  expect(await tried(services, 'healthyFibre', 'fibreCheck')).toMatchObject({ state: 'failed', failure: { code: 'rightMissing' } })
  on.lab.faults.clear()
  expect(await tried(services, 'healthyFibre', 'fibreCheck')).toMatchObject({ state: 'complete', failure: null })
})

test('a test that a colleague runs on the circuit is named as the reason, and its report is not taken for ours', async () => {
  await using on = await openOnLab({ checkMs: 60_000 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const { nid, circuitNid } = show('lanDown')
  const remoteId = await startElsewhere(on.lab, 'ont-check', circuitNid)
  expect(await tried(services, 'lanDown', 'ontCheck')).toMatchObject({ state: 'failed', remoteId: null, failure: { code: 'testRunning' } })
  const view = services.lines.open(lineOf(services, nid).id)
  expect(view.reports.filter(report => report.remoteId === remoteId)).toEqual([])
})

test('two tests that are asked for at once at one circuit run one after the other, and the same one only once', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const { nid, circuitNid } = show('copperHealthy')
  const { id } = lineOf(services, nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  const [both, again] = await Promise.all([
    lastOf(services.checks.run(id, circuitNid, ['delt', 'selt'], unhurried())), lastOf(services.checks.run(id, circuitNid, ['delt'], unhurried())),
  ])
  expect(both.checks.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual(['delt complete', 'selt complete'])
  expect(again.checks.map(each => each.id)).toEqual(both.checks.filter(({ kind }) => kind === 'delt').map(each => each.id))
  expect(on.lab.requests.count('diagnose')).toBe(2)
})

test('with a clock three hours off, a check whose answer was lost is found all the same, and the difference is told', async () => {
  await using on = await openOnLab({ now: () => new Date(Date.now() + 3 * 3_600_000) })
  const services = (await on.open()).services()
  await on.signOn(services)
  on.lab.faults.set('diagnose', { kind: 'truncated' }, 1)
  expect(await tried(services, 'healthyFibre', 'fibreCheck')).toMatchObject({ state: 'complete', remoteId: expect.any(String), failure: null })
  expect(on.lab.requests.count('diagnose')).toBe(1)
  const { verdict } = services.lines.open(lineOf(services, show('healthyFibre').nid).id)
  expect(verdict.findings.flatMap(({ readings }) => readings.map(({ source }) => source))).toContain('clock')
})

test('a DELT on a silent modem asks whether it has power, then names the SELT, and that settles it', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const { nid, circuitNid } = show('copperModemOff')
  const { id } = lineOf(services, nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  await check(services, id, circuitNid, ['delt'])
  expect(services.lines.open(id).verdict).toMatchObject({
    lead: { ruleId: expect.stringMatching(/^(?:D1|X1)$/) }, wouldSettle: { what: 'look', look: 'modemPowered' },
  })
  services.lines.saveObservations({ ...noObservations(id), modemPowered: 'yes' })
  expect(services.lines.open(id).verdict.wouldSettle).toEqual({ what: 'check', check: 'selt' })
  await check(services, id, circuitNid, ['selt'])
  const { findings, wouldSettle } = services.lines.open(id).verdict
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining(['D1', 'S1', 'S7']))
  expect(wouldSettle).not.toEqual({ what: 'check', check: 'selt' })
})
