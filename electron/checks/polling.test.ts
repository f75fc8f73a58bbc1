import { expect, it } from 'vitest'
import { poll, pollPlan } from './polling.ts'

/** When polls look at a test that takes so long, ms after its start, until it is done. */
async function looksAt(takesMs: number): Promise<number[]> {
  let now = 0
  const looks: number[] = []
  await poll(async () => {
    looks.push(now)
    return now >= takesMs ? 'done' : null
  }, pollPlan, async ms => { now += ms }, new AbortController().signal)
  return looks
}

it.each([600, 1500, 4000, 10_000, 30_000, 120_000, 240_000])('sees a test of %i ms at most a fifth of its time and half a second late', async takesMs => {
  const looks = await looksAt(takesMs)
  expect(looks.at(-1)).toBeLessThanOrEqual(takesMs * 1.2 + 500)
})

it('asks of a test of half a minute no more than twenty times', async () => {
  expect((await looksAt(30_000)).length).toBeLessThanOrEqual(20)
})
