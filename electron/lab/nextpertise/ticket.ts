import { DAY_MS, HOUR_MS, utc } from '../clock.ts'
import { circuitNid } from './line.ts'
import { Dice } from '../random.ts'
import type { LabWorld } from './world.ts'

export type Author = { name: string; photo: null }
export type Attachment = { file_name: string; size: number | null; url: string; thumbnail_url: string | null }
export type TicketComment = { body: string; created_at: string; attachments: Attachment[]; author: Author }
export type TicketStatus = 'new' | 'open' | 'pending' | 'solved' | 'closed'

/** A ticket as the system keeps it. Changing one means replacing it by a changed copy. */
export type LabTicket = {
  id: number
  nid: string | null
  reference: string | null
  subject: string
  status: TicketStatus
  created_at: string
  updated_at: string
  requester: Author
  comments: readonly TicketComment[]
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

/** The tickets a lab begins with; the document's ticket 12345 is always there. */
export function seededTickets(world: LabWorld, nowMs: number): LabTicket[] {
  const tickets: LabTicket[] = []
  const count = Math.min(SEEDED.most, Math.floor(world.size / SEEDED.each))
  for (let at = 0; at < count; at++) {
    const line = world.line(at * SEEDED.each)
    const dice = new Dice(world.seed, at)
    const nid = circuitNid(line, 0)
    if (nid === null) continue
    const created = utc(nowMs - dice.between(SALT.age, 1, 60) * DAY_MS)
    tickets.push({
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
  tickets.push({
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
  return tickets
}
