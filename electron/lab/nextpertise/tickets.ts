import { utc } from '../clock.ts'
import { seededTickets } from './ticket.ts'
import { Uploads } from './uploads.ts'
import type { Attachment, LabTicket, TicketComment, TicketStatus } from './ticket.ts'
import type { LabWorld } from './world.ts'

export type NewTicket = {
  subject: string
  comment: string
  nid: string | null
  reference: string | null
  contact?: { name?: string; phone?: string | null }
  technical_specifications?: string
  attachments: readonly string[]
  author: string
}

export type TicketUpdate = { comment: { body: string; attachments: readonly string[] } | null; solved: boolean | null }

/** A ticket as it was before a change that nobody sees yet. */
type Unseen = { untilMs: number; before: LabTicket | null }

const HTML_TAG = /<\/?[a-z][^>]*>/gi

/** As `get_ticket` gives a comment: "Stripped of inline attachments & HTML" (section Support). */
function stripped(body: string): string {
  return body.replaceAll('\r\n', '\n').replaceAll(HTML_TAG, '').trim()
}

/** Tickets and uploads of a lab. */
export class Tickets {
  readonly uploads: Uploads
  readonly #tickets = new Map<number, LabTicket>()
  readonly #unseen = new Map<number, Unseen[]>()
  readonly #now: () => number
  #nextId = 20_001

  constructor(world: LabWorld, now: () => number) {
    this.#now = now
    this.uploads = new Uploads(world.seed)
    for (const ticket of seededTickets(world, now())) this.#tickets.set(ticket.id, ticket)
  }

  #keep(ticket: LabTicket, sightMs: number): void {
    if (sightMs > 0) {
      const before = this.#tickets.get(ticket.id) ?? null
      this.#unseen.set(ticket.id, [...(this.#unseen.get(ticket.id) ?? []), { untilMs: this.#now() + sightMs, before }])
    }
    this.#tickets.set(ticket.id, ticket)
  }

  /** Tickets as they truly are. */
  committed(): readonly LabTicket[] {
    return [...this.#tickets.values()]
  }

  /** A ticket as it truly is, or null. */
  truly(id: number): LabTicket | null {
    return this.#tickets.get(id) ?? null
  }

  /** A ticket as it is seen by now: as it was before the first change that is not seen yet. */
  get(id: number): LabTicket | null {
    const ticket = this.truly(id)
    const unseen = this.#unseen.get(id)
    if (unseen === undefined) return ticket
    const left = unseen.filter(({ untilMs }) => untilMs > this.#now())
    if (left.length === 0) this.#unseen.delete(id)
    else this.#unseen.set(id, left)
    return left[0] === undefined ? ticket : left[0].before
  }

  /** Tickets as they are seen by now. */
  all(): readonly LabTicket[] {
    return [...this.#tickets.keys()].flatMap((id) => this.get(id) ?? [])
  }

  /** The number of a ticket that is about to be created. */
  reserveId(): number {
    return this.#nextId++
  }

  create(id: number, wish: NewTicket, sightMs = 0): void {
    const now = utc(this.#now())
    const contact = wish.contact ? `\n\nContactpersoon:\n${wish.contact.name ?? ''}\n${wish.contact.phone ?? ''}` : ''
    const technical =
      wish.technical_specifications === undefined ? '' : `\n\nTechnische specificaties:\n${wish.technical_specifications}`
    const body = `${stripped(wish.comment)}${contact}${technical}`
    const opening = this.#comment(wish.author, body, wish.attachments)
    this.#keep(
      {
        id,
        nid: wish.nid,
        reference: wish.reference,
        subject: wish.subject,
        status: 'new',
        created_at: now,
        updated_at: now,
        requester: opening.author,
        comments: [opening],
      },
      sightMs,
    )
  }

  /** Adds a comment or (re)opens or solves; false if there is no such ticket, or it is closed for good. */
  update(id: number, author: string, { comment, solved }: TicketUpdate, sightMs = 0): boolean {
    const ticket = this.truly(id)
    if (!ticket || ticket.status === 'closed') return false
    const comments = comment
      ? [...ticket.comments, this.#comment(author, stripped(comment.body), comment.attachments)]
      : ticket.comments
    let { status } = ticket
    if (comment && status === 'pending') status = 'open'
    if (solved === true) status = 'solved'
    if (solved === false && status === 'solved') status = 'open'
    this.#keep({ ...ticket, comments, status, updated_at: utc(this.#now()) }, sightMs)
    return true
  }

  /** What the operator's own people do to a ticket, also to a closed one; false if there is no such ticket. */
  setStatus(id: number, status: TicketStatus): boolean {
    const ticket = this.truly(id)
    if (!ticket) return false
    this.#keep({ ...ticket, status, updated_at: utc(this.#now()) }, 0)
    return true
  }

  #comment(author: string, body: string, attachments: readonly string[]): TicketComment {
    return { body, created_at: utc(this.#now()), attachments: this.#files(attachments), author: { name: author, photo: null } }
  }

  #files(uuids: readonly string[]): Attachment[] {
    return uuids.flatMap((uuid) => {
      const file = this.uploads.get(uuid)
      return file
        ? [{ file_name: file.file_name, size: file.size, url: `https://files.example.nl/${uuid}`, thumbnail_url: null }]
        : []
    })
  }
}
