/** How long to wait before stream number `attempt` is opened again: quick at first, calm later. */
export function retryDelayMs(attempt: number): number {
  return Math.min(500 * 2 ** attempt, 8000)
}

type FollowOptions = {
  readonly signal: AbortSignal
  /** Called when the stream broke off or could not be opened, before it is tried again. */
  readonly onLost?: (error: unknown) => void
  /** Waits; a test passes its own. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

function waitMs(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => { clearTimeout(timer); resolve() }, { once: true })
  })
}

/** Follows a stream of states for as long as the app runs: whenever it ends or breaks, it is opened again. */
export async function follow<T>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>, onEvent: (event: T) => void, options: FollowOptions,
): Promise<void> {
  const { signal, onLost, wait = waitMs } = options
  let attempt = 0
  while (!signal.aborted) {
    try {
      for await (const event of await open(signal)) {
        if (signal.aborted) return
        attempt = 0
        onEvent(event)
      }
      onLost?.(null)
    } catch (error) {
      if (signal.aborted) return
      onLost?.(error)
    }
    await wait(retryDelayMs(attempt), signal)
    attempt += 1
  }
}
