import { OperatorFailure } from './operators/operatorFailure.ts'

type Call<Answer> = { readonly answer: Promise<Answer>; readonly stop: AbortController; waiting: number }

/**
 * Gives all who ask for the same thing at the same time the answer of one call. It is given up when the last of them has left;
 * who leaves gets the OperatorFailure their signal was aborted with, else `cancelled`.
 */
export function createSharedCalls<Answer>() {
  const calls = new Map<string, Call<Answer>>()
  const begin = (key: string, work: (signal: AbortSignal) => Promise<Answer>): Call<Answer> => {
    const stop = new AbortController()
    const call: Call<Answer> = { answer: work(stop.signal), stop, waiting: 0 }
    // All may have left by the time it fails.
    call.answer.catch(() => undefined)
    calls.set(key, call)
    return call
  }
  return async (key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> => {
    if (signal.aborted) throw reasonOf(signal)
    const call = calls.get(key) ?? begin(key, work)
    call.waiting += 1
    const left = Promise.withResolvers<never>()
    const leave = (): void => left.reject(reasonOf(signal))
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([call.answer, left.promise])
    } finally {
      signal.removeEventListener('abort', leave)
      call.waiting -= 1
      if (call.waiting === 0) {
        if (calls.get(key) === call) calls.delete(key)
        call.stop.abort()
      }
    }
  }
}

const reasonOf = ({ reason }: AbortSignal): OperatorFailure =>
  reason instanceof OperatorFailure ? reason : new OperatorFailure({ kind: 'cancelled' })
