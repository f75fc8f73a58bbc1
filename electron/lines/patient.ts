import type { Clock } from '../operators/clock.ts'
import type { CallContext, Operator, OperatorMethods } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'

/** When a call may be sent that a used-up window of the system's rate limit has kept back; null for any other failure. */
export function windowOpensInMs(error: unknown): number | null {
  if (!(error instanceof OperatorFailure)) return null
  const { kind, code, retryAfterSeconds } = error.data
  return kind === 'tooBusy' && code?.startsWith('window') === true && retryAfterSeconds !== undefined ? retryAfterSeconds * 1000 : null
}

/** A moment after the window opens, so that clocks that differ a little do not cost a refused call. */
const afterOpeningMs = 1000

export type Patience = {
  readonly clock: Pick<Clock, 'sleep'>
  /** Told before each wait, and with null when it is over. */
  readonly waiting: (ms: number | null) => void
  /** Told of each page that was fetched. */
  readonly paged: () => void
}

/**
 * The operator as synchronisation uses it: where a window of the rate limit is used up, its calls wait until the window gives again,
 * instead of failing the run. The engineer's own calls do not go through it.
 */
export function patient(operator: Operator, { clock, waiting, paged }: Patience): Operator {
  const waits = <Given extends readonly unknown[], Answer>(call: ((...given: Given) => Promise<Answer>) | undefined, done?: () => void) =>
    call === undefined ? undefined : async (...given: Given): Promise<Answer> => {
      for (;;) {
        try {
          const answer = await call(...given)
          done?.()
          return answer
        } catch (error) {
          const ms = windowOpensInMs(error)
          if (ms === null) throw error
          waiting(ms + afterOpeningMs)
          await clock.sleep(ms + afterOpeningMs, (given.at(-1) as CallContext).signal)
          waiting(null)
        }
      }
    }
  const { fetchLinePage, fetchLineList, endUsers, lineByNid } = operator.methods
  const patiently = {
    fetchLinePage: waits(fetchLinePage, paged), fetchLineList: waits(fetchLineList), endUsers: waits(endUsers), lineByNid: waits(lineByNid),
  } satisfies Partial<{ [Name in keyof OperatorMethods]: OperatorMethods[Name] | undefined }>
  return { ...operator, methods: { ...operator.methods, ...Object.fromEntries(Object.entries(patiently).filter(([, call]) => call !== undefined)) } }
}
