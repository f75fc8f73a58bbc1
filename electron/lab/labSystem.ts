import type { Later } from './later.ts'

/** When a write takes effect and when it is seen, in milliseconds after the answer; 0 and 0 without a fault. */
export type Writing = { commitMs: number; sightMs: number }

/** A request to one system of the lab, its body read. */
export type LabRequest = {
  readonly method: string
  /** Under the system's base, without it: `/accesses/17`. */
  readonly path: string
  readonly query: URLSearchParams
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** A reply; a long body may come in pieces. */
export type LabReply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | Iterable<string | Uint8Array>
}

/** How a fault changes what a system does and answers. */
export type LabTwist = {
  /** When what is written is done, and when it is seen. */
  readonly writing: Writing
  /** Changes the answer's value before it is written out (wrong shape, a bad record); null leaves it. */
  readonly value: ((value: unknown) => unknown) | null
}

/** What every system is made with. */
export type LabContext = {
  readonly seed: number
  readonly now: () => number
  /** What a fault has put off. */
  readonly later: Later
  /** `http://127.0.0.1:PORT`, once the lab listens. */
  readonly origin: () => string
}

/** One of the operator systems the lab plays. */
export type LabSystem = {
  /** Path of its base address, `/onapi/2.6`. */
  readonly base: string
  /** Name of a call for faults and the request log: a route template (`GET /accesses/`) or a method, never an id. */
  callOf(request: LabRequest): string
  /** User name the request proves, or null: for the request log. */
  userOf(request: LabRequest): string | null
  /** What the request asks, for the request log, which takes out secrets; its query and body as JSON unless told. */
  paramsOf?(request: LabRequest): unknown
  answer(request: LabRequest, twist: LabTwist): LabReply
  /** How what stands before the system says no: 401, 429, 5xx. */
  failure(status: number): LabReply
  /** A documented refusal in the system's own form. */
  refusal(request: LabRequest, code: number | string, message: string): LabReply
  /** Orders of tests: `POST /tickets` of `/lab/<kind>/tickets`, the kind in small letters; null where it knows no such path. */
  control?(route: string, body: string, query: URLSearchParams): LabReply | null
  /** Refuses every token handed out so far. */
  expireTokens(): void
}

/** A value as JSON, changed as the fault says. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}, twist?: LabTwist): LabReply {
  const body = JSON.stringify(twist?.value ? twist.value(value) : value)
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body }
}
