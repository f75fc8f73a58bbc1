import { Dice } from './random.ts'
import type { LabFault } from './faults.ts'

/** Faults at random: the same seed gives the same faults to the same order of calls. */
export type Chaos = {
  kind: 'chaos'
  seed: number
  /** Share of the calls that something happens to, 0 to 1. */
  rate: number
  /** Most milliseconds by which a commit or its sight is late; 500 unless told. */
  mostMs?: number
  /** What a call that is one too many is told to wait, in whole seconds; 1 unless told. */
  busySeconds?: number
}

const SALT = { hit: 1, what: 2, ms: 3, status: 4 }
const MOST_MS = 500
const STATUSES = [500, 502, 503, 504]

type Maker = (ms: number, status: number, busySeconds: number) => LabFault
const MAKERS: readonly Maker[] = [
  () => ({ kind: 'reset' }),
  () => ({ kind: 'lostReply' }),
  (ms) => ({ kind: 'lostReply', sightMs: ms }),
  () => ({ kind: 'truncated' }),
  () => ({ kind: 'html' }),
  (_ms, status) => ({ kind: 'serverError', status }),
  (_ms, _status, busySeconds) => ({ kind: 'tooMany', retryAfterSeconds: busySeconds }),
  (ms) => ({ kind: 'lateCommit', ms, answer: 'reset' }),
  (ms) => ({ kind: 'lateCommit', ms, answer: 'gatewayTimeout' }),
  (ms) => ({ kind: 'lateSight', ms }),
  (ms) => ({ kind: 'latency', ms: Math.ceil(ms / 10) }),
]

/** What happens to the n-th call of a chaos; null: nothing. */
export function chaosAt({ seed, rate, mostMs = MOST_MS, busySeconds = 1 }: Chaos, nth: number): LabFault | null {
  const dice = new Dice(seed, nth)
  if (!dice.perMille(SALT.hit, Math.round(rate * 1000))) return null
  return dice.pick(SALT.what, MAKERS)(dice.between(SALT.ms, 1, Math.max(1, mostMs)), dice.pick(SALT.status, STATUSES), busySeconds)
}
