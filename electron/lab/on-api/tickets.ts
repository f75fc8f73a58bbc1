import { isObject } from '../validate.ts'
import { utc } from '../clock.ts'
import { secondOf } from './network.ts'

export const STATUSES = ['CREATED', 'IN_PROGRESS_CO', 'IN_PROGRESS_SP', 'CLOSED'] as const
export const PROBLEMS = ['NO_LINK', 'NO_ACCESS', 'QUALITY', 'OTHER'] as const
export type TicketStatus = (typeof STATUSES)[number]
export type Responsible = 'SP' | 'CO'
export type TicketComment = { createdBy: string; message: string; createdMs: number }
export type LabTicket = {
  coTicketReference: string
  spReference: string | null
  spTicketReference: string | null
  accessId: string
  createdBy: string
  createdMs: number
  updatedMs: number
  heading: string
  description: string
  comments: readonly TicketComment[]
  status: TicketStatus
  responsible: Responsible
  subscriptionId: string | null
  problemType: (typeof PROBLEMS)[number]
  additionalInfo: Record<string, unknown>
}
export type NewTicket = Pick<
  LabTicket, 'spReference' | 'spTicketReference' | 'accessId' | 'createdBy' | 'heading' | 'description' | 'subscriptionId' | 'problemType' | 'additionalInfo'
>
export type TicketPatch = { comment: { createdBy: string; message: string } | null; status: TicketStatus | null; responsible: Responsible | null }

/** A ticket as it was before a change that nobody sees yet. */
type Unseen = { untilMs: number; before: LabTicket | null }

/** Trouble tickets of a network. */
export class Tickets {
  readonly #now: () => number
  readonly #tickets = new Map<string, LabTicket>()
  readonly #unseen = new Map<string, Unseen[]>()
  #next = 123_457

  constructor(now: () => number, seeded: readonly Omit<LabTicket, 'coTicketReference'>[]) {
    this.#now = now
    for (const ticket of seeded) this.#keep({ ...ticket, coTicketReference: this.reference() }, 0)
  }

  /** The reference of the next ticket. */
  reference(): string {
    return `TT${String(this.#next++).padStart(11, '0')}`
  }

  #keep(ticket: LabTicket, sightMs: number): void {
    const id = ticket.coTicketReference
    if (sightMs > 0) {
      const before = this.#tickets.get(id) ?? null
      this.#unseen.set(id, [...(this.#unseen.get(id) ?? []), { untilMs: this.#now() + sightMs, before }])
    }
    this.#tickets.set(id, ticket)
  }

  /** Tickets as they truly are. */
  committed(): readonly LabTicket[] {
    return [...this.#tickets.values()]
  }

  /** A ticket as it is seen, or null. */
  seen(id: string): LabTicket | null {
    const now = this.#now()
    const unseen = (this.#unseen.get(id) ?? []).find(({ untilMs }) => untilMs > now)
    return unseen ? unseen.before : (this.#tickets.get(id) ?? null)
  }

  /** Tickets as they are seen, oldest first. */
  list(): readonly LabTicket[] {
    return [...this.#tickets.keys()].flatMap((id) => this.seen(id) ?? [])
  }

  create(coTicketReference: string, ticket: NewTicket, sightMs: number): void {
    const now = this.#now()
    this.#keep({ ...ticket, coTicketReference, createdMs: now, updatedMs: now, comments: [], status: 'CREATED', responsible: 'CO' }, sightMs)
  }

  update(id: string, { comment, status, responsible }: TicketPatch, sightMs: number): boolean {
    const ticket = this.#tickets.get(id)
    if (!ticket) return false
    const now = this.#now()
    this.#keep({
      ...ticket,
      updatedMs: now,
      status: status ?? ticket.status,
      responsible: responsible ?? ticket.responsible,
      comments: comment ? [...ticket.comments, { ...comment, createdMs: now }] : ticket.comments,
    }, sightMs)
    return true
  }

  /** Tickets that changed after a second. */
  since(sinceMs: number): readonly LabTicket[] {
    return this.list().filter(({ updatedMs }) => secondOf(updatedMs) > sinceMs)
  }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

/** A new ticket read from a request body, or what is wrong with it. */
export function readTicket(body: unknown): NewTicket | string {
  if (!isObject(body)) return 'Body is not an object'
  const missing = ['accessId', 'createdBy', 'heading', 'description'].find((name) => text(body[name]) === null)
  if (missing !== undefined) return `Missing field: '${missing}'`
  const problemType = PROBLEMS.find((each) => each === body['problemType'])
  if (problemType === undefined) return `Wrong value in field: 'problemType'`
  const { additionalInfo } = body
  if (!isObject(additionalInfo)) return `Missing field: 'additionalInfo'`
  if (body['status'] !== undefined && !STATUSES.some((each) => each === body['status'])) return `Wrong value in field: 'status'`
  return {
    spReference: text(body['spReference']),
    spTicketReference: text(body['spTicketReference']),
    accessId: text(body['accessId']) ?? '',
    createdBy: text(body['createdBy']) ?? '',
    heading: text(body['heading']) ?? '',
    description: text(body['description']) ?? '',
    subscriptionId: text(body['subscriptionId']),
    problemType,
    additionalInfo,
  }
}

/** A change read from a request body, or what is wrong with it: closing needs `responsible`. */
export function readPatch(body: unknown): TicketPatch | string {
  if (!isObject(body)) return 'Body is not an object'
  const status = STATUSES.find((each) => each === body['status']) ?? null
  const responsible = (['SP', 'CO'] as const).find((each) => each === body['responsible']) ?? null
  if (body['status'] !== undefined && status === null) return `Wrong value in field: 'status'`
  if (body['responsible'] !== undefined && responsible === null) return `Wrong value in field: 'responsible'`
  if (status === 'CLOSED' && responsible === null) return `Missing field: 'responsible', needed when closing`
  const { comment } = body
  if (comment === undefined) return status === null && responsible === null ? 'Nothing to change' : { comment: null, status, responsible }
  if (!isObject(comment)) return `Wrong value in field: 'comment'`
  const [message, createdBy] = [text(comment['message']), text(comment['createdBy'])]
  if (message === null || createdBy === null) return `Missing field: 'comment.message' or 'comment.createdBy'`
  return { comment: { message, createdBy }, status, responsible }
}

export function listedWire({ coTicketReference, spTicketReference, status, responsible }: LabTicket): Record<string, unknown> {
  return { coTicketReference, ...(spTicketReference === null ? {} : { spTicketReference }), status, responsible }
}

/** One ticket; `open` with its booleans as strings, as the public specification shows them. */
export function ticketWire(ticket: LabTicket, open: boolean): Record<string, unknown> {
  const { createdMs, updatedMs, comments, spReference, spTicketReference, subscriptionId, additionalInfo, ...rest } = ticket
  const { link } = additionalInfo
  return {
    ...rest,
    ...(spReference === null ? {} : { spReference }),
    ...(spTicketReference === null ? {} : { spTicketReference }),
    ...(subscriptionId === null ? {} : { subscriptionId }),
    createdAt: utc(createdMs),
    updatedAt: utc(updatedMs),
    comments: comments.map(({ createdBy, message, createdMs: atMs }) => ({ createdBy, message, createdAt: utc(atMs) })),
    additionalInfo: { ...additionalInfo, ...(open && typeof link === 'boolean' ? { link: String(link) } : {}) },
  }
}
