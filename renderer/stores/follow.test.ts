import { expect, test } from 'vitest'
import { follow, retryDelayMs } from './follow.ts'

async function* values(...all: readonly number[]) {
  yield* all
}

test('opens a stream again after it ended or failed, calmer each time, until it is stopped', async () => {
  const controller = new AbortController()
  const seen: number[] = []
  const waits: number[] = []
  let opened = 0
  let lost = 0
  await follow(async () => {
    opened += 1
    if (opened === 2 || opened === 3) throw new Error('unreachable')
    return values(opened)
  }, event => seen.push(event), {
    signal: controller.signal,
    onLost: () => { lost += 1 },
    wait: async ms => {
      waits.push(ms)
      if (opened === 4) controller.abort()
    },
  })
  expect(seen).toEqual([1, 4])
  expect(lost).toBe(4)
  expect(waits).toEqual([retryDelayMs(0), retryDelayMs(1), retryDelayMs(2), retryDelayMs(0)])
  expect(retryDelayMs(50)).toBe(8000)
})
