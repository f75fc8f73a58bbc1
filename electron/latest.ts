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
  let wake: PromiseWithResolvers<void> = Promise.withResolvers()
  const change = () => {
    version += 1
    wake.resolve()
    wake = Promise.withResolvers()
  }
  return {
    get: () => current,
    set(value) {
      current = value
      change()
    },
    async *values(signal) {
      let seen = -1
      const aborted = new Promise<void>(resolve => {
        if (signal.aborted) resolve()
        else signal.addEventListener('abort', () => resolve(), { once: true })
      })
      while (!closed && !signal.aborted) {
        if (seen === version) await Promise.race([wake.promise, aborted])
        else {
          seen = version
          yield current
        }
      }
    },
    close() {
      closed = true
      change()
    },
  }
}
