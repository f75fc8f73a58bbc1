import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { LabFault } from '../../electron/lab/lab.ts'
import { noFilters } from '../../shared/model/search.ts'
import { check, lastOf, lineOf, openOnLab, synchronise, unhurried } from './coreOnLab.ts'

const shown = (key: string) => labShowcase.find(each => each.key === key) ?? labShowcase[0] as typeof labShowcase[number]

test('a malformed NID is never asked for; a full one is looked up live and kept', async () => {
  await using on = await openOnLab({ lines: 300 })
  const services = (await on.open()).services()
  await on.signOn(services)
  on.lab.requests.clear()
  for (const text of ['', ' ', '2408ZE', '2408ZE00010010', '2408ZE0001001000', '2408-ZE-0001A-0100', "2408ZE000100100' OR 1=1", 'ÆØÅ', '\u0000', 'x'.repeat(40)]) {
    expect(services.lines.search(text, noFilters, 20).liveNid).toBeNull()
    expect(await services.lines.lookUp(text, unhurried())).toEqual({ found: [], failures: [] })
  }
  expect(on.lab.requests.counts).toEqual({})

  expect(services.lines.search('9876 xy 00001 0100', noFilters, 20)).toMatchObject({ hits: [], liveNid: '9876XY000010100' })
  expect(await services.lines.lookUp('9876 xy 00001 0100', unhurried())).toEqual({ found: [], failures: [] })
  const terminated = Array.from({ length: 300 }, (_, index) => index).find(index => on.lab.world.stateOf(index) === 'TERMINATED') ?? -1
  const nid = on.lab.world.nidOf(terminated) ?? ''
  expect(services.lines.search(nid, noFilters, 20)).toMatchObject({ hits: [], liveNid: nid })
  expect((await services.lines.lookUp(nid.toLowerCase(), unhurried())).found)
    .toMatchObject([{ nativeId: nid, state: 'terminated' }])
  expect(lineOf(services, nid)).toMatchObject({ nativeId: nid, state: 'terminated' })
  on.lab.faults.set('list_connections', { kind: 'html' })
  expect(await services.lines.lookUp('9876XY000010100', unhurried()))
    .toMatchObject({ found: [], failures: [{ failure: { kind: 'notJson' } }] })
})

test.each<readonly [LabFault, string]>([
  [{ kind: 'html' }, 'notJson'], [{ kind: 'wrongShape' }, 'badReply'], [{ kind: 'huge', bytes: 25 * 1024 * 1024 }, 'tooBig'],
])('a page of lines that is %j stops the synchronisation with its own reason, and costs no line', async (fault, failure) => {
  await using on = await openOnLab({ lines: 100 })
  const services = (await on.open()).services()
  const { id } = await on.signOn(services)
  const { lineCount } = services.lines.facets()
  on.lab.faults.set('list_connections', fault)
  expect(await synchronise(services, id)).toMatchObject({ phase: 'failed', failure, lineCount })
  on.lab.faults.clear()
  expect(await synchronise(services, id)).toMatchObject({ phase: 'idle', failure: null, lineCount, changed: 0 })
})

test('one bad record among 500 costs that record only, is counted, and comes when it is well again', async () => {
  await using on = await openOnLab({ lines: 700 })
  const services = (await on.open()).services()
  on.lab.faults.set('list_connections', { kind: 'badRecord' }, 1)
  const { id } = await on.signOn(services)
  const { lineCount } = services.lines.facets()
  const after = await synchronise(services, id)
  expect(after).toMatchObject({ phase: 'idle', badRecords: 0, changed: 1, lineCount: lineCount + 1 })
  on.lab.faults.set('list_connections', { kind: 'badRecord' }, 1)
  expect(await synchronise(services, id)).toMatchObject({ phase: 'idle', badRecords: 1, lineCount: lineCount + 1 })
})

test('a live reply of another shape is said to be bad; what is kept stays', async () => {
  await using on = await openOnLab({ lines: 60 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const { id } = lineOf(services, shown('healthyFibre').nid)
  const before = await lastOf(services.lines.refresh(id, unhurried()))
  on.lab.faults.set('list_connections', { kind: 'wrongShape' })
  on.lab.faults.set('list_available_diagnostics', { kind: 'wrongShape' })
  on.lab.faults.set('get_authlog', { kind: 'wrongShape' })
  const after = await lastOf(services.lines.refresh(id, unhurried()))
  expect(after.parts.filter(({ state }) => state === 'failed').map(({ part, failure }) => `${part} ${failure?.kind}`))
    .toEqual(['line badReply', 'diagnostics badReply', 'authenticationLog badReply'])
  expect([after.line.address, after.available, after.reports]).toEqual([before.line.address, before.available, before.reports])
})

test('dates of every kind are read as one moment in UTC, and one without a zone is marked', async () => {
  await using on = await openOnLab({ lines: 60 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const open = async (key: string) => {
    const { nid, circuitNid } = shown(key)
    const { id } = lineOf(services, nid)
    await lastOf(services.lines.refresh(id, unhurried()))
    await check(services, id, circuitNid)
    return services.lines.open(id)
  }
  // 2020-04-15T11:49:55, without a zone (document, list_events).
  const documented = lineOf(services, '2408ZE000100200')
  const { events } = await lastOf(services.lines.refresh(documented.id, unhurried()))
  expect(events[0]?.at).toEqual({ utc: '2020-04-15T11:49:55.000Z', zone: 'assumed', text: '2020-04-15T11:49:55' })
  // Epoch milliseconds (DELT), ISO with Z (ONT check, authentication log).
  const delt = (await open('copperHealthy')).reports.find(({ kind }) => kind === 'delt')?.lastStatusChange
  expect(delt).toMatchObject({ zone: 'given', text: expect.stringMatching(/^\d{13}$/) })
  expect(Date.parse(delt?.utc ?? '')).toBe(Number(delt?.text))
  const box = await open('ontNotRanged')
  expect(box.reports.find(({ kind }) => kind === 'ontCheck')?.lastStatusChange)
    .toMatchObject({ zone: 'given', text: expect.stringMatching(/Z$/) })
  const logins = box.reports.find(({ kind }) => kind === 'authenticationLog')?.logins?.attempts ?? []
  expect(new Set(logins.map(({ at }) => at.zone))).toEqual(new Set(['given']))
  // Calendar days of an order stay days.
  const { transaction } = await open('inOrder')
  expect(transaction?.dates.find(({ key }) => key === 'customer_wish')?.date).toMatch(/^\d{4}-\d{2}-\d{2}$/)
})
