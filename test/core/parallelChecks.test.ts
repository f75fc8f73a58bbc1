import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import { check, lineOf, openOnLab, lastOf, unhurried } from './coreOnLab.ts'

const keys = [
  'lanDown', 'deltaHealthy', 'deltaTooWeak', 'deltaTooStrong', 'deltaLanGone', 'ontNotRanged', 'stuckSession', 'areaOutage1', 'areaSpared1', 'restless',
]

test('ten lines are checked side by side, and no circuit has more than one test at a time', async () => {
  await using on = await openOnLab({ checkMs: 700 })
  const services = (await on.open()).services()
  await on.signOn(services)
  const lines = await Promise.all(keys.map(async key => {
    const { nid, circuitNid } = labShowcase.find(each => each.key === key) ?? labShowcase[0] as typeof labShowcase[number]
    const { id } = lineOf(services, nid)
    await lastOf(services.lines.refresh(id, unhurried()))
    return { id, circuitNid }
  }))
  let ended = 0
  let startedBeforeFirstEnd = 0
  await Promise.all(lines.map(async ({ id, circuitNid }) => {
    await check(services, id, circuitNid)
    if (ended++ === 0) startedBeforeFirstEnd = on.lab.requests.count('diagnose')
  }))
  // Every line's first test had been started before any line was through.
  expect(startedBeforeFirstEnd).toBeGreaterThanOrEqual(lines.length)
  for (const { id } of lines) expect(new Set(services.lines.open(id).checks.map(({ state }) => state))).toEqual(new Set(['complete']))
  // A second test at a circuit would have been refused.
  expect(on.lab.requests.count('diagnose')).toBe(2 * lines.length)
})
