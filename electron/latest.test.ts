import { expect, test } from 'vitest'
import { createLatest } from './latest.ts'

test('gives the present value, then changes, and skips what a slow follower missed', async () => {
  const latest = createLatest(1)
  const stop = new AbortController()
  const values = latest.values(stop.signal)
  expect((await values.next()).value).toBe(1)
  const next = values.next()
  latest.set(2)
  expect((await next).value).toBe(2)
  latest.set(3)
  latest.set(4)
  expect((await values.next()).value).toBe(4)
  const waiting = values.next()
  stop.abort()
  expect((await waiting).done).toBe(true)
})

test('ends its followers when it is closed', async () => {
  const latest = createLatest('a')
  const values = latest.values(new AbortController().signal)
  await values.next()
  const waiting = values.next()
  latest.close()
  expect((await waiting).done).toBe(true)
})

test('one follower leaving wakes no other for good', async () => {
  const latest = createLatest(1)
  const leaving = new AbortController()
  const [first, second] = [latest.values(leaving.signal), latest.values(new AbortController().signal)]
  await Promise.all([first.next(), second.next()])
  const [gone, waiting] = [first.next(), second.next()]
  leaving.abort()
  expect((await gone).done).toBe(true)
  latest.set(2)
  expect((await waiting).value).toBe(2)
})
