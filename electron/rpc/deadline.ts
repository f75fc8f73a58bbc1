import { OperatorFailure } from '../operators/operatorFailure.ts'

/** Time for a use case to answer in its own words after its signal was aborted, ms. */
const graceMs = 2_000

/**
 * Runs a live query with a deadline: its signal is aborted after `timeoutMs`, and when it has not ended shortly after that
 * it is left alone and an OperatorFailure `timeout` thrown. A caller who goes away aborts the same signal.
 */
export async function withDeadline<T>(
  caller: AbortSignal | undefined, timeoutMs: number, work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const expired = new AbortController()
  const signal = caller === undefined ? expired.signal : AbortSignal.any([caller, expired.signal])
  const tooLate = Promise.withResolvers<never>()
  const timers = [
    setTimeout(() => expired.abort(new OperatorFailure({ kind: 'timeout' })), timeoutMs),
    setTimeout(() => tooLate.reject(new OperatorFailure({ kind: 'timeout' })), timeoutMs + graceMs),
  ]
  try {
    return await Promise.race([work(signal), tooLate.promise])
  } catch (error) {
    // A bare AbortError of our own deadline would be masked as a bug.
    if (expired.signal.aborted && caller?.aborted !== true && error instanceof Error && error.name === 'AbortError') {
      throw new OperatorFailure({ kind: 'timeout' }, { cause: error })
    }
    throw error
  } finally {
    timers.forEach(clearTimeout)
  }
}
