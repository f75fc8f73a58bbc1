import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withDeadline } from './deadline.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

it('gives the answer and leaves no timer', async () => {
  expect(await withDeadline(undefined, 1_000, async () => 'answer')).toBe('answer')
  expect(vi.getTimerCount()).toBe(0)
})

it('lets a use case answer in its own words when its signal is aborted', async () => {
  const call = withDeadline(undefined, 1_000, signal => new Promise(resolve => signal.addEventListener('abort', () => resolve('in part'))))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await call).toBe('in part')
})

it('ends a use case that does not listen with a timeout', async () => {
  const call = withDeadline(undefined, 1_000, () => new Promise(() => {}))
  const failed = expect(call).rejects.toMatchObject({ name: 'OperatorFailure', data: { kind: 'timeout' } })
  await vi.advanceTimersByTimeAsync(3_000)
  await failed
})

it('says timeout for the AbortError of its own deadline, not for the caller\'s', async () => {
  const listen = (signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('left', 'AbortError'))))
  const late = expect(withDeadline(undefined, 1_000, listen)).rejects.toMatchObject({ data: { kind: 'timeout' } })
  await vi.advanceTimersByTimeAsync(1_000)
  await late
  const caller = new AbortController()
  const left = expect(withDeadline(caller.signal, 1_000, listen)).rejects.toMatchObject({ name: 'AbortError' })
  caller.abort()
  await left
})
