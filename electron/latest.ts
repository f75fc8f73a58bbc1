/** A value that changes, and whoever follows it. A slow follower sees the newest value, not every one in between. */
export type Latest<Value> = {
  get(): Value
  set(value: Value): void
  /** The present value, then each change; ends when `signal` aborts or the source is closed. */
  values(signal: AbortSignal): AsyncGenerator<Value>
  close(): void
}

/** Holds `initial` until the first `set`. */
export function createLatest<Value>(initial: Value): Latest<Value> {
  let current = initial
  let version = 0
  let closed = false
  let wake = Promise.withResolvers<void>()
  const wakeAll = () => {
    wake.resolve()
    wake = Promise.withResolvers()
  }
  const change = () => {
    version += 1
    wakeAll()
  }
  return {
    get: () => current,
    set(value) {
      current = value
      change()
    },
    async *values(signal) {
      let seen = -1
      signal.addEventListener('abort', wakeAll, { once: true })
      try {
        while (!closed && !signal.aborted) {
          if (seen === version) await wake.promise
          else {
            seen = version
            yield current
          }
        }
      } finally {
        signal.removeEventListener('abort', wakeAll)
      }
    },
    close() {
      closed = true
      change()
    },
  }
}
