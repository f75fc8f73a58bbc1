import type { Writing } from './nextpertise/method.ts'

/** A request to one system of the lab, its body read. */
export type LabRequest = {
  readonly method: string
  /** Under the system's base, without it: `/accesses/17`. */
  readonly path: string
  readonly query: URLSearchParams
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

/** One of the operator systems the lab plays. */
export type LabSystem = {
  /** Path of its base address, `/onapi/2.6`. */
  readonly base: string
  /** Name of a call for faults and the request log: a route template (`GET /accesses/`) or a method, never an id. */
  callOf(request: LabRequest): string
  /** User name the request proves, or null: for the request log. */
  userOf(request: LabRequest): string | null
  answer(request: LabRequest, twist: LabTwist): LabReply
  /** Orders of tests under `/lab/<last part of the base>/...`; null where it knows no such path. */
  control?(route: string, body: string): LabReply | null
  /** Refuses every token handed out so far. */
  expireTokens(): void
}
