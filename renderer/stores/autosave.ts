/** Where what was typed stands: kept, about to be, being kept, or not kept with the reason. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed'

export type Autosave<T> = {
  /** Keeps the newest value after a pause in typing. */
  readonly change: (value: T) => void
  /** Keeps it now: before leaving a form or the window. */
  readonly flush: () => Promise<void>
  /** What is not kept yet, newest; null where all is. */
  readonly unsaved: () => T | null
  /** Forgets what is not kept yet: the engineer threw it away, or it was used. */
  readonly forget: () => void
}

/** Those with something that is not kept yet. */
const unkept = new Set<Pick<Autosave<unknown>, 'flush'>>()

/** Keeps now whatever is typed anywhere: before everything closes. What cannot be kept stays with its autosave. */
export async function flushAll(): Promise<void> {
  await Promise.all([...unkept].map(each => each.flush()))
}

/**
 * Keeps a value as it is typed. One save is under way at a time, the newest value is always the last one kept, and a
 * failed save is tried again until it works.
 */
export function createAutosave<T, R>(options: {
  readonly save: (value: T) => Promise<R>
  readonly onSaved?: (result: R) => void
  readonly onState: (state: SaveState, failure: unknown) => void
  readonly delayMs?: number
  readonly retryMs?: number
}): Autosave<T> {
  const { save, onSaved, onState, delayMs = 400, retryMs = 5_000 } = options
  let waiting: { readonly value: T } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  const later = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  async function saveOne(held: { readonly value: T }): Promise<void> {
    onState('saving', null)
    try {
      const result = await save(held.value)
      if (waiting !== held) return
      waiting = null
      unkept.delete(autosave)
      onSaved?.(result)
      onState('saved', null)
    } catch (failure) {
      if (waiting === null) return
      onState('failed', failure)
      later(retryMs)
    }
  }

  async function flush(): Promise<void> {
    clearTimeout(timer)
    while (running !== null) await running
    const held = waiting
    if (held === null) return
    running = saveOne(held)
    await running
    running = null
    if (waiting !== null && waiting !== held) await flush()
  }

  const autosave: Autosave<T> = {
    change(value) {
      waiting = { value }
      unkept.add(autosave)
      onState('waiting', null)
      later(delayMs)
    },
    flush,
    unsaved: () => waiting?.value ?? null,
    forget() {
      clearTimeout(timer)
      waiting = null
      unkept.delete(autosave)
    },
  }
  return autosave
}
