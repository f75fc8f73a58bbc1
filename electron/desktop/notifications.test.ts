import { beforeEach, describe, expect, it, vi } from 'vitest'
import { LineId } from '../../shared/model/common.ts'

type Listener = () => void
const made = vi.hoisted(() => [] as { options: unknown; listeners: Map<string, Listener>; shown: boolean }[])
const system = vi.hoisted(() => ({ supported: true }))
vi.mock('electron', () => ({
  app: { setAppUserModelId: vi.fn() },
  Notification: class {
    static isSupported = () => system.supported
    readonly #own: { options: unknown; listeners: Map<string, Listener>; shown: boolean }
    constructor(options: unknown) { made.push(this.#own = { options, listeners: new Map(), shown: false }) }
    on(name: string, listener: Listener) { this.#own.listeners.set(name, listener) }
    show() { this.#own.shown = true }
  },
}))

const { createNotifier } = await import('./notifications.ts')
const lineId = LineId.parse('nextpertise:https://api.example|2408ZE000100100')

describe('a notification of the system', () => {
  beforeEach(() => {
    made.length = 0
    system.supported = true
  })

  it('has the words it is given and no others, and makes no sound', () => {
    expect(createNotifier(() => undefined)({ title: 'Lijnzichtlaan 10', body: 'Session is up', lineId })).toBe(true)
    expect(made).toMatchObject([{ options: { title: 'Lijnzichtlaan 10', body: 'Session is up', silent: true }, shown: true }])
  })

  it('opens its line when it is chosen', () => {
    const chosen = vi.fn()
    const notify = createNotifier(chosen)
    notify({ title: 'one', body: '', lineId })
    notify({ title: 'two', body: '', lineId: null })
    for (const { listeners } of made) listeners.get('click')?.()
    expect(chosen.mock.calls).toEqual([[lineId], [null]])
  })

  it('is not shown where the system has none', () => {
    system.supported = false
    expect(createNotifier(() => undefined)({ title: 'one', body: '', lineId })).toBe(false)
    expect(made).toEqual([])
  })
})
