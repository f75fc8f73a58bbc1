import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createAutosave } from './autosave.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('saves what was typed during a slow save after it, one at a time', async () => {
  const saved: string[] = []
  const releases: (() => void)[] = []
  const states: string[] = []
  const autosave = createAutosave<string, void>({
    save: value =>
      new Promise<void>(resolve => {
        releases.push(() => {
          saved.push(value)
          resolve()
        })
      }),
    onState: state => states.push(state),
    delayMs: 100,
  })
  autosave.change('a')
  await vi.advanceTimersByTimeAsync(100)
  autosave.change('ab')
  await vi.advanceTimersByTimeAsync(100)
  expect(releases).toHaveLength(1)
  releases[0]?.()
  await vi.advanceTimersByTimeAsync(200)
  releases[1]?.()
  await vi.advanceTimersByTimeAsync(200)
  expect(saved).toEqual(['a', 'ab'])
  expect(autosave.unsaved()).toBeNull()
  expect(states.at(-1)).toBe('saved')
})

it('forgets on request and saves no more', async () => {
  const save = vi.fn(async () => undefined)
  const autosave = createAutosave<string, void>({ save, onState: () => undefined })
  autosave.change('a')
  autosave.forget()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(save).not.toHaveBeenCalled()
})
