import { expect, it } from 'vitest'
import { createIdleLock } from './idleLock.ts'

function setUp(limit: number) {
  const clock = { wall: 0, monotonic: 0 }
  let minutes = limit
  let locked = 0
  let look = () => {}
  let running = true
  const idle = createIdleLock({
    minutes: () => minutes, lock: () => { locked += 1 }, now: () => clock.wall, monotonicMs: () => clock.monotonic,
    every: (_, work) => {
      look = work
      return () => { running = false }
    },
  })
  const pass = (min: number, sleeping = false) => {
    clock.wall += min * 60_000
    if (!sleeping) clock.monotonic += min * 60_000
    look()
  }
  return { idle, clock, pass, locked: () => locked, setMinutes: (value: number) => { minutes = value }, isRunning: () => running }
}

it('locks after the minutes without input, and input holds it off', () => {
  const { idle, pass, locked } = setUp(5)
  pass(4)
  idle.active()
  pass(4)
  expect(locked()).toBe(0)
  pass(1)
  expect(locked()).toBe(1)
})

it('counts sleep, and is not put off by a clock that goes back', () => {
  const asleep = setUp(5)
  asleep.pass(60, true)
  expect(asleep.locked()).toBe(1)
  const back = setUp(5)
  back.clock.wall -= 3_600_000
  back.pass(5)
  expect(back.locked()).toBe(1)
})

it('never locks at 0, follows the setting, and stops', () => {
  const { idle, pass, locked, setMinutes, isRunning } = setUp(0)
  pass(600)
  expect(locked()).toBe(0)
  setMinutes(5)
  pass(0)
  expect(locked()).toBe(1)
  idle.stop()
  expect(isRunning()).toBe(false)
})
