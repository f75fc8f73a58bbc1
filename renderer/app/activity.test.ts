import { expect, test } from 'vitest'
import { createActivity } from './activity.ts'

function setUp() {
  let nowMs = 0
  let due: { readonly at: number; readonly work: () => void } | null = null
  const told: number[] = []
  const activity = createActivity(() => told.push(nowMs), {
    now: () => nowMs,
    after(ms, work) {
      due = { at: nowMs + ms, work }
      return () => { due = null }
    },
  })
  const pass = (ms: number): void => {
    nowMs += ms
    if (due === null || due.at > nowMs) return
    const { work } = due
    due = null
    work()
  }
  return { activity, pass, told }
}

test('the first input is told at once, what follows once per 20 seconds, and the last of it is told too', () => {
  const { activity, pass, told } = setUp()
  for (let second = 0; second < 59; second += 1) {
    activity.input()
    pass(1_000)
  }
  expect(told).toEqual([0, 20_000, 40_000])
  pass(60_000)
  expect(told).toHaveLength(4)
  pass(600_000)
  expect(told).toHaveLength(4)
  activity.input()
  expect(told).toHaveLength(5)
})

test('nothing is told after its end', () => {
  const { activity, pass, told } = setUp()
  activity.input()
  activity.input()
  activity.end()
  pass(60_000)
  expect(told).toEqual([0])
})
