/**
 * Whether a failure only says that its caller went away. The transports say it differently: an AbortError over HTTP, a plain
 * Error of the port's queue, the core's own code.
 */
export function isAbort(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'AbortError' || error.message.startsWith('[AsyncIdQueue]')
    || ('code' in error && error.code === 'CLIENT_CLOSED_REQUEST')
}

/** A stream that ends quietly once its caller has aborted it, instead of throwing. */
export function endQuietly(stream: AsyncIterator<unknown, unknown, void>, signal: AbortSignal | undefined): AsyncIterableIterator<unknown, unknown, void> {
  return {
    async next() {
      try {
        return await stream.next()
      } catch (error) {
        if (signal?.aborted === true && isAbort(error)) return { done: true, value: undefined }
        throw error
      }
    },
    async return(value) {
      await stream.return?.()
      return { done: true, value }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
