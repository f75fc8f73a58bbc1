import { DAY_MS, HOUR_MS, utc } from './clock.ts'
import { Dice } from './random.ts'
import { circuitNid } from './line.ts'
import type { LabWorld } from './world.ts'

type Author = { name: string; photo: null }
type Attachment = { file_name: string; size: number | null; url: string; thumbnail_url: string | null }
type Comment = { body: string; created_at: string; attachments: Attachment[]; author: Author }
export type TicketStatus = 'new' | 'open' | 'pending' | 'solved' | 'closed'

export type LabTicket = {
  id: number
  nid: string | null
  reference: string | null
  subject: string
  status: TicketStatus
  created_at: string
  updated_at: string
  requester: Author
  comments: Comment[]
}

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

const SUBJECTS = [
  'No connection',
  'Connection drops',
  'Slow in the evening',
  'Wrong contact on the line',
  'Move of the router',
  'Voice quality',
]
const STATUSES: readonly TicketStatus[] = ['open', 'pending', 'solved', 'closed', 'new']
const SEEDED = { most: 200, each: 9 }
const SALT = { subject: 801, status: 802, age: 803 }

/** Tickets and uploads of a lab; the document's ticket 12345 is always there. */
export class Tickets {
  readonly #tickets = new Map<number, LabTicket>()
  readonly #attachments = new Map<string, { filename: string; size: number }>()
  readonly #now: () => number
  #nextId = 20_001

  constructor(world: LabWorld, now: () => number) {
    this.#now = now
    const nowMs = now()
    const count = Math.min(SEEDED.most, Math.floor(world.size / SEEDED.each))
    for (let at = 0; at < count; at++) {
      const line = world.line(at * SEEDED.each)
      const dice = new Dice(world.seed, at)
      const nid = circuitNid(line, 0)
      if (nid === null) continue
      const created = utc(nowMs - dice.between(SALT.age, 1, 60) * DAY_MS)
      this.#keep({
        id: 13_000 + at,
        nid: line.nid,
        reference: `#${100 + at}`,
        subject: `${dice.pick(SALT.subject, SUBJECTS)} at ${line.address.street} ${line.address.housenr}`,
        status: dice.pick(SALT.status, STATUSES),
        created_at: created,
        updated_at: utc(nowMs - dice.between(SALT.age + 1, 1, 23) * HOUR_MS),
        requester: { name: 'desk@example.nl', photo: null },
        comments: [
          {
            body: `Customer reports trouble since yesterday.\n\nContactpersoon:\n${line.contact.name}`,
            created_at: created,
            attachments: [],
            author: { name: 'desk@example.nl', photo: null },
          },
        ],
      })
    }
    this.#keep({
      id: 12_345,
      nid: '2408ZE000100100',
      reference: '#123 - Nextpertise Office',
      subject: 'Connection down for Nextpertise Office',
      status: 'new',
      created_at: '2020-04-10T13:40:35Z',
      updated_at: '2020-04-10T13:40:35Z',
      requester: { name: 'johndo@company.com', photo: null },
      comments: [
        {
          body: 'Problem persists after a router reboot. Please help me!\n\nContactpersoon:\nJohn Doe\n0612345678',
          created_at: '2020-04-10T13:40:35Z',
          attachments: [],
          author: { name: 'johndo@company.com', photo: null },
        },
      ],
    })
  }

  #keep(ticket: LabTicket): void {
    this.#tickets.set(ticket.id, ticket)
  }

  all(): readonly LabTicket[] {
    return [...this.#tickets.values()]
  }

  get(id: number): LabTicket | null {
    return this.#tickets.get(id) ?? null
  }

  create(wish: NewTicket): number {
    const id = this.#nextId++
    const now = utc(this.#now())
    const contact = wish.contact ? `\n\nContactpersoon:\n${wish.contact.name ?? ''}\n${wish.contact.phone ?? ''}` : ''
    const technical =
      wish.technical_specifications === undefined ? '' : `\n\nTechnische specificaties:\n${wish.technical_specifications}`
    const author = { name: wish.author, photo: null }
    this.#keep({
      id,
      nid: wish.nid,
      reference: wish.reference,
      subject: wish.subject,
      status: 'new',
      created_at: now,
      updated_at: now,
      requester: author,
      comments: [
        { body: `${wish.comment}${contact}${technical}`, created_at: now, attachments: this.#files(wish.attachments), author },
      ],
    })
    return id
  }

  /** Adds a comment or (re)opens or solves; false if there is no such ticket. */
  update(
    id: number,
    author: string,
    comment: { body: string; attachments: readonly string[] } | null,
    solved: boolean | null,
  ): boolean {
    const ticket = this.#tickets.get(id)
    if (!ticket) return false
    const now = utc(this.#now())
    if (comment) {
      ticket.comments.push({
        body: comment.body,
        created_at: now,
        attachments: this.#files(comment.attachments),
        author: { name: author, photo: null },
      })
      if (ticket.status === 'pending') ticket.status = 'open'
    }
    if (solved === true) ticket.status = 'solved'
    if (solved === false && (ticket.status === 'solved' || ticket.status === 'closed')) ticket.status = 'open'
    ticket.updated_at = now
    return true
  }

  /** Keeps an upload under its uuid. */
  attach(uuid: string, filename: string, size: number): void {
    this.#attachments.set(uuid, { filename, size })
  }

  #files(uuids: readonly string[]): Attachment[] {
    return uuids.flatMap((uuid) => {
      const file = this.#attachments.get(uuid)
      return file
        ? [{ file_name: file.filename, size: file.size, url: `https://files.example.nl/${uuid}`, thumbnail_url: null }]
        : []
    })
  }
}
