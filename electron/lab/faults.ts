import { chaosAt } from './chaos.ts'
import type { Chaos } from './chaos.ts'

/** What can go wrong on the way; each acts instead of, or on top of, the right answer. */
export type LabFault =
  | { kind: 'latency'; ms: number }
  | { kind: 'reset' }
  | { kind: 'truncated' }
  | { kind: 'html' }
  | { kind: 'unauthorized401' }
  | { kind: 'tooMany'; retryAfterSeconds: number }
  | { kind: 'serverError'; status: number }
  | { kind: 'drip'; bytesPerSecond: number }
  | { kind: 'huge'; bytes: number }
  | { kind: 'wrongShape' }
  | { kind: 'badRecord' }
  /** The system's clock is off: the `Date` header alone is ahead by so much. */
  | { kind: 'clock'; aheadMs: number }
  /** A documented refusal in the system's own words: code and message of the error object. */
  | { kind: 'refusal'; code: number | string; message: string }
  /** Does what was asked and resets instead of answering. `sightMs`: what was written is seen only so much later. */
  | { kind: 'lostReply'; sightMs?: number }
  /** What was asked takes effect only so many milliseconds after the answer, which is a reset unless told. */
  | { kind: 'lateCommit'; ms: number; answer?: 'reset' | 'gatewayTimeout' | 'reply' }
  /** What was written is there, and is seen in lists and by whoever gets it only so much later. */
  | { kind: 'lateSight'; ms: number }

type Planned = { fault: LabFault | Chaos; left: number; taken: number }

/** Every method of every system. */
const EVERY = '*'

/** Faults that are set: per call (`list_connections`, `GET /accesses/`), for every call of a system (`onApi/*`), or for all (`*`). */
export class LabFaults {
  readonly #planned = new Map<string, Planned>()
  #cut = false
  readonly #onCut: () => void

  constructor(onCut: () => void) {
    this.#onCut = onCut
  }

  /** Sets a fault (or chaos) for a method, for so many calls or until cleared. */
  set(method: string, fault: LabFault | Chaos, times = Number.POSITIVE_INFINITY): void {
    this.#planned.set(method, { fault, left: times, taken: 0 })
  }

  /** Clears one method's fault, or all of them, and joins the network again if it was cut. */
  clear(method?: string): void {
    if (method === undefined) {
      this.#planned.clear()
      this.#cut = false
    } else this.#planned.delete(method)
  }

  /** True: every connection is closed at once and no call is answered until it is false again. */
  set cut(down: boolean) {
    this.#cut = down
    if (down) this.#onCut()
  }

  get cut(): boolean {
    return this.#cut
  }

  /** Takes the fault for a call of a system, counting it off. */
  take(method: string, system: string): LabFault | null {
    const key = [method, `${system}/*`].find((each) => this.#planned.has(each)) ?? EVERY
    const planned = this.#planned.get(key)
    if (!planned) return null
    planned.left--
    if (planned.left <= 0) this.#planned.delete(key)
    const nth = planned.taken++
    return planned.fault.kind === 'chaos' ? chaosAt(planned.fault, nth) : planned.fault
  }
}

/** A result with every value replaced by one of another type: arrays become texts, texts become objects. */
export function wrongShape(value: unknown): unknown {
  if (Array.isArray(value)) return 'not a list'
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wrongShape(each)]))
  return typeof value === 'number' ? [value] : { unexpected: value }
}

/** The same result with the middle record of its list, or of its first list, spoilt. */
export function withBadRecord(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result
  if (Array.isArray(result)) return spoilt(result)
  for (const [key, value] of Object.entries(result)) {
    if (Array.isArray(value) && value.length > 0) return { ...result, [key]: spoilt(value) }
  }
  return result
}

function spoilt(list: unknown[]): unknown[] {
  return list.length === 0 ? list : list.with(Math.floor(list.length / 2), { address: 17, carrier: null, circuits: 'none' })
}
