import { chaosAt } from './chaos.ts'
import type { ServerResponse } from 'node:http'
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

/** Every method. */
export const EVERY = '*'

/** Faults that are set, per method (`list_connections`, `jwt/log-in`) or for every method (`*`). */
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

  /** Takes the fault for a call, counting it off. */
  take(method: string): LabFault | null {
    const key = this.#planned.has(method) ? method : EVERY
    const planned = this.#planned.get(key)
    if (!planned) return null
    planned.left--
    if (planned.left <= 0) this.#planned.delete(key)
    const nth = planned.taken++
    return planned.fault.kind === 'chaos' ? chaosAt(planned.fault, nth) : planned.fault
  }
}

const DRIPS_PER_SECOND = 20

/** Sends a body slowly, in twenty portions a second. */
export function drip(response: ServerResponse, body: string, bytesPerSecond: number): void {
  const bytes = Buffer.from(body)
  const portion = Math.max(1, Math.round(bytesPerSecond / DRIPS_PER_SECOND))
  let at = 0
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length })
  const timer = setInterval(() => {
    response.write(bytes.subarray(at, at + portion))
    at += portion
    if (at < bytes.length) return
    clearInterval(timer)
    response.end()
  }, 1000 / DRIPS_PER_SECOND)
  response.on('close', () => clearInterval(timer))
}

/** Sends a well-formed reply that is padded to at least so many bytes, without holding it in memory. */
export function huge(response: ServerResponse, bytes: number): void {
  const block = 'x'.repeat(65_536)
  const head = '{"jsonrpc":"2.0","id":1,"result":{"padding":"'
  const tail = '"}}'
  let left = Math.max(0, bytes - head.length - tail.length)
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  response.write(head)
  const push = (): void => {
    while (left > 0 && !response.destroyed) {
      const part = left >= block.length ? block : block.slice(0, left)
      left -= part.length
      if (!response.write(part)) {
        response.once('drain', push)
        return
      }
    }
    response.end(tail)
  }
  push()
}

/** A result with every value replaced by one of another type: arrays become texts, texts become objects. */
export function wrongShape(value: unknown): unknown {
  if (Array.isArray(value)) return 'not a list'
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wrongShape(each)]))
  return typeof value === 'number' ? [value] : { unexpected: value }
}

/** The same result with the middle record of its first list spoilt. */
export function withBadRecord(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result
  for (const [key, value] of Object.entries(result)) {
    if (!Array.isArray(value) || value.length === 0) continue
    const spoilt = value.with(Math.floor(value.length / 2), { address: 17, carrier: null, circuits: 'none' })
    return { ...result, [key]: spoilt }
  }
  return result
}
