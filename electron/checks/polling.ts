import { OperatorFailure } from '../operators/operatorFailure.ts'

/** Waits, and rejects with the signal's reason when it is aborted. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>

/**
 * Back-off of the polls for a report: half a second growing to five, for five minutes (a SELT may take four; domain.md section 4).
 * Each wait is a fifth longer than the one before, so that a report is seen at most a fifth of its own time and half a second late.
 */
export type PollPlan = { readonly firstMs: number; readonly growth: number; readonly mostMs: number; readonly forMs: number }
export const pollPlan: PollPlan = { firstMs: 500, growth: 1.2, mostMs: 5000, forMs: 5 * 60_000 }

/** Failures after which the same question may well be answered the next time. */
const passing = new Set(['unreachable', 'timeout', 'serverError', 'tooBusy', 'notJson', 'badReply', 'rejected'])

/** The system does not know what it is asked for: so it may say of a test that has only begun, but not for long. */
export const notKnown: unique symbol = Symbol('not known')
/**
 * After so long of nothing else, what is asked for is taken as lost. The document names no pending state, so that a system may
 * say "not found" for a while (domain.md section 4): our assumption, with room.
 */
const notKnownMs = 30_000

/** How polling ended: with an answer, or without one, after a failure or because what was asked for is `lost`. */
export type Polled<Answer> =
  | { readonly answer: Answer }
  | { readonly answer: null; readonly failure: OperatorFailure | null; readonly lost: boolean }

/**
 * Asks until there is an answer other than null, or the time is over. Passing failures of the network do not end it; the last one is
 * told with the end. Throws OperatorFailure that waiting does not cure, and the signal's reason.
 */
export async function poll<Answer>(
  ask: (signal: AbortSignal) => Promise<Answer | typeof notKnown | null>, plan: PollPlan, sleep: Sleep, signal: AbortSignal,
): Promise<Polled<Answer>> {
  let waitedMs = 0
  let delayMs = plan.firstMs
  let failure: OperatorFailure | null = null
  let notKnownSince: number | null = null
  while (waitedMs < plan.forMs) {
    await sleep(delayMs, signal)
    waitedMs += delayMs
    delayMs = Math.min(plan.mostMs, delayMs * plan.growth)
    try {
      const answer = await ask(signal)
      failure = null
      if (answer === notKnown) {
        notKnownSince ??= waitedMs
        if (waitedMs - notKnownSince >= notKnownMs) return { answer: null, failure, lost: true }
      } else if (answer !== null) return { answer }
      else notKnownSince = null
    } catch (error) {
      if (!(error instanceof OperatorFailure) || !passing.has(error.data.kind) || signal.aborted) throw error
      failure = error
      notKnownSince = null
      const retryMs = (error.data.retryAfterSeconds ?? 0) * 1000
      if (retryMs > delayMs) delayMs = Math.min(retryMs, 60_000)
    }
  }
  return { answer: null, failure, lost: false }
}
