export type CoalesceOptions<T> = {
  /** Least time between two events, ms. Default 100: at most ten a second. */
  readonly gapMs?: number
  /** Events that must not be replaced by a later one, because they carry what no other event repeats. */
  readonly keep?: (event: T) => boolean
}

/**
 * Thins a stream to at most one event per gap: an event that waits is replaced by a newer one, the first goes at once and the
 * last always arrives. A port has no back-pressure, so that a fast source would otherwise fill the page's memory.
 * Leaving the stream, or aborting `signal`, aborts the signal given to `open`; after an abort the stream ends quietly.
 */
export async function* coalesce<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>, signal: AbortSignal | undefined, options: CoalesceOptions<T> = {},
): AsyncGenerator<T, void, void> {
  const { gapMs = 100, keep = () => false } = options
  const left = new AbortController()
  const both = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal])
  const waiting: T[] = []
  let ended = false
  let failure: { readonly cause: unknown } | undefined
  let change = Promise.withResolvers<void>()
  const wake = () => change.resolve()
  both.addEventListener('abort', wake, { once: true })

  const pump = async () => {
    try {
      for await (const event of open(both)) {
        const last = waiting.at(-1)
        if (last !== undefined && !keep(last)) waiting.pop()
        waiting.push(event)
        wake()
      }
    } catch (cause) {
      failure = { cause }
    } finally {
      ended = true
      wake()
    }
  }

  void pump()
  try {
    while (!both.aborted) {
      if (waiting.length > 0) {
        yield waiting.shift() as T
        if (!(ended && waiting.length === 0)) await pause(gapMs, both)
      } else if (failure !== undefined) throw failure.cause
      else if (ended) return
      else {
        await change.promise
        change = Promise.withResolvers()
      }
    }
  } finally {
    left.abort()
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}
