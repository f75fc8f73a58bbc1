import type { Diagnostics } from './diagnostics.ts'
import type { Later } from '../later.ts'
import type { Tickets } from './tickets.ts'
import type { LabUser } from './users.ts'
import type { Fields } from '../validate.ts'
import type { LabWorld } from './world.ts'

/** What a method may reach. */
export type LabParts = {
  world: LabWorld
  diagnostics: Diagnostics
  tickets: Tickets
  later: Later
  endusers: Map<string, Record<string, unknown>>
  users: readonly LabUser[]
  now: () => number
}

export type LabCall = LabParts & {
  params: Readonly<Record<string, unknown>>
  user: LabUser
  /** Does what a write does, now or when a fault lets it; everything that may be refused is checked before. */
  commit(effect: (sightMs: number) => void): void
}

/** A reply that is JSON text already, or values beside `result` as in `list_reports`. */
export type LabReply = { json: string } | { result: unknown; beside?: Readonly<Record<string, unknown>> }

export type LabMethod = {
  /** Permission the document asks for; null where it asks for none. */
  right: string | null
  params: Fields
  /** Keys of which exactly one must be there, where the document has several forms of a request. */
  oneOf?: readonly string[]
  call(call: LabCall): LabReply
}

/** A documented refusal (section Errors). */
export class LabError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

export const refusals = {
  /** 001, also the answer to whatever the system does not know. */
  undocumented: () => new LabError(1, 'Undocumented Error, please report to Nextpertise and refer to cid: %s'),
  address: (zipcode: string, housenr: number, ext: string) =>
    new LabError(2, `Invalid zipcode/housenr combination: (${zipcode},${housenr},${ext})`),
  /** 006 for one of its documented reasons, or for another in the system's own words. */
  createFor: (what: string, reason: string) => new LabError(6, `Failed to create requested (${what}). ${reason}`),
  create: (what: string) => new LabError(6, `Failed to create requested (${what})`),
  update: (what: string) => new LabError(8, `Failed to update requested (${what})`),
  schema: () => new LabError(11, 'JSON-RPC request or reply does not comply with its schema.'),
  prohibited: () => new LabError(12, 'Config Prohibited Error.'),
}

/** Rows a page has where nothing is asked, and at most (the document names neither; per_page 0 means "all" on some endpoints). */
const PER_PAGE = { standard: 50, most: 500 }

export type Page = {
  from: number
  to: number
  /** Absent where the request asked for no pages and everything fits, as in the document's examples. */
  info: { previous_page: number | null; next_page: number | null; per_page: number; count: number } | null
}

/** Cuts a page out of so many rows. */
export function pageOf(pagination: unknown, count: number, most: number = PER_PAGE.most): Page {
  const asked = (pagination ?? {}) as { per_page?: number; page?: number }
  const wanted = asked.per_page ?? PER_PAGE.standard
  const perPage = Math.min(wanted === 0 ? most : wanted, most)
  const page = asked.page ?? 1
  const from = Math.min((page - 1) * perPage, count)
  const to = Math.min(from + perPage, count)
  const plain = (pagination === undefined || asked.per_page === 0) && to === count && page === 1
  const info = { previous_page: page > 1 ? page - 1 : null, next_page: to < count ? page + 1 : null, per_page: perPage, count }
  return { from, to, info: plain ? null : info }
}

/** `{ [name]: rows of the page, pagination? }` */
export function paged<T>(
  name: string,
  rows: readonly T[],
  pagination: unknown,
  wire: (row: T) => unknown,
): { result: Record<string, unknown> } {
  const page = pageOf(pagination, rows.length)
  return { result: { [name]: rows.slice(page.from, page.to).map(wire), ...(page.info ? { pagination: page.info } : {}) } }
}
