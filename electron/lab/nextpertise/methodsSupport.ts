import { paged, refusals } from './method.ts'
import { bool, integer, list, nid, nullable, object, pagination, phone, required, sortBy, text } from '../validate.ts'
import type { LabMethod } from './method.ts'
import type { LabTicket } from './ticket.ts'
import type { Tickets } from './tickets.ts'

/** As in `list_tickets`; `get_ticket` adds the comments and leaves out the requester. */
function summary(ticket: LabTicket): Record<string, unknown> {
  const { id, nid: line, reference, subject, status, created_at, updated_at, requester, comments } = ticket
  return { id, nid: line, reference, subject, description: comments[0]?.body ?? '', status, created_at, updated_at, requester }
}

function areThere(tickets: Tickets, uuids: readonly string[]): boolean {
  return uuids.every((uuid) => tickets.uploads.get(uuid) !== null)
}

const inDutch = new Intl.Collator('nl', { numeric: true })

/** Order of two tickets by a sort key of `list_tickets`, ascending; dates are plain text of one length. */
function comparing(key: string): (a: LabTicket, b: LabTicket) => number {
  switch (key) {
    case 'id':
      return (a, b) => a.id - b.id
    case 'requester':
      return (a, b) => inDutch.compare(a.requester.name, b.requester.name)
    case 'status':
    case 'subject':
      return (a, b) => inDutch.compare(a[key], b[key])
    default: {
      const date = key === 'created_at' ? 'created_at' : 'updated_at'
      return (a, b) => Number(a[date] > b[date]) - Number(a[date] < b[date])
    }
  }
}

/** Methods of /support/v1. */
export const SUPPORT: Readonly<Record<string, LabMethod>> = {
  create_ticket: {
    right: 'support-c',
    params: {
      subject: required(text),
      comment: required(text),
      nid: nullable(nid),
      reference: text,
      contact: object({ phone, name: text }),
      technical_specifications: text,
      attachments: list(text),
    },
    call: ({ tickets, world, params, user, commit }) => {
      const { nid: line, ...wish } = params as {
        subject: string
        comment: string
        nid?: string | null
        reference?: string
        attachments?: string[]
      }
      if (typeof line === 'string' && !world.byNid(line)) throw refusals.create('ticket')
      const { reference = null, attachments = [], ...rest } = wish
      if (!areThere(tickets, attachments)) throw refusals.createFor('ticket', "Prerequisites don't exist.")
      const id = tickets.reserveId()
      const ticket = { ...rest, nid: line ?? null, reference, attachments, author: user.username }
      commit((sightMs) => tickets.create(id, ticket, sightMs))
      return { result: { id } }
    },
  },
  get_ticket: {
    right: 'support-r',
    params: { id: required(integer) },
    call: ({ tickets, params }) => {
      const ticket = tickets.get(Number(params['id']))
      if (!ticket) throw refusals.undocumented()
      const { requester: _requester, ...rest } = summary(ticket)
      return { result: { ...rest, comments: ticket.comments } }
    },
  },
  list_tickets: {
    right: 'support-r',
    params: {
      closed: bool,
      pagination,
      filter: object({ search: text }),
      sort: sortBy('updated_at', 'created_at', 'id', 'requester', 'status', 'subject'),
    },
    call: ({ tickets, params }) => {
      const search = ((params['filter'] ?? {}) as { search?: string }).search?.toLowerCase() ?? ''
      const [order = ['updated_at', 'DESC']] = Object.entries((params['sort'] ?? {}) as Record<string, string>)
      const [key, direction] = order
      const sign = direction === 'DESC' ? -1 : 1
      const compare = comparing(key)
      const rows = tickets
        .all()
        .filter((ticket) => params['closed'] !== false || ticket.status !== 'closed')
        .filter((ticket) =>
          [ticket.subject, ticket.nid, ticket.reference, ticket.comments[0]?.body].join('\n').toLowerCase().includes(search),
        )
        .toSorted((a, b) => sign * compare(a, b))
      const { result } = paged('tickets', rows, params['pagination'], summary)
      const { count: _count, ...info } = (result['pagination'] ?? {}) as Record<string, unknown>
      return { result: { ...result, ...(result['pagination'] ? { pagination: info } : {}), ticket_count: rows.length } }
    },
  },
  update_ticket: {
    right: 'support-c',
    params: { id: required(integer), comment: object({ body: required(text), attachments: list(text) }), solved: bool },
    call: ({ tickets, params, user, commit }) => {
      const id = Number(params['id'])
      const comment = params['comment'] as { body: string; attachments?: string[] } | undefined
      const solved = typeof params['solved'] === 'boolean' ? params['solved'] : null
      const wanted = comment ? { body: comment.body, attachments: comment.attachments ?? [] } : null
      const ticket = tickets.truly(id)
      if (!ticket || ticket.status === 'closed' || !areThere(tickets, wanted?.attachments ?? [])) throw refusals.update('ticket')
      commit((sightMs) => {
        tickets.update(id, user.username, { comment: wanted, solved }, sightMs)
      })
      return { result: {} }
    },
  },
}

/** Methods of /attachments/v1. The document knows the context `connection` only. */
export const ATTACHMENTS: Readonly<Record<string, LabMethod>> = {
  upload: {
    right: 'attachments-c',
    params: {
      context: required({ ...text, values: ['connection'] }),
      file: required({ ...text, pattern: /^[A-Za-z0-9+/]*={0,2}$/ }),
      filename: required(text),
      description: text,
      customer_code: { ...text, pattern: /^DB[0-9]{3,}$/ },
    },
    call: ({ tickets, params, commit }) => {
      const { file, filename } = params as { file: string; filename: string }
      const uuid = tickets.uploads.reserve()
      commit(() => tickets.uploads.keep(uuid, filename, file))
      return { result: { attachment_uuid: uuid } }
    },
  },
}
