import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { LabShowcase } from '../../electron/lab/lab.ts'
import type { Services } from '../../electron/services.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import { check, lastOf, lineOf, openOnLab, unhurried } from './coreOnLab.ts'

const show = (key: string): LabShowcase => {
  const found = labShowcase.find(each => each.key === key)
  if (found === undefined) throw new Error(`no showcase line ${key}`)
  return found
}

/** Opens a line as the screen does and runs everything that is offered on its first circuit. */
async function checked(services: Services, key: string): Promise<LineView> {
  const { nid, circuitNid } = show(key)
  const { id } = lineOf(services, nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  await check(services, id, circuitNid)
  return services.lines.open(id)
}
const rulesOf = ({ verdict }: LineView): string[] => verdict.findings.map(({ ruleId }) => ruleId)

test('several dead on one fibre are one fault of the operator, and those beside them are well', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const first = await checked(services, 'areaOutage1')
  expect(first.verdict.lead?.ruleId).toBe('P1')
  for (const key of ['areaOutage2', 'areaOutage3', 'areaSpared1']) await checked(services, key)
  const later = services.lines.open(first.line.id)
  expect(later.neighbours.filter(({ closeness }) => closeness === 'ponPort').length).toBeGreaterThanOrEqual(3)
  expect(later.verdict.lead).toMatchObject({ ruleId: 'X3', level: 'fault', domains: ['operator'] })
  expect((await checked(services, 'areaSpared2')).verdict.level).toBe('ok')
})

test('a pair that is broken where finished fibre reaches the address', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const view = await checked(services, 'copperWithFibre')
  expect(view.addressCheck?.carriers).toMatchObject([{ kind: 'fibre', handedOverAt: '2012-06-04' }, { kind: 'copper' }])
  // The length of the cable comes from the address check: the pair is open well before it ends.
  expect(rulesOf(view)).toEqual(expect.arrayContaining(['S2', 'D14']))
})

test('one of two bonded pairs is bad, and the session goes on over the other', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const noisy = await checked(services, 'bondedPairNoisy')
  expect(noisy.line.online).toBe('online')
  expect(rulesOf(noisy)).toContain('D4')
  const cut = await checked(services, 'bondedPairCut')
  expect(cut.line.online).toBe('online')
  expect(cut.verdict.level).not.toBe('ok')
})

test('reports that the system has kept for a year are listed with the line', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const { nid } = show('copperFading')
  const { id } = lineOf(services, nid)
  const view = await lastOf(services.lines.refresh(id, unhurried()))
  expect(view.parts.find(({ part }) => part === 'reports')).toMatchObject({ state: 'fresh', failure: null })
  // 120 of them are two pages.
  expect(on.lab.requests.count('list_reports')).toBe(2 * view.line.circuits.length)
})
