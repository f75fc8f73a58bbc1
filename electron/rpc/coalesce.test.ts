import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { coalesce } from './coalesce.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

async function* fast(count: number, everyMs: number): AsyncGenerator<number> {
  for (let value = 1; value <= count; value += 1) {
    yield value
    if (value < count) await new Promise(resolve => setTimeout(resolve, everyMs))
  }
}

async function collect<T>(stream: AsyncIterable<T>): Promise<{ value: T; atMs: number }[]> {
  const began = Date.now()
  const seen: { value: T; atMs: number }[] = []
  const done = (async () => { for await (const value of stream) seen.push({ value, atMs: Date.now() - began }) })()
  await vi.runAllTimersAsync()
  await done
  return seen
}

describe('coalesce', () => {
  it('gives at most ten events a second, the first at once and the last always', async () => {
    const seen = await collect(coalesce(() => fast(500, 2), undefined))
    expect(seen[0]).toEqual({ value: 1, atMs: 0 })
    expect(seen.at(-1)?.value).toBe(500)
    expect(seen.length).toBeLessThanOrEqual(12)
    for (const [index, event] of seen.entries()) expect(event.atMs - (seen[index - 1]?.atMs ?? -100)).toBeGreaterThanOrEqual(100)
  })

  it('drops nothing of a slow stream', async () => {
    expect((await collect(coalesce(() => fast(4, 300), undefined))).map(({ value }) => value)).toEqual([1, 2, 3, 4])
  })

  it('never drops an event that must be kept', async () => {
    const seen = await collect(coalesce(() => fast(60, 2), undefined, { keep: value => value % 20 === 0 }))
    expect(seen.map(({ value }) => value)).toEqual(expect.arrayContaining([20, 40, 60]))
  })

  it('passes a failure on after what came before it', async () => {
    const stream = coalesce(async function* () {
      yield 1
      throw new Error('broken')
    }, undefined)
    expect((await stream.next()).value).toBe(1)
    const failed = expect(stream.next()).rejects.toThrow('broken')
    await vi.runAllTimersAsync()
    await failed
  })

  it('aborts its source when it is left, and when the caller aborts', async () => {
    const seen: AbortSignal[] = []
    const open = async function* (signal: AbortSignal) {
      seen.push(signal)
      yield 1
      await new Promise(() => {})
    }
    const left = coalesce(open, undefined)
    await left.next()
    await left.return()
    expect(seen[0]?.aborted).toBe(true)

    const caller = new AbortController()
    const aborted = coalesce(open, caller.signal)
    await aborted.next()
    const next = aborted.next()
    caller.abort()
    expect(await next).toEqual({ done: true, value: undefined })
    expect(seen[1]?.aborted).toBe(true)
  })
})
