import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import { check, lineOf, openOnLab, lastOf, unhurried } from './coreOnLab.ts'

const keys = [
  'lanDown', 'deltaHealthy', 'deltaTooWeak', 'deltaTooStrong', 'deltaLanGone', 'ontNotRanged', 'stuckSession', 'areaOutage1', 'areaSpared1', 'restless',
]

test('ten lines checked at once take as long as the slowest of them, and no circuit has more than one test at a time', async () => {
  await using on = await openOnLab({ checkMs: 1500 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const lines = await Promise.all(keys.map(async key => {
    const { nid, circuitNid } = labShowcase.find(each => each.key === key) ?? labShowcase[0] as typeof labShowcase[number]
    const { id } = lineOf(services, nid)
    await lastOf(services.lines.refresh(id, unhurried()))
    return { id, circuitNid }
  }))
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const startedMs = performance.now()
    await work()
    return performance.now() - startedMs
  }
  const took: number[] = []
  const allMs = await timed(() => Promise.all(lines.map(async ({ id, circuitNid }) => {
    took.push(await timed(() => check(services, id, circuitNid)))
  })))
  expect(allMs).toBeLessThan(Math.max(...took) * 1.2)
  const [first] = lines
  const aloneMs = first === undefined ? 0 : await timed(() => check(services, first.id, first.circuitNid))
  // One after the other they would take ten times as long; the room is for a machine that is busy with other tests.
  expect(allMs).toBeLessThan(aloneMs * 2)
  for (const { id } of lines) expect(new Set(services.lines.open(id).checks.map(({ state }) => state))).toEqual(new Set(['complete']))
  // A second test at a circuit would have been refused.
  expect(on.lab.requests.count('diagnose')).toBe(2 * lines.length + 2)
})
